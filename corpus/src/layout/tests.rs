#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Picture, Placed, place};
use crate::stack::{
    Stack,
    sample::{any_stack, layer, stack, tower},
};

/// Within a thousandth of a pixel.
const CLOSE: f32 = 0.001;

fn inside(inner: &Placed<'_>, x: f32, y: f32, right: f32, bottom: f32) -> bool {
    inner.x >= x - CLOSE
        && inner.y >= y - CLOSE
        && inner.x + inner.width <= right + CLOSE
        && inner.y + inner.height <= bottom + CLOSE
}

fn apart(a: &Placed<'_>, b: &Placed<'_>, gap: f32) -> bool {
    let along = |a: f32, end: f32, b: f32| a + end + gap <= b + CLOSE;
    along(a.x, a.width, b.x)
        || along(b.x, b.width, a.x)
        || along(a.y, a.height, b.y)
        || along(b.y, b.height, a.y)
}

/// Every ancestor of every box, by position in the picture.
fn parents(picture: &Picture<'_>) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::new();
    for (i, placed) in picture.boxes.iter().enumerate() {
        open.truncate(placed.depth);
        parents.push(open.last().copied());
        open.push(i);
    }
    parents
}

fn check(stack: &Stack, width: f32) {
    let picture = place(stack, width);
    assert_eq!(picture.width, width);
    assert!(picture.height > 0.0);
    let ids: Vec<_> = picture
        .boxes
        .iter()
        .map(|b| (b.depth, &b.layer.id))
        .collect();
    let expected: Vec<_> = stack.walk().into_iter().map(|(d, l)| (d, &l.id)).collect();
    assert_eq!(ids, expected, "every layer once, in the order of the file");
    let parents = parents(&picture);
    for (placed, parent) in picture.boxes.iter().zip(&parents) {
        check_nesting(&picture, placed, parent.map(|i| &picture.boxes[i]));
        check_label(&picture, placed);
    }
    for (i, a) in picture.boxes.iter().enumerate() {
        for (j, b) in picture.boxes.iter().enumerate().skip(i + 1) {
            if parents[i] == parents[j] {
                assert!(apart(a, b, 8.0), "siblings keep a distance: {a:?} {b:?}");
            }
        }
    }
    assert_eq!(picture, place(stack, width), "the same again");
}

/// With siblings apart and children inside, no two boxes overlap unless one holds the other.
fn check_nesting(picture: &Picture<'_>, placed: &Placed<'_>, parent: Option<&Placed<'_>>) {
    match parent {
        Some(outer) => {
            let label = outer.lines.len() as f32 * picture.line_height;
            let (right, bottom) = (outer.x + outer.width, outer.y + outer.height - 4.0);
            // A sliver, for 50 levels in 240 pixels.
            let inset = 0.5;
            let (x, y) = (outer.x + inset, outer.y + label);
            assert!(
                inside(placed, x, y, right - inset, bottom),
                "{placed:?} in {outer:?}"
            );
        }
        None => assert!(
            inside(placed, 0.0, 0.0, picture.width, picture.height),
            "{placed:?}"
        ),
    }
}

fn check_label(picture: &Picture<'_>, placed: &Placed<'_>) {
    let font = placed.font(picture.font_size);
    for line in &placed.lines {
        let width = font.width(line);
        let (left, right) = match placed.is_leaf() {
            true => (placed.text_x - width / 2.0, placed.text_x + width / 2.0),
            false => (placed.text_x, placed.text_x + width),
        };
        assert!(
            left >= placed.x + 1.0 && right <= placed.x + placed.width - 1.0,
            "{placed:?}"
        );
    }
    let last = placed.text_y + picture.line_height * (placed.lines.len().max(1) - 1) as f32;
    assert!(placed.text_y - picture.font_size >= placed.y, "{placed:?}");
    assert!(
        last + picture.font_size * 0.3 <= placed.y + placed.height,
        "{placed:?}"
    );
    let visible = |c: &char| !c.is_control() && *c != ' ';
    let shown: String = placed.lines.concat().chars().filter(visible).collect();
    let label: String = placed.layer.label.chars().filter(visible).collect();
    assert_eq!(shown, label, "nothing is clipped");
}

