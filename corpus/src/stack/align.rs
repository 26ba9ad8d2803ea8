//! Environments side by side: layers that correspond stand in one row.

use super::{Layer, Stack};
use crate::LayerKind;

/// Layers of one kind that correspond.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Their kind.
    pub kind: LayerKind,
    /// One for each environment, where it has one.
    pub cells: Vec<Option<&'a Layer>>,
}

/// What a row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everywhere the same.
    Same,
    /// Everywhere, but not the same.
    Different,
    /// Not everywhere.
    Missing,
}

impl Row<'_> {
    /// What the row tells.
    pub fn verdict(&self) -> Verdict {
        let labels = self.cells.iter().map(|cell| Some(folded(&(*cell)?.label)));
        match labels.collect::<Option<Vec<_>>>() {
            None => Verdict::Missing,
            Some(labels) if labels.windows(2).all(|two| two[0] == two[1]) => Verdict::Same,
            Some(_) => Verdict::Different,
        }
    }

    fn first(&self) -> Option<&Layer> {
        self.cells.iter().flatten().copied().next()
    }
}

/// By name only: `Layer` has no equality of its own.
impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        let ids = |row: &Self| -> Vec<Option<String>> {
            let id = |layer: &&Layer| layer.id.to_string();
            row.cells.iter().map(|cell| cell.as_ref().map(id)).collect()
        };
        self.kind == other.kind && ids(self) == ids(other)
    }
}

/// A row on its way: what it is joined with others by.
struct Draft<'a> {
    row: Row<'a>,
    /// The smallest position of its layers among those of their kind.
    rank: usize,
    /// What each of its layers lies in, and whether on the side.
    around: Vec<(Option<LayerKind>, bool)>,
}

/// Rows from the ground up, kind by kind; every layer of every stack stands in exactly one.
///
/// Within a kind, layers of the same name correspond; then those of the same id; then, in order,
/// those that lie in layers of the same kind; then the rest in order, but for zones, which are only
/// alike by name. The order of the stacks decides the order of the cells and nothing else.
pub fn align<'a>(stacks: &[&'a Stack]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for kind in LayerKind::ALL {
        let mut drafts = drafts(stacks, kind);
        join(&mut drafts, |a, b| {
            alike(a, b, |layer| folded(&layer.label))
        });
        join(&mut drafts, |a, b| {
            alike(a, b, |layer| layer.id.to_string())
        });
        if kind != LayerKind::Zone {
            join(&mut drafts, |a, b| {
                a.around.iter().any(|around| b.around.contains(around))
            });
            join(&mut drafts, |_, _| true);
        }
        rows.extend(drafts.into_iter().map(|draft| draft.row));
    }
    rows
}

/// A row for each layer of that kind, in an order that does not depend on that of the stacks.
fn drafts<'a>(stacks: &[&'a Stack], kind: LayerKind) -> Vec<Draft<'a>> {
    let mut drafts = Vec::new();
    for (column, stack) in stacks.iter().enumerate() {
        let layers = stack.flat();
        let alike = layers.iter().filter(|(_, layer)| layer.kind == kind);
        for (rank, (parent, layer)) in alike.enumerate() {
            let mut cells = vec![None; stacks.len()];
            cells[column] = Some(*layer);
            let outermost = std::iter::successors(*parent, |&i| layers[i].0).last();
            let side = outermost.map_or(layer.side, |i| layers[i].1.side);
            let around = vec![(parent.map(|i| layers[i].1.kind), side)];
            let row = Row { kind, cells };
            drafts.push(Draft { row, rank, around });
        }
    }
    sort(&mut drafts);
    drafts
}

