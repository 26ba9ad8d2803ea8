//! The steps of a flow, one after the other by themselves.
//!
//! The style sheet runs them. A page that asks for the next one by itself (a `Refresh`) would take
//! the focus away and be read from its start every few seconds; this way nothing moves but the
//! picture, a checkbox stops it, and those who asked for less motion have it standing still.

use corpus::flow::{Flow, Step};
use leptos::prelude::*;

use crate::strings::flow as strings;

/// What stands beside the lanes while the steps from `from` on run.
///
/// The texts that pass are hidden from assistive technology, which has the list of all steps.
#[component]
pub(crate) fn Player<'a>(flow: &'a Flow, from: usize) -> impl IntoView {
    let scenes = (from..flow.steps.len())
        .map(|i| scene(flow, i, i - from))
        .collect_view();
    let (stop, steps) = (flow.path(), flow.step_address(from));
    view! {
        <section class="step-view" id="pas" aria-labelledby="pas-titre">
            <h2 id="pas-titre">{strings::PLAYING}</h2>
            <p class="stepper">
                // The link that started it had this id: the focus stays on what stops it.
                <label class="pause">
                    <input type="checkbox" id="lecture" autocomplete="off"/>
                    " "
                    {strings::PAUSE}
                </label>
                <a id="flux-pas" href=steps>{strings::STEP_BY_STEP}</a>
                <a id="flux-entier" href=stop>{strings::STOP}</a>
            </p>
            <div class="scenes" aria-hidden="true">{scenes}</div>
            <p class="still">{strings::STILL}</p>
        </section>
    }
}

fn scene(flow: &Flow, i: usize, at: usize) -> impl IntoView + use<> {
    let step = &flow.steps[i];
    let position = strings::position(&step.number, i + 1, flow.steps.len());
    let class = format!("scene at-{at}");
    view! {
        <div class=class>
            <p class="scene-place">{position}</p>
            <p class="step-title">{step.label.clone()}</p>
            <p class="step-lanes">{lanes(flow, step)}</p>
            <p>{step.plain.clone()}</p>
        </div>
    }
}

fn lanes(flow: &Flow, step: &Step) -> String {
    let name = |i: usize| flow.participants[i].name.as_str();
    match step.from == step.to {
        true => name(step.from).to_owned(),
        false => format!("{} → {}", name(step.from), name(step.to)),
    }
}
