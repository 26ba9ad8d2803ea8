//! A reading of a diagram in words: a sentence, and who it is about.

use leptos::prelude::*;

use crate::{
    overlay::{Group, Overlay},
    strings::environment,
};

/// The sentence of a reading, which is also what is announced after a change, and its groups:
/// the legend of the marks, with the layers that bear each.
#[component]
pub(crate) fn OverlayText<'a>(overlay: &'a Overlay) -> impl IntoView {
    let groups = overlay.groups.iter().map(group).collect_view();
    let said = overlay.said.as_ref().map(ToString::to_string);
    let said = said.map(|html| view! { <p class="overlay-said" inner_html=html></p> });
    (!overlay.lead.is_empty()).then(|| {
        view! {
            <p class="overlay-lead" data-live-status="">{overlay.lead.clone()}</p>
            {said}
            <dl class="overlay">{groups}</dl>
        }
    })
}

fn group(group: &Group) -> impl IntoView + use<> {
    let class = format!("mark {}", group.mark.class);
    let last = group.layers.len().saturating_sub(1);
    let layers = group.layers.iter().enumerate().map(|(i, (anchor, name))| {
        let comma = (i < last).then_some(", ");
        let name = match anchor.is_empty() {
            true => name.clone().into_any(),
            false => view! { <a href=format!("#{anchor}")>{name.clone()}</a> }.into_any(),
        };
        view! { {name} {comma} }
    });
    let layers = layers.collect_view();
    let nothing = group.layers.is_empty().then_some(environment::NOTHING);
    view! {
        <div>
            <dt>
                <span class=class aria-hidden="true">{group.mark.sign.clone()}</span>
                " "
                {group.title.clone()}
            </dt>
            <dd>{layers} {nothing}</dd>
        </div>
    }
}
