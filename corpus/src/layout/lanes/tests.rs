#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{Area, Sequence, sequence};
use crate::{
    Id, LayerKind, Slug,
    flow::{Flow, Participant, Step},
    layout::Font,
};

/// A flow whose steps go from lane to lane as told.
fn flow(names: &[String], steps: &[(usize, usize, String)]) -> Flow {
    let participant = |(i, name): (usize, &String)| {
        let kind = LayerKind::ALL[i % LayerKind::ALL.len()];
        Participant::new(Id::new(&format!("p{i}")).unwrap(), kind, name)
    };
    let step = |(i, (from, to, label)): (usize, &(usize, usize, String))| {
        Step::new(format!("{}b", i + 1), (*from, *to), label)
    };
    Flow {
        participants: names.iter().enumerate().map(participant).collect(),
        steps: steps.iter().enumerate().map(step).collect(),
        ..Flow::new(Slug::new("essai"), "Essai")
    }
}

fn any_label() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[A-Za-zéèàç0-9/() -]{1,40}",
        1 => "[a-z]{300}",
        1 => "([a-z]{1,9} ){30}",
        1 => "\\PC{1,60}",
    ]
}

fn any_flow() -> impl Strategy<Value = Flow> {
    let steps = vec((any::<Index>(), any::<Index>(), any_label()), 0..20);
    (vec(any_label(), 1..14), steps).prop_map(|(names, steps)| {
        let lane = |index: &Index| index.index(names.len());
        let steps: Vec<_> = steps
            .iter()
            .map(|(from, to, label)| (lane(from), lane(to), label.clone()))
            .collect();
        flow(&names, &steps)
    })
}

/// Within a thousandth of a pixel.
const CLOSE: f32 = 0.001;

fn apart(a: &Area, b: &Area) -> bool {
    a.right() <= b.x + CLOSE
        || b.right() <= a.x + CLOSE
        || a.bottom() <= b.y + CLOSE
        || b.bottom() <= a.y + CLOSE
}

/// Every line there is: those of the lanes and those of the arrows.
fn strokes(picture: &Sequence<'_>) -> Vec<Area> {
    let mut strokes = Vec::new();
    for lane in &picture.lanes {
        for &(top, bottom) in &lane.line {
            assert!(lane.top <= top && top < bottom, "{lane:?}");
            strokes.push(Area::spanning((lane.x, top), (lane.x, bottom)));
        }
    }
    for row in &picture.rows {
        let (from, to) = (row.arrow.from, row.arrow.to);
        match row.arrow.bulge {
            Some(bulge) => {
                assert_eq!(from.0, to.0);
                let (out, back) = ((from.0 + bulge, from.1), (to.0 + bulge, to.1));
                strokes.extend([
                    Area::spanning(from, out),
                    Area::spanning(out, back),
                    Area::spanning(back, to),
                ]);
            }
            None => {
                assert_eq!(from.1, to.1);
                strokes.push(Area::spanning(from, to));
            }
        }
    }
    strokes
}

fn check(flow: &Flow, width: f32) {
    let picture = sequence(flow, width);
    assert_eq!(picture.width, width);
    assert!(picture.font_size >= 12.0);
    let whole = Area {
        x: 0.0,
        y: 0.0,
        width,
        height: picture.height,
    };
    let inside = |area: &Area| {
        area.x >= -CLOSE
            && area.y >= -CLOSE
            && area.right() <= whole.right() + CLOSE
            && area.bottom() <= whole.bottom() + CLOSE
    };
    let names = picture.lanes.iter().map(|lane| &lane.name);
    let labels: Vec<_> = names.chain(picture.rows.iter().map(|r| &r.label)).collect();
    let strokes = strokes(&picture);
    for (i, label) in labels.iter().enumerate() {
        assert!(inside(&label.area), "{label:?}");
        for other in &labels[i + 1..] {
            assert!(apart(&label.area, &other.area), "{label:?} {other:?}");
        }
        for stroke in &strokes {
            assert!(apart(&label.area, stroke), "{label:?} {stroke:?}");
        }
    }
    assert!(strokes.iter().all(inside));
    check_text(flow, &picture);
    check_bands(&picture);
    assert_eq!(picture, sequence(flow, width), "the same again");
}

