//! The results of a search, complete without JavaScript.

mod form;
mod nothing;
mod results;

pub(crate) use self::{
    nothing::{NEAR, parts},
    results::say,
};

use corpus::search::Grouped;
use leptos::prelude::*;

use super::{pairs, query};
use crate::{
    Site,
    components::{Layout, LiveRegion, PageInfo, notice},
    finding::{self, Finding},
    strings::search,
};

/// Places of a page that are shown, the best one among them.
const EACH: usize = 6;

/// What was found for `?q=`, among the kinds and parts that are ticked.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let Site { corpus, index, .. } = expect_context();
    let query = query();
    let finding = Finding::read(pairs(&query), index.parts());
    let found = match finding.asked.text.is_empty() {
        true => Grouped::default(),
        false => index.search_pages(&finding.query(), EACH),
    };
    let text = finding.asked.text.as_str();
    let page = PageInfo {
        path: finding::PATH.to_owned(),
        title: match text.is_empty() {
            true => search::TITLE.to_owned(),
            false => format!("{}\u{a0}: {text}", search::TITLE),
        },
        unlisted: true,
        tools: true,
        ..PageInfo::default()
    };
    let address = finding.at(finding.page);
    let notice = notice(&finding.ignored, &address);
    let form = form::form(&finding, &found.facets, index.parts()).into_any();
    let answer = match (text.is_empty(), found.groups.is_empty()) {
        (true, _) => results::hint(&finding).into_any(),
        (false, true) => nothing::nothing(&finding, &found, &index, &corpus).into_any(),
        (false, false) => results::results(&finding, &found).into_any(),
    };
    view! {
        <Layout page>
            <h1>{search::TITLE}</h1>
            <LiveRegion id="recherche" address>
                {notice}
                {form}
                {answer}
            </LiveRegion>
        </Layout>
    }
}
