//! The notes before and after this one.

use corpus::note::Note;
use leptos::prelude::*;

use crate::strings::frame;

/// Links to the neighbours in course order.
#[component]
pub(crate) fn Pager(
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
) -> impl IntoView {
    let previous = previous.map(|(href, title)| {
        view! { <a class="pager-previous" rel="prev" href=href><small>{frame::PREVIOUS}</small>{title}</a> }
    });
    let next = next.map(|(href, title)| {
        view! { <a class="pager-next" rel="next" href=href><small>{frame::NEXT}</small>{title}</a> }
    });
    view! { <nav class="pager" aria-label=frame::PAGER>{previous} {next}</nav> }
}

/// The URL and the title of a note.
pub(crate) fn neighbour(note: &Note) -> (String, String) {
    (note.path(), note.title.clone())
}
