//! The contents of the page; the boot script marks the section being read.

use corpus::note::TocEntry;
use leptos::prelude::*;

use crate::strings::frame;

/// Links to the headings of the page. A popover behind a button on narrow screens, like the
/// course's navigation; on wide ones the style sheet sets it beside the text.
#[component]
pub(crate) fn Toc(entries: Vec<TocEntry>) -> impl IntoView {
    let items = entries
        .into_iter()
        .map(|entry| {
            let class = format!("toc-{}", entry.level);
            view! { <li class=class><a href=format!("#{}", entry.anchor)>{entry.title}</a></li> }
        })
        .collect_view();
    view! {
        <button class="quiet toc-button" type="button" popovertarget="page:plan">{frame::TOC}</button>
        <nav
            id="page:plan"
            class="toc"
            aria-labelledby="page:plan-titre"
            popover="auto"
            data-scroll-spy=""
        >
            <p id="page:plan-titre" class="toc-title">{frame::TOC}</p>
            <ol>{items}</ol>
        </nav>
    }
}
