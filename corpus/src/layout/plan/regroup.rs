//! More rows for boxes that would be stretched out of proportion.

use std::ops::Range;

use super::{super::rows::split_into, Block, Plan, STRETCH, label_height, widths};

/// Up to so many boxes: how many rows suit them is found by trying.
const FEW: usize = 12;

/// Boxes of a block set anew.
struct Grid {
    rows: Vec<(Range<usize>, f32)>,
    /// Width and label of each box.
    boxes: Vec<(f32, Vec<String>)>,
}

impl Plan<'_> {
    /// Sets a few boxes that hold nothing in as many rows as fit in `height`, if it is much more
    /// than they need.
    pub(super) fn regroup(&mut self, block: &mut Block, width: f32, height: f32) {
        let (count, rows) = (block.members.len(), block.rows.len());
        let leaf = |&i: &usize| self.nodes[i].placed.is_leaf();
        if count > FEW || height < self.measure(block) * STRETCH || !block.members.iter().all(leaf)
        {
            return;
        }
        let grids = (rows + 1..=count).rev();
        let mut grids = grids.map(|rows| self.grid(block, rows, width));
        let Some(grid) = grids.find(|grid| self.height(&grid.rows) <= height) else {
            return;
        };
        block.rows = grid.rows;
        for (&i, (width, lines)) in block.members.iter().zip(grid.boxes) {
            let placed = &mut self.nodes[i].placed;
            (placed.width, placed.lines) = (width, lines);
        }
    }

    fn grid(&self, block: &Block, rows: usize, width: f32) -> Grid {
        let (wishes, gap) = (self.wishes(block), self.scale.gap);
        let rows = split_into(&wishes, rows, width, gap);
        let widths = rows
            .iter()
            .flat_map(|row| widths(&wishes[row.clone()], width, gap));
        let boxes: Vec<(f32, Vec<String>)> = block
            .members
            .iter()
            .zip(widths)
            .map(|(&i, width)| (width, self.lines(i, width)))
            .collect();
        let height = |row: &Range<usize>| {
            let labels = boxes[row.clone()].iter();
            labels
                .map(|(_, lines)| label_height(lines, self.scale))
                .fold(0.0, f32::max)
        };
        let heights: Vec<f32> = rows.iter().map(height).collect();
        Grid {
            rows: rows.into_iter().zip(heights).collect(),
            boxes,
        }
    }
}
