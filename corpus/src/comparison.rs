//! Comparisons: subjects in columns, criteria in rows, groups of rows.

use std::{cmp::Ordering, collections::HashMap, ops::Deref};

use crate::{Html, Id, LayerKind, Slug, Target};

/// One file of `comparisons/`.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// File name without `.toml`; path below `/comparer/`.
    pub slug: Slug,
    /// Path of the file relative to the content folder.
    pub source: String,
    /// Plain text.
    pub title: String,
    /// Inline HTML: what the table answers.
    pub summary: Option<Html>,
    /// The note that tells the same as prose.
    pub note: Option<Target>,
    /// The columns.
    pub subjects: Vec<Subject>,
    /// The rows, in groups.
    pub groups: Vec<Group>,
}

/// What is compared: a column.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Unique in the comparison.
    pub id: Id,
    /// Plain text.
    pub name: String,
    /// Gives the column its colour.
    pub kind: Option<LayerKind>,
    /// Where one reads more.
    pub note: Option<Target>,
    /// The environment that draws it.
    pub stack: Option<Slug>,
}

/// Rows that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Plain text; empty where a comparison has a single unnamed group.
    pub name: String,
    /// The rows.
    pub criteria: Vec<Criterion>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Unique in the comparison; the row's anchor.
    pub id: Id,
    /// Plain text.
    pub name: String,
    /// Inline HTML: what the criterion means.
    pub help: Option<Html>,
    /// The steps a cell's level is taken from.
    pub scale: Option<Scale>,
    /// One cell per subject, in the order of [`Comparison::subjects`].
    pub cells: Cells,
}

/// The cells of a row, and which of them say the same: pages ask that of every row, many times.
#[derive(Clone, Debug)]
pub struct Cells {
    cells: Vec<Cell>,
    echoes: Vec<Option<usize>>,
}

/// An ordinal scale, lowest level first.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Names of the levels, lowest first; at least two.
    pub levels: Vec<String>,
    /// Which end is preferable, where one is.
    pub better: Option<Better>,
}

/// The preferable end of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The more, the better.
    High,
    /// The less, the better.
    Low,
}

/// What a criterion says of a subject.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The notes are silent, and the author said so.
    Unknown,
    /// The notes say this.
    Known {
        /// Inline HTML.
        text: Html,
        /// The same as plain text.
        plain: String,
        /// Index into [`Scale::levels`].
        level: Option<usize>,
        /// The note that says it.
        source: Option<Target>,
    },
}

impl Comparison {
    /// The URL of the comparison.
    pub fn path(&self) -> String {
        format!("/comparer/{}", self.slug)
    }

    /// All rows, in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.groups.iter().flat_map(|group| &group.criteria)
    }
}

/// What a cell is to the cell of the subject it is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Says the same.
    Same,
    /// Says something else on the same level.
    Level,
    /// On a level that is preferable.
    Better,
    /// On a level that is less so.
    Worse,
    /// On a higher level of a scale without a preferable end.
    Higher,
    /// On a lower one.
    Lower,
    /// Says something else, and no level tells what that is worth.
    Different,
}

impl Scale {
    /// How preferable a level is, from 0 to 1; where no end is preferable, how high it is.
    pub fn merit(&self, level: usize) -> f32 {
        let last = self.levels.len().saturating_sub(1).max(1);
        let height = level.min(last) as f32 / last as f32;
        match self.better {
            Some(Better::Low) => 1.0 - height,
            _ => height,
        }
    }
}

impl Criterion {
    /// How preferable the level of a subject is ([`Scale::merit`]); `None` where it has none.
    pub fn merit(&self, subject: usize) -> Option<f32> {
        match self.cells.get(subject)? {
            Cell::Known { level, .. } => Some(self.scale.as_ref()?.merit((*level)?)),
            Cell::Unknown => None,
        }
    }

    /// What the cell of `subject` is to that of `base`; `None` where one of the two is unknown.
    pub fn against(&self, base: usize, subject: usize) -> Option<Verdict> {
        let known = |subject: usize| matches!(self.cells.get(subject), Some(Cell::Known { .. }));
        if !known(base) || !known(subject) {
            return None;
        }
        if self.same(base, subject) {
            return Some(Verdict::Same);
        }
        let (Some(scale), Some(was), Some(is)) =
            (&self.scale, self.merit(base), self.merit(subject))
        else {
            return Some(Verdict::Different);
        };
        Some(match (is.total_cmp(&was), scale.better.is_some()) {
            (Ordering::Equal, _) => Verdict::Level,
            (Ordering::Greater, true) => Verdict::Better,
            (Ordering::Less, true) => Verdict::Worse,
            (Ordering::Greater, false) => Verdict::Higher,
            (Ordering::Less, false) => Verdict::Lower,
        })
    }

