//! From one participant or layer to another.

use leptos::prelude::*;

use crate::strings::flow;

/// An arrow for the eyes, a word for the ears.
#[component]
pub(crate) fn Towards() -> impl IntoView {
    view! {
        " "
        <span aria-hidden="true">"→"</span>
        <span class="visually-hidden">{flow::TOWARDS}</span>
        " "
    }
}
