//! A note of the course.

use corpus::{
    Corpus, Html, Part,
    note::{self, Question},
};
use leptos::prelude::*;

use super::{
    ErrorPage,
    part::{part_crumb, part_list, parts_above},
    slug,
};
use crate::{
    Site,
    components::{Citations, Crumb, Layout, NoteText, PageInfo, Pager, pager::neighbour},
    strings::note as strings,
};

/// The note whose slug stands in the URL.
#[component]
pub(crate) fn Note() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    match corpus.note(&slug()) {
        Some(index) => article(&corpus, index).into_any(),
        None => match corpus.list(&slug()) {
            Some(part) => part_list(&corpus, part).into_any(),
            None => view! { <ErrorPage status=404/> }.into_any(),
        },
    }
}

fn article(corpus: &Corpus, index: usize) -> impl IntoView + use<> {
    let notes = corpus.notes();
    let note = &notes[index];
    let page = PageInfo {
        path: note.path(),
        title: note.title.clone(),
        description: note
            .summary
            .as_ref()
            .map(Html::text)
            .or_else(|| opening(note)),
        crumbs: crumbs(corpus, index),
        toc: note.toc.clone(),
        is_article: true,
        tools: !note.tables.is_empty() || !note.embeds.is_empty(),
        ..PageInfo::default()
    };
    let previous = index.checked_sub(1).map(|i| neighbour(&notes[i]));
    let next = notes.get(index + 1).map(neighbour);
    let lang = (note.lang != "fr").then(|| note.lang.clone());
    let header = note_header(note);
    let learn = (!note.learn.is_empty()).then(|| learn(&note.learn));
    let questions = (!note.questions.is_empty()).then(|| questions(&note.questions));
    let citations = view! { <Citations citations=corpus.cited_by(index)/> }.into_any();
    let text = view! { <NoteText note/> }.into_any();
    view! {
        <Layout page>
            <article lang=lang>
                {header}
                {learn}
                {text}
                {questions}
                {citations}
            </article>
            <Pager previous next/>
        </Layout>
    }
}

fn note_header(note: &note::Note) -> impl IntoView + use<> {
    let summary = note
        .summary
        .as_ref()
        .map(|html| view! { <p class="lead" inner_html=html.to_string()></p> });
    let markdown = format!("{}.md", note.path());
    view! {
        <header class="note-header">
            <h1>{note.title.clone()}</h1>
            {summary}
            <p class="about">
                {strings::reading_time(note.minutes)} " · " <a href=markdown>{strings::SOURCE}</a>
            </p>
        </header>
    }
}

fn learn(items: &[Html]) -> impl IntoView + use<> {
    let items = items
        .iter()
        .map(|html| view! { <li inner_html=html.to_string()></li> })
        .collect_view();
    view! {
        <section class="learn" aria-labelledby="page:objectifs">
            <h2 id="page:objectifs">{strings::LEARN}</h2>
            <ul>{items}</ul>
        </section>
    }
}

fn questions(questions: &[Question]) -> impl IntoView + use<> {
    let items = questions
        .iter()
        .enumerate()
        .map(|(i, Question { question, answer })| {
            view! {
                <details id=Question::anchor(i) class="question">
                    <summary inner_html=question.to_string()></summary>
                    <p inner_html=answer.to_string()></p>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="questions" aria-labelledby="page:questions">
            <h2 id="page:questions">{strings::QUESTIONS}</h2>
            {items}
        </section>
    }
}

/// What search engines say of a note without a summary: how its text begins.
fn opening(note: &note::Note) -> Option<String> {
    const CHARACTERS: usize = 160;
    let mut texts = note.sections.iter().map(|section| section.text.trim());
    let text = texts.find(|text| !text.is_empty())?;
    let start: String = text.chars().take(CHARACTERS).collect();
    let cut = match start.len() < text.len() {
        true => start.rfind(char::is_whitespace).unwrap_or(start.len()),
        false => start.len(),
    };
    Some(start[..cut].replace('\n', " "))
}

/// The parts the note stands in, outermost first.
fn crumbs(corpus: &Corpus, index: usize) -> Vec<Crumb> {
    let holds = |part: &Part| part.index == Some(index) || part.notes.contains(&index);
    let mut above = parts_above(corpus, &holds);
    // The note that opens a part is the part itself.
    if above.last().is_some_and(|part| part.index == Some(index)) {
        above.pop();
    }
    above.into_iter().map(part_crumb).collect()
}
