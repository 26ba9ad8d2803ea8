//! What is lost when a layer fails.

use super::{Layer, LinkKind, Stack};
use crate::{Id, LayerKind};

/// What becomes of a layer when another one fails. Positions are those of [`Stack::walk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is the one that fails.
    Fails,
    /// What carries it is lost.
    Inside,
    /// It cannot do without that layer, which is lost.
    Needs(usize),
    /// It is lost here and starts again in that layer.
    Moves(usize),
    /// It goes on, but it uses that layer, which is lost or goes on like this itself.
    Weakened(usize),
    /// It goes on.
    Kept,
}

impl Fate {
    fn is_lost(self) -> bool {
        matches!(self, Self::Fails | Self::Inside | Self::Needs(_))
    }
}

/// What layers have to do with one another when one of them fails; each by its position.
struct Ties {
    /// What it falls with: the layers it says, or the one around it.
    carriers: Vec<Vec<usize>>,
    needs: Vec<Vec<usize>>,
    /// What it says that it uses, and what it calls, reads or watches.
    uses: Vec<Vec<usize>>,
    spares: Vec<Option<usize>>,
    movable: Vec<bool>,
}

/// The fate of every layer when the one called `failing` fails, in the order of [`Stack::walk`];
/// `None` where there is no such layer.
///
/// A failure takes what the layer carries, and whatever says that it needs something lost. Pods and
/// applications of a layer that names a spare start again there, if the spare is not lost too. What
/// only uses something lost goes on, weakened, and so does what uses that in turn.
pub fn fates(stack: &Stack, failing: &Id) -> Option<Vec<Fate>> {
    let walk = stack.walk();
    let failing = walk.iter().position(|(_, layer)| layer.id == *failing)?;
    let ties = Ties::of(stack);
    let mut fates = vec![Fate::Kept; walk.len()];
    fates[failing] = Fate::Fails;
    ties.spread(&mut fates, |ties, fates, i| {
        let lost = |list: &[usize]| list.iter().copied().find(|&i| fates[i].is_lost());
        lost(&ties.carriers[i])
            .map(|_| Fate::Inside)
            .or_else(|| lost(&ties.needs[i]).map(Fate::Needs))
    });
    for i in 0..fates.len() {
        if ties.movable[i] && fates[i] == Fate::Inside {
            fates[i] = ties.spare(&fates, i).map_or(Fate::Inside, Fate::Moves);
        }
    }
    ties.spread(&mut fates, |ties, fates, i| {
        let weak = |i: usize| fates[i].is_lost() || matches!(fates[i], Fate::Weakened(_));
        let all = ties.uses[i].iter().chain(&ties.carriers[i]).copied();
        all.into_iter().find(|&i| weak(i)).map(Fate::Weakened)
    });
    Some(fates)
}

impl Ties {
    fn of(stack: &Stack) -> Self {
        let layers = stack.flat();
        let position = |id: &Id| layers.iter().position(|(_, layer)| layer.id == *id);
        let positions = |ids: &[Id]| ids.iter().filter_map(position).collect::<Vec<_>>();
        let carriers = layers.iter().map(|(parent, layer)| match &layer.on {
            Some(on) => positions(on),
            None => parent.iter().copied().collect(),
        });
        let uses = layers.iter().map(|(_, layer)| {
            let links = stack.links.iter().filter(|link| link.from == layer.id);
            let awaited = links.filter(|link| link.kind != LinkKind::Message);
            let mut uses = positions(&layer.uses);
            uses.extend(awaited.filter_map(|link| position(&link.to)));
            uses
        });
        let spare = |layer: &Layer| position(layer.spare.as_ref()?);
        let movable = |layer: &Layer| matches!(layer.kind, LayerKind::Pod | LayerKind::App);
        Self {
            carriers: carriers.collect(),
            needs: layers.iter().map(|(_, l)| positions(&l.needs)).collect(),
            uses: uses.collect(),
            spares: layers.iter().map(|(_, layer)| spare(layer)).collect(),
            movable: layers.iter().map(|(_, layer)| movable(layer)).collect(),
        }
    }

    /// Gives what is kept the fate that `hit` says, until it says none.
    fn spread(&self, fates: &mut [Fate], hit: impl Fn(&Self, &[Fate], usize) -> Option<Fate>) {
        // Each round hits a layer or is the last one.
        let mut again = true;
        while again {
            again = false;
            for i in 0..fates.len() {
                let fate = match fates[i] {
                    Fate::Kept => hit(self, fates, i),
                    _ => None,
                };
                if let Some(fate) = fate {
                    fates[i] = fate;
                    again = true;
                }
            }
        }
    }

