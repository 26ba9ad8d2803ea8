//! What the server and the islands send each other: types of their own, apart from the domain's.

use serde::{Deserialize, Serialize};

/// The answer of `/api/search`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// The query as it was understood: trimmed and cut to the length that is searched.
    pub query: String,
    /// Microseconds spent in the index.
    pub took_us: u64,
    /// How many places match in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<SearchHit>,
    /// A spelling that would find more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// A place that matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The URL to open, with its anchor.
    pub path: String,
    /// The file, relative to the content folder.
    pub source: String,
    /// The title of the page.
    pub title: String,
    /// The heading of the section, or the name of the row, layer, step or term.
    pub heading: String,
    /// `note`, `criterion`, `layer`, `step` or `term`.
    pub kind: String,
    /// Safe HTML, with `<mark>` around what matched.
    pub snippet: String,
}

/// The parameters of a comparison's address, in the order of a canonical one.
pub(crate) const TABLE_PARAMETERS: [&str; 10] = [
    "sujets",
    "criteres",
    "differences",
    "filtre",
    "tri",
    "epingle",
    "transpose",
    "densite",
    "deux",
    "cellule",
];

/// The address of a view of a comparison: the same view always has the same one. `value` gives
/// the value of a parameter as it stands in an address; nothing for one that says nothing.
pub(crate) fn table_address(path: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let parameters: Vec<String> = TABLE_PARAMETERS
        .iter()
        .filter_map(|name| Some(format!("{name}={}", value(name)?)))
        .collect();
    match parameters.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", parameters.join("&")),
    }
}
