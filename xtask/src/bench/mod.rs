//! `cargo xtask bench`: what Strates costs, beside nginx and beside its own targets.
//!
//! The figures are of this machine, at this hour: compare those of one run, not of two.

mod browser;
mod diagrams;
mod growth;
mod http;
pub(crate) mod memory;
mod nginx;
mod pages;
mod startup;
mod toggle;
mod wrk;

use anyhow::Result;
use clap::ValueEnum;

use self::pages::Pages;
use crate::server::{self, Server};
use crate::site::{self, Profile};

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// Time from exec to ready
    Startup,
    /// Requests per second and latency, beside nginx
    Http,
    /// Resident memory once every page has been asked for
    Memory,
    /// Bytes and paints of a cold visit in Chromium
    Browser,
    /// Layout, size and interaction of diagrams
    Diagrams,
    /// Milliseconds from a box of a comparison to its answer in Chromium
    Toggle,
    /// Bytes and milliseconds to the results of the search palette
    Palette,
    /// Search in generated courses of 100 to 100,000 sections
    Growth,
    /// Lighthouse's scores
    Lighthouse,
}

/// Takes the measures asked for, or all of them.
pub(crate) fn bench(wanted: &[Measure]) -> Result<()> {
    let wants = |measure| wanted.is_empty() || wanted.contains(&measure);
    site::build(Profile::Small)?;
    server::build("release")?;
    if wants(Measure::Startup) {
        startup::measure()?;
    }
    let server = Server::start_anywhere(quiet_server())?;
    let pages = Pages::visit_all(&server.url())?;
    if wants(Measure::Memory) {
        memory::measure(&server, &pages)?;
    }
    if wants(Measure::Browser) {
        browser::visit(&server, &pages)?;
    }
    if wants(Measure::Diagrams) {
        diagrams::layout()?;
        diagrams::size(&server.url())?;
        browser::interact(&server, diagrams::BANK)?;
    }
    if wants(Measure::Toggle) {
        toggle::measure(&server, &pages)?;
    }
    if wants(Measure::Palette) {
        browser::palette(&server, &pages)?;
    }
    if wants(Measure::Growth) {
        growth::measure()?;
    }
    if wants(Measure::Lighthouse) {
        browser::lighthouse(&server, &pages)?;
    }
    drop(server);
    if wants(Measure::Http) {
        http::measure(&pages)?;
    }
    Ok(())
}

/// The release server, to be started by a measure that wants its figures and not its log.
fn quiet_server() -> std::process::Command {
    let mut command = server::command("release", &["serve".to_owned()]);
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    command
}

/// The middle of some figures; of two, the higher one.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A line of the report: what, how much, and whether it is within its target.
fn report(what: &str, figure: &str, target: &str, reached: bool) {
    let sign = if reached { '✓' } else { '✗' };
    println!("{sign} {what:<58} {figure:>14}   target {target}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_not_moved_by_one_slow_run() {
        assert!((median(vec![9000.0, 2.0, 1.0, 3.0, 2.5]) - 2.5).abs() < f64::EPSILON);
    }
}
