//! `--otlp-endpoint`: where the time of a request went, told to an OpenTelemetry collector.
//!
//! A request whose answer is made has a span with its method, route and status, and below it one
//! for waiting and one for making; it continues the trace of a proxy that sends `traceparent`.
//! Answers that are kept have none: a span costs more than they do. Spans hold routes, never
//! paths, queries or addresses. Nobody waits for them: what the collector does not take in time is
//! dropped and counted.
//!
//! The crates for OpenTelemetry bring a client for HTTP, protocol buffers and name resolution. Of
//! these, the first is thirty lines here, JSON is as good as the second, and the third is what the
//! static program of the image cannot do.

mod otlp;

use std::{
    hash::{BuildHasher, RandomState},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
        mpsc::{self, SyncSender},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

use axum::http::{HeaderMap, StatusCode};
use prometheus_client::metrics::counter::Counter;

/// Spans that may wait for the collector: some seconds' worth.
const WAITING: usize = 4096;

/// How long the end of the program may be put off for the last spans.
const FAREWELL: Duration = Duration::from_secs(2);

/// When work on a request began; set on its answer.
#[derive(Clone, Copy, Debug)]
pub struct Begun(pub Instant);

/// Something that took time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Of the whole trace.
    pub trace: u128,
    /// Its own.
    pub id: u64,
    /// Of what it is a part of; 0 for nothing.
    pub parent: u64,
    /// The method and the route, or the part.
    pub name: String,
    /// When it began.
    pub start: SystemTime,
    /// How long it took.
    pub took: Duration,
    /// Set on the span of a whole request.
    pub request: Option<Request>,
}

/// What is told of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` or `other`.
    pub method: &'static str,
    /// The route's template.
    pub route: String,
    /// The answer's.
    pub status: StatusCode,
}

/// Where a request belongs, by what its sender says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    trace: u128,
    parent: u64,
}

enum Message {
    Span(Box<Span>),
    Flush(SyncSender<()>),
}

/// Sends spans to a collector.
pub struct Tracer {
    sender: SyncSender<Message>,
    dropped: Counter,
    keys: RandomState,
    count: AtomicU64,
}

impl Tracer {
    /// Sends to `POST /v1/traces` of that address; counts in `dropped` what could not be sent.
    pub fn new(collector: SocketAddr, dropped: Counter) -> Arc<Self> {
        let (sender, spans) = mpsc::sync_channel(WAITING);
        let lost = dropped.clone();
        thread::spawn(move || otlp::send_all(collector, &spans, &lost));
        Arc::new(Self {
            sender,
            dropped,
            keys: RandomState::new(),
            count: AtomicU64::new(0),
        })
    }

    /// Where a request with these headers belongs; `None` if its sender wants it not to be traced.
    pub fn origin(&self, headers: &HeaderMap) -> Option<Origin> {
        let said = headers
            .get("traceparent")
            .and_then(|value| value.to_str().ok());
        match said.and_then(parse) {
            Some((origin, true)) => Some(origin),
            Some((_, false)) => None,
            None => Some(Origin {
                trace: u128::from(self.id()) << 64 | u128::from(self.id()),
                parent: 0,
            }),
        }
    }

    /// Notes a request that began at `started` and is answered now.
    pub fn record(&self, origin: Origin, request: Request, started: Instant, begun: Option<Begun>) {
        let took = started.elapsed();
        let start = SystemTime::now() - took;
        let whole = Span {
            trace: origin.trace,
            id: self.id(),
            parent: origin.parent,
            name: format!("{} {}", request.method, request.route),
            start,
            took,
            request: Some(request),
        };
        if let Some(Begun(begun)) = begun {
            let waited = begun.saturating_duration_since(started);
            for (name, after, took) in [
                ("wait", Duration::ZERO, waited),
                ("make", waited, took.saturating_sub(waited)),
            ] {
                self.send(Span {
                    id: self.id(),
                    parent: whole.id,
                    name: name.to_owned(),
                    start: start + after,
                    took,
                    request: None,
                    ..whole.clone()
                });
            }
        }
        self.send(whole);
    }

    /// Waits, but not for long, until what was noted so far is sent.
    pub fn flush(&self) {
        let (done, wait) = mpsc::sync_channel(1);
        if self.sender.try_send(Message::Flush(done)).is_ok() {
            wait.recv_timeout(FAREWELL).ok();
        }
    }

    fn send(&self, span: Span) {
        if self.sender.try_send(Message::Span(Box::new(span))).is_err() {
            self.dropped.inc();
        }
    }

    /// A number that nobody else has, and not 0.
    fn id(&self) -> u64 {
        self.keys.hash_one(self.count.fetch_add(1, Relaxed)).max(1)
    }
}

/// `00-TRACE-PARENT-FLAGS` of the W3C, and whether it is to be traced.
fn parse(text: &str) -> Option<(Origin, bool)> {
    let parts: Vec<_> = text.trim().split('-').collect();
    let &[version, trace, parent, flags, ..] = &parts[..] else {
        return None;
    };
    let hex = |part: &str, digits: usize| {
        let lower = part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (lower && part.len() == digits).then_some(())
    };
    hex(version, 2)
        .and(hex(trace, 32))
        .and(hex(parent, 16))
        .and(hex(flags, 2))?;
    let origin = Origin {
        trace: u128::from_str_radix(trace, 16).ok()?,
        parent: u64::from_str_radix(parent, 16).ok()?,
    };
    let sampled = u8::from_str_radix(flags, 16).ok()? & 1 == 1;
    let valid = version != "ff" && origin.trace != 0 && origin.parent != 0;
    valid.then_some((origin, sampled))
}

/// `http://ADDRESS:PORT`. No names: the program of the image cannot look them up.
///
/// # Errors
/// What to write.
pub fn endpoint(text: &str) -> Result<SocketAddr, String> {
    let rest = text
        .strip_prefix("http://")
        .map(|rest| rest.trim_end_matches('/'));
    rest.and_then(|rest| rest.parse().ok()).ok_or_else(|| {
        "give http://, an IP address and a port, as in http://127.0.0.1:4318".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_goes_on_if_its_sender_wants_it_to() {
        let parent =
            |flags| format!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}");
        let (origin, sampled) = parse(&parent("01")).expect("valid");
        assert_eq!(origin.trace, 0x0af7_6519_16cd_43dd_8448_eb21_1c80_319c);
        assert_eq!((origin.parent, sampled), (0xb7ad_6b71_6920_3331, true));
        assert_eq!(
            parse(&parent("00")).map(|(_, sampled)| sampled),
            Some(false)
        );
        for wrong in [
            "",
            "00-1-2-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert_eq!(parse(&parent("01").to_uppercase()), None);
        assert_eq!(
            parse("00-00000000000000000000000000000000-b7ad6b7169203331-01"),
            None
        );
    }

    #[test]
    fn a_collector_has_an_address_and_a_port() {
        assert!(endpoint("http://127.0.0.1:4318").is_ok());
        assert!(endpoint("http://[::1]:4318/").is_ok());
        for wrong in [
            "127.0.0.1:4318",
            "https://127.0.0.1:4318",
            "http://collector:4318",
            "http://127.0.0.1",
        ] {
            assert!(endpoint(wrong).is_err(), "{wrong}");
        }
    }
}
