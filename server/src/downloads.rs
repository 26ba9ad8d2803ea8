//! The files that stand beside pages: the Markdown of a note, a comparison for a spreadsheet,
//! the drawing of an environment, the images of the notes and the files they link to.

use std::sync::Arc;

use app::{Format, Theme};
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use corpus::{Corpus, comparison::Comparison, layout::ascii};

use crate::site::Site;

/// The paths of all these files.
pub fn paths(corpus: &Corpus) -> impl Iterator<Item = String> {
    let notes = corpus.notes().iter().map(|note| note.path() + ".md");
    let tables = corpus.comparisons().iter().flat_map(|table| {
        Format::ALL.map(|format| format!("{}.{}", table.path(), format.extension()))
    });
    let drawings = corpus.stacks().iter().flat_map(|stack| {
        ["svg", "txt", "toml"].map(|extension| format!("{}.{extension}", stack.path()))
    });
    let flows = corpus.flows().iter().map(|flow| flow.path());
    let sources = corpus.comparisons().iter().map(|table| table.path());
    let sources = sources.chain(flows).map(|page| page + ".toml");
    let media = corpus.media().keys().map(|path| format!("/media/{path}"));
    notes
        .chain(tables)
        .chain(drawings)
        .chain(sources)
        .chain(media)
}

/// The file at that address, if there is one. Of a comparison it is the view that the query asks
/// for; of a drawing only its theme counts.
pub fn file(site: &app::Site, uri: &Uri) -> Option<Response> {
    let (page, extension) = uri.path().rsplit_once('.')?;
    let corpus = &site.corpus;
    let section = page.get(1..)?.split_once('/').unwrap_or_default();
    let text = match (section, extension) {
        ((section, slug), "toml") => source(corpus, section, slug)?.to_owned(),
        (("comparer", slug), _) => {
            let format = Format::from_extension(extension)?;
            return Some(comparison(site, corpus.comparison(slug)?, format, uri));
        }
        (("environnements", slug), "svg") => {
            app::stack_svg(corpus.stack(slug)?, theme(uri.query()))
        }
        (("environnements", slug), "txt") => ascii(corpus.stack(slug)?),
        (_, "md") => note(corpus, page)?.to_owned(),
        _ => return None,
    };
    let content_type = match extension {
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "toml" => "application/toml; charset=utf-8",
        _ => "text/markdown; charset=utf-8",
    };
    Some(typed(content_type, text))
}

fn typed(content_type: &'static str, text: String) -> Response {
    let content_type = HeaderValue::from_static(content_type);
    ([(header::CONTENT_TYPE, content_type)], text).into_response()
}

/// A view of a comparison. It names its canonical address, which leaves out what means nothing;
/// search engines are sent to the page.
fn comparison(site: &app::Site, table: &Comparison, format: Format, uri: &Uri) -> Response {
    let uri_text = uri.path_and_query().map_or("", |uri| uri.as_str());
    let export = app::comparison_file(table, format, uri_text, &site.base_url);
    let content_type = match format {
        Format::Markdown => "text/markdown; charset=utf-8",
        Format::Csv => "text/csv; charset=utf-8",
        Format::Html => "text/html; charset=utf-8",
        Format::Json => "application/json",
    };
    let mut response = typed(content_type, export.text);
    let headers = response.headers_mut();
    let canonical = format!("<{}{}>; rel=\"canonical\"", site.base_url, export.address);
    if let Ok(canonical) = HeaderValue::try_from(canonical) {
        headers.insert(header::LINK, canonical);
    }
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    response
}

/// The file that a page was read from.
fn source<'a>(corpus: &'a Corpus, section: &str, slug: &str) -> Option<&'a str> {
    corpus.source(match section {
        "comparer" => &corpus.comparison(slug)?.source,
        "environnements" => &corpus.stack(slug)?.source,
        "flux" => &corpus.flow(slug)?.source,
        _ => return None,
    })
}

fn theme(query: Option<&str>) -> Theme {
    match query {
        Some("theme=clair") => Theme::Light,
        Some("theme=sombre") => Theme::Dark,
        _ => Theme::Either,
    }
}

/// `/media/{*path}`: an image of a note, or a file that one links to. What a browser cannot show, it
/// is told to save.
pub async fn media(State(site): State<Arc<Site>>, Path(path): Path<String>) -> Response {
    let edition = site.edition();
    match edition.context.corpus.media().get(&path) {
        Some(media) => {
            let content_type = HeaderValue::from_static(media.kind.mime());
            let body = Bytes::from_owner(media.bytes.clone());
            let mut response = ([(header::CONTENT_TYPE, content_type)], body).into_response();
            if media.kind.is_saved() {
                let saved = HeaderValue::from_static("attachment");
                let headers = response.headers_mut();
                headers.insert(header::CONTENT_DISPOSITION, saved);
            }
            response
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn note<'a>(corpus: &'a Corpus, page: &str) -> Option<&'a str> {
    let below = page.strip_prefix("/notes")?;
    let slug = match below.strip_prefix('/') {
        Some(slug) => slug,
        None if below.is_empty() => "",
        None => return None,
    };
    let index = corpus.note(slug)?;
    Some(&corpus.notes()[index].markdown)
}
