//! The manifests, checked without a cluster, as far as the tools for it are here.
//!
//! Both overlays, and the base with each component that an operator may choose, are rendered by
//! kubectl or kustomize, held to Kubernetes' schemas by kubernetes-validate, and looked over for
//! what is unsafe by checkov. What the manifests say of the server is checked by its own tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

use super::{Overlay, promtool};
use crate::repo;
use crate::run::{command, first_on_path, output};

/// The oldest version that knows all we use (`trafficDistribution`), and the course's.
const VERSIONS: [&str; 2] = ["1.31", "1.35"];

/// What an overlay may add to the base.
const COMPONENTS: [&str; 6] = [
    "monitoring",
    "gateway",
    "content-configmap",
    "content-volume",
    "content-git-sync",
    "index-volume",
];

/// Renders everything and checks it with the tools that are here; a line for each that is not.
pub(crate) fn check() -> Result<()> {
    promtool::check()?;
    let Some(renderer) = renderer() else {
        println!("manifests: not rendered, there is no kubectl or kustomize with components");
        return Ok(());
    };
    let folder = repo::target().join("manifests");
    fs::create_dir_all(&folder)?;
    let mut rendered = Vec::new();
    for overlay in Overlay::ALL {
        rendered.push(render(
            renderer,
            &overlay.folder(),
            &folder,
            overlay.name(),
        )?);
    }
    for component in COMPONENTS {
        let trial = trial(&folder, component)?;
        rendered.push(render(renderer, &trial, &folder, component)?);
    }
    println!("manifests: {} rendered", rendered.len());
    for version in VERSIONS {
        let flags = ["--strict", "--no-warn", "--quiet", "-k", version];
        with("kubernetes-validate", &flags, &rendered)?;
    }
    let flags = [
        "--framework",
        "kubernetes",
        "--compact",
        "--quiet",
        "--skip-download",
        "--file",
    ];
    with("checkov", &flags, &rendered)
}

/// `kubectl kustomize` or `kustomize build`, if it is recent enough to know components.
fn renderer() -> Option<[&'static str; 2]> {
    let candidates = [
        (["kubectl", "kustomize"], &["version", "--client"][..]),
        (["kustomize", "build"], &["version"]),
    ];
    let knows = |[program, _]: [&str; 2], version: &[&str]| {
        first_on_path(&[program]).is_some()
            && output(command(program, version)).is_ok_and(|said| is_recent(&said))
    };
    let found = candidates
        .into_iter()
        .find(|&(words, version)| knows(words, version));
    found.map(|(words, _)| words)
}

/// `Kustomize Version: v5.5.0` of kubectl, or `v5.5.0` alone; older kubectls name none.
fn is_recent(said: &str) -> bool {
    static VERSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^(Kustomize Version: )?v?([5-9]|\d\d)\.").expect("a valid pattern")
    });
    VERSION.is_match(said)
}

/// Renders `source` into a file of `folder`.
fn render([program, verb]: [&str; 2], source: &str, folder: &Path, name: &str) -> Result<PathBuf> {
    let text = output(command(program, &[verb, source]))?;
    let file = folder.join(name).with_extension("yaml");
    fs::write(&file, text)?;
    Ok(file)
}

/// The base with one component, as an overlay of its own.
fn trial(folder: &Path, component: &str) -> Result<String> {
    let folder = folder.join(component);
    fs::create_dir_all(&folder)?;
    let deploy = relative(&folder, &repo::root().join("deploy"));
    let text = format!(
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: trial\nresources: [{deploy}/base]\ncomponents: [{deploy}/components/{component}]\n"
    );
    fs::write(folder.join("kustomization.yaml"), text)?;
    Ok(folder.display().to_string())
}

/// The way from folder `from` to `to`; kustomize takes no absolute paths.
fn relative(from: &Path, to: &Path) -> String {
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Runs a checker on the files, if it is here.
fn with(program: &str, flags: &[&str], files: &[PathBuf]) -> Result<()> {
    if first_on_path(&[program]).is_none() {
        println!("manifests: not checked by {program}, which is not installed");
        return Ok(());
    }
    let mut check = command(program, flags);
    let done = check.args(files).stdin(Stdio::null()).output();
    let done = done.with_context(|| format!("`{program}` did not start"))?;
    if !done.status.success() {
        print!("{}", String::from_utf8_lossy(&done.stdout));
        eprint!("{}", String::from_utf8_lossy(&done.stderr));
        bail!("{program} finds fault with the manifests in target/manifests");
    }
    println!(
        "manifests: {} checked by {program} {}",
        files.len(),
        flags.join(" ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_kubectls_are_told_apart() {
        assert!(is_recent(
            "Client Version: v1.32.4\nKustomize Version: v5.5.0\n"
        ));
        assert!(is_recent("v5.7.1\n"));
        assert!(!is_recent(
            "Client Version: version.Info{Major:\"1\", Minor:\"20\"}\n"
        ));
        assert!(!is_recent(
            "Client Version: v1.24.0\nKustomize Version: v4.5.4\n"
        ));
    }

    #[test]
    fn ways_lead_up_and_down() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/target/x", "/a/deploy"), "../../deploy");
        assert_eq!(way("/t/x", "/a/deploy"), "../../a/deploy");
    }
}
