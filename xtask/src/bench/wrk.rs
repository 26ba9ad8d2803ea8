//! The load: `wrk` with 64 connections that stay open.

use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::run::{command, output};

/// The core that makes the load, and the one that carries it.
pub(super) const LOAD_CORE: &str = "1";
pub(super) const SERVER_CORE: &str = "0";

const DURATION: &str = "-d5s";

/// What one run found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Load {
    /// Requests per second.
    pub rate: f64,
    /// The latency that one request in a hundred exceeds, in milliseconds.
    pub p99: f64,
}

/// Loads `url` for five seconds, as a client that takes gzip.
pub(super) fn load(url: &str) -> Result<Load> {
    from_one_core(&["-H", "Accept-Encoding: gzip", url])
}

/// Loads `url`, which has a query, for five seconds: with a number after it that is another one each
/// time, so that no answer is one that was kept.
pub(super) fn load_anew(url: &str, encoding: &str) -> Result<Load> {
    let host = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let path = url.strip_prefix(&host).unwrap_or_default();
    let mut script = tempfile::NamedTempFile::new()?;
    write!(
        script,
        "local asked = 0\nfunction request()\n  asked = asked + 1\n  \
         return wrk.format(\"GET\", \"{path}&n=\" .. asked)\nend\n"
    )?;
    let accept = format!("Accept-Encoding: {encoding}");
    let file = script.path().to_string_lossy();
    from_one_core(&["-H", &accept, "-s", &file, &host])
}

fn from_one_core(arguments: &[&str]) -> Result<Load> {
    let mut wrk = command("taskset", &["-c", LOAD_CORE, "wrk", "-t1", "-c64"]);
    wrk.args([DURATION, "--latency"]).args(arguments);
    read(&output(wrk)?).with_context(|| format!("wrk {}", arguments.join(" ")))
}

/// Asks `url` for five seconds from so many `clients`, with the requests of a Lua script.
pub(super) fn ask(url: &str, clients: usize, script: &Path) -> Result<Load> {
    let clients = format!("-c{clients}");
    let mut wrk = command("wrk", &["-t1", &clients, DURATION, "--latency", "-s"]);
    wrk.arg(script).arg(url);
    read(&output(wrk)?).with_context(|| format!("wrk on {url}"))
}

/// Reads wrk's report; a run with errors in it measures nothing.
fn read(text: &str) -> Result<Load> {
    static RATE: LazyLock<Regex> = LazyLock::new(|| regex(r"Requests/sec:\s+([\d.]+)"));
    static P99: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^\s+99%\s+([\d.]+)(us|ms|s)"));
    if let Some(errors) = text
        .lines()
        .find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        bail!("not every answer was good: {}", errors.trim());
    }
    let rate = RATE.captures(text).context("no rate in wrk's report")?;
    let p99 = P99.captures(text).context("no latency in wrk's report")?;
    let unit = match &p99[2] {
        "us" => 1e-3,
        "ms" => 1.0,
        _ => 1e3,
    };
    Ok(Load {
        rate: rate[1].parse()?,
        p99: p99[1].parse::<f64>()? * unit,
    })
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "  Latency Distribution\n     50%  551.00us\n     99%  850.00us\n\
                          Requests/sec: 114302.54\nTransfer/sec:    501.55MB\n";

    #[test]
    fn the_report_is_read_in_milliseconds() {
        let load = read(REPORT).expect("a report");
        assert!(
            (load.rate - 114_302.54).abs() < 1e-6 && (load.p99 - 0.85).abs() < 1e-9,
            "{load:?}"
        );
    }

    #[test]
    fn errors_are_no_measure() {
        let report = format!("{REPORT}  Non-2xx or 3xx responses: 12\n");
        assert!(read(&report).is_err());
    }
}
