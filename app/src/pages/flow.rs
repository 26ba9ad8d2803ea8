//! The flows: their index, and each one step by step.

use corpus::flow;
use leptos::prelude::*;

use super::{ErrorPage, describe, index::Index, slug};
use crate::{
    Site,
    components::{Card, Crumb, KindBadge, Layout, PageInfo},
    strings::flow as strings,
};

/// All flows.
#[component]
pub(crate) fn Flows() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let cards = corpus
        .flows()
        .iter()
        .map(|flow| {
            let about = strings::size(flow.steps.len(), flow.participants.len());
            view! { <Card href=flow.path() title=flow.title.clone() summary=flow.summary.clone() about/> }
        })
        .collect_view()
        .into_any();
    view! { <Index path="/flux" title=strings::TITLE intro=strings::INTRO cards/> }
}

/// The flow whose slug stands in the URL, all steps listed.
#[component]
pub(crate) fn Flow() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.flow(&slug()) {
        Some(flow) => steps_page(flow).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

fn steps_page(flow: &flow::Flow) -> impl IntoView + use<> {
    let page = PageInfo {
        path: flow.path(),
        title: flow.title.clone(),
        description: Some(describe(
            flow.summary.as_ref(),
            strings::description(&flow.title),
        )),
        crumbs: vec![Crumb {
            href: Some("/flux".to_owned()),
            title: strings::TITLE.to_owned(),
        }],
        tools: true,
        ..PageInfo::default()
    };
    let summary = flow
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let participants = flow
        .participants
        .iter()
        .map(|lane| view! { <li>{lane.name.clone()} " " <KindBadge kind=lane.kind/></li> })
        .collect_view();
    let steps = flow
        .steps
        .iter()
        .map(|step| step_item(flow, step))
        .collect_view();
    let title = flow.title.clone();
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            <h2>{strings::PARTICIPANTS}</h2>
            <ul class="participants">{participants}</ul>
            <h2>{strings::STEPS}</h2>
            <ol class="steps">{steps}</ol>
        </Layout>
    }
}

fn step_item(flow: &flow::Flow, step: &flow::Step) -> impl IntoView + use<> {
    let from = flow.participants[step.from].name.clone();
    let to = (step.to != step.from)
        .then(|| view! { <span aria-hidden="true">" → "</span> {flow.participants[step.to].name.clone()} });
    let detail = step
        .detail
        .as_ref()
        .map(|html| view! { <p inner_html=html.to_string()></p> });
    let note = step.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{strings::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    view! {
        <li id=format!("etape-{}", step.number)>
            <p class="step-title"><b class="step-number">{step.number.clone()}</b> " " {step.label.clone()}</p>
            <p class="step-lanes">{from} {to}</p>
            {detail}
            {note}
        </li>
    }
}
