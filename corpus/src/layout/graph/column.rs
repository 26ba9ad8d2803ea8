//! The layers below each other, the arrows in the margin: what a telephone has room for.

use super::{
    Edge, Node, Scale, captions,
    model::{Model, Tie},
    order::{Item, Rows},
    text,
};
use crate::layout::lanes::Area;

/// Between two boxes.
const GAP: f32 = 12.0;
/// From one line of the margin to the next, where there is room.
const PITCH: f32 = 11.0;
/// Between the boxes and the first line: room for the heads of the arrows.
const HEADS: f32 = 15.0;
/// What of the picture the margin may take at most.
const MARGIN: f32 = 0.4;
/// From one line that meets a box to the next.
const PORT: f32 = 10.0;
/// The same where lines bear numbers.
const NUMBERED_PORT: f32 = 20.0;

/// The links from one layer in one direction share a line of the margin.
struct Track {
    from: usize,
    back: bool,
    /// The places of the boxes it reaches, from the first to the last.
    span: (usize, usize),
    lane: usize,
}

pub(super) fn place<'a>(
    model: &Model<'a>,
    order: &Rows,
    scale: Scale,
) -> (Vec<Node<'a>>, Vec<Edge<'a>>) {
    let items = order.rows.iter().flatten();
    let column: Vec<usize> = items
        .filter_map(|item| match *item {
            Item::Member(member) => Some(member),
            Item::Filler(_) => None,
        })
        .collect();
    let mut places = vec![0; column.len()];
    for (place, &member) in column.iter().enumerate() {
        places[member] = place;
    }
    let (tracks, lanes) = tracks(model, &places);
    let labels = model.ties.iter().filter(|tie| tie.link.label.is_some());
    let (heads, port) = match labels.count() {
        0 => (HEADS, PORT),
        count => (HEADS + captions::number_width(scale, count), NUMBERED_PORT),
    };
    let margin = (heads + PITCH * lanes as f32).min(scale.width * MARGIN);
    let pitch = (margin - heads).max(0.0) / lanes.max(1) as f32;
    let right = (scale.width - margin).floor();
    let ports = Ports::of(model, &tracks);
    let mut nodes = Vec::with_capacity(column.len());
    let mut top = 0.0;
    for &member in &column {
        let text = text(&model.members[member], right, scale);
        let least = port * (ports.count(member) + 1) as f32;
        let area = Area {
            x: 0.0,
            y: top,
            width: right,
            height: text.height.max(least),
        };
        top = area.bottom() + GAP;
        nodes.push(Node {
            layer: model.members[member].layer,
            area,
            lines: text.lines,
            inside: text.inside,
        });
    }
    let area = |member: usize| nodes[places[member]].area;
    let edge = |(i, tie): (usize, &Tie<'a>)| {
        let track = &tracks[ports.track[i]];
        let x = (right + heads + pitch * (track.lane as f32 + 0.5)).floor();
        let start = ports.leaving(ports.track[i], area(tie.from), tie.from);
        let end = ports.arriving(ports.track[i], area(tie.to), tie.to);
        Edge {
            link: tie.link,
            points: vec![(right, start), (x, start), (x, end), (right, end)],
            back: tie.back,
        }
    };
    let edges = model.ties.iter().enumerate().map(edge).collect();
    (nodes, edges)
}

/// The tracks in the order of the links, and how many lines of the margin they need.
fn tracks(model: &Model<'_>, places: &[usize]) -> (Vec<Track>, usize) {
    let mut tracks: Vec<Track> = Vec::new();
    for tie in &model.ties {
        let (a, b) = (places[tie.from], places[tie.to]);
        let (first, last) = (a.min(b), a.max(b));
        let same = |track: &&mut Track| (track.from, track.back) == (tie.from, tie.back);
        match tracks.iter_mut().find(same) {
            Some(track) => {
                track.span = (track.span.0.min(first), track.span.1.max(last));
            }
            None => tracks.push(Track {
                from: tie.from,
                back: tie.back,
                span: (first, last),
                lane: 0,
            }),
        }
    }
    // Short tracks stand nearest to the boxes.
    let mut order: Vec<usize> = (0..tracks.len()).collect();
    order.sort_by_key(|&i| (tracks[i].span.1 - tracks[i].span.0, tracks[i].span.0, i));
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for i in order {
        let (first, last) = tracks[i].span;
        let free = |spans: &Vec<(usize, usize)>| {
            spans
                .iter()
                .all(|&(start, end)| last < start || end < first)
        };
        let lane = taken.iter().position(free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push((first, last));
        tracks[i].lane = lane;
    }
    (tracks, taken.len())
}

/// Which tracks meet which box, from its top to its bottom.
struct Ports {
    /// The track of every tie.
    track: Vec<usize>,
    /// For every member, the tracks that meet it, and whether they leave it.
    meets: Vec<Vec<(usize, bool)>>,
}

impl Ports {
    fn of(model: &Model<'_>, tracks: &[Track]) -> Self {
        let mut meets: Vec<Vec<(usize, bool)>> = vec![Vec::new(); model.members.len()];
        let mut track = Vec::with_capacity(model.ties.len());
        for tie in &model.ties {
            let same = |track: &Track| (track.from, track.back) == (tie.from, tie.back);
            let i = tracks.iter().position(same).unwrap_or_default();
            for (member, port) in [(tie.from, (i, true)), (tie.to, (i, false))] {
                if !meets[member].contains(&port) {
                    meets[member].push(port);
                }
            }
            track.push(i);
        }
        for ports in &mut meets {
            // Above what arrives from above and what leaves upwards, below the rest.
            ports.sort_by_key(|&(track, leaves)| (leaves != tracks[track].back, track));
        }
        Self { track, meets }
    }

    fn count(&self, member: usize) -> usize {
        self.meets[member].len()
    }

    fn leaving(&self, track: usize, area: Area, member: usize) -> f32 {
        self.port((track, true), area, member)
    }

    fn arriving(&self, track: usize, area: Area, member: usize) -> f32 {
        self.port((track, false), area, member)
    }

    fn port(&self, port: (usize, bool), area: Area, member: usize) -> f32 {
        let ports = &self.meets[member];
        let at = ports
            .iter()
            .position(|one| *one == port)
            .unwrap_or_default();
        let step = area.height / (ports.len() + 1) as f32;
        (area.y + step * (at + 1) as f32).floor() + 0.5
    }
}
