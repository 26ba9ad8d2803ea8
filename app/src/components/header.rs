//! The bar at the top of every page.

use corpus::advisor::Advisor;
use leptos::prelude::*;

use super::{PaletteDialog, ThemeSwitch};
use crate::{
    Site,
    strings::{choice, frame},
};

/// Name of the site, main navigation, search and theme; where the page is `wide`, the button of the
/// course at every width.
#[component]
pub(crate) fn SiteHeader<'a>(path: &'a str, wide: bool) -> impl IntoView {
    let site: Site = expect_context();
    let name = site.name().to_owned();
    let Site {
        corpus,
        assets,
        frame,
        ..
    } = site;
    let start = corpus
        .notes()
        .first()
        .map(|_| ("/notes".to_owned(), frame::COURSE, "/notes"));
    let flows = (!corpus.flows().is_empty()).then_some(("/flux".to_owned(), frame::FLOWS, "/flux"));
    let comparisons = (!corpus.comparisons().is_empty()).then_some((
        "/comparer".to_owned(),
        frame::COMPARE,
        "/comparer",
    ));
    let helper = corpus
        .advisor()
        .map(|_| (Advisor::PATH.to_owned(), choice::TITLE, Advisor::PATH));
    let stacks = (!corpus.stacks().is_empty()).then_some((
        "/environnements".to_owned(),
        frame::ENVIRONMENTS,
        "/environnements",
    ));
    let glossary = (!corpus.glossary().terms.is_empty()).then_some((
        "/glossaire".to_owned(),
        frame::GLOSSARY,
        "/glossaire",
    ));
    let items = [start, comparisons, helper, stacks, flows, glossary]
        .into_iter()
        .flatten();
    let links = items
        .map(|(href, label, section)| {
            let current = path.starts_with(section).then_some("true");
            view! { <li><a href=href aria-current=current>{label}</a></li> }
        })
        .collect_view();
    let tools = frame.tools(|| view! { <Tools opener=assets.palette.clone()/> });
    view! {
        <header class="site-header" class:folded=wide>
            <a class="brand" href="/">
                // The name first: browsers paint what they have parsed before they parse on, and
                // text is the first thing that counts as content.
                <span>{name}</span>
                <Logo/>
            </a>
            <nav class="main-nav" aria-label=frame::MAIN_NAV>
                <ul>{links}</ul>
            </nav>
            <div class="tools" inner_html=tools></div>
        </header>
    }
}

/// What helps to find one's way and to read: the course where it is folded, search, theme.
/// `opener` is the script of the palette.
#[component]
fn Tools(opener: String) -> impl IntoView {
    view! {
        <button class="quiet course-button" type="button" popovertarget="page:cours">
            {frame::COURSE_BUTTON}
        </button>
        <div class="palette">
            <a
                class="quiet search-link"
                href="/recherche"
                data-palette-open=""
                data-replay=opener
            >
                <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <circle cx="7" cy="7" r="4.5"></circle>
                    <path d="m10.5 10.5 3.5 3.5"></path>
                </svg>
                <span>{frame::SEARCH}</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </a>
            <PaletteDialog/>
        </div>
        <ThemeSwitch/>
    }
}

/// Three layers, one on the other.
#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path class="logo-1" d="m12 3 10 5-10 5L2 8z"></path>
            <path class="logo-2" d="m2 12 10 5 10-5"></path>
            <path class="logo-3" d="m2 16 10 5 10-5"></path>
        </svg>
    }
}
