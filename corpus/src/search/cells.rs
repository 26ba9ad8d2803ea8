//! The cells of comparisons. A row is found like any other place; for whoever named one of the
//! subjects besides, the hit is the cell of that subject: it opens with its detail.
//!
//! Cells are not indexed apart from their rows, which hold all their words and their names: each would
//! compete with its row and its neighbours for the same queries.

use std::cmp::Reverse;

use crate::{
    comparison::{Cell, Comparison, Criterion},
    search::{
        documents::Document,
        snippet::{Concepts, Matcher},
    },
};

/// A cell that can be opened.
#[derive(Clone, Debug, Hash)]
pub(super) struct Place {
    pub(super) path: String,
    /// The names of its row and of its subject.
    pub(super) heading: String,
    /// What it says of whom.
    pub(super) text: String,
    criterion: String,
    subject: String,
}

impl Place {
    /// What a reader may call it: its row and its subject, in both orders.
    pub(super) fn names(&self) -> [String; 2] {
        let (criterion, subject) = (&self.criterion, &self.subject);
        [
            format!("{criterion} {subject}"),
            format!("{subject} {criterion}"),
        ]
    }
}

/// The cells of a row that say something.
pub(super) fn of_row(comparison: &Comparison, criterion: &Criterion) -> Vec<Place> {
    let page = comparison.path();
    let cells = comparison.subjects.iter().zip(criterion.cells.iter());
    let cells = cells.filter_map(|(subject, cell)| match cell {
        Cell::Unknown => None,
        Cell::Known { plain, .. } => Some(Place {
            path: format!("{page}?cellule={}.{}#page:detail", criterion.id, subject.id),
            heading: format!("{}, {}", criterion.name, subject.name),
            text: format!("{} : {plain}", subject.name),
            criterion: criterion.name.clone(),
            subject: subject.name.clone(),
        }),
    });
    cells.collect()
}

impl Matcher<'_> {
    /// The cell of a row that the query means: the one whose subject it names better than any
    /// other, if it asks for something of it besides.
    pub(super) fn cell<'d>(&self, row: &'d Document) -> Option<&'d Place> {
        if row.cells.is_empty() || !self.has_several() {
            return None;
        }
        let (criterion, _) = self.named(&row.heading);
        let named = |cell: &Place| {
            let (subject, others) = self.named(&cell.subject);
            (subject & !criterion, Reverse(others))
        };
        let worth = |named: (Concepts, Reverse<usize>)| (named.0.count_ones(), named.1);
        let best = row.cells.iter().max_by_key(|cell| worth(named(cell)))?;
        let own = named(best);
        // One that is named as well, or besides: then the row is meant, which compares them.
        let rivals = row.cells.iter().map(named);
        let rivals = rivals.filter(|rival| rival.0 & !own.0 != 0 || worth(*rival) == worth(own));
        let asked = (criterion | self.named(&best.text).0) & !own.0;
        (own.0 != 0 && rivals.count() == 1 && asked != 0).then_some(best)
    }
}
