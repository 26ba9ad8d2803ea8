//! Rows side by side: how wide the boxes are, where they stand, how the arrows run between.

use super::{
    Edge, INSET, Node, Scale, Text,
    model::Model,
    order::{Item, Pair, Rows},
    text,
};
use crate::layout::lanes::Area;

/// Between two boxes of a row.
const GAP: f32 = 14.0;
/// What the line of a passing link takes.
const FILLER: f32 = 8.0;
/// No box is wider, however much room there is.
const WIDEST: f32 = 190.0;
/// Between two rows.
const BETWEEN: f32 = 52.0;
/// The same where arrows have something to say.
const ROOM_FOR_WORDS: f32 = 88.0;
/// How often boxes move towards their neighbours.
const SWEEPS: usize = 8;

/// A row while it is placed.
struct Row {
    widths: Vec<f32>,
    /// Where the middles are.
    middles: Vec<f32>,
    top: f32,
    height: f32,
}

impl Row {
    fn left(&self, place: usize) -> f32 {
        self.middles[place] - self.widths[place] / 2.0
    }
}

/// The nodes and edges; `None` where a row is too wide for the picture.
pub(super) fn place<'a>(
    model: &Model<'a>,
    order: &Rows,
    scale: Scale,
) -> Option<(Vec<Node<'a>>, Vec<Edge<'a>>)> {
    let rows = order.rows.iter();
    let widths: Option<Vec<Vec<f32>>> = rows.map(|row| widths(model, row, scale)).collect();
    let mut texts: Vec<Option<Text>> = model.members.iter().map(|_| None).collect();
    let speaks = model.ties.iter().any(|tie| tie.link.label.is_some());
    let between = if speaks { ROOM_FOR_WORDS } else { BETWEEN };
    let mut top = 0.0;
    let mut rows = Vec::with_capacity(order.rows.len());
    for (items, widths) in order.rows.iter().zip(widths?) {
        let mut height: f32 = 0.0;
        for (item, &width) in items.iter().zip(&widths) {
            if let Item::Member(member) = *item {
                let text = text(&model.members[member], width, scale);
                height = height.max(text.height);
                texts[member] = Some(text);
            }
        }
        rows.push(Row {
            middles: vec![scale.width / 2.0; widths.len()],
            widths,
            top,
            height,
        });
        top += height + between;
    }
    settle(&mut rows, order, scale.width);
    let nodes = nodes(model, order, &rows, texts);
    Some((nodes, edges(model, order, &rows)))
}

/// As wide as the labels are, or less where the row would not fit; never narrower than a word.
fn widths(model: &Model<'_>, items: &[Item], scale: Scale) -> Option<Vec<f32>> {
    let words = |text: &str, bold| {
        let font = scale.font(bold);
        let words = text.split(' ').map(|word| font.width(word));
        words.fold(0.0, f32::max)
    };
    let bounds = |item: &Item| match *item {
        Item::Filler(_) => (FILLER, FILLER),
        Item::Member(member) => {
            let member = &model.members[member];
            let label = &member.layer.label;
            let least = words(label, true).max(words(&member.inside, false));
            let most = scale.font(true).width(label);
            let most = most.max(scale.font(false).width(&member.inside));
            let edges = 2.0 * INSET + 2.0;
            let least = (least + edges).ceil();
            (least, (most + edges).ceil().min(WIDEST).max(least))
        }
    };
    let bounds: Vec<(f32, f32)> = items.iter().map(bounds).collect();
    let room = scale.width - GAP * (items.len().saturating_sub(1)) as f32;
    let total = |cap: f32| -> f32 {
        bounds
            .iter()
            .map(|&(least, most)| most.min(cap).max(least))
            .sum()
    };
    if total(0.0) > room {
        return None;
    }
    let (mut fits, mut above) = (0.0_f32, WIDEST.max(scale.width));
    if total(above) <= room {
        fits = above;
    }
    while above - fits > 1.0 {
        let middle = f32::midpoint(fits, above);
        match total(middle) <= room {
            true => fits = middle,
            false => above = middle,
        }
    }
    let width = |&(least, most): &(f32, f32)| most.min(fits.floor()).max(least);
    Some(bounds.iter().map(width).collect())
}

/// Moves the middles of each row towards those of the neighbours.
fn settle(rows: &mut [Row], order: &Rows, width: f32) {
    for row in rows.iter_mut() {
        let count = row.widths.len() as f32;
        let even = |i: usize| (i as f32 + 0.5) * width / count;
        let wishes: Vec<f32> = (0..row.widths.len()).map(even).collect();
        row.middles = apart(&wishes, &row.widths, width);
    }
    for sweep in 0..SWEEPS {
        for step in 0..rows.len() {
            let i = if sweep % 2 == 0 {
                step
            } else {
                rows.len() - 1 - step
            };
            let wishes = wishes(rows, order, i);
            rows[i].middles = apart(&wishes, &rows[i].widths, width);
        }
    }
    centre(rows, width);
    for row in rows {
        for (middle, width) in row.middles.iter_mut().zip(&row.widths) {
            *middle = (*middle - width / 2.0).floor() + width / 2.0;
        }
    }
}

