//! Somebody who reads all the time.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::http::Connection;

const READERS: usize = 8;
const PAUSE: Duration = Duration::from_millis(10);

/// A page that is kept, and what is made each time: a page with a query and both kinds of search. The
/// number behind these is another one each time, or they would be kept, too.
const PATHS: [&str; 4] = [
    "/notes",
    "/glossaire?q=noyau+",
    "/recherche?q=noyau+",
    "/api/search?q=pod+",
];

/// The load.
pub(super) struct Load {
    stop: Arc<AtomicBool>,
    answers: Arc<AtomicUsize>,
    failures: Vec<JoinHandle<Vec<String>>>,
}

/// What the readers saw: as many answers, all of them good.
pub(super) struct Quiet(usize);

impl Load {
    /// Begins to read.
    pub(super) fn on(addr: SocketAddr) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let answers = Arc::new(AtomicUsize::new(0));
        let readers = (0..READERS).map(|i| {
            let (stop, answers) = (stop.clone(), answers.clone());
            thread::spawn(move || read(addr, i, &stop, &answers))
        });
        let failures = readers.collect();
        Self {
            stop,
            answers,
            failures,
        }
    }

    /// Goes on for that long.
    pub(super) fn goes_on(&self, seconds: f64) {
        thread::sleep(Duration::from_secs_f64(seconds));
    }

    /// Ends; an error if a single request failed.
    pub(super) fn end(self) -> Result<Quiet> {
        self.stop.store(true, Relaxed);
        let failures: Vec<String> = self
            .failures
            .into_iter()
            .flat_map(|reader| reader.join().unwrap_or_else(|_| vec!["a panic".to_owned()]))
            .collect();
        let answers = self.answers.load(Relaxed);
        match failures.first() {
            None if answers > 0 => Ok(Quiet(answers)),
            None => bail!("nothing was asked"),
            Some(first) => bail!(
                "{} of {answers} requests failed, the first: {first}",
                failures.len()
            ),
        }
    }
}

fn read(addr: SocketAddr, which: usize, stop: &AtomicBool, answers: &AtomicUsize) -> Vec<String> {
    let mut failures = Vec::new();
    let mut connection: Option<Connection> = None;
    for (turn, path) in PATHS.iter().cycle().skip(which).enumerate() {
        if stop.load(Relaxed) {
            break;
        }
        let path = &match path.contains('?') {
            true => format!("{path}{}", turn * READERS + which),
            false => (*path).to_owned(),
        };
        // A connection that the server has closed since is no failure: browsers open another one.
        let answer = connection
            .take()
            .and_then(|mut open| Some((open.get(path).ok()?, open)))
            .map_or_else(|| fresh(addr, path), Ok);
        answers.fetch_add(1, Relaxed);
        match answer {
            Ok((answer, open)) if answer.status == 200 => {
                connection = (!answer.is_last()).then_some(open);
            }
            Ok((answer, _)) => failures.push(format!("{path}: {}", answer.status)),
            Err(error) => failures.push(format!("{path}: {error}")),
        }
        thread::sleep(PAUSE);
    }
    failures
}

fn fresh(addr: SocketAddr, path: &str) -> std::io::Result<(crate::http::Answer, Connection)> {
    let mut open = Connection::open(addr)?;
    Ok((open.get(path)?, open))
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} requests, 0 failed", self.0)
    }
}
