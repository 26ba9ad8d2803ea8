//! How the marked tables of a note are shown: the state that stands in the note's address.

use corpus::table::{Sort, Table};
use percent_encoding::utf8_percent_encode;

use crate::table::{COMPONENT, filter_words};

/// The parameter that orders the rows of a table: a column, after `-` the largest first.
const SORT: &str = "tri";
/// The parameter with the words that rows must hold.
const WORDS: &str = "filtre";

/// What a query string asks of the tables of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoteView {
    /// One for each table.
    pub(crate) tables: Vec<TableView>,
    /// Names and values that mean nothing here, as they were written.
    pub(crate) ignored: Vec<String>,
}

/// How a table is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableView {
    /// The order of its rows, if it is not the note's.
    pub(crate) sort: Option<Sort>,
    /// Words that a row must hold; empty for any.
    pub(crate) filter: String,
}

impl NoteView {
    /// Reads `tri` and `filtre` for the first table, `tri-2` and `filtre-2` for the second, and so
    /// on. What is unknown is set aside, and so is a second value.
    pub(crate) fn read<'a>(
        tables: &[Table],
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut view = Self {
            tables: vec![TableView::default(); tables.len()],
            ignored: Vec::new(),
        };
        for (name, value) in parameters {
            let value = value.trim();
            match place(tables, name) {
                Some((index, SORT)) => view.sort(index, &tables[index], value),
                Some((index, _)) => view.filter(index, value),
                None => view.ignore(name),
            }
        }
        view
    }

    fn sort(&mut self, index: usize, table: &Table, value: &str) {
        let before = self.tables[index].sort;
        let (key, descending) = match value.strip_prefix('-') {
            Some(key) => (key, true),
            None => (value, false),
        };
        let known = |key| {
            let mut columns = table.columns.iter();
            columns.position(|column| column.key == key && !column.html.is_empty())
        };
        let found = known(key).map(|column| Sort { column, descending });
        match (value, before) {
            ("", _) => {}
            (_, None) if found.is_some() => self.tables[index].sort = found,
            (_, before) if found.is_some() && before == found => {}
            _ => self.ignore(value),
        }
    }

    fn filter(&mut self, index: usize, value: &str) {
        let value = filter_words(value);
        let before = &mut self.tables[index].filter;
        if before.is_empty() {
            *before = value;
        } else if !value.is_empty() && *before != value {
            self.ignore(&value);
        }
    }

    fn ignore(&mut self, written: &str) {
        if !self.ignored.iter().any(|seen| seen == written) {
            self.ignored.push(written.to_owned());
        }
    }

    /// The same with another order of one table.
    pub(crate) fn sorted(&self, index: usize, sort: Option<Sort>) -> Self {
        let mut next = self.clone();
        next.tables[index].sort = sort;
        next
    }

    /// The same with all rows of one table.
    pub(crate) fn unfiltered(&self, index: usize) -> Self {
        let mut next = self.clone();
        next.tables[index].filter.clear();
        next
    }

    /// The names and values that stand for the view, in the order of the tables.
    pub(crate) fn parameters(&self, tables: &[Table]) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (index, (view, table)) in self.tables.iter().zip(tables).enumerate() {
            if let Some(Sort { column, descending }) = view.sort {
                let sign = if descending { "-" } else { "" };
                let key = &table.columns[column].key;
                out.push((sort_name(index), format!("{sign}{key}")));
            }
            if !view.filter.is_empty() {
                out.push((filter_name(index), view.filter.clone()));
            }
        }
        out
    }

    /// The address of the view: the same view always has the same one.
    pub(crate) fn address(&self, path: &str, tables: &[Table]) -> String {
        let parameters = self.parameters(tables).into_iter();
        let parameters: Vec<String> = parameters
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(&value, COMPONENT)))
            .collect();
        match parameters.is_empty() {
            true => path.to_owned(),
            false => format!("{path}?{}", parameters.join("&")),
        }
    }
}

/// The parameter that orders the table at `index`.
pub(crate) fn sort_name(index: usize) -> String {
    numbered(SORT, index)
}

