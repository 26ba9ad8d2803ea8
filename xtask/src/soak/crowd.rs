//! Connections that are there and do little: idle ones, and those that send byte by byte.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::http::Connection;

/// How often an idle connection asks for something: the server closes those that have asked for
/// nothing for 30 seconds.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// How often a slow client sends a byte.
const DRIP: Duration = Duration::from_millis(500);

/// How a request begins that never ends.
const HEADERS: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ";
const BODY: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n";

/// All of them.
pub(super) struct Crowd {
    stop: Arc<AtomicBool>,
    idle: JoinHandle<usize>,
    slow: Vec<JoinHandle<()>>,
}

impl Crowd {
    /// Opens `idle` connections, and twice `slow` that are.
    pub(super) fn gather(addr: SocketAddr, idle: usize, slow: usize) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut connections = Vec::with_capacity(idle);
        for i in 0..idle {
            let open =
                Connection::open(addr).and_then(|mut open| open.get("/healthz").map(|_| open));
            connections.push(open.with_context(|| format!("the idle connection number {i}"))?);
        }
        let stopped = stop.clone();
        let idle = thread::spawn(move || keep_alive(connections, &stopped));
        let slow = [HEADERS, BODY].map(|beginning| {
            let stopped = stop.clone();
            thread::spawn(move || drip(addr, beginning, slow, &stopped))
        });
        Ok(Self {
            stop,
            idle,
            slow: slow.into(),
        })
    }

    /// Closes all connections; returns how many of the idle ones the server had closed.
    pub(super) fn leave(self) -> usize {
        self.stop.store(true, Relaxed);
        for slow in self.slow {
            slow.join().ok();
        }
        self.idle.join().unwrap_or(usize::MAX)
    }
}

/// Asks for something on each connection once in a while.
fn keep_alive(mut connections: Vec<Connection>, stop: &AtomicBool) -> usize {
    let pause = SIGN_OF_LIFE / u32::try_from(connections.len().max(1)).unwrap_or(u32::MAX);
    let mut lost = 0;
    while !stop.load(Relaxed) {
        let round = Instant::now();
        let mut due = round;
        for connection in &mut connections {
            if stop.load(Relaxed) {
                return lost;
            }
            if connection.get("/healthz").is_err() {
                lost += 1;
            }
            due += pause;
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        thread::sleep(Duration::from_millis(10));
    }
    lost
}

/// Sends requests that never end, a byte of each at a time, anew where the server has had enough.
fn drip(addr: SocketAddr, beginning: &[u8], count: usize, stop: &AtomicBool) {
    let begin = || {
        let mut open = Connection::open(addr).ok()?;
        open.write(beginning).ok()?;
        Some(open)
    };
    let mut clients: Vec<_> = (0..count).map(|_| None::<Connection>).collect();
    // Not all at the same moment: those who are slow know nothing of each other. So they come, and
    // are turned out, one after the other, too.
    let pause = DRIP / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    while !stop.load(Relaxed) {
        for client in &mut clients {
            thread::sleep(pause);
            if client.as_mut().is_none_or(|open| open.write(b"x").is_err()) {
                *client = begin();
            }
        }
    }
}
