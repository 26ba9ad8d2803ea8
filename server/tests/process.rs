//! The program as Kubernetes runs it: started, told to stop, gone.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use common::TestSite;

/// More than any of this takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    child: Child,
    addr: SocketAddr,
    metrics: SocketAddr,
    _site: TestSite,
}

impl Server {
    /// Starts the program with `flags` and waits until it is ready.
    fn start(flags: &[&str]) -> Self {
        let site = TestSite::new();
        let (addr, metrics) = (free_address(), free_address());
        let child = Command::new(env!("CARGO_BIN_EXE_strates"))
            .args(["serve", "--addr", &addr.to_string()])
            .args(["--metrics-addr", &metrics.to_string()])
            .arg("--content")
            .arg(&site.sources.content)
            .arg("--site")
            .arg(&site.sources.site)
            .args(flags)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let server = Self {
            child,
            addr,
            metrics,
            _site: site,
        };
        eventually("the server is ready", || {
            (status(server.addr, "/readyz") == Some(200)).then_some(())
        });
        server
    }

    fn terminate(&self) {
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(
            Command::new("sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
    }

    /// How the program ended, and its log.
    fn ended(mut self) -> (ExitStatus, String) {
        let status = eventually("the server ends", || self.child.try_wait().unwrap());
        let mut log = String::new();
        let stderr = self.child.stderr.take();
        stderr.unwrap().read_to_string(&mut log).unwrap();
        (status, log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

fn eventually<T>(what: &str, mut happens: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = happens() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: not yet");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Asks on a connection of its own; `None` if nobody answers.
fn status(addr: SocketAddr, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(addr).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    status_of(&mut stream)
}

fn status_of(stream: &mut TcpStream) -> Option<u16> {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

#[test]
fn told_to_stop_it_is_unready_at_once_and_finishes_what_it_began() {
    let server = Server::start(&["--shutdown-delay", "3", "--shutdown-timeout", "30"]);
    let mut under_way = TcpStream::connect(server.addr).unwrap();
    under_way
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n")
        .unwrap();
    assert_eq!(status(server.metrics, "/healthz"), Some(200));

    server.terminate();
    eventually("the server is unready", || {
        (status(server.addr, "/readyz") == Some(503)).then_some(())
    });
    // Whoever has not heard yet is served, and the kubelet has no reason to restart it.
    assert_eq!(status(server.addr, "/"), Some(200));
    assert_eq!(status(server.metrics, "/healthz"), Some(200));

    under_way.write_all(b"connection: close\r\n\r\n").unwrap();
    assert_eq!(status_of(&mut under_way), Some(200));
    let (status, log) = server.ended();
    assert!(status.success(), "{status}");
    assert!(!log.contains("cut off"), "{log}");
    // To be told to stop is nothing to be warned of.
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
}

#[test]
fn whoever_does_not_finish_is_cut_off_in_the_end() {
    let server = Server::start(&["--shutdown-delay", "0", "--shutdown-timeout", "1"]);
    let mut endless = TcpStream::connect(server.addr).unwrap();
    endless.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    // Once it has been answered, the one before has been accepted.
    assert_eq!(status(server.addr, "/healthz"), Some(200));
    server.terminate();
    let (status, log) = server.ended();
    assert!(status.success(), "{status}");
    assert!(log.contains("had to be cut off"), "{log}");
}
