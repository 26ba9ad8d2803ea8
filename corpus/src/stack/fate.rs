//! What is lost when a layer fails.

use super::Stack;
use crate::{Id, LayerKind};

/// What becomes of a layer when another one fails. Positions are those of [`Stack::walk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is the one that fails.
    Fails,
    /// It lies in a layer that is lost.
    Inside,
    /// It cannot do without that layer, which is lost.
    Needs(usize),
    /// It is lost here and starts again in that layer.
    Moves(usize),
    /// It goes on.
    Kept,
}

/// The fate of every layer when the one called `failing` fails, in the order of [`Stack::walk`];
/// `None` where there is no such layer.
///
/// A failure takes what lies in the layer, and whatever says that it needs something lost. Pods and
/// applications of a layer that names a spare start again there, if the spare is not lost too.
pub fn fates(stack: &Stack, failing: &Id) -> Option<Vec<Fate>> {
    let layers = stack.flat();
    let position = |id: &Id| layers.iter().position(|(_, layer)| layer.id == *id);
    let mut fates = vec![Fate::Kept; layers.len()];
    fates[position(failing)?] = Fate::Fails;
    let needs: Vec<Vec<usize>> = layers
        .iter()
        .map(|(_, layer)| layer.needs.iter().filter_map(position).collect())
        .collect();
    // Each round loses a layer or is the last one.
    loop {
        let before = fates.clone();
        for (i, (parent, _)) in layers.iter().enumerate() {
            if fates[i] != Fate::Kept {
                continue;
            }
            let lost = |&&i: &&usize| fates[i] != Fate::Kept;
            if parent.as_ref().filter(lost).is_some() {
                fates[i] = Fate::Inside;
            } else if let Some(&lost) = needs[i].iter().find(lost) {
                fates[i] = Fate::Needs(lost);
            }
        }
        if fates == before {
            break;
        }
    }
    for i in 0..layers.len() {
        let movable = matches!(layers[i].1.kind, LayerKind::Pod | LayerKind::App);
        if movable && fates[i] == Fate::Inside {
            let around = std::iter::successors(layers[i].0, |&i| layers[i].0);
            let spare = around
                .filter_map(|i| position(layers[i].1.spare.as_ref()?))
                .find(|&spare| fates[spare] == Fate::Kept);
            if let Some(spare) = spare {
                fates[i] = Fate::Moves(spare);
            }
        }
    }
    Some(fates)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::{prelude::*, sample::Index};

    use super::{Fate, fates};
    use crate::{
        Id, LayerKind,
        stack::{
            Stack,
            sample::{any_stack, nested, stack},
        },
    };

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    /// Two nodes with a pod each, and a disk that the second pod needs.
    fn cluster() -> Stack {
        let mut nodes = [
            nested(&[LayerKind::Vm, LayerKind::Pod]),
            nested(&[LayerKind::Vm, LayerKind::Pod]),
        ];
        for (name, node) in ["a", "b"].into_iter().zip(&mut nodes) {
            node.id = id(name);
            node.children[0].id = id(&format!("pod-{name}"));
        }
        let [mut a, mut b] = nodes;
        a.spare = Some(id("b"));
        b.children[0].needs = vec![id("disk")];
        let mut disk = nested(&[LayerKind::Storage]);
        disk.id = id("disk");
        stack(vec![a, b, disk])
    }

    #[test]
    fn pods_start_again_on_the_spare() {
        let expected = [
            Fate::Fails,
            Fate::Moves(2),
            Fate::Kept,
            Fate::Kept,
            Fate::Kept,
        ];
        assert_eq!(fates(&cluster(), &id("a")).unwrap(), expected);
        let expected = [
            Fate::Kept,
            Fate::Kept,
            Fate::Fails,
            Fate::Inside,
            Fate::Kept,
        ];
        assert_eq!(fates(&cluster(), &id("b")).unwrap(), expected, "b has none");
    }

    #[test]
    fn a_failure_reaches_whoever_needs_the_layer() {
        let expected = [
            Fate::Kept,
            Fate::Kept,
            Fate::Kept,
            Fate::Needs(4),
            Fate::Fails,
        ];
        assert_eq!(fates(&cluster(), &id("disk")).unwrap(), expected);
        assert_eq!(fates(&cluster(), &id("nobody")), None);
    }

    #[test]
    fn needs_that_run_in_a_circle_end() {
        let mut stack = cluster();
        stack.layers[2].needs = vec![id("pod-b")];
        let fates = fates(&stack, &id("disk")).unwrap();
        assert_eq!(fates[3], Fate::Needs(4));
    }

    proptest! {
        #[test]
        fn the_more_fails_the_more_is_lost(stack in any_stack(), pick in any::<Index>()) {
            prop_assume!(!stack.layers.is_empty());
            let layers = stack.flat();
            let failing = pick.index(layers.len());
            let lost = |i: usize| -> Vec<bool> {
                let fates = fates(&stack, &layers[i].1.id).unwrap();
                fates.iter().map(|fate| *fate != Fate::Kept).collect()
            };
            let here = lost(failing);
            prop_assert!(here[failing]);
            for (i, (parent, _)) in layers.iter().enumerate() {
                if let Some(parent) = parent {
                    prop_assert!(here[i] || !here[*parent], "what is inside goes too");
                }
            }
            if let Some(parent) = layers[failing].0 {
                let around = lost(parent);
                prop_assert!(here.iter().zip(around).all(|(here, around)| !here || around));
            }
        }
    }
}
