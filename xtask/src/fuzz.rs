//! `cargo xtask fuzz`: the property tests of what strangers and authors write, again and again.
//!
//! In `cargo test` each tries a few hundred cases, the same ones in `.ci/run`. Here each subject
//! gets minutes and new cases all the time, with limits to the time and memory of a round. What is
//! found is kept by proptest in a file beside the test, to be committed with the remedy.

use std::io::Read;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::run::{cargo, not_started, run, step};

/// Cases of one round of each property, where the property does not say itself.
const CASES: &str = "2000";

/// Seconds of processor time that no round takes, even without optimisation. Not of the clock, which
/// also counts what other programs do.
const ROUND: u64 = 600;

/// Bytes of address space: many times what the tests need.
const MEMORY: u64 = 8 << 30;

/// What is tried, and the tests that do it.
const SUBJECTS: [(&str, &[&str]); 5] = [
    (
        "Markdown to HTML",
        &[
            "-p",
            "corpus",
            "--lib",
            "--",
            "markdown::tests::hostile",
            "markdown::tests::reparsed",
        ],
    ),
    (
        "files of a course, TOML and notes",
        &["-p", "corpus", "--test", "any_bytes"],
    ),
    (
        "search queries",
        &["-p", "corpus", "--lib", "--", "search::tests::properties"],
    ),
    (
        "state in addresses",
        &["-p", "app", "--lib", "--", "leads_back"],
    ),
    (
        "addresses, through the whole server",
        &["-p", "server", "--test", "any_address"],
    ),
];

/// Tries every subject for that long, or those with these words in their name.
pub(crate) fn fuzz(minutes: u64, only: Option<&str>) -> Result<()> {
    let wanted = |name: &str| only.is_none_or(|words| name.contains(words));
    let subjects: Vec<_> = SUBJECTS
        .into_iter()
        .filter(|(name, _)| wanted(name))
        .collect();
    for (_, tests) in &subjects {
        let what = tests.iter().take_while(|word| **word != "--");
        let mut build = cargo(&["test", "--no-run", "--quiet"]);
        build.args(what);
        run(build)?;
    }
    limit()?;
    let mut failed = 0;
    for (name, tests) in subjects {
        let result = step(name, || rounds(tests, Duration::from_secs(60 * minutes)));
        match result {
            Ok(rounds) => println!("✓ {name}: {rounds} rounds"),
            Err(error) => {
                println!("✗ {name}: {error:#}");
                failed += 1;
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => bail!("{failed} subjects failed"),
    }
}

/// Runs the tests until the time is over, at least once; returns how often.
fn rounds(tests: &[&str], length: Duration) -> Result<usize> {
    let end = Instant::now() + length;
    let mut rounds = 0;
    while rounds == 0 || Instant::now() < end {
        round(tests)?;
        rounds += 1;
    }
    Ok(rounds)
}

fn round(tests: &[&str]) -> Result<()> {
    let mut test = cargo(&["test", "--quiet"]);
    test.args(tests)
        .env("PROPTEST_CASES", CASES)
        .env_remove("PROPTEST_RNG_SEED")
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = test.spawn().map_err(|error| not_started(&test, &error))?;
    let mut out = child.stdout.take();
    let said = thread::spawn(move || {
        let mut said = String::new();
        out.as_mut().map(|out| out.read_to_string(&mut said));
        said
    });
    let status = child.wait()?;
    let said = said.join().unwrap_or_default();
    match status.success() && !said.contains("running 0 tests\n\ntest result") {
        true => Ok(()),
        false => bail!("{status}: {said}"),
    }
}

/// From now on, a program that we start and that takes too much ends.
fn limit() -> Result<()> {
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, ROUND)] {
        let now = getrlimit(resource);
        let current = Some(now.maximum.map_or(most, |maximum| maximum.min(most)));
        let maximum = now.maximum;
        setrlimit(resource, Rlimit { current, maximum })?;
    }
    Ok(())
}
