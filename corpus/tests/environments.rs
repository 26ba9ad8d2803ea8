//! What the environments of the course say: their size, and what follows from their layers.

#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use corpus::{
    Corpus, Id, LayerKind,
    layout::ascii,
    stack::{Fate, Kernel, Place, Stack, Verdict, align, changes, fates, kernels, places},
};

static COURSE: LazyLock<Corpus> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    corpus::load(&content).unwrap_or_else(|problems| panic!("{problems}"))
});

fn stack(slug: &str) -> &'static Stack {
    COURSE.stack(slug).unwrap()
}

/// The labels of the layers whose kind is `kind` and of which `of` says `wanted`.
fn labels<T: PartialEq>(stack: &Stack, of: &[T], kind: LayerKind, wanted: &T) -> Vec<String> {
    let layers = stack.walk().into_iter().zip(of);
    let found = layers.filter(|((_, layer), of)| layer.kind == kind && *of == wanted);
    found.map(|((_, layer), _)| layer.label.clone()).collect()
}

/// Boxes of the main drawing, how deep they nest, boxes inside the side lists: as in the drawings
/// the course was made from.
#[test]
fn drawings_have_the_boxes_of_the_originals() {
    const DRAWINGS: [(&str, usize, usize, &[usize]); 8] = [
        ("lab-k3s", 6, 6, &[]),
        ("cloud-generique", 4, 4, &[]),
        ("aws-eks", 7, 7, &[3]),
        ("datacenter-cloud", 7, 5, &[3, 3]),
        ("automobile", 10, 6, &[1, 3]),
        ("banque", 13, 5, &[3, 4]),
        ("istio", 11, 3, &[]),
        ("modele-microservices", 9, 3, &[3]),
    ];
    for (slug, boxes, depth, lists) in DRAWINGS {
        let stack = stack(slug);
        let (side, main): (Vec<_>, Vec<_>) = stack.layers.iter().partition(|layer| layer.side);
        let of = |layers: Vec<_>| Stack {
            layers,
            ..stack.clone()
        };
        let main = of(main.into_iter().cloned().collect());
        let deepest = main.walk().iter().map(|(depth, _)| depth + 1).max();
        assert_eq!((main.walk().len(), deepest), (boxes, Some(depth)), "{slug}");
        let inside: Vec<usize> = side.iter().map(|list| list.children.len()).collect();
        assert_eq!(inside, lists, "{slug}");
    }
    let pods = stack("automobile").walk();
    let pods = pods
        .iter()
        .filter(|(_, layer)| layer.kind == LayerKind::Pod);
    assert_eq!(pods.count(), 5);
    assert_eq!(
        COURSE.stack("banque").unwrap().layers[0].children.len(),
        3,
        "zones"
    );
}

#[test]
fn what_runs_where_is_what_the_notes_say() {
    let bank = stack("banque");
    let where_ = places(bank);
    let pods = [
        "Pods\u{a0}: API, authentification",
        "Pods\u{a0}: web, mobile",
    ];
    assert_eq!(
        labels(bank, &where_, LayerKind::Pod, &Place::Kubernetes),
        pods
    );
    let bases = ["Oracle RAC (primaire)", "PostgreSQL (réplique)"];
    assert_eq!(labels(bank, &where_, LayerKind::Storage, &Place::Vm), bases);
    assert_eq!(
        labels(bank, &where_, LayerKind::Security, &Place::Outside).len(),
        5
    );
    assert_eq!(
        labels(bank, &where_, LayerKind::Network, &Place::Outside).len(),
        1
    );

    let car = stack("automobile");
    let where_ = places(car);
    assert!(!where_.contains(&Place::Vm), "no machine in a car");
    assert_eq!(
        labels(car, &where_, LayerKind::Pod, &Place::Kubernetes).len(),
        5
    );

    let host = stack("conteneur-simple");
    assert!(places(host).iter().all(|place| *place == Place::Outside));
}

