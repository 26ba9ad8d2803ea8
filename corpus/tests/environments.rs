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
    const DRAWINGS: [(&str, usize, usize, &[usize]); 9] = [
        ("lab-k3s", 6, 6, &[]),
        ("cloud-generique", 4, 4, &[]),
        ("quote-app-cloud", 4, 4, &[]),
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

/// Drawings whose boxes hold lists: how many boxes hold something (those of the originals), how many
/// entries the lists have, and how deep it all nests.
#[test]
fn drawings_have_the_lists_of_the_originals() {
    const LISTS: [(&str, usize, usize, usize); 16] = [
        // Internet, box, machine, cluster, three planes; 5 + 6 + 6 entries
        ("lab-microk8s", 7, 17, 6),
        // four networks; 3 services, 4 pods
        ("lab-reseau", 4, 7, 5),
        ("lab-dns", 2, 3, 3),
        // five floors; 3 classes, 4 kinds of volumes
        ("lab-stockage", 5, 7, 6),
        // six categories in one box; 20 items
        ("lab-addons", 7, 20, 3),
        // four layers of four
        ("lab-securite", 4, 16, 5),
        // three layers; 3 + 3 + 6 boxes: 15
        ("lab-observabilite", 3, 12, 4),
        // the phases: one box, one box, a cluster of three nodes, two places in one
        ("lab-phase-1", 1, 3, 2),
        ("lab-phase-2", 1, 5, 2),
        ("lab-phase-3", 2, 8, 2),
        ("lab-phase-4", 3, 7, 3),
        // three namespaces in a cluster; three entries and the resources of each
        ("namespaces", 4, 12, 3),
        // six bands
        ("lab-ressources", 1, 6, 2),
        // what to save, under two headings, and where to: with their nine boxes, 11
        ("lab-sauvegardes", 4, 9, 3),
        // three networks and two gates; three boxes in each network
        ("segmentation", 5, 9, 6),
        // a desk, its cluster and its tools; 3 + 4 entries and the editor
        ("dev-local", 3, 8, 3),
    ];
    for (slug, holding, entries, depth) in LISTS {
        let layers = stack(slug).walk();
        let leaves = layers.iter().filter(|(_, layer)| layer.children.is_empty());
        let leaves = leaves.count();
        let deepest = layers.iter().map(|(depth, _)| depth + 1).max();
        let found = (layers.len() - leaves, leaves, deepest);
        assert_eq!(found, (holding, entries, Some(depth)), "{slug}");
    }
    let inside = |slug: &str, id: &str| {
        let layer = stack(slug).layer(&Id::new(id).unwrap()).unwrap();
        let alone = Stack {
            layers: layer.children.clone(),
            ..stack(slug).clone()
        };
        alone.walk().len()
    };
    // The cards of the missing picture: five for the control plane, four for a worker.
    for (id, cards) in [("controle", 5), ("noeud-1", 4), ("noeud-2", 4)] {
        assert_eq!(inside("architecture-kubernetes", id), cards, "{id}");
    }
    assert_eq!(stack("lab-sauvegardes").layers.len(), 2);
    let zones = stack("segmentation").walk();
    let zones = zones
        .iter()
        .filter(|(_, layer)| layer.kind == LayerKind::Zone);
    assert_eq!(zones.count(), 3);
}

/// Participants and numbers of the steps, as in the flows the course was made from.
#[test]
fn flows_have_the_steps_of_the_originals() {
    for (slug, numbers) in [
        ("trafic-entrant", "1 2 3 4 5 6"),
        ("ci-cd", "a b 1 2 3 4 5 6"),
        ("sept-etapes", "1 2 3 4 5 6 7"),
        ("kubectl-apply", "1 2 3 5 4 6 7 6b 6c 8"),
        ("evenements", "1 2 3a 3b 3c"),
    ] {
        let steps = &COURSE.flow(slug).unwrap().steps;
        let found: Vec<&str> = steps.iter().map(|step| step.number.as_str()).collect();
        assert_eq!(found.join(" "), numbers, "{slug}");
    }
    // Git, CI, registry, cluster, and who pushes.
    assert_eq!(COURSE.flow("ci-cd").unwrap().participants.len(), 4 + 1);
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
    // Twelve boxes, three of them in one; nine, one of them around the four sources.
    assert_eq!(microservices.nodes.len() - 1 + 3, 12);
    let sources = &stack("modele-evenements").layers[0];
    assert_eq!((sources.children.len(), 8 + 1), (4, 9));
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
