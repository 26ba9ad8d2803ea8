//! The way from the home page to this one.

use leptos::prelude::*;

use crate::strings::frame;

/// A page above this one.
#[derive(Clone)]
pub(crate) struct Crumb {
    /// Where it is.
    pub(crate) href: String,
    /// What it is called.
    pub(crate) title: String,
}

/// The pages above this one; the page itself is the heading that follows.
#[component]
pub(crate) fn Breadcrumbs(crumbs: Vec<Crumb>) -> impl IntoView {
    let items = crumbs
        .into_iter()
        .map(|Crumb { href, title }| view! { <li><a href=href>{title}</a></li> })
        .collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=frame::BREADCRUMBS>
            <ol>
                <li><a href="/">{frame::HOME}</a></li>
                {items}
            </ol>
        </nav>
    }
}
