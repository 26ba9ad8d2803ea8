//! A small course with one of everything.

use crate::{
    Corpus, Html, Id, LayerKind, Part, Slug,
    comparison::{Cell, Comparison, Criterion, Group, Subject},
    flow::{Flow, Participant, Step},
    glossary::{Glossary, Term},
    note::{Note, Section},
    stack::{Layer, Stack},
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A note whose sections are given as `(anchor, heading, text)`; no anchor for its top.
pub(in crate::search) fn note(
    slug: &str,
    lang: &str,
    title: &str,
    sections: &[(&str, &str, &str)],
) -> Note {
    let section = |(anchor, heading, text): &(&str, &str, &str)| Section {
        anchor: (!anchor.is_empty()).then(|| (*anchor).to_owned()),
        heading: (*heading).to_owned(),
        text: (*text).to_owned(),
    };
    Note {
        slug: Slug::new(slug),
        source: format!("notes/{slug}.md"),
        title: title.to_owned(),
        summary: None,
        lang: lang.to_owned(),
        learn: Vec::new(),
        html: Html::default(),
        tables: Vec::new(),
        embeds: Vec::new(),
        toc: Vec::new(),
        sections: sections.iter().map(section).collect(),
        questions: Vec::new(),
        leads_to: Vec::new(),
        dead_links: Vec::new(),
        updated: None,
        minutes: 1,
        markdown: String::new(),
    }
}

fn term(name: &str, definition: &str, synonyms: &[&str]) -> Term {
    Term {
        id: id(&crate::markdown::slug(name)),
        name: name.to_owned(),
        lang: None,
        definition: Html::escaped(definition),
        plain: definition.to_owned(),
        synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
        note: None,
    }
}

pub(super) fn corpus_of(notes: Vec<Note>) -> Corpus {
    Corpus::new(
        notes,
        Part::default(),
        vec![],
        vec![],
        vec![],
        Glossary::default(),
    )
}

pub(super) fn corpus() -> Corpus {
    let glossary = Glossary {
        terms: vec![
            term("noyau", "Le cœur du système d’exploitation.", &["kernel"]),
            term("nœud", "Une machine du cluster.", &["node", "worker"]),
            term("Kubernetes", "Un orchestrateur de conteneurs.", &["k8s"]),
            term("machine virtuelle", "Un ordinateur simulé.", &["VM"]),
        ],
    };
    let (comparisons, stacks, flows) = (vec![comparison()], vec![stack()], vec![flow()]);
    Corpus::new(
        notes(),
        Part::default(),
        comparisons,
        stacks,
        flows,
        glossary,
    )
}

fn notes() -> Vec<Note> {
    vec![
        note(
            "comprendre/conteneurs",
            "fr",
            "Les conteneurs",
            &[
                (
                    "",
                    "Les conteneurs",
                    "Un conteneur isole un processus et ses dépendances.",
                ),
                (
                    "noyau",
                    "Partage du noyau",
                    "Tous les conteneurs d’un hôte partagent le noyau Linux.",
                ),
                (
                    "images",
                    "Images et registres",
                    "Une image est faite de couches en lecture seule.",
                ),
            ],
        ),
        note(
            "comprendre/vm",
            "fr",
            "Les machines virtuelles",
            &[
                (
                    "",
                    "Les machines virtuelles",
                    "Chaque machine virtuelle a son propre système.",
                ),
                (
                    "hyperviseur",
                    "L’hyperviseur",
                    "L’hyperviseur répartit le matériel entre les machines.",
                ),
                (
                    "materiel",
                    "Le matériel",
                    "Des réseaux locaux, des journaux et des disques.",
                ),
            ],
        ),
        note(
            "kubernetes/deploiement",
            "fr",
            "Le déploiement",
            &[
                (
                    "",
                    "Le déploiement",
                    "Une application est déployée par étapes, sans coupure.",
                ),
                (
                    "sondes",
                    "Les sondes",
                    "Le kubelet interroge chaque pod ; une sonde échoue, le pod est recréé.",
                ),
                (
                    "configuration",
                    "La configuration",
                    "Un ConfigMap garde les réglages hors de l’image.",
                ),
            ],
        ),
        note(
            "kubernetes/orchestration",
            "fr",
            "L’orchestration",
            &[
                (
                    "",
                    "L’orchestration",
                    "Elle place les conteneurs sur les nœuds du cluster.",
                ),
                (
                    "securite",
                    "Sécurité et réseau",
                    "Les règles filtrent le trafic entre les pods.",
                ),
                (
                    "stockage",
                    "Stockage",
                    "Les volumes survivent aux pods : sauvegarde et restauration.",
                ),
            ],
        ),
        note(
            "english/volumes",
            "en",
            "Persistent volumes",
            &[(
                "",
                "Persistent volumes",
                "Volumes are provisioned by running a storage driver.",
            )],
        ),
    ]
}

fn comparison() -> Comparison {
    let subject = |slug: &str, name: &str| Subject {
        id: id(slug),
        name: name.to_owned(),
        kind: None,
        note: None,
        stack: None,
    };
    let known = |text: &str| Cell::Known {
        text: Html::escaped(text),
        plain: text.to_owned(),
        level: None,
        source: None,
    };
    let criterion = |slug: &str, name: &str, help: Option<&str>, cells: Vec<Cell>| Criterion {
        id: id(slug),
        name: name.to_owned(),
        help: help.map(Html::escaped),
        scale: None,
        cells: cells.into(),
    };
    let criteria = vec![
        criterion(
            "demarrage",
            "Temps de démarrage",
            Some("Jusqu’au premier service < rendu >"),
            vec![known("Quelques secondes"), known("Plusieurs minutes")],
        ),
        criterion(
            "licence",
            "Licences",
            None,
            vec![Cell::Unknown, known("Souvent payantes")],
        ),
    ];
    Comparison {
        slug: Slug::new("conteneurs-vm"),
        source: "comparisons/conteneurs-vm.toml".to_owned(),
        title: "Conteneurs ou machines virtuelles".to_owned(),
        summary: Some(Html::escaped("Deux façons d’isoler.")),
        note: None,
        subjects: vec![
            subject("conteneurs", "Conteneurs"),
            subject("vm", "Machines virtuelles"),
        ],
        groups: vec![Group {
            name: String::new(),
            criteria,
        }],
    }
}

fn stack() -> Stack {
    let layer = |slug: &str, label: &str, plain: &str, children| Layer {
        detail: Some(Html::escaped(plain)),
        plain: plain.to_owned(),
        children,
        ..Layer::new(id(slug), LayerKind::Hardware, label)
    };
    let hsm = layer(
        "hsm",
        "Boîtier HSM",
        "Il garde les clés de chiffrement.",
        vec![],
    );
    Stack {
        layers: vec![layer(
            "baie",
            "Baie de serveurs",
            "Alimentation redondante.",
            vec![hsm],
        )],
        ..Stack::new(Slug::new("banque"), "Institution financière")
    }
}

fn flow() -> Flow {
    let participant = |slug, name| Participant::new(id(slug), LayerKind::Kubernetes, name);
    let record = Step {
        plain: "L’état voulu est écrit.".to_owned(),
        ..Step::new("2b", (0, 1), "Enregistrer l’objet")
    };
    Flow {
        participants: vec![
            participant("api", "API Server"),
            participant("etcd", "etcd"),
        ],
        steps: vec![Step::new("1", (0, 0), "Authentifier la requête"), record],
        ..Flow::new(Slug::new("kubectl-apply"), "De kubectl apply au pod")
    }
}
