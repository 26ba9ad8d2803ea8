//! The accessibility statement.

use leptos::prelude::*;

use crate::{
    components::{Layout, PageInfo},
    strings::{accessibility, frame},
};

/// What was done so that everybody can use the site, and how that is checked.
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    let page = PageInfo {
        path: "/accessibilite".to_owned(),
        title: frame::ACCESSIBILITY.to_owned(),
        description: Some(accessibility::INTRO.to_owned()),
        ..PageInfo::default()
    };
    let sections = accessibility::SECTIONS
        .iter()
        .map(|(title, items)| {
            let items = items
                .iter()
                .map(|item| view! { <li>{*item}</li> })
                .collect_view();
            view! { <h2>{*title}</h2> <ul>{items}</ul> }
        })
        .collect_view();
    view! {
        <Layout page>
            <h1>{frame::ACCESSIBILITY}</h1>
            <p class="lead">{accessibility::INTRO}</p>
            <div class="prose">{sections}</div>
        </Layout>
    }
}
