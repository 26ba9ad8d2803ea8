//! What runs where: in Kubernetes, in virtual machines, under them, or beside.

use super::Stack;
use crate::LayerKind;

/// Where a layer runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In Kubernetes, or part of it.
    Kubernetes,
    /// A virtual machine, or in one that is no business of Kubernetes.
    Vm,
    /// Carries virtual machines or Kubernetes without being in either.
    Under,
    /// None of the three.
    Outside,
}

impl Place {
    /// All places, from the inside out.
    pub const ALL: [Self; 4] = [Self::Kubernetes, Self::Vm, Self::Under, Self::Outside];

    /// The name used in TOML files and CSS classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kubernetes => "kubernetes",
            Self::Vm => "vm",
            Self::Under => "under",
            Self::Outside => "outside",
        }
    }

    /// The place of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// The place of every layer, in the order of [`Stack::walk`].
///
/// A pod is in Kubernetes even where no layer of that kind is drawn, unless a container engine
/// alone holds it. What a layer says of itself holds for what it contains.
pub fn places(stack: &Stack) -> Vec<Place> {
    let layers = stack.flat();
    let mut places: Vec<Place> = Vec::with_capacity(layers.len());
    let mut engines: Vec<bool> = Vec::with_capacity(layers.len());
    for (parent, layer) in &layers {
        let around = parent.map_or(Place::Outside, |i| places[i]);
        let engine = layer.kind == LayerKind::Runtime || parent.is_some_and(|i| engines[i]);
        engines.push(engine);
        places.push(layer.place.unwrap_or(match (around, layer.kind) {
            (Place::Kubernetes, _) | (_, LayerKind::Kubernetes) => Place::Kubernetes,
            (_, LayerKind::Pod) if !engine => Place::Kubernetes,
            (Place::Vm, _) | (_, LayerKind::Vm) => Place::Vm,
            _ => Place::Outside,
        }));
    }
    for (i, (parent, _)) in layers.iter().enumerate().rev() {
        let Some(parent) = *parent else { continue };
        if places[i] != Place::Outside
            && places[parent] == Place::Outside
            && layers[parent].1.place.is_none()
        {
            places[parent] = Place::Under;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::{Place, places};
    use crate::{
        LayerKind,
        stack::sample::{any_stack, nested, stack},
    };

    #[test]
    fn containers_of_an_engine_are_not_in_kubernetes() {
        let alone = stack(vec![nested(&[
            LayerKind::Hardware,
            LayerKind::Os,
            LayerKind::Runtime,
            LayerKind::Pod,
        ])]);
        assert_eq!(places(&alone), [Place::Outside; 4]);
        let orchestrated = stack(vec![nested(&[
            LayerKind::Vm,
            LayerKind::Runtime,
            LayerKind::Kubernetes,
            LayerKind::Pod,
        ])]);
        assert_eq!(
            places(&orchestrated),
            [Place::Vm, Place::Vm, Place::Kubernetes, Place::Kubernetes]
        );
    }

    #[test]
    fn what_carries_a_machine_is_under_it() {
        let bank = stack(vec![
            nested(&[
                LayerKind::Hardware,
                LayerKind::Zone,
                LayerKind::Vm,
                LayerKind::Storage,
            ]),
            nested(&[LayerKind::Security]),
        ]);
        let expected = [
            Place::Under,
            Place::Under,
            Place::Vm,
            Place::Vm,
            Place::Outside,
        ];
        assert_eq!(places(&bank), expected);
    }

    #[test]
    fn what_a_layer_says_of_itself_holds_inside() {
        let mut outer = nested(&[LayerKind::Zone, LayerKind::Network, LayerKind::App]);
        outer.place = Some(Place::Kubernetes);
        assert_eq!(places(&stack(vec![outer])), [Place::Kubernetes; 3]);
    }

    proptest! {
        #[test]
        fn nothing_leaves_the_place_around_it(stack in any_stack()) {
            let places = places(&stack);
            for (i, (parent, layer)) in stack.flat().into_iter().enumerate() {
                let Some(parent) = parent else { continue };
                match places[parent] {
                    Place::Kubernetes => prop_assert_eq!(places[i], Place::Kubernetes),
                    Place::Vm => prop_assert!(matches!(places[i], Place::Vm | Place::Kubernetes)),
                    Place::Outside => prop_assert_eq!(places[i], Place::Outside),
                    Place::Under => {}
                }
                if layer.kind == LayerKind::Kubernetes {
                    prop_assert_eq!(places[i], Place::Kubernetes);
                }
            }
        }
    }
}
