//! Those for whom the site is: each reads a page, waits, reads another.

use std::fmt;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use crate::http::Connection;

/// How long somebody looks at a page. Nobody reads that fast: it makes 200 readers into a thousand
/// requests a second, as many as 30,000 real ones.
const PAUSE: Duration = Duration::from_millis(200);

/// What the readers saw.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    answers: usize,
    pub failed: usize,
    p50: f64,
    pub p99: f64,
}

/// The readers.
pub(super) struct Readers;

impl Readers {
    /// Lets `count` readers read `paths` for that long.
    pub(super) fn run(
        addr: SocketAddr,
        paths: &[String],
        count: usize,
        length: Duration,
    ) -> Figures {
        let end = Instant::now() + length;
        let (mut times, mut failed) = (Vec::new(), 0);
        thread::scope(|scope| {
            let readers: Vec<_> = (0..count)
                .map(|i| scope.spawn(move || read(addr, paths, i, count, end)))
                .collect();
            for reader in readers {
                match reader.join() {
                    Ok((more, lost)) => {
                        times.extend(more);
                        failed += lost;
                    }
                    Err(_) => failed += 1,
                }
            }
        });
        times.sort_unstable();
        Figures {
            answers: times.len(),
            failed,
            p50: percentile(&times, 50),
            p99: percentile(&times, 99),
        }
    }
}

/// One reader: the time each answer took, and how many there were that are none.
fn read(
    addr: SocketAddr,
    paths: &[String],
    which: usize,
    of: usize,
    end: Instant,
) -> (Vec<Duration>, usize) {
    // Not all at the same moment.
    thread::sleep(PAUSE.mul_f64(which as f64 / of as f64));
    let (mut times, mut failed) = (Vec::new(), 0);
    let mut connection = None;
    for path in paths.iter().cycle().skip(which) {
        if Instant::now() >= end {
            break;
        }
        let started = Instant::now();
        match ask(&mut connection, addr, path) {
            Some(200) => times.push(started.elapsed()),
            _ => failed += 1,
        }
        thread::sleep(PAUSE);
    }
    (times, failed)
}

fn ask(connection: &mut Option<Connection>, addr: SocketAddr, path: &str) -> Option<u16> {
    let mut open = connection.take().or_else(|| Connection::open(addr).ok())?;
    let answer = open.get(path).ok()?;
    if !answer.is_last() {
        *connection = Some(open);
    }
    Some(answer.status)
}

/// In milliseconds, of what is sorted.
pub(super) fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            answers,
            failed,
            p50,
            p99,
        } = self;
        write!(f, "{answers:>9} {failed:>6} {p50:>6.2} ms {p99:>6.2} ms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_what_is_there() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), 101.0);
        assert_eq!(percentile(&times, 99), 199.0);
        assert_eq!(percentile(&times[..1], 99), 1.0);
        assert_eq!(percentile(&[], 99), 0.0);
    }
}
