//! Environments side by side, in words and marks.

use corpus::{
    LayerKind,
    stack::{Kernel, Place, Row, Stack, Verdict, align, kernels, places},
};

use crate::{
    components::kind,
    overlay::{Mark, Marks, several},
    strings::environment as say,
};

/// Environments whose layers were put in rows.
pub(crate) struct Alignment<'a> {
    /// The columns.
    pub(crate) stacks: Vec<&'a Stack>,
    /// The rows, from the ground up.
    pub(crate) rows: Vec<Row<'a>>,
}

impl<'a> Alignment<'a> {
    pub(crate) fn of(stacks: &[&'a Stack]) -> Self {
        Self {
            stacks: stacks.to_vec(),
            rows: align(stacks),
        }
    }

    /// How many rows say what.
    pub(crate) fn lead(&self) -> String {
        let count = |wanted| {
            self.rows
                .iter()
                .filter(|row| row.verdict() == wanted)
                .count()
        };
        say::alignment(
            count(Verdict::Same),
            count(Verdict::Different),
            count(Verdict::Missing),
        )
    }

    /// What differs, a sentence for each kind of layer, and how many kernels there are.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let kinds = LayerKind::ALL.into_iter();
        let mut sentences: Vec<String> = kinds.filter_map(|kind| self.sentence(kind)).collect();
        let counts: Vec<_> = self
            .stacks
            .iter()
            .map(|stack| (kernel_count(stack), stack.title.clone()))
            .collect();
        if counts.iter().any(|((count, _), _)| *count > 0) {
            sentences.push(say::kernel_counts(&counts));
        }
        sentences
    }

    fn sentence(&self, kind: LayerKind) -> Option<String> {
        let name = kind::name(kind);
        let rows: Vec<&Row<'_>> = self.rows.iter().filter(|row| row.kind == kind).collect();
        rows.first()?;
        let counts = (0..self.stacks.len()).map(|column| {
            rows.iter()
                .filter(|row| row.cells[column].is_some())
                .count()
        });
        let (with, without): (Vec<_>, Vec<_>) =
            counts.zip(&self.stacks).partition(|(count, _)| *count > 0);
        let with = with.into_iter();
        let with: Vec<_> = with
            .map(|(count, stack)| (count, stack.title.clone()))
            .collect();
        if !without.is_empty() {
            let (implied, without): (Vec<_>, Vec<_>) = without
                .into_iter()
                .map(|(_, stack)| stack)
                .partition(|stack| is_implied(stack, kind));
            let titles = |stacks: Vec<&&Stack>| -> Vec<String> {
                stacks.iter().map(|stack| stack.title.clone()).collect()
            };
            return Some(say::kind_missing(
                name,
                &titles(without),
                &titles(implied),
                &with,
            ));
        }
        if rows.iter().all(|row| row.verdict() == Verdict::Same) {
            return Some(say::kind_same(name));
        }
        let counted = with.windows(2).any(|two| two[0].0 != two[1].0);
        let different = rows.iter().find(|row| row.verdict() == Verdict::Different);
        Some(match different {
            Some(row) if !counted => {
                let labels = row.cells.iter().flatten().map(|layer| layer.label.clone());
                say::kind_different(name, &labels.collect::<Vec<_>>())
            }
            _ => say::kind_counted(name, &with),
        })
    }

    /// The marks of the drawing in that column.
    pub(crate) fn marks(&self, column: usize) -> Marks {
        let layers = self.stacks[column].walk().into_iter();
        layers
            .map(|(_, layer)| {
                let row = self
                    .rows
                    .iter()
                    .find(|row| row.cells[column].is_some_and(|cell| cell.id == layer.id))?;
                Some(match row.cells.iter().flatten().count() {
                    1 => only_here(),
                    _ => mark(row.verdict()),
                })
            })
            .collect()
    }

    /// Each mark that one of the drawings bears.
    pub(crate) fn legend(&self) -> Vec<Mark> {
        let drawn: Vec<Mark> = (0..self.stacks.len())
            .flat_map(|column| self.marks(column))
            .flatten()
            .collect();
        let verdicts = [Verdict::Same, Verdict::Different, Verdict::Missing].map(mark);
        let all = verdicts.into_iter().chain([only_here()]);
        all.filter(|mark| drawn.contains(mark)).collect()
    }
}

/// How many kernels are drawn, and whether that is the least.
fn kernel_count(stack: &Stack) -> (usize, bool) {
    let (layers, kernels) = (stack.flat(), kernels(stack));
    let own = (0..layers.len()).filter(|&i| kernels[i] == Kernel::Own);
    let repeated = own.clone().filter(|&i| several(&layers, i)).count();
    (own.count() + repeated, repeated > 0)
}

/// Whether what is drawn cannot run without a layer of that kind, drawn or not.
fn is_implied(stack: &Stack, kind: LayerKind) -> bool {
    match kind {
        LayerKind::Os => kernels(stack).contains(&Kernel::Own),
        LayerKind::Kubernetes => places(stack).contains(&Place::Kubernetes),
        LayerKind::Runtime => stack.walk().iter().any(|(_, it)| it.kind == LayerKind::Pod),
        _ => false,
    }
}

/// The mark of a layer that no other environment has.
fn only_here() -> Mark {
    Mark::new("is-only", "+", say::ONLY_HERE)
}

/// How a verdict is shown; the same on a drawing and in the table.
pub(crate) fn mark(verdict: Verdict) -> Mark {
    let [same, different, missing] = say::VERDICTS;
    match verdict {
        Verdict::Same => Mark::new("is-same", "=", same),
        Verdict::Different => Mark::new("is-altered", "≠", different),
        Verdict::Missing => Mark::new("is-partial", "±", missing),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Stack},
    };

    use super::Alignment;

    /// Layers of these kinds, each in the one before.
    fn nested(title: &str, kinds: &[LayerKind]) -> Stack {
        let mut layers = Vec::new();
        for kind in kinds.iter().rev() {
            let mut layer = Layer::new(Id::new(kind.name()).unwrap(), *kind, kind.name());
            layer.children = layers;
            layers = vec![layer];
        }
        Stack {
            layers,
            ..Stack::new(Slug::new("essai"), title)
        }
    }

    #[test]
    fn what_runs_without_a_layer_of_its_own_is_not_said_to_be_missing() {
        let lab = nested(
            "Lab",
            &[LayerKind::Os, LayerKind::Kubernetes, LayerKind::Pod],
        );
        let mut bank = nested("Banque", &[LayerKind::Vm, LayerKind::Pod]);
        bank.layers[0].several = true;
        let host = nested("Hôte", &[LayerKind::Os, LayerKind::Runtime, LayerKind::Pod]);
        let said = Alignment::of(&[&lab, &bank, &host]).sentences();
        let of = |kind: &str| said.iter().find(|said| said.starts_with(kind)).unwrap();
        let kubernetes = of("Kubernetes").replace('\u{202f}', " ");
        let [present, missing] = ["présent, sans couche à son nom, dans", "cette sorte dans"];
        assert!(
            kubernetes.contains(&format!("{present} « Banque »")),
            "{kubernetes}"
        );
        assert!(
            kubernetes.contains(&format!("{missing} « Hôte »")),
            "{kubernetes}"
        );
        let system = of("Système").replace('\u{202f}', " ");
        assert!(
            system.contains(&format!("{present} « Banque »")),
            "{system}"
        );
        let kernels = of("Noyaux").replace('\u{202f}', " ");
        assert!(
            kernels.contains("1 dans « Lab », au moins 2 dans « Banque »"),
            "{kernels}"
        );
    }
}
