//! Text and attributes written as HTML, in the form the sanitiser would give them.

/// Writes `text` as character data.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        push(out, c);
    }
}

/// Writes ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            _ => push(out, c),
        }
    }
    out.push('"');
}

fn push(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '\u{A0}' => out.push_str("&nbsp;"),
        // A parser of HTML takes one for the other, or drops it.
        '\r' => out.push('\n'),
        '\0' => out.push('\u{FFFD}'),
        _ => out.push(c),
    }
}