#[test]
fn containers_share_a_kernel_and_machines_do_not() {
    let owners = |slug| {
        let kernels = kernels(stack(slug));
        let own = kernels.iter().filter(|kernel| **kernel == Kernel::Own);
        (own.count(), kernels)
    };
    let (machines, _) = owners("vm-simple");
    assert_eq!(machines, 2);
    let (hosts, kernels) = owners("conteneur-simple");
    assert_eq!(hosts, 1);
    let shared = labels(
        stack("conteneur-simple"),
        &kernels,
        LayerKind::Pod,
        &Kernel::Shared(1),
    );
    assert_eq!(shared.len(), 2);
}

#[test]
fn the_pods_of_a_lost_node_start_again_on_the_other() {
    let cloud = stack("datacenter-cloud");
    let fates = fates(cloud, &Id::new("vm-1").unwrap()).unwrap();
    let moved = fates.iter().filter(|fate| matches!(fate, Fate::Moves(_)));
    assert_eq!(moved.count(), 1);
    for stack in COURSE.stacks() {
        for (_, layer) in stack.walk() {
            assert!(corpus::stack::fates(stack, &layer.id).is_some());
        }
    }
}

#[test]
fn a_car_has_no_hypervisor_and_no_machines() {
    let three = ["datacenter-cloud", "automobile", "banque"].map(stack);
    let rows = align(&three);
    for kind in [LayerKind::Hypervisor, LayerKind::Vm] {
        let mut of_kind = rows.iter().filter(|row| row.kind == kind);
        assert!(of_kind.all(|row| row.cells[1].is_none() && row.verdict() == Verdict::Missing));
    }
    let ground = rows.first().unwrap();
    assert_eq!(ground.verdict(), Verdict::Different);
    assert!(ground.cells.iter().all(Option::is_some));
}

#[test]
fn the_lab_grows_in_four_phases() {
    let series = COURSE.series();
    assert_eq!(series, ["les-quatre-phases-du-lab"]);
    let phases = COURSE.phases(&series[0]);
    let slugs: Vec<&str> = phases.iter().map(|stack| stack.slug.as_str()).collect();
    assert_eq!(
        slugs,
        ["lab-phase-1", "lab-phase-2", "lab-phase-3", "lab-phase-4"]
    );
    let second = changes(phases[0], phases[1]);
    let gone: Vec<&str> = second.gone.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(gone, ["modules", "acces"]);
}

#[test]
fn the_bank_as_text() {
    insta::assert_snapshot!(ascii(stack("banque")));
}

/// Arrows of the drawings the course was made from; where those lead to a box of boxes, so do ours.
#[test]
fn patterns_have_the_arrows_of_the_originals() {
    for (slug, nodes, arrows) in [
        ("modele-microservices", 10, 11),
        ("modele-evenements", 8, 7),
        ("lab-observabilite", 8, 7),
    ] {
        for width in [272.0, 1040.0] {
            let picture = corpus::layout::graph::graph(stack(slug), width);
            let size = (picture.nodes.len(), picture.edges.len());
            assert_eq!(size, (nodes, arrows), "{slug} at {width}");
            assert!(picture.edges.iter().all(|edge| !edge.back), "{slug}");
        }
    }
    let microservices = corpus::layout::graph::graph(stack("modele-microservices"), 1040.0);
    let data = microservices
        .nodes
        .iter()
        .find(|node| !node.inside.is_empty());
    assert_eq!(
        data.unwrap().inside.join(" "),
        "PostgreSQL, Redis, RabbitMQ"
    );
}

#[test]
fn flows_run_over_environments_of_the_course() {
    let over = COURSE.flows().iter().filter(|flow| flow.stack.is_some());
    assert_eq!(over.count(), 8);
    for flow in COURSE.flows() {
        let Some(slug) = &flow.stack else { continue };
        let layers = flow
            .participants
            .iter()
            .filter_map(|one| one.layer.as_ref());
        let stack = stack(slug.as_str());
        assert!(layers.clone().count() >= 3, "{}", flow.slug);
        for id in layers {
            assert!(stack.layer(id).is_some(), "{}: {id}", flow.slug);
        }
    }
}
