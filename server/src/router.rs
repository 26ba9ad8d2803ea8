//! Which path is answered by what.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use app::strings::ground;

use crate::{
    api, dev, downloads, feeds, headers, health, kitchen::Kitchen, middleware, pages, probe,
    site::Site,
};

/// The whole route map, inside its layers; what is not quick is made in `kitchen`.
pub fn app(site: &Arc<Site>, kitchen: Arc<Kitchen>) -> Router {
    let mut router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route(health::BOOT_FAILED, post(health::boot_failed))
        .route("/api/search", get(api::search))
        .route("/api/palette", get(api::palette))
        .route("/api/suggest", get(api::suggest))
        .route("/api/openapi.json", get(api::description))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/atom.xml", get(feeds::atom))
        .route("/opensearch.xml", get(feeds::opensearch))
        .route("/robots.txt", get(feeds::robots))
        .route("/media/{*path}", get(downloads::media))
        .route("/notes.md", get(page))
        .route(ground::PATH, get(probe::page::page))
        .route(
            headers::SPECULATION_RULES_PATH,
            get(feeds::speculation_rules),
        );
    let kept = |path: &&String| *path != ground::PATH;
    for template in pages::TEMPLATES.iter().filter(kept) {
        router = router.route(template, get(page));
    }
    if site.edition().context.dev {
        router = router.merge(dev::routes());
    }
    let router = router.fallback(get(elsewhere)).with_state(site.clone());
    middleware::layers(router, site, kitchen)
}

/// A page, or one of the files that stand beside pages: `/notes/a/b` and `/notes/a/b.md`.
async fn page(State(site): State<Arc<Site>>, request: Request) -> Response {
    let edition = site.edition_owned();
    match downloads::file(&edition.context, request.uri()) {
        Some(file) => file,
        None if is_directory_like(&request) => elsewhere(State(site), request).await,
        None => pages::render(edition.context.clone(), &edition.surroundings, request).await,
    }
}

/// Paths of no route: a page's path with a slash too many, or nothing. Files of the site folder are
/// answered ahead of the router.
async fn elsewhere(State(site): State<Arc<Site>>, request: Request) -> Response {
    let edition = site.edition();
    let uri = request.uri();
    let trimmed = uri.path().trim_end_matches('/');
    if trimmed != uri.path() && edition.slot(trimmed).is_some() {
        let query = uri.query().map(|query| format!("?{query}"));
        let location = format!("{trimmed}{}", query.unwrap_or_default());
        return (
            StatusCode::PERMANENT_REDIRECT,
            [(header::LOCATION, location)],
        )
            .into_response();
    }
    StatusCode::NOT_FOUND.into_response()
}

fn is_directory_like(request: &Request) -> bool {
    let path = request.uri().path();
    path.len() > 1 && path.ends_with('/')
}
