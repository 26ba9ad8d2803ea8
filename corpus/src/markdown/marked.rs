//! Marked tables: taken out of the text, made safe apart, and put back where they were, so that
//! their place in the whole is known.

use super::{
    escape::push_attribute,
    sanitise::{sanitise, sanitise_inline},
    slug::Anchors,
    table::{Drawn, Marked},
};
use crate::{
    Html,
    table::{Cell, Column, Row, Table, ranks},
};

/// What holds the place of the table `id` in a text.
pub(super) fn placeholder(id: &str) -> String {
    let mut out = String::from("<div");
    push_attribute(&mut out, "id", id);
    out.push_str("></div>");
    out
}

/// Puts the tables in the place of what stands for them in `html`, which is sanitised.
pub(super) fn put_back(html: Html, marked: Vec<(String, Marked)>) -> (Html, Vec<Table>) {
    let text = html.as_str();
    let find = |(id, marked): (String, Marked)| {
        let mark = placeholder(&id);
        Some((text.find(&mark)?, mark.len(), id, marked))
    };
    let mut found: Vec<_> = marked.into_iter().filter_map(find).collect();
    if found.is_empty() {
        return (html, Vec::new());
    }
    // Footnotes stand where they are shown, not where they are written.
    found.sort_by_key(|(at, ..)| *at);
    let (mut out, mut seen, mut tables) = (String::new(), 0, Vec::new());
    for (at, length, id, marked) in found {
        out.push_str(&text[seen..at]);
        let start = out.len();
        out.push_str(sanitise(&marked.html).as_str());
        tables.push(Table {
            place: start..out.len(),
            ..table(id, &marked)
        });
        seen = at + length;
    }
    out.push_str(&text[seen..]);
    (Html::vouched(out), tables)
}

fn table(id: String, marked: &Marked) -> Table {
    let rows: Vec<Row> = marked.rows.iter().map(|cells| row(cells)).collect();
    let mut keys = Anchors::default();
    let columns = marked.head.iter().enumerate().map(|(i, head)| {
        let html = sanitise_inline(&head.content);
        let key = match html.text() {
            empty if empty.trim().is_empty() => keys.give("colonne"),
            name => keys.give(&name),
        };
        let texts = rows.iter().map(|row| row.cells[i].html.text());
        Column {
            key,
            html,
            class: head.class,
            ranks: ranks(&texts.collect::<Vec<_>>()),
        }
    });
    Table {
        id,
        label: marked.label.clone(),
        sortable: marked.mark.sortable,
        filterable: marked.mark.filterable,
        columns: columns.collect(),
        rows,
        place: 0..0,
    }
}

fn row(cells: &[Drawn]) -> Row {
    let cell = |drawn: &Drawn| Cell {
        html: sanitise_inline(&drawn.content),
        is_header: drawn.is_header,
    };
    Row::new(cells.iter().map(cell).collect())
}
