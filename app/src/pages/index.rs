//! The index of a section: what it is, and a card for each of its pages.

use leptos::prelude::*;

use crate::components::{Layout, PageInfo};

/// The page at the root of a section.
#[component]
pub(super) fn Index(
    path: &'static str,
    title: &'static str,
    intro: &'static str,
    #[prop(optional)] more: Option<AnyView>,
    cards: AnyView,
) -> impl IntoView {
    let page = PageInfo {
        path: path.to_owned(),
        title: title.to_owned(),
        description: Some(intro.to_owned()),
        ..PageInfo::default()
    };
    view! {
        <Layout page>
            <h1>{title}</h1>
            <p class="lead">{intro}</p>
            {more}
            <h2 class="visually-hidden">{title}</h2>
            <ul class="cards">{cards}</ul>
        </Layout>
    }
}
