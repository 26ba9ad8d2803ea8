//! A comparison alone, for a frame in a page of another site.

use corpus::comparison::Comparison;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_query_map;

use super::{ErrorPage, comparison::EXPORT, slug};
use crate::{
    Site,
    components::{PageHead, notice},
    export::{self, Format},
    strings::compare,
};

/// The comparison whose slug stands in the URL, as the same address without `/embed` shows it.
#[component]
pub(crate) fn Embedded() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.comparison(&slug()) {
        Some(comparison) => table(comparison).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

/// The same table that is copied, with links of this site.
fn table(comparison: &Comparison) -> impl IntoView + use<> {
    let Site { assets, .. } = expect_context();
    let mut query = use_query_map().get_untracked();
    query.remove(EXPORT);
    let state = export::state(comparison, &query);
    let whole = state.address(comparison);
    let notice = notice(&state.ignored, &crate::embedded(&whole));
    let html = export::render(comparison, &state, Format::Html, "");
    let nothing_left = export::is_empty(comparison, &state)
        .then(|| view! { <p class="nothing-left">{compare::NOTHING_LEFT}</p> });
    let label = compare::table_label(&comparison.title);
    let title = comparison.title.clone();
    view! {
        <Link rel="stylesheet" href=assets.tools.clone()/>
        <PageHead path=whole.clone() title=title.clone() description=None unlisted=true/>
        <main id="page:contenu" class="embedded">
            <h1>{title}</h1>
            {notice}
            <div class="table-scroll" role="region" aria-label=label tabindex="0" inner_html=html></div>
            {nothing_left}
            <p class="embedded-foot"><a href=whole>{compare::WHOLE}</a> " " {compare::NEW_TAB}</p>
        </main>
    }
}
