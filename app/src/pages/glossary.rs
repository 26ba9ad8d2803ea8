//! The terms of the course, by letter, and those with the words that are asked for.

use corpus::{
    Corpus,
    glossary::{Glossary as Terms, Term},
};
use leptos::prelude::*;
use percent_encoding::utf8_percent_encode;

use super::{index::nothing, pairs, query};
use crate::{
    Site,
    components::{Layout, LiveRegion, PageInfo, notice},
    strings::{glossary, note_tables},
    table::{COMPONENT, FILTER, filter_words},
};

const PATH: &str = "/glossaire";
/// The field, which keeps the focus.
const FIELD: &str = "page:filtre";

/// All terms, in alphabetical order, or those that hold the words of `?q=`.
#[component]
pub(crate) fn Glossary() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let page = PageInfo {
        path: PATH.to_owned(),
        title: glossary::TITLE.to_owned(),
        description: Some(glossary::DESCRIPTION.to_owned()),
        unlisted: corpus.glossary().terms.is_empty(),
        tools: true,
        ..PageInfo::default()
    };
    let content = match page.unlisted {
        true => nothing(glossary::EMPTY).into_any(),
        false => terms(&corpus).into_any(),
    };
    view! {
        <Layout page>
            <h1>{glossary::TITLE}</h1>
            {content}
        </Layout>
    }
}

fn terms(corpus: &Corpus) -> impl IntoView + use<> {
    let (filter, ignored) = read(pairs(&query()));
    let address = address(&filter);
    let notice = notice(&ignored, &address);
    let all: &Terms = corpus.glossary();
    let shown = all.view(&filter);
    let letters: Vec<&[&Term]> = shown.chunk_by(|a, b| a.letter() == b.letter()).collect();
    let form = form(&filter, shown.len(), all.terms.len());
    let index = index(&letters);
    let letters = letters.into_iter().map(letter).collect_view();
    let nothing = shown
        .is_empty()
        .then(|| view! { <p>{glossary::NOTHING}</p> });
    view! {
        <LiveRegion id="page:glossaire" address>
            {notice}
            {form}
            {index}
            {nothing}
            {letters}
        </LiveRegion>
    }
}

/// The words that are asked for; what means nothing comes second.
fn read<'q>(parameters: impl Iterator<Item = (&'q str, &'q str)>) -> (String, Vec<String>) {
    let (mut filter, mut ignored) = (String::new(), Vec::new());
    for (name, value) in parameters {
        let value = filter_words(value);
        match name {
            "q" if filter.is_empty() => filter = value,
            "q" if value.is_empty() || value == filter => {}
            "q" => ignored.push(format!("q={value}")),
            _ => ignored.push(name.to_owned()),
        }
    }
    (filter, ignored)
}

fn address(filter: &str) -> String {
    match filter {
        "" => PATH.to_owned(),
        words => format!("{PATH}?q={}", utf8_percent_encode(words, COMPONENT)),
    }
}

fn form(filter: &str, shown: usize, all: usize) -> impl IntoView + use<> {
    let whole =
        (!filter.is_empty()).then(|| view! { <a id="page:tout" href=PATH>{glossary::ALL}</a> });
    view! {
        <form class="table-filter" action=PATH role="search" data-auto="">
            <label for=FIELD>{glossary::FILTER}</label>
            <input
                id=FIELD
                type="search"
                name="q"
                value=filter.to_owned()
                maxlength=FILTER.to_string()
                autocomplete="off"
            />
            <button id="page:filtrer" class="quiet" type="submit">{note_tables::APPLY}</button>
            <span class="count" data-live-status="">{glossary::count(shown, all)}</span>
            {whole}
        </form>
    }
}

/// A link to each letter that has a term.
fn index(letters: &[&[&Term]]) -> impl IntoView + use<> {
    let links = letters.iter().filter_map(|terms| terms.first());
    let links = links.map(|term| {
        let href = format!("#{}", anchor(term));
        view! { <li><a href=href>{name(term)}</a></li> }
    });
    let links = links.collect_view();
    (letters.len() > 1).then(|| {
        view! {
            <nav class="letters" aria-label=glossary::LETTERS>
                <ul role="list">{links}</ul>
            </nav>
        }
    })
}

fn letter(terms: &[&Term]) -> impl IntoView + use<> {
    let heading = terms.first().map(|term| {
        view! { <h2 id=anchor(term)>{name(term)}</h2> }
    });
    let terms = terms.iter().map(|term| term_item(term)).collect_view();
    view! { {heading} <dl class="glossary">{terms}</dl> }
}

fn anchor(term: &Term) -> String {
    match term.letter() {
        Some(letter) => format!("page:{letter}"),
        None => "page:0".to_owned(),
    }
}

fn name(term: &Term) -> String {
    term.letter()
        .map_or(glossary::NO_LETTER.to_owned(), |letter| {
            letter.to_ascii_uppercase().to_string()
        })
}

fn term_item(term: &Term) -> impl IntoView + use<> {
    let synonyms = (!term.synonyms.is_empty()).then(|| {
        let list = term.synonyms.join(", ");
        view! { <p class="synonyms">{glossary::SYNONYMS} "\u{a0}: " {list}</p> }
    });
    let note = term.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{glossary::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    view! {
        <div id=term.id.to_string()>
            <dt lang=term.lang.clone()>{term.name.clone()}</dt>
            <dd>
                <p inner_html=term.definition.to_string()></p>
                {synonyms}
                {note}
            </dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{address, read};

    #[test]
    fn words_are_read_once_and_the_rest_is_ignored() {
        let query = [("q", " nœud "), ("q", "pod"), ("z", "1"), ("q", "")];
        let (filter, ignored) = read(query.into_iter());
        assert_eq!(filter, "nœud");
        assert_eq!(ignored, ["q=pod", "z"]);
        assert_eq!(address(&filter), "/glossaire?q=n%C5%93ud");
        assert_eq!(address(""), "/glossaire");
        let long = |value: &str| read([("q", value)].into_iter()).0;
        assert_eq!(long(&"a".repeat(500)).len(), 100);
        assert_eq!(long(&("a".repeat(99) + " b")), "a".repeat(99));
    }
}
