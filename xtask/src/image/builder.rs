//! The program that makes images: docker, podman or buildah.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::repo;
use crate::run::{output, run};

/// Without privileges or namespaces of its own: buildah may run in a container, too.
const CHROOT: [&str; 2] = ["--isolation", "chroot"];

/// One that is installed and works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builder {
    Docker,
    Podman,
    Buildah,
}

impl Builder {
    /// The first one that works.
    pub(super) fn find() -> Result<Self> {
        let all = [Self::Docker, Self::Podman, Self::Buildah];
        match all.into_iter().find(|builder| builder.works()) {
            Some(builder) => Ok(builder),
            None => bail!(
                "no docker (with its daemon running), podman or buildah is here to build an image: install one of them"
            ),
        }
    }

    /// What it is called, on the command line too.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Podman => "podman",
            Self::Buildah => "buildah",
        }
    }

    /// Docker may be installed without its daemon.
    fn works(self) -> bool {
        let mut info = Command::new(self.name());
        info.arg("info").stdout(Stdio::null()).stderr(Stdio::null());
        info.status().is_ok_and(|status| status.success())
    }

    /// Builds the stage `prebuilt` from what is laid out in `folder`.
    pub(super) fn build(self, folder: &Path, tag: &str, revision: &str, epoch: u64) -> Command {
        let mut build = Command::new(self.name());
        build
            .arg("build")
            .arg("--file")
            .arg(repo::root().join("deploy/Containerfile"))
            .args(["--target", "prebuilt", "--tag", tag])
            .args(["--build-arg", &format!("REVISION={revision}")])
            .args([
                "--build-arg",
                concat!("VERSION=", env!("CARGO_PKG_VERSION")),
            ]);
        match self {
            Self::Docker => {
                // BuildKit takes the image's time from there, and the files' from the files.
                build.env("SOURCE_DATE_EPOCH", epoch.to_string());
            }
            Self::Podman => {
                // The version of the builder is none of the image's business.
                build.args(["--identity-label=false", "--timestamp", &epoch.to_string()]);
            }
            Self::Buildah => {
                build.args(CHROOT);
                build.args(["--identity-label=false", "--timestamp", &epoch.to_string()]);
            }
        }
        build.arg(folder);
        build
    }

    /// Runs `strates` with `args` in the image, to its end.
    pub(super) fn run(self, tag: &str, args: &[&str]) -> Result<()> {
        let command = |words: &[&str]| {
            let mut command = Command::new(self.name());
            command.args(words);
            command
        };
        if self != Self::Buildah {
            let mut run_it = command(&["run", "--rm", "--read-only", tag]);
            run_it.args(args);
            return run(run_it);
        }
        let container = output(command(&["from", tag]))?;
        let container = container.trim();
        let mut run_it = command(&["run"]);
        run_it
            .args(CHROOT)
            .args([container, "--", "/strates"])
            .args(args);
        let done = run(run_it);
        output(command(&["rm", container]))?;
        done
    }

    /// The image's digest, as far as one is known before it is pushed.
    pub(super) fn identify(self, tag: &str) -> Result<String> {
        let mut inspect = Command::new(self.name());
        match self {
            Self::Buildah => inspect.args(["inspect", "--type", "image", "--format"]),
            _ => inspect.args(["image", "inspect", "--format"]),
        };
        inspect.arg(match self {
            Self::Docker => "{{.Id}}",
            Self::Podman => "{{.Digest}}",
            Self::Buildah => "{{.FromImageDigest}}",
        });
        Ok(output({
            inspect.arg(tag);
            inspect
        })?
        .trim()
        .to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builder_makes_the_same_stage_at_the_same_time() {
        for builder in [Builder::Docker, Builder::Podman, Builder::Buildah] {
            let build = builder.build(Path::new("context"), "a:b", "1234", 99);
            let words: Vec<_> = build.get_args().map(|arg| arg.to_string_lossy()).collect();
            let line = words.join(" ");
            assert!(line.contains("--target prebuilt --tag a:b"), "{line}");
            assert!(line.contains("REVISION=1234"), "{line}");
            assert!(line.ends_with(" context"), "{line}");
            let timed = line.contains("--timestamp 99")
                || build.get_envs().any(|(name, value)| {
                    name == "SOURCE_DATE_EPOCH" && value.is_some_and(|value| value == "99")
                });
            assert!(timed, "{line}");
        }
    }
}