    /// Whether the cells of these subjects, two at least, all say the same.
    pub fn is_uniform(&self, subjects: impl IntoIterator<Item = usize>) -> bool {
        let mut subjects = subjects.into_iter().peekable();
        let Some(first) = subjects.next() else {
            return false;
        };
        subjects.peek().is_some() && subjects.all(|subject| self.same(first, subject))
    }

    /// For each cell, which of the texts that the row says more than once it says, counted from
    /// 0; `None` for a text of its own, and where the notes are silent. Case makes no difference.
    pub fn echoes(&self) -> &[Option<usize>] {
        &self.cells.echoes
    }

    /// Whether two cells say the same; what is unknown is not the same as anything.
    fn same(&self, one: usize, other: usize) -> bool {
        let echo = |cell: usize| self.cells.echoes.get(cell).copied().flatten();
        let is_known = matches!(self.cells.get(one), Some(Cell::Known { .. }));
        (one == other && is_known) || (echo(one).is_some() && echo(one) == echo(other))
    }
}

impl From<Vec<Cell>> for Cells {
    fn from(cells: Vec<Cell>) -> Self {
        let texts: Vec<Option<String>> = cells.iter().map(Cell::folded).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for text in texts.iter().flatten() {
            *counts.entry(text).or_default() += 1;
        }
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut echoes = Vec::with_capacity(cells.len());
        for text in &texts {
            let repeated = text.as_deref().filter(|text| counts[text] > 1);
            let next = numbers.len();
            echoes.push(repeated.map(|text| *numbers.entry(text).or_insert(next)));
        }
        Self { cells, echoes }
    }
}

impl Deref for Cells {
    type Target = [Cell];

    fn deref(&self) -> &[Cell] {
        &self.cells
    }
}

impl Cell {
    /// Its text without regard to case; `None` where the notes are silent.
    fn folded(&self) -> Option<String> {
        match self {
            Self::Known { plain, .. } => Some(plain.to_lowercase()),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(plain: &str, level: Option<usize>) -> Cell {
        Cell::Known {
            text: Html::escaped(plain),
            plain: plain.to_owned(),
            level,
            source: None,
        }
    }

    fn criterion(better: Option<Better>) -> Criterion {
        Criterion {
            id: Id::new("demarrage").expect("a valid id"),
            name: "Démarrage".to_owned(),
            help: None,
            scale: Some(Scale {
                levels: ["lent", "moyen", "rapide"].map(str::to_owned).into(),
                better,
            }),
            cells: vec![
                cell("minutes", Some(0)),
                cell("secondes", Some(2)),
                cell("Secondes", Some(2)),
                cell("quelques secondes", Some(2)),
                cell("selon l’image", None),
                Cell::Unknown,
            ]
            .into(),
        }
    }

    #[test]
    fn a_cell_is_measured_against_another() {
        let row = criterion(Some(Better::High));
        assert_eq!(row.against(0, 1), Some(Verdict::Better));
        assert_eq!(row.against(1, 0), Some(Verdict::Worse));
        assert_eq!(row.against(1, 2), Some(Verdict::Same));
        assert_eq!(row.against(1, 3), Some(Verdict::Level));
        assert_eq!(row.against(1, 4), Some(Verdict::Different));
        assert_eq!(row.against(1, 5), None);
        assert_eq!(row.against(5, 1), None);
    }

    #[test]
    fn cells_that_say_the_same_are_known_among_those_shown() {
        let row = criterion(None);
        assert!(row.is_uniform([1, 2]));
        assert!(!row.is_uniform([1, 2, 3]));
        assert!(!row.is_uniform([1]), "one says the same as nobody");
        assert!(!row.is_uniform([5, 5]), "silence says nothing");
        assert_eq!(row.echoes(), [None, Some(0), Some(0), None, None, None]);
    }

    #[test]
    fn the_preferable_end_decides_what_is_better() {
        let low = criterion(Some(Better::Low));
        assert_eq!(low.against(0, 1), Some(Verdict::Worse));
        assert_eq!((low.merit(0), low.merit(1)), (Some(1.0), Some(0.0)));
        let none = criterion(None);
        assert_eq!(none.against(0, 1), Some(Verdict::Higher));
        assert_eq!(none.against(1, 0), Some(Verdict::Lower));
        assert_eq!(none.merit(5), None);
    }
}
