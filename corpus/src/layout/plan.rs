//! The passes that turn layers into boxes.

mod regroup;

use std::{mem, ops::Range};

use super::{
    Picture, Placed, Scale,
    rows::{Wish, share, split},
};
use crate::stack::{Layer, Stack};

/// From this width on, side layers stand beside the others.
const TWO_COLUMNS: f32 = 720.0;
/// Text is never squeezed into a box narrower than this, however deep it lies.
const NARROWEST: f32 = 72.0;
/// How much wider than high a container would like to be.
const PROPORTION: f32 = 2.4;

/// How much a box may grow so that neighbours end at the same height. A column keeps its own height
/// beyond that, and side layers that are so much higher than the others go below them.
const STRETCH: f32 = 1.4;

/// Boxes that share a space, and the rows they stand in.
#[derive(Default)]
struct Block {
    /// Positions in [`Plan::nodes`].
    members: Vec<usize>,
    /// Ranges of `members`, each with the height of the row.
    rows: Vec<(Range<usize>, f32)>,
}

/// A box on its way to its place.
struct Node<'a> {
    placed: Placed<'a>,
    children: Block,
    /// How many boxes lie in each other inside this one.
    levels: f32,
    /// The size it would like; the height is an estimate.
    wish: Wish,
    /// Its children stand one below the other, whatever the room: a side list.
    list: bool,
}

pub(super) struct Plan<'a> {
    scale: Scale,
    /// Parents before children, in the order of the file.
    nodes: Vec<Node<'a>>,
    main: Block,
    side: Block,
}

impl<'a> Plan<'a> {
    pub(super) fn new(stack: &'a Stack, width: f32) -> Self {
        let mut plan = Self {
            scale: Scale::of(width),
            nodes: Vec::new(),
            main: Block::default(),
            side: Block::default(),
        };
        let mut parents: Vec<usize> = Vec::new();
        for (depth, layer) in stack.walk() {
            parents.truncate(depth);
            let i = plan.nodes.len();
            plan.nodes.push(Node::new(layer, depth));
            let block = match parents.last() {
                Some(&parent) => &mut plan.nodes[parent].children,
                None if layer.side => &mut plan.side,
                None => &mut plan.main,
            };
            block.members.push(i);
            parents.push(i);
        }
        plan
    }

