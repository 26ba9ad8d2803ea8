//! What of a comparison is shown, and how: the state that stands in the page's address.

mod address;
mod buttons;
pub(crate) mod markup;
mod pair;
mod rows;
mod verdict;

use corpus::comparison::Comparison;

pub(crate) use self::{
    address::{COMPONENT, cell_name},
    buttons::group_name,
    rows::Rows,
    verdict::verdict,
};

/// How long a filter may be, in characters.
pub(crate) const FILTER: usize = 100;

/// The words of a filter: cut where they are too many, with no space at either end, so that the address
/// of what was cut leads back to it.
pub(crate) fn filter_words(value: &str) -> String {
    let value = value.trim();
    let end = value.char_indices().nth(FILTER);
    let cut = &value[..end.map_or(value.len(), |(end, _)| end)];
    cut.trim_end().to_owned()
}

/// The view of a comparison that a query string asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TableState {
    /// Every subject, as an index into [`Comparison::subjects`], in the order of the columns.
    pub(crate) order: Vec<usize>,
    /// For each subject, in file order, whether its column is shown; at least one is.
    pub(crate) subjects: Vec<bool>,
    /// For each criterion, in file order, whether its row was asked for.
    pub(crate) criteria: Vec<bool>,
    /// Whether rows that say the same of every subject that is shown are left out.
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
    /// The subjects asked for first and second where there is room for two; see [`Self::pair`].
    pub(crate) two: [Option<usize>; 2],
    /// The cell whose detail is open: a criterion and a subject.
    pub(crate) detail: Option<(usize, usize)>,
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
            two: [None; 2],
            detail: None,
            ignored: Vec::new(),
        }
    }

    /// Reads the parameters of [`crate::wire::TABLE_PARAMETERS`], and what the buttons of the
    /// table add to them ([`buttons`]). What is unknown is set aside; a list without a known id
    /// asks for everything.
    pub(crate) fn read<'a>(
        comparison: &Comparison,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut state = Self::whole(comparison);
        let mut ordered = Vec::new();
        let mut two = Vec::new();
        let mut changes = Vec::new();
        for (name, value) in parameters {
            match name {
                "deux" => two.extend(value.split(['.', ','])),
                _ if buttons::NAMES.contains(&name) => changes.push((name, value)),
                _ => state.read_one(comparison, name, value, &mut ordered),
            }
        }
        state.read_two(comparison, &two);
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
            "filtre" => self.filter = filter_words(value),
            "tri" => self.sort = self.sorted(comparison, value),
            "epingle" => self.pinned = self.subject(comparison, value),
            "cellule" => self.detail = self.cell(comparison, value),
            _ => self.ignore(name),
        }
    }

    /// Gives states that show the same the same form: hidden columns follow in file order.
    fn settle(&mut self) {
        let mut hidden: Vec<usize> = (0..self.order.len())
            .filter(|&index| !self.subjects[index])
            .collect();
        self.order.retain(|&index| self.subjects[index]);
        self.order.append(&mut hidden);
        self.settle_two();
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

    /// `noyau.vm`: a criterion and a subject.
    fn cell(&mut self, comparison: &Comparison, value: &str) -> Option<(usize, usize)> {
        let (criterion, subject) = value.split_once('.').unwrap_or((value, ""));
        let found = comparison
            .criteria()
            .position(|row| row.id.as_str() == criterion)
            .zip(
                comparison
                    .subjects
                    .iter()
                    .position(|s| s.id.as_str() == subject),
            );
        if found.is_none() && !value.is_empty() {
            self.ignore(value);
        }
        found
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

    /// The same rows and columns without what only a screen shows: closer cells, two columns of
    /// many, the detail of a cell.
    pub(crate) fn plain(&self) -> Self {
        Self {
            compact: false,
            two: [None; 2],
            detail: None,
            ..self.clone()
        }
    }

    /// The subjects that are shown, in the order of the columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.order
            .iter()
            .copied()
            .filter(|&index| self.subjects[index])
    }
}

#[cfg(test)]
mod tests;