    /// Where what the layer at `i` falls with says that it starts again, the nearest first.
    fn spare(&self, fates: &[Fate], i: usize) -> Option<usize> {
        let mut around = self.carriers[i].clone();
        let mut next = 0;
        while let Some(&carrier) = around.get(next) {
            if let Some(spare) = self.spares[carrier].filter(|&i| fates[i] == Fate::Kept) {
                return Some(spare);
            }
            let further = self.carriers[carrier].iter().copied();
            let further: Vec<usize> = further.filter(|i| !around.contains(i)).collect();
            around.extend(further);
            next += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::{collection::vec, prelude::*, sample::Index};

    use super::{Fate, fates};
    use crate::{
        Id, LayerKind,
        stack::{
            Link, LinkKind, Stack,
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

    /// A node with an engine that starts the pod drawn in it, and a scheduler that the pod uses.
    fn orchestrated() -> Stack {
        let mut node = nested(&[LayerKind::Vm, LayerKind::Runtime, LayerKind::Pod]);
        (node.id, node.children[0].id) = (id("node"), id("engine"));
        let pod = &mut node.children[0].children[0];
        pod.id = id("pod");
        pod.on = Some(vec![id("node")]);
        pod.uses = vec![id("engine"), id("scheduler")];
        let mut scheduler = nested(&[LayerKind::Kubernetes]);
        scheduler.id = id("scheduler");
        scheduler.uses = vec![id("database")];
        let mut database = nested(&[LayerKind::Storage]);
        database.id = id("database");
        stack(vec![node, scheduler, database])
    }

    #[test]
    fn what_is_not_carried_by_what_surrounds_it_goes_on_weakened() {
        let kept = Fate::Kept;
        let expected = [kept, Fate::Fails, Fate::Weakened(1), kept, kept];
        assert_eq!(fates(&orchestrated(), &id("engine")).unwrap(), expected);
        let lost = Fate::Inside;
        let expected = [Fate::Fails, lost, lost, kept, kept];
        assert_eq!(fates(&orchestrated(), &id("node")).unwrap(), expected);
    }

    #[test]
    fn weakness_spreads_to_whoever_uses_the_weakened() {
        let kept = Fate::Kept;
        let weak = Fate::Weakened;
        let expected = [kept, kept, weak(3), weak(4), Fate::Fails];
        assert_eq!(fates(&orchestrated(), &id("database")).unwrap(), expected);
    }

    #[test]
    fn a_spare_is_found_through_what_really_carries() {
        let mut stack = orchestrated();
        stack.layers[0].spare = Some(id("scheduler"));
        assert_eq!(fates(&stack, &id("node")).unwrap()[2], Fate::Moves(3));
    }

    #[test]
    fn whoever_calls_is_weakened_and_whoever_sends_is_not() {
        let mut stack = orchestrated();
        let link = |kind| Link {
            from: id("database"),
            to: id("pod"),
            kind,
            label: None,
        };
        for (kind, expected) in [
            (LinkKind::Call, Fate::Weakened(2)),
            (LinkKind::Message, Fate::Kept),
        ] {
            stack.links = vec![link(kind)];
            assert_eq!(fates(&stack, &id("pod")).unwrap()[4], expected);
        }
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

        #[test]
        fn using_loses_nothing(
            stack in any_stack(),
            pairs in vec(any::<(Index, Index)>(), 0..20),
            pick in any::<Index>(),
        ) {
            prop_assume!(!stack.layers.is_empty());
            let ids: Vec<Id> = stack.walk().iter().map(|(_, layer)| layer.id.clone()).collect();
            let failing = &ids[pick.index(ids.len())];
            let mut tied = stack.clone();
            tied.links = pairs.iter().map(|(from, to)| Link {
                from: ids[from.index(ids.len())].clone(),
                to: ids[to.index(ids.len())].clone(),
                kind: LinkKind::Watch,
                label: None,
            }).collect();
            let (before, after) = (fates(&stack, failing).unwrap(), fates(&tied, failing).unwrap());
            for (before, after) in before.into_iter().zip(after) {
                let weakened = matches!(after, Fate::Weakened(_));
                prop_assert!(before == after || (before == Fate::Kept && weakened));
            }
        }
    }
}
