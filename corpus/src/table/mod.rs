//! Tables of notes that readers may sort and filter, where the author marks them so.
//!
//! What a column's order is, is decided when the note is read ([`rank`]): numbers with their units
//! ([`quantity`]), or words as French sorts them. Showing a view is then picking rows.

mod quantity;
mod rank;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, ops::Range};

pub(crate) use rank::ranks;

use crate::{
    Html,
    filter::{Filter, folded},
};

/// A marked table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The `id` of its element.
    pub id: String,
    /// What it is called: the heading it stands under.
    pub label: String,
    /// Whether its rows may be put in the order of a column.
    pub sortable: bool,
    /// Whether its rows may be narrowed down to those with some words.
    pub filterable: bool,
    /// From the first to the last.
    pub columns: Vec<Column>,
    /// In the order of the note.
    pub rows: Vec<Row>,
    /// Where its plain form stands in the HTML of the note.
    pub place: Range<usize>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in addresses: lower-case ASCII, unique in the table.
    pub key: String,
    /// Inline HTML; empty for a column without a heading.
    pub html: Html,
    /// The class that aligns it.
    pub class: Option<&'static str>,
    /// For each row, how far down it comes in the order of the column; `None` for an empty cell.
    pub ranks: Vec<Option<usize>>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// All its words, as filters look at them.
    words: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Inline HTML.
    pub html: Html,
    /// Whether it names its row.
    pub is_header: bool,
}

/// An order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Position in [`Table::columns`].
    pub column: usize,
    /// The largest first.
    pub descending: bool,
}

impl Table {
    /// The rows that hold every word of `filter`, in the order of `sort` or else of the note.
    /// Empty cells come last in both directions, and equal ones keep the order of the note.
    pub fn view(&self, sort: Option<Sort>, filter: &str) -> Vec<usize> {
        let filter = Filter::new(filter);
        let passes = |&row: &usize| filter.passes_folded(&self.rows[row].words);
        let mut rows: Vec<usize> = (0..self.rows.len()).filter(passes).collect();
        if let Some(Sort { column, descending }) = sort {
            let ranks = &self.columns[column].ranks;
            let place = |row: &usize| ranks[*row].unwrap_or_default();
            match descending {
                false => rows.sort_by_key(|row| (ranks[*row].is_none(), place(row))),
                true => rows.sort_by_key(|row| (ranks[*row].is_none(), Reverse(place(row)))),
            }
        }
        rows
    }
}

impl Row {
    /// A row of cells.
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        let texts: Vec<_> = cells.iter().map(|cell| cell.html.text()).collect();
        Self {
            words: folded(texts.iter().map(String::as_str)),
            cells,
        }
    }
}
