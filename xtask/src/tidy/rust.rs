//! Rules on the Rust sources.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Finding, Tree};

/// The most lines of a file of Rust.
const LINES: usize = 400;

/// Files that may be longer, with the reason.
const LONGER: [(&str, &str); 0] = [];

/// Where trusted HTML enters a page: server code that takes a `corpus::Html` or what our own writers
/// made, and an island that takes what the server wrote, from the page itself.
const INNER_HTML: [&str; 3] = [
    "app/src/components/",
    "app/src/pages/",
    "app/src/islands/explorer.rs",
];

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid pattern")
}

/// Where `corpus` touches the disk: the content folder, and kept search indexes.
const DISK_FILES: [&str; 2] = ["corpus/src/load", "corpus/src/search/store.rs"];

/// `corpus` reads and writes files there alone.
pub(super) fn only_load_reads(tree: &Tree) -> Vec<Finding> {
    static DISK: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"\bstd::fs\b|\bFile::(open|create)\b|\bwalkdir::|\bfs::(read|write)")
    });
    tree.lines("corpus/src/", ".rs", |path, line| {
        let may = DISK_FILES.iter().any(|file| path.starts_with(file)) || is_test(path);
        (!may && DISK.is_match(code(line)))
            .then(|| "touches the disk: take the text as an argument".into())
    })
}

/// Nothing in `corpus` derives `Serialize`, but for what a kept search index holds: no type of that
/// is public.
pub(super) fn corpus_is_not_serialized(tree: &Tree) -> Vec<Finding> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| regex(r"\bSerialize\b"));
    tree.lines("corpus/src/", ".rs", |path, line| {
        (!path.starts_with("corpus/src/search/") && WORD.is_match(code(line)))
            .then(|| "makes a domain type a wire type: write one in `app`".into())
    })
}

/// `inner_html` stands in the named folders, and is given a value rather than a literal.
pub(super) fn inner_html_is_safe(tree: &Tree) -> Vec<Finding> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| regex(r#"inner_html=\{?(format!|")"#));
    tree.lines("", ".rs", |path, line| {
        let line = code(line);
        if path.starts_with("xtask/") || !line.contains("inner_html=") {
            return None;
        }
        if !INNER_HTML.iter().any(|folder| path.starts_with(folder)) {
            return Some("uses inner_html outside pages and components".into());
        }
        LITERAL
            .is_match(line)
            .then(|| "writes HTML by hand: write a view, or take an `Html`".into())
    })
}

/// Where `unsafe` may stand, each with its reason in the file.
const UNSAFE: [&str; 2] = ["server/src/allocator.rs", "server/src/priority.rs"];

