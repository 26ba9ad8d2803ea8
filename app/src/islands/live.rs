//! A region of a page that follows its own links and forms without leaving the page.
//!
//! The server renders the whole view from the address; here the address is asked for again, and
//! the region in the answer takes the place of the one on the page. There is one renderer, so
//! that a link that is shared shows what its sender saw; and where the request fails, or no
//! script runs, the link or form is what it always was.
//!
//! What the server writes in the region:
//!
//! - links to the same path with another query, and `GET` forms to the same path, are followed
//!   here;
//! - a form with `data-auto` is sent when a field changes, but for fields with `data-local`,
//!   which another island answers to;
//! - `data-live-status` holds what is said to screen readers after a change;
//! - `data-live-address` on the region holds the canonical address of the view;
//! - what has `data-live-see` is brought into sight after a change, clear of what lies over the lower
//!   half of the window with `data-live-over`;
//! - what has the focus, is open (`<details>`) or scrolled stays so if it has an `id`.
//!
//! Islands inside the region would sleep on after a change: wrap the region in them instead.

use std::{cell::RefCell, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use web_sys::{
    Document, Element, FormData, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlInputElement,
    ScrollIntoViewOptions, ScrollLogicalPosition, UrlSearchParams, XmlHttpRequest,
    XmlHttpRequestResponseType,
};

use super::browser;

/// How long a text field must be still before its form is sent.
const CALM: Duration = Duration::from_millis(150);

/// What keeps its place across a change.
const KEPT: &str = "details[id], .table-scroll[id]";

thread_local! {
    /// The request under way: a newer one takes its place.
    static REQUEST: RefCell<Option<XmlHttpRequest>> = const { RefCell::new(None) };
    /// The form that waits for a field to be still.
    static WAITING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// Wraps one or more regions: elements with an `id` and `data-live`, written by
/// `components::LiveRegion`.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    view! {
        <div
            on:click=|event| click(&event)
            on:change=|event| changed(&event)
            on:input=|event| typed(&event)
            on:submit=|event| submitted(&event)
        >
            {children()}
            <p class="visually-hidden" role="status" data-live-said=""></p>
        </div>
    }
}

fn click(event: &ev::MouseEvent) {
    let link = browser::origin(event, "[data-live] a[href]");
    if let Some(link) = link.filter(|_| !browser::modified(event))
        && let Some(link) = link.dyn_ref::<HtmlAnchorElement>()
        && is_here(&link.pathname())
        && link.search() != location().search().unwrap_or_default()
    {
        event.prevent_default();
        follow(link, &link.href());
    }
}

fn submitted(event: &ev::SubmitEvent) {
    let button = event.submitter();
    let form = browser::origin(event, "form");
    if form.is_some_and(|form| send(&form, button.as_deref())) {
        event.prevent_default();
    }
}

fn changed(event: &ev::Event) {
    if let Some(form) = auto(event) {
        send(&form, None);
    }
}

/// Text is not sent letter by letter.
fn typed(event: &ev::Event) {
    let field = browser::origin(event, "[type=search], [type=text]");
    if let Some(field) = field.filter(|_| auto(event).is_some()) {
        let later = move || {
            // The form it is in by then: an answer may have brought another one.
            if let Ok(Some(form)) = field.closest("form") {
                send(&form, None);
            }
        };
        let later = set_timeout_with_handle(later, CALM).ok();
        if let Some(before) = WAITING.with(|waiting| waiting.replace(later)) {
            before.clear();
        }
    }
}

/// The form of a field that is sent when it changes.
fn auto(event: &ev::Event) -> Option<Element> {
    match browser::origin(event, "[data-local]") {
        Some(_) => None,
        None => browser::origin(event, "form[data-auto]"),
    }
}

/// Asks for the address that a form stands for, with what its button adds; `false` for a form of
/// another page.
fn send(form: &Element, button: Option<&Element>) -> bool {
    let Some(form) = form.dyn_ref::<HtmlFormElement>() else {
        return false;
    };
    let path = form.get_attribute("action").unwrap_or_default();
    if form.method() != "get" || !is_here(&path) {
        return false;
    }
    let fields = FormData::new_with_form(form).map(JsValue::from);
    let query = fields.and_then(|fields| UrlSearchParams::new_with_str_sequence_sequence(&fields));
    let Ok(query) = query else {
        return false;
    };
    let said = |name| button.and_then(|button| button.get_attribute(name));
    if let (Some(name), Some(value)) = (said("name"), said("value")) {
        query.append(&name, &value);
    }
    follow(form, &format!("{path}?{}", String::from(query.to_string())));
    true
}

