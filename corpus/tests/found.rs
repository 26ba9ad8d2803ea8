//! What students type into the search of our own course, and what they must find.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use corpus::search::{Index, Query};

fn index() -> Index {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Index::build(&corpus::load(&content).unwrap()).unwrap()
}

/// Each query must find its place among the first hits of so many.
fn finds(within: usize, cases: &[(&str, &str)]) {
    let index = index();
    let query = |text| Query {
        text,
        limit: within,
        ..Query::default()
    };
    let missed: Vec<String> = cases
        .iter()
        .filter(|(text, path)| !index.paths(&query(text)).contains(path))
        .map(|(text, path)| format!("{text}: {:#?}, not {path}", index.paths(&query(text))))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_name_of_a_page_opens_it_or_what_explains_it() {
    finds(
        2,
        &[
            (
                "la machine virtuelle",
                "/notes/comprendre/machine-virtuelle",
            ),
            ("les secrets", "/notes/production/secrets"),
            ("pourquoi kubernetes", "/notes/kubernetes/pourquoi"),
            ("plan de contrôle", "/notes/kubernetes/plan-de-controle"),
            ("noeud de travail", "/notes/kubernetes/noeud-de-travail"),
            (
                "requests et limits",
                "/notes/production/requests-et-limits#definitions",
            ),
            ("panne de pod", "/notes/production/panne-de-pod"),
        ],
    );
}

#[test]
fn words_are_found_as_they_are_typed() {
    finds(
        3,
        &[
            ("securite", "/notes/lab/securite"),
            ("noeud", "/glossaire#noeud"),
            (
                "l’hyperviseur",
                "/notes/comprendre/machine-virtuelle#hyperviseur",
            ),
            (
                "l'hyperviseur",
                "/notes/comprendre/machine-virtuelle#hyperviseur",
            ),
            (
                "hyperviseru",
                "/notes/comprendre/machine-virtuelle#hyperviseur",
            ),
            ("conteneurs", "/notes/comprendre/conteneur"),
            ("k8s", "/glossaire#kubernetes"),
            ("kernel", "/glossaire#noyau"),
            ("orchestr", "/glossaire#orchestration"),
        ],
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
