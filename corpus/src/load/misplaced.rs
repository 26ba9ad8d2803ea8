//! Files that an author took care to write and nobody reads, for their name or their place.

use std::collections::BTreeMap;

use walkdir::WalkDir;

use super::{
    names::split,
    near::nearest,
    root::Root,
    walk::{TOPS, is_skipped},
};
use crate::{
    media::Media,
    problem::{Problem, Remark},
};

/// What other folders and files are called that mean one of ours.
const ALIASES: &[(&str, &str)] = &[
    ("note", "notes"),
    ("comparaison", "comparisons"),
    ("comparaisons", "comparisons"),
    ("environnement", "stacks"),
    ("environnements", "stacks"),
    ("flux", "flows"),
    ("glossaire.toml", "glossary.toml"),
    ("choix.toml", "choisir.toml"),
];

/// How deep folders are looked into.
const DEPTH: usize = 8;

/// What is to be said of the files of the content folder that mean nothing where they are. Those that
/// notes link to are in `media`.
pub(super) fn remarks(root: &Root, media: &BTreeMap<String, Media>) -> Vec<Problem> {
    let entries = WalkDir::new(root.on_disk(""))
        .max_depth(DEPTH)
        .sort_by_file_name();
    let entries = entries.into_iter().filter_entry(|entry| {
        let is_inner = entry.depth() != 1 || !entry.file_type().is_dir();
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !is_skipped(entry) && (is_inner || top(&name).is_some())
    });
    let files = entries
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    let paths = files.map(|entry| root.relative(entry.path()));
    let unread = paths.filter(|path| !media.contains_key(path));
    unread.filter_map(|file| problem(&file)).collect()
}

fn problem(file: &str) -> Option<Problem> {
    let (stem, extension) = split(file).1.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let (folder, rest) = match file.split_once('/') {
        Some((folder, rest)) => (Some(folder), rest),
        None => (None, file),
    };
    let bare = rest.strip_suffix(&extension).unwrap_or(rest);
    let right = match (folder, extension.as_str()) {
        // README, LICENSE and their like are about the folder.
        (None, "md") => stem
            .contains(char::is_lowercase)
            .then(|| format!("notes/{file}")),
        (None, "toml") => Some(top(file).filter(|right| *right != file)?.to_owned()),
        (None, _) => return None,
        (Some("notes"), "markdown" | "mdx") => Some(format!("notes/{bare}md")),
        (Some("notes"), "toml") => None,
        (Some("comparisons" | "stacks" | "flows"), "md") => Some(format!("notes/{rest}")),
        (Some("comparisons" | "stacks" | "flows"), "yaml" | "yml" | "json") => {
            Some(format!("{}/{bare}toml", folder?))
        }
        (Some(folder), extension) => {
            let right = top(folder).filter(|right| *right != folder)?;
            let belongs = extension == if right == "notes" { "md" } else { "toml" };
            Some(belongs.then(|| format!("{right}/{rest}"))?)
        }
    };
    if folder.is_none() && right.is_none() {
        return None;
    }
    Some(Problem {
        file: file.to_owned(),
        line: None,
        fault: Remark::MisplacedFile { right }.into(),
    })
}

/// Which of our folders and files a name at the top means.
fn top(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == lower);
    let near = || {
        let near = nearest(name, TOPS)?;
        TOPS.into_iter().find(|top| *top == near)
    };
    alias.map(|(_, top)| *top).or_else(near)
}

#[cfg(test)]
mod tests {
    use super::problem;

    fn right(file: &str) -> Option<String> {
        problem(file).map(|problem| problem.fault.to_string())
    }

    #[test]
    fn a_file_out_of_place_is_told_where_it_belongs() {
        for (file, place) in [
            ("comparaison/volumes.toml", "comparisons/volumes.toml"),
            ("stack/banque.toml", "stacks/banque.toml"),
            ("glossaire.toml", "glossary.toml"),
            ("glosary.toml", "glossary.toml"),
            ("notes/a/b.markdown", "notes/a/b.md"),
            ("notes/c.mdx", "notes/c.md"),
            ("d.md", "notes/d.md"),
            ("note/d.md", "notes/d.md"),
            ("stacks/lab.yaml", "stacks/lab.toml"),
            ("flows/a.md", "notes/a.md"),
        ] {
            let said = right(file).unwrap_or_default();
            assert!(said.contains(&format!("« {place} »")), "{file}: {said}");
        }
        assert!(right("notes/banque.toml").is_some_and(|said| said.contains("stacks/")));
    }

    #[test]
    fn what_belongs_to_other_tools_is_left_alone() {
        for file in [
            "README.md",
            "Cargo.toml",
            "package.json",
            "docs/a.md",
            "notes/x.png",
            "notes/x.yaml",
            "LICENSE",
            "stack/a.yaml",
            "src/main.rs",
            "comparisons/a.png",
        ] {
            assert_eq!(right(file), None, "{file}");
        }
    }
}
