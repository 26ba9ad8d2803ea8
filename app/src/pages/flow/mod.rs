//! The flows: their index, and each one step by step.

mod view;

use corpus::flow;
use leptos::prelude::*;

use self::view::View;
use super::{ErrorPage, describe, index::Index, pairs, query, slug};
use crate::{
    Site,
    components::{
        Card, Crumb, FlowGround, KindBadge, Lanes, Layout, LiveRegion, PageInfo, Player, Showing,
        Towards, notice,
    },
    strings::{environment, flow as strings, frame},
};

/// The link that leads on, on every view: who walks through a flow keeps the focus on it.
const ON: &str = "etape-suivante";
/// The link that leads back.
const BACK: &str = "etape-precedente";

/// All flows.
#[component]
pub(crate) fn Flows() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let is_empty = corpus.flows().is_empty();
    let cards = corpus
        .flows()
        .iter()
        .map(|flow| {
            let about = strings::size(flow.steps.len(), flow.participants.len());
            view! { <Card href=flow.path() title=flow.title.clone() summary=flow.summary.clone() about/> }
        })
        .collect_view()
        .into_any();
    view! { <Index path="/flux" title=strings::TITLE intro=strings::INTRO empty=strings::EMPTY is_empty cards/> }
}

/// The flow whose slug stands in the URL: all steps, and the one of `?etape=` in detail.
#[component]
pub(crate) fn Flow() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.flow(&slug()) {
        Some(flow) => steps_page(flow).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

fn steps_page(flow: &flow::Flow) -> impl IntoView + use<> {
    let (view, ignored) = View::read(flow, pairs(&query()));
    let title = match view.0 {
        Showing::Step(i) => strings::step_title(&flow.steps[i].number, &flow.title),
        Showing::Whole | Showing::Play(_) => flow.title.clone(),
    };
    let page = PageInfo {
        path: flow.path(),
        title,
        kind: Some(strings::ONE),
        description: Some(describe(
            flow.summary.as_ref(),
            strings::description(&flow.title),
        )),
        crumbs: vec![Crumb {
            href: "/flux".to_owned(),
            title: strings::TITLE.to_owned(),
        }],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let summary = flow
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let address = view.address(flow);
    let notice = notice(&ignored, &address);
    let content = content(flow, view.0).into_any();
    let title = flow.title.clone();
    let source = format!("{}.toml", flow.path());
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            <LiveRegion id="flux" address>{notice} {content}</LiveRegion>
            <p class="downloads-title">{environment::DOWNLOAD}</p>
            <ul class="downloads"><li><a href=source download="">{environment::SOURCE}</a></li></ul>
        </Layout>
    }
}

fn content(flow: &flow::Flow, showing: Showing) -> impl IntoView + use<> {
    let (class, panel) = match showing {
        Showing::Whole => ("flow", start(flow).into_any()),
        Showing::Step(i) => ("flow flow-stepping", panel(flow, i).into_any()),
        Showing::Play(from) => (
            "flow flow-stepping flow-playing",
            view! { <Player flow from/> }.into_any(),
        ),
    };
    let participants = flow
        .participants
        .iter()
        .map(|lane| view! { <li>{lane.name.clone()} " " <KindBadge kind=lane.kind/></li> })
        .collect_view();
    let steps = (0..flow.steps.len())
        .map(|i| step_item(flow, i, showing == Showing::Step(i)))
        .collect_view();
    let lanes = view! { <Lanes flow showing/> }.into_any();
    let ground = view! { <FlowGround flow showing/> }.into_any();
    let whole = showing == Showing::Whole;
    view! {
        <div class="flow-frame">
            <div class=class>
                {panel}
                {lanes}
                {ground}
            </div>
        </div>
        <h2>{strings::PARTICIPANTS}</h2>
        <ul class="participants">{participants}</ul>
        <h2 data-live-status=whole.then_some("")>{strings::STEPS}</h2>
        <ol class="steps" role="list">{steps}</ol>
    }
}

/// Leads to the first step.
fn start(flow: &flow::Flow) -> Option<impl IntoView + use<>> {
    (!flow.steps.is_empty()).then(|| {
        let address = flow.step_address(0);
        let play = play(flow, 0);
        view! {
            <p class="stepper">
                <a id=ON class="stepper-on" href=address>{strings::START}</a>
                {play}
            </p>
        }
    })
}

/// Lets the steps from `i` on run by themselves. The style sheet hides it from those who asked for
/// less motion.
fn play(flow: &flow::Flow, i: usize) -> Option<impl IntoView + use<>> {
    View::can_play(flow, i).then(|| {
        let address = View(Showing::Play(i)).address(flow);
        view! { <a id="lecture" class="play" href=address>{strings::PLAY}</a> }
    })
}

/// The step that is shown, and the ways to the ones before and after it.
fn panel(flow: &flow::Flow, i: usize) -> impl IntoView + use<> {
    let step = &flow.steps[i];
    let position = strings::position(&step.number, i + 1, flow.steps.len());
    let details = details(flow, step);
    let back = i.checked_sub(1);
    let on = Some(i + 1).filter(|&next| next < flow.steps.len());
    let whole = (back.is_some() && on.is_some()).then(|| {
        let address = whole_address(flow);
        view! { <a id="flux-entier" href=address>{strings::WHOLE}</a> }
    });
    view! {
        <section class="step-view" id="pas" aria-labelledby="pas-titre" data-live-over="">
            // First, and two of the same width: whoever presses one again and again finds it where
            // it was, however long the texts are.
            <nav class="stepper stepper-ways" aria-label=strings::STEPPER>
                {way(flow, back, BACK, frame::PREVIOUS, "prev")}
                {way(flow, on, ON, frame::NEXT, "next")}
                {whole}
                {play(flow, i)}
            </nav>
            <div data-live-status="">
                <h2 id="pas-titre">{position}</h2>
                " "
                <p class="step-title">{step.label.clone()}</p>
                " "
                {details}
            </div>
        </section>
    }
}

/// A link to a step; beyond the first and the last one, to all of them.
fn way(
    flow: &flow::Flow,
    to: Option<usize>,
    id: &'static str,
    name: &'static str,
    rel: &'static str,
) -> impl IntoView + use<> {
    let class = (id == ON).then_some("stepper-on");
    let (href, rel, name) = match to {
        Some(step) => (flow.step_address(step), Some(rel), name),
        None => (whole_address(flow), None, strings::WHOLE),
    };
    view! { <a id=id class=class rel=rel href=href>{name}</a> }
}

/// All steps, with the focus on the link to the first one.
fn whole_address(flow: &flow::Flow) -> String {
    format!("{}#{ON}", flow.path())
}

fn step_item(flow: &flow::Flow, i: usize, current: bool) -> impl IntoView + use<> {
    let step = &flow.steps[i];
    let link = format!("voir-{}", step.number);
    view! {
        <li id=step.anchor() aria-current=current.then_some("step")>
            <p class="step-title">
                <b class="step-number">{step.number.clone()}</b>
                " "
                <a id=link href=flow.step_address(i)>{step.label.clone()}</a>
            </p>
            {details(flow, step)}
        </li>
    }
}

/// Who speaks to whom, what happens, and where more is said.
fn details(flow: &flow::Flow, step: &flow::Step) -> impl IntoView + use<> {
    let from = flow.participants[step.from].name.clone();
    let to = (step.to != step.from)
        .then(|| view! { <Towards/> {flow.participants[step.to].name.clone()} });
    let detail = step
        .detail
        .as_ref()
        .map(|html| view! { <p inner_html=html.to_string()></p> });
    let note = step.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{strings::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    view! {
        <p class="step-lanes">{from}{to}</p>
        " "
        {detail}
        " "
        {note}
    }
}
