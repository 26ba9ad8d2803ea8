//! Comparisons: subjects in columns, criteria in rows, groups of rows.

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
    pub cells: Vec<Cell>,
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

impl Criterion {
    /// Whether all known cells say the same and none is unknown.
    pub fn is_uniform(&self) -> bool {
        let plain = |cell: &Cell| match cell {
            Cell::Unknown => None,
            Cell::Known { plain, .. } => Some(plain.to_lowercase()),
        };
        let first = self.cells.first().and_then(plain);
        first.is_some() && self.cells.iter().all(|cell| plain(cell) == first)
    }
}