fn is_here(path: &str) -> bool {
    location().pathname().is_ok_and(|here| here == path)
}

fn follow(inside: &Element, address: &str) {
    if let Ok(Some(region)) = inside.closest("[data-live]") {
        ask(&region, address);
    }
}

/// Asks the server for `address` and shows the region as it is there.
fn ask(region: &Element, address: &str) {
    let Ok(request) = XmlHttpRequest::new() else {
        return leave(address);
    };
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let (region, asked, target) = (region.clone(), request.clone(), address.to_owned());
    let done = Closure::once_into_js(move || {
        let page = asked.response_xml().ok().flatten();
        if page
            .and_then(|page| show(&region, &page, &target))
            .is_none()
        {
            leave(&target);
        }
    });
    request.set_onload(done.dyn_ref());
    let (address, lost) = (address.to_owned(), address.to_owned());
    let failed = Closure::once_into_js(move || leave(&lost));
    request.set_onerror(failed.dyn_ref());
    let sent = request.open("GET", &address).and_then(|()| request.send());
    if sent.is_err() {
        return leave(&address);
    }
    if let Some(before) = REQUEST.with(|under_way| under_way.replace(Some(request))) {
        // One that is over does not mind.
        let _ = before.abort();
    }
}

/// Lets the browser go there.
fn leave(address: &str) {
    let _ = location().assign(address);
}

/// Puts the region of `page` in the place of the one on the page; `None` if it has none.
fn show(old: &Element, page: &Document, address: &str) -> Option<()> {
    let new = page.get_element_by_id(&old.id())?;
    // A newer answer may have been faster.
    let old = &document().get_element_by_id(&old.id())?;
    let focused = document()
        .active_element()
        .filter(|focused| old.contains(Some(focused)));
    let kept: Vec<HtmlElement> = browser::all(old, KEPT).collect();
    let place = |element: &HtmlElement| (element.scroll_left(), element.scroll_top());
    let scrolled: Vec<(i32, i32)> = kept.iter().map(place).collect();
    old.replace_with_with_node_1(&new).ok()?;
    for (before, place) in kept.iter().zip(scrolled) {
        keep(before, place);
    }
    document().set_title(&page.title());
    let canonical = new.get_attribute("data-live-address");
    browser::replace_address(canonical.as_deref().unwrap_or(address));
    if let Ok(Some(status)) = document().query_selector("[data-live-said]") {
        let said = browser::one::<Element>(&new, "[data-live-status]");
        status.set_text_content(said.and_then(|said| said.text_content()).as_deref());
    }
    focus(focused, address);
    see(&new);
    Some(())
}

/// Scrolls to what the answer is about, unless it is in sight.
fn see(region: &Element) {
    let height = window().inner_height().ok().and_then(|h| h.as_f64());
    let height = height.unwrap_or_default();
    let over = browser::one(region, "[data-live-over]").map(|over| browser::top(&over));
    let floor = over.filter(|top| *top > height / 2.0).unwrap_or(height);
    for element in browser::all(region, "[data-live-see]") {
        let top = browser::top(&element);
        // What is not shown has no place.
        if top != 0.0 && !(height / 8.0..floor - height / 10.0).contains(&top) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

/// Gives the element that took the place of `before` what belongs to the reader.
fn keep(before: &Element, (left, top): (i32, i32)) {
    if let Some(same) = document().get_element_by_id(&before.id()) {
        same.set_scroll_left(left);
        same.set_scroll_top(top);
        if before.tag_name() == "DETAILS" {
            browser::set(&same, "open", before.get_attribute("open").as_deref());
        }
    }
}

/// Moves the focus to what the address names, or leaves it where it was.
fn focus(before: Option<Element>, address: &str) {
    let named = address.split_once('#').map(|(_, id)| id.to_owned());
    let id = named.or_else(|| before.as_ref().map(Element::id));
    let Some(found) = id.and_then(|id| document().get_element_by_id(&id)) else {
        return;
    };
    let text = before.filter(|old| {
        old.id() == found.id()
            && old
                .dyn_ref::<HtmlInputElement>()
                .is_some_and(|input| ["search", "text"].contains(&&*input.type_()))
    });
    let target = match text {
        // The field itself: somebody may have typed on, and the caret is in it.
        Some(field) => {
            let _ = found.replace_with_with_node_1(&field);
            field
        }
        None => found,
    };
    if let Some(target) = target.dyn_ref::<HtmlElement>() {
        let _ = target.focus();
    }
}
