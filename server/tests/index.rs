//! `strates index` and `--index`: an index that is made once, for servers that only read it.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
    time::SystemTime,
};

use common::TestSite;
use server::{index::Shelf, reload::reload, serve::Sources, site::Mistakes};

/// Runs `strates` on the content of `site`, with that folder of indexes.
fn strates(site: &TestSite, command: &str, index: &Path) -> Output {
    let mut strates = Command::new(env!("CARGO_BIN_EXE_strates"));
    strates.arg(command).arg("--content");
    strates.arg(&site.sources.content).arg("--index").arg(index);
    if command == "serve" {
        strates.arg("--site").arg(&site.sources.site);
    }
    strates.output().unwrap()
}

/// Every file below `folder` and when it was written.
fn files(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            found.extend(files(&entry.path()));
        }
        found.insert(entry.path(), metadata.modified().unwrap());
    }
    found
}

/// Where `site`'s editions come from, with their index on that shelf.
fn sources(site: &TestSite, shelf: Shelf) -> Sources {
    Sources {
        content: site.sources.content.clone(),
        site: site.sources.site.clone(),
        shelf,
        base_url: site.sources.base_url.clone(),
        dev: false,
        reveals: false,
    }
}

#[test]
fn a_server_opens_what_was_made_and_writes_nothing() {
    let site = TestSite::new();
    let folder = tempfile::tempdir().unwrap();
    for said in ["made", "there already"] {
        let output = strates(&site, "index", folder.path());
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(said), "{text}");
    }
    let before = files(folder.path());
    assert!(before.len() > 4, "{before:?}");
    let sources = sources(&site, Shelf::new(Some(folder.path())).unwrap());
    let (standing, metrics) = (&site.site.standing, &site.site.metrics);
    let edition = sources.load(Mistakes::Refuse, standing, metrics).unwrap();
    assert_eq!(
        edition.context.index.len(),
        site.site.edition().context.index.len()
    );
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_folder_that_takes_no_index_ends_the_program_with_one_line() {
    let site = TestSite::new();
    let file = site.folder.path().join("a-file");
    fs::write(&file, "").unwrap();
    for command in ["index", "serve"] {
        let output = strates(&site, command, &file);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            text.contains("a-file") && text.contains("--index"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[tokio::test]
async fn a_running_server_takes_new_content_even_if_its_index_cannot_be_kept() {
    let site = TestSite::new();
    let folder = tempfile::tempdir().unwrap();
    let shelf = folder.path().join("shelf");
    let sources = Arc::new(sources(&site, Shelf::new(Some(&shelf)).unwrap()));
    fs::remove_dir(&shelf).unwrap();
    fs::write(&shelf, "in the way").unwrap();
    site.write(
        "content/notes/nouvelle.md",
        "# Ornithorynque\n\nUn animal.\n",
    );
    reload(&site.site, &sources);
    let found = site.get("/api/search?q=ornithorynque").await;
    assert!(found.text().contains("/notes/nouvelle"), "{}", found.text());
}
