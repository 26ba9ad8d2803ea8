//! The tables, diagrams and flows that say what a note says.

use corpus::citation::{Citation, CitationKind};
use leptos::prelude::*;

use crate::strings::note;

/// A link to each page that cites the note, and to the rows of the tables among them.
/// Layers and steps are left to their pages: there can be dozens. Terms are in the glossary.
#[component]
pub(crate) fn Citations<'a>(citations: &'a [Citation]) -> impl IntoView {
    let pages: Vec<&[Citation]> = citations
        .chunk_by(|a, b| path(a) == path(b))
        .filter(|page| page[0].kind != CitationKind::Term)
        .collect();
    (!pages.is_empty()).then(|| {
        let items = pages.into_iter().map(page_item).collect_view();
        view! {
            <section class="citations" aria-labelledby="page:voir-aussi">
                <h2 id="page:voir-aussi">{note::CITED_BY}</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

fn page_item(page: &[Citation]) -> impl IntoView + use<> {
    let rows: Vec<_> = page
        .iter()
        .filter(|citation| citation.kind == CitationKind::Comparison)
        .filter_map(|citation| Some((citation.href.clone(), citation.title.clone()?)))
        .map(|(href, title)| view! { <li><a href=href>{title}</a></li> })
        .collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="citation-rows">{rows}</ul> });
    let href = path(&page[0]).to_owned();
    view! { <li><a href=href>{page[0].page.clone()}</a> {rows}</li> }
}

/// The page of a citation, without the anchor.
fn path(citation: &Citation) -> &str {
    citation
        .href
        .split_once(['#', '?'])
        .map_or(&citation.href, |(path, _)| path)
}
