//! A view laid out in rows and columns, as it stands on the page.

use corpus::{
    Html, Target,
    comparison::{Cell, Criterion, Scale, Subject},
};

use super::Shown;
use crate::{
    strings::compare::{CRITERION, SUBJECT},
    table::verdict,
};

/// Headings and cells, in their order.
pub(super) struct Sheet<'a> {
    pub(super) title: &'a str,
    /// The heading of the first column.
    pub(super) corner: &'static str,
    pub(super) columns: Vec<Heading<'a>>,
    pub(super) groups: Vec<Group<'a>>,
}

/// Lines that stand together.
pub(super) struct Group<'a> {
    /// Empty where there is none to show.
    pub(super) name: &'a str,
    pub(super) lines: Vec<(Heading<'a>, Vec<Entry<'a>>)>,
}

/// What a row or a column is of.
pub(super) struct Heading<'a> {
    pub(super) name: &'a str,
    pub(super) help: Option<&'a Html>,
    pub(super) note: Option<&'a Target>,
}

/// What a row says of a column.
pub(super) struct Entry<'a> {
    pub(super) cell: &'a Cell,
    /// Its level, with the scale it is of.
    pub(super) level: Option<(usize, &'a Scale)>,
    /// Sign and words: what it is to the cell of the pinned subject.
    pub(super) verdict: Option<(&'static str, &'static str)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(shown: &Shown<'a>) -> Self {
        match shown.state.transposed {
            true => Self::transposed(shown),
            false => Self::upright(shown),
        }
    }

    fn upright(shown: &Shown<'a>) -> Self {
        let line = |criterion: &'a Criterion| {
            let cells = shown.subjects.iter();
            let cells = cells.map(|(index, _)| Entry::new(shown, criterion, *index));
            (Heading::row(criterion), cells.collect())
        };
        let groups = shown.groups.iter().map(|(name, rows)| Group {
            name,
            lines: rows.iter().copied().map(line).collect(),
        });
        Self {
            title: &shown.comparison.title,
            corner: CRITERION,
            columns: shown.subjects.iter().map(Heading::subject).collect(),
            groups: groups.collect(),
        }
    }

    fn transposed(shown: &Shown<'a>) -> Self {
        let criteria: Vec<&Criterion> = shown
            .groups
            .iter()
            .flat_map(|(_, rows)| rows)
            .copied()
            .collect();
        let lines = shown.subjects.iter().map(|subject| {
            let cells = criteria.iter().copied();
            let cells = cells.map(|criterion| Entry::new(shown, criterion, subject.0));
            (Heading::subject(subject), cells.collect())
        });
        Self {
            title: &shown.comparison.title,
            corner: SUBJECT,
            columns: criteria.iter().copied().map(Heading::row).collect(),
            groups: vec![Group {
                name: "",
                lines: lines.collect(),
            }],
        }
    }

    /// Every line as plain text, that of the headings first.
    pub(super) fn plain(&self) -> Vec<Vec<String>> {
        let columns = self.columns.iter().map(|heading| heading.name.to_owned());
        let first = std::iter::once(self.corner.to_owned()).chain(columns);
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        let lines = lines.map(|(heading, cells)| {
            let cells = cells.iter().map(Entry::plain);
            std::iter::once(heading.name.to_owned())
                .chain(cells)
                .collect()
        });
        std::iter::once(first.collect()).chain(lines).collect()
    }
}

impl<'a> Heading<'a> {
    fn row(criterion: &'a Criterion) -> Self {
        Self {
            name: &criterion.name,
            help: criterion.help.as_ref(),
            note: None,
        }
    }

    fn subject(&(_, subject): &(usize, &'a Subject)) -> Self {
        Self {
            name: &subject.name,
            help: None,
            note: subject.note.as_ref(),
        }
    }
}

impl<'a> Entry<'a> {
    fn new(shown: &Shown<'_>, criterion: &'a Criterion, subject: usize) -> Self {
        let cell = &criterion.cells[subject];
        let level = match cell {
            Cell::Known { level, .. } => level.zip(criterion.scale.as_ref()),
            Cell::Unknown => None,
        };
        let pinned = shown.state.pinned;
        let verdict = pinned.and_then(|base| verdict(criterion, base, subject));
        Self {
            cell,
            level,
            verdict: verdict.map(|(_, words)| words),
        }
    }

    /// `mieux : un noyau chacune`.
    fn plain(&self) -> String {
        let text = match self.cell {
            Cell::Known { plain, .. } => plain,
            Cell::Unknown => crate::strings::compare::UNKNOWN,
        };
        match self.verdict {
            Some((_, words)) => format!("{words}\u{a0}: {text}"),
            None => text.to_owned(),
        }
    }
}
