//! `/api/search`: the JSON that the search palette and scripts use.

use std::{sync::Arc, time::Instant};

use app::wire::{SearchAnswer, SearchHit};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use corpus::search::{self, Hit};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::{site::Site, stored::matches};

/// Hits returned where the request does not say how many.
const DEFAULT_LIMIT: usize = 10;
/// Characters of a query that are looked at.
const QUERY_LENGTH: usize = 200;

/// `?q=…&limit=…`
#[derive(Deserialize)]
pub struct Parameters {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
}

/// What is wrong with a request, for programs.
#[derive(Serialize)]
struct Refusal {
    error: &'static str,
}

/// Searches the site.
pub async fn search(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Response {
    let Ok(Query(Parameters { q, limit })) = parameters else {
        return refuse("give q once, and limit as a number from 1 to 100");
    };
    match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=100 => answer(&site, &headers, &q, limit),
        _ => refuse("limit must be from 1 to 100"),
    }
}

fn refuse(error: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, Json(Refusal { error })).into_response()
}

fn answer(site: &Site, headers: &HeaderMap, q: &str, limit: usize) -> Response {
    let query = shorten(q);
    let started = Instant::now();
    let found = site
        .edition()
        .context
        .index
        .search(&search::Query { text: query, limit });
    let took = started.elapsed();
    let mut answer = SearchAnswer {
        query: query.to_owned(),
        took_us: 0,
        total: found.total,
        hits: found.hits.into_iter().map(hit).collect(),
        suggestion: found.suggestion,
    };
    let etag = etag(&answer);
    let fresh = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tags| matches(tags, &etag));
    answer.took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    match fresh {
        true => (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response(),
        false => ([(header::ETAG, etag)], Json(answer)).into_response(),
    }
}

/// Weak: two answers with the same hits are equivalent, but each says how long it took.
fn etag(timeless: &SearchAnswer) -> HeaderValue {
    let bytes = serde_json::to_vec(timeless).expect("strings and numbers always serialize");
    HeaderValue::try_from(format!("W/\"{:016x}\"", xxh3_64(&bytes)))
        .expect("hexadecimal digits are a valid header value")
}

/// The beginning of a query, without the space around it.
fn shorten(q: &str) -> &str {
    let q = q.trim();
    match q.char_indices().nth(QUERY_LENGTH) {
        Some((end, _)) => &q[..end],
        None => q,
    }
}

fn hit(hit: Hit) -> SearchHit {
    SearchHit {
        path: hit.path,
        source: hit.source,
        title: hit.title,
        heading: hit.heading,
        kind: hit.kind.name().to_owned(),
        snippet: hit.snippet.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_queries_are_cut_between_characters() {
        assert_eq!(shorten("  nœud  "), "nœud");
        assert_eq!(shorten(&"é".repeat(300)).chars().count(), QUERY_LENGTH);
    }
}
