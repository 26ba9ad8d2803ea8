//! What follows from the layers of the environments of the course.

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
