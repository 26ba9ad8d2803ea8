//! Where the boxes of a stack go: a pure function from layers to rectangles.
//!
//! The layers lie in one list, parents before children, and every pass walks it once:
//!
//! 1. up: how wide each box would like to be;
//! 2. down: which children stand in one row, how wide they become, where their labels break;
//! 3. up: how high each box must be;
//! 4. down: where it stands, and how far it stretches so that rows and columns end flush.
//!
//! So the time is linear in the number of layers, however deep they are nested.

mod ascii;
pub mod graph;
pub mod lanes;
mod plan;
mod rows;
mod scale;
mod text;

pub use ascii::ascii;
pub use text::Font;

use scale::Scale;

use crate::stack::{Layer, Stack};

/// A stack, placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    /// Width in CSS pixels: the one asked for.
    pub width: f32,
    /// Height in CSS pixels, never 0.
    pub height: f32,
    /// Size of every label, in CSS pixels.
    pub font_size: f32,
    /// From one line of a label to the next, in CSS pixels.
    pub line_height: f32,
    /// The boxes, parents before children, in the order of the file.
    pub boxes: Vec<Placed<'a>>,
}

/// A layer's box. Coordinates in CSS pixels, origin at the top left.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// What it shows.
    pub layer: &'a Layer,
    /// How many boxes it lies in.
    pub depth: usize,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height, with what it holds.
    pub height: f32,
    /// The label, cut into lines that fit.
    pub lines: Vec<String>,
    /// Where the lines stand: their left end, or their middle in a box that holds no other.
    pub text_x: f32,
    /// The base line of the first one.
    pub text_y: f32,
}

impl Placed<'_> {
    /// Whether it holds no other box; its label is then centred.
    pub fn is_leaf(&self) -> bool {
        self.layer.children.is_empty()
    }

    /// The font its label was measured in.
    pub fn font(&self, size: f32) -> Font {
        Font {
            size,
            bold: !self.is_leaf(),
        }
    }
}

impl PartialEq for Placed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.layer.id == other.layer.id
            && (self.depth, &self.lines) == (other.depth, &other.lines)
            && (self.x, self.y, self.width, self.height)
                == (other.x, other.y, other.width, other.height)
            && (self.text_x, self.text_y) == (other.text_x, other.text_y)
    }
}

/// Places every layer of `stack` in a picture `width` CSS pixels wide (at least 240).
///
/// Side layers stand in a column on the right from 720 pixels on, below the others otherwise.
pub fn place(stack: &Stack, width: f32) -> Picture<'_> {
    plan::Plan::new(stack, width).picture()
}

#[cfg(test)]
mod tests;
