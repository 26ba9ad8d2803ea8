//! A course with more sections than a frequent word is looked for in.

use super::{fixture, paths, search};
use crate::search::{Asked, Index, Remark, tuning};

/// Notes that all say "dans", one of them in its title, and one that says something rare.
fn index() -> Index {
    let note = |n: usize| {
        let (slug, title) = (format!("n{n}"), format!("Fiche {n}"));
        let text = match n {
            7 => "Le sémaphore attend dans la file.",
            _ => "Ce qui se passe dans la file.",
        };
        fixture::note(&slug, "fr", &title, &[("", title.as_str(), text)])
    };
    let mut notes: Vec<_> = (0..tuning::FREQUENT + 2).map(note).collect();
    let title = "Dans le nuage";
    notes.push(fixture::note(
        "nuage",
        "fr",
        title,
        &[("", title, "Des machines louées à l’heure.")],
    ));
    Index::build(&fixture::corpus_of(notes)).unwrap()
}

#[test]
fn stop_words_alone_are_looked_for_in_names() {
    let index = index();
    let answer = search(&index, "dans");
    assert_eq!(paths(&answer), ["/notes/nuage"]);
    assert_eq!(answer.total, 1);
    let answer = search(&index, "dans le nuage");
    assert_eq!(paths(&answer)[0], "/notes/nuage");
}

#[test]
fn words_of_names_that_are_everywhere_find_the_one_with_the_number() {
    let index = index();
    assert_eq!(paths(&search(&index, "fiche 1234"))[0], "/notes/n1234");
    assert!(search(&index, "fiche").total > tuning::FREQUENT);
}

#[test]
fn a_rare_word_finds_its_place_among_frequent_ones() {
    let index = index();
    for query in ["sémaphore", "sémaphore dans la file", "file semaphore"] {
        assert_eq!(paths(&search(&index, query))[0], "/notes/n7", "{query}");
    }
}

#[test]
fn stop_words_that_no_name_has_find_nothing_and_say_why() {
    let answer = search(&index(), "qui");
    assert_eq!(answer.total, 0);
    assert_eq!(Asked::read("qui").remarks, [Remark::OnlyStopWords]);
}
