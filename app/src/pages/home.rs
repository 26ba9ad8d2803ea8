//! The home page: what is here, and where to start.

use corpus::{Corpus, Part, stack::Stack};
use leptos::prelude::*;

use super::{choice::helper_card, comparison::comparison_card, environment::stack_card};
use crate::{
    Site,
    components::{Layout, PageInfo},
    embed,
    strings::{home, search},
};

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
    let tables = corpus
        .comparisons()
        .iter()
        .map(comparison_card)
        .collect_view();
    let comparisons = view! { {helper} {tables} };
    let stacks = corpus.stacks().iter().map(stack_card).collect_view();
    let parts = part_cards(&corpus);
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
            {section(home::PARTS, parts, !corpus.notes().is_empty())}
            {section(home::COMPARISONS, comparisons.into_any(), !corpus.comparisons().is_empty())}
            {section(home::ENVIRONMENTS, stacks.into_any(), !corpus.stacks().is_empty())}
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

fn section(title: &'static str, cards: AnyView, filled: bool) -> impl IntoView {
    filled.then(|| {
        view! {
            <section>
                <h2>{title}</h2>
                <ul class="cards">{cards}</ul>
            </section>
        }
    })
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
            <ol>{links}</ol>
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
