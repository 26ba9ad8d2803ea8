//! RFC 4180, as spreadsheets read it.

use std::{borrow::Cow, iter::once};

use corpus::comparison::Cell;

use super::sheet::{Entry, Sheet};
use crate::strings::compare::{GROUP, UNKNOWN};

/// Without it, spreadsheets garble accents.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn write(sheet: &Sheet<'_>) -> String {
    let mut out = BYTE_ORDER_MARK.to_owned();
    let columns = sheet.columns.iter().map(|heading| heading.name.to_owned());
    let head = once(sheet.corner.to_owned()).chain(columns);
    line(&mut out, sheet.grouped.then_some(GROUP), head);
    for (heading, cells) in sheet.groups.iter().flat_map(|group| &group.lines) {
        let fields = once(heading.name.to_owned()).chain(cells.iter().map(text));
        line(&mut out, sheet.grouped.then_some(heading.group), fields);
    }
    out
}

fn line(out: &mut String, group: Option<&str>, fields: impl Iterator<Item = String>) {
    let fields = group.map(str::to_owned).into_iter().chain(fields);
    let fields: Vec<String> = fields.map(|field| quoted(&inert(&field))).collect();
    out.push_str(&fields.join(","));
    out.push_str("\r\n");
}

/// `mieux, faible : un noyau chacune`.
fn text(entry: &Entry<'_>) -> String {
    let text = match entry.cell {
        Cell::Known { plain, .. } => plain,
        Cell::Unknown => UNKNOWN,
    };
    match entry.standing() {
        Some(standing) => format!("{standing}\u{a0}: {text}"),
        None => text.to_owned(),
    }
}

/// What a spreadsheet would compute, as text: whoever opens the file runs no formula of somebody who may
/// write into the course.
fn inert(field: &str) -> Cow<'_, str> {
    match field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(field) {
        true => format!("'{field}").into(),
        false => field.into(),
    }
}

/// `-5`, `+3,5`, `-12 %`.
fn is_number(field: &str) -> bool {
    let digits = field.trim_start_matches(['+', '-']).trim_end_matches('%');
    let digits = digits.trim_end();
    let is_digit = |c: char| c.is_ascii_digit();
    field.len() - field.trim_start_matches(['+', '-']).len() == 1
        && digits.starts_with(is_digit)
        && digits.ends_with(is_digit)
        && digits.chars().all(|c| is_digit(c) || c == ',' || c == '.')
}

fn quoted(field: &str) -> String {
    match field.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn what_a_spreadsheet_would_compute_becomes_text() {
        for formula in [
            "=HYPERLINK(\"https://a\")",
            "+33 1 23 45",
            "-vm",
            "@k",
            "\t=1",
            "-5+cmd|' /C calc'!A0",
            "--5",
            "-",
            "+1,",
        ] {
            assert_eq!(inert(formula), format!("'{formula}"));
        }
        for plain in ["-5", "+3,5", "-12\u{a0}%", "-1.5", "a=b", "", "'=a", "5-3"] {
            assert_eq!(inert(plain), plain);
        }
    }
}
