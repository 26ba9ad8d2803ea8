//! The layers of a diagram: picking one in the drawing shows its detail beside it, and the arrows
//! walk along the nesting.
//!
//! The nested list holds everything; the drawing's boxes are links to its entries. What is shown
//! here is a copy of the entry, so that nobody has to scroll between the two.

use std::time::Duration;

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

use super::browser;

/// How long a layer stays chosen until the address says so: browsers take longer to write it than
/// for all the rest, so the picture comes first, and layers that are passed by are left out.
const REST: Duration = Duration::from_millis(100);
/// Links to the entry of a layer, in the drawing and in the list.
const LINKS: &str = "a[href^='#couche-']";
/// What those of the layer that was reached last have.
const CURRENT: &str = "aria-current";
/// What those of the layer under the pointer have.
const OVER: &str = "data-over";
/// An entry of the list.
const LAYER: &str = ".layer";

/// Wraps a diagram, its list of layers and the panel that shows one of them.
#[island]
pub fn LayerExplorer(children: Children) -> impl IntoView {
    browser::when_awake(|| {
        mark_target();
        browser::on_window("hashchange", mark_target);
    });
    view! {
        <div
            class="explorer"
            on:click=|event| click(&event)
            on:keydown=|event| keys(&event)
            on:focusin=|event| reached(&event)
            on:pointerover=|event| pointed_at(&event)
            on:pointerleave=|_| only(OVER, "")
        >
            {children()}
        </div>
    }
}

fn click(event: &ev::MouseEvent) {
    let link = browser::origin(event, LINKS).filter(|_| !browser::modified(event));
    if let Some(link) = link {
        if drawing_of(&link).is_some() {
            event.prevent_default();
        }
        choose(&link);
    } else if browser::origin(event, "[data-panel-close]").is_some()
        && let Some(panel) = panel()
    {
        panel.set_hidden(true);
    }
}

/// Whoever reaches a layer in the list sees where it is in the drawing.
fn reached(event: &ev::FocusEvent) {
    if let Some(address) = browser::origin(event, LINKS).and_then(|link| link.get_attribute("href"))
    {
        mark(&address);
    }
}

/// Whoever points at a layer, in the drawing or in the list, sees it in the other one, too.
fn pointed_at(event: &ev::PointerEvent) {
    let link = browser::origin(event, LINKS);
    let address = link.and_then(|link| link.get_attribute("href"));
    only(OVER, &address.unwrap_or_default());
}

fn keys(event: &ev::KeyboardEvent) {
    let link = browser::origin(event, LINKS).filter(|_| !browser::modified(event));
    if let Some(next) = link.and_then(|link| step(&link, &event.key())) {
        event.prevent_default();
        // The focus comes last: it has the browser lay out what was changed before, once.
        choose(&next);
        focus(&next);
    }
}

/// Makes the layer that a link leads to the chosen one.
fn choose(link: &Element) {
    let (Some(entry), Some(panel)) = (entry_of(link), panel()) else {
        return;
    };
    // Whoever is in the list has the text before their eyes.
    let beside = drawing_of(link).is_some();
    // Asked before anything is changed: that would have the browser lay out the page.
    let above = beside && is_low(link);
    let address = format!("#{}", entry.id());
    mark(&address);
    panel.set_hidden(!beside);
    if beside {
        fill(&panel, &entry, above);
    }
    set_timeout(move || settle(&address), REST);
}

/// Whether an element is in the lower half of the window, or below it.
fn is_low(element: &Element) -> bool {
    let height = document()
        .document_element()
        .map_or(0, |root| root.client_height());
    browser::top(element) * 2.0 > f64::from(height)
}

/// Writes the address of a layer that is still the chosen one.
fn settle(address: &str) {
    if explorer().is_some_and(|explorer| has(&explorer, CURRENT, address)) {
        browser::replace_address(address);
    }
}

