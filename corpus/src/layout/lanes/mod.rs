//! Where the lanes and messages of a flow go: a pure function from steps to lines and text.
//!
//! 1. every participant gets a vertical line; where its name fits above it, it stands there in a
//!    box, else the names nest like brackets, from the outermost lanes to the innermost;
//! 2. every step gets a row of its own: its label, and below it the arrow from lane to lane;
//! 3. the lines are cut wherever text stands, so that nothing is ever struck through.

mod heads;
mod lines;

use super::{Font, Scale};
use crate::flow::{Flow, Participant, Step};

/// What a label may measure even where its arrow is shorter, in CSS pixels.
const LABEL: f32 = 340.0;
/// Above and below what a row holds.
const PADDING: f32 = 7.0;
/// From the edge of the picture to the nearest text.
const EDGE: f32 = 6.0;
/// How far a step taken alone leaves its lane, and how far it comes back below.
const LOOP: (f32, f32) = (22.0, 12.0);

/// A flow, placed. Coordinates in CSS pixels, origin at the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence<'a> {
    /// The one asked for.
    pub width: f32,
    /// Never 0.
    pub height: f32,
    /// Size of all text.
    pub font_size: f32,
    /// From one line of a label to the next.
    pub line_height: f32,
    /// The participants, in the order of the file.
    pub lanes: Vec<Lane<'a>>,
    /// The steps, in the order of the file.
    pub rows: Vec<Row<'a>>,
}

/// A participant.
#[derive(Clone, Debug)]
pub struct Lane<'a> {
    /// Whom it stands for.
    pub participant: &'a Participant,
    /// Its name.
    pub name: Label,
    /// The box around the name, where there is room for one.
    pub frame: Option<Area>,
    /// Where its line runs.
    pub x: f32,
    /// Where its line begins.
    pub top: f32,
    /// The pieces of its line, from the top of each to its bottom.
    pub line: Vec<(f32, f32)>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What happens.
    pub step: &'a Step,
    /// The band across the picture that belongs to it.
    pub band: Area,
    /// Its number and what it says.
    pub label: Label,
    /// Where its arrow runs.
    pub arrow: Arrow,
}

/// From lane to lane, or out of a lane and back into it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Where it starts.
    pub from: (f32, f32),
    /// Where its head is.
    pub to: (f32, f32),
    /// How far right of its lane the loop of a step taken alone reaches; negative for the left.
    pub bulge: Option<f32>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Text in lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The most it covers.
    pub area: Area,
    /// Where the lines are flush.
    pub anchor: Anchor,
    /// What stands in them.
    pub lines: Vec<String>,
}

/// Where the lines of a label are flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At the left.
    Start,
    /// In the middle.
    Middle,
    /// At the right.
    End,
}

impl Area {
    /// The rectangle whose opposite corners these are: all that a line from one to the other covers.
    pub(crate) fn spanning(from: (f32, f32), to: (f32, f32)) -> Self {
        Self {
            x: from.0.min(to.0),
            y: from.1.min(to.1),
            width: (from.0 - to.0).abs(),
            height: (from.1 - to.1).abs(),
        }
    }

    pub(crate) fn right(&self) -> f32 {
        self.x + self.width
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.y + self.height
    }
}

impl Label {
    /// Where `text-anchor` holds the lines.
    pub fn x(&self) -> f32 {
        match self.anchor {
            Anchor::Start => self.area.x,
            Anchor::Middle => self.area.x + self.area.width / 2.0,
            Anchor::End => self.area.right(),
        }
    }
}

impl PartialEq for Lane<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.participant.id == other.participant.id
            && (&self.name, self.frame, &self.line) == (&other.name, other.frame, &other.line)
            && (self.x, self.top) == (other.x, other.top)
    }
}

impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.step.number == other.step.number
            && (self.band, self.arrow) == (other.band, other.arrow)
            && self.label == other.label
    }
}

/// What is highlighted is bold: it must fit, too.
fn font(scale: Scale) -> Font {
    scale.font(true)
}

/// `text` in lines of at most `room`, and the size it takes.
fn wrap(text: &str, room: f32, scale: Scale) -> (Vec<String>, f32, f32) {
    let font = font(scale);
    let lines = font.wrap(text, room);
    let widths = lines.iter().map(|line| font.width(line));
    let width = widths.fold(0.0, f32::max);
    let height = scale.line_height * lines.len().max(1) as f32;
    (lines, width, height)
}

/// Places every participant and every step of `flow` in a picture `width` CSS pixels wide (at
/// least 240).
pub fn sequence(flow: &Flow, width: f32) -> Sequence<'_> {
    let scale = Scale::of(width);
    let (mut lanes, mut bottom) = heads::place(&flow.participants, scale);
    let middles: Vec<f32> = lanes.iter().map(|lane| lane.x).collect();
    bottom += PADDING;
    let mut rows = Vec::with_capacity(flow.steps.len());
    for step in &flow.steps {
        let row = row(step, &middles, bottom, scale);
        bottom = row.band.bottom();
        rows.push(row);
    }
    let height = bottom + PADDING;
    lines::run(&mut lanes, &rows, height);
    Sequence {
        width,
        height,
        font_size: scale.size,
        line_height: scale.line_height,
        lanes,
        rows,
    }
}

fn row<'a>(step: &'a Step, middles: &[f32], top: f32, scale: Scale) -> Row<'a> {
    let (from, to) = (middles[step.from], middles[step.to]);
    let room = (to - from).abs().max(LABEL).min(scale.width - 2.0 * EDGE);
    let text = format!("{}.\u{a0}{}", step.number, step.label);
    let (lines, width, height) = wrap(&text, room, scale);
    let middle = f32::midpoint(from, to) - width / 2.0;
    let x = middle.min(scale.width - EDGE - width).max(EDGE).floor();
    let y = top + PADDING;
    let area = Area {
        x,
        y,
        width,
        height,
    };
    let arrow = arrow(step, (from, to), area.bottom() + PADDING, scale.width);
    let bottom = arrow.to.1 + 2.0 * PADDING;
    Row {
        step,
        band: Area {
            x: 0.0,
            y: top,
            width: scale.width,
            height: bottom - top,
        },
        label: Label {
            area,
            anchor: Anchor::Middle,
            lines,
        },
        arrow,
    }
}

fn arrow(step: &Step, (from, to): (f32, f32), y: f32, width: f32) -> Arrow {
    let y = y.floor() + 0.5;
    let (out, back) = LOOP;
    let alone = step.from == step.to;
    let bulge = if from + out + EDGE <= width {
        out
    } else {
        -out
    };
    Arrow {
        from: (from, y),
        to: (to, if alone { y + back } else { y }),
        bulge: alone.then_some(bulge),
    }
}

#[cfg(test)]
mod tests;
