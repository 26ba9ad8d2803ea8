//! Probes for the orchestrator, and what browsers say of the islands.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{headers::CachePolicy, site::Site};

/// Where the boot script says that the islands could not be started.
pub const BOOT_FAILED: &str = "/boot-failed";

/// What is answered at once, however much there is to do.
pub fn is_quick(path: &str) -> bool {
    is_probe(path) || path == BOOT_FAILED
}

/// What no reader asks for, but whoever runs the server.
pub fn is_probe(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}

/// Counts that the islands of a page could not be started. Whose and which page is not said: the
/// message has no body, and its headers are not looked at but to leave out other sites.
pub async fn boot_failed(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    // Browsers say where a request comes from; what says nothing is no browser of today.
    let own = headers.get("sec-fetch-site");
    if own.is_none_or(|own| own == "same-origin") {
        site.metrics.boot_failures.inc();
    }
    let policy = CachePolicy::Never.value();
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, policy)]).into_response()
}

/// The process answers.
pub async fn alive() -> Response {
    probe(StatusCode::OK, "ok\n")
}

/// The process wants requests: no more once it has been told to stop.
pub async fn ready(State(site): State<Arc<Site>>) -> Response {
    match site.is_ready() {
        true => probe(StatusCode::OK, "ready\n"),
        false => probe(StatusCode::SERVICE_UNAVAILABLE, "stopping\n"),
    }
}

fn probe(status: StatusCode, text: &'static str) -> Response {
    (
        status,
        [(header::CACHE_CONTROL, CachePolicy::Never.value())],
        text,
    )
        .into_response()
}
