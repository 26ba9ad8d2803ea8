//! Node and a Chromium, for the tests and the measures in a browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::run::{command, first_on_path, run, step};

/// Installs the Node packages of `folder` if need be, and finds a Chromium.
///
/// Returns `node`, to be run in that folder, with `CHROMIUM` in its environment; without one
/// there, Playwright's own browser is installed and will be used.
pub(crate) fn prepare(folder: &str) -> Result<Command> {
    let folder = repo::root().join(folder);
    if first_on_path(&["node"]).is_none() || first_on_path(&["npm"]).is_none() {
        bail!(
            "Node.js 20 or later and npm are needed to drive a browser: install them, or leave it out (`test --no-e2e`)"
        );
    }
    if !is_installed(&folder) {
        step("Install the Node packages", || {
            let mut npm = command("npm", &["ci", "--no-audit", "--no-fund"]);
            npm.current_dir(&folder);
            run(npm)
        })?;
    }
    let mut node = command("node", &[]);
    node.current_dir(&folder);
    if let Some(chromium) = chromium()? {
        node.env("CHROMIUM", chromium);
    } else if !has_own_browser(&folder) {
        bail!(
            "no Chromium found: install Debian's `chromium`, set CHROMIUM to the path of one, \
             or run `npx playwright install chromium` in {}",
            folder.display()
        );
    }
    Ok(node)
}

/// npm notes what it has installed in a file of its own.
fn is_installed(folder: &Path) -> bool {
    let time = |name: &str| {
        fs::metadata(folder.join(name))
            .and_then(|file| file.modified())
            .ok()
    };
    let (wanted, installed) = (
        time("package-lock.json"),
        time("node_modules/.package-lock.json"),
    );
    installed.is_some() && installed >= wanted
}

/// The Chromium of the environment, or the first on the PATH.
fn chromium() -> Result<Option<std::path::PathBuf>> {
    let Some(path) = std::env::var_os("CHROMIUM") else {
        return Ok(first_on_path(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
        ]));
    };
    let path = Path::new(&path).canonicalize();
    Ok(Some(path.context(
        "CHROMIUM names no file: set it to the path of a Chromium",
    )?))
}

fn has_own_browser(folder: &Path) -> bool {
    let script = "process.exit(require('fs').existsSync(\
                  require('playwright-core').chromium.executablePath()) ? 0 : 1)";
    let status = command("node", &["-e", script])
        .current_dir(folder)
        .status();
    status.is_ok_and(|status| status.success())
}
