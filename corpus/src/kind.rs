//! What a layer is made of: decides its colour and its badge wherever it appears.

/// The kinds of layer an environment is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LayerKind {
    /// Physical machines, racks, boards, sites.
    Hardware,
    /// VMware ESXi, KVM, Nitro, Hyper-V.
    Hypervisor,
    /// A virtual machine.
    Vm,
    /// An operating system and its kernel.
    Os,
    /// A Kubernetes distribution, cluster, node role or namespace.
    Kubernetes,
    /// A container engine or runtime.
    Runtime,
    /// A pod or a container.
    Pod,
    /// An application or service that users see.
    App,
    /// Volumes, disks, SAN, backup, databases.
    Storage,
    /// Load balancers, buses, radio links, virtual networks.
    Network,
    /// Firewalls, HSM, identity, audit.
    Security,
    /// A service somebody else runs.
    Managed,
    /// A zone that groups other layers without being one itself.
    Zone,
}

impl LayerKind {
    /// All kinds, from the ground up.
    pub const ALL: [Self; 13] = [
        Self::Hardware,
        Self::Hypervisor,
        Self::Vm,
        Self::Os,
        Self::Kubernetes,
        Self::Runtime,
        Self::Pod,
        Self::App,
        Self::Storage,
        Self::Network,
        Self::Security,
        Self::Managed,
        Self::Zone,
    ];

    /// The name used in TOML files and CSS classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hardware => "hardware",
            Self::Hypervisor => "hypervisor",
            Self::Vm => "vm",
            Self::Os => "os",
            Self::Kubernetes => "kubernetes",
            Self::Runtime => "runtime",
            Self::Pod => "pod",
            Self::App => "app",
            Self::Storage => "storage",
            Self::Network => "network",
            Self::Security => "security",
            Self::Managed => "managed",
            Self::Zone => "zone",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
