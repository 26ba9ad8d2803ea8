//! One query or more per class.

use super::{index, paths, search};
use crate::search::{Asked, HitKind, Index, Remark};

/// Each query's first hit must be at the path.
fn opens(cases: &[(&str, &str)]) {
    let index = index();
    for (query, path) in cases {
        let answer = search(&index, query);
        assert_eq!(
            paths(&answer).first(),
            Some(path),
            "{query}: {:#?}",
            paths(&answer)
        );
    }
}

/// Each query must find the path, among whatever else.
fn finds(cases: &[(&str, &str)]) {
    let index = index();
    for (query, path) in cases {
        let answer = search(&index, query);
        assert!(
            paths(&answer).contains(path),
            "{query}: {:#?}",
            paths(&answer)
        );
    }
}

fn suggestion(index: &Index, query: &str) -> Option<String> {
    search(index, query).suggestion
}

#[test]
fn titles_open_the_top_of_their_page() {
    opens(&[
        ("Les conteneurs", "/notes/comprendre/conteneurs"),
        ("conteneurs", "/notes/comprendre/conteneurs"),
        ("les machines virtuelles", "/notes/comprendre/vm"),
        (
            "Conteneurs ou machines virtuelles",
            "/comparer/conteneurs-vm",
        ),
        ("institution financière", "/environnements/banque"),
        ("kubectl apply", "/flux/kubectl-apply"),
    ]);
}

#[test]
fn every_kind_of_place_is_found() {
    opens(&[
        ("images et registres", "/notes/comprendre/conteneurs#images"),
        ("temps de démarrage", "/comparer/conteneurs-vm#demarrage"),
        ("licences payantes", "/comparer/conteneurs-vm#licence"),
        ("boîtier HSM", "/environnements/banque#couche-hsm"),
        (
            "enregistrer l’objet",
            "/flux/kubectl-apply?etape=2b#etape-2b",
        ),
        ("ordinateur simulé", "/glossaire#machine-virtuelle"),
    ]);
    let kinds = |query| search(&index(), query).hits[0].kind;
    assert_eq!(kinds("HSM"), HitKind::Layer);
    assert_eq!(kinds("authentifier"), HitKind::Step);
}

#[test]
fn accents_and_ligatures_may_be_left_out() {
    opens(&[
        ("securite", "/notes/kubernetes/orchestration#securite"),
        ("sécurité", "/notes/kubernetes/orchestration#securite"),
        ("SÉCURITÉ", "/notes/kubernetes/orchestration#securite"),
        (
            "se\u{301}curite\u{301}",
            "/notes/kubernetes/orchestration#securite",
        ),
        ("noeud", "/glossaire#noeud"),
        ("nœud", "/glossaire#noeud"),
        ("systeme d exploitation", "/glossaire#noyau"),
    ]);
}

#[test]
fn inflections_find_one_another() {
    opens(&[
        ("déployé", "/notes/kubernetes/deploiement"),
        ("déployer", "/notes/kubernetes/deploiement"),
        ("deployer", "/notes/kubernetes/deploiement"),
        ("déploiements", "/notes/kubernetes/deploiement"),
        ("conteneur", "/notes/comprendre/conteneurs"),
        ("journal", "/notes/comprendre/vm#materiel"),
        ("local", "/notes/comprendre/vm#materiel"),
        ("noyaux", "/glossaire#noyau"),
    ]);
}

#[test]
fn elided_articles_do_not_count() {
    opens(&[
        ("l’hyperviseur", "/notes/comprendre/vm#hyperviseur"),
        ("l'hyperviseur", "/notes/comprendre/vm#hyperviseur"),
        ("hyperviseur", "/notes/comprendre/vm#hyperviseur"),
        (
            "qu’est-ce que l’orchestration ?",
            "/notes/kubernetes/orchestration",
        ),
    ]);
}

