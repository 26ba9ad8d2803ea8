//! The search palette as it stands closed in every page: its script (`frontend/palette.js`) fills and
//! opens it.

use leptos::prelude::*;

use crate::{Site, strings::search};

/// A dialog with a field and the list of what it finds: the combobox of the ARIA practices. The
/// form leads to the page with all results.
///
/// What is said stands there twice: to be seen at once, and to be heard when the fingers rest.
#[component]
pub(crate) fn PaletteDialog() -> impl IntoView {
    let site: Site = expect_context();
    view! {
        <dialog
            class="palette-dialog"
            aria-label=search::LABEL
            closedby="any"
            data-hint=search::HINT
            data-failed=search::FAILED
            data-recent=search::RECENT
        >
            <form class="palette-form" action="/recherche">
                <input
                    type="text"
                    name="q"
                    role="combobox"
                    aria-label=search::LABEL
                    aria-autocomplete="list"
                    aria-controls="page:palette"
                    aria-expanded="false"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=site.example()
                />
                <button class="quiet" type="button" data-palette-close="">{search::CLOSE}</button>
            </form>
            <p class="palette-status" aria-hidden="true"></p>
            <p class="visually-hidden" role="status"></p>
            <p class="palette-suggestion" hidden>
                {search::SUGGESTION} " " <button type="button" data-palette-take=""></button> "\u{202f}?"
            </p>
            <div id="page:palette" role="listbox" aria-label=search::RESULTS hidden></div>
            <button class="quiet palette-forget" type="button" data-palette-forget="" hidden>
                {search::FORGET}
            </button>
            <a class="palette-all" href="/recherche" hidden>{search::ALL}</a>
        </dialog>
    }
}
