//! Whether the process is in a container, and whose.
//!
//! No sign is sure alone. Paths of control groups and of mounts are trusted; `/.dockerenv` is not,
//! since machines are made of container images too, and it stays there. What clears a process of
//! being in a container is a first process that only a whole system has.

use app::ground::{Container, Evidence, Fact, Name, Value};

use super::{
    known,
    tree::{Tree, word},
    unknown,
};

const GROUPS: &str = "/proc/self/cgroup";
const MOUNTS: &str = "/proc/self/mountinfo";
const FIRST: &str = "/proc/1/comm";
const PODMAN: &str = "/run/.containerenv";
const KUBERNETES: &str = "KUBERNETES_SERVICE_HOST";
const DECLARED: &str = "container";

/// Pieces of paths that belong to one engine. The most telling first: k3s and MicroK8s bring a
/// containerd of their own.
const ENGINES: [(&str, &str); 14] = [
    ("/rancher/k3s/", "containerd (k3s)"),
    ("/rancher/rke2/", "containerd (RKE2)"),
    ("/snap/microk8s/", "containerd (MicroK8s)"),
    ("/k0s/containerd", "containerd (k0s)"),
    ("crio-", "CRI-O"),
    ("cri-containerd", "containerd"),
    ("cri-dockerd", "Docker"),
    ("libpod", "Podman"),
    ("/containers/storage/", "Podman ou CRI-O"),
    ("/docker/", "Docker"),
    ("docker-", "Docker"),
    ("/io.containerd", "containerd"),
    ("/lxc", "LXC"),
    ("machine.slice/", "systemd-nspawn"),
];

/// What a container is told of its engine in the variable `container`.
const NAMES: [(&str, &str); 5] = [
    ("podman", "Podman"),
    ("docker", "Docker"),
    ("lxc", "LXC"),
    ("systemd-nspawn", "systemd-nspawn"),
    ("oci", "OCI"),
];

/// The first process of a whole system.
const INITS: [&str; 6] = [
    "systemd",
    "init",
    "runit",
    "s6-svscan",
    "openrc-init",
    "busybox",
];

pub(super) fn read(tree: &Tree) -> (Container, Vec<Fact>) {
    let engine = engine(tree);
    let pod = pod_clues(tree);
    let clues = clues(tree, engine.as_ref());
    let (container, clues) = match (pod.is_empty(), clues.is_empty()) {
        (false, _) => (Container::Pod, pod),
        (true, false) => (Container::Engine, clues),
        (true, true) => cleared(tree),
    };
    let around = match container {
        Container::Unknown => unknown(Name::Container, &[GROUPS, MOUNTS, FIRST]),
        _ => known(Name::Container, Value::Container(container), clues),
    };
    let mut facts = vec![around];
    match (container, engine) {
        (Container::None | Container::Unknown, _) => {}
        (_, Some((name, clue))) => {
            facts.push(known(Name::Engine, Value::Text(name), vec![clue]));
        }
        (_, None) => facts.push(unknown(Name::Engine, &[GROUPS, MOUNTS])),
    }
    (container, facts)
}

/// The engine, by the paths of control groups and mounts, else by what it says of itself.
fn engine(tree: &Tree) -> Option<(String, Evidence)> {
    for (file, text) in [(GROUPS, groups(tree)), (MOUNTS, mounts(tree))] {
        let found = ENGINES.iter().find(|(sign, _)| text.contains(sign));
        if let Some((sign, name)) = found {
            return Some(((*name).to_owned(), word(file, sign)));
        }
    }
    if let Some(engine) = tree.entry(PODMAN, "engine", '=') {
        return Some((engine, Evidence::File(PODMAN.to_owned())));
    }
    let declared = tree.variable(DECLARED)?;
    let (_, name) = NAMES.iter().find(|(key, _)| *key == declared)?;
    Some(((*name).to_owned(), Evidence::Variable(DECLARED)))
}

/// Where our control groups are.
fn groups(tree: &Tree) -> String {
    tree.text(GROUPS).unwrap_or_default()
}

/// What is mounted where only a container has mounts: its root, and the files an engine lays over
/// those of the image. A system that runs an engine has that engine's paths in its mounts, too.
fn mounts(tree: &Tree) -> String {
    let text = tree.text(MOUNTS).unwrap_or_default();
    let own = |line: &&str| {
        let at = line.split(' ').nth(4).unwrap_or_default();
        matches!(at, "/etc/hosts" | "/etc/hostname" | "/etc/resolv.conf") || is_layered_root(line)
    };
    text.lines().filter(own).collect::<Vec<_>>().join("\n")
}

/// A root made of the layers of an image.
fn is_layered_root(line: &str) -> bool {
    let kind = line.split(" - ").nth(1).unwrap_or_default();
    line.split(' ').nth(4) == Some("/") && kind.starts_with("overlay ")
}

fn pod_clues(tree: &Tree) -> Vec<Evidence> {
    let mut clues = Vec::new();
    if tree.variable(KUBERNETES).is_some() {
        clues.push(Evidence::Variable(KUBERNETES));
    }
    if groups(tree).contains("kubepods") {
        clues.push(word(GROUPS, "kubepods"));
    }
    if mounts(tree).contains("/kubelet/pods/") || mounts(tree).contains("/pods/") {
        clues.push(word(MOUNTS, "/pods/"));
    }
    clues
}

fn clues(tree: &Tree, engine: Option<&(String, Evidence)>) -> Vec<Evidence> {
    let mut clues: Vec<Evidence> = engine.map(|(_, clue)| clue.clone()).into_iter().collect();
    let layered = mounts(tree).lines().any(is_layered_root);
    if layered {
        clues.push(word(MOUNTS, "overlay /"));
    }
    // Alone it proves nothing.
    if !clues.is_empty() && tree.has("/.dockerenv") {
        clues.push(Evidence::File("/.dockerenv".to_owned()));
    }
    clues
}

/// Without a sign of a container: a whole system has a first process of its own.
fn cleared(tree: &Tree) -> (Container, Vec<Evidence>) {
    let first = tree.line(FIRST).unwrap_or_default();
    let service = groups(tree);
    let in_slice = ["/system.slice", "/user.slice", "/init.scope"]
        .into_iter()
        .find(|slice| service.contains(slice));
    match (INITS.contains(&first.as_str()), in_slice) {
        (true, _) => (Container::None, vec![word(FIRST, &first)]),
        (false, Some(slice)) => (Container::None, vec![word(GROUPS, slice)]),
        (false, None) => (Container::Unknown, Vec::new()),
    }
}
