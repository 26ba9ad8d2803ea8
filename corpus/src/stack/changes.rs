//! What a phase of an environment adds to the one before.

use super::{Layer, Stack};

/// What is new about a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was not there before.
    Added,
    /// It was there under another name, or of another kind.
    Altered,
    /// It is what it was.
    Kept,
}

/// The way from one phase to the next.
#[derive(Clone, Debug)]
pub struct Changes<'a> {
    /// For each layer of the later phase, in the order of [`Stack::walk`].
    pub layers: Vec<(&'a Layer, Change)>,
    /// The layers of the earlier phase that the later one does not show.
    pub gone: Vec<&'a Layer>,
}

/// What changes from `before` to `after`. Layers are the same that have the same id.
pub fn changes<'a>(before: &'a Stack, after: &'a Stack) -> Changes<'a> {
    let (old, new) = (before.walk(), after.walk());
    let change = |layer: &Layer| match old.iter().find(|(_, old)| old.id == layer.id) {
        None => Change::Added,
        Some((_, old)) if old.label == layer.label && old.kind == layer.kind => Change::Kept,
        Some(_) => Change::Altered,
    };
    let layers = new.iter().map(|(_, layer)| (*layer, change(layer)));
    let gone = |layer: &&Layer| !new.iter().any(|(_, new)| new.id == layer.id);
    Changes {
        layers: layers.collect(),
        gone: old.iter().map(|(_, layer)| *layer).filter(gone).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Change, changes};
    use crate::stack::sample::{any_stack, layer, stack};

    #[test]
    fn layers_are_followed_by_their_ids() {
        let before = stack(vec![layer(1, "DNS", false), layer(2, "Un nœud", false)]);
        let after = stack(vec![
            layer(2, "Trois nœuds", false),
            layer(3, "Istio", false),
        ]);
        let found = changes(&before, &after);
        let marks: Vec<_> = found.layers.iter().map(|(_, change)| *change).collect();
        assert_eq!(marks, [Change::Altered, Change::Added]);
        assert_eq!(found.gone.len(), 1);
        assert_eq!(found.gone[0].label, "DNS");
    }

    proptest! {
        #[test]
        fn there_and_back_again(before in any_stack(), after in any_stack()) {
            let there = changes(&before, &after);
            let back = changes(&after, &before);
            let count = |layers: &[(_, Change)], wanted| {
                layers.iter().filter(|(_, change)| *change == wanted).count()
            };
            prop_assert_eq!(there.layers.len(), after.walk().len());
            prop_assert_eq!(count(&there.layers, Change::Added), back.gone.len());
            prop_assert_eq!(there.gone.len(), count(&back.layers, Change::Added));
            prop_assert_eq!(
                count(&there.layers, Change::Altered),
                count(&back.layers, Change::Altered)
            );
        }

        #[test]
        fn nothing_changes_by_itself(stack in any_stack()) {
            let found = changes(&stack, &stack);
            prop_assert!(found.layers.iter().all(|(_, change)| *change == Change::Kept));
            prop_assert!(found.gone.is_empty());
        }
    }
}
