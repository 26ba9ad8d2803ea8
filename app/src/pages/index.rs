//! The index of a section: what it is, and a card for each of its pages.

use leptos::prelude::*;

use crate::{
    components::{Layout, PageInfo},
    strings::frame,
};

/// The page at the root of a section.
#[component]
pub(super) fn Index(
    path: &'static str,
    title: &'static str,
    #[prop(optional)] kind: Option<&'static str>,
    intro: &'static str,
    #[prop(optional)] more: Option<AnyView>,
    /// Said in the place of cards where there are none.
    empty: &'static str,
    is_empty: bool,
    /// The cards, or sections of cards where they are `grouped`.
    cards: AnyView,
    #[prop(optional)] grouped: bool,
) -> impl IntoView {
    let page = PageInfo {
        path: path.to_owned(),
        title: title.to_owned(),
        kind,
        description: Some(intro.to_owned()),
        unlisted: is_empty,
        ..PageInfo::default()
    };
    let cards = match grouped {
        true => cards,
        false => view! {
            <h2 class="visually-hidden">{title}</h2>
            <ul class="cards">{cards}</ul>
        }
        .into_any(),
    };
    let content = match is_empty {
        true => nothing(empty).into_any(),
        false => view! {
            <p class="lead">{intro}</p>
            {more}
            {cards}
        }
        .into_any(),
    };
    view! {
        <Layout page>
            <h1>{title}</h1>
            {content}
        </Layout>
    }
}

/// What a page of a section without pages says, with the way out.
pub(super) fn nothing(empty: &'static str) -> impl IntoView {
    view! {
        <p class="lead">{empty}</p>
        <p><a href="/">{frame::BACK_HOME}</a></p>
    }
}
