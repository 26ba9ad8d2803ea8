//! Who calls whom among the layers of a stack: a drawing with arrows, and the same in words.

use corpus::stack::{Layer, Link, LinkKind, Stack};
use leptos::prelude::*;

use super::diagram::DRAWINGS;
use crate::{arrows, strings::environment};

/// The links of a stack; nothing where it has none.
#[component]
pub(crate) fn Links<'a>(stack: &'a Stack) -> impl IntoView {
    (!stack.links.is_empty()).then(|| links(stack))
}

fn links(stack: &Stack) -> impl IntoView + use<> {
    let drawings: String = DRAWINGS
        .into_iter()
        .map(|one| arrows::inline(stack, one, Some("")))
        .collect();
    let legend = LinkKind::ALL
        .into_iter()
        .filter(|kind| stack.links.iter().any(|link| link.kind == *kind))
        .map(|kind| {
            let class = format!("link-kind link-{}", kind.name());
            view! { <span class=class>{environment::link_kind(kind.name())}</span> " " }
        })
        .collect_view();
    let walk = stack.walk();
    let items = walk
        .iter()
        .filter_map(|(_, layer)| speaker(stack, layer))
        .collect_view();
    view! {
        <section class="diagram links" aria-labelledby="liens">
            <h2 id="liens">{environment::LINKS}</h2>
            <div class="drawing graph" aria-hidden="true" inner_html=drawings></div>
            <p class="legend" aria-hidden="true">{legend}</p>
            <ul class="link-list">{items}</ul>
        </section>
    }
}

/// What a layer does with others: one sentence for each kind of link.
fn speaker(stack: &Stack, layer: &Layer) -> Option<impl IntoView + use<>> {
    let own = || stack.links.iter().filter(|link| link.from == layer.id);
    let kinds = LinkKind::ALL.into_iter();
    let sentences: Vec<_> = kinds
        .filter_map(|kind| {
            let links: Vec<&Link> = own().filter(|link| link.kind == kind).collect();
            (!links.is_empty()).then(|| sentence(stack, layer, kind, &links))
        })
        .collect();
    (!sentences.is_empty()).then(|| view! { <li>{sentences}</li> })
}

fn sentence(stack: &Stack, layer: &Layer, kind: LinkKind, links: &[&Link]) -> AnyView {
    let anchor = |layer: &Layer| (format!("#{}", layer.anchor()), layer.label.clone());
    let others = links
        .iter()
        .filter_map(|link| Some((link, stack.layer(&link.to)?)));
    let others = others.enumerate().map(|(i, (link, other))| {
        let comma = (i > 0).then_some(", ");
        let (href, label) = anchor(other);
        let over = link.label.as_ref().map(|label| format!(" ({label})"));
        view! { {comma} <a href=href>{label}</a> {over} }
    });
    let others = others.collect_view();
    let (href, label) = anchor(layer);
    let verb = environment::link_verb(kind.name());
    view! { <p><a href=href>{label}</a> " " {verb} " " {others} "."</p> }.into_any()
}
