//! The layers that the facts make.

use corpus::{
    Html, Id, LayerKind, Slug,
    stack::{Layer, Stack},
};

use super::{Container, Evidence, Fact, Ground, Machine, Name, Value};
use crate::strings::ground as say;

/// The last part of the page's address.
const SLUG: &str = "sous-vos-pieds";

/// The layers under the server, each in the one that carries it, and the server on top.
pub(crate) fn stack(ground: &Ground) -> Stack {
    let layers = [
        machine(ground),
        vec![system(ground)],
        container(ground),
        vec![server(ground)],
    ];
    let tower = layers.concat().into_iter().rev();
    let layer = tower.reduce(|inner, mut outer| {
        outer.children = vec![inner];
        outer
    });
    Stack {
        layers: layer.into_iter().collect(),
        ..Stack::new(Slug::new(SLUG), say::TITLE)
    }
}

fn machine(ground: &Ground) -> Vec<Layer> {
    let model = text(ground, Name::Model);
    let facts = [Name::Model, Name::Processor, Name::Processors, Name::Memory];
    match ground.machine {
        Machine::Physical => vec![layer(
            ground,
            ("materiel", LayerKind::Hardware),
            say::maybe_named(say::PHYSICAL, model),
            &facts,
        )],
        Machine::Unknown => vec![layer(
            ground,
            ("machine", LayerKind::Hardware),
            say::maybe_named(say::SOME_MACHINE, model),
            &facts,
        )],
        Machine::Virtual => vec![
            Layer::new(id("materiel"), LayerKind::Hardware, say::HIDDEN_HARDWARE),
            layer(
                ground,
                ("hyperviseur", LayerKind::Hypervisor),
                say::named(say::HYPERVISOR, text(ground, Name::Hypervisor)),
                &[Name::Hypervisor],
            ),
            layer(
                ground,
                ("vm", LayerKind::Vm),
                say::maybe_named(say::VIRTUAL, model),
                &facts,
            ),
        ],
    }
}

fn system(ground: &Ground) -> Layer {
    // In a container, the files around the server are those of its image.
    let own = ground.container == Container::None;
    let distribution = text(ground, Name::System).filter(|_| own);
    let label = say::system(distribution, text(ground, Name::Kernel));
    let facts = [Name::Kernel, Name::SystemUptime];
    layer(ground, ("systeme", LayerKind::Os), label, &facts)
}

fn container(ground: &Ground) -> Vec<Layer> {
    let engine = layer(
        ground,
        ("moteur", LayerKind::Runtime),
        say::named(say::ENGINE, text(ground, Name::Engine)),
        &[Name::Engine],
    );
    let mut inner = layer(
        ground,
        ("conteneur", LayerKind::Pod),
        say::maybe_named(say::CONTAINER, text(ground, Name::System)),
        &[Name::Cgroup, Name::CpuTime, Name::TaskUse],
    );
    inner.share = share(ground);
    match ground.container {
        Container::None => Vec::new(),
        Container::Unknown => vec![Layer::new(
            id("autour"),
            LayerKind::Zone,
            say::SOME_CONTAINER,
        )],
        Container::Engine => vec![engine, inner],
        Container::Pod => {
            let node = layer(
                ground,
                ("noeud", LayerKind::Kubernetes),
                say::named(say::NODE, text(ground, Name::Node)),
                &[Name::Node],
            );
            let pod = layer(
                ground,
                ("pod", LayerKind::Pod),
                say::named(say::POD, text(ground, Name::Pod)),
                &[Name::Namespace, Name::Replica],
            );
            vec![node, engine, pod, inner]
        }
    }
}

fn server(ground: &Ground) -> Layer {
    let label = say::server(text(ground, Name::Version).unwrap_or_default());
    let mut server = layer(
        ground,
        ("strates", LayerKind::App),
        label,
        &[Name::Uptime, Name::Resident],
    );
    if matches!(ground.container, Container::None | Container::Unknown) {
        server.share = share(ground);
    }
    server
}

/// A layer whose detail tells these facts.
fn layer(ground: &Ground, (name, kind): (&str, LayerKind), label: String, facts: &[Name]) -> Layer {
    let known = facts.iter().filter_map(|name| ground.fact(*name));
    let told: Vec<String> = known.map(told).collect();
    let mut layer = Layer::new(id(name), kind, label);
    if !told.is_empty() {
        layer.detail = Some(Html::escaped(&format!("{}.", told.join("\u{202f}; "))));
    }
    layer
}

fn told(fact: &Fact) -> String {
    format!("{}\u{a0}: {}", fact.name.in_french(), in_words(fact))
}

/// What may be had of the machine, in a line: `mémoire, 12 Mio sur 64 Mio`.
fn share(ground: &Ground) -> Option<Html> {
    let limits = [Name::MemoryUse, Name::CpuLimit];
    let facts = limits.iter().filter_map(|name| ground.fact(*name));
    let told: Vec<String> = facts
        .filter(|fact| fact.value.is_some())
        .map(told)
        .collect();
    (!told.is_empty()).then(|| Html::escaped(&format!("{}.", told.join("\u{202f}; "))))
}

