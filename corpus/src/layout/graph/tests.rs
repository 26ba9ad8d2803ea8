#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{Edge, Graph, INSET, graph};
use crate::{
    Id,
    layout::{Font, lanes::Area},
    stack::{Link, LinkKind, Stack, sample},
};

fn id(i: usize) -> Id {
    Id::new(&format!("l{i}")).unwrap()
}

fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
    let link = |&(from, to): &(usize, usize)| Link {
        from: id(from),
        to: id(to),
        kind: LinkKind::Call,
        label: None,
    };
    pairs.iter().map(link).collect()
}

fn stack(labels: &[String], pairs: &[(usize, usize)]) -> Stack {
    let layers = labels.iter().enumerate();
    let layers = layers.map(|(i, label)| sample::layer(i, label, false));
    Stack {
        links: links(pairs),
        ..sample::stack(layers.collect())
    }
}

fn any_label() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[A-Za-zéèàç0-9/()-]{1,12}( [a-z]{1,9}){0,3}",
        1 => "[a-z]{300}",
        1 => "\\PC{1,60}",
    ]
}

/// What some of the links say.
fn any_labels() -> impl Strategy<Value = Vec<Option<String>>> {
    vec(proptest::option::of(any_label()), 24)
}

fn with_labels(mut stack: Stack, labels: Vec<Option<String>>) -> Stack {
    for (link, label) in stack.links.iter_mut().zip(labels) {
        link.label = label;
    }
    stack
}

fn any_graph() -> impl Strategy<Value = Stack> {
    let pairs = vec((any::<Index>(), any::<Index>()), 0..24);
    (vec(any_label(), 2..12), pairs).prop_map(|(labels, pairs)| {
        let count = labels.len();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(from, to)| (from.index(count), to.index(count)))
            .filter(|(from, to)| from != to)
            .collect();
        stack(&labels, &pairs)
    })
}

fn apart(a: &Area, b: &Area) -> bool {
    a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y
}

/// Words on arrows cover no box, no other words, no tip of an arrow and no other arrow; each label is
/// on its arrow or, by a number on the arrow, in the list below everything else.
fn check_words(picture: &Graph<'_>) -> Result<(), TestCaseError> {
    let Graph {
        nodes,
        edges,
        captions,
        entries,
        ..
    } = picture;
    let font = Font {
        size: picture.font_size,
        bold: false,
    };
    let mut numbers = Vec::new();
    for (i, caption) in captions.iter().enumerate() {
        let area = &caption.area;
        prop_assert!(area.x >= 0.0 && area.right() <= picture.width, "{area:?}");
        prop_assert!(area.y >= 0.0 && area.bottom() <= picture.height, "{area:?}");
        prop_assert!(nodes.iter().all(|node| apart(&node.area, area)), "{area:?}");
        let mut others = captions[..i].iter().map(|caption| caption.area);
        prop_assert!(others.all(|other| apart(&other, area)), "{area:?}");
        for (n, edge) in edges.iter().enumerate() {
            let &(x, y) = edge.points.last().unwrap();
            let tip = Area {
                x: x - 4.0,
                y: y - 4.0,
                width: 8.0,
                height: 8.0,
            };
            prop_assert!(apart(&tip, area), "{area:?} on a tip");
            let mut points = edge.points.windows(2).flat_map(bent);
            let covered = n != caption.edge && points.any(|point| within(area, point));
            prop_assert!(!covered, "{area:?} on {:?}", edge.points);
        }
        for line in &caption.lines {
            prop_assert!(font.width(line) <= area.width || line.chars().count() == 1);
        }
        let label = edges[caption.edge].link.label.as_ref().unwrap();
        let said = caption.lines.concat();
        if without_spaces(&said) != without_spaces(label) {
            numbers.push((said, label));
        }
    }
    prop_assert_eq!(numbers.len(), entries.len());
    let mut above = nodes
        .iter()
        .map(|node| node.area.bottom())
        .fold(0.0, f32::max);
    for (entry, (number, label)) in entries.iter().zip(numbers) {
        prop_assert_eq!(entry.number.to_string(), number);
        prop_assert_eq!(without_spaces(&entry.lines.concat()), without_spaces(label));
        prop_assert!(entry.area.y >= above && entry.area.bottom() <= picture.height);
        let lines = picture.line_height * entry.lines.len() as f32;
        prop_assert!(lines <= entry.area.height && entry.area.right() <= picture.width);
        above = entry.area.bottom();
    }
    Ok(())
}

