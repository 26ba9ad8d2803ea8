//! The layers around the routes, outermost first, and what each of them does.

use std::{
    any::Any,
    hash::{BuildHasher, Hasher, RandomState},
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use tokio::time::sleep;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    encoding::{Effort, Encoding, WORTHWHILE, is_compressible},
    headers::CachePolicy,
    health,
    kitchen::{Kitchen, Rank, Refused},
    limits,
    metrics::{UNMATCHED, method_label},
    pages,
    refusal::{self, Shed, is_for_programs},
    site::Site,
    stored::Stored,
    traces::{self, Begun},
};

/// Said when even the page that says what went wrong cannot be made.
const LAST_RESORT: &str = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">\
    <title>Erreur du serveur</title><h1>Erreur du serveur</h1>\
    <p>La page n’a pas pu être préparée. <a href=\"/\">Retour à l’accueil</a></p></html>\n";

/// How long somebody waits for being turned down, in milliseconds. Programs that flood ask
/// again at once: answering them at once would take all of the processor, and readers would stand in
/// their queue. Nor should those who were turned down together come back together.
const REST: Range<u64> = 50..150;

fn rest() -> Duration {
    // Each state has keys of its own.
    let random = RandomState::new().build_hasher().finish();
    Duration::from_millis(REST.start + random % (REST.end - REST.start))
}

/// The layer stack.
pub fn layers(router: Router, site: &Arc<Site>, kitchen: Arc<Kitchen>) -> Router {
    // Read from the bottom up: the last one is the outermost.
    router
        .layer(from_fn_with_state(site.clone(), keep))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site.clone(), explain))
        .layer(from_fn(compress))
        .layer(from_fn_with_state((site.clone(), kitchen), cook))
        .layer(from_fn_with_state(site.clone(), finish))
}

/// Outermost: the standing headers, the counters, and a line of log that names no path.
async fn finish(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let uri = request.uri().clone();
    let template = request.extensions().get::<MatchedPath>().cloned();
    let tracer = site.tracer();
    let trace = tracer.and_then(|tracer| Some((tracer, tracer.origin(request.headers())?)));
    let mut response = next.run(request).await;
    site.standing.apply_at(uri.path(), response.headers_mut());
    let route = template.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
    let (status, took) = (response.status(), started.elapsed());
    if response.extensions().get::<Shed>().is_some() {
        // A line of log each would be one more thing to do where there is too much already.
        site.metrics.shed(&method, route, status);
        return response;
    }
    site.metrics.observe(&method, route, status, took);
    if let Some((tracer, origin)) = trace {
        let request = traces::Request {
            method: method_label(&method),
            route: route.to_owned(),
            status,
        };
        let begun = response.extensions().get::<Begun>().copied();
        tracer.record(origin, request, started, begun);
    }
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    // A server that is told to stop says so to its probes: nothing failed.
    match status.is_server_error() && !health::is_probe(uri.path()) {
        true => tracing::warn!(%method, route, status = status.as_u16(), took_us, "failed"),
        false => tracing::debug!(%method, route, status = status.as_u16(), took_us, "answered"),
    }
    response
}