#[test]
fn typos_find_the_word_and_suggest_it() {
    opens(&[
        ("hyperviseru", "/notes/comprendre/vm#hyperviseur"),
        ("l’hypervisseur", "/notes/comprendre/vm#hyperviseur"),
        ("conteneru", "/notes/comprendre/conteneurs"),
        ("orchetsration", "/notes/kubernetes/orchestration"),
    ]);
    let index = index();
    assert_eq!(
        suggestion(&index, "l’hyperviseru").as_deref(),
        Some("l’hyperviseur")
    );
    assert_eq!(suggestion(&index, "securitee").as_deref(), Some("sécurité"));
    assert_eq!(suggestion(&index, "hyperviseur"), None);
    assert_eq!(suggestion(&index, "xyzzyx"), None);
}

#[test]
fn a_known_word_is_not_replaced_by_similar_ones() {
    let answer = search(&index(), "sonde");
    assert_eq!(paths(&answer), ["/notes/kubernetes/deploiement#sondes"]);
}

#[test]
fn synonyms_work_in_both_directions() {
    finds(&[
        ("k8s", "/glossaire#kubernetes"),
        ("kernel", "/notes/comprendre/conteneurs#noyau"),
        ("node", "/notes/kubernetes/orchestration"),
        ("VM", "/notes/comprendre/vm"),
        ("worker", "/notes/kubernetes/orchestration"),
    ]);
    opens(&[("partage du kernel", "/notes/comprendre/conteneurs#noyau")]);
}

#[test]
fn the_last_word_may_be_unfinished() {
    opens(&[
        ("orchestr", "/notes/kubernetes/orchestration"),
        ("partage du noy", "/notes/comprendre/conteneurs#noyau"),
        ("hypervi", "/notes/comprendre/vm#hyperviseur"),
    ]);
    let finished = search(&index(), "hypervi matériel");
    assert!(paths(&finished).contains(&"/notes/comprendre/vm#materiel"));
    assert_eq!(
        search(&index(), "hypervi ").total,
        0,
        "only the word being typed is completed"
    );
}

#[test]
fn words_may_be_spread_over_title_heading_and_text() {
    opens(&[
        (
            "orchestration sauvegarde",
            "/notes/kubernetes/orchestration#stockage",
        ),
        ("hyperviseur répartit", "/notes/comprendre/vm#hyperviseur"),
        (
            "démarrage secondes conteneurs",
            "/comparer/conteneurs-vm?cellule=demarrage.conteneurs#page:detail",
        ),
    ]);
}

#[test]
fn all_words_come_before_some() {
    let index = index();
    let both = search(&index, "sonde kubelet");
    assert_eq!(both.total, 1);
    let either = search(&index, "sonde hyperviseur");
    let found = paths(&either);
    assert!(found.contains(&"/notes/kubernetes/deploiement#sondes"));
    assert!(found.contains(&"/notes/comprendre/vm#hyperviseur"));
}

#[test]
fn compounds_may_be_typed_apart() {
    opens(&[("config map", "/notes/kubernetes/deploiement#configuration")]);
}

#[test]
fn english_notes_are_inflected_in_english() {
    opens(&[
        ("provisioning", "/notes/english/volumes"),
        ("persistent volume", "/notes/english/volumes"),
        ("run", "/notes/english/volumes"),
    ]);
}

#[test]
fn odd_queries_find_nothing() {
    let index = index();
    for query in [
        "",
        " ",
        "\0\u{7}",
        "🙂🙂",
        "?!… «»",
        "’'’",
        "\u{200f}\u{202e}",
        "AND (OR \"",
        "+-*~^:",
    ] {
        let answer = search(&index, query);
        let odd = query.chars().any(char::is_alphanumeric);
        assert!(odd || answer.total == 0, "{query:?}");
        assert_eq!(answer.suggestion, None, "{query:?}");
    }
}

#[test]
fn who_names_a_subject_besides_opens_the_cell() {
    finds(&[
        (
            "démarrage des conteneurs",
            "/comparer/conteneurs-vm?cellule=demarrage.conteneurs#page:detail",
        ),
        (
            "temps de démarrage d’une VM",
            "/comparer/conteneurs-vm?cellule=demarrage.vm#page:detail",
        ),
        ("temps de démarrage", "/comparer/conteneurs-vm#demarrage"),
        // Nothing is known of it: the row says so.
        ("licences des conteneurs", "/comparer/conteneurs-vm#licence"),
        // Both subjects are named: the row compares them.
        (
            "démarrage conteneurs machines virtuelles",
            "/comparer/conteneurs-vm#demarrage",
        ),
    ]);
    let answer = search(&index(), "temps de démarrage d’une VM");
    let cell = answer.hits.iter().find(|hit| hit.path.contains("cellule"));
    let cell = cell.expect("the cell");
    assert_eq!(cell.heading, "Temps de démarrage, Machines virtuelles");
    assert_eq!(cell.kind, HitKind::Criterion);
    let snippet = cell.snippet.as_str();
    assert!(snippet.contains("Plusieurs minutes"), "{snippet}");
    assert!(!snippet.contains("secondes"), "{snippet}");
}