/// The parameter that filters the table at `index`.
pub(crate) fn filter_name(index: usize) -> String {
    numbered(WORDS, index)
}

fn numbered(name: &str, index: usize) -> String {
    match index {
        0 => name.to_owned(),
        _ => format!("{name}-{}", index + 1),
    }
}

/// The table that a parameter is about, and what it says of it.
fn place(tables: &[Table], name: &str) -> Option<(usize, &'static str)> {
    tables.iter().enumerate().find_map(|(index, table)| {
        let says = |known: &str| name == numbered(known, index);
        match (
            table.sortable && says(SORT),
            table.filterable && says(WORDS),
        ) {
            (true, _) => Some((index, SORT)),
            (_, true) => Some((index, WORDS)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use corpus::markdown::{Context, Foreign, Image, Resolve, render};
    use corpus::problem::{Fault, MediaFault};
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    struct Nowhere;

    impl Resolve for Nowhere {
        fn link(&self, dest: &str) -> Result<String, Fault> {
            Ok(dest.to_owned())
        }

        fn image(&self, dest: &str) -> Result<Image, Fault> {
            let (dest, nearest) = (dest.to_owned(), None);
            Err(MediaFault::MissingImage { dest, nearest }.into())
        }
    }

    /// Two tables: one to sort and filter, one to sort.
    fn tables() -> Vec<Table> {
        let source = "<!-- tableau: triable filtrable -->\n| Nom | Taille |\n|---|---|\n\
                      | a | 1 Go |\n| b | 20 Mo |\n\n<!-- tableau: triable -->\n\
                      | Nom | |\n|---|---|\n| c | d |\n";
        let context = Context {
            lang: "fr",
            title: None,
            first_line: 1,
            resolve: &Nowhere,
            foreign: &Foreign::default(),
        };
        let (rendered, faults) = render(source, &context);
        assert_eq!(faults, []);
        rendered.tables
    }

    fn read(query: &str) -> NoteView {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        NoteView::read(&tables(), pairs)
    }

    fn canonical(view: &NoteView) -> String {
        view.address("/n", &tables())
    }

    #[test]
    fn each_table_has_its_parameters() {
        let view = read("filtre=un mot&tri=-taille&tri-2=nom");
        assert_eq!(view.ignored, [""; 0]);
        assert_eq!(canonical(&view), "/n?tri=-taille&filtre=un%20mot&tri-2=nom");
    }

    #[test]
    fn what_is_unknown_is_set_aside_and_said_once() {
        let view = read("tri=poids&tri=poids&filtre-2=x&tri-3=nom&tri-2=colonne&tri=nom&tri=-nom");
        assert_eq!(
            view.ignored,
            ["poids", "filtre-2", "tri-3", "colonne", "-nom"]
        );
        assert_eq!(canonical(&view), "/n?tri=nom");
    }

    #[test]
    fn a_form_without_words_asks_for_everything() {
        let view = read("filtre=&tri=");
        assert_eq!(view, read(""));
        assert_eq!(canonical(&view), "/n");
    }

    proptest! {
        #[test]
        fn the_address_of_any_parameters_leads_back_to_their_view(
            parameters in vec((
                prop_oneof![
                    5 => select(vec!["tri", "filtre", "tri-2", "filtre-2"]),
                    1 => select(vec!["x", "tri-1", "TRI", ""]),
                ],
                prop_oneof![
                    5 => "-?(nom|taille|colonne)",
                    1 => ".{0,5}",
                    // As long as a filter may be, with a space about there.
                    1 => "[a-z]{96,101} ?[a-z]{0,5}",
                ],
            ), 0..6)
        ) {
            let tables = tables();
            let view = NoteView::read(&tables, parameters.iter().map(|(n, v)| (*n, v.as_str())));
            let pairs = view.parameters(&tables);
            let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let again = NoteView::read(&tables, pairs);
            prop_assert_eq!(&again.tables, &view.tables);
            prop_assert!(again.ignored.is_empty(), "{:?}", again.ignored);
        }
    }
}
