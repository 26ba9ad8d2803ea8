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

/// The address of a view of a comparison: the same view always has the same one. `subjects` and
/// `criteria` are ids in file order, each with whether it is shown; a list that is shown whole is
/// left out.
pub(crate) fn table_address<S: AsRef<str>>(
    path: &str,
    subjects: impl Iterator<Item = (S, bool)>,
    criteria: impl Iterator<Item = (S, bool)>,
    differences: bool,
) -> String {
    let parameters: Vec<String> = [
        list_parameter("sujets", subjects),
        list_parameter("criteres", criteria),
        differences.then(|| "differences=1".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parameters.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", parameters.join("&")),
    }
}

fn list_parameter<S: AsRef<str>>(
    name: &str,
    list: impl Iterator<Item = (S, bool)>,
) -> Option<String> {
    let (shown, left_out): (Vec<_>, Vec<_>) = list.partition(|(_, shown)| *shown);
    let ids: Vec<&str> = shown.iter().map(|(id, _)| id.as_ref()).collect();
    (!left_out.is_empty()).then(|| format!("{name}={}", ids.join(",")))
}
