//! Every page of the site on one page.

use corpus::{Corpus, Part, advisor::Advisor};
use leptos::prelude::*;

use crate::{
    Site,
    components::{Layout, PageInfo},
    strings::{compare, environment, flow, frame, plan},
};

/// The plan: the course, then what stands beside it.
#[component]
pub(crate) fn SitePlan() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let page = PageInfo {
        path: "/plan-du-site".to_owned(),
        title: plan::TITLE.to_owned(),
        description: Some(plan::DESCRIPTION.to_owned()),
        ..PageInfo::default()
    };
    let helper = corpus.advisor().into_iter();
    let helper = helper.map(|advisor| (Advisor::PATH.to_owned(), advisor.title.clone()));
    let comparisons = corpus
        .comparisons()
        .iter()
        .map(|c| (c.path(), c.title.clone()))
        .chain(helper)
        .collect();
    let stacks = corpus
        .stacks()
        .iter()
        .map(|s| (s.path(), s.title.clone()))
        .collect();
    let flows = corpus
        .flows()
        .iter()
        .map(|f| (f.path(), f.title.clone()))
        .collect();
    let glossary = (!corpus.glossary().terms.is_empty()).then_some(("/glossaire", frame::GLOSSARY));
    let others = [
        ("/recherche", frame::SEARCH),
        ("/accessibilite", frame::ACCESSIBILITY),
    ];
    let others = glossary.into_iter().chain(others);
    let others = others
        .map(|(href, title)| view! { <li><a href=href>{title}</a></li> })
        .collect_view();
    view! {
        <Layout page>
            <h1>{plan::TITLE}</h1>
            <h2><a href="/notes">{frame::COURSE}</a></h2>
            <ul class="plan">{folder(&corpus, corpus.course())}</ul>
            {list("/comparer", compare::TITLE, comparisons)}
            {list("/environnements", environment::TITLE, stacks)}
            {list("/flux", flow::TITLE, flows)}
            <ul class="plan">{others}</ul>
        </Layout>
    }
}

fn list(href: &'static str, title: &'static str, pages: Vec<(String, String)>) -> impl IntoView {
    (!pages.is_empty()).then(|| {
        let items = pages
            .into_iter()
            .map(|(href, title)| view! { <li><a href=href>{title}</a></li> })
            .collect_view();
        view! {
            <h2><a href=href>{title}</a></h2>
            <ul class="plan">{items}</ul>
        }
    })
}

fn folder(corpus: &Corpus, part: &Part) -> AnyView {
    let notes = part
        .notes
        .iter()
        .map(|&i| view! { <li>{link(corpus, i)}</li> })
        .collect_view();
    let parts = part
        .parts
        .iter()
        .map(|inner| {
            let (href, title) = (inner.path(), inner.title.clone());
            view! { <li><a href=href>{title}</a><ul>{folder(corpus, inner)}</ul></li> }
        })
        .collect_view();
    view! { {notes} {parts} }.into_any()
}

fn link(corpus: &Corpus, index: usize) -> AnyView {
    let note = &corpus.notes()[index];
    view! { <a href=note.path()>{note.title.clone()}</a> }.into_any()
}
