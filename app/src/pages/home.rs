//! The home page: what is here, and where to start.

use corpus::{Corpus, Part, stack::Stack};
use leptos::prelude::*;

use super::{choice::helper_card, comparison::comparison_card, environment::stack_card};
use crate::{
    Site,
    components::{Layout, PageInfo},
    embed,
    strings::{home, note, search},
};

/// How many pages of a section are announced.
const FIRST: usize = 4;

/// What is here, and where to start.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let site: Site = expect_context();
    let (heading, summary) = (site.heading().to_owned(), site.summary().to_owned());
    let example = site.example();
    let Site { corpus, .. } = site;
    let front = pair(&corpus).map(|pair| front(pair).into_any());
    let page = PageInfo {
        tools: front.is_some(),
        path: "/".to_owned(),
        title: heading.clone(),
        description: Some(summary.clone()),
        ..PageInfo::default()
    };
    let start = corpus
        .notes()
        .first()
        .map(|note| view! { <a class="button" href=note.path()>{home::START}</a> });
    let helper = helper_card(&corpus);
    let (tables, stacks) = (corpus.comparisons(), corpus.stacks());
    let cards = tables.iter().take(FIRST).map(comparison_card);
    let comparisons = view! { {helper} {cards.collect_view()} }.into_any();
    let environments = stacks.iter().take(FIRST).map(stack_card);
    let environments = environments.collect_view().into_any();
    let all_tables = all("/comparer", tables.len());
    let all_stacks = all("/environnements", stacks.len());
    let parts = part_cards(&corpus);
    let sections = [
        section(home::PARTS, parts, None, !corpus.notes().is_empty()),
        section(
            home::COMPARISONS,
            comparisons,
            all_tables,
            !tables.is_empty(),
        ),
        section(
            home::ENVIRONMENTS,
            environments,
            all_stacks,
            !stacks.is_empty(),
        ),
    ];
    let sections = sections.into_iter().flatten().collect_view();
    view! {
        <Layout page>
            <div class="hero">
                <h1>{heading}</h1>
                <p class="lead">{summary}</p>
                <form class="search-form" action="/recherche" role="search">
                    <label for="accueil-q">{home::SEARCH_LABEL}</label>
                    <input id="accueil-q" type="search" name="q" placeholder=example/>
                    <button type="submit">{search::SUBMIT}</button>
                </form>
                {start}
            </div>
            {front}
            {sections}
        </Layout>
    }
}

/// The first environment whose author says what to compare it with, and that one.
fn pair(corpus: &Corpus) -> Option<[&Stack; 2]> {
    let pair = |stack: &'_ Stack| corpus.stack(stack.compare.first()?.as_str());
    let mut stacks = corpus.stacks().iter();
    stacks.find_map(|stack| Some([stack, pair(stack)?]))
}

/// What the course is about, at a glance: two environments side by side.
fn front([a, b]: [&Stack; 2]) -> impl IntoView + use<> {
    let pictures = embed::side_by_side(&[a, b]);
    let compare = format!("/environnements/comparer?a={}&b={}", a.slug, b.slug);
    view! {
        <section class="front" aria-labelledby="apercu">
            <h2 id="apercu">{home::FRONT}</h2>
            <div inner_html=pictures></div>
            <p><a href=compare>{home::COMPARE_FRONT}</a></p>
        </section>
    }
}

fn section(
    title: &'static str,
    cards: AnyView,
    all: Option<AnyView>,
    filled: bool,
) -> Option<AnyView> {
    filled.then(|| {
        view! {
            <section>
                <h2>{title}</h2>
                <ul class="cards">{cards}</ul>
                {all}
            </section>
        }
        .into_any()
    })
}

/// The way to the index that has the others.
fn all(index: &'static str, count: usize) -> Option<AnyView> {
    (count > FIRST).then(|| view! { <p><a href=index>{home::all(count)}</a></p> }.into_any())
}

/// A card for each part of the course; a course without parts lists its notes.
fn part_cards(corpus: &Corpus) -> AnyView {
    let root = corpus.course();
    let loose = root
        .notes
        .iter()
        .map(|&i| note_card(corpus, i))
        .collect_view();
    let parts = root
        .parts
        .iter()
        .map(|part| part_card(corpus, part))
        .collect_view();
    view! { {parts} {loose} }.into_any()
}

fn part_card(corpus: &Corpus, part: &Part) -> impl IntoView + use<> {
    let summary = part.index.and_then(|i| corpus.notes()[i].summary.clone());
    let links = part
        .notes
        .iter()
        .map(|&i| {
            let note = &corpus.notes()[i];
            view! { <li><a href=note.path()>{note.title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <li class="card card-part">
            <h3><a href=part.path()>{part.title.clone()}</a></h3>
            {summary.map(|html| view! { <p inner_html=html.to_string()></p> })}
            <details>
                <summary>{note::notes(part.notes.len())}</summary>
                <ol>{links}</ol>
            </details>
        </li>
    }
}

fn note_card(corpus: &Corpus, index: usize) -> impl IntoView + use<> {
    let note = &corpus.notes()[index];
    view! {
        <li class="card">
            <h3><a href=note.path()>{note.title.clone()}</a></h3>
            {note.summary.as_ref().map(|html| view! { <p inner_html=html.to_string()></p> })}
        </li>
    }
}
