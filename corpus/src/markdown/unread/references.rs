//! References between brackets that lead nowhere. Each looks as far as the next bracket and no
//! further: a line may be two million brackets long.

use crate::problem::Remark;

/// The references in a line that lead nowhere.
pub(super) fn dead(line: &str) -> Vec<Remark> {
    let notes = line.match_indices("[^").filter_map(|(at, _)| {
        let name = name(&line[at + 2..])?;
        Some(Remark::UndefinedFootnote { name })
    });
    let files = line.match_indices("![[").filter_map(|(at, _)| {
        let dest = inside(&line[at + 3..])?;
        Some(Remark::EmbeddedFile { dest })
    });
    let mut found: Vec<Remark> = notes.chain(files).collect();
    let mut seen = 0;
    for (at, _) in line.match_indices("][") {
        // What stands between the bracket that opens this one and the last that was looked at.
        let before = line[seen..at].rfind('[').map(|open| &line[..seen + open]);
        seen = at;
        // `table[i][j]` is no link.
        let is_code = before.is_none_or(|before| {
            before.ends_with(|c: char| c.is_alphanumeric() || c == '[' || c == ']')
        });
        let name = (!is_code).then(|| until_bracket(&line[at + 2..]));
        if let Some(name) = name.flatten().filter(|name| !name.trim().is_empty()) {
            let name = name.to_owned();
            found.push(Remark::UndefinedReference { name });
        }
    }
    found
}

/// The name of a footnote that a text begins with.
fn name(text: &str) -> Option<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = text.find(|c| !is_name(c))?;
    (end > 0 && text[end..].starts_with(']')).then(|| text[..end].to_owned())
}

/// What a text begins with up to `]]`.
fn inside(text: &str) -> Option<String> {
    let inside = until_bracket(text)?;
    text[inside.len()..]
        .starts_with("]]")
        .then(|| inside.to_owned())
}

/// What a text begins with up to a `]`, where no `[` comes before it.
fn until_bracket(text: &str) -> Option<&str> {
    let end = text.find(['[', ']'])?;
    text[end..].starts_with(']').then(|| &text[..end])
}
