//! What Kubernetes tells of the pod: the variables that the deployment fills by the Downward API.

use app::ground::{Container, Evidence, Fact, Name, Value};

use super::{known, tree::Tree, unknown};

const NODE: &str = "NODE_NAME";
const POD: &str = "POD_NAME";
const NAMESPACE: &str = "POD_NAMESPACE";
const HOST: &str = "HOSTNAME";
/// The name of the namespace, which is no secret, beside the token, which is, and stays closed.
const NAMESPACE_FILE: &str = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

pub(super) fn read(tree: &Tree, container: Container) -> Vec<Fact> {
    if container != Container::Pod {
        return Vec::new();
    }
    let pod = first(tree, &[POD, HOST]);
    let replica = pod
        .as_ref()
        .and_then(|(pod, from)| Some((replica(pod)?, *from)));
    vec![
        variable(Name::Node, first(tree, &[NODE]), NODE),
        namespace(tree),
        variable(Name::Pod, pod, POD),
        variable(Name::Replica, replica, POD),
    ]
}

fn first(tree: &Tree, names: &[&'static str]) -> Option<(String, &'static str)> {
    names
        .iter()
        .find_map(|name| Some((tree.variable(name)?, *name)))
}

fn variable(name: Name, value: Option<(String, &'static str)>, looked_for: &'static str) -> Fact {
    let found = value.as_ref().map_or(looked_for, |(_, from)| from);
    Fact {
        name,
        value: value.map(|(text, _)| Value::Text(text)),
        found: vec![Evidence::Variable(found)],
    }
}

fn namespace(tree: &Tree) -> Fact {
    match (tree.variable(NAMESPACE), tree.line(NAMESPACE_FILE)) {
        (Some(name), _) => variable(Name::Namespace, Some((name, NAMESPACE)), NAMESPACE),
        (None, Some(name)) => known(
            Name::Namespace,
            Value::Text(name),
            vec![Evidence::File(NAMESPACE_FILE.to_owned())],
        ),
        (None, None) => unknown(Name::Namespace, &[NAMESPACE_FILE]),
    }
}

/// The end of the pod's name that tells it from its like: `x7k2p` of a ReplicaSet's
/// `strates-6d4f9c8b7-x7k2p`, `0` of a StatefulSet's `strates-0`.
fn replica(pod: &str) -> Option<String> {
    let (_, end) = pod.rsplit_once('-')?;
    let random = end.len() == 5 && end.chars().all(|c| c.is_ascii_alphanumeric());
    let ordinal = !end.is_empty() && end.chars().all(|c| c.is_ascii_digit());
    (random || ordinal).then(|| end.to_owned())
}

#[cfg(test)]
mod tests {
    use super::replica;

    #[test]
    fn the_replica_is_the_end_of_the_pods_name() {
        assert_eq!(replica("strates-6d4f9c8b7-x7k2p").as_deref(), Some("x7k2p"));
        assert_eq!(replica("strates-0").as_deref(), Some("0"));
        assert_eq!(replica("strates"), None);
        assert_eq!(replica("mon-serveur"), None);
    }
}
