//! The page that says what went wrong, with the status to match.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    components::{Layout, PageInfo},
    strings::{error, frame},
};

/// Answers with `status` and says in plain words what it means and where to go from here.
#[component]
pub(crate) fn ErrorPage(status: u16) -> impl IntoView {
    if let (Some(response), Ok(code)) = (
        use_context::<ResponseOptions>(),
        StatusCode::from_u16(status),
    ) {
        response.set_status(code);
    }
    let (title, explanation) = error::page(status);
    let page = PageInfo {
        title: title.to_owned(),
        unlisted: true,
        ..PageInfo::default()
    };
    view! {
        <Layout page>
            <h1>{title}</h1>
            <p class="lead">{explanation}</p>
            <p class="about">{format!("HTTP {status}")}</p>
            <ul class="ways-out">
                <li><a href="/">{frame::HOME}</a></li>
                <li><a href="/plan-du-site">{frame::SITE_PLAN}</a></li>
                <li><a href="/recherche">{frame::SEARCH}</a></li>
            </ul>
        </Layout>
    }
}
