//! Where the layers of a stack go as a graph, and the arrows between them: a pure function.
//!
//! 1. `model`: the layers that links name, and the links, those that close a cycle marked;
//! 2. `rank`: every layer stands below those that lead to it; long links pass through the rows
//!    between as fillers;
//! 3. `order`: in each row, layers stand near their neighbours, so that few arrows cross;
//! 4. `spread`: where there is room, the rows are laid out (Sugiyama's method);
//! 5. `column`: where there is not, the layers stand below each other, the arrows in the margin;
//! 6. `captions`: what arrows say, on them where it fits, else a number there and a list below.
//!
//! Libraries lay a graph out as wide as it becomes. Here the width is given, a telephone's included,
//! and no text may become smaller for it: so the boxes shrink to their words, and then the shape
//! changes.

mod captions;
mod column;
mod model;
mod order;
mod rank;
mod spread;

use super::{Scale, lanes::Area};
use crate::stack::{Layer, Link, Stack};
use model::Model;

pub use captions::{Caption, Entry};

/// Between the edge of a box and its text.
const INSET: f32 = 8.0;

/// The linked layers of a stack, placed. Coordinates in CSS pixels, origin at the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph<'a> {
    /// The one asked for.
    pub width: f32,
    /// 0 where nothing is linked.
    pub height: f32,
    /// Size of all text.
    pub font_size: f32,
    /// From one line of text to the next.
    pub line_height: f32,
    /// The layers that links name.
    pub nodes: Vec<Node<'a>>,
    /// The links, in the order of the file.
    pub edges: Vec<Edge<'a>>,
    /// What they say.
    pub captions: Vec<Caption>,
    /// What they say where only a number fits, below the rest.
    pub entries: Vec<Entry>,
}

/// A layer.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it shows.
    pub layer: &'a Layer,
    /// Its box.
    pub area: Area,
    /// The label, cut into lines that fit, to be centred.
    pub lines: Vec<String>,
    /// Below it, the labels of the layers inside that are no nodes.
    pub inside: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge<'a> {
    /// What it shows.
    pub link: &'a Link,
    /// From the edge of one box to that of the other. Where neighbours differ in both coordinates, the
    /// line may bend between them.
    pub points: Vec<(f32, f32)>,
    /// Closes a cycle: it leads upwards.
    pub back: bool,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.layer.id == other.layer.id
            && (self.area, &self.lines, &self.inside) == (other.area, &other.lines, &other.inside)
    }
}

/// The text of a node, cut to a width.
struct Text {
    lines: Vec<String>,
    inside: Vec<String>,
    height: f32,
}

/// The text of a node in a box of that width.
fn text(member: &model::Member<'_>, width: f32, scale: Scale) -> Text {
    let room = width - 2.0 * INSET;
    let lines = scale.font(true).wrap(&member.layer.label, room);
    let inside = match member.inside.as_str() {
        "" => Vec::new(),
        inside => scale.font(false).wrap(inside, room),
    };
    let count = (lines.len() + inside.len()).max(1);
    Text {
        height: scale.line_height * count as f32 + 2.0 * INSET,
        lines,
        inside,
    }
}

/// Places the linked layers of `stack` in a picture `width` CSS pixels wide (at least 240).
pub fn graph(stack: &Stack, width: f32) -> Graph<'_> {
    let model = Model::of(stack);
    let scale = Scale::of(width);
    let rows = order::rows(&model);
    let (nodes, edges) =
        spread::place(&model, &rows, scale).unwrap_or_else(|| column::place(&model, &rows, scale));
    let (captions, entries, height) = captions::place(&nodes, &edges, scale);
    Graph {
        width,
        height,
        font_size: scale.size,
        line_height: scale.line_height,
        nodes,
        edges,
        captions,
        entries,
    }
}

#[cfg(test)]
mod tests;
