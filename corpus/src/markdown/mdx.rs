//! Comments of MDX, `{/* … */}`: taken out before the text is parsed. At the end of a heading one may
//! be its id, as on react.dev: `## Utilisation {/*usage*/}`.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{Event, Parser, Tag};

use super::events::options;

const OPEN: &str = "{/*";
const CLOSE: &str = "*/}";

/// A text without its comments; every line stays on its line. Code keeps what it has.
pub(super) fn without_comments(source: &str) -> Cow<'_, str> {
    if !source.contains(OPEN) {
        return Cow::Borrowed(source);
    }
    let mut code = code(source).into_iter().peekable();
    let (mut out, mut done, mut from) = (String::with_capacity(source.len()), 0, 0);
    while let Some(open) = source[from..].find(OPEN).map(|at| from + at) {
        while code.next_if(|code| code.end <= open).is_some() {}
        if let Some(code) = code.peek().filter(|code| code.contains(&open)) {
            from = code.end;
            continue;
        }
        let inside = &source[open + OPEN.len()..];
        let Some(length) = inside.find(CLOSE) else {
            break;
        };
        let end = open + OPEN.len() + length + CLOSE.len();
        out.push_str(&source[done..open]);
        match id(source, open..end, &inside[..length]) {
            Some(id) => out.extend(["{#", id, "}"]),
            None => out.extend(inside[..length].matches('\n')),
        }
        (done, from) = (end, end);
    }
    out.push_str(&source[done..]);
    Cow::Owned(out)
}

/// Where code stands, in the order of the text.
fn code(source: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(source, options()).into_offset_iter();
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events
        .filter(|(event, _)| is_code(event))
        .map(|(_, range)| range)
        .collect()
}

/// The id that a comment gives to the heading which it ends.
fn id<'a>(source: &str, at: Range<usize>, comment: &'a str) -> Option<&'a str> {
    let comment = comment.trim();
    let id = comment.strip_prefix('#').unwrap_or(comment);
    let is_slug = |c: char| c.is_lowercase() || c.is_numeric() || c == '-' || c == '_';
    let is_marked = id.len() < comment.len();
    let is_id = !id.is_empty() && (is_marked || id.chars().all(is_slug));
    if !is_id || id.contains(|c: char| c.is_whitespace() || "{}".contains(c)) {
        return None;
    }
    let rest = source[at.end..].trim_start_matches([' ', '\t']);
    if !rest.is_empty() && !rest.starts_with('\n') {
        return None;
    }
    let line = source[..at.start].rsplit('\n').next().unwrap_or_default();
    let line = line.trim_start_matches([' ', '>']);
    line.starts_with('#').then_some(id)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_and_lines_stay() {
        for (source, text) in [
            ("a {/* b */} c\n", "a  c\n"),
            ("{/* a\nb */}\n\nc", "\n\n\nc"),
            ("a {/* b", "a {/* b"),
            ("`{/* a */}` {/* b */}", "`{/* a */}` "),
            (
                "```\n{/* a */}\n```\n{/* b */}\n",
                "```\n{/* a */}\n```\n\n",
            ),
            ("## Usage {/*usage*/}\n", "## Usage {#usage}\n"),
            ("## Usage {/* #Usage */}\n", "## Usage {#Usage}\n"),
            ("## Usage {/* à revoir */}\n", "## Usage \n"),
            ("## Usage {/*TODO*/} bis\n", "## Usage  bis\n"),
            ("Texte {/*usage*/}\n", "Texte \n"),
        ] {
            assert_eq!(without_comments(source), text, "{source}");
        }
    }
}
