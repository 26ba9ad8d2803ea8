//! From a request to the HTML of a page: the only code that talks to Leptos.

use std::sync::{Arc, LazyLock};

use app::{ErrorStatus, ground::Ground, strings::ground};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use corpus::{Corpus, Part, advisor::Advisor};
use futures_util::{future::ready, stream::once};
use http_body_util::BodyExt;
use leptos::prelude::{RenderHtml, provide_context};

use crate::{framing::is_embedded, surroundings::Surroundings};

/// The templates of all pages, as axum writes them: `/notes/{*slug}`.
pub static TEMPLATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    leptos_axum::generate_route_list(app::App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect()
});

/// The paths of all pages that `corpus` has, in the order of the course.
pub fn paths(corpus: &Corpus) -> Vec<String> {
    let fixed = TEMPLATES.iter().filter(|path| !path.contains('{'));
    // What lies under the server is no part of the course, and never the same.
    let fixed = fixed.filter(|path| *path != "/notes" && *path != ground::PATH);
    let has_advisor = corpus.advisor().is_some();
    let fixed = fixed.filter(|path| *path != Advisor::PATH || has_advisor);
    let series = corpus.series().into_iter();
    let series = series.map(|slug| format!("/environnements/evolution/{slug}"));
    fixed
        .cloned()
        .chain(corpus.notes().iter().map(|note| note.path()))
        .chain(corpus.lists().into_iter().map(Part::path))
        .chain(corpus.comparisons().iter().map(|table| table.path()))
        .chain(corpus.stacks().iter().map(|stack| stack.path()))
        .chain(series)
        .chain(corpus.flows().iter().map(|flow| flow.path()))
        .collect()
}

/// Whether a page has something to show: that of a section without pages only says so.
pub fn is_filled(corpus: &Corpus, path: &str) -> bool {
    match path {
        "/comparer" => !corpus.comparisons().is_empty(),
        "/environnements" => !corpus.stacks().is_empty(),
        "/environnements/comparer" => corpus.stacks().len() > 1,
        "/flux" => !corpus.flows().is_empty(),
        "/glossaire" => !corpus.glossary().terms.is_empty(),
        _ => true,
    }
}

/// The paths of the pages that other sites may show in frames: they are no destination of their
/// own.
pub fn embedded(corpus: &Corpus) -> impl Iterator<Item = String> {
    let tables = corpus.comparisons().iter();
    tables.map(|table| app::embedded(&table.path()))
}

/// Renders the page at the request's address. The status is the page's own: 404 for an unknown slug.
/// Where a query changes a part of the page alone, the rest is kept in `surroundings`.
pub async fn render(site: app::Site, surroundings: &Surroundings, request: Request) -> Response {
    match surroundings.fill(&site, request.uri()).await {
        Some(page) => page,
        None => render_whole(site, request).await,
    }
}

/// The same, of which nothing is kept.
pub async fn render_whole(site: app::Site, request: Request) -> Response {
    answer(site, || {}, request).await
}

/// Renders the page that tells what runs under the server, if anything does.
pub async fn render_ground(
    site: app::Site,
    report: Option<Arc<Ground>>,
    request: Request,
) -> Response {
    let report = move || {
        if let Some(report) = &report {
            provide_context(report.clone());
        }
    };
    answer(site, report, request).await
}

/// Renders the page that says what went wrong, in place of the one at the request's address.
pub async fn render_error(site: app::Site, status: StatusCode, request: Request) -> Response {
    let error = ErrorStatus(status.as_u16());
    let mut response = answer(site, move || provide_context(error), request).await;
    *response.status_mut() = status;
    response
}

async fn answer(
    site: app::Site,
    more: impl Fn() + Clone + Send + Sync + 'static,
    request: Request,
) -> Response {
    let ahead = ahead(&site.assets, is_embedded(request.uri().path()));
    let context = move || {
        provide_context(site.clone());
        more();
    };
    // Components are synchronous: the page is whole at once. The chunks left aside would be
    // inline scripts for resources, which there are none of and the CSP would not let run.
    let response =
        leptos_axum::handle_response_inner(context, app::shell, request, |view, _chunks, _| {
            let html = view.to_html();
            Box::pin(async move { Box::pin(once(ready(html))) as _ })
        })
        .await;
    let mut response = whole(response).await;
    if let Some(ahead) = ahead {
        response.headers_mut().insert(header::LINK, ahead);
    }
    response
}

/// Names what blocks the first paint, so that the browser asks for it when the headers arrive and
/// not once it has parsed the `<head>`: 15 to 40 ms on a slow phone. Pages for frames do without
/// the boot script.
fn ahead(assets: &app::Assets, embedded: bool) -> Option<HeaderValue> {
    let app::Assets {
        css, theme, boot, ..
    } = assets;
    let mut value = format!("<{theme}>; rel=preload; as=script, <{css}>; rel=preload; as=style");
    if !embedded {
        value.push_str(&format!(", <{boot}>; rel=preload; as=script"));
    }
    HeaderValue::try_from(value)
        .ok()
        .filter(|_| !css.is_empty())
}

/// The same answer with its body in one piece, so that its length is known.
async fn whole(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let bytes = match body.collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(_) => Bytes::new(),
    };
    Response::from_parts(parts, Body::from(bytes))
}
