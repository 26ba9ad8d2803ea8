//! The comparisons: their index, and each one as a table.

use corpus::comparison;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, location::RequestUrl, params::ParamsMap};

use super::{
    ErrorPage,
    choice::{helper_card, invitation},
    describe,
    index::Index,
    slug,
};
use crate::{
    Site,
    components::{
        Card, CellDetail, ComparisonTable, Crumb, ExportPanel, Layout, Offer, PageInfo,
        TableControls, announcement, notice, region,
    },
    export,
    islands::{Live, TableView},
    strings::{compare, environment},
    table::{Rows, TableState},
};

/// The parameter that opens the export panel. It is no part of the view.
pub(super) const EXPORT: &str = "export";

/// All comparisons.
#[component]
pub(crate) fn Comparisons() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let tables = corpus
        .comparisons()
        .iter()
        .map(comparison_card)
        .collect_view();
    let is_empty = corpus.comparisons().is_empty();
    let helper = helper_card(&corpus);
    let cards = view! { {helper} {tables} }.into_any();
    view! { <Index path="/comparer" title=compare::TITLE intro=compare::INTRO empty=compare::EMPTY is_empty cards/> }
}

/// A comparison, announced.
pub(super) fn comparison_card(comparison: &comparison::Comparison) -> impl IntoView + use<> {
    let about = compare::size(comparison.criteria().count(), comparison.subjects.len());
    view! {
        <Card href=comparison.path() title=comparison.title.clone() summary=comparison.summary.clone() about/>
    }
}

/// The comparison whose slug stands in the URL.
#[component]
pub(crate) fn Comparison() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.comparison(&slug()) {
        Some(comparison) => table_page(comparison).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

fn table_page(comparison: &comparison::Comparison) -> impl IntoView + use<> {
    let page = PageInfo {
        path: comparison.path(),
        title: comparison.title.clone(),
        description: Some(describe(
            comparison.summary.as_ref(),
            compare::description(&comparison.title),
        )),
        crumbs: vec![Crumb {
            href: "/comparer".to_owned(),
            title: compare::TITLE.to_owned(),
        }],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let summary = comparison
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let note = comparison.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{compare::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    let Site { corpus, .. } = expect_context();
    let invitation = invitation(&corpus, &comparison.path());
    let view = view(comparison, use_query_map().get_untracked()).into_any();
    let drawings = drawings(comparison);
    let title = comparison.title.clone();
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            <TableView>
                <Live>{view}</Live>
                <p id="page:dit" class="visually-hidden" role="status">"\u{200b}"</p>
            </TableView>
            // After the table: on a phone, what one came for is on the first screen.
            {note}
            {invitation}
            {drawings}
        </Layout>
    }
}

/// The part of a comparison's page that depends on the query: of the page at `address`, path and
/// query, everything else is always the same. `None` where no comparison has that path.
pub fn comparison_region(site: &Site, address: &str) -> Option<String> {
    let url = RequestUrl::new(address).parse().ok()?;
    let slug = url.path().strip_prefix("/comparer/")?;
    let comparison = site.corpus.comparison(slug)?;
    let query = url.search_params().clone();
    let render = || {
        provide_context(site.clone());
        view(comparison, query).to_html()
    };
    Some(Owner::new().with(render))
}

fn view(comparison: &comparison::Comparison, mut query: ParamsMap) -> impl IntoView + use<> {
    let offered = query.remove(EXPORT);
    let mut state = export::state(comparison, &query);
    let offer = offered.and_then(|names| offer(names, &mut state));
    let address = state.address(comparison);
    let notice = notice(&state.ignored, &address);
    let rows = state.rows(comparison);
    let shown: usize = rows.iter().map(|group| group.shown(&state)).sum();
    let size = compare::size(shown, state.columns().count());
    let controls = view! { <TableControls comparison state=&state size=size.clone()/> }.into_any();
    let table = view! { <ComparisonTable comparison state=&state rows=&rows/> }.into_any();
    let echoes = legend(comparison, &state, &rows);
    let detail = view! { <CellDetail comparison state=&state/> }.into_any();
    let export = view! { <ExportPanel comparison state=&state chosen=offer/> }.into_any();
    let address = offer.map_or_else(|| address.clone(), |offer| offer.at(&address));
    let exporting = offer.is_some();
    let detailed = state.detail.is_some();
    let said = offer
        .map(Offer::announcement)
        .or_else(|| announcement(comparison, &state))
        .unwrap_or(size);
    let content = view! {
        <div class:exporting=exporting class:detailed=detailed>
            {notice}
            {controls}
            <p id="page:rien" class="nothing-left" hidden={shown > 0}>{compare::NOTHING_LEFT}</p>
            {table}
            {echoes}
            {detail}
            <p class="visually-hidden" data-live-status="">{said}</p>
            {export}
        </div>
    };
    region("page:vue", Some(address), content.into_any())
}

/// What "=" in a cell means, where one is there; on narrow screens, where one of the two columns
/// has it. The island hides it while nothing in the table is what `data-if` says.
fn legend(
    comparison: &comparison::Comparison,
    state: &TableState,
    rows: &[Rows<'_>],
) -> impl IntoView + use<> {
    let texts = comparison
        .criteria()
        .flat_map(comparison::Criterion::echoes);
    let last = *texts.flatten().max()?;
    let columns: Vec<usize> = state.columns().collect();
    let pair = state.pair().map_or_else(|| columns.clone(), Vec::from);
    let class = match state.transposed || state.repeats(rows, &pair) {
        true => "echo-sign",
        false => "echo-sign aside",
    };
    let repeats: Vec<String> = (0..=last)
        .map(|text| {
            format!(
                ":not([hidden]) > tr:not([hidden]) > [data-says=\"{text}\"]:not([hidden]) ~ [data-says=\"{text}\"]:not([hidden])"
            )
        })
        .collect();
    let hidden = !state.repeats(rows, &columns);
    Some(
        view! { <p id="page:signe" class=class data-if=repeats.join(",") hidden=hidden>{compare::ECHO}</p> },
    )
}

/// What of the export panel is open; a name that means nothing is set aside with the others.
fn offer(names: Vec<String>, state: &mut TableState) -> Option<Offer> {
    let name = names.into_iter().next_back()?;
    let offer = Offer::named(&name);
    if offer.is_none() && !name.is_empty() {
        state.ignored.push(name);
    }
    offer
}

/// Link to the drawings of the subjects, where two or three have one.
fn drawings(comparison: &comparison::Comparison) -> Option<impl IntoView + use<>> {
    let stacks = comparison
        .subjects
        .iter()
        .filter_map(|subject| subject.stack.as_ref());
    let pairs = stacks.zip(["a", "b", "c"]);
    let pairs: Vec<String> = pairs.map(|(slug, name)| format!("{name}={slug}")).collect();
    (pairs.len() > 1).then(|| {
        let href = format!("/environnements/comparer?{}", pairs.join("&"));
        view! { <p><a href=href>{environment::COMPARE_DRAWINGS}</a></p> }
    })
}
