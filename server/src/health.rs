//! Probes for the orchestrator.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{headers::CachePolicy, site::Site};

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
