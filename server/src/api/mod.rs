//! The JSON interface: `/api/search`, and the document that describes what programs may ask for.

mod answer;
mod request;
mod suggest;

use std::{sync::Arc, time::Instant};

use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use corpus::search::{self, Filter, Index};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use xxhash_rust::xxh3::xxh3_64;

use self::{
    answer::{Counts, Reason, SearchAnswer, SearchHit},
    request::{FURTHEST, SearchRequest},
};
use crate::site::Site;

/// The paths answered here that depend on the edition alone.
pub const PATHS: [&str; 1] = ["/api/openapi.json"];

/// What programs may ask for, in the form of OpenAPI 3.1.
const DESCRIPTION: &str = include_str!("openapi.json");

/// Where that is, said with every answer (RFC 8631).
const SERVICE_DESC: &str = "</api/openapi.json>; rel=\"service-desc\"; type=\"application/json\"";

/// `/api/openapi.json`
pub async fn description() -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], DESCRIPTION).into_response()
}

/// `/api/search`: searches the site. Whatever is asked, the answer is a whole one; its `reasons`
/// say what was left aside.
pub async fn search(
    State(site): State<Arc<Site>>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    let edition = site.edition();
    let index = &edition.context.index;
    let request = SearchRequest::read(&pairs, index.parts());
    let started = Instant::now();
    let mut answer = answer(index, &request);
    let took = started.elapsed();
    let etag = etag(&answer);
    let links = links(&answer);
    answer.took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let headers = [(header::ETAG, etag), (header::LINK, links)];
    (headers, Json(answer)).into_response()
}

/// `/api/palette?q=…`: what the search palette shows, as a piece of HTML.
pub async fn palette(
    State(site): State<Arc<Site>>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Html<String> {
    Html(app::palette(&site.edition().context, typed(&pairs)))
}

/// `/api/suggest?q=…`: what browsers offer in their address bar, once they know `/opensearch.xml`.
pub async fn suggest(
    State(site): State<Arc<Site>>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    let suggestions = suggest::suggestions(&site.edition().context, typed(&pairs));
    let json = HeaderValue::from_static("application/x-suggestions+json");
    ([(header::CONTENT_TYPE, json)], suggestions.to_string()).into_response()
}

/// What somebody typed: the first `q`.
fn typed(pairs: &[(String, String)]) -> &str {
    let q = pairs.iter().find(|(name, _)| name == "q");
    q.map_or("", |(_, value)| value.as_str())
}

fn answer(index: &Index, request: &SearchRequest<'_>) -> SearchAnswer {
    let query = search::Query {
        text: &request.asked.text,
        limit: request.limit,
        offset: request.offset,
        filter: Filter {
            kinds: &request.kinds,
            parts: &request.parts,
        },
    };
    let found = index.search(&query);
    let parts = index.parts();
    let remarks = request.asked.remarks(found.relaxed);
    let remarks = remarks.iter().map(Reason::from);
    let end = request.offset + found.hits.len();
    let before = request.offset.saturating_sub(request.limit);
    SearchAnswer {
        query: request.asked.text.clone(),
        took_us: 0,
        total: found.total,
        offset: request.offset,
        limit: request.limit,
        facets: Counts::new(&found.facets, parts),
        reasons: remarks.chain(request.reasons.iter().cloned()).collect(),
        suggestion: found.suggestion,
        previous: (request.offset > 0).then(|| address(request, before)),
        next: (!found.hits.is_empty() && end < found.total && end <= FURTHEST)
            .then(|| address(request, end)),
        hits: found
            .hits
            .into_iter()
            .map(|hit| SearchHit::new(hit, parts))
            .collect(),
    }
}

/// The canonical address of the hits from `offset` on.
fn address(request: &SearchRequest<'_>, offset: usize) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let mut address = format!("/api/search?q={}", encode(&request.asked.text));
    for kind in &request.kinds {
        address.push_str(&format!("&kind={}", kind.name()));
    }
    for part in &request.parts {
        address.push_str(&format!("&part={}", encode(part)));
    }
    address.push_str(&format!("&limit={}&offset={offset}", request.limit));
    address
}

/// The neighbours of an answer, and the description of all.
fn links(answer: &SearchAnswer) -> HeaderValue {
    let neighbours = [("prev", &answer.previous), ("next", &answer.next)];
    let mut links = SERVICE_DESC.to_owned();
    for (rel, address) in neighbours {
        if let Some(address) = address {
            links.push_str(&format!(", <{address}>; rel=\"{rel}\""));
        }
    }
    HeaderValue::try_from(links).unwrap_or_else(|_| HeaderValue::from_static(SERVICE_DESC))
}

/// Weak: two answers with the same hits are equivalent, but each says how long it took.
fn etag(timeless: &SearchAnswer) -> HeaderValue {
    let bytes = serde_json::to_vec(timeless).expect("strings and numbers always serialize");
    tag(&bytes)
}

fn tag(bytes: &[u8]) -> HeaderValue {
    HeaderValue::try_from(format!("W/\"{:016x}\"", xxh3_64(bytes)))
        .expect("hexadecimal digits are a valid header value")
}