/// By rank; where two have the same, by what they say.
fn sort(drafts: &mut [Draft<'_>]) {
    drafts.sort_by_cached_key(|draft| {
        let layer = draft.row.first();
        let said = layer.map(|layer| (layer.label.clone(), layer.id.clone()));
        (draft.rank, said)
    });
}

/// Joins each row with the first one after it that it may be joined with, for as long as there is.
fn join(drafts: &mut Vec<Draft<'_>>, may: impl Fn(&Draft<'_>, &Draft<'_>) -> bool) {
    let mut i = 0;
    while i < drafts.len() {
        let apart = |other: &Draft<'_>| {
            let cells = drafts[i].row.cells.iter().zip(&other.row.cells);
            cells.into_iter().all(|(a, b)| a.is_none() || b.is_none())
        };
        let fits = |other: &Draft<'_>| apart(other) && may(&drafts[i], other);
        match drafts[i + 1..].iter().position(fits) {
            Some(offset) => {
                let other = drafts.remove(i + 1 + offset);
                drafts[i].around.extend(other.around);
                for (cell, more) in drafts[i].row.cells.iter_mut().zip(other.row.cells) {
                    *cell = cell.or(more);
                }
            }
            None => i += 1,
        }
    }
}

fn alike(a: &Draft<'_>, b: &Draft<'_>, key: impl Fn(&Layer) -> String) -> bool {
    let keys: Vec<String> = b
        .row
        .cells
        .iter()
        .flatten()
        .map(|layer| key(layer))
        .collect();
    let mut cells = a.row.cells.iter().flatten();
    cells.any(|layer| keys.contains(&key(layer)))
}

/// The same name in other clothes: case and spaces.
fn folded(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Row, Verdict, align};
    use crate::{
        LayerKind,
        stack::{
            Stack,
            sample::{any_stack, nested, stack},
        },
    };

    fn mirrored<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
        let mirror = |row: &Row<'a>| Row {
            kind: row.kind,
            cells: row.cells.iter().rev().copied().collect(),
        };
        rows.iter().map(mirror).collect()
    }

    fn ids(stack: &Stack) -> Vec<String> {
        stack
            .walk()
            .iter()
            .map(|(_, layer)| layer.id.to_string())
            .collect()
    }

    #[test]
    fn a_layer_without_counterpart_is_missing_elsewhere() {
        let vm = stack(vec![nested(&[
            LayerKind::Hardware,
            LayerKind::Hypervisor,
            LayerKind::Vm,
        ])]);
        let host = stack(vec![nested(&[LayerKind::Hardware, LayerKind::Runtime])]);
        let verdicts: Vec<_> = align(&[&vm, &host])
            .iter()
            .map(|row| (row.kind, row.verdict()))
            .collect();
        assert_eq!(
            verdicts,
            [
                (LayerKind::Hardware, Verdict::Same),
                (LayerKind::Hypervisor, Verdict::Missing),
                (LayerKind::Vm, Verdict::Missing),
                (LayerKind::Runtime, Verdict::Missing),
            ]
        );
    }

    #[test]
    fn nothing_beside_nothing_is_nothing() {
        assert!(align(&[&stack(vec![]), &stack(vec![])]).is_empty());
    }

    proptest! {
        #[test]
        fn every_layer_stands_in_one_row(a in any_stack(), b in any_stack(), c in any_stack()) {
            let stacks = [&a, &b, &c];
            let rows = align(&stacks);
            for (column, stack) in stacks.into_iter().enumerate() {
                let cells = rows.iter().filter_map(|row| row.cells[column]);
                let mut shown: Vec<_> = cells.map(|layer| layer.id.to_string()).collect();
                let mut expected = ids(stack);
                shown.sort();
                expected.sort();
                prop_assert_eq!(shown, expected);
            }
            for row in &rows {
                let mut cells = row.cells.iter().flatten();
                prop_assert!(cells.all(|layer| layer.kind == row.kind));
                prop_assert!(row.cells.iter().any(Option::is_some));
            }
        }

        #[test]
        fn an_environment_is_like_itself(stack in any_stack()) {
            let rows = align(&[&stack, &stack]);
            prop_assert!(rows.iter().all(|row| row.verdict() == Verdict::Same), "{:?}", rows);
        }

        #[test]
        fn left_and_right_do_not_matter(a in any_stack(), b in any_stack()) {
            prop_assert_eq!(mirrored(&align(&[&a, &b])), align(&[&b, &a]));
        }

        #[test]
        fn nor_does_the_order_of_three(a in any_stack(), b in any_stack(), c in any_stack()) {
            prop_assert_eq!(mirrored(&align(&[&a, &b, &c])), align(&[&c, &b, &a]));
        }
    }
}
