//! What arrows say: the label on its arrow where there is room, else a number there, and the label
//! in a list below the picture.

use super::{Edge, Node, Scale};
use crate::layout::lanes::Area;

/// How long the lines of a label on its arrow may be: long ones first.
const WIDTHS: [f32; 2] = [150.0, 80.0];
/// Around the words on an arrow.
const PADDING: f32 = 3.0;
/// Around the tip of an arrow, which no words may cover.
const TIP: f32 = 9.0;
/// Into how many straight pieces a bend is cut to see what it meets.
const PIECES: usize = 16;
/// Where on a piece of an arrow its words may stand, the best place first.
const PLACES: [f32; 7] = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];
/// Between the picture and the list, and from an entry to the next.
const BELOW: (f32, f32) = (14.0, 4.0);
/// Between an arrow and words beside it.
const BESIDE: f32 = 4.0;
/// From a number of the list to its label.
const INDENT: f32 = 26.0;

/// Words on an arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Whose: index into [`super::Graph::edges`].
    pub edge: usize,
    /// The most they cover.
    pub area: Area,
    /// The label, or the number it has in the list.
    pub lines: Vec<String>,
}

/// A label that did not fit on its arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The number on the arrow.
    pub number: usize,
    /// Where the label stands; the number stands left of it.
    pub area: Area,
    /// The label, cut into lines that fit.
    pub lines: Vec<String>,
}

/// What a number on an arrow takes, where there are so many.
pub(super) fn number_width(scale: Scale, numbers: usize) -> f32 {
    (scale.font(true).width(&numbers.to_string()) + 2.0 * PADDING).ceil()
}

