//! The OpenTelemetry protocol: JSON over HTTP/1.1, from a thread of its own.
//!
//! <https://opentelemetry.io/docs/specs/otlp/#otlphttp>

use std::{
    io::{self, BufRead, BufReader, Error, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use prometheus_client::metrics::counter::Counter;
use serde_json::{Value, json};

use super::{Message, Span};

/// How long spans wait for more of them.
const GATHER: Duration = Duration::from_secs(2);
/// How many are sent at once.
const BATCH: usize = 512;
/// How long the collector may take.
const PATIENCE: Duration = Duration::from_secs(5);

const SERVER: u8 = 2;
const INTERNAL: u8 = 1;
const ERROR: u8 = 2;

/// Sends what comes, until nobody can send any more.
pub(super) fn send_all(collector: SocketAddr, messages: &Receiver<Message>, dropped: &Counter) {
    let mut failing = false;
    loop {
        let (spans, flush, ended) = gather(messages);
        if !spans.is_empty() {
            let sent = post(collector, &body(&spans));
            match &sent {
                Ok(()) if failing => tracing::info!("the collector of traces takes them again"),
                Err(error) if !failing => {
                    tracing::warn!(%error, "the collector of traces does not take them");
                }
                _ => {}
            }
            failing = sent.is_err();
            if failing {
                dropped.inc_by(spans.len() as u64);
            }
        }
        if let Some(done) = flush {
            done.send(()).ok();
        }
        if ended {
            return;
        }
    }
}

type Gathered = (Vec<Span>, Option<SyncSender<()>>, bool);

fn gather(messages: &Receiver<Message>) -> Gathered {
    let mut spans = Vec::new();
    let end = Instant::now() + GATHER;
    while spans.len() < BATCH {
        match messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Message::Span(span)) => spans.push(*span),
            Ok(Message::Flush(done)) => return (spans, Some(done), false),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return (spans, None, true),
        }
    }
    (spans, None, false)
}

/// An `ExportTraceServiceRequest`.
fn body(spans: &[Span]) -> Value {
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    json!({ "resourceSpans": [{
        "resource": { "attributes": [
            text("service.name", "strates"),
            text("service.version", env!("CARGO_PKG_VERSION")),
        ] },
        "scopeSpans": [{
            "scope": { "name": "strates" },
            "spans": spans.iter().map(span).collect::<Vec<_>>(),
        }],
    }] })
}

fn span(span: &Span) -> Value {
    let nanoseconds = |time: SystemTime| {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_nanos().to_string()
    };
    let mut value = json!({
        "traceId": format!("{:032x}", span.trace),
        "spanId": format!("{:016x}", span.id),
        "name": span.name,
        "kind": if span.request.is_some() { SERVER } else { INTERNAL },
        "startTimeUnixNano": nanoseconds(span.start),
        "endTimeUnixNano": nanoseconds(span.start + span.took),
    });
    if span.parent != 0 {
        value["parentSpanId"] = format!("{:016x}", span.parent).into();
    }
    if let Some(request) = &span.request {
        value["attributes"] = json!([
            { "key": "http.request.method", "value": { "stringValue": request.method } },
            { "key": "http.route", "value": { "stringValue": request.route } },
            { "key": "http.response.status_code",
              "value": { "intValue": request.status.as_u16().to_string() } },
        ]);
        if request.status.is_server_error() {
            value["status"] = json!({ "code": ERROR });
        }
    }
    value
}

fn post(collector: SocketAddr, body: &Value) -> io::Result<()> {
    let mut stream = TcpStream::connect_timeout(&collector, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let body = body.to_string();
    let head = format!(
        "POST /v1/traces HTTP/1.1\r\nhost: {collector}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut status = String::new();
    BufReader::new(stream.take(1024)).read_line(&mut status)?;
    match status.split(' ').nth(1) {
        Some(code) if code.starts_with('2') => Ok(()),
        _ => Err(Error::other(format!("it answers {:?}", status.trim()))),
    }
}
