//! `cargo xtask image`: the container image of the server, the site and the course.
//!
//! 1. [`compile`]: a static program, in Cargo's profile `image`;
//! 2. [`root`]: what the image holds, laid out in `target/image/root`;
//! 3. [`sbom`]: beside it, the list of all crates in it;
//! 4. [`builder`]: docker, podman or buildah makes the image of them.
//!
//! The same commit gives the same bytes: versions are locked, paths of this machine are left out,
//! and every time is that of the commit (or `SOURCE_DATE_EPOCH`).

mod builder;
mod compile;
mod root;
mod sbom;

use std::path::PathBuf;

use anyhow::{Result, bail};

use self::builder::Builder;
use self::root::Size;
use crate::repo;
use crate::run::{command, output, run, step};
use crate::site::{self, Profile};

/// The most that the image may weigh in a registry.
const BUDGET: u64 = 20_000_000;

/// Builds the image under the name `tag`; only its files if `root_only`.
pub(crate) fn image(tag: &str, root_only: bool) -> Result<()> {
    // Its absence is better known now than after the compiler.
    let builder = match root_only {
        true => None,
        false => Some(Builder::find()?),
    };
    let epoch = epoch()?;
    let site = site()?;
    let program = step("Compile the static server", || compile::compile(epoch))?;
    let mut check = std::process::Command::new(&program);
    check.arg("check").arg(repo::root().join("content"));
    step("Check the content", || run(check))?;
    let folder = folder();
    let size = step("Lay out the image", || {
        let size = root::lay_out(&folder.join("root"), &program, &site, epoch)?;
        let sbom = sbom::sbom(&compile::target()?, epoch)?;
        std::fs::write(folder.join("strates.cdx.json"), sbom)?;
        Ok(size)
    })?;
    report(&size)?;
    let Some(builder) = builder else {
        return Ok(());
    };
    step(&format!("Build the image with {}", builder.name()), || {
        run(builder.build(&folder, tag, &revision(), epoch))
    })?;
    println!("{tag}: {}", builder.identify(tag)?);
    println!("SBOM: {}", folder.join("strates.cdx.json").display());
    Ok(())
}

/// Builds the same image around the server as it is compiled for tests, and tries it: that it is
/// complete, needs no library, and reads and indexes the course as its own user.
pub(crate) fn trial() -> Result<()> {
    let builder = Builder::find()?;
    let tag = "localhost/strates:trial";
    let site = site()?;
    let program = step("Link the static server", compile::for_trial)?;
    let folder = folder();
    root::lay_out(&folder.join("root"), &program, &site, 0)?;
    step(&format!("Build the image with {}", builder.name()), || {
        run(builder.build(&folder, tag, "trial", 0))
    })?;
    step("Run it", || {
        builder.run(tag, &["check"])?;
        builder.run(tag, &["search", "--limit", "1", "sonde"])
    })
}

/// Builds the browser's files from nothing, and says where: an image does not depend on what was
/// built before, whose files `target/site` keeps. Pages of the version before do without theirs.
fn site() -> Result<PathBuf> {
    let site = folder().join("site");
    if site.exists() {
        std::fs::remove_dir_all(&site)?;
    }
    site::build_into(Profile::Small, &site)?;
    Ok(site)
}

/// Where the image's files are.
fn folder() -> PathBuf {
    repo::target().join("image")
}

fn report(size: &Size) -> Result<()> {
    println!(
        "image: {:.1} MB compressed, {:.1} MB unpacked (program {:.1} MB)",
        megabytes(size.compressed),
        megabytes(size.unpacked),
        megabytes(size.program)
    );
    if size.compressed > BUDGET {
        bail!("the image is over {:.0} MB", megabytes(BUDGET));
    }
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The time that everything in the image bears, in seconds since 1970.
fn epoch() -> Result<u64> {
    let said = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(said) => said,
        // Without a repository, as in a container's build, any fixed time does.
        Err(_) => git(&["log", "-1", "--format=%ct"]).unwrap_or_else(|| "0".to_owned()),
    };
    match said.trim().parse() {
        Ok(epoch) => Ok(epoch),
        Err(_) => bail!("SOURCE_DATE_EPOCH is `{said}`: give seconds since 1970, or unset it"),
    }
}

/// The commit, with a mark if something is not in it.
fn revision() -> String {
    git(&[
        "describe",
        "--always",
        "--dirty",
        "--abbrev=40",
        "--exclude=*",
    ])
    .unwrap_or_else(|| "unknown".to_owned())
}

fn git(args: &[&str]) -> Option<String> {
    let said = output(command("git", args)).ok()?;
    Some(said.trim().to_owned())
}
