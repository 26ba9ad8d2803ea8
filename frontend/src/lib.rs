//! The WebAssembly module: `app`'s islands and the one function the boot module calls.

// Without naming `app`, the linker drops the islands' exports.
extern crate app;

/// Prepares the islands to be hydrated; the boot module then wakes each of them by name.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
