//! Reloads the page in the browser when the site changes, and shows in it what is wrong with the
//! content folder. Only with `--dev`.

use std::{
    sync::{Arc, LazyLock},
    time::SystemTime,
};

use app::strings::frame;
use axum::{
    Router, extract,
    http::{HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::stream::unfold;
use serde::Serialize;
use tokio::sync::watch;

use crate::{headers::CachePolicy, site::Site};

/// What listens in the page.
const SCRIPT: &str = include_str!("dev.js");

/// Tells this process from the one before.
static STARTED: LazyLock<u128> = LazyLock::new(|| {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis()
});

/// The routes of `--dev`.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/dev/events", get(events))
        .route("/dev/reload.js", get(script))
}

async fn script() -> Response {
    let javascript = HeaderValue::from_static("text/javascript; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, javascript),
        (header::CACHE_CONTROL, CachePolicy::Never.value()),
    ];
    (headers, SCRIPT).into_response()
}

/// What the page is told.
#[derive(Serialize)]
struct State<'a> {
    /// Of what is served.
    id: String,
    /// What is said above the mistakes.
    heading: &'static str,
    /// A line each.
    mistakes: &'a str,
}

/// The state, at once and whenever it changes; ends when the server stops.
async fn events(extract::State(site): extract::State<Arc<Site>>) -> Response {
    let mut versions = site.versions();
    versions.mark_changed();
    let changes = Changes {
        versions,
        mistakes: site.mistakes(),
        stopping: site.stopping(),
    };
    let stream = unfold(changes, next_event);
    let alive = KeepAlive::default();
    Sse::new(stream).keep_alive(alive).into_response()
}

struct Changes {
    versions: watch::Receiver<u64>,
    mistakes: watch::Receiver<Arc<str>>,
    stopping: watch::Receiver<bool>,
}

async fn next_event(mut changes: Changes) -> Option<(Result<Event, axum::Error>, Changes)> {
    tokio::select! {
        changed = changes.versions.changed() => changed.ok()?,
        changed = changes.mistakes.changed() => changed.ok()?,
        _ = changes.stopping.wait_for(|&stopping| stopping) => return None,
    }
    let version = *changes.versions.borrow_and_update();
    let mistakes = changes.mistakes.borrow_and_update().clone();
    let state = State {
        id: format!("{}-{version}", *STARTED),
        heading: frame::MISTAKES,
        mistakes: &mistakes,
    };
    Some((Event::default().json_data(state), changes))
}
