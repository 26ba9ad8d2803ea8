//! What students type, and the place each query must open.
#![allow(clippy::unwrap_used)]

mod asking;
pub(super) mod fixture;
mod golden;
mod inbound;
mod large;
mod properties;
mod stored;

use super::{Answer, Index, Query};

/// The fixture's course, indexed.
fn index() -> Index {
    Index::build(&fixture::corpus()).unwrap()
}

fn search(index: &Index, text: &str) -> Answer {
    index.search(&Query {
        text,
        limit: 10,
        ..Query::default()
    })
}

fn paths(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.path.as_str()).collect()
}
