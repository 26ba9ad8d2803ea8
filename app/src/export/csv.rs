//! RFC 4180.

use super::sheet::Sheet;

/// Without it, spreadsheets garble accents.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn write(sheet: &Sheet<'_>) -> String {
    let mut out = BYTE_ORDER_MARK.to_owned();
    for line in sheet.plain() {
        let fields: Vec<_> = line.iter().map(|field| quoted(field)).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(field: &str) -> String {
    match field.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}
