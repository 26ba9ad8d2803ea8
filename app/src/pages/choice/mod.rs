//! The decision helper: questions, the ranking that follows, and all that speaks for it.

mod changes;
mod form;
mod ranking;
mod reasons;
mod silences;

use corpus::{
    Corpus,
    advisor::{Advisor, Case, Place, Profile},
};
use leptos::prelude::*;

use super::{ErrorPage, describe, pairs, query};
use crate::{
    Site,
    choice::{ChoiceState, address},
    components::{Card, Crumb, Layout, LiveRegion, PageInfo, notice},
    strings::{choice as strings, compare},
};

/// The helper, where the folder has one.
#[component]
pub(crate) fn Choose() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.advisor() {
        Some(advisor) => helper_page(advisor).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

/// An answered helper, as its parts see it.
#[derive(Clone, Copy)]
struct Answered<'a> {
    advisor: &'a Advisor,
    profile: &'a Profile,
    /// Best first; empty where nothing was answered.
    places: &'a [Place],
}

impl Answered<'_> {
    fn names(&self, options: &[usize]) -> Vec<String> {
        let name = |&option: &usize| self.advisor.options[option].name.clone();
        options.iter().map(name).collect()
    }

    fn leaders(&self) -> Vec<usize> {
        let first = self.places.iter().filter(|place| place.rank == 1);
        first.map(|place| place.option).collect()
    }
}

fn helper_page(advisor: &Advisor) -> impl IntoView + use<> {
    let ChoiceState { profile, ignored } = ChoiceState::read(advisor, pairs(&query()));
    let here = address(advisor, &profile);
    let page = PageInfo {
        path: Advisor::PATH.to_owned(),
        title: advisor.title.clone(),
        description: Some(describe(
            advisor.summary.as_ref(),
            strings::description(advisor.questions.len(), &options(advisor)),
        )),
        crumbs: vec![Crumb {
            href: "/comparer".to_owned(),
            title: compare::TITLE.to_owned(),
        }],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let places = advisor.rank(&profile);
    let answered = Answered {
        advisor,
        profile: &profile,
        places: &places,
    };
    let notice = notice(&ignored, &here);
    let form = form::form(answered).into_any();
    let ranking = ranking::ranking(answered, &here).into_any();
    let verdict = (!places.is_empty()).then(|| {
        let reasons = reasons::reasons(answered).into_any();
        let changes = changes::changes(answered).into_any();
        let silences = silences::silences(answered).into_any();
        view! { {reasons} {changes} {silences} }
    });
    let cases = cases(advisor);
    let introduction = introduction(advisor).into_any();
    view! {
        <Layout page>
            {introduction}
            <LiveRegion id="choix" address=here>
                {notice}
                <div class="choice">{form} {ranking}</div>
                {verdict}
                {cases}
            </LiveRegion>
        </Layout>
    }
}

fn options(advisor: &Advisor) -> Vec<String> {
    let options = advisor.options.iter();
    options.map(|option| option.name.clone()).collect()
}

fn introduction(advisor: &Advisor) -> impl IntoView + use<> {
    let summary = advisor
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let note = advisor.note.as_ref().map(|note| {
        view! { <a href=note.href.clone()>{strings::READ_NOTE} "\u{a0}: " {note.title.clone()}</a> ". " }
    });
    let comparison = advisor.comparison.clone();
    view! {
        <h1>{advisor.title.clone()}</h1>
        {summary}
        <p>
            {note}
            {strings::COMPARISON} " " {strings::OPEN}
            <a href=comparison.href>{comparison.title}</a> {strings::CLOSE} "."
        </p>
    }
}

/// The situations that the notes decide, each a link that fills in the answers.
fn cases(advisor: &Advisor) -> Option<impl IntoView + use<>> {
    (!advisor.cases.is_empty()).then(|| {
        let items = advisor
            .cases
            .iter()
            .map(|case| case_item(advisor, case))
            .collect_view();
        view! {
            <details id="situations" class="choice-more">
                <summary><h2>{strings::CASES}</h2></summary>
                <p>{strings::CASES_INTRO}</p>
                <ul class="choice-cases">{items}</ul>
            </details>
        }
    })
}

fn case_item(advisor: &Advisor, case: &Case) -> impl IntoView + use<> {
    let href = address(advisor, &case.profile);
    let name = format!("{}\u{a0}: {}", strings::CASE_NOTE, case.source.title);
    view! {
        <li>
            <a id=format!("cas-{}", case.id) href=href rel="nofollow">{case.name.clone()}</a>
            <a class="source" href=case.source.href.clone() title=name.clone() aria-label=name></a>
        </li>
    }
}

/// The helper, announced, where the folder has one.
pub(super) fn helper_card(corpus: &Corpus) -> Option<impl IntoView + use<>> {
    corpus.advisor().map(|advisor| {
        let about = strings::size(advisor.questions.len(), advisor.options.len());
        view! {
            <Card href=Advisor::PATH.to_owned() title=advisor.title.clone() summary=advisor.summary.clone() about/>
        }
    })
}

/// A way from a comparison to the helper that rests on it.
pub(super) fn invitation(corpus: &Corpus, comparison: &str) -> Option<impl IntoView + use<>> {
    let advisor = corpus.advisor()?;
    (advisor.comparison.href == comparison)
        .then(|| view! { <p><a href=Advisor::PATH>{strings::INVITE}</a>"."</p> })
}
