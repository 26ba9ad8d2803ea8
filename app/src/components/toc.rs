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
        <button class="quiet toc-button" type="button" popovertarget="sur-cette-page">{frame::TOC}</button>
        <nav
            id="sur-cette-page"
            class="toc"
            aria-labelledby="sur-cette-page-titre"
            popover="auto"
            data-scroll-spy=""
        >
            <p id="sur-cette-page-titre" class="toc-title">{frame::TOC}</p>
            <ol>{items}</ol>
        </nav>
    }
}