/// Every participant and every step once, in the order of the file, whole, and where it is said
/// to be.
fn check_text(flow: &Flow, picture: &Sequence<'_>) {
    let visible = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_control() && !matches!(*c, ' ' | '\u{a0}'))
            .collect()
    };
    let names = flow.participants.iter().map(|one| one.name.clone());
    let steps = flow.steps.iter();
    let steps = steps.map(|step| format!("{}.{}", step.number, step.label));
    let wanted: Vec<_> = names.chain(steps).map(|text| visible(&text)).collect();
    let names = picture.lanes.iter().map(|lane| &lane.name);
    let labels: Vec<_> = names.chain(picture.rows.iter().map(|r| &r.label)).collect();
    let shown: Vec<_> = labels
        .iter()
        .map(|label| visible(&label.lines.concat()))
        .collect();
    assert_eq!(shown, wanted, "nothing is clipped");
    let font = Font {
        size: picture.font_size,
        bold: true,
    };
    for label in labels {
        let height = picture.line_height * label.lines.len() as f32;
        assert!(height <= label.area.height + CLOSE, "{label:?}");
        let width = |line: &String| font.width(line);
        let widest = label.lines.iter().map(width).fold(0.0, f32::max);
        assert!(widest <= label.area.width + CLOSE, "{label:?}");
    }
}

/// Each step has its band: nothing of it is in another's.
fn check_bands(picture: &Sequence<'_>) {
    let mut bottom = 0.0;
    for row in &picture.rows {
        let band = &row.band;
        assert!(band.y >= bottom, "{row:?}");
        bottom = band.bottom();
        let (_, from) = row.arrow.from;
        let (_, to) = row.arrow.to;
        assert!(row.label.area.y >= band.y && from >= row.label.area.bottom());
        assert!(
            from <= to && to + 4.0 <= bottom,
            "room for the head: {row:?}"
        );
    }
    for lane in &picture.lanes {
        let first = picture
            .rows
            .first()
            .map_or(picture.height, |row| row.band.y);
        assert!(lane.top <= first, "{lane:?}");
    }
}

proptest! {
    #[test]
    fn nothing_overlaps_and_all_is_inside(flow in any_flow(), width in 240.0_f32..1600.0) {
        check(&flow, width);
    }
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_flow_without_participants_has_a_height() {
    assert!(sequence(&flow(&[], &[]), 350.0).height > 0.0);
}

#[test]
fn names_stand_in_boxes_where_they_fit_and_nest_where_they_do_not() {
    let names = strings(&[
        "kubectl",
        "API server",
        "Contrôleur de ReplicaSet",
        "Kubelet",
        "etcd",
    ]);
    let flow = flow(&names, &[(0, 1, "Envoie".to_owned())]);
    let wide = sequence(&flow, 1040.0).lanes;
    assert!(wide.iter().all(|lane| lane.frame.is_some()), "{wide:?}");
    assert!(wide.iter().all(|lane| lane.top == wide[0].top));
    let narrow = sequence(&flow, 350.0).lanes;
    let tops: Vec<_> = narrow.iter().map(|lane| lane.top).collect();
    assert!(narrow.iter().all(|lane| lane.frame.is_none()));
    assert!(tops[0] < tops[1] && tops[1] < tops[2], "{tops:?}");
    assert!(tops[4] < tops[3] && tops[3] < tops[2], "{tops:?}");
    for lane in &narrow {
        assert_eq!(lane.line[0].0, lane.top, "no name stands on another's line");
    }
}

#[test]
fn an_arrow_runs_from_lane_to_lane() {
    let names = strings(&["A", "B", "C"]);
    let steps = [(2, 0, "Répond".to_owned()), (2, 2, "Attend".to_owned())];
    let flow = flow(&names, &steps);
    let picture = sequence(&flow, 300.0);
    let x = |i: usize| picture.lanes[i].x;
    let (back, alone) = (picture.rows[0].arrow, picture.rows[1].arrow);
    assert_eq!((back.from.0, back.to.0, back.bulge), (x(2), x(0), None));
    assert_eq!((alone.from.0, alone.to.0), (x(2), x(2)));
    assert!(alone.to.1 > alone.from.1);
}

#[test]
fn a_hundred_lanes_and_steps_are_placed() {
    let names: Vec<_> = (0..100).map(|i| format!("Participant {i}")).collect();
    let steps: Vec<_> = (0..100)
        .map(|i| (i, (i * 7) % 100, format!("Message {i}")))
        .collect();
    check(&flow(&names, &steps), 350.0);
}
