//! Paragraphs that were to be something else: seen in their lines as they are written.

use crate::problem::Remark;

/// What is to be said of a paragraph, each with the number of lines before it.
pub(super) fn remarks(written: &str) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    let mut before = "";
    let mut in_table = false;
    for (number, line) in written.lines().enumerate() {
        let line = line.trim_matches([' ', '\t', '>']);
        if is_heading(line) {
            let text = line.to_owned();
            found.push((number, Remark::HeadingWithoutSpace { text }));
        }
        if is_row(line) && is_row(before) && !in_table {
            found.push((number - 1, Remark::TableWithoutRule));
        }
        in_table = is_row(line) && is_row(before);
        if number > 0 && is_definition(line) && !is_row(line) {
            let text = line.to_owned();
            let remark = Remark::ForeignSyntax {
                text,
                tool: "MkDocs",
                instead: "écrivez une liste, ou un tableau",
            };
            found.push((number, remark));
        }
        before = line;
    }
    found
}

/// Whether a line would be a heading with a space behind its signs. `#kubernetes` is a word of
/// Obsidian, `#1` a number.
fn is_heading(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let begins = |c: char| c.is_uppercase() || level > 1 && c.is_alphanumeric();
    (1..=6).contains(&level) && title.starts_with(begins) && !title.contains(" #")
}

fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// Whether a line defines the term on the line before it.
fn is_definition(line: &str) -> bool {
    line.strip_prefix(':')
        .is_some_and(|rest| rest.starts_with("  ") || rest.starts_with('\t'))
}

#[cfg(test)]
mod tests {
    use super::remarks;

    fn said(written: &str) -> Vec<String> {
        let remarks = remarks(written).into_iter();
        remarks
            .map(|(line, remark)| format!("{line} {}", <&str>::from(&remark)))
            .collect()
    }

    #[test]
    fn what_was_to_be_something_else_is_seen() {
        for (written, rule) in [
            ("#Titre\n", "0 heading-without-space"),
            ("a\n> ##2e partie\n", "1 heading-without-space"),
            (
                "Avant :\n| a | b |\n| c | d |\n| e | f |\n",
                "1 table-without-rule",
            ),
            ("Terme\n:   sa définition\n", "1 foreign-syntax"),
        ] {
            assert_eq!(said(written), [rule], "{written}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for written in [
            "#kubernetes #Docker\n",
            "#1 du classement",
            "#!/bin/sh",
            "| seule |\n",
            "a | b\nc | d\n",
            "Trois choses\n: une\n",
            "####### Sept\n",
        ] {
            assert_eq!(said(written), Vec::<String>::new(), "{written}");
        }
    }
}
