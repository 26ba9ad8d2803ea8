//! `cargo xtask soak`: what a crowd and a flood do to a server, and to those who read meanwhile.
//!
//! Everything is of this machine and bounded: one server on loopback, 200 readers who ask for
//! notes, 10,000 connections that ask for something now and then, clients that send headers or a
//! body byte by byte, and a flood of searches of which no two are the same.
//!
//! The server has half of the processors and the clients the other half, or the work of making the
//! load would be what is measured. On theirs, what floods only runs when no reader wants to; and
//! readers' times are compared with those in the same company: threads of the same kind that keep
//! the clients' processors just as busy, and ask nothing.

mod crowd;
mod flood;
mod readers;
mod threads;

use std::fmt::Display;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, bail};

use self::crowd::Crowd;
use self::flood::{Flood, Outcome};
use self::readers::{Figures, Readers};
use self::threads::{Idlers, Processors};
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
const NOISE: f64 = 0.5;

/// Megabytes that a crowd may leave behind, or the same crowd need more the second time.
const GROWTH: f64 = 8.0;

/// How long the server has to give memory back once the crowd has left.
const EBB: Duration = Duration::from_secs(3);

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
    let divided = Processors::divided();
    match &divided {
        Some(halves) => println!("{halves}"),
        None => println!("server and clients share the processors: times say little"),
    }
    let server = start(profile, all + SPARE, divided.as_ref())?;
    // Not before the server is started: it would inherit that.
    threads::step_forward();
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
    let (quiet, before) = read("readers alone");
    let idlers = Idlers::begin(scale.flood);
    let (busy, _) = read("beside threads that ask nothing");
    idlers.end();
    let mut memory = [Vec::new(), Vec::new()];
    let mut loaded = Vec::new();
    for round in 1..=2 {
        let crowd = Crowd::gather(addr, idle, scale.slow)?;
        let slow = 2 * scale.slow;
        loaded.push(read(&format!("with {idle} idle, {slow} slow (round {round})")).0);
        let flood = Flood::begin(addr, scale.flood);
        let (times, peak) = read(&format!("and {} who flood (round {round})", scale.flood));
        loaded.push(times);
        memory[0].push(peak);
        let flood = flood.end();
        println!("  {flood}");
        withstood(scale, &flood, verdict);
        let lost = crowd.leave();
        verdict.check("idle connections lost", lost, "0", lost == 0);
        std::thread::sleep(EBB);
        memory[1].push(read(&format!("readers alone again (round {round})")).1);
    }
    judge(scale, [&quiet, &busy], &loaded, verdict);
    flat(before, &memory, verdict);
    Ok(())
}

/// What the flood met: an answer or a refusal each time, and a server that is alive.
fn withstood(scale: &Scale, flood: &Outcome, verdict: &mut Verdict) {
    verdict.check(
        "flood: turned down or answered",
        flood,
        "no failure",
        flood.failed == 0 && flood.answered > 0,
    );
    verdict.check(
        "/healthz in the flood, p99",
        format!("{:.1} ms", flood.health_p99),
        "≤ 50 ms",
        flood.health_p99 <= 50.0 || !scale.timed,
    );
}

/// Memory while there is a crowd is the same each time, and that after it as before.
fn flat(before: f64, [during, after]: &[Vec<f64>; 2], verdict: &mut Verdict) {
    let (first, second) = (during[0], during[1]);
    verdict.check(
        "memory with the crowd, with the same again",
        format!("{first:.1}, {second:.1} MB"),
        format!("+{GROWTH} MB"),
        second <= first + GROWTH,
    );
    verdict.check(
        "memory before, after, after the same again",
        format!("{before:.1}, {:.1}, {:.1} MB", after[0], after[1]),
        format!("+{GROWTH} MB"),
        after.iter().all(|&after| after <= before + GROWTH),
    );
}

/// Readers' times under load against those `alone`: in the quiet, and beside busy threads.
fn judge(scale: &Scale, alone: [&Figures; 2], loaded: &[Figures], verdict: &mut Verdict) {
    let failed: usize = loaded.iter().chain(alone).map(|seen| seen.failed).sum();
    verdict.check("readers' requests that failed", failed, "0", failed == 0);
    let worst = loaded.iter().map(|figures| figures.p99).fold(0.0, f64::max);
    let [quiet, busy] = alone.map(|figures| figures.p99);
    let limit = SLOWER * busy.max(NOISE);
    verdict.check(
        "readers' p99 at worst",
        format!("{worst:.2} ms; {quiet:.2} ms alone, {busy:.2} ms beside threads that ask nothing"),
        format!("≤ {limit:.2} ms"),
        !scale.timed || worst <= limit,
    );
}

fn start(profile: &str, connections: usize, halves: Option<&Processors>) -> Result<Server> {
    let mut command = server::command(profile, &["serve".to_owned()]);
    if let Some(halves) = halves {
        command = halves.confine(&command);
    }
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
