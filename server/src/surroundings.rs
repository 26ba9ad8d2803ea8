//! What stands around the part of a page that a query changes: half of the work for a comparison.

use std::collections::HashMap;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, Uri},
    response::Response,
};
use corpus::Corpus;
use tokio::sync::OnceCell;

use crate::pages;

/// For each page with such a part, by path, what stands around it once somebody has asked.
pub struct Surroundings(HashMap<String, OnceCell<Option<Surrounding>>>);

/// The answer without the part.
struct Surrounding {
    headers: HeaderMap,
    before: Bytes,
    after: Bytes,
}

impl Surroundings {
    /// Of the pages of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let comparisons = corpus.comparisons().iter();
        Self(
            comparisons
                .map(|table| (table.path(), OnceCell::new()))
                .collect(),
        )
    }

    /// The page of that address, put together; `None` where it has to be rendered as a whole.
    pub async fn fill(&self, site: &app::Site, uri: &Uri) -> Option<Response> {
        uri.query()?;
        let place = self.0.get(uri.path())?;
        let surrounding = place
            .get_or_init(|| Surrounding::of(site, uri.path()))
            .await;
        let Surrounding {
            headers,
            before,
            after,
        } = surrounding.as_ref()?;
        let part = app::comparison_region(site, &uri.to_string())?;
        let page = [before, part.as_bytes(), after].concat();
        let mut response = Response::new(Body::from(page));
        response.headers_mut().clone_from(headers);
        Some(response)
    }
}

impl Surrounding {
    /// Found by rendering the page without a query, and its part alone.
    async fn of(site: &app::Site, path: &str) -> Option<Self> {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = path.parse().ok()?;
        let (parts, body) = pages::render_whole(site.clone(), request)
            .await
            .into_parts();
        let body = to_bytes(body, usize::MAX).await.ok()?;
        let part = app::comparison_region(site, path)?;
        let start = str::from_utf8(&body).ok()?.find(&part)?;
        Some(Self {
            headers: parts.headers,
            before: body.slice(..start),
            after: body.slice(start + part.len()..),
        })
    }
}
