//! The WebAssembly module: `app`'s islands and the one function the boot script calls.

// Without naming `app`, the linker drops the islands' exports.
extern crate app;

/// Smaller than the allocator of the standard library, and as good for what islands ask for.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Prepares the islands to be hydrated; the boot script then wakes each of them by name.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
