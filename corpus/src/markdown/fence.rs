//! What is said of a block of code besides its language: its title, and the lines to look at.
//!
//! As Docusaurus, MkDocs and Hugo write it: `js title="src/app.js" {1,3-4}`, `hl_lines="2 3"`, and
//! comments in the code itself: `// highlight-next-line`.

use std::{borrow::Cow, ops::RangeInclusive};

/// What begins and ends a comment in one language or another.
const COMMENTS: &[(&str, &str)] = &[
    ("//", ""),
    ("#", ""),
    ("--", ""),
    (";", ""),
    ("{/*", "*/}"),
    ("/*", "*/"),
    ("<!--", "-->"),
];

/// Lines, counted from 1.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lines(Vec<RangeInclusive<usize>>);

impl Lines {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn hold(&self, line: usize) -> bool {
        self.0.iter().any(|range| range.contains(&line))
    }

    /// Reads `1,3-4`, `2 3` or `[2,"4-6"]`.
    fn read(&mut self, text: &str) {
        let is_part = |c: char| c.is_ascii_digit() || c == '-';
        for part in text.split(|c| !is_part(c)) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            if let (Ok(first), Ok(last)) = (first.parse(), last.parse()) {
                self.0.push(first..=last);
            }
        }
    }
}

/// The title of a block, and the lines that the words behind its fence name.
pub(super) fn words(info: &str) -> (Option<&str>, Lines) {
    let title = attribute(info, "title").or_else(|| attribute(info, "filename"));
    let mut lines = Lines::default();
    if let Some(named) = attribute(info, "hl_lines") {
        lines.read(named);
    }
    for (at, _) in info.match_indices('{') {
        let inside = info[at + 1..]
            .split_once('}')
            .map_or("", |(inside, _)| inside);
        if inside
            .chars()
            .all(|c| c.is_ascii_digit() || ",- ".contains(c))
        {
            lines.read(inside);
        }
    }
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    (title, lines)
}

/// The value of `name="…"`, `name='…'`, `name=[…]` or `name=…`.
fn attribute<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    let mut places = info.match_indices(name).filter(|(at, _)| {
        let before = info[..*at].chars().next_back();
        before.is_none_or(|before| before.is_whitespace() || "{,".contains(before))
    });
    places.find_map(|(at, _)| {
        let value = info[at + name.len()..].trim_start().strip_prefix('=')?;
        let value = value.trim_start();
        let end = match value.chars().next()? {
            quote @ ('"' | '\'') => return value[1..].split(quote).next(),
            '[' => return value[1..].split(']').next(),
            _ => value.find([' ', '\t', '}', ',']).unwrap_or(value.len()),
        };
        Some(&value[..end])
    })
}

/// Code without the comments that name lines, which are added to `lines`.
pub(super) fn without_comments<'a>(code: &'a str, lines: &mut Lines) -> Cow<'a, str> {
    if !code.contains("highlight-") {
        return Cow::Borrowed(code);
    }
    let (mut kept, mut started) = (Vec::new(), None);
    for line in code.split('\n') {
        match comment(line) {
            Some("highlight-next-line") => lines.0.push(kept.len() + 1..=kept.len() + 1),
            Some("highlight-start") => started = Some(kept.len() + 1),
            Some("highlight-end") => {
                lines
                    .0
                    .extend(started.take().map(|first| first..=kept.len()));
            }
            _ => kept.push(line),
        }
    }
    Cow::Owned(kept.join("\n"))
}

/// The text of a line that is a comment.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim();
    COMMENTS.iter().find_map(|(start, end)| {
        let inside = line.strip_prefix(start)?.strip_suffix(end)?;
        Some(inside.trim())
    })
}

/// Writes coloured code, the lines to look at in elements of their own; what spans several lines is
/// parted.
pub(super) fn push_marked(out: &mut String, html: &str, lines: &Lines) {
    let mut open: Vec<&str> = Vec::new();
    for (number, line) in html.split_inclusive('\n').enumerate() {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let is_marked = lines.hold(number + 1);
        out.push_str(if is_marked { "<mark>" } else { "" });
        out.extend(open.iter().copied());
        out.push_str(line);
        for (at, _) in line.match_indices('<') {
            match line[at..].split_inclusive('>').next() {
                Some("</span>") => drop(open.pop()),
                Some(tag) => open.push(tag),
                None => {}
            }
        }
        open.iter().for_each(|_| out.push_str("</span>"));
        out.push_str(end);
        out.push_str(if is_marked { "</mark>" } else { "" });
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, push_marked, without_comments, words};

    #[test]
    fn words_behind_a_fence_are_read_as_each_tool_writes_them() {
        for (info, title, lines) in [
            ("js", None, vec![]),
            (
                "js title=\"src/app.js\" {1,3-4}",
                Some("src/app.js"),
                vec![1..=1, 3..=4],
            ),
            (
                "{.py title='a b' hl_lines=\"2 3\"}",
                Some("a b"),
                vec![2..=2, 3..=3],
            ),
            ("go {hl_lines=[2,\"4-6\"]}", None, vec![2..=2, 4..=6]),
            ("yaml filename=a.yaml", Some("a.yaml"), vec![]),
            ("js {a: 1} subtitle=\"x\" title=\"\"", None, vec![]),
        ] {
            assert_eq!(words(info), (title, Lines(lines)), "{info}");
        }
    }

    #[test]
    fn comments_name_lines_and_go() {
        let mut lines = Lines::default();
        let code = "a\n// highlight-next-line\nb\n  # highlight-start\nc\nd\n  # highlight-end\n\
                    <!-- highlight-next-line -->\ne // highlight-next-line";
        assert_eq!(
            without_comments(code, &mut lines),
            "a\nb\nc\nd\ne // highlight-next-line"
        );
        assert_eq!(lines.0, [2..=2, 3..=4, 5..=5]);
    }

    #[test]
    fn what_spans_lines_is_parted() {
        let mut out = String::new();
        let html = "<span class=\"hl-string\">a\nb <span>c</span>\n</span>d";
        push_marked(&mut out, html, &Lines(vec![2..=2]));
        assert_eq!(
            out,
            "<span class=\"hl-string\">a</span>\n\
             <mark><span class=\"hl-string\">b <span>c</span></span>\n</mark>\
             <span class=\"hl-string\"></span>d"
        );
    }
}
