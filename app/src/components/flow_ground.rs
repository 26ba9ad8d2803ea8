//! The environment that a flow runs over, with the layers that speak.

use corpus::{
    Id,
    flow::Flow,
    stack::{Layer, Stack},
};
use leptos::prelude::*;

use super::{Showing, Towards, diagram::DRAWINGS};
use crate::{Site, drawing, strings::flow as strings};

/// Where the step that is `showing` takes place in the environment of the flow, if it has one.
#[component]
pub(crate) fn FlowGround<'a>(flow: &'a Flow, showing: Showing) -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let stack = flow.stack.as_ref().map(|slug| corpus.stack(slug.as_str()));
    stack.flatten().map(|stack| ground(flow, stack, showing))
}

fn ground(flow: &Flow, stack: &Stack, showing: Showing) -> impl IntoView + use<> {
    let spots = spots(flow, stack, showing);
    let drawings: String = DRAWINGS
        .into_iter()
        .map(|one| drawing::spotted(stack, one, &stack.path(), &spots))
        .collect();
    let said = match showing {
        Showing::Step(i) => places(flow, stack, i),
        Showing::Whole | Showing::Play(_) => Vec::new(),
    };
    let said = match (showing, said.is_empty()) {
        (Showing::Step(_), true) => view! { <p>{strings::NOT_THERE}</p> }.into_any(),
        (_, true) => view! { <p>{strings::OUTLINED}</p> }.into_any(),
        _ => view! { <p>{said}</p> }.into_any(),
    };
    let (href, title) = (stack.path(), stack.title.clone());
    view! {
        <section class="flow-ground diagram" aria-labelledby="terrain">
            <h2 id="terrain">{strings::GROUND} " " <a href=href>{title}</a></h2>
            {said}
            <div class="drawing" aria-hidden="true" inner_html=drawings></div>
        </section>
    }
}

/// The layers of a step as links, from the one that speaks to the one that is spoken to.
fn places(flow: &Flow, stack: &Stack, step: usize) -> Vec<AnyView> {
    let mut found = Vec::new();
    for layer in layers(flow, stack, step) {
        let arrow = (!found.is_empty()).then(|| view! { <Towards/> });
        let href = format!("{}#{}", stack.path(), layer.anchor());
        let label = layer.label.clone();
        found.push(view! { {arrow}<a href=href>{label}</a> }.into_any());
    }
    found
}

/// The layers of a step that the environment has.
fn layers<'s>(flow: &Flow, stack: &'s Stack, step: usize) -> Vec<&'s Layer> {
    let step = &flow.steps[step];
    let ends = if step.from == step.to {
        vec![step.from]
    } else {
        vec![step.from, step.to]
    };
    let id = |i: &usize| flow.participants[*i].layer.as_ref();
    ends.iter()
        .filter_map(id)
        .filter_map(|id| stack.layer(id))
        .collect()
}

/// The outlines: each with the position of its layer in [`Stack::walk`] and the class of its moment.
fn spots(flow: &Flow, stack: &Stack, showing: Showing) -> Vec<(usize, String)> {
    let walk = stack.walk();
    let place = |id: &Id| walk.iter().position(|(_, layer)| layer.id == *id);
    if showing == Showing::Whole {
        let ids = flow
            .participants
            .iter()
            .filter_map(|one| one.layer.as_ref());
        return ids.filter_map(place).map(|i| (i, String::new())).collect();
    }
    let mut spots = Vec::new();
    for i in 0..flow.steps.len() {
        if let Some(moment) = showing.moment(i) {
            let found = layers(flow, stack, i).into_iter();
            let found = found.filter_map(|layer| place(&layer.id));
            // When the steps run by themselves, the last one stays.
            let last = if i + 1 == flow.steps.len() {
                " last"
            } else {
                ""
            };
            spots.extend(found.map(|place| (place, format!("{moment}{last}"))));
        }
    }
    spots
}
