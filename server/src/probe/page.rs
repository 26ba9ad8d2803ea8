//! The page that shows what was read, each time anew.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::header,
    response::Response,
};

use crate::{headers::CachePolicy, pages, site::Site};

/// `/environnements/sous-vos-pieds`
pub async fn page(State(site): State<Arc<Site>>, request: Request) -> Response {
    let report = match site.probe().cloned() {
        Some(probe) => tokio::task::spawn_blocking(move || probe.read()).await.ok(),
        None => None,
    };
    let context = site.edition().context.clone();
    let mut response = pages::render_ground(context, report, request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, CachePolicy::Never.value());
    response
}
