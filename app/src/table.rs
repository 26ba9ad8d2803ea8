//! What of a comparison is shown, and how: the state that stands in the page's address.

use corpus::{
    comparison::{Cell, Comparison, Criterion},
    markdown::slug,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::wire::table_address;

/// What `encodeURIComponent` leaves as it is: server and browser write the same addresses.
pub(crate) const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// How long a filter may be, in characters.
pub(crate) const FILTER: usize = 100;

/// The view of a comparison that a query string asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableState {
    /// Every subject, as an index into [`Comparison::subjects`], in the order of the columns.
    pub(crate) order: Vec<usize>,
    /// For each subject, in file order, whether its column is shown; at least one is.
    pub(crate) subjects: Vec<bool>,
    /// For each criterion, in file order, whether its row was asked for.
    pub(crate) criteria: Vec<bool>,
    /// Whether rows that say the same of every subject are left out.
    pub(crate) differences: bool,
    /// Words that a row must hold; empty for any.
    pub(crate) filter: String,
    /// The subject whose levels order the rows.
    pub(crate) sort: Option<Sort>,
    /// The subject that the others are measured against.
    pub(crate) pinned: Option<usize>,
    /// Whether subjects are rows and criteria columns.
    pub(crate) transposed: bool,
    /// Whether the cells stand closer.
    pub(crate) compact: bool,
    /// Names and values that mean nothing here, as they were written.
    pub(crate) ignored: Vec<String>,
}

/// An order of the rows by the levels of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sort {
    /// Index into [`Comparison::subjects`].
    pub(crate) subject: usize,
    /// The least preferable level first.
    pub(crate) worst_first: bool,
}

impl TableState {
    /// Everything, in file order.
    fn whole(comparison: &Comparison) -> Self {
        let subjects = comparison.subjects.len();
        Self {
            order: (0..subjects).collect(),
            subjects: vec![false; subjects],
            criteria: vec![false; comparison.criteria().count()],
            differences: false,
            filter: String::new(),
            sort: None,
            pinned: None,
            transposed: false,
            compact: false,
            ignored: Vec::new(),
        }
    }

