//! The names at the top of the lanes, and where the lanes run.

use super::{Anchor, Area, EDGE, Label, Lane, Scale, font, wrap};
use crate::flow::Participant;

/// Between the edge of a box and the name in it.
const INSET: f32 = 8.0;
/// Between two names, or a name and the line of another.
const GAP: f32 = 8.0;
/// No box is wider, however much room there is.
const WIDEST: f32 = 210.0;
/// A name is never squeezed between two lines that are closer to one another.
const NARROWEST: f32 = 76.0;

/// The lanes, their lines still to be run, and the height that the names take.
pub(super) fn place(participants: &[Participant], scale: Scale) -> (Vec<Lane<'_>>, f32) {
    let pitch = scale.width / participants.len().max(1) as f32;
    let inside = (pitch - GAP).min(WIDEST) - 2.0 * INSET;
    let words = participants.iter().flat_map(|one| one.name.split(' '));
    if words.clone().all(|word| font(scale).width(word) <= inside) {
        boxes(participants, scale, pitch)
    } else {
        brackets(participants, scale)
    }
}

/// Each name in a box above its line, all equally high.
fn boxes(participants: &[Participant], scale: Scale, pitch: f32) -> (Vec<Lane<'_>>, f32) {
    let width = (pitch - GAP).min(WIDEST).floor();
    let wrapped: Vec<_> = participants
        .iter()
        .map(|one| wrap(&one.name, width - 2.0 * INSET, scale))
        .collect();
    let heights = wrapped.iter().map(|(_, _, height)| *height);
    let height = heights.fold(scale.line_height, f32::max) + 2.0 * INSET;
    let lanes = participants.iter().zip(wrapped).enumerate();
    let lanes = lanes.map(|(i, (participant, (lines, text, lines_height)))| {
        let x = ((i as f32 + 0.5) * pitch).floor() + 0.5;
        let frame = Area {
            x: x - width / 2.0,
            y: 0.0,
            width,
            height,
        };
        let area = Area {
            x: x - text / 2.0,
            y: (height - lines_height) / 2.0,
            width: text,
            height: lines_height,
        };
        let name = Label {
            area,
            anchor: Anchor::Middle,
            lines,
        };
        lane(participant, name, Some(frame), x, height)
    });
    (lanes.collect(), height)
}

/// Names that are wider than their lanes nest: the first and the last lane begin at the top, the
/// names of those between them stand below, so that no line meets a name.
fn brackets(participants: &[Participant], scale: Scale) -> (Vec<Lane<'_>>, f32) {
    let middles = middles(participants.len(), scale.width);
    let mut nest = Nest {
        middles: &middles,
        scale,
        bottom: 0.0,
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut first, mut end) = (0, participants.len());
    while first < end {
        let last = end - 1;
        let (a, b) = (&participants[first], &participants[last]);
        if first == last {
            left.push(nest.alone(a, first, Anchor::Middle, (first, end)));
        } else if let Some((a, b)) = nest.pair((a, first), (b, last)) {
            left.push(a);
            right.push(b);
        } else {
            left.push(nest.alone(a, first, Anchor::Start, (first, end)));
            right.push(nest.alone(b, last, Anchor::End, (first + 1, end)));
        }
        (first, end) = (first + 1, last);
    }
    left.extend(right.into_iter().rev());
    (left, nest.bottom)
}

/// Where the lines run: from edge to edge.
fn middles(lanes: usize, width: f32) -> Vec<f32> {
    let margin = EDGE + 4.0;
    let pitch = (width - 2.0 * margin) / lanes.saturating_sub(1).max(1) as f32;
    let start = if lanes == 1 { width / 2.0 } else { margin };
    (0..lanes)
        .map(|i| (start + i as f32 * pitch).floor() + 0.5)
        .collect()
}

struct Nest<'m> {
    middles: &'m [f32],
    scale: Scale,
    bottom: f32,
}

impl Nest<'_> {
    /// What is left between the lines that have begun, if the lanes `open.0..open.1` have not.
    fn room(&self, (first, end): (usize, usize)) -> (f32, f32) {
        let before = first.checked_sub(1).map(|i| self.middles[i] + GAP);
        let after = self.middles.get(end).map(|x| x - GAP);
        let room = (before.unwrap_or(0.0), after.unwrap_or(self.scale.width));
        if room.1 - room.0 >= NARROWEST {
            room
        } else {
            // The lines will be cut for it.
            (0.0, self.scale.width)
        }
    }

    /// Two names side by side, if they fit on one line.
    fn pair<'a>(
        &mut self,
        (a, first): (&'a Participant, usize),
        (b, last): (&'a Participant, usize),
    ) -> Option<(Lane<'a>, Lane<'a>)> {
        let width = |one: &Participant| font(self.scale).width(&one.name).ceil();
        let one_line = |one: &Participant| wrap(&one.name, width(one), self.scale).0.len() <= 1;
        let room = self.room((first, last + 1));
        let start = (self.middles[first] - EDGE).max(room.0);
        let end = (self.middles[last] + EDGE).min(room.1);
        let fits = start + width(a) + GAP <= end - width(b) && one_line(a) && one_line(b);
        fits.then(|| {
            let top = self.bottom;
            let open = (first, last + 1);
            let a = self.alone(a, first, Anchor::Start, open);
            self.bottom = top;
            (a, self.alone(b, last, Anchor::End, open))
        })
    }

    /// A name on a line of its own, as near to its lane as can be.
    fn alone<'a>(
        &mut self,
        participant: &'a Participant,
        i: usize,
        anchor: Anchor,
        open: (usize, usize),
    ) -> Lane<'a> {
        let (start, end) = self.room(open);
        let (lines, width, height) = wrap(&participant.name, end - start, self.scale);
        let x = self.middles[i];
        let wish = match anchor {
            Anchor::Start => x - EDGE,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x + EDGE - width,
        };
        // A character may be wider than the room.
        let rightmost = (self.scale.width - width).max(0.0);
        let area = Area {
            x: wish.min(end - width).max(start).min(rightmost),
            y: self.bottom,
            width,
            height,
        };
        self.bottom = area.bottom() + 2.0;
        let name = Label {
            area,
            anchor,
            lines,
        };
        lane(participant, name, None, x, area.bottom() + 4.0)
    }
}

fn lane(participant: &Participant, name: Label, frame: Option<Area>, x: f32, top: f32) -> Lane<'_> {
    Lane {
        participant,
        name,
        frame,
        x,
        top,
        line: Vec::new(),
    }
}
