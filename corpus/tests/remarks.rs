//! Folders that load and are remarked on, each with the very lines its author gets.
//!
//! A folder of `remarks/` is named after what it shows; its `expected` holds the lines.
//! `UPDATE_EXPECTED=1 cargo test -p corpus --test remarks` writes them anew.

#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, env, fs, path::Path};

use corpus::{
    Corpus,
    problem::{Problems, Remark},
};

fn load(folder: &Path) -> Corpus {
    corpus::load(folder).unwrap_or_else(|problems| panic!("{}:\n{problems}", folder.display()))
}

#[test]
fn every_remark_has_a_folder_and_every_folder_its_lines() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/remarks");
    let (mut shown, mut wrong) = (BTreeSet::new(), Vec::new());
    for entry in fs::read_dir(all).unwrap() {
        let folder = entry.unwrap().path();
        let rule = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let corpus = load(&folder);
        let remarks = corpus.remarks();
        let is_shown = remarks.iter().any(|remark| remark.fault.rule() == rule);
        assert!(is_shown, "{rule}: {remarks:?}");
        let actual = Problems(remarks.to_vec()).to_string();
        let file = folder.join("expected");
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&file, &actual).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if actual != expected {
            wrong.push(format!(
                "{rule}\n--- expected\n{expected}--- actual\n{actual}"
            ));
        }
        shown.insert(rule);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rules: BTreeSet<String> = Remark::rules().map(str::to_owned).collect();
    assert_eq!(shown, rules);
}

#[test]
fn the_course_is_without_remarks() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let remarks = load(&content).remarks().to_vec();
    assert!(remarks.is_empty(), "{}", Problems(remarks));
}

#[test]
fn links_by_name_lead_to_the_one_note_of_that_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/remarks/unknown-wiki-link");
    let corpus = load(&folder);
    let html = corpus.notes()[corpus.note("note").unwrap()].html.as_str();
    for link in [
        "<a href=\"/notes/noyau\">Le noyau</a>",
        "<a href=\"/notes/noyau\">ici</a>",
        "<a href=\"/notes/noyau#partage\">",
        "<a href=\"/notes/note#plus-loin\">#Plus loin</a>",
        "[[Le noyaux]]",
        "<code>[[Le noyaux]]</code>",
        "<a href=\"/notes/noyau\">dans [[un]] lien</a>",
    ] {
        assert!(html.contains(link), "{link} in {html}");
    }
}
