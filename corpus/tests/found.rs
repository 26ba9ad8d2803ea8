//! What students type into the search of our own course, and what they must find.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use corpus::{
    glossary::Term,
    search::{Hit, HitKind, Index, Query},
};

fn index() -> Index {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Index::build(&corpus::load(&content).unwrap()).unwrap()
}

/// A line of `golden.tsv`.
struct Case<'a> {
    class: &'a str,
    within: usize,
    query: &'a str,
    places: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let lines = include_str!("golden.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let case = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [class, within, query, places] = fields[..] else {
            panic!("{line}: class, number, query and places");
        };
        Case {
            class,
            within: within.parse().unwrap(),
            query,
            places: places.split(' ').collect(),
        }
    };
    lines.map(case).collect()
}

#[test]
fn what_students_type_opens_its_place() {
    let index = index();
    let mut missed = Vec::new();
    for case in cases() {
        let found = index.paths(&Query {
            text: case.query,
            limit: case.within,
            ..Query::default()
        });
        if !case.places.iter().any(|place| found.contains(place)) {
            let (class, query, places) = (case.class, case.query, &case.places);
            missed.push(format!("{class}: {query}: {found:#?}, not {places:?}"));
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn every_class_has_queries() {
    let mut classes = std::collections::BTreeMap::<&str, usize>::new();
    for case in cases() {
        *classes.entry(case.class).or_default() += 1;
    }
    assert!(classes.values().sum::<usize>() >= 100, "{classes:?}");
    assert!(
        classes.len() >= 10 && classes.values().all(|&n| n >= 5),
        "{classes:?}"
    );
}

#[test]
fn inflections_find_the_same_pages() {
    let index = index();
    let pages = |text| {
        let paths = index.paths(&Query {
            text,
            limit: 40,
            ..Query::default()
        });
        let page = |path: &&str| path.split(['#', '?']).next().unwrap().to_owned();
        let pages: Vec<String> = paths.iter().map(page).collect();
        pages
    };
    let place = "/notes/etude-de-cas/deployer".to_owned();
    for text in [
        "déployé",
        "déployer",
        "deployer",
        "déploiement",
        "deploiements",
    ] {
        assert!(pages(text).contains(&place), "{text}: {:#?}", pages(text));
    }
}

#[test]
fn who_asks_what_something_is_finds_what_its_name_finds() {
    let index = index();
    let paths = |text| {
        let query = Query {
            text,
            limit: 20,
            ..Query::default()
        };
        index.paths(&query)
    };
    for (question, name) in [
        ("c’est quoi un pod ?", "pod"),
        ("définition : pod", "pod"),
        ("c'est quoi un noeud", "noeud"),
        ("un noeud, c’est quoi ?", "noeud"),
        ("c’est quoi Docker ?", "docker"),
        ("qu’est-ce qu’un namespace ?", "namespace"),
        ("que veut dire PVC", "pvc"),
        ("la signification de PVC", "pvc"),
    ] {
        assert_eq!(paths(question), paths(name), "{question}");
    }
}

#[test]
fn one_letter_is_completed_in_names() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let corpus = corpus::load(&content).unwrap();
    let index = Index::build(&corpus).unwrap();
    let terms = &corpus.glossary().terms;
    let query = |letter: char| {
        let text = letter.to_string();
        let answer = index.search(&Query {
            text: &text,
            limit: 8,
            ..Query::default()
        });
        answer.hits
    };
    for letter in 'a'..='v' {
        let has = |name: &str| {
            let slug = corpus::markdown::slug(name);
            slug.split('-').any(|word| word.starts_with(letter))
        };
        let begins = |hit: &Hit| {
            // The other names of a term are not shown.
            let is_it = |term: &&Term| hit.path.ends_with(&format!("#{}", term.id));
            let term = terms.iter().filter(|_| hit.kind == HitKind::Term);
            let mut others = term.filter(is_it).flat_map(|term| &term.synonyms);
            has(&hit.heading) || has(&hit.title) || others.any(|name| has(name))
        };
        let hits = query(letter);
        assert!(hits.len() > 1 || "juv".contains(letter), "{letter}");
        let noise: Vec<_> = hits.iter().filter(|hit| !begins(hit)).collect();
        assert!(noise.is_empty(), "{letter}: {noise:#?}");
    }
}
