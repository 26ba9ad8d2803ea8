//! `cargo xtask relevance`: how well search finds what the authors of notes mean.
//!
//! The measure itself is an example of `corpus`, run as a program: nothing here knows of notes.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::run::{cargo, run};

/// Measures the search of the notes in `dir`, or of our own course.
pub(crate) fn relevance(dir: Option<PathBuf>) -> Result<()> {
    let dir = dir.unwrap_or_else(|| repo::root().join("content"));
    // The program runs in the repository's root, whoever calls it from wherever.
    let dir = std::path::absolute(&dir).with_context(|| dir.display().to_string())?;
    if !dir.is_dir() {
        bail!("{}: there is no such folder", dir.display());
    }
    let mut measure = cargo(&["run", "--release", "--package", "corpus"]);
    measure.args(["--example", "relevance", "--"]).arg(dir);
    run(measure)
}
