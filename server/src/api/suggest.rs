//! What a browser offers in its address bar while somebody types: OpenSearch suggestions.

use std::collections::HashSet;

use corpus::search::{Asked, Query};
use serde_json::{Value, json};

/// Suggestions at most.
const MOST: usize = 8;
/// Places that are looked at for them: some have the same name.
const LOOKED_AT: usize = 20;

/// The query, the names of places that it may complete to, their pages, and their addresses.
pub(super) fn suggestions(site: &app::Site, typed: &str) -> Value {
    let asked = Asked::read(typed);
    let found = site.index.search(&Query {
        text: &asked.text,
        limit: LOOKED_AT,
        ..Query::default()
    });
    let mut names = HashSet::new();
    let hits = found.hits.iter();
    let hits: Vec<_> = hits
        .filter(|hit| names.insert(hit.heading.as_str()))
        .take(MOST)
        .collect();
    let names: Vec<&str> = hits.iter().map(|hit| hit.heading.as_str()).collect();
    let pages: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
    let address = |path: &str| format!("{}{path}", site.base_url);
    let addresses: Vec<String> = hits.iter().map(|hit| address(&hit.path)).collect();
    json!([typed, names, pages, addresses])
}
