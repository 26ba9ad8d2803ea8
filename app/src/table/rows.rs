//! The rows of a view.

use corpus::{
    Filter,
    comparison::{Cell, Comparison, Criterion},
};

use super::{Sort, TableState};

/// Rows that stand together.
pub(crate) struct Rows<'a> {
    /// The name of the group; empty where there is none to show.
    pub(crate) name: &'a str,
    /// The rows, each with its position among all criteria of the file.
    pub(crate) rows: Vec<(usize, &'a Criterion)>,
}

impl TableState {
    /// Whether the filter lets the row of that group through: it then holds every word of it,
    /// whatever the case and the accents.
    pub(crate) fn passes(filter: &Filter, group: &str, criterion: &Criterion) -> bool {
        let cells = criterion.cells.iter().filter_map(|cell| match cell {
            Cell::Known { plain, .. } => Some(plain.as_str()),
            Cell::Unknown => None,
        });
        filter.passes([group, &criterion.name].into_iter().chain(cells))
    }

    /// Whether a row that passes the filter is shown: it was asked for, and where only differences
    /// are, the columns that are shown do not all say the same.
    pub(crate) fn shows_row(&self, (index, row): (usize, &Criterion)) -> bool {
        self.criteria[index] && !(self.differences && row.is_uniform(self.columns()))
    }

    /// Whether in a row that is shown two of these subjects say the same.
    pub(crate) fn repeats(&self, rows: &[Rows<'_>], subjects: &[usize]) -> bool {
        let rows = rows.iter().flat_map(|group| &group.rows);
        let mut rows = rows.filter(|row| self.shows_row(**row));
        rows.any(|(_, row)| {
            let echoes = row.echoes();
            let mut said: Vec<usize> = subjects.iter().filter_map(|&at| echoes[at]).collect();
            said.sort_unstable();
            said.windows(2).any(|two| two[0] == two[1])
        })
    }

    /// The rows that pass the filter, in groups, each with its position in the file. Ordered by
    /// levels, they are one group; those without a level come last.
    pub(crate) fn rows<'a>(&self, comparison: &'a Comparison) -> Vec<Rows<'a>> {
        let filter = Filter::new(&self.filter);
        let mut position = 0;
        let mut groups = Vec::new();
        for group in &comparison.groups {
            let mut rows = Vec::new();
            for criterion in &group.criteria {
                if Self::passes(&filter, &group.name, criterion) {
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
}

impl Rows<'_> {
    /// How many of the rows are shown.
    pub(crate) fn shown(&self, state: &TableState) -> usize {
        let rows = self.rows.iter().copied();
        rows.filter(|row| state.shows_row(*row)).count()
    }
}
