//! `kubectl`, as far as we use it.

use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::run::{first_on_path, not_started, output, run};

/// How long the pods have: above the Deployment's own deadline of two minutes.
const PATIENCE: &str = "180s";

/// The program, and what stands before its arguments.
pub(super) struct Kubectl(Vec<OsString>);

impl Kubectl {
    /// The one on the PATH.
    pub(super) fn find() -> Result<Self> {
        match first_on_path(&["kubectl"]) {
            Some(program) => Ok(Self(vec![program.into()])),
            None => bail!(
                "`kubectl` is not installed, or not on the PATH: see https://kubernetes.io/docs/tasks/"
            ),
        }
    }

    /// One that is run by another program.
    #[cfg(test)]
    pub(super) fn of(words: &[&str]) -> Self {
        Self(words.iter().map(OsString::from).collect())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut words = self.0.iter();
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words).args(args).current_dir(repo::root());
        command
    }

    /// The manifests of a folder with a kustomization.
    pub(super) fn render(&self, folder: &str) -> Result<String> {
        output(self.command(&["kustomize", folder]))
    }

    /// The name of the context, if a cluster answers there.
    pub(super) fn reach(&self) -> Result<String> {
        let context = output(self.command(&["config", "current-context"]));
        let context = context.map_err(|_| {
            anyhow::anyhow!(
                "kubectl knows of no cluster: choose one with `kubectl config use-context NAME`"
            )
        })?;
        let context = context.trim().to_owned();
        let ready = ["get", "--raw", "/readyz", "--request-timeout=10s"];
        output(self.command(&ready)).with_context(|| {
            format!(
                "no cluster answers at context `{context}`: start it, or choose another with `kubectl config use-context NAME`"
            )
        })?;
        Ok(context)
    }

    /// Whether the cluster has kinds of that API group.
    pub(super) fn knows(&self, group: &str) -> Result<bool> {
        let group = format!("--api-group={group}");
        let kinds = output(self.command(&["api-resources", "--output=name", &group]))?;
        Ok(!kinds.trim().is_empty())
    }

    /// Applies manifests, or asks the cluster whether it would.
    pub(super) fn apply(&self, manifests: &str, dry: bool) -> Result<()> {
        match dry {
            true => self.give(&["apply", "--dry-run=server", "-f", "-"], manifests),
            false => self.give(&["apply", "-f", "-"], manifests),
        }
    }

    /// Deletes what manifests describe.
    pub(super) fn delete(&self, manifests: &str) -> Result<()> {
        self.give(&["delete", "--ignore-not-found", "-f", "-"], manifests)
    }

    /// Waits until the new pods are ready and the old ones are gone.
    pub(super) fn wait(&self, namespace: &str) -> Result<()> {
        let timeout = format!("--timeout={PATIENCE}");
        let status = ["rollout", "status", "deployment/strates", "--namespace"];
        run(self.command(&[&status[..], &[namespace, &timeout]].concat()))
    }

    /// Runs with `input` on standard input.
    fn give(&self, args: &[&str], input: &str) -> Result<()> {
        let mut command = self.command(args);
        let child = command.stdin(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| not_started(&command, &error))?;
        // A kubectl that ends before it has read everything says itself why.
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes()).ok();
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("`kubectl {}` failed ({status})", args.join(" "));
        }
        Ok(())
    }
}
