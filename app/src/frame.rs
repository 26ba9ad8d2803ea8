//! What stands around every page and is the same on most of them, written once for each corpus: a
//! page with a query is made for one reader, and the course beside it would be a fifth of the work.

use std::sync::OnceLock;

use leptos::prelude::*;

/// Pieces of pages as HTML that Leptos wrote, made when first asked for.
#[derive(Debug, Default)]
pub struct Frame {
    tools: OnceLock<String>,
    course: OnceLock<String>,
}

impl Frame {
    /// The buttons of the header.
    pub(crate) fn tools<V: IntoView>(&self, view: impl FnOnce() -> V) -> String {
        kept(&self.tools, view)
    }

    /// The tree of the course where none of its notes is being read.
    pub(crate) fn course<V: IntoView>(&self, view: impl FnOnce() -> V) -> String {
        kept(&self.course, view)
    }
}

fn kept<V: IntoView>(place: &OnceLock<String>, view: impl FnOnce() -> V) -> String {
    place.get_or_init(|| view().into_view().to_html()).clone()
}
