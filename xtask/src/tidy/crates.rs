//! Rules on the manifests.

use super::tree::{Finding, Tree};

/// Crates that belong to the web or to the machinery that serves it.
const WEB: [&str; 9] = [
    "axum",
    "http",
    "hyper",
    "leptos",
    "leptos_axum",
    "leptos_router",
    "tokio",
    "tower",
    "tower-http",
];

/// `corpus` depends on none of the crates of the web.
pub(super) fn corpus_is_not_web(tree: &Tree) -> Vec<Finding> {
    dependencies(tree, "corpus/Cargo.toml")
        .filter(|(_, name, _)| WEB.contains(name))
        .map(|(line, name, _)| {
            Finding::new(
                "corpus/Cargo.toml",
                line,
                format!("depends on `{name}`: use it in `app` or `server`"),
            )
        })
        .collect()
}

/// A member takes the version of each dependency from the workspace.
pub(super) fn dependencies_are_workspace(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, _) in tree.files("", "/Cargo.toml") {
        for (line, name, rest) in dependencies(tree, path) {
            if !rest.contains("workspace = true") {
                let what = format!("pins `{name}` itself: name it under [workspace.dependencies]");
                findings.push(Finding::new(path, line, what));
            }
        }
    }
    findings
}

/// Line, name and the rest of the line of each dependency in a manifest.
fn dependencies<'a>(tree: &'a Tree, path: &str) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    let mut inside = false;
    let lines = tree.get(path).unwrap_or_default().lines().enumerate();
    lines.filter_map(move |(at, line)| {
        if let Some(table) = line.strip_prefix('[') {
            inside = table
                .trim_end()
                .trim_end_matches(']')
                .ends_with("dependencies");
            return None;
        }
        let end = line.find(['.', ' ', '='])?;
        let is_entry = inside && line.starts_with(|first: char| first.is_ascii_alphanumeric());
        is_entry.then(|| (at + 1, &line[..end], &line[end..]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::places;
    use super::*;

    #[test]
    fn a_web_crate_in_corpus_is_found() {
        let manifest = "[package]\nname = \"corpus\"\n\n[dependencies]\n# why\ntokio.workspace = true\ntoml.workspace = true\n";
        let tree = Tree::of(&[("corpus/Cargo.toml", manifest)]);
        assert_eq!(places(&corpus_is_not_web(&tree)), ["corpus/Cargo.toml:6"]);
    }

    #[test]
    fn a_version_of_its_own_is_found() {
        let manifest = "[dependencies]\na = \"1\"\nb = { workspace = true, features = [\n  \"x\",\n] }\n\n[dev-dependencies]\nc = { version = \"2\" }\n";
        let tree = Tree::of(&[("app/Cargo.toml", manifest)]);
        let found = places(&dependencies_are_workspace(&tree));
        assert_eq!(found, ["app/Cargo.toml:2", "app/Cargo.toml:8"]);
    }
}
