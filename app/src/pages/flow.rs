//! The flows: their index, and each one step by step.

use corpus::flow;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{ErrorPage, describe, index::Index, slug};
use crate::{
    Site,
    components::{Card, Crumb, KindBadge, Lanes, Layout, LiveRegion, PageInfo, step_address},
    strings::{compare, flow as strings, frame},
};

/// The link that leads on, on every view: who walks through a flow keeps the focus on it.
const ON: &str = "etape-suivante";
/// The link that leads back.
const BACK: &str = "etape-precedente";

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

/// The flow whose slug stands in the URL: all steps, and the one of `?etape=` in detail.
#[component]
pub(crate) fn Flow() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.flow(&slug()) {
        Some(flow) => steps_page(flow).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

/// What the address asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct View {
    /// The step to show, as an index.
    step: Option<usize>,
    /// Names and values that mean nothing here, as they were written.
    ignored: Vec<String>,
}

impl View {
    fn from_url(flow: &flow::Flow) -> Self {
        let query: Vec<_> = use_query_map().get_untracked().into_iter().collect();
        let pairs = query.iter();
        Self::read(flow, pairs.map(|(name, value)| (name.as_ref(), &**value)))
    }

    /// Reads the parameter `etape`; the first that names a step is shown.
    fn read<'q>(flow: &flow::Flow, query: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let mut view = Self::default();
        for (name, value) in query {
            let found = (name == "etape")
                .then(|| flow.steps.iter().position(|step| step.number == value))
                .flatten();
            match found {
                Some(_) if view.step.is_none() => view.step = found,
                Some(_) => view.ignored.push(format!("etape={value}")),
                None if name == "etape" => view.ignored.push(format!("etape={value}")),
                None => view.ignored.push(name.to_owned()),
            }
        }
        view
    }

    fn address(&self, flow: &flow::Flow) -> String {
        self.step
            .map_or_else(|| flow.path(), |step| step_address(flow, step))
    }
}

fn steps_page(flow: &flow::Flow) -> impl IntoView + use<> {
    let view = View::from_url(flow);
    let title = match view.step {
        Some(i) => strings::step_title(&flow.steps[i].number, &flow.title),
        None => flow.title.clone(),
    };
    let page = PageInfo {
        path: flow.path(),
        title,
        description: Some(describe(
            flow.summary.as_ref(),
            strings::description(&flow.title),
        )),
        crumbs: vec![Crumb {
            href: Some("/flux".to_owned()),
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
    let content = content(flow, &view).into_any();
    let title = flow.title.clone();
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            <LiveRegion id="flux" address>{content}</LiveRegion>
        </Layout>
    }
}

fn content(flow: &flow::Flow, view: &View) -> impl IntoView + use<> {
    let notice = notice(flow, view);
    let panel = match view.step {
        Some(i) => panel(flow, i).into_any(),
        None => start(flow).into_any(),
    };
    let class = if view.step.is_some() {
        "flow flow-stepping"
    } else {
        "flow"
    };
    let participants = flow
        .participants
        .iter()
        .map(|lane| view! { <li>{lane.name.clone()} " " <KindBadge kind=lane.kind/></li> })
        .collect_view();
    let steps = (0..flow.steps.len())
        .map(|i| step_item(flow, i, view.step == Some(i)))
        .collect_view();
    let lanes = view! { <Lanes flow current=view.step/> }.into_any();
    let whole = view.step.is_none();
    view! {
        {notice}
        <div class="flow-frame">
            <div class=class>
                {panel}
                {lanes}
            </div>
        </div>
        <h2>{strings::PARTICIPANTS}</h2>
        <ul class="participants">{participants}</ul>
        <h2 data-live-status=whole.then_some("")>{strings::STEPS}</h2>
        <ol class="steps" role="list">{steps}</ol>
    }
}

/// Says which parameters were not understood, with the address of what is shown.
fn notice(flow: &flow::Flow, view: &View) -> Option<impl IntoView + use<>> {
    (!view.ignored.is_empty()).then(|| {
        let (address, ignored) = (view.address(flow), view.ignored.join(", "));
        view! {
            <p class="notice" role="status">
                {compare::IGNORED} "\u{a0}: " {ignored} ". " <a href=address>{compare::PERMALINK}</a>
            </p>
        }
    })
}

/// Leads to the first step.
fn start(flow: &flow::Flow) -> Option<impl IntoView + use<>> {
    (!flow.steps.is_empty()).then(|| {
        let address = step_address(flow, 0);
        view! { <p class="stepper"><a id=ON class="stepper-on" href=address>{strings::START}</a></p> }
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
        <section class="step-view" id="pas" aria-labelledby="pas-titre">
            <div data-live-status="">
                <h2 id="pas-titre">{position}</h2>
                " "
                <p class="step-title">{step.label.clone()}</p>
                " "
                {details}
            </div>
            <nav class="stepper" aria-label=strings::STEPPER>
                {way(flow, back, BACK, frame::PREVIOUS, "prev")}
                {way(flow, on, ON, frame::NEXT, "next")}
                {whole}
            </nav>
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
        Some(step) => (step_address(flow, step), Some(rel), name),
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
        <li id=format!("etape-{}", step.number) aria-current=current.then_some("step")>
            <p class="step-title">
                <b class="step-number">{step.number.clone()}</b>
                " "
                <a id=link href=step_address(flow, i)>{step.label.clone()}</a>
            </p>
            {details(flow, step)}
        </li>
    }
}

/// Who speaks to whom, what happens, and where more is said.
fn details(flow: &flow::Flow, step: &flow::Step) -> impl IntoView + use<> {
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
        <p class="step-lanes">{from} {to}</p>
        " "
        {detail}
        " "
        {note}
    }
}

#[cfg(test)]
mod tests {
    use corpus::{
        Slug,
        flow::{Flow, Step},
    };

    use super::View;

    fn flow() -> Flow {
        let step = |number: &str| Step {
            number: number.to_owned(),
            from: 0,
            to: 0,
            label: String::new(),
            detail: None,
            plain: String::new(),
            note: None,
        };
        Flow {
            slug: Slug::new("essai"),
            source: String::new(),
            title: String::new(),
            summary: None,
            note: None,
            stack: None,
            participants: Vec::new(),
            steps: ["5", "4", "6b"].map(step).to_vec(),
        }
    }

    #[test]
    fn a_step_is_named_by_its_own_number() {
        let view = View::read(&flow(), [("etape", "6b")]);
        assert_eq!((view.step, view.ignored.len()), (Some(2), 0));
        assert_eq!(view.address(&flow()), "/flux/essai?etape=6b");
        assert_eq!(View::read(&flow(), []).address(&flow()), "/flux/essai");
    }

    #[test]
    fn what_means_nothing_is_ignored_and_said() {
        let query = [("etape", "99"), ("couleur", "rouge"), ("etape", "4")];
        let view = View::read(&flow(), query);
        assert_eq!(view.step, Some(1));
        assert_eq!(view.ignored, ["etape=99", "couleur"]);
    }
}