    /// Reads the parameters of [`crate::wire::TABLE_PARAMETERS`], and what the buttons of the
    /// table add to them: `trier`, `epingler` and `deplacer` say what to change. What is unknown
    /// is set aside; a list without a known id asks for everything.
    pub(crate) fn read<'a>(
        comparison: &Comparison,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut state = Self::whole(comparison);
        let mut ordered = Vec::new();
        let mut changes = Vec::new();
        for (name, value) in parameters {
            match name {
                "trier" | "epingler" | "deplacer" => changes.push((name, value)),
                _ => state.read_one(comparison, name, value, &mut ordered),
            }
        }
        let rest = (0..comparison.subjects.len()).filter(|index| !ordered.contains(index));
        state.order = ordered.iter().copied().chain(rest).collect();
        for choice in [&mut state.subjects, &mut state.criteria] {
            if !choice.contains(&true) {
                choice.fill(true);
            }
        }
        for (name, value) in changes {
            state.change(comparison, name, value);
        }
        state.settle();
        state
    }

    fn read_one(
        &mut self,
        comparison: &Comparison,
        name: &str,
        value: &str,
        ordered: &mut Vec<usize>,
    ) {
        let value = value.trim();
        match name {
            "sujets" => {
                let ids = comparison
                    .subjects
                    .iter()
                    .map(|subject| subject.id.as_str());
                for index in self.listed(&ids.collect::<Vec<_>>(), value) {
                    self.subjects[index] = true;
                    if !ordered.contains(&index) {
                        ordered.push(index);
                    }
                }
            }
            "criteres" => {
                let ids = comparison.criteria().map(|criterion| criterion.id.as_str());
                for index in self.listed(&ids.collect::<Vec<_>>(), value) {
                    self.criteria[index] = true;
                }
            }
            "differences" => self.differences = self.flag(value, "1"),
            "transpose" => self.transposed = self.flag(value, "1"),
            "densite" => self.compact = self.flag(value, "compacte"),
            "filtre" => self.filter = value.chars().take(FILTER).collect(),
            "tri" => self.sort = self.sorted(comparison, value),
            "epingle" => self.pinned = self.subject(comparison, value),
            _ => self.ignore(name),
        }
    }

    /// Does what a button asks for.
    fn change(&mut self, comparison: &Comparison, name: &str, value: &str) {
        match name {
            "trier" => {
                let asked = self.sorted(comparison, value);
                self.sort = asked.map(|asked| match self.sort {
                    Some(now) if now.subject == asked.subject => Sort {
                        worst_first: !now.worst_first,
                        ..now
                    },
                    _ => asked,
                });
            }
            "epingler" => {
                let asked = self.subject(comparison, value);
                self.pinned = asked.filter(|_| asked != self.pinned);
            }
            _ => {
                let id = value.trim_start_matches('-');
                if let Some(subject) = self.subject(comparison, id) {
                    self.shift(subject, value.starts_with('-'));
                }
            }
        }
    }

    /// Moves a column past its nearest neighbour that is shown.
    fn shift(&mut self, subject: usize, left: bool) {
        let shown: Vec<usize> = self.columns().collect();
        let Some(at) = shown.iter().position(|&index| index == subject) else {
            return;
        };
        let beside = if left {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        let Some(&neighbour) = beside.and_then(|at| shown.get(at)) else {
            return;
        };
        let place = |index| self.order.iter().position(|&other| other == index);
        if let (Some(a), Some(b)) = (place(subject), place(neighbour)) {
            self.order.swap(a, b);
        }
    }

    /// Gives states that show the same the same form: hidden columns follow in file order.
    fn settle(&mut self) {
        let mut hidden: Vec<usize> = (0..self.order.len())
            .filter(|&index| !self.subjects[index])
            .collect();
        self.order.retain(|&index| self.subjects[index]);
        self.order.append(&mut hidden);
        if let Some(ignored) = self.ignored.iter().position(String::is_empty) {
            self.ignored.remove(ignored);
        }
    }

    /// The positions of the ids listed in `value`; the unknown ones are set aside.
    fn listed(&mut self, ids: &[&str], value: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for wanted in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            match ids.iter().position(|id| *id == wanted) {
                Some(index) => found.push(index),
                None => self.ignore(wanted),
            }
        }
        found
    }

    fn subject(&mut self, comparison: &Comparison, id: &str) -> Option<usize> {
        let ids: Vec<&str> = comparison.subjects.iter().map(|s| s.id.as_str()).collect();
        // A list of one.
        self.listed(&ids, id.split(',').next().unwrap_or_default())
            .first()
            .copied()
    }

    /// `vm`, the most preferable level first, or `-vm`.
    fn sorted(&mut self, comparison: &Comparison, value: &str) -> Option<Sort> {
        let subject = self.subject(comparison, value.trim_start_matches('-'))?;
        Some(Sort {
            subject,
            worst_first: value.starts_with('-'),
        })
    }

    fn flag(&mut self, value: &str, on: &str) -> bool {
        if value != on && !["", "0"].contains(&value) {
            self.ignore(value);
        }
        value == on
    }

    fn ignore(&mut self, what: &str) {
        if !self.ignored.iter().any(|seen| seen == what) {
            self.ignored.push(what.to_owned());
        }
    }

    /// The subjects that are shown, in the order of the columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.order
            .iter()
            .copied()
            .filter(|&index| self.subjects[index])
    }

    /// Whether the filter lets the row of that group through: it then holds every word of it,
    /// whatever the case and the accents.
    pub(crate) fn passes(&self, group: &str, criterion: &Criterion) -> bool {
        let wanted = slug(&self.filter);
        if wanted.is_empty() {
            return true;
        }
        let cells = criterion.cells.iter().filter_map(|cell| match cell {
            Cell::Known { plain, .. } => Some(plain.as_str()),
            Cell::Unknown => None,
        });
        let text: Vec<&str> = [group, &criterion.name].into_iter().chain(cells).collect();
        let text = slug(&text.join(" "));
        wanted.split('-').all(|word| text.contains(word))
    }

    /// Whether a row that passes the filter is shown.
    pub(crate) fn shows_row(&self, comparison: &Comparison, index: usize) -> bool {
        let uniform = || {
            comparison
                .criteria()
                .nth(index)
                .is_some_and(|row| row.is_uniform())
        };
        self.criteria[index] && !(self.differences && uniform())
    }

    /// The rows that pass the filter, in groups, each with its position in the file. Ordered by
    /// levels, they are one group; those without a level come last.
    pub(crate) fn rows<'a>(&self, comparison: &'a Comparison) -> Vec<Rows<'a>> {
        let mut position = 0;
        let mut groups = Vec::new();
        for group in &comparison.groups {
            let mut rows = Vec::new();
            for criterion in &group.criteria {
                if self.passes(&group.name, criterion) {
                    rows.push((position, criterion));
                }
                position += 1;
            }
            groups.push(Rows {
                name: &group.name,
                rows,
            });
        }
        let Some(Sort {
            subject,
            worst_first,
        }) = self.sort
        else {
            groups.retain(|group| !group.rows.is_empty());
            return groups;
        };
        let mut rows: Vec<_> = groups.into_iter().flat_map(|group| group.rows).collect();
        rows.sort_by(
            |(_, a), (_, b)| match (a.merit(subject), b.merit(subject)) {
                (Some(a), Some(b)) if worst_first => a.total_cmp(&b),
                (Some(a), Some(b)) => b.total_cmp(&a),
                (a, b) => a.is_none().cmp(&b.is_none()),
            },
        );
        vec![Rows { name: "", rows }]
    }

    /// Whether any row is left.
    pub(crate) fn any_row(&self, comparison: &Comparison) -> bool {
        self.rows(comparison)
            .iter()
            .flat_map(|group| &group.rows)
            .any(|(index, _)| self.shows_row(comparison, *index))
    }

    /// The address of this view: the same view always has the same one.
    pub(crate) fn address(&self, comparison: &Comparison) -> String {
        table_address(&comparison.path(), |name| self.parameter(comparison, name))
    }

    fn parameter(&self, comparison: &Comparison, name: &str) -> Option<String> {
        let subject = |index: usize| comparison.subjects[index].id.as_str();
        match name {
            "sujets" => {
                let shown: Vec<usize> = self.columns().collect();
                let whole = shown.iter().copied().eq(0..self.order.len());
                let ids: Vec<&str> = shown.into_iter().map(subject).collect();
                (!whole).then(|| ids.join(","))
            }
            "criteres" => {
                let asked = comparison.criteria().zip(&self.criteria);
                let ids: Vec<&str> = asked
                    .filter(|(_, asked)| **asked)
                    .map(|(criterion, _)| criterion.id.as_str())
                    .collect();
                (ids.len() < self.criteria.len()).then(|| ids.join(","))
            }
            "differences" => self.differences.then(|| "1".to_owned()),
            "filtre" => (!self.filter.is_empty())
                .then(|| utf8_percent_encode(&self.filter, COMPONENT).to_string()),
            "tri" => self.sort.map(|sort| {
                let sign = if sort.worst_first { "-" } else { "" };
                format!("{sign}{}", subject(sort.subject))
            }),
            "epingle" => self.pinned.map(|index| subject(index).to_owned()),
            "transpose" => self.transposed.then(|| "1".to_owned()),
            _ => self.compact.then(|| "compacte".to_owned()),
        }
    }
}

/// Rows that stand together.
pub(crate) struct Rows<'a> {
    /// The name of the group; empty where there is none to show.
    pub(crate) name: &'a str,
    /// The rows, each with its position among all criteria of the file.
    pub(crate) rows: Vec<(usize, &'a Criterion)>,
}

mod verdict;

pub(crate) use verdict::verdict;

#[cfg(test)]
mod tests;
