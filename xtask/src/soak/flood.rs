//! A flood of searches, of which no two are the same: nothing that is kept helps.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::readers::percentile;
use super::threads::step_back;
use crate::http::Connection;

/// Connections of one thread.
pub(super) const EACH: usize = 16;

/// How often somebody asks whether the server is alive.
const CHECK: Duration = Duration::from_millis(20);

const WORDS: [&str; 8] = [
    "conteneur",
    "noyau",
    "pod",
    "service",
    "volume",
    "image",
    "réseau",
    "cgroup",
];

/// Those who flood.
pub(super) struct Flood {
    stop: Arc<AtomicBool>,
    counts: Arc<Counts>,
    threads: Vec<JoinHandle<()>>,
    health: JoinHandle<Vec<Duration>>,
    began: Instant,
}

#[derive(Default)]
struct Counts {
    next: AtomicUsize,
    answered: AtomicUsize,
    refused: AtomicUsize,
    failed: AtomicUsize,
}

/// What became of the flood.
pub(super) struct Outcome {
    pub answered: usize,
    refused: usize,
    pub failed: usize,
    seconds: f64,
    pub health_p99: f64,
}

impl Flood {
    /// Begins to ask on that many connections, as fast as answers come.
    pub(super) fn begin(addr: SocketAddr, connections: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let counts = Arc::new(Counts::default());
        let threads = (0..connections.div_ceil(EACH)).map(|_| {
            let (stop, counts) = (stop.clone(), counts.clone());
            thread::spawn(move || ask(addr, &stop, &counts))
        });
        let threads = threads.collect();
        let stopped = stop.clone();
        Self {
            stop,
            counts,
            threads,
            health: thread::spawn(move || health(addr, &stopped)),
            began: Instant::now(),
        }
    }

    /// Ends it.
    pub(super) fn end(self) -> Outcome {
        self.stop.store(true, Relaxed);
        let seconds = self.began.elapsed().as_secs_f64();
        for thread in self.threads {
            thread.join().ok();
        }
        let mut times = self.health.join().unwrap_or_default();
        times.sort_unstable();
        Outcome {
            answered: self.counts.answered.load(Relaxed),
            refused: self.counts.refused.load(Relaxed),
            failed: self.counts.failed.load(Relaxed),
            seconds,
            health_p99: percentile(&times, 99),
        }
    }
}

fn ask(addr: SocketAddr, stop: &AtomicBool, counts: &Counts) {
    step_back();
    let mut connections: Vec<Option<Connection>> = (0..EACH).map(|_| None).collect();
    while !stop.load(Relaxed) {
        for slot in &mut connections {
            let open = slot.take().or_else(|| Connection::open(addr).ok());
            *slot = open.and_then(|mut open| open.ask(&query(counts)).ok().map(|()| open));
        }
        for slot in &mut connections {
            let status = slot.as_mut().and_then(|open| open.answer().ok());
            let count = match status.map(|answer| answer.status) {
                Some(200) => &counts.answered,
                Some(503) => &counts.refused,
                _ => {
                    *slot = None;
                    &counts.failed
                }
            };
            count.fetch_add(1, Relaxed);
        }
    }
}

/// The next search: the page or the suggestions, of words that were never asked for together.
fn query(counts: &Counts) -> String {
    let number = counts.next.fetch_add(1, Relaxed);
    let [first, second] = [number, number / WORDS.len()].map(|i| WORDS[i % WORDS.len()]);
    let path = if number.is_multiple_of(3) {
        "/recherche"
    } else {
        "/api/search"
    };
    let encode = |word: &str| word.replace('é', "%C3%A9");
    format!("{path}?q={}+{}+x{number}", encode(first), encode(second))
}

/// How long `/healthz` takes; a failure counts as very long.
fn health(addr: SocketAddr, stop: &AtomicBool) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut connection = None;
    while !stop.load(Relaxed) {
        let started = Instant::now();
        let open = connection.take().or_else(|| Connection::open(addr).ok());
        let answered =
            open.and_then(|mut open: Connection| open.get("/healthz").ok().map(|_| open));
        times.push(match answered {
            Some(_) => started.elapsed(),
            None => Duration::from_secs(60),
        });
        connection = answered;
        thread::sleep(CHECK);
    }
    times
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = |count: usize| count as f64 / self.seconds;
        write!(
            f,
            "{:.0} searches/s answered, {:.0}/s turned down, {} failed; /healthz p99 {:.1} ms",
            rate(self.answered),
            rate(self.refused),
            self.failed,
            self.health_p99
        )
    }
}
