//! A view of a comparison as text to keep or to paste: what is shown, in the order it is shown.
//!
//! There is one path from the state to every format: the [`Shown`] rows and columns are found
//! once. JSON writes them as they are; the others lay them out as a [`sheet::Sheet`] first, turned
//! where the view is.

mod csv;
mod html;
mod inline;
mod json;
mod markdown;
mod sheet;

use corpus::comparison::{Comparison, Criterion, Subject};
use leptos_router::{location::RequestUrl, params::ParamsMap};

use self::sheet::Sheet;
use crate::table::TableState;

/// What a view can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A GFM table under a heading.
    Markdown,
    /// RFC 4180, for spreadsheets.
    Csv,
    /// A `<table>` to paste into a page.
    Html,
    /// For programs.
    Json,
}

/// A view, written.
#[derive(Clone, Debug)]
pub struct Export {
    /// The whole file.
    pub text: String,
    /// Its canonical path and query: the same view always has the same one.
    pub address: String,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Csv, Self::Html, Self::Json];

    /// What a file's name ends with, and the value of the parameter `export`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The format with that extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

/// The view of `comparison` that `uri` (path and query) asks for, as a file. Parameters that mean
/// nothing are left aside. `base_url` is put before links, which must hold wherever the text ends
/// up.
pub fn comparison_file(
    comparison: &Comparison,
    format: Format,
    uri: &str,
    base_url: &str,
) -> Export {
    let query = RequestUrl::new(uri)
        .parse()
        .map(|url| url.search_params().clone())
        .unwrap_or_default();
    let state = state(comparison, &query);
    Export {
        text: render(comparison, &state, format, base_url),
        address: address(comparison, &state, format),
    }
}

/// The view that a query string asks for.
pub(crate) fn state(comparison: &Comparison, query: &ParamsMap) -> TableState {
    let pairs: Vec<_> = query.clone().into_iter().collect();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_str()));
    TableState::read(comparison, pairs)
}

/// Whether the view has no row.
pub(crate) fn is_empty(comparison: &Comparison, state: &TableState) -> bool {
    Shown::new(comparison, state).groups.is_empty()
}

/// Where the file of a view is.
pub(crate) fn address(comparison: &Comparison, state: &TableState, format: Format) -> String {
    let path = comparison.path();
    let view = state.plain().address(comparison);
    let query = view.strip_prefix(&path).unwrap_or_default();
    format!("{path}.{}{query}", format.extension())
}

/// The view in that format.
pub(crate) fn render(
    comparison: &Comparison,
    state: &TableState,
    format: Format,
    base_url: &str,
) -> String {
    let shown = Shown::new(comparison, state);
    match format {
        Format::Markdown => markdown::write(&Sheet::new(&shown), base_url),
        Format::Csv => csv::write(&Sheet::new(&shown)),
        Format::Html => html::write(&Sheet::new(&shown), base_url),
        Format::Json => json::write(&shown),
    }
}

/// The columns and rows of a view that are to be seen.
struct Shown<'a> {
    comparison: &'a Comparison,
    state: &'a TableState,
    /// Each with its index into [`Comparison::subjects`].
    subjects: Vec<(usize, &'a Subject)>,
    /// Names of groups and their rows; no group is empty.
    groups: Vec<(&'a str, Vec<&'a Criterion>)>,
}

impl<'a> Shown<'a> {
    fn new(comparison: &'a Comparison, state: &'a TableState) -> Self {
        let subjects = state
            .columns()
            .map(|index| (index, &comparison.subjects[index]))
            .collect();
        let mut groups = Vec::new();
        for group in state.rows(comparison) {
            let rows: Vec<_> = group
                .rows
                .into_iter()
                .filter(|row| state.shows_row(*row))
                .map(|(_, criterion)| criterion)
                .collect();
            if !rows.is_empty() {
                groups.push((group.name, rows));
            }
        }
        Self {
            comparison,
            state,
            subjects,
            groups,
        }
    }
}

#[cfg(test)]
mod tests;
