//! Names of layers out of their place, where the drawing does not tell those of one name apart.

use std::iter::successors;

use corpus::stack::Stack;

use crate::strings::environment as say;

/// The name of every layer, in the order of [`Stack::walk`]: its label, and where several have the
/// same, the nearest layer around it that is around none of the others.
pub(crate) fn names(stack: &Stack) -> Vec<String> {
    let layers = stack.flat();
    let label = |i: usize| layers[i].1.label.as_str();
    let around = |i: usize| successors(layers[i].0, |&i| layers[i].0).map(label);
    let name = |i: usize| {
        let mut others = (0..layers.len()).filter(|&j| j != i && label(j) == label(i));
        let first = others.next()?;
        let others: Vec<usize> = others.chain([first]).collect();
        let own =
            around(i).find(|name| !others.iter().any(|&j| around(j).any(|it| it == *name)))?;
        Some(say::within(label(i), own))
    };
    (0..layers.len())
        .map(|i| name(i).unwrap_or_else(|| label(i).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Stack},
    };

    use super::names;

    fn layer(id: &str, label: &str, children: Vec<Layer>) -> Layer {
        Layer {
            children,
            ..Layer::new(Id::new(id).unwrap(), LayerKind::Vm, label)
        }
    }

    fn stack(layers: Vec<Layer>) -> Stack {
        Stack {
            layers,
            ..Stack::new(Slug::new("essai"), "Essai")
        }
    }

    #[test]
    fn layers_of_one_name_are_told_apart_by_what_surrounds_them() {
        let node = |name: &str, n: usize| {
            let pod = layer(&format!("p{n}"), "Pod", vec![]);
            let engine = layer(&format!("e{n}"), "Moteur", vec![pod]);
            layer(&format!("n{n}"), name, vec![engine])
        };
        let cluster = stack(vec![node("Nœud 1", 1), node("Nœud 2", 2)]);
        let expected = [
            "Nœud 1",
            "Moteur (Nœud 1)",
            "Pod (Nœud 1)",
            "Nœud 2",
            "Moteur (Nœud 2)",
            "Pod (Nœud 2)",
        ];
        assert_eq!(names(&cluster), expected);
    }

    #[test]
    fn where_nothing_tells_them_apart_the_label_stays() {
        let twins = stack(vec![layer("a", "Pod", vec![]), layer("b", "Pod", vec![])]);
        assert_eq!(names(&twins), ["Pod", "Pod"]);
    }
}