proptest! {
    #[test]
    fn boxes_never_overlap_and_labels_fit(stack in any_stack(), width in 240.0_f32..1600.0) {
        check(&stack, width);
    }

    #[test]
    fn whole_widths_give_whole_coordinates(stack in any_stack(), width in 320_u16..1600) {
        // Fewer than a pixel a level is left only to towers, tested below.
        prop_assume!(stack.walk().iter().all(|(depth, _)| *depth < 24));
        for placed in place(&stack, f32::from(width)).boxes {
            for edge in [placed.x, placed.y, placed.width, placed.height] {
                prop_assert_eq!(edge.fract(), 0.0, "{:?}", placed);
            }
        }
    }
}

#[test]
fn fifty_levels_fit_in_240_pixels() {
    check(&tower(50, "Hyperviseur (VMware vSphere, KVM)"), 240.0);
    check(&tower(50, &"x".repeat(300)), 240.0);
}

#[test]
fn a_stack_without_layers_has_a_height() {
    check(&stack(Vec::new()), 240.0);
}

#[test]
fn side_layers_stand_beside_the_others_where_there_is_room() {
    let stack = stack(vec![layer(0, "Stockage", true), layer(1, "Rack", false)]);
    let wide = place(&stack, 720.0).boxes;
    assert!(wide[0].x > wide[1].x + wide[1].width, "{wide:?}");
    assert_eq!((wide[0].y, wide[0].height), (wide[1].y, wide[1].height));
    let narrow = place(&stack, 719.0).boxes;
    assert!(narrow[0].y > narrow[1].y + narrow[1].height, "{narrow:?}");
}

#[test]
fn side_layers_much_higher_than_the_others_go_below_them_in_rows() {
    let mut side = layer(0, "Stockage", true);
    side.children = (1..6).map(|i| layer(i, "Disque", false)).collect();
    let stack = stack(vec![layer(6, "Machine", false), side]);
    let boxes = place(&stack, 1040.0).boxes;
    assert!(
        boxes[1].y >= boxes[0].y + boxes[0].height + 12.0,
        "{boxes:?}"
    );
    assert_eq!((boxes[1].x, boxes[1].width), (0.0, 1040.0));
    assert!(boxes[2..].windows(2).all(|two| two[0].y == two[1].y));
}

#[test]
fn few_boxes_stand_in_more_rows_instead_of_being_stretched() {
    let host = |i, labels: &[&str]| {
        let mut host = layer(i, "Hôte", false);
        let labels = labels.iter().enumerate();
        let inside = labels.map(|(j, label)| layer(i + 1 + j, label, false));
        host.children = inside.collect();
        host
    };
    let stack = stack(vec![
        host(0, &["DNS", "Ingress", "MetalLB", "Istio"]),
        host(
            10,
            &["Dashboard", "Prometheus", "Grafana", "Jaeger", "Fluentd"],
        ),
        host(20, &["Hostpath", "OpenEBS", "Mayastor"]),
    ]);
    let boxes = place(&stack, 1040.0).boxes;
    let tops: Vec<f32> = boxes[1..5].iter().map(|one| one.y).collect();
    assert_eq!((tops[0], tops[2]), (tops[1], tops[3]), "{tops:?}");
    assert!(tops[0] < tops[2], "{tops:?}");
    check(&stack, 1040.0);
}

#[test]
fn boxes_of_a_row_are_equally_high() {
    let vm = |i, pods: usize| {
        let mut vm = layer(i, "VM", false);
        vm.children = (1..=pods)
            .map(|j| layer(i + j, "Application du service client", false))
            .collect();
        vm
    };
    let stack = stack(vec![vm(0, 3), vm(10, 2)]);
    let boxes = place(&stack, 600.0).boxes;
    let (first, second) = (&boxes[0], &boxes[4]);
    assert_eq!((first.y, first.height), (second.y, second.height));
    let (last, also_last) = (&boxes[3], &boxes[6]);
    assert_eq!(
        last.y + last.height,
        also_last.y + also_last.height,
        "rows end flush"
    );
}

#[test]
fn thousands_of_layers_are_placed() {
    let racks = (0..40).map(|i| {
        let mut rack = layer(50 * i, "Rack de serveurs", false);
        rack.children = (1..50)
            .map(|j| layer(50 * i + j, "Serveur", false))
            .collect();
        rack
    });
    check(&stack(racks.collect()), 1040.0);
}
