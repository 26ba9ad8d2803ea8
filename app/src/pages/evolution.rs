//! An environment that grows: its phases one after the other, each with what it adds.

use corpus::{Corpus, stack::Stack};
use leptos::prelude::*;

use super::{ErrorPage, environment, pairs, query, slug};
use crate::{
    Site,
    components::{Diagram, LayerPanel, Layout, LiveRegion, OverlayText, PageInfo, notice},
    islands::LayerExplorer,
    overlay::{Overlay, evolution},
    strings::environment as say,
};

/// The series whose slug stands in the URL, at the step its query asks for.
#[component]
pub(crate) fn Evolution() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let slug = slug();
    let phases = corpus.phases(&slug);
    match phases.is_empty() {
        false => series_page(&slug, &phases).into_any(),
        true => view! { <ErrorPage status=404/> }.into_any(),
    }
}

/// The address of a series at one of its phases: authors number them as they like, readers count.
pub(super) fn address_of(corpus: &Corpus, phase: &Stack) -> Option<String> {
    let slug = phase.phase.as_ref()?.slug();
    let mut phases = corpus.phases(&slug).into_iter();
    let at = phases.position(|other| other.slug == phase.slug)?;
    Some(address(&slug, at))
}

fn path(slug: &str) -> String {
    format!("/environnements/evolution/{slug}")
}

fn address(slug: &str, at: usize) -> String {
    format!("{}?etape={}", path(slug), at + 1)
}

/// The position of the phase that is asked for; what means nothing comes second.
fn read<'a>(
    phases: usize,
    parameters: impl Iterator<Item = (&'a str, &'a str)>,
) -> (usize, Vec<String>) {
    let (mut step, mut ignored) = (None, Vec::new());
    for (name, value) in parameters {
        let asked = value.parse().ok().filter(|n| (1..=phases).contains(n));
        match (name, asked) {
            ("etape", Some(asked)) if step.is_none() => step = Some(asked - 1),
            ("etape", _) => ignored.push(format!("{name}={value}")),
            _ => ignored.push(name.to_owned()),
        }
    }
    (step.unwrap_or(0), ignored)
}

fn series_page(slug: &str, phases: &[&Stack]) -> impl IntoView + use<> {
    let path = path(slug);
    let (at, ignored) = read(phases.len(), pairs(&query()));
    let stack = phases[at];
    let series = stack
        .phase
        .as_ref()
        .map_or(String::new(), |phase| phase.series.clone());
    let page = PageInfo {
        path: path.clone(),
        title: series.clone(),
        kind: Some(say::SERIES),
        description: Some(say::description(&series)),
        crumbs: vec![environment::crumb()],
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    let overlay = match at.checked_sub(1) {
        Some(before) => evolution(phases[before], stack),
        None => Overlay {
            lead: say::FIRST_PHASE.to_owned(),
            ..Overlay::default()
        },
    };
    let address = address(slug, at);
    let notice = notice(&ignored, &address);
    let slider = slider(&path, phases, at);
    let heading = format!("{}\u{a0}: {}", say::step(at + 1, phases.len()), stack.title);
    let summary = stack
        .summary
        .as_ref()
        .map(|html| view! { <p inner_html=html.to_string()></p> });
    let own = view! { <p><a href=stack.path()>{say::OWN_PAGE}</a></p> };
    let words = view! { <OverlayText overlay=&overlay/> }.into_any();
    let diagram = view! { <Diagram stack marks=&overlay.marks/> }.into_any();
    view! {
        <Layout page>
            <h1>{series}</h1>
            <LayerExplorer>
                <LiveRegion id="evolution" address>
                    {notice}
                    {slider}
                    <h2>{heading}</h2>
                    {summary}
                    {own}
                    {words}
                    {diagram}
                </LiveRegion>
                <LayerPanel/>
            </LayerExplorer>
        </Layout>
    }
}

/// The phases as links, and as a slider for those who drag.
fn slider(path: &str, phases: &[&Stack], at: usize) -> impl IntoView + use<> {
    let links = phases.iter().enumerate().map(|(i, phase)| {
        let href = format!("{path}?etape={}", i + 1);
        let here = (i == at).then_some("step");
        let id = format!("etape-{}", i + 1);
        view! { <li><a id=id href=href aria-current=here>{i + 1} ". " {phase.title.clone()}</a></li> }
    });
    let links = links.collect_view();
    view! {
        <div class="views">
            <form class="choices" action=path.to_owned() data-auto="">
                <label for="etape">{say::STEP}</label>
                <input
                    id="etape"
                    type="range"
                    name="etape"
                    min="1"
                    max=phases.len()
                    value=at + 1
                    aria-valuetext=phases[at].title.clone()
                />
                <button type="submit">{say::SHOW}</button>
            </form>
            <nav aria-label=say::STEPS>
                <ol role="list">{links}</ol>
            </nav>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_step_that_does_not_exist_is_set_aside() {
        assert_eq!(read(4, [("etape", "3")].into_iter()), (2, vec![]));
        for value in ["0", "5", "-1", "x", ""] {
            let ignored = vec![format!("etape={value}")];
            assert_eq!(
                read(4, [("etape", value)].into_iter()),
                (0, ignored),
                "{value}"
            );
        }
    }
}
