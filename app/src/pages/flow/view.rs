//! What the address of a flow asks for.

use corpus::flow::Flow;

use crate::components::{SCENES, Showing};

/// What is to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct View(pub(super) Showing);

impl View {
    /// Reads the parameters `etape` and `lecture`; the first that names a step is shown. Those that
    /// mean nothing come second, as they were written.
    pub(super) fn read<'q>(
        flow: &Flow,
        query: impl IntoIterator<Item = (&'q str, &'q str)>,
    ) -> (Self, Vec<String>) {
        let (mut step, mut plays, mut ignored) = (None, false, Vec::new());
        for (name, value) in query {
            let found = flow.steps.iter().position(|one| one.number == value);
            match (name, value) {
                ("etape", _) if found.is_some() && step.is_none() => step = found,
                ("lecture", "1") => plays = true,
                ("etape" | "lecture", value) => ignored.push(format!("{name}={value}")),
                _ => ignored.push(name.to_owned()),
            }
        }
        let start = step.unwrap_or_default();
        if plays && Self::can_play(flow, start) {
            return (Self(Showing::Play(start)), ignored);
        }
        if plays {
            ignored.push("lecture=1".to_owned());
        }
        (Self(step.map_or(Showing::Whole, Showing::Step)), ignored)
    }

    /// Whether the steps from `start` on can run by themselves: there is more than one, and not more
    /// than the style sheet has moments for.
    pub(super) fn can_play(flow: &Flow, start: usize) -> bool {
        let rest = flow.steps.len().saturating_sub(start);
        rest > 1 && rest <= SCENES
    }

    pub(super) fn address(&self, flow: &Flow) -> String {
        match self.0 {
            Showing::Whole => flow.path(),
            Showing::Step(i) => flow.step_address(i),
            Showing::Play(0) => format!("{}?lecture=1", flow.path()),
            Showing::Play(i) => format!("{}&lecture=1", flow.step_address(i)),
        }
    }
}

#[cfg(test)]
mod tests {
    use corpus::{
        Slug,
        flow::{Flow, Step},
    };

    use super::{Showing, View};

    fn flow() -> Flow {
        let step = |number| Step::new(number, (0, 0), "");
        Flow {
            steps: ["5", "4", "6b"].map(step).to_vec(),
            ..Flow::new(Slug::new("essai"), "")
        }
    }

    #[test]
    fn a_step_is_named_by_its_own_number() {
        let (view, ignored) = View::read(&flow(), [("etape", "6b")]);
        assert_eq!((&view.0, ignored.len()), (&Showing::Step(2), 0));
        assert_eq!(view.address(&flow()), "/flux/essai?etape=6b");
        assert_eq!(View::read(&flow(), []).0.address(&flow()), "/flux/essai");
    }

    #[test]
    fn what_means_nothing_is_ignored_and_said() {
        let query = [
            ("etape", "99"),
            ("couleur", "rouge"),
            ("etape", "4"),
            ("lecture", "oui"),
        ];
        let (view, ignored) = View::read(&flow(), query);
        assert_eq!(view.0, Showing::Step(1));
        assert_eq!(ignored, ["etape=99", "couleur", "lecture=oui"]);
    }

    #[test]
    fn steps_run_by_themselves_from_any_but_the_last() {
        let read = |query: &[(&'static str, &'static str)]| View::read(&flow(), query.to_vec());
        for (start, address) in [
            (0, "/flux/essai?lecture=1"),
            (1, "/flux/essai?etape=4&lecture=1"),
        ] {
            let (view, ignored) = read(&[("etape", ["5", "4"][start]), ("lecture", "1")]);
            assert_eq!((&view.0, ignored.len()), (&Showing::Play(start), 0));
            assert_eq!(view.address(&flow()), address);
        }
        let (view, ignored) = read(&[("etape", "6b"), ("lecture", "1")]);
        assert_eq!(
            (view.0, ignored),
            (Showing::Step(2), vec!["lecture=1".to_owned()])
        );
    }
}
