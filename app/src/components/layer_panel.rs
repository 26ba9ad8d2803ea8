//! Where the layer picked in a drawing is shown.

use leptos::prelude::*;

use crate::strings::{environment, search};

/// A panel that the island fills with what the list says of a layer, under the names of the
/// layers around it.
#[component]
pub(crate) fn LayerPanel() -> impl IntoView {
    view! {
        <section class="layer-panel" aria-label=environment::CHOSEN aria-live="polite" hidden>
            <p class="layer-around"></p>
            <div></div>
            <button class="quiet" type="button" data-panel-close="">{search::CLOSE}</button>
        </section>
    }
}
