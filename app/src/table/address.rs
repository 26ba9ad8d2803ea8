//! The address of a view.

use std::fmt::{Display, from_fn};

use corpus::comparison::{Comparison, Criterion, Subject};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::TableState;
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

impl TableState {
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
            "deux" => self
                .two
                .map(|index| index.map(subject))
                .into_iter()
                .collect::<Option<Vec<&str>>>()
                .map(|ids| ids.join(".")),
            "cellule" => {
                let (row, index) = self.detail?;
                let row = comparison.criteria().nth(row)?;
                Some(cell_name(row, &comparison.subjects[index]).to_string())
            }
            _ => self.compact.then(|| "compacte".to_owned()),
        }
    }
}

/// The name of a cell in addresses: `noyau.vm`.
pub(crate) fn cell_name(row: &Criterion, subject: &Subject) -> impl Display {
    from_fn(|f| write!(f, "{}.{}", row.id, subject.id))
}