/// No `unsafe` anywhere else, and nothing that allows it.
pub(super) fn no_unsafe(tree: &Tree) -> Vec<Finding> {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\bunsafe\s*(\{|fn|impl|extern)|allow\(unsafe_code"));
    tree.lines("", ".rs", |path, line| {
        let exempt = path.starts_with("xtask/src/tidy/") || UNSAFE.contains(&path);
        (!exempt && MARK.is_match(code(line)))
            .then(|| "is unsafe: find a crate that does it safely".into())
    })
}

/// In `app`, a literal with an accented letter is French, and stands in the strings module.
pub(super) fn french_in_strings(tree: &Tree) -> Vec<Finding> {
    static FRENCH: LazyLock<Regex> =
        LazyLock::new(|| regex(r#""[^"]*[àâçéèêëîïôùûüœÀÂÇÉÈÊËÎÏÔÙÛÜŒ«»’][^"]*""#));
    let mut findings = Vec::new();
    for (path, text) in tree.files("app/src/", ".rs") {
        if path.starts_with("app/src/strings") || is_test(path) {
            continue;
        }
        for (at, line) in before_tests(text).enumerate() {
            if FRENCH.is_match(code(line)) {
                findings.push(Finding::new(
                    path,
                    at + 1,
                    "speaks French: name it in app/src/strings",
                ));
            }
        }
    }
    findings
}

/// In the strings of `app`, no line may break before high punctuation, or inside guillemets.
pub(super) fn strings_do_not_break(tree: &Tree) -> Vec<Finding> {
    static BREAKS: LazyLock<Regex> =
        LazyLock::new(|| regex(r#""(?:[^"\\]|\\.)*?( [;:!?»](?:[\s")]|\\n)|« )"#));
    let mut findings = Vec::new();
    for (path, text) in tree.files("app/src/strings", ".rs") {
        for (at, line) in before_tests(text).enumerate() {
            if BREAKS.is_match(code(line)) {
                findings.push(Finding::new(
                    path,
                    at + 1,
                    "may break a line before punctuation: write \\u{202f} before ; ! ? and inside «», \\u{a0} before :",
                ));
            }
        }
    }
    findings
}

/// An `#[allow]` has a comment above it or on its line, or a `reason`.
pub(super) fn allow_has_a_reason(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("", ".rs") {
        let mut before = "";
        for (at, line) in text.lines().enumerate() {
            let attribute = line.trim_start();
            let allows = attribute.starts_with("#[allow(") || attribute.starts_with("#![allow(");
            let excused = attribute.contains("clippy::unwrap_used")
                || line.contains("//")
                || line.contains("reason =")
                || before.trim_start().starts_with("//");
            if allows && !excused {
                findings.push(Finding::new(
                    path,
                    at + 1,
                    "silences a lint without saying why",
                ));
            }
            before = line;
        }
    }
    findings
}

/// A file of Rust has at most [`LINES`] lines before its tests, unless it is in [`LONGER`].
pub(super) fn files_are_short(tree: &Tree) -> Vec<Finding> {
    let longer = |path: &str| LONGER.iter().any(|(known, _)| *known == path);
    let finding = |(path, text): (&str, &str)| {
        let lines = before_tests(text).count();
        (lines > LINES && !longer(path)).then(|| {
            Finding::new(
                path,
                lines,
                format!("has {lines} lines: find the two things it does"),
            )
        })
    };
    tree.files("", ".rs").filter_map(finding).collect()
}

/// The part of a line before a comment.
fn code(line: &str) -> &str {
    match line.find("//") {
        // `https://` is no comment.
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    }
}

/// Whether a file holds tests only.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The lines of a file before the tests that it holds itself.
fn before_tests(text: &str) -> impl Iterator<Item = &str> {
    let next = text.lines().skip(1).chain([""]);
    let begins = |(line, next): &(&str, &str)| {
        line.starts_with("#[cfg(")
            && line.contains("test")
            && next.starts_with("mod ")
            && next.contains('{')
    };
    let lines = text.lines().zip(next);
    lines
        .take_while(move |pair| !begins(pair))
        .map(|(line, _)| line)
}

#[cfg(test)]
mod tests {
    use super::super::tree::places;
    use super::*;

    #[test]
    fn reading_a_file_outside_load_is_found() {
        let text = "//! Not std::fs.\nuse std::fs;\n";
        let files = [
            ("corpus/src/load/walk.rs", text),
            ("corpus/src/note.rs", text),
        ];
        assert_eq!(
            places(&only_load_reads(&Tree::of(&files))),
            ["corpus/src/note.rs:2"]
        );
    }

    #[test]
    fn a_serializable_domain_type_is_found() {
        let text = "#[derive(Deserialize)]\nstruct A;\n#[derive(Clone, Serialize)]\nstruct B;\n";
        let files = [("corpus/src/note.rs", text), ("app/src/wire.rs", text)];
        assert_eq!(
            places(&corpus_is_not_serialized(&Tree::of(&files))),
            ["corpus/src/note.rs:3"]
        );
    }

    #[test]
    fn handwritten_html_is_found() {
        let good = "<div inner_html=note.html().as_str()/>";
        let bad = "<div inner_html=format!(\"<b>{name}</b>\")/>";
        let files = [
            ("app/src/islands/palette.rs", good),
            ("app/src/pages/note.rs", good),
            ("app/src/pages/search.rs", bad),
        ];
        let found = places(&inner_html_is_safe(&Tree::of(&files)));
        assert_eq!(
            found,
            ["app/src/islands/palette.rs:1", "app/src/pages/search.rs:1"]
        );
    }

    #[test]
    fn unsafe_code_is_found() {
        let text = "// unsafe { }\nlet unsafe_name = 1;\nunsafe { f() }\n";
        assert_eq!(
            places(&no_unsafe(&Tree::of(&[("app/src/a.rs", text)]))),
            ["app/src/a.rs:3"]
        );
    }

    #[test]
    fn french_in_a_component_is_found() {
        let text = "/// À lire.\nlet a = \"plain\";\nlet b = \"Précédent\";\n#[cfg(test)]\nmod tests { const C: &str = \"é\"; }\n";
        let files = [
            ("app/src/strings.rs", text),
            ("app/src/components/pager.rs", text),
        ];
        let found = places(&french_in_strings(&Tree::of(&files)));
        assert_eq!(found, ["app/src/components/pager.rs:3"]);
    }

    #[test]
    fn a_space_that_breaks_before_punctuation_is_found() {
        let text = "/// Quoi ?\nlet a: &str = \"Quoi\\u{202f}?\";\nlet b = \"Voici : a\";\nlet c = \"Quoi ?\";\nlet d = \"« a\";\nlet e = f(\"a\", !b);\n";
        let files = [("app/src/strings/a.rs", text), ("app/src/b.rs", text)];
        assert_eq!(
            places(&strings_do_not_break(&Tree::of(&files))),
            [3, 4, 5].map(|line| format!("app/src/strings/a.rs:{line}"))
        );
    }

    #[test]
    fn a_silent_allow_is_found() {
        let text = "// Leptos writes it so.\n#[allow(a)]\nfn f() {}\n#[allow(b, reason = \"c\")]\nfn g() {}\n#[allow(d)]\nfn h() {}\n";
        assert_eq!(
            places(&allow_has_a_reason(&Tree::of(&[("a.rs", text)]))),
            ["a.rs:6"]
        );
    }

    #[test]
    fn a_long_file_is_found() {
        let long = "\n".repeat(LINES + 1);
        let short = format!("{}#[cfg(test)]\nmod tests {{}}\n", "\n".repeat(LINES));
        // Tests that are in another file end nothing.
        let aside = format!("#[cfg(test)]\nmod tests;\n{}", "\n".repeat(LINES - 1));
        let tree = Tree::of(&[("a.rs", &long), ("b.rs", &short), ("c.rs", &aside)]);
        assert_eq!(places(&files_are_short(&tree)), ["a.rs:401", "c.rs:401"]);
    }
}
