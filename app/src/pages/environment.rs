//! The environments: their index, and each one as a diagram and a nested list.

use corpus::{Corpus, stack::Stack};
use leptos::prelude::*;

use super::{ErrorPage, describe, evolution, index::Index, pairs, query, slug};
use crate::{
    Site,
    components::{
        Card, Crumb, Diagram, LayerPanel, Layout, Links, LiveRegion, OverlayText, PageInfo, notice,
    },
    islands::LayerExplorer,
    overlay::{View, names},
    strings::{environment, ground},
};

/// All environments.
#[component]
pub(crate) fn Environments() -> impl IntoView {
    let Site {
        corpus, reveals, ..
    } = expect_context();
    let groups = groups(&corpus);
    let grouped = groups.len() > 1;
    let cards = match grouped {
        true => sections(&groups),
        false => corpus
            .stacks()
            .iter()
            .map(stack_card)
            .collect_view()
            .into_any(),
    };
    let evolutions = evolutions(&corpus);
    let feet = reveals.then(|| view! { <p><a href=ground::PATH>{ground::TITLE}</a></p> });
    let is_empty = corpus.stacks().is_empty();
    let compare = (corpus.stacks().len() > 1).then(|| {
        view! { <p><a href="/environnements/comparer">{environment::COMPARE}</a></p> }
    });
    let more = view! {
        {compare}
        {feet}
        {evolutions}
    }
    .into_any();
    view! { <Index path="/environnements" title=environment::TITLE kind=environment::ALL intro=environment::INTRO more empty=environment::EMPTY is_empty cards grouped/> }
}

