//! `cargo xtask test`: everything that can go red.
//!
//! 1. the Rust tests of the workspace, the islands' logic among them;
//! 2. the course's content, by `strates check`;
//! 3. the manifests of `deploy/`, as far as the tools for it are installed;
//! 4. the site, by Playwright in a real Chromium against the release server, and that server's metrics
//!    by promtool.

use std::process::Command;
use std::sync::LazyLock;
use std::time::Instant;

use anyhow::{Context, Result};
use regex::Regex;

use crate::browser;
use crate::deploy;
use crate::http::get_once;
use crate::repo;
use crate::run::{cargo, run, step, watch};
use crate::server::{self, Server};
use crate::site::{self, Profile};

/// Runs the tests, those in the browser if `e2e`, and says how many passed.
pub(crate) fn test(e2e: bool) -> Result<()> {
    let start = Instant::now();
    let mut counts = Counts::default();
    let result = all(e2e, &mut counts);
    println!(
        "\n{} in {:.0} s",
        counts.line(result.is_ok()),
        start.elapsed().as_secs_f64()
    );
    result
}

fn all(e2e: bool, counts: &mut Counts) -> Result<()> {
    // The browser's absence is better known now than in ten minutes.
    let browser = if e2e {
        Some(browser::prepare("end2end")?)
    } else {
        None
    };
    step("Rust tests", || {
        // The islands' shim only exists for the browser.
        let mut tests = cargo(&[
            "test",
            "--workspace",
            "--exclude",
            "frontend",
            "--no-fail-fast",
        ]);
        tests.env("INSTA_UPDATE", "no");
        watch(tests, |line| counts.read(line))
    })?;
    let profile = if e2e { "release" } else { "dev" };
    server::build(profile)?;
    step("Check the content", || {
        run(server::command(
            profile,
            &["check".into(), "content".into()],
        ))
    })?;
    step("Check the manifests", deploy::check)?;
    match browser {
        Some(playwright) => end_to_end(playwright, counts),
        None => Ok(()),
    }
}

fn end_to_end(mut playwright: Command, counts: &mut Counts) -> Result<()> {
    site::build(Profile::Small)?;
    let mut command = server::command("release", &["serve".into(), "--reveal-runtime".into()]);
    // A test frames a page.
    command.env("STRATES_FRAME_ANCESTORS", "self");
    let metrics = server::free_address()?;
    command.arg("--metrics-addr").arg(metrics.to_string());
    let server = Server::start_anywhere(command)?;
    playwright
        .args(["node_modules/.bin/playwright", "test"])
        .env("STRATES_URL", server.url())
        .env("STRATES_BIN", repo::server("release"));
    step("Tests in the browser", || {
        watch(playwright, |line| counts.read(line))
    })
    .context("`npx playwright show-report` in end2end shows what failed")?;
    step("Check what the server says of itself", || {
        let said = get_once(metrics, "/metrics")?;
        deploy::check_metrics(&String::from_utf8(said.body)?)
    })
}

/// How many tests passed, failed and were not run, by what the test runners print.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

/// `test result: ok. 3 passed; 0 failed; …` of libtest, or `  3 passed (1.2s)` of Playwright.
static RESULT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(test result: |\s+\d+ (passed|failed|flaky|skipped)\b)").expect("valid")
});
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+) (passed|failed|flaky|ignored|skipped)").expect("valid"));

impl Counts {
    /// Adds what a line of a test runner's output says, if it says anything.
    fn read(&mut self, line: &str) {
        if !RESULT.is_match(line) {
            return;
        }
        for found in COUNT.captures_iter(line) {
            let count: usize = found[1].parse().unwrap_or(0);
            match &found[2] {
                "passed" => self.passed += count,
                "ignored" | "skipped" => self.ignored += count,
                // A test that passes now and then is a test that fails now and then.
                _ => self.failed += count,
            }
        }
    }

    fn line(&self, ok: bool) -> String {
        let Self {
            passed,
            failed,
            ignored,
        } = self;
        let verdict = if ok { "ok" } else { "FAILED" };
        format!("test result: {verdict}. {passed} passed; {failed} failed; {ignored} ignored")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> Counts {
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts.read(line));
        counts
    }

    #[test]
    fn both_runners_are_counted_together() {
        let counts = counted(&[
            "test result: ok. 14 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out",
            "  2 flaky",
            "  3 skipped",
            "  20 passed (3.4s)",
        ]);
        assert_eq!(
            counts,
            Counts {
                passed: 34,
                failed: 3,
                ignored: 5
            }
        );
    }

    #[test]
    fn other_lines_are_not() {
        assert_eq!(
            counted(&["running 3 tests", "test that_5 passed ... ok"]),
            Counts::default()
        );
    }
}
