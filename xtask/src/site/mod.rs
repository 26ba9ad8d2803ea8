//! The browser's files, from sources to `target/site`.
//!
//! 1. [`wasm`]: Cargo compiles the islands, wasm-bindgen makes a module and its JavaScript glue;
//! 2. [`css`]: the style sheets become two: one for every page, one for pages with tools;
//! 3. [`js`]: the scripts written by hand and the glue are minified;
//! 4. [`asset`]: each result is named after its content and compressed;
//! 5. [`publish`]: the files are put in place, the manifest last.

mod asset;
mod css;
mod js;
mod publish;
mod wasm;

use std::path::Path;

use anyhow::{Context, Result};

use self::asset::Asset;
use self::publish::Build;
use crate::repo;
use crate::run::step;

/// How the islands are compiled: quickly, or small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Cargo's `dev` profile.
    Dev,
    /// The workspace's `wasm` profile.
    Small,
}

impl Profile {
    /// The profile for `--debug` or its absence.
    pub(crate) fn new(debug: bool) -> Self {
        if debug { Self::Dev } else { Self::Small }
    }
}

/// Builds the browser's files into `target/site`; true if anything changed.
pub(crate) fn build(profile: Profile) -> Result<bool> {
    build_into(profile, &repo::site())
}

/// The same in another folder.
pub(crate) fn build_into(profile: Profile, site: &Path) -> Result<bool> {
    let islands = step("Compile the islands", || wasm::build(profile))?;
    step("Bundle the site", || {
        let style = repo::root().join("style");
        let build = Build {
            css: Asset::new("strates", "css", css::bundle(&style.join("main.css"))?),
            tools: Asset::new("tools", "css", css::bundle(&style.join("tools.css"))?),
            theme: Asset::new("theme", "js", js::script(&source("theme.js")?)?),
            boot: Asset::new("boot", "js", js::script(&source("boot.js")?)?),
            palette: Asset::new("palette", "js", js::script(&source("palette.js")?)?),
            png: Asset::new("png", "js", js::script(&source("png.js")?)?),
            follow: Asset::new("follow", "js", js::script(&source("follow.js")?)?),
            glue: Asset::new("islands", "js", js::module(&islands.glue)?),
            wasm: Asset::new("islands", "wasm", islands.wasm),
        };
        publish::publish(&build, &repo::root().join("public"), site)
    })
}

/// A script written by hand.
fn source(name: &str) -> Result<String> {
    let path = repo::root().join("frontend").join(name);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}