/// Moves all rows, so that as much is left on one side as on the other.
fn centre(rows: &mut [Row], width: f32) {
    let places = |row: &Row| 0..row.widths.len();
    let lefts = rows.iter().flat_map(|row| places(row).map(|i| row.left(i)));
    let left = lefts.fold(width, f32::min);
    let rights = rows
        .iter()
        .flat_map(|row| places(row).map(|i| row.left(i) + row.widths[i]));
    let right = rights.fold(0.0, f32::max);
    let shift = (width - right - left) / 2.0;
    for middle in rows.iter_mut().flat_map(|row| &mut row.middles) {
        *middle += shift;
    }
}

/// Where the middles of a row would like to be: between those above and those below.
fn wishes(rows: &[Row], order: &Rows, i: usize) -> Vec<f32> {
    let mut sums = vec![(0.0_f32, 0.0_f32); rows[i].middles.len()];
    if let Some(above) = i.checked_sub(1) {
        for pair in &order.gaps[above] {
            sums[pair.lower].0 += rows[above].middles[pair.upper];
            sums[pair.lower].1 += 1.0;
        }
    }
    if let (Some(pairs), Some(row)) = (order.gaps.get(i), rows.get(i + 1)) {
        for pair in pairs {
            sums[pair.upper].0 += row.middles[pair.lower];
            sums[pair.upper].1 += 1.0;
        }
    }
    let wish = |(&(sum, n), &now): (&(f32, f32), &f32)| if n > 0.0 { sum / n } else { now };
    sums.iter().zip(&rows[i].middles).map(wish).collect()
}

/// The places nearest to `wishes` (least squares) that keep the order, the gaps and the picture.
fn apart(wishes: &[f32], widths: &[f32], width: f32) -> Vec<f32> {
    let mut offsets = Vec::with_capacity(widths.len());
    let mut offset = 0.0;
    for (i, own) in widths.iter().enumerate() {
        if i > 0 {
            offset += (widths[i - 1] + own) / 2.0 + GAP;
        }
        offsets.push(offset);
    }
    // Blocks that touch move as one: their mean, and how many they are.
    let mut blocks: Vec<(f32, usize)> = Vec::new();
    for (wish, offset) in wishes.iter().zip(&offsets) {
        blocks.push((wish - offset, 1));
        while let [.., (a, n), (b, m)] = blocks[..] {
            if a <= b {
                break;
            }
            blocks.truncate(blocks.len() - 2);
            let mean = (a * n as f32 + b * m as f32) / (n + m) as f32;
            blocks.push((mean, n + m));
        }
    }
    let first = widths.first().map_or(0.0, |first| first / 2.0);
    let last = widths.last().map_or(0.0, |last| last / 2.0);
    let end = (width - last - offset).max(first);
    let starts = blocks
        .iter()
        .flat_map(|&(mean, n)| vec![mean.clamp(first, end); n]);
    starts
        .zip(&offsets)
        .map(|(start, offset)| start + offset)
        .collect()
}

fn nodes<'a>(
    model: &Model<'a>,
    order: &Rows,
    rows: &[Row],
    mut texts: Vec<Option<Text>>,
) -> Vec<Node<'a>> {
    let mut nodes = Vec::with_capacity(model.members.len());
    for (row, items) in rows.iter().zip(&order.rows) {
        for (place, item) in items.iter().enumerate() {
            let Item::Member(member) = *item else {
                continue;
            };
            let Some(text) = texts[member].take() else {
                continue;
            };
            let area = Area {
                x: row.left(place),
                y: row.top,
                width: row.widths[place],
                height: row.height,
            };
            nodes.push(Node {
                layer: model.members[member].layer,
                area,
                lines: text.lines,
                inside: text.inside,
            });
        }
    }
    nodes
}

fn edges<'a>(model: &Model<'a>, order: &Rows, rows: &[Row]) -> Vec<Edge<'a>> {
    let mut ways: Vec<Vec<(f32, f32)>> = vec![Vec::new(); model.ties.len()];
    for (gap, pairs) in order.gaps.iter().enumerate() {
        let (above, below) = (&rows[gap], &rows[gap + 1]);
        let starts = ports(pairs, above, below, |pair| (pair.upper, pair.lower));
        let ends = ports(pairs, below, above, |pair| (pair.lower, pair.upper));
        for ((pair, start), end) in pairs.iter().zip(starts).zip(ends) {
            ways[pair.tie].push((start, above.top + above.height));
            ways[pair.tie].push((end, below.top));
        }
    }
    let edge = |(tie, mut points): (&super::model::Tie<'a>, Vec<_>)| {
        if tie.back {
            points.reverse();
        }
        Edge {
            link: tie.link,
            points,
            back: tie.back,
        }
    };
    model.ties.iter().zip(ways).map(edge).collect()
}

/// Where the pairs meet one of their rows: spread over the edge of each box, in the order of where
/// they come from, so that they do not cross at once.
fn ports(
    pairs: &[Pair],
    row: &Row,
    others: &Row,
    ends: impl Fn(&Pair) -> (usize, usize),
) -> Vec<f32> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let key = |i: usize| {
        let (own, other) = ends(&pairs[i]);
        (own, others.middles[other])
    };
    order.sort_by(|&a, &b| {
        let ((own, x), (other, y)) = (key(a), key(b));
        own.cmp(&other).then(x.total_cmp(&y))
    });
    let mut ports = vec![0.0; pairs.len()];
    for group in order.chunk_by(|&a, &b| key(a).0 == key(b).0) {
        let place = ends(&pairs[group[0]]).0;
        let step = row.widths[place] / (group.len() + 1) as f32;
        for (i, &pair) in group.iter().enumerate() {
            ports[pair] = (row.left(place) + step * (i + 1) as f32).round();
        }
    }
    ports
}
