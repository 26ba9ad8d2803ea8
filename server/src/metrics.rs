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

/// All counters of the process.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    reloads: Family<Reload, Counter>,
    corpus_version: Gauge,
    corpus_loaded: Gauge,
    /// Connections that are open.
    pub connections: Gauge,
    /// Connections that were told to come back later.
    pub turned_away: Counter,
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

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("strates"),
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            reloads: Family::default(),
            corpus_version: Gauge::default(),
            corpus_loaded: Gauge::default(),
            connections: Gauge::default(),
            turned_away: Counter::default(),
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
            "corpus_reloads",
            "Changes of the content folder, by outcome",
            self.reloads.clone(),
        );
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
        let route = route.to_owned();
        self.durations
            .get_or_create(&Route {
                route: route.clone(),
            })
            .observe(took.as_secs_f64());
        self.requests
            .get_or_create(&Request {
                method: method_label(method),
                route,
                status: status.as_u16().into(),
                cache: "miss",
            })
            .inc();
    }

    /// Notes that a corpus is being served from now on.
    pub fn published(&self, version: u64, loaded: SystemTime) {
        let since_epoch = loaded
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        self.corpus_version.set(version.cast_signed());
        self.corpus_loaded.set(since_epoch.as_secs().cast_signed());
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

fn reload(accepted: bool) -> Reload {
    Reload {
        outcome: if accepted { "accepted" } else { "refused" },
    }
}

/// The method, or `other`: anybody can make up methods.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}
