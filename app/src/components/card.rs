//! A page, announced.

use leptos::prelude::*;

/// A link to a page with its summary (trusted HTML from the corpus) and a line about its size.
#[component]
pub(crate) fn Card(
    href: String,
    title: String,
    summary: Option<corpus::Html>,
    #[prop(into)] about: String,
) -> impl IntoView {
    let summary = summary.map(|html| view! { <p inner_html=html.to_string()></p> });
    view! {
        <li class="card">
            <h3><a href=href>{title}</a></h3>
            {summary}
            <p class="about">{about}</p>
        </li>
    }
}
