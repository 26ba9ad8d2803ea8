//! Indexes on disk: the same answers, made once, and never trusted blindly.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::fixture;
use crate::{
    Corpus,
    search::{Filter, Index, Origin, Query, StoreError},
};

fn keep(corpus: &Corpus, folder: &Path) -> (Index, Origin) {
    Index::keep(corpus, folder).expect("an index")
}

fn found(index: &Index, text: &str) -> Vec<String> {
    let answer = index.search(&Query {
        text,
        limit: 10,
        ..Query::default()
    });
    let hits = answer.hits.into_iter();
    hits.map(|hit| format!("{} {}", hit.path, hit.snippet.text()))
        .collect()
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A file of the only index in there.
fn file(folder: &Path, ending: &str) -> PathBuf {
    let index = folders(folder).remove(0);
    let mut files = folders(&index).into_iter();
    files
        .find(|path| path.to_string_lossy().ends_with(ending))
        .expect("such a file")
}

#[test]
fn an_index_is_made_once_and_answers_as_one_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = fixture::corpus();
    let memory = Index::build(&corpus).expect("an index");
    let (made, origin) = keep(&corpus, folder.path());
    assert!(matches!(origin, Origin::Made), "{origin:?}");
    let (opened, origin) = keep(&corpus, folder.path());
    assert!(matches!(origin, Origin::Opened), "{origin:?}");
    assert_eq!(folders(folder.path()).len(), 1);
    for query in [
        "hyperviseur",
        "securite",
        "hyperviseru",
        "cote",
        "conteneurs isolés",
    ] {
        assert!(!found(&memory, query).is_empty(), "{query}");
        assert_eq!(found(&made, query), found(&memory, query), "{query}");
        assert_eq!(found(&opened, query), found(&memory, query), "{query}");
    }
}

#[test]
fn another_content_has_another_index_and_the_last_few_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    for count in 0..8 {
        let title = format!("Une note numéro {count}");
        let note = fixture::note("n", "fr", &title, &[]);
        let (_, origin) = keep(&fixture::corpus_of(vec![note]), folder.path());
        assert!(matches!(origin, Origin::Made), "{origin:?}");
    }
    assert_eq!(folders(folder.path()).len(), 4);
}

/// A flow belongs to the part of the note that explains it; its own words do not say so.
#[test]
fn what_moves_to_another_part_is_found_there() {
    let kept = tempfile::tempdir().expect("a folder");
    let content = tempfile::tempdir().expect("a folder");
    let write = |file: &str, text: &str| {
        let path = content.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("notes/a/x.md", "# X\n");
    write("notes/b/x.md", "# X\n");
    for part in ["a", "b"] {
        let flow = format!(
            "title = \"Envoi\"\nnote = \"{part}/x\"\n[[participants]]\nid = \"p\"\n\
            name = \"P\"\nkind = \"app\"\n[[steps]]\nnumber = \"1\"\nfrom = \"p\"\n\
            label = \"Expédie\"\n"
        );
        write("flows/envoi.toml", &flow);
        let corpus = crate::load(content.path()).expect("a course");
        let (index, _) = keep(&corpus, kept.path());
        let parts = [part];
        let answer = index.search(&Query {
            text: "envoi",
            limit: 10,
            filter: Filter {
                parts: &parts,
                ..Filter::default()
            },
            ..Query::default()
        });
        assert!(answer.total > 0, "{part}");
    }
}

#[test]
fn a_damaged_index_is_made_again_and_said() {
    let corpus = fixture::corpus();
    for ending in [".idx", ".term", "notes", "meta.json"] {
        for damage in [b"" as &[u8], b"rubbish, and longer than a checksum"] {
            let folder = tempfile::tempdir().expect("a folder");
            keep(&corpus, folder.path());
            fs::write(file(folder.path(), ending), damage).expect("a damaged file");
            let (index, origin) = keep(&corpus, folder.path());
            assert!(
                matches!(origin, Origin::Repaired(_)),
                "{ending}: {origin:?}"
            );
            assert!(!found(&index, "hyperviseur").is_empty());
            let (_, origin) = keep(&corpus, folder.path());
            assert!(matches!(origin, Origin::Opened), "{ending}: {origin:?}");
        }
    }
}

#[test]
fn one_bit_is_damage_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = fixture::corpus();
    keep(&corpus, folder.path());
    for ending in [".idx", ".term", ".pos", "notes"] {
        let path = file(folder.path(), ending);
        let mut bytes = fs::read(&path).expect("a file");
        let middle = bytes.len() / 3;
        bytes[middle] ^= 4;
        fs::write(&path, bytes).expect("a file");
        let (_, origin) = keep(&corpus, folder.path());
        assert!(
            matches!(origin, Origin::Repaired(_)),
            "{ending}: {origin:?}"
        );
    }
}

#[test]
fn what_was_left_half_made_is_in_nobodys_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = fixture::corpus();
    keep(&corpus, folder.path());
    let whole = folders(folder.path()).remove(0);
    let draft = folder.path().join(".index-abc");
    fs::rename(&whole, &draft).expect("a draft");
    fs::remove_file(folders(&draft).remove(0)).expect("half of it");
    let (_, origin) = keep(&corpus, folder.path());
    assert!(matches!(origin, Origin::Made), "{origin:?}");
}

#[test]
fn a_folder_that_takes_no_index_is_said_with_a_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a file");
    fs::write(&file, "").expect("a file");
    let error = Index::keep(&fixture::corpus(), &file)
        .err()
        .expect("an error");
    assert!(matches!(error, StoreError::Unwritable { .. }), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("a file") && text.contains("strates index"),
        "{text}"
    );
    assert!(!text.contains('\n'), "{text}");
}
