//! The lines of the lanes, cut where text stands.

use super::{Area, Lane, Row};

/// Between a line and text beside it.
const CLEAR: f32 = 4.0;

/// Runs every line from its top to `bottom`.
pub(super) fn run(lanes: &mut [Lane<'_>], rows: &[Row<'_>], bottom: f32) {
    let names = lanes.iter().map(|lane| lane.name.area);
    let mut text: Vec<Area> = names.chain(rows.iter().map(|row| row.label.area)).collect();
    text.sort_by(|a, b| a.y.total_cmp(&b.y));
    for lane in lanes {
        lane.line = pieces(lane.x, lane.top, bottom, &text);
    }
}

fn pieces(x: f32, top: f32, bottom: f32, text: &[Area]) -> Vec<(f32, f32)> {
    let mut pieces = Vec::new();
    let mut start = top;
    let crossed = |area: &&Area| area.x - CLEAR < x && x < area.right() + CLEAR;
    for area in text.iter().filter(crossed) {
        if area.bottom() <= start {
            continue;
        }
        if area.y > start {
            pieces.push((start, area.y));
        }
        start = area.bottom();
    }
    if bottom > start {
        pieces.push((start, bottom));
    }
    pieces
}
