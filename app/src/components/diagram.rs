//! The diagram of a stack.

use std::slice::Iter;

use corpus::stack::{Layer, Stack};
use leptos::prelude::*;

use super::{KindBadge, kind};
use crate::{drawing, overlay::Mark, strings::environment};

/// The drawings of a page: class and natural width in CSS pixels. The style sheet shows the one
/// that fits, never so small that its text falls below 12 pixels.
pub(crate) const DRAWINGS: [(&str, f32); 4] = [
    ("tiny", 272.0),
    ("narrow", 350.0),
    ("middle", 640.0),
    ("wide", 1040.0),
];

/// A stack as a drawing, and as a nested list with an entry `#couche-…` for every layer.
///
/// The two say the same, so only the list is for screen readers and the Tab key; in the drawing,
/// a click on a box opens the layer's entry. A reading's `marks` are on both.
#[component]
pub(crate) fn Diagram<'a>(stack: &'a Stack, marks: &'a [Option<Mark>]) -> impl IntoView {
    let drawings: String = DRAWINGS
        .into_iter()
        .map(|drawing| drawing::inline(stack, drawing, "", marks))
        .collect();
    let list = layer_list(&stack.layers, &mut marks.iter());
    // The colours of marks mean something else, and are explained with them.
    let legend = marks
        .is_empty()
        .then(|| view! { <p class="legend" aria-hidden="true">{legend(stack)}</p> });
    view! {
        <div class="diagram">
            <div class="drawing" aria-hidden="true" inner_html=drawings></div>
            {legend}
            <section class="layers" aria-labelledby="couches">
                <h2 id="couches">{environment::LAYERS}</h2>
                {list}
            </section>
        </div>
    }
}

/// A stack as a drawing alone, for a column of a page: a click on a box opens the layer's entry on
/// the page of the environment.
#[component]
pub(crate) fn Drawing<'a>(stack: &'a Stack, marks: &'a [Option<Mark>]) -> impl IntoView {
    let drawings: String = DRAWINGS[..3]
        .iter()
        .map(|drawing| drawing::inline(stack, *drawing, &stack.path(), marks))
        .collect();
    view! {
        <div class="diagram">
            <div class="drawing" aria-hidden="true" inner_html=drawings></div>
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
fn layer_list(layers: &[Layer], marks: &mut Iter<'_, Option<Mark>>) -> Option<AnyView> {
    let items = layers.iter().map(|layer| layer_item(layer, marks));
    let items = items.collect_view();
    (!layers.is_empty()).then(|| view! { <ul role="list">{items}</ul> }.into_any())
}

fn layer_item(layer: &Layer, marks: &mut Iter<'_, Option<Mark>>) -> impl IntoView + use<> {
    let mark = marks.next().and_then(Option::as_ref).map(mark_view);
    let inside = layer_list(&layer.children, marks);
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
                    {mark}
                </p>
                {detail}
                {isolation(layer)}
                {share(layer)}
                {note}
            </div>
            {inside}
        </li>
    }
}

/// The words of a mark, with its sign.
fn mark_view(mark: &Mark) -> Option<AnyView> {
    (!mark.words.is_empty()).then(|| {
        let class = format!("mark {}", mark.class);
        let (sign, words) = (mark.sign.clone(), mark.words.clone());
        view! { " " <span class=class><span aria-hidden="true">{sign} " "</span>{words}</span> }
            .into_any()
    })
}

/// What the layer keeps apart: what its author says, else what is known of its kind.
fn isolation(layer: &Layer) -> Option<AnyView> {
    let said = layer.isolates.as_ref().map(ToString::to_string);
    let known = || environment::isolates(layer.kind.name()).map(str::to_owned);
    let words = said.or_else(known)?;
    Some(
        view! {
            <p class="layer-fact">
                {environment::ISOLATES} "\u{a0}: " <span inner_html=words></span>
            </p>
        }
        .into_any(),
    )
}

fn share(layer: &Layer) -> Option<AnyView> {
    let html = layer.share.as_ref()?.to_string();
    Some(
        view! {
            <p class="layer-fact">{environment::SHARE} "\u{a0}: " <span inner_html=html></span></p>
        }
        .into_any(),
    )
}
