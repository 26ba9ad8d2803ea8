//! `cargo xtask deploy` and `undeploy`: an overlay of `deploy/` into the cluster, and out of it.
//!
//! [`manifests`] renders and checks without a cluster, for `cargo xtask test` as well; [`kubectl`]
//! speaks to the cluster.

mod kubectl;
mod manifests;
mod promtool;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use self::kubectl::Kubectl;
pub(crate) use self::manifests::check;
pub(crate) use self::promtool::check_metrics;
use crate::run::step;

/// An overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Overlay {
    /// One pod on one's own cluster
    Dev,
    /// For readers
    Prod,
}

impl Overlay {
    const ALL: [Self; 2] = [Self::Dev, Self::Prod];

    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Prod => "prod",
        }
    }

    fn folder(self) -> String {
        format!("deploy/overlays/{}", self.name())
    }
}

/// Renders, checks, applies, waits until the new pods are ready, and prints the address.
pub(crate) fn deploy(overlay: Overlay) -> Result<()> {
    deploy_with(&Kubectl::find()?, overlay)
}

fn deploy_with(kubectl: &Kubectl, overlay: Overlay) -> Result<()> {
    let rendered = step("Render the manifests", || kubectl.render(&overlay.folder()))?;
    let facts = Facts::read(&rendered)?;
    let context = kubectl.reach()?;
    println!("cluster: {context}, namespace: {}", facts.namespace);
    if facts.wants_prometheus && !kubectl.knows("monitoring.coreos.com")? {
        bail!(
            "the cluster has no Prometheus Operator: install it, or take components/monitoring out of {}/kustomization.yaml",
            overlay.folder()
        );
    }
    step("Check against the cluster", || {
        // Nothing can be tried in a namespace that does not exist.
        kubectl.apply(&facts.namespace_manifest, false)?;
        kubectl.apply(&rendered, true)
    })?;
    step("Apply", || kubectl.apply(&rendered, false))?;
    step("Wait for the pods", || kubectl.wait(&facts.namespace)).with_context(|| {
        format!(
            "the new pods do not get ready, and the old ones, if any, go on serving: see `kubectl -n {0} describe pods` and `kubectl -n {0} logs deployment/strates`, or go back with `kubectl -n {0} rollout undo deployment/strates`",
            facts.namespace
        )
    })?;
    println!("Strates answers at {}", facts.url);
    if overlay == Overlay::Dev {
        println!(
            "Without an ingress controller: kubectl -n {} port-forward service/strates 3000:80, and http://localhost:3000/",
            facts.namespace
        );
    }
    Ok(())
}

/// Takes everything of the overlay out of the cluster, its namespace included.
pub(crate) fn undeploy(overlay: Overlay, yes: bool) -> Result<()> {
    undeploy_with(&Kubectl::find()?, overlay, yes)
}

fn undeploy_with(kubectl: &Kubectl, overlay: Overlay, yes: bool) -> Result<()> {
    let rendered = kubectl.render(&overlay.folder())?;
    let facts = Facts::read(&rendered)?;
    let context = kubectl.reach()?;
    if overlay == Overlay::Prod && !yes {
        bail!(
            "this takes the site and everything else in namespace {} off cluster {context}: add --yes if you mean it",
            facts.namespace
        );
    }
    step("Delete", || kubectl.delete(&rendered))
}

/// What we need to know of rendered manifests.
#[derive(Debug, PartialEq, Eq)]
struct Facts {
    namespace: String,
    namespace_manifest: String,
    url: String,
    wants_prometheus: bool,
}

