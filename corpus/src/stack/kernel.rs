//! Isolation: which kernel each layer runs on, and who shares it.

use super::{Layer, Stack};
use crate::LayerKind;

/// The kernel of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// It has one of its own.
    Own,
    /// That of the layer at this position of [`Stack::walk`].
    Shared(usize),
    /// Surely one, but no layer of the drawing has it.
    Unknown,
    /// None of those drawn: hardware, what carries machines, appliances beside them.
    Apart,
}

/// The kernel of every layer, in the order of [`Stack::walk`].
///
/// A system has one, and so has a virtual machine or whoever says so, unless the drawing shows the
/// system inside it.
pub fn kernels(stack: &Stack) -> Vec<Kernel> {
    let layers = stack.flat();
    let mut kernels: Vec<Kernel> = Vec::with_capacity(layers.len());
    for (i, (parent, layer)) in layers.iter().enumerate() {
        let around = parent.and_then(|parent| owner(&kernels, parent));
        kernels.push(kernel(layer, i, around));
    }
    kernels
}

/// The position of the layer whose kernel the one at `i` runs on.
fn owner(kernels: &[Kernel], i: usize) -> Option<usize> {
    match kernels[i] {
        Kernel::Own => Some(i),
        Kernel::Shared(owner) => Some(owner),
        Kernel::Unknown | Kernel::Apart => None,
    }
}

fn kernel(layer: &Layer, i: usize, around: Option<usize>) -> Kernel {
    let shared = |otherwise| around.map_or(otherwise, Kernel::Shared);
    match (layer.kernel, layer.kind) {
        (None, LayerKind::Os) | (Some(true), LayerKind::Os) => Kernel::Own,
        (Some(true), _) | (None, LayerKind::Vm) => match system(layer) {
            Some(steps) => Kernel::Shared(i + steps),
            None => Kernel::Own,
        },
        (_, LayerKind::Hardware) => Kernel::Apart,
        (Some(false), _) => shared(Kernel::Apart),
        (
            _,
            LayerKind::Kubernetes
            | LayerKind::Runtime
            | LayerKind::Pod
            | LayerKind::App
            | LayerKind::Managed,
        ) => shared(Kernel::Unknown),
        _ => shared(Kernel::Apart),
    }
}

/// How many layers after a machine its system stands: the first one in it and in no other machine.
fn system(machine: &Layer) -> Option<usize> {
    let mut steps = 0;
    for layer in &machine.children {
        steps += 1;
        match (layer.kernel, layer.kind) {
            (Some(true), _) | (None, LayerKind::Os) => return Some(steps),
            (None, LayerKind::Vm | LayerKind::Hardware) => {}
            _ => {
                if let Some(inside) = system(layer) {
                    return Some(steps + inside);
                }
            }
        }
        steps += size(layer) - 1;
    }
    None
}

/// How many layers it is, with those inside.
fn size(layer: &Layer) -> usize {
    1 + layer.children.iter().map(size).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kernel, kernels};
    use crate::{
        LayerKind,
        stack::sample::{any_stack, layer, nested, stack},
    };

    #[test]
    fn containers_share_the_kernel_of_their_host() {
        let mut host = nested(&[LayerKind::Hardware, LayerKind::Os, LayerKind::Runtime]);
        let engine = &mut host.children[0].children[0];
        engine.children = vec![layer(7, "A", false), layer(7, "B", false)];
        for (i, container) in engine.children.iter_mut().enumerate() {
            container.kind = LayerKind::Pod;
            container.id = crate::Id::new(&format!("c{i}")).expect("a valid id");
        }
        let shared = Kernel::Shared(1);
        let expected = [Kernel::Apart, Kernel::Own, shared, shared, shared];
        assert_eq!(kernels(&stack(vec![host])), expected);
    }

    #[test]
    fn the_kernel_of_a_machine_is_that_of_the_system_drawn_in_it() {
        let with = nested(&[
            LayerKind::Hypervisor,
            LayerKind::Vm,
            LayerKind::Zone,
            LayerKind::Os,
        ]);
        let shared = Kernel::Shared(3);
        let expected = [Kernel::Apart, shared, shared, Kernel::Own];
        assert_eq!(kernels(&stack(vec![with])), expected);
        let without = nested(&[LayerKind::Vm, LayerKind::Pod]);
        assert_eq!(
            kernels(&stack(vec![without])),
            [Kernel::Own, Kernel::Shared(0)]
        );
    }

    #[test]
    fn a_machine_that_says_so_shares_that_of_the_system_beside_its_pods() {
        let mut machine = nested(&[LayerKind::Hardware, LayerKind::Os]);
        machine.kernel = Some(true);
        machine.children.extend([nested(&[LayerKind::Pod])]);
        let shared = Kernel::Shared(1);
        assert_eq!(
            kernels(&stack(vec![machine])),
            [shared, Kernel::Own, shared]
        );
        let mut bare = nested(&[LayerKind::Hardware, LayerKind::Pod]);
        bare.kernel = Some(true);
        let expected = [Kernel::Own, Kernel::Shared(0)];
        assert_eq!(kernels(&stack(vec![bare])), expected);
    }

    #[test]
    fn a_pod_without_a_system_in_sight_has_a_kernel_nobody_drew() {
        let mut pod = nested(&[LayerKind::Managed, LayerKind::Pod]);
        assert_eq!(kernels(&stack(vec![pod.clone()])), [Kernel::Unknown; 2]);
        pod.kernel = Some(false);
        let expected = [Kernel::Apart, Kernel::Unknown];
        assert_eq!(
            kernels(&stack(vec![pod])),
            expected,
            "it says so of itself alone"
        );
    }

    proptest! {
        #[test]
        fn whoever_shares_a_kernel_shares_that_of_a_layer_that_has_one(stack in any_stack()) {
            let kernels = kernels(&stack);
            prop_assert_eq!(kernels.len(), stack.walk().len());
            for kernel in &kernels {
                if let Kernel::Shared(owner) = kernel {
                    prop_assert_eq!(kernels[*owner], Kernel::Own);
                }
            }
        }
    }
}
