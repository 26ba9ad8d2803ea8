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

/// What the line from one point to the next may cover: it bends inside this rectangle.
fn reach(from: (f32, f32), to: (f32, f32)) -> Area {
    Area {
        x: from.0.min(to.0),
        y: from.1.min(to.1),
        width: (from.0 - to.0).abs(),
        height: (from.1 - to.1).abs(),
    }
}

fn enters(area: &Area, edge: &Edge<'_>) -> bool {
    edge.points
        .windows(2)
        .any(|ends| !apart(&reach(ends[0], ends[1]), area))
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
        width in 240.0_f32..1300.0,
    ) {
        let width = width.floor();
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
fn nothing_linked_is_nothing_drawn() {
    let stack = sample::stack(vec![sample::layer(0, "Seul", false)]);
    let picture = graph(&stack, 640.0);
    assert!(picture.nodes.is_empty() && picture.height == 0.0);
}
