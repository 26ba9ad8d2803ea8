//! The layers that links name, and the links between them.

use std::collections::HashMap;

use crate::stack::{Layer, Link, Stack};

/// The graph of a stack.
pub(super) struct Model<'a> {
    /// In the order of the file.
    pub(super) members: Vec<Member<'a>>,
    /// In the order of the file.
    pub(super) ties: Vec<Tie<'a>>,
}

/// A layer that a link names.
pub(super) struct Member<'a> {
    pub(super) layer: &'a Layer,
    /// The labels of the layers inside that no link names.
    pub(super) inside: String,
}

/// A link.
pub(super) struct Tie<'a> {
    pub(super) link: &'a Link,
    /// Index into [`Model::members`].
    pub(super) from: usize,
    /// Index into [`Model::members`].
    pub(super) to: usize,
    /// Closes a cycle.
    pub(super) back: bool,
}

impl Tie<'_> {
    /// The upper end, then the lower one.
    pub(super) fn ends(&self) -> (usize, usize) {
        match self.back {
            true => (self.to, self.from),
            false => (self.from, self.to),
        }
    }
}

impl<'a> Model<'a> {
    pub(super) fn of(stack: &'a Stack) -> Self {
        let named = |layer: &Layer| {
            let mut ends = stack.links.iter().flat_map(|link| [&link.from, &link.to]);
            ends.any(|id| *id == layer.id)
        };
        let layers = stack.walk().into_iter().map(|(_, layer)| layer);
        let members: Vec<Member<'a>> = layers
            .filter(|layer| named(layer))
            .map(|layer| Member {
                layer,
                inside: inside(layer, &named),
            })
            .collect();
        let ids: HashMap<&str, usize> = members
            .iter()
            .enumerate()
            .map(|(i, member)| (member.layer.id.as_str(), i))
            .collect();
        let tie = |link: &'a Link| {
            let (&from, &to) = (ids.get(link.from.as_str())?, ids.get(link.to.as_str())?);
            (from != to).then_some(Tie {
                link,
                from,
                to,
                back: false,
            })
        };
        let mut ties: Vec<Tie<'a>> = stack.links.iter().filter_map(tie).collect();
        mark_cycles(members.len(), &mut ties);
        Self { members, ties }
    }
}

/// The labels of what `layer` holds, without the layers that stand for themselves.
fn inside(layer: &Layer, named: &impl Fn(&Layer) -> bool) -> String {
    let mut labels = Vec::new();
    let mut open: Vec<&Layer> = layer.children.iter().rev().collect();
    while let Some(layer) = open.pop() {
        if !named(layer) {
            labels.push(layer.label.as_str());
            open.extend(layer.children.iter().rev());
        }
    }
    labels.join(", ")
}

/// Marks the links that lead back to a layer one came from, walking from the first layer on.
fn mark_cycles(members: usize, ties: &mut [Tie<'_>]) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut leaving = vec![Vec::new(); members];
    for (i, tie) in ties.iter().enumerate() {
        leaving[tie.from].push(i);
    }
    let mut states = vec![State::New; members];
    for start in 0..members {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        let mut path = vec![(start, 0)];
        while let Some((member, next)) = path.last_mut() {
            let Some(&i) = leaving[*member].get(*next) else {
                states[*member] = State::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let to = ties[i].to;
            match states[to] {
                State::Open => ties[i].back = true,
                State::Done => {}
                State::New => {
                    states[to] = State::Open;
                    path.push((to, 0));
                }
            }
        }
    }
}
