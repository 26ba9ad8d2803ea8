//! What is said where nothing was found, and the ways out.

use corpus::{
    Corpus, Part,
    search::{Grouped, Index},
};
use leptos::prelude::*;

use super::results::{remarks, suggestion};
use crate::{
    finding::{Finding, wider},
    strings::{frame, search},
};

/// Words that are offered instead.
pub(crate) const NEAR: usize = 8;

pub(super) fn nothing(
    finding: &Finding<'_>,
    found: &Grouped,
    index: &Index,
    corpus: &Corpus,
) -> impl IntoView + use<> {
    let remarks = remarks(finding, found.relaxed);
    let suggestion = suggestion(found);
    let text = &finding.asked.text;
    let whole = (finding.is_filtered() || finding.page > 1).then(|| {
        view! { <p><a id="tout" href=wider(text)>{search::UNFILTER}</a></p> }
    });
    let near = near(index.near(text, NEAR));
    let parts = parts(corpus).into_iter();
    let parts = parts.map(|(title, href)| view! { <li><a href=href>{title}</a></li> });
    let parts = parts.collect_view();
    view! {
        <p id="resultats" class="count" tabindex="-1" data-live-status="">{search::NOTHING}</p>
        {suggestion}
        {remarks}
        {whole}
        <p>{search::ADVICE}</p>
        {near}
        <h2>{search::BROWSE}</h2>
        <ul class="ways-out">
            {parts}
            <li><a href="/plan-du-site">{frame::SITE_PLAN}</a></li>
        </ul>
    }
}

fn near(words: Vec<String>) -> Option<impl IntoView> {
    (!words.is_empty()).then(|| {
        let links = words.into_iter().map(|word| {
            view! { <li><a href=wider(&word)>{word.clone()}</a></li> }
        });
        view! {
            <h2>{search::NEAR}</h2>
            <ul class="ways-out near">{links.collect_view()}</ul>
        }
    })
}

/// The titles of the parts of the course, each with the address of its first note.
pub(crate) fn parts(corpus: &Corpus) -> Vec<(String, String)> {
    let link = |part: &Part| {
        let note = corpus.notes().get(first_note(part)?)?;
        Some((part.title.clone(), note.path()))
    };
    corpus.course().parts.iter().filter_map(link).collect()
}

fn first_note(part: &Part) -> Option<usize> {
    let own = part.index.or(part.notes.first().copied());
    own.or_else(|| part.parts.iter().find_map(first_note))
}
