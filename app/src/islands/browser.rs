//! What the islands ask of the browser.

use js_sys::encode_uri_component;
use leptos::{
    ev,
    prelude::{Effect, window, window_event_listener_untyped},
    wasm_bindgen::{self, JsCast, JsValue, prelude::wasm_bindgen},
};
use web_sys::Element;

/// The elements under `root` that match, in document order.
pub(super) fn all<T: JsCast>(root: &Element, selector: &str) -> impl Iterator<Item = T> + use<T> {
    let found = root.query_selector_all(selector).ok();
    (0..found.as_ref().map_or(0, |list| list.length()))
        .filter_map(move |i| Some(found.as_ref()?.get(i)?.unchecked_into()))
}

/// How many elements under `root` match.
pub(super) fn count(root: &Element, selector: &str) -> usize {
    let found = root.query_selector_all(selector).ok();
    found.map_or(0, |list| list.length() as usize)
}

/// The first element under `root` that matches.
pub(super) fn one<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    Some(root.query_selector(selector).ok()??.unchecked_into())
}

/// Sets an attribute, or removes it. Only a name that is none could fail, and ours are constants.
pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
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

/// Whether a click or a key asks the browser for something of its own, like a new tab or the page before.
pub(super) fn modified(event: &ev::Event) -> bool {
    // Keys have the same properties.
    let event: &ev::MouseEvent = event.unchecked_ref();
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// Puts `address` in the place of the current one, without a new entry in the history.
pub(super) fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // A browser refuses more than a hundred changes in some seconds: the last one then stays.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Text as it stands in an address.
pub(super) fn encode(text: &str) -> String {
    encode_uri_component(text).into()
}

/// How far below the top of the window an element begins.
pub(super) fn top(element: &Element) -> f64 {
    element.unchecked_ref::<Shown>().rect().top()
}

// As much of it as is needed.
#[wasm_bindgen]
extern "C" {
    type Shown;
    #[wasm_bindgen(method, js_name = getBoundingClientRect)]
    fn rect(this: &Shown) -> Rect;

    type Rect;
    #[wasm_bindgen(method, getter)]
    fn top(this: &Rect) -> f64;
}