/// Copies what the list says of a layer, under the names of the layers around it. `above`: so that it
/// never lies over a box that is low in the window.
fn fill(panel: &Element, entry: &Element, above: bool) {
    let mut around: Vec<String> = std::iter::successors(parent(entry), parent)
        .filter_map(|layer| link_of(&layer)?.text_content())
        .collect();
    around.reverse();
    // The colour of its kind.
    let class = entry.class_name().replacen("layer", "layer-panel", 1);
    panel.set_class_name(&(class + if above { " above" } else { "" }));
    for line in browser::all::<Element>(panel, ".layer-around") {
        line.set_text_content(Some(&around.join(" › ")));
    }
    let text = browser::one::<Element>(entry, ".layer-text");
    for (copy, text) in browser::all::<Element>(panel, "div").zip(text) {
        copy.set_inner_html(&text.inner_html());
    }
}

/// The panel that shows a layer picked in the drawing.
fn panel() -> Option<HtmlElement> {
    explorer().and_then(|explorer| browser::one(&explorer, ".layer-panel"))
}

fn explorer() -> Option<Element> {
    document().query_selector(".explorer").ok()?
}

fn mark_target() {
    mark(&location().hash().unwrap_or_default());
}

/// Marks the layer with that address in the drawings and in the list, and no other.
fn mark(address: &str) {
    only(CURRENT, address);
}

/// Gives an attribute to the links to the layer with that address, and takes it from all others. The
/// links are looked through once, and only those that change are touched: there are hundreds, and a
/// key must be answered within a frame.
fn only(attribute: &str, address: &str) {
    // The focus that a choice moves asks for the same again.
    let Some(explorer) = explorer().filter(|explorer| !has(explorer, attribute, address)) else {
        return;
    };
    let concerned = format!("{LINKS}[{attribute}], a[href='{address}']");
    for link in browser::all::<Element>(&explorer, &concerned) {
        let is = link.get_attribute("href").as_deref() == Some(address);
        if is != link.has_attribute(attribute) {
            browser::set(&link, attribute, is.then_some("true"));
        }
    }
}

/// Whether the links to the layer with that address have the attribute.
fn has(explorer: &Element, attribute: &str, address: &str) -> bool {
    browser::one::<Element>(explorer, &format!("{LINKS}[{attribute}]"))
        .is_some_and(|link| link.get_attribute("href").as_deref() == Some(address))
}

/// The link that an arrow leads to: up and down among siblings, left to the layer around, right
/// to the first one inside. It stands where `link` does, in the same drawing or in the list.
fn step(link: &Element, key: &str) -> Option<Element> {
    let entry = entry_of(link)?;
    let next = match key {
        "ArrowUp" => entry.previous_element_sibling(),
        "ArrowDown" => entry.next_element_sibling(),
        "ArrowLeft" => parent(&entry),
        "ArrowRight" => entry.query_selector(LAYER).ok()?,
        _ => None,
    }?;
    match drawing_of(link) {
        Some(drawing) => {
            let selector = format!("a[href='#{}']", next.id());
            drawing.query_selector(&selector).ok()?
        }
        None => link_of(&next),
    }
}

/// The entry that a link leads to.
fn entry_of(link: &Element) -> Option<Element> {
    let href = link.get_attribute("href")?;
    document().get_element_by_id(href.strip_prefix('#')?)
}

/// The link at the head of an entry.
fn link_of(entry: &Element) -> Option<Element> {
    browser::one(entry, LINKS)
}

/// The entry around this one.
fn parent(entry: &Element) -> Option<Element> {
    entry.parent_element()?.closest(LAYER).ok()?
}

/// The drawing that a link stands in; `None` in the list.
fn drawing_of(link: &Element) -> Option<Element> {
    link.closest("svg").ok()?
}

fn focus(link: &Element) {
    // An SVG link is no HTMLElement, but it is focused in the same way.
    let _ = link.unchecked_ref::<HtmlElement>().focus();
}
