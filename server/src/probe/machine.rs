//! What the kernel runs on: hardware, or a hypervisor that gives itself away.

use app::ground::{Evidence, Fact, Machine, Name, Value};

use super::{
    from_file, known,
    tree::{Tree, word},
    unknown,
};

const VENDOR: &str = "/sys/class/dmi/id/sys_vendor";
const PRODUCT: &str = "/sys/class/dmi/id/product_name";
/// What boards without such firmware say of themselves.
const BOARD: &str = "/proc/device-tree/model";
const XEN: &str = "/sys/hypervisor/type";
const CLOCKS: &str = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
const RELEASE: &str = "/proc/sys/kernel/osrelease";
const PROCESSORS: &str = "/proc/cpuinfo";
const MEMORY: &str = "/proc/meminfo";

/// Words of the firmware's vendor and product, and the hypervisor they stand for; the empty word
/// is in any product. The first that fits holds.
const FIRMWARE: [(&str, &str, &str); 18] = [
    ("VMware", "", "VMware"),
    ("innotek", "", "VirtualBox"),
    ("", "VirtualBox", "VirtualBox"),
    ("Microsoft", "Virtual Machine", "Hyper-V"),
    ("Xen", "", "Xen"),
    ("Parallels", "", "Parallels"),
    ("Apple", "Virtualization", "Apple Virtualization"),
    ("BHYVE", "", "bhyve"),
    (
        "Google",
        "Google Compute Engine",
        "KVM (Google Compute Engine)",
    ),
    ("Amazon EC2", "", "Nitro (Amazon EC2)"),
    ("Alibaba Cloud", "", "KVM (Alibaba Cloud)"),
    ("OpenStack", "", "OpenStack"),
    ("DigitalOcean", "", "KVM (DigitalOcean)"),
    ("Hetzner", "vServer", "KVM (Hetzner)"),
    ("Scaleway", "", "KVM (Scaleway)"),
    ("", "KVM", "KVM"),
    ("QEMU", "", "QEMU"),
    ("Bochs", "", "QEMU"),
];

/// Clocks that only a hypervisor offers.
const CLOCK_NAMES: [(&str, &str); 3] = [
    ("kvm-clock", "KVM"),
    ("hyperv_clocksource", "Hyper-V"),
    ("xen", "Xen"),
];

/// Kernels built for one hypervisor.
const KERNEL_NAMES: [(&str, &str); 2] = [
    ("microsoft", "Hyper-V (WSL 2)"),
    ("linuxkit", "Docker Desktop"),
];

/// What is known of the machine.
pub(super) fn read(tree: &Tree) -> (Machine, Vec<Fact>) {
    let clues = clues(tree);
    let machine = match clues.is_empty() {
        false => Machine::Virtual,
        true if is_physical(tree) => Machine::Physical,
        true => Machine::Unknown,
    };
    let mut facts = vec![kind(machine, &clues)];
    if machine != Machine::Physical {
        facts.push(hypervisor(&clues));
    }
    facts.push(model(tree));
    let processor = tree.entry(PROCESSORS, "model name", ':').map(Value::Text);
    facts.push(from_file(Name::Processor, processor, PROCESSORS));
    facts.push(from_file(Name::Processors, processors(tree), PROCESSORS));
    let memory = tree.kilobytes(MEMORY, "MemTotal").map(Value::Bytes);
    facts.push(from_file(Name::Memory, memory, MEMORY));
    (machine, facts)
}

/// Signs of a hypervisor, with its name where the sign tells it; the best first.
fn clues(tree: &Tree) -> Vec<(Option<&'static str>, Evidence)> {
    let mut clues = Vec::new();
    clues.extend(firmware(tree));
    if tree.line(XEN).is_some_and(|line| line == "xen") {
        clues.push((Some("Xen"), word(XEN, "xen")));
    }
    let named = [(CLOCKS, &CLOCK_NAMES[..]), (RELEASE, &KERNEL_NAMES[..])];
    for (file, names) in named {
        let text = tree.line(file).unwrap_or_default().to_lowercase();
        let found = names.iter().find(|(sign, _)| text.contains(sign));
        clues.extend(found.map(|(sign, name)| (Some(*name), word(file, sign))));
    }
    let flags = tree.entry(PROCESSORS, "flags", ':').unwrap_or_default();
    if flags.split(' ').any(|flag| flag == "hypervisor") {
        clues.push((None, word(PROCESSORS, "hypervisor")));
    }
    clues
}

fn firmware(tree: &Tree) -> Option<(Option<&'static str>, Evidence)> {
    let vendor = tree.line(VENDOR).unwrap_or_default();
    let product = tree.line(PRODUCT).unwrap_or_default();
    // A machine that a cloud lends whole.
    if product.contains(".metal") {
        return None;
    }
    let fits = |(v, p, _): &&(&str, &str, &str)| vendor.contains(v) && product.contains(p);
    let (v, p, name) = FIRMWARE.iter().find(fits)?;
    let clue = match p.is_empty() {
        true => word(VENDOR, v),
        false => word(PRODUCT, p),
    };
    Some((Some(name), clue))
}

/// Whether something would have told of a hypervisor, and did not: processors of x86 have a flag
/// for it, boards name themselves.
fn is_physical(tree: &Tree) -> bool {
    tree.entry(PROCESSORS, "flags", ':').is_some() || tree.line(BOARD).is_some()
}

fn kind(machine: Machine, clues: &[(Option<&str>, Evidence)]) -> Fact {
    let clues = clues.iter().map(|(_, clue)| clue.clone()).collect();
    let value = Value::Machine(machine);
    match machine {
        Machine::Virtual => known(Name::Machine, value, clues),
        Machine::Physical => from_file(Name::Machine, Some(value), PROCESSORS),
        Machine::Unknown => unknown(Name::Machine, &[VENDOR, PROCESSORS, CLOCKS]),
    }
}

fn hypervisor(clues: &[(Option<&str>, Evidence)]) -> Fact {
    let named = clues.iter().find_map(|(name, clue)| Some(((*name)?, clue)));
    match named {
        Some((name, clue)) => {
            let name_value = Value::Text(name.to_owned());
            known(Name::Hypervisor, name_value, vec![clue.clone()])
        }
        None => unknown(Name::Hypervisor, &[VENDOR, XEN, CLOCKS]),
    }
}

fn model(tree: &Tree) -> Fact {
    let (vendor, product) = (tree.line(VENDOR), tree.line(PRODUCT));
    if vendor.is_some() || product.is_some() {
        let names: Vec<String> = vendor.into_iter().chain(product).collect();
        let found = [VENDOR, PRODUCT].map(|file| Evidence::File(file.to_owned()));
        return known(Name::Model, Value::Text(names.join(" ")), found.into());
    }
    match tree.line(BOARD) {
        Some(board) => from_file(Name::Model, Some(Value::Text(board)), BOARD),
        None => unknown(Name::Model, &[VENDOR, PRODUCT, BOARD]),
    }
}

fn processors(tree: &Tree) -> Option<Value> {
    let text = tree.text(PROCESSORS)?;
    let count = text
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    (count > 0).then_some(Value::Count(count as u64))
}
