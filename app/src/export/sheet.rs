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
    /// Whether the comparison has groups, shown or not.
    pub(super) grouped: bool,
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
    /// The group of a criterion, also where an order has mixed the groups.
    pub(super) group: &'a str,
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
            (Heading::row(shown, criterion), cells.collect())
        };
        let groups = shown.groups.iter().map(|(name, rows)| Group {
            name,
            lines: rows.iter().copied().map(line).collect(),
        });
        Self {
            title: &shown.comparison.title,
            corner: CRITERION,
            columns: shown.subjects.iter().map(Heading::subject).collect(),
            grouped: shown
                .comparison
                .groups
                .iter()
                .any(|group| !group.name.is_empty()),
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
            columns: criteria
                .iter()
                .map(|row| Heading::row(shown, row))
                .collect(),
            grouped: false,
            groups: vec![Group {
                name: "",
                lines: lines.collect(),
            }],
        }
    }
}

impl<'a> Heading<'a> {
    fn row(shown: &Shown<'a>, criterion: &'a Criterion) -> Self {
        let mut groups = shown.comparison.groups.iter();
        let own = groups.find(|group| group.criteria.iter().any(|row| row.id == criterion.id));
        Self {
            group: own.map_or("", |group| &group.name),
            name: &criterion.name,
            help: criterion.help.as_ref(),
            note: None,
        }
    }

    fn subject(&(_, subject): &(usize, &'a Subject)) -> Self {
        Self {
            group: "",
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

    /// What stands before the text of the cell: `mieux, faible`.
    pub(super) fn standing(&self) -> Option<String> {
        let level = self.level.map(|(level, scale)| &*scale.levels[level]);
        let words = self.verdict.map(|(_, words)| words);
        let said: Vec<&str> = words.into_iter().chain(level).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}
