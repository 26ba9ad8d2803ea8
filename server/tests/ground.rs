//! "Sous vos pieds": what the server reads of a machine, of five machines brought in folders.
#![allow(clippy::unwrap_used)]

mod common;
mod machines;

use std::{collections::HashMap, sync::Arc};

use app::ground::{Container, Evidence, Ground, Machine, Name, Value};
use common::{TestSite, write};
use machines::{BARE, DOCKER_V1, Files, HYBRID, KVM, POD, POD_VARIABLES, Variables};
use server::probe::Probe;

const PATH: &str = "/environnements/sous-vos-pieds";

fn machine(files: Files, variables: Variables) -> (tempfile::TempDir, Probe) {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(root.path(), name, text);
    }
    let variables: HashMap<_, _> = variables.iter().copied().collect();
    let probe = Probe::new(root.path(), move |name| {
        variables.get(name).map(ToString::to_string)
    });
    (root, probe)
}

fn report(files: Files, variables: Variables) -> Arc<Ground> {
    machine(files, variables).1.read()
}

fn value(ground: &Ground, name: Name) -> Option<Value> {
    ground.fact(name)?.value.clone()
}

fn text(ground: &Ground, name: Name) -> Option<String> {
    match value(ground, name)? {
        Value::Text(text) => Some(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bare_machine() {
    let ground = report(BARE, &[]);
    assert_eq!(
        (ground.machine, ground.container),
        (Machine::Physical, Container::None)
    );
    assert_eq!(
        text(&ground, Name::Model).as_deref(),
        Some("Dell Inc. PowerEdge R640")
    );
    assert_eq!(
        ground.fact(Name::Hypervisor),
        None,
        "there is none to be known"
    );
    assert_eq!(
        ground.fact(Name::Engine),
        None,
        "the host runs Docker, we do not run in it"
    );
    assert_eq!(value(&ground, Name::Processors), Some(Value::Count(2)));
    assert_eq!(
        value(&ground, Name::Memory),
        Some(Value::Bytes(65_536_000 * 1024))
    );
    assert_eq!(
        text(&ground, Name::Kernel).as_deref(),
        Some("Linux 6.1.0-18-amd64")
    );
    assert_eq!(
        value(&ground, Name::MemoryUse),
        Some(Value::BytesUsed(32 << 20, Some(128 << 20))),
        "the limit is that of the slice around the service"
    );
    assert_eq!(
        value(&ground, Name::CpuLimit),
        Some(Value::Millicores(None))
    );
    assert_eq!(value(&ground, Name::Resident), Some(Value::Bytes(20 << 20)));
}

#[test]
fn a_virtual_machine_with_a_misleading_file() {
    let ground = report(KVM, &[]);
    assert_eq!(
        (ground.machine, ground.container),
        (Machine::Virtual, Container::None)
    );
    assert_eq!(text(&ground, Name::Hypervisor).as_deref(), Some("QEMU"));
    let clues = &ground.fact(Name::Machine).unwrap().found;
    assert_eq!(clues.len(), 3, "firmware, clock, processor: {clues:?}");
}

#[test]
fn a_machine_without_firmware_is_known_by_its_clock() {
    let ground = report(&KVM[2..], &[]);
    assert_eq!(text(&ground, Name::Hypervisor).as_deref(), Some("KVM"));
    assert_eq!(value(&ground, Name::Model), None);
}

#[test]
fn a_pod_of_k3s() {
    let ground = report(POD, POD_VARIABLES);
    assert_eq!(
        (ground.machine, ground.container),
        (Machine::Virtual, Container::Pod)
    );
    let texts = [
        (Name::Hypervisor, "VMware"),
        (Name::Engine, "containerd (k3s)"),
        (Name::Node, "noeud-2"),
        (Name::Namespace, "production"),
        (Name::Pod, "strates-6d4f9c8b7-x7k2p"),
        (Name::Replica, "x7k2p"),
        (Name::Cgroup, "cgroup v2"),
    ];
    for (name, expected) in texts {
        assert_eq!(text(&ground, name).as_deref(), Some(expected));
    }
    assert_eq!(
        value(&ground, Name::MemoryUse),
        Some(Value::BytesUsed(32 << 20, Some(64 << 20)))
    );
    assert_eq!(
        value(&ground, Name::CpuLimit),
        Some(Value::Millicores(Some(250)))
    );
    assert_eq!(
        value(&ground, Name::TaskUse),
        Some(Value::CountUsed(5, None))
    );
    assert_eq!(
        value(&ground, Name::System),
        None,
        "the image has no distribution"
    );
}

#[test]
fn a_pod_without_variables_says_what_it_does_not_know() {
    let ground = report(POD, &[]);
    assert_eq!(ground.container, Container::Pod, "its mounts tell");
    assert_eq!(
        text(&ground, Name::Namespace).as_deref(),
        Some("cours"),
        "of the mounted file"
    );
    let node = ground.fact(Name::Node).unwrap();
    assert_eq!(
        (&node.value, &node.found[..]),
        (&None, &[Evidence::Variable("NODE_NAME")][..])
    );
}

#[test]
fn a_container_on_version_1() {
    let ground = report(DOCKER_V1, &[]);
    assert_eq!(ground.container, Container::Engine);
    assert_eq!(text(&ground, Name::Engine).as_deref(), Some("Docker"));
    assert_eq!(text(&ground, Name::Cgroup).as_deref(), Some("cgroup v1"));
    assert_eq!(
        value(&ground, Name::MemoryUse),
        Some(Value::BytesUsed(10 << 20, None)),
        "a huge number is no limit"
    );
    assert_eq!(
        value(&ground, Name::CpuLimit),
        Some(Value::Millicores(Some(2000)))
    );
    assert_eq!(
        value(&ground, Name::TaskUse),
        Some(Value::CountUsed(4, Some(100)))
    );
}

#[test]
fn both_versions_at_once() {
    let ground = report(HYBRID, &[]);
    assert_eq!(
        text(&ground, Name::Cgroup).as_deref(),
        Some("cgroup v1 et v2 (hybride)")
    );
    assert_eq!(
        value(&ground, Name::MemoryUse),
        Some(Value::BytesUsed(1 << 20, Some(2 << 20)))
    );
    assert_eq!(
        value(&ground, Name::Hypervisor),
        None,
        "a flag gives no name"
    );
    assert_eq!(ground.machine, Machine::Virtual);
}

#[test]
fn where_nothing_can_be_read_everything_is_unknown() {
    let ground = report(&[], &[]);
    assert_eq!(
        (ground.machine, ground.container),
        (Machine::Unknown, Container::Unknown)
    );
    for fact in &ground.facts {
        let own = matches!(fact.name, Name::Version | Name::Uptime);
        assert_eq!(fact.value.is_some(), own, "{fact:?}");
        assert!(!fact.found.is_empty(), "{fact:?}");
    }
}

#[test]
fn garbage_is_unknown_and_not_a_panic() {
    let files: Files = &[
        ("proc/cpuinfo", "\u{0}\u{0}:::\nprocessor"),
        ("proc/meminfo", "MemTotal: 99999999999999999999 kB"),
        ("proc/uptime", "NaN inf"),
        ("proc/self/cgroup", "::::\n0::/../..\n\n9"),
        ("proc/self/mountinfo", "- - -\n"),
        ("proc/self/status", "VmRSS: -1 kB"),
        ("sys/fs/cgroup/memory.current", "-5"),
        ("sys/fs/cgroup/cpu.max", "100000 0"),
    ];
    let ground = report(files, &[]);
    for name in [
        Name::Memory,
        Name::SystemUptime,
        Name::Resident,
        Name::MemoryUse,
        Name::CpuLimit,
    ] {
        assert_eq!(value(&ground, name), None, "{name:?}");
    }
}

#[tokio::test]
async fn the_page_is_closed_until_the_operator_opens_it() {
    let page = TestSite::new().get(PATH).await;
    assert_eq!(page.status, 404);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains("--reveal-runtime"), "{}", page.text());
    let index = TestSite::new().get("/environnements").await;
    assert!(!index.text().contains(PATH), "no link to what is closed");
}

#[tokio::test]
async fn the_page_shows_what_was_read_and_nothing_else() {
    let (_root, probe) = machine(POD, POD_VARIABLES);
    let site = TestSite::revealing(probe);
    let page = site.get(PATH).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("etag"), "", "made for this moment");
    assert_eq!(page.header("refresh"), "");
    let text = page.text();
    for shown in [
        "noeud-2",
        "32\u{a0}Mio sur 64\u{a0}Mio",
        "kind-hypervisor",
        "<svg",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
    for hidden in [
        "JETON",
        "SECRET",
        "NUMERO-DE-SERIE",
        "10.43.0.1",
        "0123456789ab",
    ] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(site.get("/environnements").await.text().contains(PATH));
    assert!(!site.get("/sitemap.xml").await.text().contains(PATH));
}

#[tokio::test]
async fn serial_numbers_stay_unread() {
    let (_root, probe) = machine(BARE, &[]);
    let page = TestSite::revealing(probe).get(PATH).await;
    assert!(page.text().contains("PowerEdge"));
    assert!(!page.text().contains("NUMERO-DE-SERIE"));
}

#[tokio::test]
async fn following_is_asked_for_and_can_be_ended() {
    let (_root, probe) = machine(KVM, &[]);
    let site = TestSite::revealing(probe);
    let page = site.get(&format!("{PATH}?suivre=1")).await;
    // Where there are no scripts; where there are, one knows whether the page is seen.
    let refresh = "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>";
    assert!(page.text().contains(refresh), "{}", page.text());
    assert_eq!(page.header("refresh"), "");
    assert!(
        page.text()
            .contains(&format!("href=\"{PATH}\">Mettre en pause"))
    );
    let page = site.get(&format!("{PATH}?suivre=2")).await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(!page.text().contains("http-equiv=\"refresh\""));
    assert!(page.text().contains("class=\"notice\""));
}

#[test]
fn the_machine_is_read_once_a_second_at_most() {
    let (root, probe) = machine(KVM, &[]);
    let first = probe.read();
    write(root.path(), "proc/sys/kernel/osrelease", "9.9\n");
    assert!(Arc::ptr_eq(&first, &probe.read()));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(text(&probe.read(), Name::Kernel).as_deref(), Some("9.9"));
}

/// For real: whatever this machine is, what it says of itself is read.
#[test]
fn this_machine() {
    let ground = Probe::new("/", |name| std::env::var(name).ok()).read();
    for name in [Name::Kernel, Name::Memory, Name::Processors, Name::Resident] {
        assert!(value(&ground, name).is_some(), "{name:?}");
    }
}
