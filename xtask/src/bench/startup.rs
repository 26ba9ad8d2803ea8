//! The time from exec to ready.

use std::time::Instant;

use anyhow::Result;

use super::{median, quiet_server, report};
use crate::run::step;
use crate::server::Server;

const RUNS: usize = 20;
const TARGET_MS: f64 = 200.0;

/// Starts the server twenty times on the course.
pub(super) fn measure() -> Result<()> {
    let times = step("Start the server again and again", || {
        (0..RUNS).map(|_| start()).collect()
    })?;
    let time = median(times);
    let what = format!("exec to /readyz, median of {RUNS}");
    report(
        &what,
        &format!("{time:.0} ms"),
        &format!("≤ {TARGET_MS:.0} ms"),
        time <= TARGET_MS,
    );
    Ok(())
}

/// Milliseconds until a new server is ready.
fn start() -> Result<f64> {
    let start = Instant::now();
    let server = Server::start_anywhere(quiet_server())?;
    let time = start.elapsed();
    drop(server);
    Ok(time.as_secs_f64() * 1e3)
}
