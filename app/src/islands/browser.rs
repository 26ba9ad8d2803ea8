//! What the islands ask of the browser.

use js_sys::encode_uri_component;
use leptos::{
    ev,
    prelude::{Effect, document, window, window_event_listener_untyped},
    wasm_bindgen::{self, JsCast, JsValue, prelude::wasm_bindgen},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Element, RequestInit, Response};

use crate::wire::{SearchAnswer, SearchHit};

/// How many results the palette asks for.
const LIMIT: usize = 10;

/// The elements under `root` that match, in document order.
pub(super) fn all<T: JsCast>(root: &Element, selector: &str) -> impl Iterator<Item = T> + use<T> {
    let found = root.query_selector_all(selector).ok();
    (0..found.as_ref().map_or(0, |list| list.length()))
        .filter_map(move |i| found.as_ref()?.get(i)?.dyn_into().ok())
}

/// The first element under `root` that matches.
pub(super) fn one<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// Sets an attribute, or removes it. Only a name that is none could fail, and ours are constants.
pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// A new element at the end of `parent`.
pub(super) fn element(parent: &Element, tag: &str, class: &str, text: &str) -> Element {
    let element = document()
        .create_element(tag)
        .expect("the names of elements are constants");
    element.set_class_name(class);
    element.set_text_content(Some(text));
    // Fails for a parent that cannot have children, which an element can.
    let _ = parent.append_child(&element);
    element
}

/// Runs `start` in the browser, and there only, once the island is awake.
pub(super) fn when_awake(start: fn()) {
    Effect::new(start);
}

/// Listens to an event of the window for as long as the page lives, which is as long as an island
/// does.
pub(super) fn on_window(event: &str, listener: fn()) {
    window_event_listener_untyped(event, move |_| listener());
}

/// The element an event started from, or the nearest around it, that matches.
pub(super) fn origin(event: &ev::Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

/// Whether a click asks the browser for something of its own, like a new tab.
pub(super) fn modified(event: &ev::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// Puts `address` in the place of the current one, without a new entry in the history.
pub(super) fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // A browser refuses more than a hundred changes in some seconds: the last one then stays.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The page with all results.
pub(super) fn results_page(query: &str) -> String {
    format!("/recherche?q={}", encode(query))
}

/// Asks the server; an error says nothing that people could use.
pub(super) async fn search(query: &str, signal: &AbortSignal) -> Result<SearchAnswer, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(signal));
    let address = format!("/api/search?limit={LIMIT}&q={}", encode(query));
    let response = JsFuture::from(window().fetch_with_str_and_init(&address, &init)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let json = JsFuture::from(response.json()?).await?;
    Ok(json.unchecked_into::<Answer>().into())
}

// What the browser parsed, read field by field: a JSON parser of our own would add a third to the
// module.
#[wasm_bindgen]
extern "C" {
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn total(this: &Answer) -> usize;
    #[wasm_bindgen(method, getter)]
    fn suggestion(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn hits(this: &Answer) -> Vec<Hit>;

    type Hit;
    #[wasm_bindgen(method, getter)]
    fn path(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    fn heading(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    fn snippet(this: &Hit) -> String;
}

impl From<Answer> for SearchAnswer {
    fn from(answer: Answer) -> Self {
        let hit = |hit: Hit| SearchHit {
            path: hit.path(),
            title: hit.title(),
            heading: hit.heading(),
            kind: hit.kind(),
            snippet: hit.snippet(),
            ..SearchHit::default()
        };
        Self {
            total: answer.total(),
            suggestion: answer.suggestion(),
            hits: answer.hits().into_iter().map(hit).collect(),
            ..Self::default()
        }
    }
}

/// Text as it stands in an address.
pub(super) fn encode(text: &str) -> String {
    encode_uri_component(text).into()
}
