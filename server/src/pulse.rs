//! Whether anything still comes of a connection. Why: see [`crate::listen`].

use std::{
    convert::Infallible,
    io,
    net::IpAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::http::{Request, Response};
use hyper::{
    body::Incoming,
    rt::{Read, ReadBufCursor, Write},
    service::Service,
};

use crate::front::{Answer, AnswerBody, Front};

/// The signs of life of one connection.
#[derive(Debug, Default)]
pub struct Pulse {
    /// Grows with every request begun and every write the client takes.
    beats: AtomicU64,
    /// Requests whose answer is being made.
    working: AtomicUsize,
}

impl Pulse {
    fn beat(&self) {
        self.beats.fetch_add(1, Relaxed);
    }

    /// Returns once a whole `period` has passed without a sign of life.
    pub async fn flat(&self, period: Duration) {
        let mut seen = self.beats.load(Relaxed);
        loop {
            tokio::time::sleep(period).await;
            let beats = self.beats.load(Relaxed);
            if beats == seen && self.working.load(Relaxed) == 0 {
                return;
            }
            seen = beats;
        }
    }
}

/// The service of one connection: tells its [`Pulse`] of requests.
pub struct PulsingService {
    front: Front,
    peer: IpAddr,
    pulse: Arc<Pulse>,
}

impl PulsingService {
    /// Answers `peer` with `front`.
    pub fn new(front: Front, peer: IpAddr, pulse: Arc<Pulse>) -> Self {
        Self { front, peer, pulse }
    }
}

impl Service<Request<Incoming>> for PulsingService {
    type Response = Response<AnswerBody>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        self.pulse.beat();
        match self.front.answer(self.peer, request) {
            kept @ Answer::Left(_) => kept,
            Answer::Right(made) => {
                let working = Working::new(self.pulse.clone());
                Answer::Right(Box::pin(async move {
                    let answer = made.await;
                    drop(working);
                    answer
                }))
            }
        }
    }
}

/// An answer that is being made, until it is there or nobody wants it any more.
struct Working(Arc<Pulse>);

impl Working {
    fn new(pulse: Arc<Pulse>) -> Self {
        pulse.working.fetch_add(1, Relaxed);
        Self(pulse)
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.0.working.fetch_sub(1, Relaxed);
    }
}

/// A stream that tells its [`Pulse`] of bytes that are taken.
pub struct PulsingIo<T> {
    stream: T,
    pulse: Arc<Pulse>,
}

impl<T> PulsingIo<T> {
    /// Watches `stream`.
    pub fn new(stream: T, pulse: Arc<Pulse>) -> Self {
        Self { stream, pulse }
    }

    fn written(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(1..)) = written {
            self.pulse.beat();
        }
        written
    }
}

impl<T: Read + Unpin> Read for PulsingIo<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<T: Write + Unpin> Write for PulsingIo<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.written(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.written(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
