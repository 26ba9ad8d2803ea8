//! What of a comparison is shown: the state that stands in the page's address.

use corpus::comparison::Comparison;

use crate::wire::table_address;

/// The part of a comparison that a query string asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableState {
    /// For each subject, in file order, whether its column is shown; at least one is.
    pub(crate) subjects: Vec<bool>,
    /// For each criterion, in file order, whether its row was asked for.
    pub(crate) criteria: Vec<bool>,
    /// Whether rows that say the same of every subject are left out.
    pub(crate) differences: bool,
    /// Names and values that mean nothing here, as they were written.
    pub(crate) ignored: Vec<String>,
}

impl TableState {
    /// Reads the parameters `sujets`, `criteres` (ids, repeated or separated by commas) and
    /// `differences`. What is unknown is set aside; a list without a known id asks for everything.
    pub(crate) fn read<'a>(
        comparison: &Comparison,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let subject_ids: Vec<&str> = comparison.subjects.iter().map(|s| s.id.as_str()).collect();
        let criterion_ids: Vec<&str> = comparison.criteria().map(|c| c.id.as_str()).collect();
        let mut subjects = vec![false; subject_ids.len()];
        let mut criteria = vec![false; criterion_ids.len()];
        let mut differences = false;
        let mut ignored = Vec::new();
        for (name, value) in parameters {
            match name {
                "sujets" => choose(&subject_ids, value, &mut subjects, &mut ignored),
                "criteres" => choose(&criterion_ids, value, &mut criteria, &mut ignored),
                "differences" => differences = value == "1",
                _ => ignored.push(name.to_owned()),
            }
        }
        for choice in [&mut subjects, &mut criteria] {
            if !choice.contains(&true) {
                choice.fill(true);
            }
        }
        Self {
            subjects,
            criteria,
            differences,
            ignored,
        }
    }

    /// Whether the row of that position is shown.
    pub(crate) fn shows_row(&self, comparison: &Comparison, index: usize) -> bool {
        let uniform = || {
            comparison
                .criteria()
                .nth(index)
                .is_some_and(|row| row.is_uniform())
        };
        self.criteria[index] && !(self.differences && uniform())
    }

    /// Whether any row is left.
    pub(crate) fn any_row(&self, comparison: &Comparison) -> bool {
        (0..self.criteria.len()).any(|index| self.shows_row(comparison, index))
    }

    /// The address of this view: the same view always has the same one.
    pub(crate) fn address(&self, comparison: &Comparison) -> String {
        let subjects = comparison.subjects.iter().map(|s| s.id.as_str());
        let criteria = comparison.criteria().map(|c| c.id.as_str());
        table_address(
            &comparison.path(),
            subjects.zip(self.subjects.iter().copied()),
            criteria.zip(self.criteria.iter().copied()),
            self.differences,
        )
    }
}

/// Marks the ids listed in `value`; the unknown ones are ignored, each said once.
fn choose(ids: &[&str], value: &str, chosen: &mut [bool], ignored: &mut Vec<String>) {
    for wanted in value
        .split(',')
        .map(str::trim)
        .filter(|wanted| !wanted.is_empty())
    {
        match ids.iter().position(|id| *id == wanted) {
            Some(index) => chosen[index] = true,
            None if ignored.iter().any(|seen| seen == wanted) => {}
            None => ignored.push(wanted.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use corpus::{Html, Id, Slug, comparison as c};

    use super::*;

    fn cell(plain: &str) -> c::Cell {
        c::Cell::Known {
            text: Html::escaped(plain),
            plain: plain.to_owned(),
            level: None,
            source: None,
        }
    }

    fn criterion(id: &str, cells: [&str; 2]) -> c::Criterion {
        let id = Id::new(id).expect("a valid id");
        let cells = cells.map(cell).to_vec();
        c::Criterion {
            name: id.to_string(),
            id,
            help: None,
            scale: None,
            cells,
        }
    }

    fn subject(id: &str) -> c::Subject {
        c::Subject {
            id: Id::new(id).expect("a valid id"),
            name: id.to_owned(),
            kind: None,
            note: None,
        }
    }

    /// Two subjects; `noyau` differs, `reseau` does not.
    fn comparison() -> Comparison {
        let criteria = vec![
            criterion("noyau", ["partagé", "propre"]),
            criterion("reseau", ["virtuel", "Virtuel"]),
        ];
        Comparison {
            slug: Slug::new("test"),
            source: "comparisons/test.toml".to_owned(),
            title: "Test".to_owned(),
            summary: None,
            note: None,
            subjects: vec![subject("conteneurs"), subject("vm")],
            groups: vec![c::Group {
                name: String::new(),
                criteria,
            }],
        }
    }

    fn read(parameters: &[(&'static str, &'static str)]) -> TableState {
        TableState::read(&comparison(), parameters.iter().copied())
    }

    #[test]
    fn without_parameters_everything_is_shown() {
        let state = read(&[]);
        assert_eq!(
            (state.subjects, state.criteria),
            (vec![true, true], vec![true, true])
        );
        assert!(state.ignored.is_empty());
    }

    #[test]
    fn repeated_and_comma_separated_lists_mean_the_same() {
        let repeated = read(&[
            ("criteres", "noyau"),
            ("criteres", "reseau"),
            ("sujets", "vm"),
        ]);
        assert_eq!(
            repeated,
            read(&[("sujets", "vm"), ("criteres", "noyau,reseau")])
        );
        assert_eq!(repeated.subjects, [false, true]);
    }

    #[test]
    fn rows_that_say_the_same_are_left_out_on_request() {
        let state = read(&[("differences", "1")]);
        assert!(state.shows_row(&comparison(), 0));
        assert!(!state.shows_row(&comparison(), 1));
    }

    #[test]
    fn what_is_unknown_is_set_aside_and_said_once() {
        let state = read(&[("sujets", "docker,vm"), ("sujets", "docker"), ("page", "2")]);
        assert_eq!(state.ignored, ["docker", "page"]);
        assert_eq!(state.subjects, [false, true]);
    }

    #[test]
    fn a_list_without_a_known_id_asks_for_everything() {
        assert_eq!(read(&[("sujets", "docker")]).subjects, [true, true]);
    }

    #[test]
    fn the_address_of_a_view_leads_back_to_it() {
        let comparison = comparison();
        for subjects in ["", "vm", "conteneurs", "vm,conteneurs"] {
            for criteria in ["", "reseau", "noyau,reseau"] {
                for differences in ["0", "1"] {
                    let parameters = [
                        ("sujets", subjects),
                        ("criteres", criteria),
                        ("differences", differences),
                    ];
                    let state = TableState::read(&comparison, parameters);
                    let address = state.address(&comparison);
                    let query = address.split_once('?').map_or("", |(_, query)| query);
                    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                    let again = TableState::read(&comparison, pairs);
                    assert_eq!(again, state, "{address}");
                    assert_eq!(again.address(&comparison), address);
                }
            }
        }
    }
}
