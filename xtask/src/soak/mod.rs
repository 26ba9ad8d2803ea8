//! `cargo xtask soak`: what a crowd and a flood do to a server, and to those who read meanwhile.
//!
//! Everything is of this machine and bounded: one server on loopback, 200 readers who ask for
//! notes, 10,000 connections that ask for something now and then, clients that send headers or a
//! body byte by byte, and a flood of searches of which no two are the same. Clients and server
//! share the processors; what floods runs at the lowest priority, or its own work would be what
//! is measured.

mod crowd;
mod flood;
mod readers;
mod threads;

use std::fmt::Display;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, bail};

use self::crowd::Crowd;
use self::flood::Flood;
use self::readers::{Figures, Readers};
use crate::bench::memory;
use crate::http;
use crate::server::{self, Server};
use crate::site::{self, Profile};

/// How much of everything.
struct Scale {
    idle: usize,
    slow: usize,
    readers: usize,
    flood: usize,
    seconds: u64,
    /// Whether times are judged: on a machine that does other things besides, they say nothing.
    timed: bool,
}

const WHOLE: Scale = Scale {
    idle: 10_000,
    slow: 500,
    readers: 200,
    flood: 256,
    seconds: 15,
    timed: true,
};

const SHORT: Scale = Scale {
    idle: 1_000,
    slow: 100,
    readers: 50,
    flood: 192,
    seconds: 3,
    timed: false,
};

/// What readers may take longer than without load.
const SLOWER: f64 = 2.0;

/// Below this, in milliseconds, a 99th percentile is what the kernel's scheduler makes of it.
const NOISE: f64 = 1.0;

/// Megabytes that the same load may leave behind the second time.
const GROWTH: f64 = 8.0;

/// Descriptors beside those of connections.
const SPARE: usize = 600;

/// Runs the soak; an error if the server did not do as it should.
pub(crate) fn soak(short: bool) -> Result<()> {
    let scale = if short { SHORT } else { WHOLE };
    let profile = if short { "dev" } else { "release" };
    site::build(if short { Profile::Dev } else { Profile::Small })?;
    server::build(profile)?;
    let all = scale.idle + 2 * scale.slow + scale.readers + scale.flood;
    let allowed = threads::raise_limit(all + SPARE)?;
    let idle = scale
        .idle
        .min(allowed.saturating_sub(all + SPARE - scale.idle));
    if idle < scale.idle {
        println!(
            "only {idle} idle connections: {allowed} files may be open at most (`ulimit -Hn`), {} are needed",
            all + SPARE
        );
    }
    let server = start(profile, all + SPARE)?;
    let addr = server.addr();
    let mut verdict = Verdict::default();
    verdict.check("idle connections", idle, scale.idle, idle == scale.idle);
    let paths = visit_all(addr)?;
    run(&scale, idle, &server, &paths, &mut verdict)?;
    verdict.end()
}

fn run(
    scale: &Scale,
    idle: usize,
    server: &Server,
    paths: &[String],
    verdict: &mut Verdict,
) -> Result<()> {
    let addr = server.addr();
    let length = Duration::from_secs(scale.seconds);
    let read = |what: &str| {
        let figures = Readers::run(addr, paths, scale.readers, length);
        let memory = memory::of(server.pid()).unwrap_or_default();
        println!("{what:<44} {figures} {memory:>7.1} MB");
        (figures, memory)
    };
    println!(
        "{:<44} {:>9} {:>6} {:>9} {:>9} {:>10}",
        "", "answers", "failed", "p50", "p99", "memory"
    );
    let (alone, before) = read("readers alone");
    let mut after = Vec::new();
    let mut loaded = Vec::new();
    for round in 1..=2 {
        let crowd = Crowd::gather(addr, idle, scale.slow)?;
        loaded.push(
            read(&format!(
                "with {idle} idle, {} slow (round {round})",
                2 * scale.slow
            ))
            .0,
        );
        let flood = Flood::begin(addr, scale.flood);
        loaded.push(read(&format!("and {} who flood (round {round})", scale.flood)).0);
        let flood = flood.end();
        println!("  {flood}");
        if round == 2 {
            verdict.check(
                "flood: turned down or answered",
                &flood,
                "no failure",
                flood.failed == 0 && flood.answered > 0,
            );
            let quick = flood.health_p99 <= 50.0 || !scale.timed;
            verdict.check(
                "/healthz in the flood, p99",
                format!("{:.1} ms", flood.health_p99),
                "≤ 50 ms",
                quick,
            );
        }
        let lost = crowd.leave();
        verdict.check("idle connections lost", lost, "0", lost == 0);
        std::thread::sleep(Duration::from_secs(2));
        after.push(read(&format!("readers alone again (round {round})")).1);
    }
    judge(scale, &alone, &loaded, verdict);
    let (first, second) = (after[0], after[1]);
    let figures = format!("{before:.1}, {first:.1}, {second:.1} MB");
    verdict.check(
        "memory before, after, after the same again",
        figures,
        format!("+{GROWTH} MB"),
        second <= first + GROWTH,
    );
    Ok(())
}

fn judge(scale: &Scale, alone: &Figures, loaded: &[Figures], verdict: &mut Verdict) {
    let failed: usize = loaded
        .iter()
        .chain([alone])
        .map(|figures| figures.failed)
        .sum();
    verdict.check("readers' requests that failed", failed, "0", failed == 0);
    let worst = loaded.iter().map(|figures| figures.p99).fold(0.0, f64::max);
    let limit = SLOWER * alone.p99.max(NOISE);
    let figure = format!("{worst:.2} ms, {:.2} ms alone", alone.p99);
    verdict.check(
        "readers' p99 at worst",
        figure,
        format!("≤ {limit:.2} ms"),
        !scale.timed || worst <= limit,
    );
}

fn start(profile: &str, connections: usize) -> Result<Server> {
    let mut command = server::command(profile, &["serve".to_owned()]);
    command
        .args([
            "--max-connections",
            &connections.to_string(),
            "--log",
            "warn",
        ])
        .stderr(std::process::Stdio::null());
    Server::start_anywhere(command)
}

/// Every page of the sitemap, each asked for once: from then on it is kept.
fn visit_all(addr: SocketAddr) -> Result<Vec<String>> {
    let mut connection = http::Connection::open(addr)?;
    connection.write(format!("GET /sitemap.xml HTTP/1.1\r\nhost: {addr}\r\n\r\n").as_bytes())?;
    let map = String::from_utf8(connection.answer()?.body)?;
    let locations = map
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next());
    let path = |url: &str| Some(format!("/{}", url.splitn(4, '/').nth(3)?));
    let paths: Vec<String> = locations.filter_map(path).collect();
    for path in &paths {
        connection.get(path)?;
    }
    match paths.is_empty() {
        true => bail!("the sitemap is empty"),
        false => Ok(paths),
    }
}

/// What was found against what is demanded.
#[derive(Default)]
struct Verdict {
    lines: Vec<String>,
    failed: usize,
}

impl Verdict {
    fn check(&mut self, what: &str, found: impl Display, demanded: impl Display, holds: bool) {
        let sign = if holds { '✓' } else { '✗' };
        self.lines
            .push(format!("{sign} {what}: {found} ({demanded})"));
        self.failed += usize::from(!holds);
    }

    fn end(self) -> Result<()> {
        self.lines.iter().for_each(|line| println!("{line}"));
        match self.failed {
            0 => Ok(()),
            failed => bail!("{failed} of {} criteria do not hold", self.lines.len()),
        }
    }
}
