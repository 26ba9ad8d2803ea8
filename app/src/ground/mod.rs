//! What runs under the server: facts that it read of its own machine, and the stack they make.
//!
//! Reading them is the server's business; here they are only told. A fact that could not be read
//! stays in the list, with where it was looked for: what nobody knows is said to be unknown.

mod stack;

use std::time::Duration;

pub(crate) use stack::{in_words, stack};

use crate::strings::ground::NAMES;

/// What a server found out about the machine it runs on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// When it was read, in UTC: `2026-11-21T16:20:31Z`.
    pub taken: String,
    /// What the kernel runs on.
    pub machine: Machine,
    /// What the server's process runs in.
    pub container: Container,
    /// Everything read, and everything looked for in vain.
    pub facts: Vec<Fact>,
}

/// What the kernel runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// A machine that somebody can touch.
    Physical,
    /// A virtual one.
    Virtual,
    /// Nothing tells.
    Unknown,
}

/// What the server's process runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// In the system, like any other program.
    None,
    /// In a container of an engine.
    Engine,
    /// In a container of a Kubernetes pod.
    Pod,
    /// Nothing tells.
    Unknown,
}

/// A line of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What is told.
    pub name: Name,
    /// `None` where it could not be read.
    pub value: Option<Value>,
    /// What tells it; where it was looked for, if nothing does.
    pub found: Vec<Evidence>,
}

/// What a fact is about: its name on the page, and the layer that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Physical, virtual or unknown.
    Machine,
    /// What makes the machine a virtual one.
    Hypervisor,
    /// Vendor and model, as the firmware says them.
    Model,
    /// Name of the processor.
    Processor,
    /// Processors that the system counts.
    Processors,
    /// Memory of the machine.
    Memory,
    /// Release of the kernel.
    Kernel,
    /// Distribution of the files around the server: the system's, or the image's.
    System,
    /// Time since the kernel started.
    SystemUptime,
    /// Name of the Kubernetes node.
    Node,
    /// What made the container.
    Engine,
    /// Name of the pod.
    Pod,
    /// Its namespace.
    Namespace,
    /// What tells the pod from the others of its kind.
    Replica,
    /// Whether it is in a container.
    Container,
    /// Version of the control groups.
    Cgroup,
    /// Memory of the group, of what it may have.
    MemoryUse,
    /// Processor time that the group may have.
    CpuLimit,
    /// Processor time that the group has used.
    CpuTime,
    /// Tasks of the group, of those it may have.
    TaskUse,
    /// Version of the server.
    Version,
    /// Time since the server started.
    Uptime,
    /// Memory that the server holds.
    Resident,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A name.
    Text(String),
    /// A number of things.
    Count(u64),
    /// A size in bytes.
    Bytes(u64),
    /// Bytes in use, of a limit if there is one.
    BytesUsed(u64, Option<u64>),
    /// Things in use, of a limit if there is one.
    CountUsed(u64, Option<u64>),
    /// Thousandths of a processor; `None` for all there are.
    Millicores(Option<u64>),
    /// A time that passed.
    Time(Duration),
    /// A kind of machine.
    Machine(Machine),
    /// What is around the process.
    Container(Container),
}

/// Where a fact was found, or looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A file says it.
    File(String),
    /// A word in a file gives it away.
    Word(String, String),
    /// An environment variable says it.
    Variable(&'static str),
    /// The server knows it of itself.
    Itself,
}

/// Layers that facts belong to, from the ground up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Machine,
    System,
    Kubernetes,
    Container,
    Server,
}

impl Ground {
    /// The fact of that name.
    pub fn fact(&self, name: Name) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    fn value(&self, name: Name) -> Option<&Value> {
        self.fact(name)?.value.as_ref()
    }

    /// The facts of a part, in their order.
    pub(crate) fn of(&self, part: Part) -> impl Iterator<Item = &Fact> {
        let facts = self.facts.iter();
        facts.filter(move |fact| fact.name.part() == part)
    }
}

impl Part {
    pub(crate) const ALL: [Self; 5] = [
        Self::Machine,
        Self::System,
        Self::Kubernetes,
        Self::Container,
        Self::Server,
    ];
}

impl Name {
    /// What the page calls it.
    pub(crate) fn in_french(self) -> &'static str {
        NAMES[self as usize]
    }

    pub(crate) fn part(self) -> Part {
        match self {
            Self::Machine
            | Self::Hypervisor
            | Self::Model
            | Self::Processor
            | Self::Processors
            | Self::Memory => Part::Machine,
            Self::Kernel | Self::System | Self::SystemUptime => Part::System,
            Self::Node | Self::Namespace | Self::Pod | Self::Replica => Part::Kubernetes,
            Self::Container
            | Self::Engine
            | Self::Cgroup
            | Self::MemoryUse
            | Self::CpuLimit
            | Self::CpuTime
            | Self::TaskUse => Part::Container,
            Self::Version | Self::Uptime | Self::Resident => Part::Server,
        }
    }
}