impl Facts {
    /// kustomize writes manifests in one form: line by line is enough, there is no need for a parser.
    fn read(rendered: &str) -> Result<Self> {
        let manifest = |kind: &str| {
            let line = format!("kind: {kind}");
            let mut manifests = rendered.split("\n---\n");
            manifests.find(|text| text.lines().any(|found| found == line))
        };
        let field = |text: &str, name: &str| {
            let mut values = text.lines().filter_map(|line| line.strip_prefix(name));
            values.next().map(|value| value.trim().to_owned())
        };
        let namespace = manifest("Namespace").context("the overlay has no Namespace")?;
        let url = if let Some(ingress) = manifest("Ingress") {
            let scheme = match ingress.contains("\n  tls:") {
                true => "https",
                false => "http",
            };
            field(ingress, "  - host: ").map(|host| format!("{scheme}://{host}/"))
        } else {
            let route = manifest("HTTPRoute").unwrap_or_default();
            let host = route.split_once("\n  hostnames:\n");
            host.and_then(|(_, rest)| field(rest, "  - "))
                .map(|host| format!("https://{host}/"))
        };
        Ok(Self {
            namespace: field(namespace, "  name: ").context("the Namespace has no name")?,
            namespace_manifest: namespace.to_owned(),
            url: url.context("the overlay has neither an Ingress nor an HTTPRoute with a host")?,
            wants_prometheus: rendered.contains("apiVersion: monitoring.coreos.com/"),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const RENDERED: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    a: b\n  name: strates\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: strates\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules:\n  - host: strates.example.org\n    http: {}\n  tls:\n  - hosts:\n    - strates.example.org\n";

    #[test]
    fn the_address_is_that_of_the_ingress() {
        let facts = Facts::read(RENDERED).expect("facts");
        assert_eq!(facts.namespace, "strates");
        assert_eq!(facts.url, "https://strates.example.org/");
        assert!(!facts.wants_prometheus);
        assert!(facts.namespace_manifest.contains("kind: Namespace"));
        assert!(!facts.namespace_manifest.contains("Deployment"));
        let plain = RENDERED.split("  tls:").next().expect("the part before");
        let facts = Facts::read(plain).expect("facts");
        assert_eq!(facts.url, "http://strates.example.org/");
    }

    #[test]
    fn or_that_of_the_route() {
        let (before, _) = RENDERED.rsplit_once("---\n").expect("several manifests");
        let route = "---\nkind: HTTPRoute\nspec:\n  hostnames:\n  - a.example.org\n  parentRefs:\n  - name: public\n";
        let facts = Facts::read(&format!("{before}{route}")).expect("facts");
        assert_eq!(facts.url, "https://a.example.org/");
    }

    /// A `kubectl` that writes down how it is called, and fails at `failing`.
    fn pretend(failing: &str, rendered: &str) -> (tempfile::TempDir, Kubectl) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("rendered"), rendered).expect("a file");
        let script = format!(
            "echo \"$*\" >> {log}\ncase \"$*\" in\n{failing}) echo 'it broke' >&2; exit 1 ;;\nkustomize*) cat {rendered} ;;\n*current-context) echo lab ;;\n*' -f -') cat > /dev/null ;;\nesac\n",
            log = path("log"),
            rendered = path("rendered"),
        );
        fs::write(path("kubectl"), script).expect("a file");
        let kubectl = Kubectl::of(&["sh", &path("kubectl")]);
        (folder, kubectl)
    }

    fn calls(folder: &tempfile::TempDir) -> Vec<String> {
        let log = fs::read_to_string(folder.path().join("log")).expect("a log");
        log.lines().map(String::from).collect()
    }

    #[test]
    fn deploying_tries_before_it_applies_and_waits() {
        let (folder, kubectl) = pretend("nothing", RENDERED);
        deploy_with(&kubectl, Overlay::Dev).expect("a deployment");
        let calls = calls(&folder);
        let position = |what: &str| {
            let found = calls.iter().position(|call| call.contains(what));
            found.unwrap_or_else(|| panic!("{what} in {calls:?}"))
        };
        assert!(position("kustomize deploy/overlays/dev") < position("/readyz"));
        assert!(position("/readyz") < position("--dry-run=server"));
        assert!(position("--dry-run=server") < position("rollout status"));
        assert_eq!(
            calls.iter().filter(|call| call.contains("apply")).count(),
            3
        );
    }

    #[test]
    fn without_a_cluster_nothing_is_applied() {
        let (folder, kubectl) = pretend("*readyz*", RENDERED);
        let error = deploy_with(&kubectl, Overlay::Dev).expect_err("no cluster");
        assert!(
            format!("{error:#}").contains("no cluster answers"),
            "{error:#}"
        );
        assert!(!calls(&folder).iter().any(|call| call.contains("apply")));
    }

    #[test]
    fn what_the_cluster_refuses_is_not_applied() {
        let (folder, kubectl) = pretend("*dry-run=server*", RENDERED);
        deploy_with(&kubectl, Overlay::Dev).expect_err("a refusal");
        assert!(!calls(&folder).iter().any(|call| call.contains("rollout")));
    }

    #[test]
    fn pods_that_do_not_get_ready_are_an_error_with_a_way_back() {
        let (_folder, kubectl) = pretend("*rollout*", RENDERED);
        let error = deploy_with(&kubectl, Overlay::Dev).expect_err("a rollout that hangs");
        assert!(format!("{error:#}").contains("rollout undo"), "{error:#}");
    }

    #[test]
    fn alerts_need_an_operator() {
        let rendered = format!("{RENDERED}---\napiVersion: monitoring.coreos.com/v1\nkind: X\n");
        let (_folder, kubectl) = pretend("nothing", &rendered);
        let error = deploy_with(&kubectl, Overlay::Prod).expect_err("no operator");
        assert!(
            error.to_string().contains("no Prometheus Operator"),
            "{error}"
        );
    }

    #[test]
    fn production_is_not_taken_down_by_accident() {
        let (folder, kubectl) = pretend("nothing", RENDERED);
        undeploy_with(&kubectl, Overlay::Prod, false).expect_err("a question");
        assert!(!calls(&folder).iter().any(|call| call.contains("delete")));
        undeploy_with(&kubectl, Overlay::Prod, true).expect("done");
        assert!(calls(&folder).iter().any(|call| call.contains("delete")));
    }
}
