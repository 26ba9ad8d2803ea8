//! Reloads the page in the browser when the site changes. Only with `--dev`.

use std::{
    convert::Infallible,
    sync::{Arc, LazyLock},
    time::SystemTime,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::stream::unfold;
use tokio::sync::watch;

use crate::{headers::CachePolicy, site::Site};

/// Reloads once the id of what is served is another one than at first.
const SCRIPT: &str = "let seen;\n\
    new EventSource('/dev/events').onmessage = ({ data }) => {\n  \
    if (seen && seen !== data) location.reload();\n  seen = data;\n};\n";

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

/// The id of what is served, at once and whenever it changes; ends when the server stops.
async fn events(State(site): State<Arc<Site>>) -> Response {
    let mut versions = site.versions();
    versions.mark_changed();
    let stream = unfold((versions, site.stopping()), next_event);
    let alive = KeepAlive::default();
    Sse::new(stream).keep_alive(alive).into_response()
}

type Signals = (watch::Receiver<u64>, watch::Receiver<bool>);

async fn next_event(
    (mut versions, mut stopping): Signals,
) -> Option<(Result<Event, Infallible>, Signals)> {
    tokio::select! {
        changed = versions.changed() => changed.ok()?,
        _ = stopping.wait_for(|&stopping| stopping) => return None,
    }
    let version = *versions.borrow_and_update();
    let id = format!("{}-{version}", *STARTED);
    Some((Ok(Event::default().data(id)), (versions, stopping)))
}
