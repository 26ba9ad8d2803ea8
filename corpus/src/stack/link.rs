//! Links between the layers of a stack: who calls, feeds or watches whom.

use super::{Layer, Stack};
use crate::Id;

/// An arrow from one layer to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The layer that acts.
    pub from: Id,
    /// The other one.
    pub to: Id,
    /// What it does.
    pub kind: LinkKind,
    /// Plain text: what goes over it, where its kind does not say it.
    pub label: Option<String>,
}

/// What a layer does with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Asks, and waits for the answer.
    Call,
    /// Reads and writes what the other keeps.
    Data,
    /// Hands over, and goes on.
    Message,
    /// Looks at the other in its own time.
    Watch,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Call, Self::Data, Self::Message, Self::Watch];

    /// The name used in TOML files and CSS classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Data => "data",
            Self::Message => "message",
            Self::Watch => "watch",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Stack {
    /// The layer with that id.
    pub fn layer(&self, id: &Id) -> Option<&Layer> {
        let mut layers = self.walk().into_iter().map(|(_, layer)| layer);
        layers.find(|layer| layer.id == *id)
    }
}
