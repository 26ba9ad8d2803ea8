//! Folders that must fail, each with the very messages its author gets.
//!
//! A folder of `invalid/` is named after the rule it breaks; its `expected` holds the messages.
//! `UPDATE_EXPECTED=1 cargo test -p corpus --test invalid` writes them anew.

#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use corpus::problem::{Fault, Problems};

/// A rule whose folder is not kept, and what makes it.
type Made = (&'static str, fn(&Path));

const MADE: [Made; 4] = [
    ("no-folder", no_folder),
    ("outside-folder", outside_folder),
    ("too-large", too_large),
    ("too-much", too_much),
];

#[test]
fn every_rule_has_a_folder_and_every_folder_its_messages() {
    let mut shown = BTreeSet::new();
    let mut wrong = Vec::new();
    for folder in folders() {
        let rule = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let problems = corpus::load(&folder).expect_err(&rule);
        assert!(breaks(&problems, &rule), "{rule}: {problems}");
        if let Err(difference) = compare(&folder, &problems) {
            wrong.push(difference);
        }
        shown.insert(rule);
    }
    shown.extend(MADE.map(|(rule, _)| rule.to_owned()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let rules: BTreeSet<String> = Fault::rules().map(str::to_owned).collect();
    let without: Vec<_> = rules.difference(&shown).collect();
    assert!(without.is_empty(), "rules without a folder: {without:?}");
}

#[test]
fn made_folders_break_their_rule() {
    for (rule, make) in MADE {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let problems = corpus::load(folder.path()).expect_err(rule);
        assert!(breaks(&problems, rule), "{rule}: {problems}");
        assert_eq!(problems.0.len(), 1, "{problems}");
    }
}

fn no_folder(folder: &Path) {
    fs::remove_dir(folder).unwrap();
}

fn outside_folder(folder: &Path) {
    fs::create_dir(folder.join("notes")).unwrap();
    fs::write(folder.join("notes/a.md"), "# A\n").unwrap();
    let secret = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    std::os::unix::fs::symlink(secret, folder.join("notes/b.md")).unwrap();
}

fn too_large(folder: &Path) {
    fs::create_dir(folder.join("notes")).unwrap();
    fs::write(folder.join("notes/grosse.md"), "mot ".repeat(2_500_000)).unwrap();
}

/// Five archives of 19 MB, with nothing in them.
fn too_much(folder: &Path) {
    fs::create_dir(folder.join("notes")).unwrap();
    let mut note = String::new();
    for number in 1..=5 {
        let name = format!("{number}.zip");
        let path = folder.join("notes").join(&name);
        fs::write(&path, "PK").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_len(19_000_000).unwrap();
        note.push_str(&format!("[archive {number}]({name})\n"));
    }
    fs::write(folder.join("notes/note.md"), note).unwrap();
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut folders: Vec<_> = fs::read_dir(all)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

fn breaks(problems: &Problems, rule: &str) -> bool {
    problems
        .0
        .iter()
        .any(|problem| problem.fault.rule() == rule)
}

fn compare(folder: &Path, problems: &Problems) -> Result<(), String> {
    let actual = problems.to_string();
    let actual = actual.replace(folder.to_str().unwrap(), "<dossier>");
    let file = folder.join("expected");
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&file, &actual).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    match actual == expected {
        true => Ok(()),
        false => Err(format!(
            "{}\n--- expected\n{expected}--- actual\n{actual}",
            file.display()
        )),
    }
}