/// What wrapping keeps.
fn without_spaces(text: &str) -> String {
    text.chars()
        .filter(|c| *c != ' ' && !c.is_control())
        .collect()
}

/// Points of the line that is drawn between two others.
fn bent(ends: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let ((x, y), (end_x, end_y)) = (ends[0], ends[1]);
    let middle = f32::midpoint(y, end_y);
    let point = |i: u8| {
        let t = f32::from(i) / 100.0;
        let mix = |a: f32, b: f32| a + (b - a) * t;
        if x == end_x || y == end_y {
            return (mix(x, end_x), mix(y, end_y));
        }
        let curve = |a, b, c, d| {
            let (ab, bc, cd) = (mix(a, b), mix(b, c), mix(c, d));
            mix(mix(ab, bc), mix(bc, cd))
        };
        (curve(x, x, end_x, end_x), curve(y, middle, middle, end_y))
    };
    (0..=100).map(point).collect()
}

/// Well inside: the bend is known to half a pixel.
fn within(area: &Area, (x, y): (f32, f32)) -> bool {
    x > area.x + 0.5 && x < area.right() - 0.5 && y > area.y + 0.5 && y < area.bottom() - 0.5
}

fn enters(area: &Area, edge: &Edge<'_>) -> bool {
    edge.points
        .windows(2)
        .any(|ends| !apart(&Area::spanning(ends[0], ends[1]), area))
}

fn on_edge(area: &Area, (x, y): (f32, f32)) -> bool {
    let beside = (x == area.x || x == area.right()) && y >= area.y && y <= area.bottom();
    let above = (y == area.y || y == area.bottom()) && x >= area.x && x <= area.right();
    beside || above
}

