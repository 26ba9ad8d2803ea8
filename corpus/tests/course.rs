//! The course carries everything that its original documents held.
//!
//! `course/coverage.tsv` says where: an id of the inventory of the original documents, then the
//! addresses that carry it. Tables (T) and blocks (C) are numbered in the order of each document;
//! prose has names.

#![allow(clippy::unwrap_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use corpus::{Corpus, flow::Step};

/// How many tables and blocks each document has.
const NUMBERED: [(&str, usize, usize); 5] = [
    ("S0", 3, 8),
    ("S1", 1, 0),
    ("S2", 1, 1),
    ("S3", 2, 41),
    ("S4", 6, 17),
];

/// What each document says beside them, and the mistakes that the course corrects.
const NAMED: [(&str, &[&str]); 6] = [
    (
        "S0",
        &[
            "prose-questions",
            "prose-k3s-details",
            "prose-eks-details",
            "prose-pourquoi-vm",
            "prose-cloud",
            "prose-automobile",
            "prose-banque",
            "prose-conclusion",
        ],
    ),
    (
        "S1",
        &[
            "1-vm",
            "1-combiner",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "synthese",
        ],
    ),
    ("S2", &["cas-vm", "hybrides", "decisions", "quote-app"]),
    (
        "S3",
        &[
            "prose-reseaux",
            "prose-addons",
            "prose-metriques",
            "prose-checklist",
            "prose-points",
            "prose-suite",
        ],
    ),
    (
        "S4",
        &[
            "image-architecture",
            "image-flux",
            "flux-7",
            "flux-8",
            "flux-suppression",
            "prose-definition",
            "prose-services",
            "prose-problemes",
            "prose-avantages",
            "prose-limites",
            "prose-pratiques",
            "prose-retenir",
            "prose-references",
            "prose-environnement",
        ],
    ),
    (
        "erreur",
        &[
            "9999",
            "psp",
            "istiod",
            "dqlite",
            "dockershim",
            "controller-kubelet",
            "master",
            "watch-etcd",
        ],
    ),
];

#[test]
fn every_item_of_the_original_documents_has_its_place() {
    let covered = coverage();
    let missing: Vec<String> = inventory()
        .into_iter()
        .filter(|id| covered.get(id.as_str()).is_none_or(Vec::is_empty))
        .collect();
    assert!(missing.is_empty(), "without an address: {missing:?}");

    let inventory = inventory();
    let unknown: Vec<&&str> = covered
        .keys()
        .filter(|&&id| !inventory.contains(id))
        .collect();
    assert!(unknown.is_empty(), "not in the inventory: {unknown:?}");
}

#[test]
fn every_place_is_in_the_course() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let corpus = corpus::load(&content).unwrap_or_else(|problems| panic!("{problems}"));
    let places = places(&corpus);
    let dead: Vec<String> = coverage()
        .into_iter()
        .flat_map(|(id, addresses)| addresses.into_iter().map(move |address| (id, address)))
        .filter(|(_, address)| !places.contains(*address))
        .map(|(id, address)| format!("{id}: {address}"))
        .collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// All ids there must be.
fn inventory() -> BTreeSet<String> {
    let numbered = NUMBERED.iter().flat_map(|&(document, tables, blocks)| {
        let tables = (1..=tables).map(move |n| format!("{document}-T{n}"));
        tables.chain((1..=blocks).map(move |n| format!("{document}-C{n}")))
    });
    let named = NAMED
        .iter()
        .flat_map(|&(document, names)| names.iter().map(move |name| format!("{document}-{name}")));
    numbered.chain(named).collect()
}

/// The addresses of each id; no id may be there twice.
fn coverage() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut covered = BTreeMap::new();
    for line in include_str!("course/coverage.tsv").lines() {
        let mut fields = line.split('\t');
        let id = fields.next().unwrap();
        let before = covered.insert(id, fields.collect());
        assert!(before.is_none(), "{id} is there twice");
    }
    covered
}

/// Every address of the course, with and without anchor.
fn places(corpus: &Corpus) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    let mut add = |path: &str, anchors: Vec<String>| {
        places.extend(anchors.iter().map(|anchor| format!("{path}#{anchor}")));
        places.insert(path.to_owned());
    };
    for note in corpus.notes() {
        let anchors = note
            .sections
            .iter()
            .filter_map(|section| section.anchor.clone());
        add(&note.path(), anchors.collect());
    }
    for comparison in corpus.comparisons() {
        let ids = comparison
            .criteria()
            .map(|criterion| criterion.id.to_string());
        add(&comparison.path(), ids.collect());
    }
    for stack in corpus.stacks() {
        let layers = stack.walk().into_iter().map(|(_, layer)| layer.anchor());
        add(&stack.path(), layers.collect());
    }
    for flow in corpus.flows() {
        let steps = flow.steps.iter().map(Step::anchor);
        add(&flow.path(), steps.collect());
    }
    let terms = corpus
        .glossary()
        .terms
        .iter()
        .map(|term| term.id.to_string());
    add("/glossaire", terms.collect());
    places
}
