//! `cargo xtask faults`: what goes wrong around a server, while somebody reads.
//!
//! Every scenario runs under constant load, on loopback, in a folder of its own, and ends within
//! seconds. Each says in one line what readers noticed, which should be nothing, and fails if the
//! metrics or the log do not tell what happened.

mod clock;
mod content;
mod index;
mod load;
mod process;
mod proxy;
mod rollout;
mod stage;

use std::time::Instant;

use anyhow::{Result, bail};

use self::stage::Stage;
use crate::server;
use crate::site::{self, Profile};

/// What happens, and what should come of it.
type Scenario = fn(&Stage) -> Result<String>;

const SCENARIOS: [(&str, Scenario); 11] = [
    (
        "one of two servers behind nginx is restarted, then the other",
        rollout::restart,
    ),
    (
        "one of two servers is killed while it reloads",
        rollout::kill_in_reload,
    ),
    ("the notes are deleted, and come back", content::deleted),
    ("a note cannot be read any more", content::unreadable),
    ("a file is half written, then whole", content::half_written),
    (
        "a ConfigMap is swapped: good, bad, good",
        content::config_map,
    ),
    ("the disk of the log is full", content::log_disk_full),
    ("the disk of the notes is full", content::notes_disk_full),
    ("the search index is damaged", index::damaged),
    (
        "the folder of the search indexes takes no more",
        index::unwritable,
    ),
    ("the clock jumps ten days ahead, and back", clock::jump),
];

/// Runs all scenarios, or those whose words are in the name.
pub(crate) fn faults(debug: bool, only: Option<&str>) -> Result<()> {
    let profile = if debug { "dev" } else { "release" };
    site::build(Profile::new(debug))?;
    server::build(profile)?;
    let mut failed = 0;
    for (name, scenario) in SCENARIOS {
        if only.is_some_and(|words| !name.contains(words)) {
            continue;
        }
        let began = Instant::now();
        let outcome = Stage::set(profile).and_then(|stage| scenario(&stage));
        let seconds = began.elapsed().as_secs_f64();
        match outcome {
            Ok(said) => println!("✓ {name}: {said} ({seconds:.1} s)"),
            Err(error) => {
                println!("✗ {name}: {error:#} ({seconds:.1} s)");
                failed += 1;
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => bail!("{failed} of {} scenarios went wrong", SCENARIOS.len()),
    }
}