    pub(super) fn picture(mut self) -> Picture<'a> {
        for i in (0..self.nodes.len()).rev() {
            self.wish(i);
        }
        let height = self.arrange();
        for i in 0..self.nodes.len() {
            self.settle_children(i);
        }
        Picture {
            width: self.scale.width,
            height,
            font_size: self.scale.size,
            line_height: self.scale.line_height,
            boxes: self.nodes.into_iter().map(|node| node.placed).collect(),
        }
    }

    /// Sizes everything, places the outermost boxes, and tells the height of the picture.
    fn arrange(&mut self) -> f32 {
        let mut main = mem::take(&mut self.main);
        let mut side = mem::take(&mut self.side);
        let both = !main.members.is_empty() && !side.members.is_empty();
        let beside = match both && self.scale.width.floor() >= TWO_COLUMNS {
            true => self.beside(&mut main, &mut side),
            false => None,
        };
        beside.unwrap_or_else(|| self.below(&mut main, &mut side))
    }

    /// Side layers in a column of their own; `None` where it would be much the higher one.
    fn beside(&mut self, main: &mut Block, side: &mut Block) -> Option<f32> {
        let width = self.scale.width.floor();
        let gap = self.scale.gap + 4.0;
        let column = (width * 0.27).floor().clamp(200.0, 300.0);
        let rest = width - column - gap;
        self.flow(main, rest, false);
        self.flow(side, column, true);
        let (main_height, side_height) = self.size(main, side, true);
        if side_height > main_height * STRETCH {
            return None;
        }
        let height = main_height.max(side_height);
        let stretched = |own: f32| if own * STRETCH >= height { height } else { own };
        self.settle(main, (0.0, 0.0), stretched(main_height));
        self.settle(side, (rest + gap, 0.0), stretched(side_height));
        Some(height)
    }

    /// Side layers below the others.
    fn below(&mut self, main: &mut Block, side: &mut Block) -> f32 {
        let width = self.scale.width.floor();
        self.flow(main, width, false);
        self.flow(side, width, false);
        let (main_height, side_height) = self.size(main, side, !self.scale.is_roomy());
        let below = match main.members.is_empty() {
            true => 0.0,
            false => main_height + self.scale.gap + 4.0,
        };
        self.settle(main, (0.0, 0.0), main_height);
        self.settle(side, (0.0, below), side_height);
        (below + side_height)
            .max(main_height)
            .max(self.scale.line_height)
    }

    /// Passes 2 and 3 for what lies in boxes that have their width. `list` has what side layers
    /// hold stand one below the other. Tells how high the two must be.
    fn size(&mut self, main: &mut Block, side: &mut Block, list: bool) -> (f32, f32) {
        for &i in &side.members {
            self.nodes[i].list = list;
        }
        for i in 0..self.nodes.len() {
            self.flow_children(i);
        }
        for i in (0..self.nodes.len()).rev() {
            self.raise(i);
        }
        (self.measure(main), self.measure(side))
    }

    /// Pass 1: the width a box would like, from its label and its children.
    fn wish(&mut self, i: usize) {
        let (scale, node) = (self.scale, &self.nodes[i]);
        let label = label_wish(&node.placed, scale) + 2.0 * scale.gap;
        let lines_height = 2.0 * scale.head + scale.line_height;
        let children = node
            .children
            .members
            .iter()
            .map(|&child| &self.nodes[child]);
        let (mut levels, mut widest, mut row, mut area) = (0.0_f32, 0.0_f32, 0.0, 0.0);
        for child in children {
            levels = levels.max(child.levels + 1.0);
            widest = widest.max(child.wish.width);
            row += child.wish.width + scale.gap;
            area += (child.wish.width + scale.gap) * (child.wish.height + scale.gap);
        }
        let inner = (area * PROPORTION)
            .sqrt()
            .max(widest)
            .min(row - scale.gap)
            .max(0.0);
        let node = &mut self.nodes[i];
        node.levels = levels;
        node.wish.width = label.max((inner + 2.0 * scale.gap).ceil());
        node.wish.height = lines_height + area / (inner + scale.gap);
    }

    /// Pass 2: breaks the label of a box whose width is known, and gives its children theirs.
    fn flow_children(&mut self, i: usize) {
        let inset = self.inset(i);
        let lines = self.lines(i, self.nodes[i].placed.width);
        let node = &mut self.nodes[i];
        node.placed.lines = lines;
        let inner = node.placed.width - 2.0 * inset;
        let list = node.list;
        let mut block = mem::take(&mut node.children);
        self.flow(&mut block, inner, list);
        self.nodes[i].children = block;
    }

    /// The label of a box of that width.
    fn lines(&self, i: usize, width: f32) -> Vec<String> {
        let placed = &self.nodes[i].placed;
        let room = width - 2.0 * padding(width, self.scale.gap);
        placed.font(self.scale.size).wrap(&placed.layer.label, room)
    }

    /// Splits a block into rows (of one box each for a list), and makes every row `width` wide.
    fn flow(&mut self, block: &mut Block, width: f32, list: bool) {
        let gap = self.scale.gap;
        let wishes = self.wishes(block);
        block.rows.clear();
        for row in split(&wishes, if list { 0.0 } else { width }, gap) {
            let members = block.members[row.clone()].iter();
            for (&i, width) in members.zip(widths(&wishes[row.clone()], width, gap)) {
                self.nodes[i].placed.width = width;
            }
            block.rows.push((row, 0.0));
        }
    }

    fn wishes(&self, block: &Block) -> Vec<Wish> {
        block.members.iter().map(|&i| self.nodes[i].wish).collect()
    }

    /// Pass 3: the height a box needs for its label and its children.
    fn raise(&mut self, i: usize) {
        let mut block = mem::take(&mut self.nodes[i].children);
        let inside = self.measure(&mut block);
        let bottom = if block.members.is_empty() {
            0.0
        } else {
            inside + self.inset(i).max(4.0)
        };
        let node = &mut self.nodes[i];
        node.children = block;
        node.placed.height = label_height(&node.placed.lines, self.scale) + bottom;
    }

    /// The height of a block; every row is as high as its highest box.
    fn measure(&self, block: &mut Block) -> f32 {
        for (row, height) in &mut block.rows {
            let members = block.members[row.clone()].iter();
            *height = members
                .map(|&i| self.nodes[i].placed.height)
                .fold(0.0, f32::max);
        }
        self.height(&block.rows)
    }

    /// The height of rows one below the other.
    fn height(&self, rows: &[(Range<usize>, f32)]) -> f32 {
        let gaps = self.scale.gap * rows.len().saturating_sub(1) as f32;
        rows.iter().map(|(_, height)| height).sum::<f32>() + gaps
    }

    /// Pass 4: places the label and the children of a box that is in its place.
    fn settle_children(&mut self, i: usize) {
        let (scale, inset) = (self.scale, self.inset(i));
        let node = &mut self.nodes[i];
        let placed = &mut node.placed;
        let label = label_height(&placed.lines, scale);
        // The base line lies about a third of an em below the middle of the line.
        let base = scale.line_height / 2.0 + scale.size * 0.35;
        let (x, top) = if placed.is_leaf() {
            (placed.width / 2.0, (placed.height - label) / 2.0)
        } else {
            (padding(placed.width, scale.gap), 0.0)
        };
        placed.text_x = placed.x + x;
        placed.text_y = (placed.y + top + scale.head + base).round();
        let origin = (placed.x + inset, placed.y + label);
        let height = placed.height - label - inset.max(4.0);
        let inner = placed.width - 2.0 * inset;
        let mut block = mem::take(&mut node.children);
        self.regroup(&mut block, inner, height);
        self.settle(&block, origin, height);
        self.nodes[i].children = block;
    }

    /// Places the rows of a block one below the other, stretched to fill `height`.
    fn settle(&mut self, block: &Block, (left, mut y): (f32, f32), height: f32) {
        let gap = self.scale.gap;
        let room = height - gap * block.rows.len().saturating_sub(1) as f32;
        let heights = share(room, block.rows.iter().map(|(_, height)| *height));
        for ((row, _), height) in block.rows.iter().zip(heights) {
            let mut x = left;
            for &i in &block.members[row.clone()] {
                let placed = &mut self.nodes[i].placed;
                (placed.x, placed.y, placed.height) = (x, y, height);
                x += placed.width + gap;
            }
            y += height + gap;
        }
    }

    /// From the edge of a container to its children: less where many levels share too little room.
    fn inset(&self, i: usize) -> f32 {
        let node = &self.nodes[i];
        if node.placed.width >= node.wish.width {
            return self.scale.gap;
        }
        let room = (node.placed.width - NARROWEST).max(0.0) / 2.0;
        let share = room / node.levels.max(1.0);
        if share < 1.0 {
            share
        } else {
            share.floor().min(self.scale.gap)
        }
    }
}

