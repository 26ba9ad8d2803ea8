//! Rules on documents, style sheets and everything else.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;

use super::tree::{Finding, Tree};

/// The documents for people who work on Strates; `strates check` looks after the notes.
const DOCUMENTS: [&str; 8] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "content/README.md",
    "docs/operations.md",
    "docs/scaling.md",
    "docs/search.md",
];

/// The style sheets that pages name.
const ENTRIES: [&str; 2] = ["style/main.css", "style/tools.css"];

/// Every other style sheet is imported by another one.
pub(super) fn styles_are_imported(tree: &Tree) -> Vec<Finding> {
    let imported = |path: &str| {
        let name = path.strip_prefix("style/").unwrap_or(path);
        let file = name.rsplit('/').next().unwrap_or(name);
        let names = |(from, text): (&str, &str)| {
            from != path
                && text
                    .lines()
                    .any(|line| line.starts_with("@import") && line.contains(file))
        };
        tree.files("style/", ".css").any(names)
    };
    let sheets = tree.files("style/", ".css").map(|(path, _)| path);
    sheets
        .filter(|path| !ENTRIES.contains(path) && !imported(path))
        .map(|path| Finding::new(path, 0, "is imported nowhere: import or remove it"))
        .collect()
}

/// A relative link in a document names a file or folder of the repository.
pub(super) fn links_lead_somewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in DOCUMENTS {
        let text = tree.get(document).unwrap_or_default();
        for (event, span) in Parser::new_ext(text, Options::ENABLE_GFM).into_offset_iter() {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event
            else {
                continue;
            };
            let link = dest_url.split('#').next().unwrap_or_default();
            if !link.is_empty() && !link.contains(':') && !tree.holds(&resolved(document, link)) {
                let line = text[..span.start].lines().count().max(1);
                let finding = format!("`{link}` does not exist");
                findings.push(Finding::new(document, line, finding));
            }
        }
    }
    findings
}

/// No file speaks of somebody's home.
pub(super) fn no_foreign_paths(tree: &Tree) -> Vec<Finding> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(^|[\s"'`(=])/(root|Users)/|/home/[a-z]"#).expect("a valid pattern")
    });
    tree.lines("", "", |path, line| {
        // The rule itself, and a course that may well speak of homes.
        let excused = path == "xtask/src/tidy/documents.rs" || path.starts_with("content/");
        (!excused && PATH.is_match(line)).then(|| "names a path of one machine".into())
    })
}

/// The path from the root of a link in `document`.
fn resolved(document: &str, link: &str) -> String {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(link.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::tree::places;
    use super::*;

    #[test]
    fn a_sheet_that_nobody_imports_is_found() {
        let tree = Tree::of(&[
            (
                "style/main.css",
                "@import \"a.css\";\n@import \"components/b.css\" layer(b);\n",
            ),
            ("style/a.css", ""),
            ("style/components/b.css", ""),
            ("style/c.css", ""),
        ]);
        assert_eq!(places(&styles_are_imported(&tree)), ["style/c.css:0"]);
    }

    #[test]
    fn a_dead_link_is_found() {
        let readme = "[a](ARCHITECTURE.md#map) [b](content/) [c](https://example.org)\n\n```\n[d](no)\n```\n`[g](no)` [e](#here) [`e`](gone.md)\n";
        let tree = Tree::of(&[
            ("README.md", readme),
            ("ARCHITECTURE.md", ""),
            ("content/README.md", "[f](../README.md)"),
        ]);
        assert_eq!(places(&links_lead_somewhere(&tree)), ["README.md:6"]);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let tree = Tree::of(&[
            ("a.md", "https://x.org/root/a\n/root/main/a\n"),
            ("b.rs", "\"/home/ana\""),
        ]);
        assert_eq!(places(&no_foreign_paths(&tree)), ["a.md:2", "b.rs:1"]);
    }
}
