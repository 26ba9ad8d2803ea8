//! The network: connections are accepted, limited, watched and, at the end, drained.
//!
//! Timeouts do not cost a timer per request. Each connection has one clock that looks, every
//! [`PATIENCE`], whether anything has come of the connection since it last looked: a request
//! read to the end of its headers, or bytes taken by the client. If not, and no answer is being
//! made, the connection is closed. That ends idle connections, headers that trickle in and
//! clients that do not read, all after one to two times that long.
//!
//! Connections beyond the limit are told at once to come back later, instead of waiting for a turn
//! that may come when nobody is there any more. Where there are too many even for that, they are
//! closed.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{
    front::Front,
    limits,
    metrics::Metrics,
    pulse::{Pulse, PulsingIo, PulsingService},
};

/// How long a connection may go without anything coming of it.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Connections the system holds for us until we accept them.
const BACKLOG: u32 = 1024;

/// Bytes read before the headers of a request must have ended. More than our own limit, so that
/// what exceeds that one still gets a readable answer.
const READ_BUFFER: usize = 4 * limits::HEADER_BYTES;

/// Connections that are told to come back later, at a time.
const TURNED_AWAY: usize = 256;

/// How long somebody who is turned away has to take it.
const FAREWELL: Duration = Duration::from_secs(1);

/// What they are told, whatever they asked for.
const COME_BACK: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    retry-after: 5\r\n\
    cache-control: no-store\r\n\
    content-type: text/plain; charset=utf-8\r\n\
    content-length: 24\r\n\
    connection: close\r\n\r\n\
    503 Service Unavailable\n";

/// Binds without accepting yet: connections wait in the backlog. `flag` is where the address comes
/// from.
///
/// # Errors
/// Says which address, and what to do about it.
pub fn bind(addr: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let bind = || {
        let socket = match addr {
            SocketAddr::V4(_) => TcpSocket::new_v4(),
            SocketAddr::V6(_) => TcpSocket::new_v6(),
        }?;
        socket.set_reuseaddr(true)?;
        socket.bind(addr)?;
        socket.listen(BACKLOG)
    };
    bind().with_context(|| {
        format!("cannot listen on {addr}: choose a free address of this machine with {flag}")
    })
}

/// Accepts and serves connections.
pub struct Acceptor {
    listener: TcpListener,
    front: Front,
    metrics: Arc<Metrics>,
    patience: Duration,
    free: Arc<Semaphore>,
    doors: Arc<Semaphore>,
    protocol: auto::Builder<TokioExecutor>,
    graceful: GracefulShutdown,
}

impl Acceptor {
    /// Serves `front` on `listener`, at most `connections` at a time; more are turned away.
    pub fn new(
        listener: TcpListener,
        front: Front,
        metrics: Arc<Metrics>,
        connections: usize,
    ) -> Self {
        Self {
            listener,
            front,
            metrics,
            patience: PATIENCE,
            free: Arc::new(Semaphore::new(connections)),
            doors: Arc::new(Semaphore::new(TURNED_AWAY)),
            protocol: protocol(),
            graceful: GracefulShutdown::new(),
        }
    }

    /// Closes connections of which nothing has come for one to two times that long.
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Accepts until the future is dropped.
    pub async fn run(&self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, peer)) => match self.free.clone().try_acquire_owned() {
                    Ok(permit) => self.serve(stream, peer.ip(), permit),
                    Err(_) => self.turn_away(stream),
                },
                Err(error) => {
                    // Out of file descriptors, most likely: trying again at once would not help.
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn serve(&self, stream: TcpStream, peer: IpAddr, permit: OwnedSemaphorePermit) {
        // Without it the last segment of an answer may wait 40 ms for an acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "cannot set TCP_NODELAY");
        }
        let pulse = Arc::new(Pulse::default());
        let io = PulsingIo::new(TokioIo::new(stream), pulse.clone());
        let service = PulsingService::new(self.front.clone(), peer, pulse.clone());
        let connection = self.protocol.serve_connection(io, service).into_owned();
        let connection = self.graceful.watch(connection);
        let (metrics, patience) = (self.metrics.clone(), self.patience);
        metrics.connections.inc();
        tokio::spawn(async move {
            tokio::select! {
                biased;
                result = connection => if let Err(error) = result {
                    tracing::debug!(%error, "connection ended");
                },
                () = pulse.flat(patience) => tracing::debug!("connection closed: idle"),
            }
            metrics.connections.dec();
            drop(permit);
        });
    }

    fn turn_away(&self, stream: TcpStream) {
        self.metrics.turned_away.inc();
        if let Ok(permit) = self.doors.clone().try_acquire_owned() {
            tokio::spawn(async move {
                let _ = timeout(FAREWELL, say_farewell(stream)).await;
                drop(permit);
            });
        }
    }

    /// Lets connections finish what they are answering. `false` if some had to be cut off.
    pub async fn drain(self, deadline: Duration) -> bool {
        drop(self.listener);
        timeout(deadline, self.graceful.shutdown()).await.is_ok()
    }
}

/// Answers without knowing the question, and reads the question all the same: closing on unread
/// bytes would reset the connection, and the answer with it.
async fn say_farewell(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(COME_BACK).await?;
    stream.shutdown().await?;
    let mut unread = [0; 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}

/// HTTP/1 and, for proxies that speak it without TLS, HTTP/2.
///
/// hyper's own limit of 100 headers stays: ours is lower, and setting another would cost an
/// allocation for each request.
fn protocol() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(None)
        .max_buf_size(READ_BUFFER);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .max_header_list_size(READ_BUFFER as u32);
    builder
}