#[test]
fn whatever_is_typed_is_bounded_and_has_its_reason() {
    let index = index();
    let words: Vec<String> = (0..200).map(|i| format!("conteneur{i}")).collect();
    let cases = [
        (String::new(), "empty"),
        ("noyau ".repeat(1_707), "too-long"),
        (words.join(" "), "too-many-words"),
        ("no\u{0}yau\u{7}".to_owned(), "invisible-characters"),
        ("\u{202e}noyau\u{200f}".to_owned(), "invisible-characters"),
        ("🐳🙂".to_owned(), "no-words"),
        ("de la le les".to_owned(), "only-stop-words"),
        ("?!… «»".to_owned(), "no-words"),
        ("noyau AND -vm".to_owned(), "operators"),
    ];
    for (typed, reason) in cases {
        let asked = Asked::read(&typed);
        let codes: Vec<&str> = asked.remarks.iter().map(Remark::code).collect();
        assert!(codes.contains(&reason), "{typed:?}: {codes:?}");
        for text in [&typed, &asked.text] {
            let plan = index.plan(text);
            assert!(plan.concepts.len() <= 12, "{typed:?}");
            assert!(
                plan.concepts.iter().all(|c| c.leaves.len() <= 40),
                "{typed:?}"
            );
            let answer = search(&index, text);
            let found = answer.total > 0;
            assert!(
                !(found && asked.remarks.iter().any(Remark::is_final)),
                "{typed:?}"
            );
        }
    }
}

#[test]
fn long_queries_are_cut() {
    let index = index();
    let words = "hyperviseur ".repeat(200);
    assert_eq!(
        paths(&search(&index, &words))[0],
        "/notes/comprendre/vm#hyperviseur"
    );
    let late = format!("hyperviseur {}", "x".repeat(10_000));
    assert_eq!(
        paths(&search(&index, &late))[0],
        "/notes/comprendre/vm#hyperviseur"
    );
}

#[test]
fn total_counts_beyond_the_limit() {
    let index = index();
    let one = index.search(&crate::search::Query {
        text: "conteneurs",
        limit: 1,
        ..crate::search::Query::default()
    });
    let all = search(&index, "conteneurs");
    assert_eq!((one.hits.len(), one.total), (1, all.total));
    assert!(all.total > 1);
    let none = index.search(&crate::search::Query {
        text: "conteneurs",
        limit: 0,
        ..crate::search::Query::default()
    });
    assert_eq!((none.hits.len(), none.total), (0, all.total));
    let most = index.search(&crate::search::Query {
        text: "conteneurs",
        limit: usize::MAX,
        ..crate::search::Query::default()
    });
    assert_eq!(most.hits.len(), all.total);
}

#[test]
fn an_empty_corpus_finds_nothing() {
    let index = Index::build(&crate::Corpus::default()).unwrap();
    assert_eq!(search(&index, "noyau").total, 0);
    assert_eq!(search(&index, "noyau").suggestion, None);
}

#[test]
fn snippets_mark_what_matched() {
    let index = index();
    let snippet = |query| search(&index, query).hits[0].snippet.as_str().to_owned();
    assert_eq!(
        snippet("conteneur processus"),
        "Un <mark>conteneur</mark> isole un <mark>processus</mark> et ses dépendances."
    );
    assert_eq!(
        snippet("repartit hypervisuer"),
        "L’<mark>hyperviseur</mark> <mark>répartit</mark> le matériel entre les machines."
    );
    assert!(snippet("images et reg lecture").contains("en <mark>lecture</mark> seule"));
    assert!(snippet("temps de démarrage rendu").contains("&lt; <mark>rendu</mark> &gt;"));
}
