//! The results of a search, complete without JavaScript.

use corpus::search::{Answer, Hit, Query};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    Site,
    components::{Layout, LiveRegion, PageInfo},
    strings::search,
};

/// How many results a page shows.
const LIMIT: usize = 30;

/// What was found for `?q=`.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let Site { index, .. } = expect_context();
    let query = use_query_map()
        .read_untracked()
        .get("q")
        .unwrap_or_default();
    let query = query.trim().to_owned();
    let page = PageInfo {
        path: "/recherche".to_owned(),
        title: match query.is_empty() {
            true => search::TITLE.to_owned(),
            false => format!("{}\u{a0}: {query}", search::TITLE),
        },
        unlisted: true,
        tools: true,
        ..PageInfo::default()
    };
    let results = match query.is_empty() {
        true => view! { <p class="lead">{search::HINT}</p> }.into_any(),
        false => results(&index.search(&Query {
            text: &query,
            limit: LIMIT,
        }))
        .into_any(),
    };
    view! {
        <Layout page>
            <h1>{search::TITLE}</h1>
            <LiveRegion id="recherche">
                <form class="search-form" action="/recherche" role="search" data-auto="">
                    <label for="q">{search::LABEL}</label>
                    <input id="q" type="search" name="q" value=query/>
                    <button type="submit">{search::SUBMIT}</button>
                </form>
                {results}
            </LiveRegion>
        </Layout>
    }
}

fn results(answer: &Answer) -> impl IntoView + use<> {
    let suggestion = answer.suggestion.clone().map(|better| {
        let href = format!("/recherche?q={}", utf8_percent_encode(&better, NON_ALPHANUMERIC));
        view! { <p class="suggestion">{search::SUGGESTION} " " <a href=href>{better}</a> "\u{202f}?"</p> }
    });
    let hits = answer.hits.iter().map(hit).collect_view();
    let nothing = answer
        .hits
        .is_empty()
        .then(|| view! { <p>{search::NOTHING}</p> });
    view! {
        <p class="count" data-live-status="">{search::count(answer.total)}</p>
        {suggestion}
        {nothing}
        <ol class="hits">{hits}</ol>
    }
}

fn hit(hit: &Hit) -> impl IntoView + use<> {
    let above = (hit.heading != hit.title)
        .then(|| view! { <span class="hit-page">{hit.title.clone()}</span> });
    view! {
        <li class="hit">
            <p class="hit-kind">{search::kind(hit.kind.name())} " " {above}</p>
            <h2><a href=hit.path.clone()>{hit.heading.clone()}</a></h2>
            <p class="snippet" inner_html=hit.snippet.to_string()></p>
        </li>
    }
}
