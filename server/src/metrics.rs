//! What an operator wants to know, in the Prometheus text format.
//!
//! Routes appear as templates (`/notes/{*slug}`), never as paths: the number of series is bounded
//! and nothing somebody typed is in them. What comes out of the page cache is counted, not timed:
//! it takes less time than reading the clock twice is worth.

use std::time::{Duration, SystemTime};

use axum::http::{Method, StatusCode};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

/// The label of what no route answers.
pub const UNMATCHED: &str = "unmatched";

/// Upper bounds in seconds: from a cached fragment to a page nobody waits for.
const BUCKETS: [f64; 10] = [
    0.0001, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1.0,
];

/// Where a search index may come from.
const INDEXES: [&str; 4] = ["opened", "made", "repaired", "memory"];

/// All counters of the process.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    reloads: Family<Reload, Counter>,
    corpus_version: Gauge,
    corpus_loaded: Gauge,
    corpus_mistakes: Gauge,
    refused: Family<Refusal, Counter>,
    indexes: Family<Indexed, Counter>,
    /// Connections that are open.
    pub connections: Gauge,
    /// Connections that were told to come back later.
    pub turned_away: Counter,
    /// Pages whose islands could not be started.
    pub boot_failures: Counter,
    /// Spans that the collector of traces did not take.
    pub spans_dropped: Counter,
}

/// The counters of an answer that is kept, resolved beforehand.
#[derive(Clone)]
pub struct Hits {
    get_ok: Counter,
    get_not_modified: Counter,
    head_ok: Counter,
    head_not_modified: Counter,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u32,
    cache: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Reload {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Indexed {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Refusal {
    reason: &'static str,
}

/// Why a request was turned down without looking into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Too many of everybody.
    Busy,
    /// Too many of one address.
    Rate,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("strates"),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            reloads: Family::default(),
            corpus_version: Gauge::default(),
            corpus_loaded: Gauge::default(),
            corpus_mistakes: Gauge::default(),
            refused: Family::default(),
            indexes: Family::default(),
            connections: Gauge::default(),
            turned_away: Counter::default(),
            boot_failures: Counter::default(),
            spans_dropped: Counter::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "build",
            "The version that runs",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );
        registry.register("http_requests", "Requests answered", self.requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Time to answer what is not in the page cache",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register(
            "http_connections",
            "Open connections",
            self.connections.clone(),
        );
        registry.register(
            "http_connections_turned_away",
            "Connections beyond the limit, told to come back later",
            self.turned_away.clone(),
        );
        registry.register(
            "boot_failures",
            "Pages whose islands could not be started, as browsers say",
            self.boot_failures.clone(),
        );
        registry.register(
            "trace_spans_dropped",
            "Spans that the collector of traces did not take",
            self.spans_dropped.clone(),
        );
        registry.register(
            "corpus_version",
            "Counts the corpora published since the start",
            self.corpus_version.clone(),
        );
        registry.register_with_unit(
            "corpus_loaded_timestamp",
            "When the corpus that is served was loaded",
            Unit::Seconds,
            self.corpus_loaded.clone(),
        );
        registry.register(
            "corpus_mistakes",
            "Mistakes in the content folder as it was last read, whether or not it is served",
            self.corpus_mistakes.clone(),
        );
        registry.register(
            "corpus_reloads",
            "Changes of the content folder, by outcome",
            self.reloads.clone(),
        );
        registry.register(
            "http_requests_refused",
            "Requests turned down unread: too many of everybody (busy), or of one address (rate)",
            self.refused.clone(),
        );
        registry.register(
            "search_indexes",
            "Search indexes by where they came from: opened, made or repaired in the folder of \
             indexes, or made in memory",
            self.indexes.clone(),
        );
        for outcome in INDEXES {
            self.indexed(outcome, 0);
        }
        for reason in [Reason::Busy, Reason::Rate] {
            drop(self.refused.get_or_create(&refusal(reason)));
        }
        for accepted in [true, false] {
            drop(self.reloads.get_or_create(&reload(accepted)));
        }
    }

    /// The counters of an answer of `route` that is kept.
    pub fn hits(&self, route: &str) -> Hits {
        let counter = |method, status| {
            self.requests.get_or_create_owned(&Request {
                method,
                route: route.to_owned(),
                status,
                cache: "hit",
            })
        };
        Hits {
            get_ok: counter("GET", 200),
            get_not_modified: counter("GET", 304),
            head_ok: counter("HEAD", 200),
            head_not_modified: counter("HEAD", 304),
        }
    }

    /// Counts and times an answer that did not come out of the page cache.
    pub fn observe(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let label = Route {
            route: route.to_owned(),
        };
        let took = took.as_secs_f64();
        self.durations.get_or_create(&label).observe(took);
        self.count(method, route, status);
    }

    /// Counts a request that there was no room for. It took no time, which says nothing of those
    /// that there was room for.
    pub fn shed(&self, method: &Method, route: &str, status: StatusCode) {
        self.refused(Reason::Busy);
        self.count(method, route, status);
    }

    /// Counts a request that was turned down.
    pub fn refused(&self, reason: Reason) {
        self.refused.get_or_create(&refusal(reason)).inc();
    }

    fn count(&self, method: &Method, route: &str, status: StatusCode) {
        let label = Request {
            method: method_label(method),
            route: route.to_owned(),
            status: status.as_u16().into(),
            cache: "miss",
        };
        self.requests.get_or_create(&label).inc();
    }

    /// Notes that a corpus is being served from now on.
    pub fn published(&self, version: u64, loaded: SystemTime) {
        let since_epoch = loaded
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        self.corpus_version.set(version.cast_signed());
        self.corpus_loaded.set(since_epoch.as_secs().cast_signed());
    }

    /// Notes how many mistakes the content folder has now.
    pub fn found_mistakes(&self, number: usize) {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.corpus_mistakes.set(number);
    }

    /// Counts search indexes with that outcome.
    pub fn indexed(&self, outcome: &'static str, more: u64) {
        let label = Indexed { outcome };
        self.indexes.get_or_create(&label).inc_by(more);
    }

    /// Counts a change of the content folder that was served, or refused for its mistakes.
    pub fn reloaded(&self, accepted: bool) {
        self.reloads.get_or_create(&reload(accepted)).inc();
    }

    /// Everything, as Prometheus reads it.
    pub fn render(&self) -> String {
        let mut out = String::new();
        text::encode(&mut out, &self.registry).expect("writing to memory does not fail");
        out
    }
}

impl Hits {
    /// Counters that nobody reads.
    #[cfg(test)]
    pub(crate) fn detached() -> Self {
        Metrics::default().hits(UNMATCHED)
    }

    /// Counts an answer.
    pub fn count(&self, head: bool, not_modified: bool) {
        let counter = match (head, not_modified) {
            (false, false) => &self.get_ok,
            (false, true) => &self.get_not_modified,
            (true, false) => &self.head_ok,
            (true, true) => &self.head_not_modified,
        };
        counter.inc();
    }
}

fn refusal(reason: Reason) -> Refusal {
    Refusal {
        reason: match reason {
            Reason::Busy => "busy",
            Reason::Rate => "rate",
        },
    }
}

fn reload(accepted: bool) -> Reload {
    Reload {
        outcome: if accepted { "accepted" } else { "refused" },
    }
}

/// The method, or `other`: anybody can make up methods.
pub fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}
