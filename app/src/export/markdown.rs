//! A GFM table.

use std::iter::once;

use corpus::comparison::Cell;

use super::{
    inline::{escaped, inline, link},
    sheet::{Entry, Heading, Sheet},
};
use crate::strings::compare::{SOURCE, UNKNOWN};

pub(super) fn write(sheet: &Sheet<'_>, base_url: &str) -> String {
    let mut out = format!("# {}\n\n", escaped(sheet.title));
    let heading = |heading: &Heading<'_>| match heading.note {
        Some(note) => link(
            &escaped(heading.name),
            &format!("{base_url}{}", note.href),
            None,
        ),
        None => escaped(heading.name),
    };
    line(
        &mut out,
        once(escaped(sheet.corner)).chain(sheet.columns.iter().map(heading)),
    );
    out.push_str(&"| --- ".repeat(sheet.columns.len() + 1));
    out.push_str("|\n");
    for group in &sheet.groups {
        // GFM has no rows of headings: this one is like the others, and bold.
        if !group.name.is_empty() {
            let name = format!("**{}**", escaped(group.name));
            line(
                &mut out,
                once(name).chain(sheet.columns.iter().map(|_| String::new())),
            );
        }
        for (row, cells) in &group.lines {
            let cells = cells.iter().map(|entry| cell(entry, base_url));
            line(&mut out, once(heading(row)).chain(cells));
        }
    }
    out
}

fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for field in fields {
        out.push_str(&format!("| {field} "));
    }
    out.push_str("|\n");
}

/// `mieux, faible : un **noyau** chacune`, and the way to its source.
fn cell(entry: &Entry<'_>, base_url: &str) -> String {
    let (text, source) = match entry.cell {
        Cell::Known { text, source, .. } => (inline(&text.absolute(base_url)), source.as_ref()),
        Cell::Unknown => (UNKNOWN.to_owned(), None),
    };
    let standing = entry
        .standing()
        .map(|standing| escaped(&standing) + "\u{a0}: ");
    let source = source.map(|source| {
        let title = format!("{SOURCE}\u{a0}: {}", source.title);
        let address = format!("{base_url}{}", source.href);
        " ".to_owned() + &link("↗", &address, Some(&title))
    });
    standing.unwrap_or_default() + &text + &source.unwrap_or_default()
}