/// The value of a fact as people say it.
pub(crate) fn in_words(fact: &Fact) -> String {
    match &fact.value {
        None => say::UNKNOWN.to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Count(count)) => say::count(*count),
        Some(Value::Bytes(bytes)) => say::bytes(*bytes),
        Some(Value::BytesUsed(used, limit)) => say::used(
            &say::bytes(*used),
            limit.map(say::bytes),
            share_of(*used, *limit),
        ),
        Some(Value::CountUsed(used, limit)) => say::used(
            &say::count(*used),
            limit.map(say::count),
            share_of(*used, *limit),
        ),
        Some(Value::Millicores(limit)) => say::millicores(*limit),
        Some(Value::Time(time)) => say::time(*time),
        Some(Value::Machine(machine)) => say::machine(*machine == Machine::Virtual).to_owned(),
        Some(Value::Container(container)) => say::container(match container {
            Container::Pod => Some(true),
            Container::Engine => Some(false),
            Container::None | Container::Unknown => None,
        })
        .to_owned(),
    }
}

/// Hundredths of the limit.
fn share_of(used: u64, limit: Option<u64>) -> Option<u64> {
    let limit = limit.filter(|limit| *limit > 0)?;
    Some((used as f64 * 100.0 / limit as f64).round() as u64)
}

fn text(ground: &Ground, name: Name) -> Option<&str> {
    match ground.value(name)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn id(name: &str) -> Id {
    Id::new(name).expect("a valid id")
}

impl Evidence {
    /// The file or variable, and the words around it.
    pub(crate) fn parts(&self) -> (Option<&str>, String) {
        match self {
            Self::File(file) => (Some(file), String::new()),
            Self::Word(file, word) => (Some(file), say::word(word)),
            Self::Variable(name) => (Some(name), say::VARIABLE.to_owned()),
            Self::Itself => (None, say::ITSELF.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::*;

    fn ground(machine: Machine, container: Container) -> Ground {
        let fact = |name, value| Fact {
            name,
            value,
            found: vec![Evidence::File("/proc/<x>".to_owned())],
        };
        Ground {
            taken: "2026-11-21T16:20:31Z".to_owned(),
            machine,
            container,
            facts: vec![
                fact(Name::Kernel, Some(Value::Text("6.1 <b>".to_owned()))),
                fact(Name::Hypervisor, None),
                fact(
                    Name::MemoryUse,
                    Some(Value::BytesUsed(32 << 20, Some(64 << 20))),
                ),
            ],
        }
    }

    fn kinds(machine: Machine, container: Container) -> Vec<&'static str> {
        let stack = stack(&ground(machine, container));
        let walk = stack.walk().into_iter().enumerate();
        walk.map(|(i, (depth, layer))| {
            assert_eq!(i, depth, "each layer carries the next");
            layer.kind.name()
        })
        .collect()
    }

    #[test]
    fn a_pod_in_a_machine_has_all_the_layers() {
        assert_eq!(
            kinds(Machine::Virtual, Container::Pod),
            [
                "hardware",
                "hypervisor",
                "vm",
                "os",
                "kubernetes",
                "runtime",
                "pod",
                "pod",
                "app"
            ]
        );
    }

    #[test]
    fn what_is_not_there_is_not_drawn() {
        assert_eq!(
            kinds(Machine::Physical, Container::None),
            ["hardware", "os", "app"]
        );
        assert_eq!(
            kinds(Machine::Unknown, Container::Unknown),
            ["hardware", "os", "zone", "app"]
        );
    }

    #[test]
    fn what_is_unknown_is_said_and_what_is_read_is_escaped() {
        let stack = stack(&ground(Machine::Virtual, Container::Engine));
        let layers = stack.walk();
        let label = |id: &str| layers.iter().find(|(_, layer)| layer.id.as_str() == id);
        let hypervisor = label("hyperviseur").map(|(_, layer)| layer.label.as_str());
        assert_eq!(hypervisor, Some("Hyperviseur\u{a0}: inconnu"));
        let detail = |id: &str| label(id).and_then(|(_, layer)| layer.detail.clone());
        let system = detail("systeme").map_or(String::new(), |html| html.to_string());
        assert!(system.contains("6.1 &lt;b&gt;"), "{system}");
        let share = label("conteneur").and_then(|(_, layer)| layer.share.clone());
        let share = share.map_or(String::new(), |html| html.text());
        assert!(
            share.contains("32\u{a0}Mio sur 64\u{a0}Mio (50\u{202f}%)"),
            "{share}"
        );
    }

    #[test]
    fn every_fact_belongs_to_a_part() {
        let ground = ground(Machine::Virtual, Container::Pod);
        let told: usize = Part::ALL.iter().map(|part| ground.of(*part).count()).sum();
        assert_eq!(told, ground.facts.len());
    }
}
