//! What was found: page by page, the best place of each first.

use corpus::search::{Group, Grouped, Hit, Remark};
use leptos::prelude::*;

use crate::{
    finding::{Finding, wider},
    strings::search::{self, remark},
};

/// Said where nothing is asked.
pub(super) fn hint(finding: &Finding<'_>) -> impl IntoView + use<> {
    let remarks = remarks(finding, false);
    view! { {remarks} <p class="lead">{search::HINT}</p> }
}

/// What was found.
pub(super) fn results(finding: &Finding<'_>, found: &Grouped) -> impl IntoView + use<> {
    let remarks = remarks(finding, found.relaxed);
    let suggestion = suggestion(found);
    let groups = found.groups.iter().enumerate().map(group).collect_view();
    let pager = pager(finding, found.pages);
    view! {
        <p id="resultats" class="count" tabindex="-1" data-live-status="">
            {search::count_on(found.total, found.pages)}
        </p>
        {suggestion}
        {remarks}
        <ol class="hits">{groups}</ol>
        {pager}
    }
}

/// What was left out of the query, and why.
pub(super) fn remarks(finding: &Finding<'_>, relaxed: bool) -> Option<impl IntoView + use<>> {
    let remarks = finding.asked.remarks(relaxed);
    let said: Vec<String> = remarks.iter().filter_map(say).collect();
    (!said.is_empty()).then(|| {
        let items = said.into_iter().map(|text| view! { <li>{text}</li> });
        view! { <ul class="remarks">{items.collect_view()}</ul> }
    })
}

/// A remark in words; that a field is empty says itself.
pub(crate) fn say(of: &Remark) -> Option<String> {
    Some(match of {
        Remark::Empty => return None,
        Remark::NoWords => remark::NO_WORDS.to_owned(),
        Remark::TooLong(most) => remark::too_long(*most),
        Remark::TooManyWords(most) => remark::too_many_words(*most),
        Remark::Invisible => remark::INVISIBLE.to_owned(),
        Remark::OnlyStopWords => remark::ONLY_STOP_WORDS.to_owned(),
        Remark::StopWords(words) => remark::stop_words(words),
        Remark::Excluded(words) => remark::excluded(words),
        Remark::Relaxed => remark::RELAXED.to_owned(),
        Remark::Operators => remark::OPERATORS.to_owned(),
    })
}

/// Another spelling, where it would find more.
pub(super) fn suggestion(found: &Grouped) -> Option<impl IntoView + use<>> {
    let better = found.suggestion.clone()?;
    let href = wider(&better);
    Some(view! {
        <p class="suggestion">
            {search::SUGGESTION} " " <a id="suggestion" href=href>{better}</a> "\u{202f}?"
        </p>
    })
}

fn group((i, group): (usize, &Group)) -> Option<impl IntoView + use<>> {
    let (best, others) = group.hits.split_first()?;
    let kind = search::kind(best.kind.name());
    let page = (best.heading != best.title && best.title != kind)
        .then(|| view! { <span class="hit-page">{best.title.clone()}</span> });
    let more = more(i, group, others);
    Some(view! {
        <li class="hit">
            <p class="hit-kind">{kind} " " {page}</p>
            <h2><a href=best.path.clone()>{best.heading.clone()}</a></h2>
            <p class="snippet" inner_html=best.snippet.to_string()></p>
            {more}
        </li>
    })
}

/// The other places of the page.
fn more(i: usize, group: &Group, others: &[Hit]) -> Option<impl IntoView + use<>> {
    let best = group.hits.first()?;
    (!others.is_empty()).then(|| {
        let beyond = group.total - group.hits.len();
        let beyond =
            (beyond > 0).then(|| view! { <li class="beyond">{search::beyond(beyond)}</li> });
        let items = others.iter().map(|hit| {
            view! {
                <li>
                    <a href=hit.path.clone()>{hit.heading.clone()}</a>
                    <p class="snippet" inner_html=hit.snippet.to_string()></p>
                </li>
            }
        });
        view! {
            <details id=format!("autres-{}", i + 1) class="hit-more">
                <summary>{search::others(group.total - 1, &best.title)}</summary>
                <ul>{items.collect_view()} {beyond}</ul>
            </details>
        }
    })
}

/// The ways to the results before and after. They lead to the top of the list.
fn pager(finding: &Finding<'_>, pages: usize) -> Option<impl IntoView + use<>> {
    let last = Finding::last(pages);
    let link = |id: &'static str, rel: &'static str, label: &'static str, page: usize| {
        let href = format!("{}#resultats", finding.at(page));
        view! { <a id=id rel=rel href=href>{label}</a> }
    };
    (last > 1).then(|| {
        let before = (finding.page > 1)
            .then(|| link("precedents", "prev", search::PREVIOUS, finding.page - 1));
        let after =
            (finding.page < last).then(|| link("suivants", "next", search::NEXT, finding.page + 1));
        view! {
            <nav class="result-pages" aria-label=search::PAGES>
                {before} <span>{search::page_of(finding.page, last)}</span> {after}
            </nav>
        }
    })
}
