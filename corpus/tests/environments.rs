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

/// What becomes of the layers of that kind when the layer called `failing` does.
fn fates_of(slug: &str, failing: &str, kind: LayerKind) -> Vec<Fate> {
    let stack = stack(slug);
    let found = fates(stack, &Id::new(failing).unwrap()).unwrap();
    let layers = stack.walk().into_iter().zip(found);
    let of_kind = layers.filter(|((_, layer), _)| layer.kind == kind);
    of_kind.map(|(_, fate)| fate).collect()
}

fn is_lost(fate: &Fate) -> bool {
    matches!(fate, Fate::Inside | Fate::Needs(_))
}

/// The table of `notes/kubernetes/architecture`, and what its neighbours say of nodes.
#[test]
fn pods_survive_what_the_notes_say_they_survive() {
    let cluster = "architecture-kubernetes";
    for failing in ["controle", "api-server", "etcd", "controller-manager"] {
        let pods = fates_of(cluster, failing, LayerKind::Pod);
        let weakened = |fate: &Fate| matches!(fate, Fate::Weakened(_));
        assert!(pods.iter().all(weakened), "{failing}: {pods:?}");
    }
    assert_eq!(
        fates_of(cluster, "scheduler", LayerKind::Pod),
        [Fate::Kept; 2]
    );
    for failing in ["kubelet-1", "kube-proxy-1", "moteur-1"] {
        let pods = fates_of(cluster, failing, LayerKind::Pod);
        assert!(
            matches!(pods[..], [Fate::Weakened(_), Fate::Kept]),
            "{failing}"
        );
    }
    let pods = fates_of(cluster, "noeud-1", LayerKind::Pod);
    assert!(matches!(pods[..], [Fate::Moves(_), Fate::Kept]), "{pods:?}");
}

#[test]
fn an_engine_that_fails_leaves_its_containers_running_in_every_lab() {
    for (slug, engine) in [
        ("architecture-kubernetes", "moteur-1"),
        ("lab-microk8s", "containerd"),
        ("lab-k3s", "k3s"),
        ("automobile", "k3s"),
        ("conteneur-simple", "moteur"),
    ] {
        let pods = fates_of(slug, engine, LayerKind::Pod);
        assert!(!pods.iter().any(is_lost), "{slug}: {pods:?}");
        assert!(pods.iter().any(|fate| *fate != Fate::Kept), "{slug}");
    }
}

#[test]
fn a_network_does_not_take_the_machines_behind_it() {
    for (slug, network) in [
        ("lab-microk8s", "internet"),
        ("lab-microk8s", "routeur"),
        ("lab-reseau", "externe"),
        ("lab-dns", "externe"),
        ("modele-microservices", "ingress"),
    ] {
        let found = fates(stack(slug), &Id::new(network).unwrap()).unwrap();
        assert!(!found.iter().any(is_lost), "{slug}: {network}");
    }
}

#[test]
fn one_machine_has_one_kernel() {
    for (slug, owner) in [("lab-microk8s", "hote"), ("lab-ressources", "systeme")] {
        let (stack, kernels) = (stack(slug), kernels(stack(slug)));
        let own: Vec<&str> = stack
            .walk()
            .into_iter()
            .zip(&kernels)
            .filter(|(_, kernel)| **kernel == Kernel::Own)
            .map(|((_, layer), _)| layer.id.as_str())
            .collect();
        assert_eq!(own, [owner], "{slug}");
        assert!(!kernels.contains(&Kernel::Unknown), "{slug}");
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
