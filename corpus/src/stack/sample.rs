//! Stacks for tests.
#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{Layer, Stack};
use crate::{Id, LayerKind, Slug};

/// The layer `l{i}`.
pub(crate) fn layer(i: usize, label: &str, side: bool) -> Layer {
    let id = Id::new(&format!("l{i}")).unwrap();
    Layer {
        side,
        ..Layer::new(id, LayerKind::ALL[i % LayerKind::ALL.len()], label)
    }
}

/// A stack of these layers.
pub(crate) fn stack(layers: Vec<Layer>) -> Stack {
    Stack {
        layers,
        ..Stack::new(Slug::new("essai"), "Essai")
    }
}

/// Layers of these kinds, each in the one before, named after their kinds.
pub(crate) fn nested(kinds: &[LayerKind]) -> Layer {
    let mut inner = None;
    for (depth, &kind) in kinds.iter().enumerate().rev() {
        let id = Id::new(&format!("{}-{depth}", kind.name())).unwrap();
        let mut layer = Layer::new(id, kind, kind.name());
        layer.children.extend(inner.take());
        inner = Some(layer);
    }
    inner.unwrap()
}

/// Layers from the innermost out: each takes some of the loose ones before it as children.
pub(crate) fn any_stack() -> impl Strategy<Value = Stack> {
    let label = prop_oneof![
        8 => "[A-Za-zéèàç0-9/() -]{1,40}",
        2 => "[ab]",
        1 => "[a-z]{300}",
        1 => "([a-z]{1,9} ){30}",
        1 => "\\PC{1,60}",
    ];
    vec((label, any::<bool>(), any::<Index>()), 0..60).prop_map(|seeds| {
        let mut loose: Vec<Layer> = Vec::new();
        for (i, (label, side, keep)) in seeds.into_iter().enumerate() {
            let kept = keep.index(loose.len() + 3).min(loose.len());
            let mut layer = layer(i, &label, side);
            layer.children = loose.split_off(kept);
            loose.push(layer);
        }
        stack(loose)
    })
}

/// Layers one in another, the labels of the length given.
pub(crate) fn tower(levels: usize, label: &str) -> Stack {
    let mut layers = Vec::new();
    for i in 0..levels {
        let mut outer = layer(i, label, false);
        outer.children = layers;
        layers = vec![outer];
    }
    stack(layers)
}
