//! The diagram of a stack.

use corpus::stack::{Layer, Stack};
use leptos::prelude::*;

use super::{KindBadge, kind};
use crate::{drawing, strings::environment};

/// The drawings of a page: class and natural width in CSS pixels. The style sheet shows the one
/// that fits, never so small that its text falls below 12 pixels.
const DRAWINGS: [(&str, f32); 4] = [
    ("tiny", 272.0),
    ("narrow", 350.0),
    ("middle", 640.0),
    ("wide", 1040.0),
];

/// A stack as a drawing, and as a nested list with an entry `#couche-…` for every layer.
///
/// The two say the same, so only the list is for screen readers and the Tab key; in the drawing,
/// a click on a box opens the layer's entry.
#[component]
pub(crate) fn Diagram<'a>(stack: &'a Stack) -> impl IntoView {
    let drawings: String = DRAWINGS
        .into_iter()
        .map(|(class, width)| drawing::inline(stack, width, class))
        .collect();
    view! {
        <div class="diagram">
            <div class="drawing" aria-hidden="true" inner_html=drawings></div>
            <p class="legend" aria-hidden="true">{legend(stack)}</p>
            <section class="layers" aria-labelledby="couches">
                <h2 id="couches">{environment::LAYERS}</h2>
                {layer_list(&stack.layers)}
            </section>
        </div>
    }
}

/// What the colours mean. The list says it beside every layer.
fn legend(stack: &Stack) -> impl IntoView + use<> {
    let kinds = drawing::kinds(stack).into_iter();
    kinds
        .map(|kind| view! { <KindBadge kind/> " " })
        .collect_view()
}

/// `None` where there are none: an empty list is announced as one. The role is for Safari, which
/// takes a list without markers for plain text.
fn layer_list(layers: &[Layer]) -> Option<AnyView> {
    let items = layers.iter().map(layer_item).collect_view();
    (!layers.is_empty()).then(|| view! { <ul role="list">{items}</ul> }.into_any())
}

fn layer_item(layer: &Layer) -> impl IntoView + use<> {
    let anchor = layer.anchor();
    let href = format!("#{anchor}");
    let detail = layer
        .detail
        .as_ref()
        .map(|html| view! { <p inner_html=html.to_string()></p> });
    let note = layer.note.as_ref().map(|note| {
        view! {
            <p class="layer-note">
                <a href=note.href.clone()>{environment::READ_NOTE} "\u{a0}: " {note.title.clone()}</a>
            </p>
        }
    });
    view! {
        <li id=anchor class=format!("layer {}", kind::class(layer.kind))>
            <div class="layer-text">
                <p class="layer-name">
                    <a href=href>{layer.label.clone()}</a>
                    " "
                    <KindBadge kind=layer.kind/>
                </p>
                {detail}
                {note}
            </div>
            {layer_list(&layer.children)}
        </li>
    }
}
