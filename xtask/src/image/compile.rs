//! The static program of the image.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::repo;
use crate::run::{cargo, run};

/// What rustc compiles for: this machine's processor. glibc linked in rather than musl, since the
/// server sets glibc's allocator up for itself (`server/src/allocator.rs`).
pub(super) fn target() -> Result<String> {
    if std::env::consts::OS != "linux" {
        bail!(
            "a Linux program cannot be compiled here: let a container do it, with `docker build -f deploy/Containerfile -t localhost/strates:dev .`"
        );
    }
    Ok(format!("{}-unknown-linux-gnu", std::env::consts::ARCH))
}

/// Compiles the server and says where it is.
pub(super) fn compile(epoch: u64) -> Result<PathBuf> {
    let target = target()?;
    let mut build = cargo(&["build", "-p", "server", "--profile", "image", "--locked"]);
    build
        .args(["--target", &target])
        .env("SOURCE_DATE_EPOCH", epoch.to_string())
        .env("RUSTFLAGS", flags())
        // The grammars of the highlighter are C, whose assertions name their files.
        .env("CFLAGS", renamed("-ffile-prefix-map").join(" "));
    run(build)?;
    Ok(repo::target().join(target).join("image").join("strates"))
}

/// Links the server as it is compiled for tests anyway, statically like the image's.
pub(super) fn for_trial() -> Result<PathBuf> {
    target()?;
    let mut link = cargo(&[
        "rustc", "-p", "server", "--bin", "strates", "--locked", "--",
    ]);
    link.args(LINK).arg("-Cstrip=symbols");
    run(link)?;
    Ok(repo::server("dev"))
}

/// No libraries to look for at start; on x86-64, where rustc brings a linker that can, functions that
/// are the same only once, and relocations in short.
const LINK: &[&str] = if cfg!(target_arch = "x86_64") {
    &[
        "-Ctarget-feature=+crt-static",
        "-Clink-arg=-Wl,-z,pack-relative-relocs",
        "-Clink-arg=-Wl,--icf=all",
    ]
} else {
    &["-Ctarget-feature=+crt-static"]
};

/// Besides, no paths of this machine.
fn flags() -> String {
    let mut flags: Vec<String> = LINK.iter().map(|&flag| flag.to_owned()).collect();
    flags.extend(renamed("--remap-path-prefix"));
    flags.join(" ")
}

/// `flag` for each folder of this machine, with what it is called in the program instead.
fn renamed(flag: &str) -> Vec<String> {
    let folders = [
        (Some(repo::root().to_owned()), "/src"),
        (cargo_home(), "/cargo"),
    ];
    let known = folders
        .into_iter()
        .filter_map(|(folder, name)| Some((folder?, name)));
    known
        .map(|(folder, name)| format!("{flag}={}={name}", folder.display()))
        .collect()
}

fn cargo_home() -> Option<PathBuf> {
    let said = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    said.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_this_machine_have_other_names_in_the_program() {
        let root = repo::root().display();
        let expected = format!("--remap-path-prefix={root}=/src");
        assert!(flags().contains(&expected), "{}", flags());
        let in_c = renamed("-ffile-prefix-map");
        assert_eq!(
            in_c.first(),
            Some(&format!("-ffile-prefix-map={root}=/src"))
        );
        assert!(in_c.iter().skip(1).all(|flag| flag.ends_with("=/cargo")));
    }
}
