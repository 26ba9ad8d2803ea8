//! What surrounds the content of every page: header, sidebar of the course, footer.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use super::{Breadcrumbs, CourseNav, Crumb, SiteHeader, toc::Toc};
use crate::{Site, strings::frame};
use corpus::{Html, note::TocEntry};

/// What the frame needs to know about a page.
#[derive(Clone, Default)]
pub(crate) struct PageInfo {
    /// The canonical path.
    pub(crate) path: String,
    /// The heading, and the name of the tab.
    pub(crate) title: String,
    /// What kind of page it is, in the name of the tab: a note and a diagram may have one title.
    pub(crate) kind: Option<&'static str>,
    /// Is a text of the course, to previews.
    pub(crate) is_article: bool,
    /// For search engines and previews.
    pub(crate) description: Option<String>,
    /// The pages above this one, without the home page.
    pub(crate) crumbs: Vec<Crumb>,
    /// The headings that the contents list.
    pub(crate) toc: Vec<TocEntry>,
    /// Whether search engines should leave it out.
    pub(crate) unlisted: bool,
    /// Takes the whole width, tables and diagrams: the course is folded behind its button.
    pub(crate) wide: bool,
    /// Needs the style sheet of the tools.
    pub(crate) tools: bool,
}

/// A page in its frame.
#[component]
pub(crate) fn Layout(page: PageInfo, children: Children) -> impl IntoView {
    let PageInfo {
        path,
        title,
        kind,
        is_article,
        description,
        crumbs,
        toc,
        unlisted,
        wide,
        tools,
    } = page;
    let title = match kind {
        Some(kind) => format!("{title} · {kind}"),
        None => title,
    };
    let tools = tools.then(|| {
        let Site { assets, .. } = expect_context();
        view! { <Link rel="stylesheet" href=assets.tools.clone()/> }
    });
    let width = if wide { " page-wide" } else { "" };
    // Not `:has(> .toc)` in the style sheet: browsers would ask it again, and style the whole page
    // anew, whenever an island changes something.
    let beside = if toc.len() > 1 { " page-toc" } else { "" };
    let main_class = format!("page{width}{beside}");
    let crumbs = (!crumbs.is_empty()).then(|| view! { <Breadcrumbs crumbs/> });
    let toc = (toc.len() > 1).then(|| view! { <Toc entries=toc/> });
    let header = view! { <SiteHeader path=&path wide/> }.into_any();
    let course = view! { <CourseNav path=&path wide/> }.into_any();
    view! {
        {tools}
        <PageHead path title description unlisted is_article/>
        <a class="skip" href="#page:contenu">{frame::SKIP}</a>
        {header}
        <Boot/>
        <div class="columns" class:folded=wide>
            {course}
            <main id="page:contenu" class=main_class tabindex="-1">
                {crumbs}
                {toc}
                {children()}
            </main>
        </div>
        <SiteFooter/>
    }
}

/// The script of every page, right after the header: browsers paint what stands before a script
/// they wait for, so the header is seen before the rest of the page is laid out. In `<head>` it
/// put off the first paint of a long note on a slow phone by 60 to 90 ms.
#[component]
fn Boot() -> impl IntoView {
    let Site { assets, .. } = expect_context();
    view! {
        <script
            src=assets.boot.clone()
            data-glue=assets.glue.clone()
            data-wasm=assets.wasm.clone()
            data-copied=crate::strings::note::COPIED
        ></script>
    }
}

/// What `<head>` says of a page: its name, and what search engines and previews want to know.
#[component]
pub(crate) fn PageHead(
    path: String,
    title: String,
    description: Option<String>,
    unlisted: bool,
    #[prop(optional)] is_article: bool,
) -> impl IntoView {
    let site: Site = expect_context();
    let full_title = match path == "/" {
        true => format!("{} · {title}", site.name()),
        false => format!("{title} · {}", site.name()),
    };
    let name = site.name().to_owned();
    let Site { base_url, .. } = site;
    let described = description.map(|text| {
        view! {
            <Meta name="description" content=text.clone()/>
            <Meta property="og:description" content=text/>
        }
    });
    let robots = unlisted.then(|| view! { <Meta name="robots" content="noindex"/> });
    let canonical = (!unlisted).then(move || {
        let address = format!("{base_url}{path}");
        view! {
            <Link rel="canonical" href=address.clone()/>
            <Meta property="og:url" content=address/>
        }
    });
    let og_type = if is_article { "article" } else { "website" };
    view! {
        // leptos_meta writes the title as it is given.
        <Title text=Html::escaped(&full_title).to_string()/>
        {described}
        <Meta property="og:title" content=title/>
        <Meta property="og:type" content=og_type/>
        <Meta property="og:site_name" content=name/>
        <Meta property="og:locale" content="fr_FR"/>
        {robots}
        {canonical}
    }
}

#[component]
fn SiteFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>{frame::FOOTER}</p>
            <nav aria-label=frame::FOOTER_NAV>
                <ul>
                    <li><a href="/plan-du-site">{frame::SITE_PLAN}</a></li>
                    <li><a href="/accessibilite">{frame::ACCESSIBILITY}</a></li>
                    <li><a href="/atom.xml">{frame::FEED}</a></li>
                </ul>
            </nav>
        </footer>
    }
}
