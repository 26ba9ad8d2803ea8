//! The terms of the course.

use corpus::glossary::Term;
use leptos::prelude::*;

use crate::{
    Site,
    components::{Layout, PageInfo},
    strings::glossary,
};

/// All terms, in alphabetical order.
#[component]
pub(crate) fn Glossary() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let page = PageInfo {
        path: "/glossaire".to_owned(),
        title: glossary::TITLE.to_owned(),
        description: Some(glossary::DESCRIPTION.to_owned()),
        ..PageInfo::default()
    };
    let terms = corpus.glossary().terms.iter().map(term).collect_view();
    view! {
        <Layout page>
            <h1>{glossary::TITLE}</h1>
            <dl class="glossary">{terms}</dl>
        </Layout>
    }
}

fn term(term: &Term) -> impl IntoView + use<> {
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
