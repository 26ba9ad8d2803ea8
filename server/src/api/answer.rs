//! The JSON of `/api/search`. Other programs rely on its fields: some may come, none may go.

use corpus::search::{self, Facets, HitKind, Part, Remark};
use serde::Serialize;

/// What was found, and what to know about it.
#[derive(Debug, Serialize)]
pub(super) struct SearchAnswer {
    /// The query as it was understood.
    pub(super) query: String,
    /// Microseconds spent in the index.
    pub(super) took_us: u64,
    /// How many places match in all.
    pub(super) total: usize,
    pub(super) offset: usize,
    pub(super) limit: usize,
    /// The best of them, best first.
    pub(super) hits: Vec<SearchHit>,
    pub(super) facets: Counts,
    /// Why the answer is empty or partial.
    pub(super) reasons: Vec<Reason>,
    /// A spelling that would find more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suggestion: Option<String>,
    /// The addresses of the hits before and after these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
}

/// A place that matches.
#[derive(Debug, Serialize)]
pub(super) struct SearchHit {
    path: String,
    source: String,
    title: String,
    heading: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    snippet: String,
}

/// How many places match, by kind and by part.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counts {
    kinds: Vec<KindCount>,
    parts: Vec<PartCount>,
}

#[derive(Debug, Serialize)]
struct KindCount {
    kind: &'static str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct PartCount {
    part: String,
    title: String,
    count: usize,
}

/// Why an answer is not what the request asks for, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Reason {
    pub(super) code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
}

impl Reason {
    /// That some are not given.
    pub(super) fn and_more() -> Self {
        Self {
            code: "more-reasons",
            message: "there are more of these than are listed".to_owned(),
            parameter: None,
        }
    }

    /// Something about a parameter.
    pub(super) fn about(parameter: &str, code: &'static str, message: &str) -> Self {
        Self {
            code,
            message: message.to_owned(),
            parameter: Some(parameter.to_owned()),
        }
    }
}

impl From<&Remark> for Reason {
    fn from(remark: &Remark) -> Self {
        let message = match remark {
            Remark::Empty => "give words to look for in q".to_owned(),
            Remark::NoWords => "there is no letter and no digit in q".to_owned(),
            Remark::TooLong(most) => format!("the first {most} characters were read"),
            Remark::TooManyWords(most) => format!("the first {most} words were looked for"),
            Remark::Invisible => {
                "control characters and marks of direction were taken out".to_owned()
            }
            Remark::OnlyStopWords => {
                "these words are everywhere: add one that says what it is about".to_owned()
            }
            Remark::StopWords(words) => {
                format!(
                    "words that are everywhere were left aside: {}",
                    words.join(", ")
                )
            }
            Remark::Excluded(words) => format!("places with these are left out: {}", words.join(", ")),
            Remark::Relaxed => {
                "no place has what is quoted without what is excluded: this is the answer to the words alone".to_owned()
            }
            Remark::Operators => {
                "of operators, \"words in quotation marks\" and -word are understood: all other words are looked for".to_owned()
            }
        };
        Self::about("q", remark.code(), &message)
    }
}

impl Counts {
    pub(super) fn new(facets: &Facets, parts: &[Part]) -> Self {
        let kinds = facets.kinds.iter().map(|&(kind, count)| KindCount {
            kind: HitKind::name(kind),
            count,
        });
        let parts = facets.parts.iter().filter_map(|&(part, count)| {
            let Part { id, title } = parts.get(part)?.clone();
            Some(PartCount {
                part: id,
                title,
                count,
            })
        });
        Self {
            kinds: kinds.collect(),
            parts: parts.collect(),
        }
    }
}

impl SearchHit {
    pub(super) fn new(hit: search::Hit, parts: &[Part]) -> Self {
        let part = hit.part.and_then(|part| parts.get(part));
        Self {
            path: hit.path,
            source: hit.source,
            title: hit.title,
            heading: hit.heading,
            kind: hit.kind.name(),
            part: part.map(|part| part.id.clone()),
            snippet: hit.snippet.to_string(),
        }
    }
}
