//! The page that shows what was read, each time anew.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::{headers::CachePolicy, pages, site::Site};

/// What asks for the page to be loaded again and again.
const FOLLOWING: &str = "suivre=1";
/// Seconds until then.
const PAUSE: HeaderValue = HeaderValue::from_static("5");

/// `/environnements/sous-vos-pieds`
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response {
    let report = match site.probe().cloned() {
        Some(probe) => tokio::task::spawn_blocking(move || probe.read()).await.ok(),
        None => None,
    };
    let query = request.uri().query().unwrap_or_default();
    let follows = report.is_some() && query.split('&').any(|pair| pair == FOLLOWING);
    let context = site.edition().context.clone();
    let mut response = pages::render_ground(context, report, request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, CachePolicy::Never.value());
    if follows {
        // Nobody gets this without a link that says so, and the page has one to end it.
        headers.insert(HeaderName::from_static("refresh"), PAUSE);
    }
    response
}
