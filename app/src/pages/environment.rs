//! The environments: their index, and each one as a diagram and a nested list.

use corpus::stack::Stack;
use leptos::prelude::*;

use super::{ErrorPage, describe, index::Index, slug};
use crate::{
    Site,
    components::{Card, Crumb, Diagram, LayerPanel, Layout, PageInfo},
    islands::LayerExplorer,
    strings::environment,
};

/// All environments.
#[component]
pub(crate) fn Environments() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let cards = corpus
        .stacks()
        .iter()
        .map(stack_card)
        .collect_view()
        .into_any();
    view! { <Index path="/environnements" title=environment::TITLE intro=environment::INTRO cards/> }
}

/// An environment, announced.
pub(super) fn stack_card(stack: &Stack) -> impl IntoView + use<> {
    let about = environment::size(stack.walk().len());
    view! { <Card href=stack.path() title=stack.title.clone() summary=stack.summary.clone() about/> }
}

/// The environment whose slug stands in the URL.
#[component]
pub(crate) fn Environment() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.stack(&slug()) {
        Some(stack) => diagram_page(stack).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

fn diagram_page(stack: &Stack) -> impl IntoView + use<> {
    let crumb = Crumb {
        href: Some("/environnements".to_owned()),
        title: environment::TITLE.to_owned(),
    };
    let page = PageInfo {
        path: stack.path(),
        title: stack.title.clone(),
        description: Some(describe(
            stack.summary.as_ref(),
            environment::description(&stack.title),
        )),
        crumbs: vec![crumb],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let summary = stack
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let note = stack.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{environment::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    let svg = format!("{}.svg", stack.path());
    let diagram = view! { <Diagram stack/> }.into_any();
    let title = stack.title.clone();
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            {note}
            <LayerExplorer>{diagram} <LayerPanel/></LayerExplorer>
            <p class="downloads"><a href=svg download="">{environment::DOWNLOAD_SVG}</a></p>
        </Layout>
    }
}