/// The captions of the arrows between `nodes`, the list below, and the height with it.
pub(super) fn place(
    nodes: &[Node<'_>],
    edges: &[Edge<'_>],
    scale: Scale,
) -> (Vec<Caption>, Vec<Entry>, f32) {
    let bottom = nodes.iter().map(|node| node.area.bottom());
    let bottom = bottom.fold(0.0, f32::max);
    let mut ground = Ground::of(nodes, edges, (scale.width, bottom));
    let (mut captions, mut entries) = (Vec::new(), Vec::new());
    let mut top = bottom + BELOW.0;
    for (edge, one) in edges.iter().enumerate() {
        let Some(label) = &one.link.label else {
            continue;
        };
        let fitting = WIDTHS.into_iter().find_map(|width| {
            let lines = scale.font(false).wrap(label, width);
            let area = ground.take(edge, size(&lines, scale, false))?;
            Some((area, lines))
        });
        let number = vec![(entries.len() + 1).to_string()];
        if let Some((area, lines)) = fitting {
            captions.push(Caption { edge, area, lines });
        } else if let Some(area) = ground.take(edge, size(&number, scale, true)) {
            let lines = number;
            captions.push(Caption { edge, area, lines });
            let entry = entry(entries.len() + 1, label, top, scale);
            top = entry.area.bottom() + BELOW.1;
            entries.push(entry);
        }
    }
    let last = entries.last();
    let height = last.map_or(bottom, |entry| entry.area.bottom() + BELOW.1);
    (captions, entries, height)
}

fn size(lines: &[String], scale: Scale, bold: bool) -> (f32, f32) {
    let widths = lines.iter().map(|line| scale.font(bold).width(line));
    let width = widths.fold(0.0, f32::max) + 2.0 * PADDING;
    (width.ceil(), scale.line_height * lines.len() as f32)
}

fn entry(number: usize, label: &str, top: f32, scale: Scale) -> Entry {
    let width = scale.width - INDENT;
    let lines = scale.font(false).wrap(label, width);
    let height = scale.line_height * lines.len() as f32;
    let area = Area {
        x: INDENT,
        y: top,
        width,
        height,
    };
    Entry {
        number,
        area,
        lines,
    }
}

/// What the picture holds so far.
struct Ground {
    size: (f32, f32),
    /// Boxes, tips of arrows, words.
    taken: Vec<Area>,
    /// The arrows as straight pieces.
    lines: Vec<Vec<(f32, f32)>>,
}

impl Ground {
    fn of(nodes: &[Node<'_>], edges: &[Edge<'_>], size: (f32, f32)) -> Self {
        let boxes = nodes.iter().map(|node| node.area);
        let tips = edges.iter().filter_map(|edge| edge.points.last());
        let tips = tips.map(|&tip| around(tip, (2.0 * TIP, 2.0 * TIP)));
        Self {
            size,
            taken: boxes.chain(tips).collect(),
            lines: edges.iter().map(|edge| line(&edge.points)).collect(),
        }
    }

    /// The best free place for words of that size on an arrow; it is taken from now on.
    fn take(&mut self, edge: usize, size: (f32, f32)) -> Option<Area> {
        let line = &self.lines[edge];
        let last = line.len().checked_sub(1)?;
        let middles = PLACES.iter().map(|part| {
            let at = last as f32 * part;
            let (i, rest) = (at as usize, at.fract());
            let ((x, y), (next_x, next_y)) = (line[i], line[(i + 1).min(last)]);
            (x + (next_x - x) * rest, y + (next_y - y) * rest)
        });
        // Right behind the head of an arrow that arrives level.
        let ((x, y), (before, level)) = (line[last], line[last.checked_sub(1)?]);
        let behind = TIP + size.0 / 2.0;
        let behind = (y == level).then_some((x + behind.copysign(before - x), y));
        let beside = size.0 / 2.0 + BESIDE;
        let middles = middles.flat_map(|(x, y)| [(x, y), (x + beside, y), (x - beside, y)]);
        let areas = behind.into_iter().chain(middles);
        let area = areas
            .map(|middle| around(middle, size))
            .find(|area| self.is_free(area, edge))?;
        self.taken.push(area);
        Some(area)
    }

    fn is_free(&self, area: &Area, edge: usize) -> bool {
        let inside = area.x >= 0.0
            && area.y >= 0.0
            && area.right() <= self.size.0
            && area.bottom() <= self.size.1;
        let mut others = self.lines.iter().enumerate().filter(|(i, _)| *i != edge);
        inside
            && self.taken.iter().all(|taken| apart(area, taken))
            && others.all(|(_, line)| {
                let mut pieces = line.windows(2);
                pieces.all(|ends| apart(area, &Area::spanning(ends[0], ends[1])))
            })
    }
}

/// An arrow as straight pieces, bent as it is drawn.
fn line(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut line: Vec<(f32, f32)> = points.first().copied().into_iter().collect();
    for ends in points.windows(2) {
        let ((x, y), (end_x, end_y)) = (ends[0], ends[1]);
        for piece in 1..=PIECES {
            let part = piece as f32 / PIECES as f32;
            line.push(match x == end_x || y == end_y {
                true => (x + (end_x - x) * part, y + (end_y - y) * part),
                false => {
                    // The handles are upright and meet halfway.
                    let middle = f32::midpoint(y, end_y);
                    let across = cubic([x, x, end_x, end_x], part);
                    (across, cubic([y, middle, middle, end_y], part))
                }
            });
        }
    }
    line
}

/// A coordinate of a cubic curve, from its ends and its handles.
fn cubic([start, first, second, end]: [f32; 4], part: f32) -> f32 {
    let rest = 1.0 - part;
    rest.powi(3) * start
        + 3.0 * rest.powi(2) * part * first
        + 3.0 * rest * part.powi(2) * second
        + part.powi(3) * end
}

fn around((x, y): (f32, f32), (width, height): (f32, f32)) -> Area {
    Area {
        x: x - width / 2.0,
        y: y - height / 2.0,
        width,
        height,
    }
}

fn apart(a: &Area, b: &Area) -> bool {
    a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y
}
