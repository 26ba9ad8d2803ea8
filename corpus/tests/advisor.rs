//! The decision helper of the course: what its original documents say comes out.

#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::Path};

use corpus::{
    Corpus,
    advisor::{Advisor, Fit, Ground},
    citation::CitationKind,
    search::{HitKind, Index, Query},
};

/// The case that stands for a row or an item, and what may come first in it.
type Decision = (&'static str, &'static [&'static str]);

/// Where the original documents decide between techniques: each table or list, whole.
const DECISIONS: [(&str, &[Decision]); 9] = [
    (
        "S0 T1, besoins",
        &[
            ("securite-maximale", &["vm"]),
            ("windows-ancien", &["vm"]),
            ("microservices-cloud-native", &["kubernetes"]),
            ("plusieurs-systemes", &["vm"]),
            ("deployer-souvent", &["kubernetes"]),
        ],
    ),
    (
        "S1 §1, préférer une VM",
        &[
            ("voisins-hostiles", &["vm"]),
            ("autre-systeme", &["vm"]),
            ("monolithe-ancien", &["vm"]),
            ("une-vm-par-client", &["vm"]),
        ],
    ),
    (
        "S1 §1, combiner",
        &[
            ("noeuds-en-vm", &["kubernetes-vm"]),
            ("base-en-vm", &["cote-a-cote"]),
            ("dmz-en-vm", &["cote-a-cote"]),
        ],
    ),
    (
        "S2, cas d'usage des VM",
        &[
            ("voisins-hostiles", &["vm"]),
            ("autre-systeme", &["vm"]),
            ("noyau-particulier", &["vm"]),
            ("une-vm-par-client", &["vm"]),
            ("monolithe-ancien", &["vm"]),
        ],
    ),
    (
        "S2, architectures hybrides",
        &[
            ("noeuds-en-vm", &["kubernetes-vm"]),
            ("combiner-clients", &["conteneurs-vm", "kubernetes-vm"]),
            ("hybride-ci", &["conteneurs-vm"]),
            ("combiner-migration", &["cote-a-cote"]),
            ("hybride-profondeur", &["kubernetes-vm"]),
            ("hybride-peripherie", &["cote-a-cote"]),
        ],
    ),
    (
        "S2, choisir les conteneurs",
        &[
            (
                "conteneurs-microservices",
                &["conteneurs", "compose", "kubernetes"],
            ),
            ("conteneurs-echelle", &["conteneurs", "kubernetes"]),
            ("conteneurs-densite", &["conteneurs"]),
            ("conteneurs-portables", &["conteneurs"]),
        ],
    ),
    (
        "S2, choisir les VM",
        &[
            ("vm-isolation", &["vm"]),
            ("vm-systemes", &["vm"]),
            ("vm-existant", &["vm"]),
            ("vm-obligations", &["vm"]),
        ],
    ),
    (
        "S2, combiner",
        &[
            (
                "combiner-solide-souple",
                &["kubernetes-vm", "conteneurs-vm"],
            ),
            ("combiner-clients", &["conteneurs-vm", "kubernetes-vm"]),
            ("combiner-migration", &["cote-a-cote"]),
            ("combiner-parc", &["kubernetes-vm"]),
        ],
    ),
    (
        "S4 T6, quand l'utiliser (deux moments par ligne)",
        &[
            ("compose-developpement", &["compose"]),
            ("compose-prototype", &["compose"]),
            ("kubernetes-production", &["kubernetes"]),
            ("kubernetes-resilience", &["kubernetes"]),
            ("vm-heterogene", &["vm"]),
            ("vm-compatibilite", &["vm"]),
        ],
    ),
];

fn content() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

fn course() -> Corpus {
    corpus::load(&content()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn names(advisor: &Advisor, options: &[usize]) -> BTreeSet<String> {
    let name = |&option: &usize| advisor.options[option].id.to_string();
    options.iter().map(name).collect()
}

#[test]
fn what_the_original_documents_decide_comes_out() {
    let corpus = course();
    let advisor = corpus.advisor().unwrap();
    for (list, items) in DECISIONS {
        for (id, allowed) in items {
            let case = advisor.cases.iter().find(|case| case.id.as_str() == *id);
            let case = case.unwrap_or_else(|| panic!("{list}: no case {id}"));
            let allowed: BTreeSet<String> = allowed.iter().map(|id| (*id).to_owned()).collect();
            let leaders = names(advisor, &advisor.leaders(&case.profile));
            assert!(
                !leaders.is_empty() && leaders.is_subset(&allowed),
                "{list}, {id}: {leaders:?}"
            );
            assert_eq!(names(advisor, &case.first), allowed, "{list}, {id}");
        }
    }
}

#[test]
fn every_answer_has_its_note_and_every_option_its_day() {
    let corpus = course();
    let advisor = corpus.advisor().unwrap();
    let mut winners = BTreeSet::new();
    for question in &advisor.questions {
        for answer in &question.answers {
            for effect in &answer.effects {
                assert_eq!(effect.fits.len(), advisor.options.len());
                if let Ground::Rule { source, .. } = &effect.ground {
                    assert!(source.href.starts_with("/notes/") && source.href.contains('#'));
                }
            }
        }
    }
    for case in &advisor.cases {
        winners.extend(advisor.leaders(&case.profile));
    }
    assert_eq!(
        winners.len(),
        advisor.options.len(),
        "an option never comes first"
    );
}

#[test]
fn a_cell_that_is_not_filled_is_told_as_silence() {
    let corpus = course();
    let advisor = corpus.advisor().unwrap();
    let option = |id: &str| {
        advisor
            .options
            .iter()
            .position(|one| one.id.as_str() == id)
            .unwrap()
    };
    let asked = advisor
        .questions
        .iter()
        .find(|asked| asked.id.as_str() == "etape")
        .unwrap();
    let production = asked
        .answers
        .iter()
        .find(|one| one.id.as_str() == "production")
        .unwrap();
    let fits = &production.effects[0].fits;
    assert_eq!(fits[option("conteneurs")], Fit::Silent);
    assert!(matches!(fits[option("conteneurs-vm")], Fit::Rated { by, .. } if by == option("vm")));
}

#[test]
fn notes_know_that_the_helper_rests_on_them() {
    let corpus = course();
    let note = corpus.note("comprendre/conteneurs-ou-vm").unwrap();
    let cited = corpus
        .cited_by(note)
        .iter()
        .filter(|one| one.kind == CitationKind::Advisor);
    let cited: Vec<_> = cited.map(|one| one.href.as_str()).collect();
    assert_eq!(cited, ["/choisir"]);
}

#[test]
fn the_helper_is_found_by_its_name_and_by_what_it_asks() {
    let index = Index::build(&edited(|_| ()).unwrap()).unwrap();
    for (text, path) in [
        ("choisir", "/choisir"),
        ("quelle cloison", "/choisir#question-isolation"),
    ] {
        let answer = index.search(&Query {
            text,
            limit: 5,
            ..Query::default()
        });
        let found = answer.hits.iter().find(|hit| hit.kind == HitKind::Helper);
        let paths: Vec<_> = answer.hits.iter().map(|hit| &hit.path).collect();
        assert_eq!(found.unwrap().path, path, "{text}: {paths:?}");
    }
}

/// A folder with the course's helper and nothing of it but what `edit` leaves.
fn edited(edit: impl Fn(&Path)) -> Result<Corpus, corpus::problem::Problems> {
    let folder = tempfile::tempdir().unwrap();
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/valid/choisir");
    for name in ["notes/note.md", "comparisons/c.toml", "choisir.toml"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(valid.join(name), path).unwrap();
    }
    edit(folder.path());
    corpus::load(folder.path())
}

#[test]
fn a_folder_without_the_file_has_no_helper() {
    let corpus = edited(|folder| fs::remove_file(folder.join("choisir.toml")).unwrap()).unwrap();
    assert!(corpus.advisor().is_none());
    let with_link = |folder: &Path| {
        fs::remove_file(folder.join("choisir.toml")).unwrap();
        fs::write(folder.join("notes/b.md"), "# B\n\n[choisir](/choisir)\n").unwrap();
    };
    let problems = edited(with_link).unwrap_err().to_string();
    assert!(problems.contains("lien mort « /choisir »"), "{problems}");
}

#[test]
fn notes_may_link_to_a_question() {
    let link = |folder: &Path| {
        let text = "# B\n\n[a](../choisir.toml#question-isolation) [b](/choisir?isolation=forte)\n";
        fs::write(folder.join("notes/b.md"), text).unwrap();
    };
    let corpus = edited(link).unwrap();
    let html = corpus.notes()[corpus.note("b").unwrap()].html.as_str();
    assert!(
        html.contains(r##"href="/choisir#question-isolation""##),
        "{html}"
    );
    assert!(
        html.contains(r#"href="/choisir?isolation=forte""#),
        "{html}"
    );
}

#[test]
fn a_broken_comparison_is_told_once_and_takes_the_helper_with_it() {
    let break_it = |folder: &Path| {
        let path = folder.join("comparisons/c.toml");
        let text = fs::read_to_string(&path)
            .unwrap()
            .replace("\"forte\" }", "\"fort\" }");
        fs::write(path, text).unwrap();
    };
    let problems = edited(break_it).unwrap_err();
    let files: Vec<_> = problems
        .0
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(files, ["comparisons/c.toml"], "{problems}");
}

#[test]
fn rules_that_fail_a_case_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid/failed-case");
    for name in ["notes/note.md", "comparisons/c.toml", "choisir.toml"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(invalid.join(name), path).unwrap();
    }
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    assert!(corpus.advisor().is_none());
    assert_eq!(corpus.comparisons().len(), 1);
    assert!(problems.is_some());
}

/// One false level in the comparison, and the cases that rest on it say so.
#[test]
fn the_verdict_follows_the_comparison() {
    let turn = |folder: &Path| {
        let path = folder.join("comparisons/c.toml");
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("level = \"faible\"", "level = \"x\"");
        let text = text.replace("level = \"forte\"", "level = \"faible\"");
        fs::write(path, text.replace("level = \"x\"", "level = \"forte\"")).unwrap();
    };
    let problems = edited(turn).unwrap_err();
    assert_eq!(problems.0[0].fault.rule(), "failed-case", "{problems}");
    assert_eq!(problems.0[0].line, Some(46));
}
