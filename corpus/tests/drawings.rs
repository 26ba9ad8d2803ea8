//! Every drawing of the course has the boxes, the depth and the arrows of the one it was made from,
//! or its table says what differs.
//!
//! `course/drawings.tsv`, a line for each environment: its slug; the ids of `course/coverage.tsv` that
//! it was drawn from (`-` for none); boxes of the main drawing, how many of them hold others, how deep
//! they nest, how many lie in another; how many boxes each side list has; arrows; and how all this
//! compares. `course/flows.tsv` likewise: slug, ids, participants, numbers of the steps.

#![allow(clippy::unwrap_used)]

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use corpus::{
    Corpus, Id, LayerKind,
    layout::graph::graph,
    stack::{Layer, Stack},
};

static COURSE: LazyLock<Corpus> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    corpus::load(&content).unwrap_or_else(|problems| panic!("{problems}"))
});

fn stack(slug: &str) -> &'static Stack {
    COURSE.stack(slug).unwrap()
}

/// The lines of a table: what must be found for each slug. The last field is for readers.
fn table(text: &'static str) -> BTreeMap<String, String> {
    let lines = text.lines().map(|line| {
        let (slug, rest) = line.split_once('\t').unwrap();
        let (_, rest) = rest.split_once('\t').unwrap();
        let (figures, remark) = rest.rsplit_once('\t').unwrap();
        assert!(!remark.is_empty(), "{slug}");
        (slug.to_owned(), figures.to_owned())
    });
    let count = text.lines().count();
    let table: BTreeMap<_, _> = lines.collect();
    assert_eq!(table.len(), count, "no slug is there twice");
    table
}

/// Boxes, boxes that hold others, depth, and boxes that lie in another.
fn shape(layers: Vec<Layer>) -> [usize; 4] {
    let roots = layers.len();
    let alone = Stack {
        layers,
        ..stack("banque").clone()
    };
    let walk = alone.walk();
    let holding = walk.iter().filter(|(_, layer)| !layer.children.is_empty());
    let depth = walk.iter().map(|(depth, _)| depth + 1).max();
    [
        walk.len(),
        holding.count(),
        depth.unwrap_or(0),
        walk.len() - roots,
    ]
}

fn figures(stack: &Stack) -> String {
    let (side, main): (Vec<&Layer>, Vec<&Layer>) =
        stack.layers.iter().partition(|layer| layer.side);
    let main = shape(main.into_iter().cloned().collect());
    let lists: Vec<String> = side
        .iter()
        .map(|list| shape(list.children.clone())[0].to_string())
        .collect();
    let lists = match lists.is_empty() {
        true => "-".to_owned(),
        false => lists.join(" "),
    };
    let main = main.map(|figure| figure.to_string()).join("\t");
    format!("{main}\t{lists}\t{}", stack.links.len())
}

#[test]
fn environments_have_the_boxes_of_the_originals() {
    let found = COURSE.stacks().iter();
    let found = found.map(|stack| (stack.slug.to_string(), figures(stack)));
    let found: BTreeMap<_, _> = found.collect();
    assert_eq!(found, table(include_str!("course/drawings.tsv")));
}

#[test]
fn flows_have_the_participants_and_steps_of_the_originals() {
    let found = COURSE.flows().iter().map(|flow| {
        let steps = flow.steps.iter().map(|step| step.number.as_str());
        let numbers: Vec<&str> = steps.collect();
        let figures = format!("{}\t{}", flow.participants.len(), numbers.join(" "));
        (flow.slug.to_string(), figures)
    });
    let found: BTreeMap<_, _> = found.collect();
    assert_eq!(found, table(include_str!("course/flows.tsv")));
}

/// Both tables name the originals as the table of coverage does.
#[test]
fn drawings_and_originals_name_each_other() {
    let coverage = include_str!("course/coverage.tsv").lines();
    let mut covered: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, address) in coverage.flat_map(|line| {
        let (id, addresses) = line.split_once('\t').unwrap_or((line, ""));
        addresses.split('\t').map(move |address| (id, address))
    }) {
        covered.entry(address.to_owned()).or_default().push(id);
    }
    for (folder, text) in [
        ("environnements", include_str!("course/drawings.tsv")),
        ("flux", include_str!("course/flows.tsv")),
    ] {
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (slug, ids) = (fields.next().unwrap(), fields.next().unwrap());
            let named: Vec<&str> = ids.split(' ').filter(|id| *id != "-").collect();
            let address = format!("/{folder}/{slug}");
            let found = covered.get(&address).cloned().unwrap_or_default();
            assert_eq!(found, named, "{address}");
        }
    }
}

/// What of a drawing the figures do not say.
#[test]
fn boxes_are_of_the_kinds_of_the_originals() {
    let kinds = |slug: &str, wanted| {
        let walk = stack(slug).walk();
        let of = walk.iter().filter(|(_, layer)| layer.kind == wanted);
        of.count()
    };
    assert_eq!(kinds("automobile", LayerKind::Pod), 5);
    assert_eq!(kinds("segmentation", LayerKind::Zone), 3);
    assert_eq!(stack("banque").layers[0].children.len(), 3, "zones");
    assert_eq!(stack("lab-sauvegardes").layers.len(), 2);
    // The cards: five for the control plane, four for a worker.
    for (id, cards) in [("controle", 5), ("noeud-1", 4), ("noeud-2", 4)] {
        let layer = stack("architecture-kubernetes").layer(&Id::new(id).unwrap());
        let inside = shape(layer.unwrap().children.clone())[0];
        assert_eq!(inside, cards, "{id}");
    }
}

/// Where arrows of the originals lead to a box of boxes, so do ours: it is one node.
#[test]
fn arrows_are_drawn_between_the_boxes_of_the_originals() {
    for (slug, nodes) in [
        ("modele-microservices", 10),
        ("modele-evenements", 8),
        ("lab-observabilite", 8),
    ] {
        for width in [272.0, 1040.0] {
            let picture = graph(stack(slug), width);
            let size = (picture.nodes.len(), picture.edges.len());
            assert_eq!(size, (nodes, stack(slug).links.len()), "{slug} at {width}");
            assert!(picture.edges.iter().all(|edge| !edge.back), "{slug}");
        }
    }
    let microservices = graph(stack("modele-microservices"), 1040.0);
    let mut nodes = microservices.nodes.iter();
    let data = nodes.find(|node| !node.inside.is_empty()).unwrap();
    assert_eq!(data.inside.join(" "), "PostgreSQL, Redis, RabbitMQ");
}