/// The environments of each part of the course, by the note they belong to; those of none come last.
fn groups(corpus: &Corpus) -> Vec<(String, Vec<&Stack>)> {
    let parts = &corpus.course().parts;
    let part_of = |stack: &Stack| {
        let note = stack.note.as_ref()?;
        let path = note.href.split('#').next()?;
        parts.iter().position(|part| {
            let below = path.strip_prefix(&part.path());
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let of = |wanted| {
        let stacks = corpus.stacks().iter();
        stacks
            .filter(|stack| part_of(stack) == wanted)
            .collect::<Vec<_>>()
    };
    let named = parts.iter().enumerate();
    named
        .map(|(at, part)| (part.title.clone(), of(Some(at))))
        .chain([(environment::NO_PART.to_owned(), of(None))])
        .filter(|(_, stacks)| !stacks.is_empty())
        .collect()
}

/// A section for each group, below links to them.
fn sections(groups: &[(String, Vec<&Stack>)]) -> AnyView {
    let anchor = |at: usize| format!("page:partie-{}", at + 1);
    let links = groups.iter().enumerate().map(|(at, (title, stacks))| {
        let (href, count) = (format!("#{}", anchor(at)), stacks.len());
        view! { <li><a href=href>{title.clone()}</a> {format!(" ({count})")}</li> }
    });
    let links = links.collect_view();
    let sections = groups.iter().enumerate().map(|(at, (title, stacks))| {
        let cards = stacks.iter().map(|stack| stack_card(stack)).collect_view();
        view! {
            <h2 id=anchor(at)>{title.clone()}</h2>
            <ul class="cards">{cards}</ul>
        }
    });
    let sections = sections.collect_view();
    view! {
        <nav class="below" aria-label=environment::PARTS><ul>{links}</ul></nav>
        {sections}
    }
    .into_any()
}

/// Links to the environments that grow.
fn evolutions(corpus: &Corpus) -> Option<impl IntoView + use<>> {
    let series = corpus.series();
    let links: Vec<_> = series
        .iter()
        .filter_map(|slug| {
            let phases = corpus.phases(slug);
            let name = phases.first()?.phase.as_ref()?.series.clone();
            let href = format!("/environnements/evolution/{slug}");
            Some(view! { " " <a href=href>{name}</a> })
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! { <p class="below">{environment::EVOLUTIONS} "\u{a0}:" {links}</p> }
    })
}

/// An environment, announced.
pub(super) fn stack_card(stack: &Stack) -> impl IntoView + use<> {
    let about = environment::size(stack.walk().len());
    view! { <Card href=stack.path() title=stack.title.clone() summary=stack.summary.clone() about/> }
}

/// The environment whose slug stands in the URL.
#[component]
pub(crate) fn Environment() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.stack(&slug()) {
        Some(stack) => diagram_page(&corpus, stack).into_any(),
        None => view! { <ErrorPage status=404/> }.into_any(),
    }
}

/// The index of the environments, above any of their pages.
pub(super) fn crumb() -> Crumb {
    Crumb {
        href: "/environnements".to_owned(),
        title: environment::TITLE.to_owned(),
    }
}

fn diagram_page(corpus: &Corpus, stack: &Stack) -> impl IntoView + use<> {
    let page = PageInfo {
        path: stack.path(),
        title: stack.title.clone(),
        kind: Some(environment::ONE),
        description: Some(describe(
            stack.summary.as_ref(),
            environment::description(&stack.title),
        )),
        crumbs: vec![crumb()],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let summary = stack
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let note = stack.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{environment::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    let (view, ignored) = View::read(stack, pairs(&query()));
    let overlay = view.overlay(stack);
    let address = view.address(&stack.path());
    let notice = notice(&ignored, &address);
    let views = views(stack, &view);
    let words = view! { <OverlayText overlay=&overlay/> }.into_any();
    let diagram = view! { <Diagram stack marks=&overlay.marks/> }.into_any();
    let links = view! { <Links stack/> }.into_any();
    let (elsewhere, files) = (elsewhere(corpus, stack), files(stack));
    let title = stack.title.clone();
    view! {
        <Layout page>
            <h1>{title}</h1>
            {summary}
            {note}
            {elsewhere}
            {links}
            <LayerExplorer>
                <LiveRegion id="schema" address>
                    {notice}
                    {views}
                    {words}
                    {diagram}
                </LiveRegion>
                <LayerPanel/>
            </LayerExplorer>
            {files}
        </Layout>
    }
}

/// Links to the comparison with what the author names, and to the series it is a phase of.
fn elsewhere(corpus: &Corpus, stack: &Stack) -> impl IntoView + use<> {
    let others = stack.compare.iter().zip(["b", "c"]);
    let others = others.map(|(slug, name)| format!("&{name}={slug}"));
    let compare = format!(
        "/environnements/comparer?a={}{}",
        stack.slug,
        others.collect::<String>()
    );
    let series = stack
        .phase
        .as_ref()
        .zip(evolution::address_of(corpus, stack));
    let series = series.map(|(phase, href)| {
        view! { <a href=href>{environment::EVOLUTION} "\u{a0}: " {phase.series.clone()}</a> }
    });
    view! { <p class="elsewhere"><a href=compare>{environment::COMPARE_THIS}</a> {series}</p> }
}

/// The links and the form that choose a reading.
fn views(stack: &Stack, current: &View) -> impl IntoView + use<> {
    let path = stack.path();
    let links = [
        ("vue-couches", View::Plain, environment::VIEW_PLAIN),
        ("vue-ou", View::Where, environment::VIEW_WHERE),
        ("vue-noyaux", View::Kernels, environment::VIEW_KERNELS),
    ];
    let links = links.map(|(id, view, name)| {
        let here = (view == *current).then_some("true");
        view! { <li><a id=id href=view.address(&path) aria-current=here>{name}</a></li> }
    });
    let named = stack.walk().into_iter().zip(names(stack));
    let options = named.map(|((depth, layer), name)| {
        let chosen = *current == View::Loss(layer.id.clone());
        let indent = "\u{a0}\u{a0}".repeat(depth);
        view! { <option value=layer.id.to_string() selected=chosen>{indent} {name}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="views">
            <nav aria-label=environment::VIEWS>
                <ul role="list">{links.collect_view()}</ul>
            </nav>
            <form class="choices" action=path data-auto="">
                <label for="perte">{environment::VIEW_LOSS}</label>
                <select id="perte" name="perte">
                    <option value="">{environment::NO_LOSS}</option>
                    {options}
                </select>
                <button type="submit">{environment::SHOW}</button>
            </form>
        </div>
    }
}

fn files(stack: &Stack) -> impl IntoView + use<> {
    let path = stack.path();
    let endings = ["svg", "svg?theme=clair", "svg?theme=sombre", "txt", "toml"];
    let links = endings
        .into_iter()
        .zip(environment::FILES)
        .map(|(ending, name)| {
            let href = format!("{path}.{ending}");
            view! { <li><a href=href download="">{name}</a></li> }
        });
    let Site { assets, .. } = expect_context();
    let (drawing, picture) = (
        format!("{path}.svg?theme=clair"),
        format!("{}.png", stack.slug),
    );
    view! {
        <p class="downloads-title">{environment::DOWNLOAD}</p>
        <ul class="downloads">
            {links.collect_view()}
            // The script shows it: without one, this would be an SVG by another name.
            <li hidden><a href=drawing download=picture data-png="">{environment::PNG}</a></li>
        </ul>
        <script src=assets.png.clone() defer></script>
    }
}