impl<'a> Node<'a> {
    fn new(layer: &'a Layer, depth: usize) -> Self {
        let placed = Placed {
            layer,
            depth,
            x: 0.0,
            y: 0.0,
            width: 0.0,
            height: 0.0,
            lines: Vec::new(),
            text_x: 0.0,
            text_y: 0.0,
        };
        Self {
            placed,
            children: Block::default(),
            levels: 0.0,
            wish: Wish {
                width: 0.0,
                height: 0.0,
            },
            list: false,
        }
    }
}

/// The width a label would like: one line if it is short, else several, without broken words.
fn label_wish(placed: &Placed<'_>, scale: Scale) -> f32 {
    let (font, label) = (placed.font(scale.size), &placed.layer.label);
    let line = font.width(label);
    let word = label
        .split(' ')
        .map(|word| font.width(word))
        .fold(0.0, f32::max);
    line.min((line * 80.0).sqrt().max(170.0))
        .max(word.min(320.0))
        .ceil()
}

/// What a label takes from the height of its box.
fn label_height(lines: &[String], scale: Scale) -> f32 {
    2.0 * scale.head + scale.line_height * lines.len().max(1) as f32
}

/// The widths of boxes that share a row of that width: alike where that suits all.
fn widths(wishes: &[Wish], width: f32, gap: f32) -> Vec<f32> {
    let room = width - gap * (wishes.len() - 1) as f32;
    let equal = room / wishes.len() as f32;
    let wants = wishes.iter().map(|wish| wish.width);
    let alike = wants.clone().all(|want| want <= equal.floor());
    share(room, wants.map(|want| if alike { equal } else { want }))
}

/// From the edge of a box to its text: less in a narrow one.
fn padding(width: f32, gap: f32) -> f32 {
    (width / 12.0).floor().min(gap)
}