fn check(picture: &Graph<'_>, stack: &Stack) -> Result<(), TestCaseError> {
    let node = |id: &Id| {
        picture
            .nodes
            .iter()
            .find(|node| node.layer.id == *id)
            .unwrap()
    };
    for (i, one) in picture.nodes.iter().enumerate() {
        let area = &one.area;
        prop_assert!(area.x >= 0.0 && area.right() <= picture.width, "{area:?}");
        prop_assert!(area.y >= 0.0 && area.bottom() <= picture.height, "{area:?}");
        for other in &picture.nodes[..i] {
            prop_assert!(apart(area, &other.area), "{area:?} {:?}", other.area);
        }
        let room = area.width - 2.0 * INSET;
        let font = |bold| Font {
            size: picture.font_size,
            bold,
        };
        for (lines, bold) in [(&one.lines, true), (&one.inside, false)] {
            for line in lines {
                let fits = font(bold).width(line) <= room + 0.01 || line.chars().count() == 1;
                prop_assert!(fits, "{line} in {room}");
            }
        }
        let count = (one.lines.len() + one.inside.len()) as f32;
        prop_assert!(count * picture.line_height <= area.height);
    }
    prop_assert!(picture.font_size >= 12.0);
    check_words(picture)?;
    prop_assert_eq!(picture.edges.len(), stack.links.len());
    for (edge, link) in picture.edges.iter().zip(&stack.links) {
        prop_assert_eq!(edge.link, link);
        let (first, last) = (edge.points[0], *edge.points.last().unwrap());
        prop_assert!(on_edge(&node(&link.from).area, first), "{first:?}");
        prop_assert!(on_edge(&node(&link.to).area, last), "{last:?}");
        prop_assert!((last.1 > first.1) != edge.back, "{first:?} {last:?}");
        for (x, y) in &edge.points {
            prop_assert!((0.0..=picture.width).contains(x), "{x}");
            prop_assert!((0.0..=picture.height).contains(y), "{y}");
        }
        for one in &picture.nodes {
            prop_assert!(!enters(&one.area, edge), "{:?} {:?}", one.area, edge.points);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn boxes_never_overlap_and_arrows_never_cross_them(
        stack in any_graph(),
        labels in any_labels(),
        width in 240.0_f32..1300.0,
    ) {
        let (stack, width) = (with_labels(stack, labels), width.floor());
        let picture = graph(&stack, width);
        check(&picture, &stack)?;
        prop_assert_eq!(&picture, &graph(&stack, width), "the same comes out the same");
    }

    #[test]
    fn without_cycles_all_arrows_lead_down(
        labels in vec(any_label(), 2..12),
        pairs in vec((any::<Index>(), any::<Index>()), 0..24),
        width in 240.0_f32..1300.0,
    ) {
        let count = labels.len();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(a, b)| (a.index(count), b.index(count)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        let stack = stack(&labels, &pairs);
        let picture = graph(&stack, width.floor());
        prop_assert!(picture.edges.iter().all(|edge| !edge.back));
        check(&picture, &stack)?;
    }
}

#[test]
fn one_link_of_a_cycle_leads_back() {
    let labels = ["a", "b", "c"].map(str::to_owned);
    for width in [272.0, 1040.0] {
        let stack = stack(&labels, &[(0, 1), (1, 2), (2, 0)]);
        let picture = graph(&stack, width);
        let back: Vec<bool> = picture.edges.iter().map(|edge| edge.back).collect();
        assert_eq!(back, [false, false, true], "{width}");
    }
}

#[test]
fn what_nobody_names_is_not_drawn_or_listed_in_its_box() {
    let mut outer = sample::layer(0, "Données", false);
    outer.children = vec![
        sample::layer(1, "Base", false),
        sample::layer(2, "Cache", false),
    ];
    let stack = Stack {
        links: links(&[(3, 0)]),
        ..sample::stack(vec![
            outer,
            sample::layer(3, "Service", false),
            sample::layer(4, "Seul", false),
        ])
    };
    let picture = graph(&stack, 640.0);
    let labels: Vec<_> = picture
        .nodes
        .iter()
        .map(|node| node.lines.join(" "))
        .collect();
    assert_eq!(labels, ["Service", "Données"]);
    assert_eq!(picture.nodes[1].inside, ["Base, Cache"]);
}

#[test]
fn rows_become_a_column_where_words_do_not_fit() {
    let labels = [
        "Entrée",
        "Authentification",
        "Administration",
        "Transformation",
    ];
    let labels = labels.map(str::to_owned);
    let stack = stack(&labels, &[(0, 1), (0, 2), (0, 3)]);
    let rows = |width| {
        let mut tops: Vec<_> = graph(&stack, width)
            .nodes
            .iter()
            .map(|node| node.area.y.to_bits())
            .collect();
        tops.dedup();
        tops.len()
    };
    assert_eq!((rows(272.0), rows(1040.0)), (4, 2));
}

#[test]
fn words_stand_on_arrows_or_in_a_list_where_there_is_no_room() {
    let labels = [
        "Entrée",
        "Authentification",
        "Administration",
        "Transformation",
    ];
    let mut stack = stack(&labels.map(str::to_owned), &[(0, 1), (0, 2), (0, 3)]);
    for (link, label) in stack.links.iter_mut().zip(["jetons", "droits", "lignes"]) {
        link.label = Some(label.to_owned());
    }
    let said = |width| {
        let picture = graph(&stack, width);
        let captions = picture.captions.iter();
        let captions: Vec<String> = captions.map(|caption| caption.lines.join(" ")).collect();
        let entries = picture.entries.iter();
        let entries: Vec<String> = entries.map(|entry| entry.lines.join(" ")).collect();
        (captions.join(", "), entries.join(", "))
    };
    assert_eq!(
        said(1040.0),
        ("jetons, droits, lignes".into(), String::new())
    );
    assert_eq!(
        said(272.0),
        ("1, 2, 3".into(), "jetons, droits, lignes".into())
    );
}

#[test]
fn nothing_linked_is_nothing_drawn() {
    let stack = sample::stack(vec![sample::layer(0, "Seul", false)]);
    let picture = graph(&stack, 640.0);
    assert!(picture.nodes.is_empty() && picture.height == 0.0);
}
