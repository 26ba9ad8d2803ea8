//! A GFM table.

use super::sheet::Sheet;

pub(super) fn write(sheet: &Sheet<'_>) -> String {
    let lines = sheet.plain();
    let rule = "| --- ".repeat(sheet.columns.len() + 1) + "|\n";
    let mut out = format!("# {}\n\n", escaped(sheet.title));
    for (number, line) in lines.iter().enumerate() {
        let fields: Vec<_> = line.iter().map(|field| escaped(field)).collect();
        out.push_str(&format!("| {} |\n", fields.join(" | ")));
        if number == 0 {
            out.push_str(&rule);
        }
    }
    out
}

/// Text that means nothing but itself between two bars.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let means_something = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Between letters it stands for itself, as in `kube_proxy`.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_ascii_alphanumeric(),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
        before = c;
    }
    out
}