/// Hands everything over but what has to be quick, and turns down what there is no room for.
async fn cook(
    State((site, kitchen)): State<(Arc<Site>, Arc<Kitchen>)>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    if health::is_quick(&path) {
        return next.run(request).await;
    }
    let kept = request.uri().query().is_none() && site.edition().slot(&path).is_some();
    let rank = if kept { Rank::Kept } else { Rank::Passing };
    let work = async move {
        let begun = Begun(Instant::now());
        let mut response = next.run(request).await;
        response.extensions_mut().insert(begun);
        response
    };
    match kitchen.make(rank, work).await {
        Ok(response) => response,
        Err(Refused::Full) => {
            sleep(rest()).await;
            refusal::busy(&path)
        }
        Err(Refused::Late) => {
            let mut late = refusal::busy(&path);
            late.extensions_mut().remove::<Shed>();
            late
        }
        Err(Refused::Failed) => failed(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Compresses what was made for this request alone, where it is worth it.
async fn compress(request: Request, next: Next) -> Response {
    let encoding = Encoding::negotiate(request.headers(), Effort::Quick);
    let response = next.run(request).await;
    if response.headers().contains_key(header::VARY) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let headers = &mut parts.headers;
    if !headers
        .get(header::CONTENT_TYPE)
        .is_some_and(is_compressible)
    {
        return Response::from_parts(parts, body);
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let long_enough = body
        .size_hint()
        .exact()
        .is_some_and(|n| n >= WORTHWHILE as u64);
    let (true, Some(value)) = (long_enough, encoding.value()) else {
        return Response::from_parts(parts, body);
    };
    match body.collect().await {
        Ok(collected) => {
            headers.insert(header::CONTENT_ENCODING, value);
            headers.remove(header::CONTENT_LENGTH);
            let bytes = encoding.encode(&collected.to_bytes(), Effort::Quick);
            Response::from_parts(parts, Body::from(bytes))
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Refuses requests that break a limit, and puts a readable page in place of bare errors.
async fn explain(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let refused = limits::check(&request).err();
    let uri = match refused {
        None => request.uri().clone(),
        // What cannot be read is not shown to the page either.
        Some(_) => Uri::from_static("/"),
    };
    let wants_page = !is_for_programs(request.uri().path());
    let allowed = limits::methods(request.uri().path());
    let response = match refused {
        None => next.run(request).await,
        Some(status) => status.into_response(),
    };
    let status = response.status();
    // An answer that has a type says what it has to say.
    let explained = response.headers().contains_key(header::CONTENT_TYPE);
    if explained || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut explained = match wants_page {
        true => error_page(&site, status, uri).await,
        false => error_line(status),
    };
    for name in [header::ALLOW, header::CACHE_CONTROL] {
        if let Some(value) = response.headers().get(&name) {
            explained.headers_mut().insert(name, value.clone());
        }
    }
    // Where a route refuses the method, axum names those that it has.
    if refused == Some(StatusCode::METHOD_NOT_ALLOWED) {
        let allowed = HeaderValue::from_static(allowed);
        explained.headers_mut().insert(header::ALLOW, allowed);
    }
    explained
}

fn error_line(status: StatusCode) -> Response {
    (status, format!("{status}\n")).into_response()
}

/// The page for that status. Rendered in a task of its own: should it panic too, there is a last resort.
async fn error_page(site: &Site, status: StatusCode, uri: Uri) -> Response {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let context = site.edition().context.clone();
    match tokio::spawn(pages::render_error(context, status, request)).await {
        Ok(page) => page,
        Err(_) => failed(status),
    }
}

fn failed(status: StatusCode) -> Response {
    (status, axum::response::Html(LAST_RESORT)).into_response()
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    // The hook has logged it; nothing of it goes out.
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Innermost: answers are made once per edition and kept; those that depend on a query, for as long
/// as there is room.
async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let edition = site.edition_owned();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(place) = edition.place(request.uri()).filter(|_| is_read) else {
        return next.run(request).await;
    };
    let (mut whole, _) = request.into_parts();
    let method = std::mem::take(&mut whole.method);
    let headers = std::mem::take(&mut whole.headers);
    if let Some(stored) = place.get(&whole.uri) {
        return reply(stored, &method, &headers).await;
    }
    let template = whole.extensions.get::<MatchedPath>().cloned();
    let uri = whole.uri.clone();
    let response = next.run(Request::from_parts(whole, Body::empty())).await;
    let (mut parts, body) = response.into_parts();
    if parts.status != StatusCode::OK || body.size_hint().exact().is_none() {
        return Response::from_parts(parts, body);
    }
    site.standing.apply_at(uri.path(), &mut parts.headers);
    if parts.headers.get(header::CACHE_CONTROL) == Some(&CachePolicy::Never.value()) {
        return Response::from_parts(parts, body);
    }
    let Ok(collected) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let route = template.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
    let hits = site.metrics.hits(route);
    let body = collected.to_bytes();
    let stored = Stored::new(parts.headers, body, place.effort(), hits);
    reply(place.keep(&uri, stored), &method, &headers).await
}

/// Answers from what is kept, compressing it first where nobody has asked for that encoding yet.
async fn reply(stored: Arc<Stored>, method: &Method, request: &HeaderMap) -> Response {
    let encoding = stored.negotiate(request);
    if stored.variant(encoding).is_none() && stored.is_slow() {
        let stored = stored.clone();
        let compressed = tokio::task::spawn_blocking(move || {
            stored.compress(encoding);
        });
        if compressed.await.is_err() {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    let reply = stored.reply(stored.compress(encoding), method, request);
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}
