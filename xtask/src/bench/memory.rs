//! Resident memory.

use anyhow::{Context, Result};

use super::pages::{Pages, get};
use super::report;
use crate::server::Server;

const TARGET_MB: f64 = 40.0;

/// Reads the server's resident memory once every page has been asked for, in two encodings.
pub(super) fn measure(server: &Server, pages: &Pages) -> Result<()> {
    for path in &pages.all {
        get(&format!("{}{path}", server.url()), "gzip")?;
    }
    for word in ["noyau", "deploiement", "kubernetes"] {
        get(&format!("{}/api/search?q={word}", server.url()), "identity")?;
    }
    let megabytes = of(server.pid())?;
    let what = format!("resident memory after {} pages", pages.all.len());
    let target = format!("≤ {TARGET_MB:.0} MB");
    report(
        &what,
        &format!("{megabytes:.1} MB"),
        &target,
        megabytes <= TARGET_MB,
    );
    Ok(())
}

/// Resident memory of a process, in megabytes.
pub(crate) fn of(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    resident(&status).context("the kernel does not say how much memory is resident")
}

/// `VmRSS` of a `/proc/…/status` in megabytes of a million bytes.
fn resident(status: &str) -> Option<f64> {
    let kibibytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = kibibytes.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_counts_in_kibibytes() {
        let status = "Name:\tstrates\nVmRSS:\t   31250 kB\nThreads:\t3\n";
        assert_eq!(resident(status), Some(32.0));
    }
}
