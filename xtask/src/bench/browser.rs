//! What a visitor's browser transfers and waits for; the scripts are in `end2end/bench`.

use anyhow::Result;

use super::pages::Pages;
use crate::browser::prepare;
use crate::run::{run, step};
use crate::server::Server;

/// A cold visit to the longest note on a slow network with a slow processor.
pub(super) fn visit(server: &Server, pages: &Pages) -> Result<()> {
    script(
        "Visit with a slow phone",
        "visit.mjs",
        server,
        &[&pages.note],
    )
}

/// What keys and pointers cost on the page of a diagram with a slow processor.
pub(super) fn interact(server: &Server, path: &str) -> Result<()> {
    script("Interact with a diagram", "interact.mjs", server, &[path])
}

/// What a search from the palette of a note costs.
pub(super) fn palette(server: &Server, pages: &Pages) -> Result<()> {
    script(
        "Search from the palette",
        "palette.mjs",
        server,
        &[&pages.note],
    )
}

/// Lighthouse's four scores for one page of each kind.
pub(super) fn lighthouse(server: &Server, pages: &Pages) -> Result<()> {
    let paths = ["/", &pages.note, &pages.comparison, &pages.environment];
    script("Lighthouse", "lighthouse.mjs", server, &paths)
}

fn script(what: &str, file: &str, server: &Server, paths: &[&str]) -> Result<()> {
    let url = server.url();
    let args: Vec<&str> = std::iter::once(url.as_str())
        .chain(paths.iter().copied())
        .collect();
    run_script(what, file, &args)
}

/// Runs a script of `end2end/bench`.
pub(super) fn run_script(what: &str, file: &str, args: &[&str]) -> Result<()> {
    let mut node = prepare("end2end/bench")?;
    node.arg(file).args(args);
    step(what, || run(node))
}
