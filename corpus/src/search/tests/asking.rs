//! Questions, first letters, and the words around those that count.

use super::{fixture, index, paths, search};
use crate::search::Index;

#[test]
fn questions_what_something_is_are_those_for_its_name() {
    let index = index();
    for (question, name) in [
        ("c’est quoi un nœud ?", "nœud"),
        ("définition de VM", "VM"),
        ("que veut dire k8s", "k8s"),
        ("what is a kernel", "kernel"),
    ] {
        let (asked, named) = (search(&index, question), search(&index, name));
        assert_eq!(paths(&asked), paths(&named), "{question}");
        assert_eq!((asked.total, asked.pages), (named.total, named.pages));
    }
    // A typo is a name of nothing, and what corrects it leaves the question as it is.
    let better = search(&index, "définition de hyperviseru").suggestion;
    assert_eq!(better.as_deref(), Some("définition de hyperviseur"));
}

#[test]
fn a_question_that_is_a_title_opens_its_page() {
    let titles = [
        "Pod",
        "C’est quoi, un pod ?",
        "Définition d’un quota",
        "Quota",
    ];
    let note = |(i, title): (usize, &&str)| {
        fixture::note(&format!("n{i}"), "fr", title, &[("", title, "Un texte.")])
    };
    let notes = titles.iter().enumerate().map(note).collect();
    let index = Index::build(&fixture::corpus_of(notes)).unwrap();
    for (query, path) in [
        ("pod", "/notes/n0"),
        ("c'est quoi un pod", "/notes/n1"),
        ("qu’est-ce qu’un pod", "/notes/n0"),
        ("définition d’un quota", "/notes/n2"),
        ("définitions des quotas", "/notes/n2"),
        ("c’est quoi un quota", "/notes/n3"),
    ] {
        assert_eq!(paths(&search(&index, query))[0], path, "{query}");
    }
}

#[test]
fn the_first_letters_are_those_of_names() {
    let text = "Avec le paquet `-p`, `ps` affiche les processus. Un pod, un port, un puits.";
    let note = |slug: &str, title: &str| fixture::note(slug, "fr", title, &[("", title, text)]);
    let titles = [
        "Options",
        "Pourquoi pas",
        "Le pod",
        "Panne de pod",
        "Un poste de pilotage",
    ];
    let notes = (0..)
        .zip(titles)
        .map(|(i, title)| note(&format!("n{i}"), title));
    let index = Index::build(&fixture::corpus_of(notes.collect())).unwrap();
    for (query, found) in [
        ("po", ["/notes/n2", "/notes/n3", "/notes/n4"].as_slice()),
        ("p", &["/notes/n2", "/notes/n3", "/notes/n4"]),
        ("pa", &["/notes/n3"]),
        ("panne p", &["/notes/n3"]),
    ] {
        let answer = search(&index, query);
        let paths = paths(&answer);
        assert!(paths.starts_with(&found[..1]), "{query}: {paths:?}");
        let is_found = |path| paths[..found.len()].contains(path);
        assert!(found.iter().all(is_found), "{query}: {paths:?}");
    }
}

#[test]
fn stop_words_count_in_names_and_inflections_less_than_what_was_typed() {
    let titles = [
        "Kubernetes",
        "Kubernetes et les utilisateurs",
        "Pourquoi Kubernetes ?",
        "Utilisateur",
        "Utiliser",
        "Kubernetes partout",
    ];
    let notes = (0..).zip(titles).map(|(i, title): (usize, &str)| {
        let sections = [("", title, "Un texte."), ("suite", title, "Une suite.")];
        fixture::note(&format!("n{i}"), "fr", title, &sections)
    });
    let index = Index::build(&fixture::corpus_of(notes.collect())).unwrap();
    for (query, path) in [
        ("kubernetes", "/notes/n0"),
        ("pourquoi kubernetes", "/notes/n2"),
        ("mais pourquoi kubernetes", "/notes/n2"),
        ("utiliser", "/notes/n4"),
        ("utilisateur", "/notes/n3"),
    ] {
        assert_eq!(paths(&search(&index, query))[0], path, "{query}");
    }
}

#[test]
fn what_is_quoted_stands_there_word_for_word_and_what_is_excluded_nowhere() {
    let note = |(i, text): (usize, &&str)| {
        fixture::note(
            &format!("n{i}"),
            "fr",
            "Isolation",
            &[("", "Isolation", text)],
        )
    };
    let texts = [
        "Des noms, et beaucoup d’espace de travail. Un espace de noms isole les Pods.",
        "Un espace pour les noms de domaine.",
        "Les espaces de noms de Windows isolent autrement.",
        "Les Pods se partagent un espace.",
    ];
    let index = Index::build(&fixture::corpus_of(
        texts.iter().enumerate().map(note).collect(),
    ));
    let index = index.unwrap();
    for (query, found, relaxed) in [
        ("\"espace de noms\"", vec!["/notes/n0"], false),
        ("« ESPACE DE NOMS »", vec!["/notes/n0"], false),
        ("\"espaces\"", vec!["/notes/n2"], false),
        ("\"isole les\" espace", vec!["/notes/n0"], false),
        ("espace -pod", vec!["/notes/n1", "/notes/n2"], false),
        ("espace -\"de noms\"", vec!["/notes/n1", "/notes/n3"], false),
        ("\"de noms\" -windows", vec!["/notes/n0"], false),
        // Nothing is like that: the words alone are looked for.
        (
            "\"noms espace\" windows",
            vec!["/notes/n0", "/notes/n1", "/notes/n2"],
            true,
        ),
        ("windows -isolation", vec!["/notes/n2"], true),
    ] {
        let answer = search(&index, query);
        let mut paths = paths(&answer);
        paths.sort_unstable();
        assert_eq!((paths, answer.relaxed), (found, relaxed), "{query}");
    }
    // The passage that is shown has them.
    let answer = search(&index, "\"espace de noms\"");
    let snippet = answer.hits[0].snippet.as_str();
    let marked = "<mark>espace</mark> <mark>de</mark> <mark>noms</mark>";
    assert!(snippet.contains(marked), "{snippet}");
    // What is corrected stays without what was excluded.
    let better = search(&index, "ispace -windows").suggestion;
    assert_eq!(better.as_deref(), Some("espace -windows"));
}
