//! A cell of a comparison with its reason: the paragraph of the note that says it.

use corpus::{
    Corpus, Html, Target,
    comparison::{Cell, Comparison, Criterion, Subject},
};
use leptos::prelude::*;

use crate::{
    Site,
    strings::compare,
    table::{
        TableState, cell_name,
        markup::{FORM, button_id, level_badge, verdict_badge},
    },
};

/// How much of a paragraph is quoted, in characters.
const QUOTE: usize = 420;

/// The detail of the cell whose name the address holds.
#[component]
pub(crate) fn CellDetail<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
) -> Option<impl IntoView> {
    let (position, index) = state.detail?;
    let criterion = comparison.criteria().nth(position)?;
    let subject = &comparison.subjects[index];
    let against = state.pinned.filter(|base| *base != index).and_then(|base| {
        let name = Html::escaped(&compare::against(&comparison.subjects[base].name));
        Some(format!("{} {name}", verdict_badge(criterion, base, index)?))
    });
    let help = criterion
        .help
        .as_ref()
        .map(|html| view! { <p class="help" inner_html=html.to_string()></p> });
    let content = content(criterion, subject, index);
    let level = level(criterion, index);
    let standing: Vec<String> = level.into_iter().chain(against).collect();
    let standing = (!standing.is_empty()).then(|| {
        let standing = standing.join(" ");
        view! { <p inner_html=standing></p> }
    });
    let name = cell_name(criterion, subject).to_string();
    let id = button_id(&name).to_string();
    let back = format!("{}#{}", comparison.path(), criterion.id);
    Some(view! {
        <section id="page:detail" class="cell-detail" aria-labelledby="page:detail-titre" tabindex="-1">
            <h2 id="page:detail-titre">{title(criterion, subject)}</h2>
            <button id=id class="close" type="submit" form=FORM name="ouvrir" value=name formaction=back>
                {compare::CLOSE}
            </button>
            {help}
            {standing}
            {content}
        </section>
    })
}

/// What is said of the detail that has opened.
pub(crate) fn announcement(comparison: &Comparison, state: &TableState) -> Option<String> {
    let (position, index) = state.detail?;
    let criterion = comparison.criteria().nth(position)?;
    let says = match &criterion.cells[index] {
        Cell::Unknown => compare::UNKNOWN,
        Cell::Known { plain, .. } => plain,
    };
    let title = title(criterion, &comparison.subjects[index]);
    Some(format!("{title}\u{a0}: {says}"))
}

fn title(criterion: &Criterion, subject: &Subject) -> String {
    compare::pair(&criterion.name, &subject.name).to_string()
}

fn content(criterion: &Criterion, subject: &Subject, index: usize) -> AnyView {
    match &criterion.cells[index] {
        Cell::Unknown => {
            let note = subject.note.as_ref().map(note_link);
            view! { <p class="unknown">{compare::UNKNOWN}</p> {note} }.into_any()
        }
        Cell::Known {
            text,
            plain,
            source,
            ..
        } => {
            let about = format!("{} {} {plain}", criterion.name, subject.name);
            let reason = source.as_ref().map(|target| reason(target, &about));
            view! { <p inner_html=text.to_string()></p> {reason} }.into_any()
        }
    }
}

fn level(criterion: &Criterion, index: usize) -> Option<String> {
    match &criterion.cells[index] {
        Cell::Known { level, .. } => {
            let badge = level_badge((*level)?, criterion.scale.as_ref()?);
            Some(badge.to_string())
        }
        Cell::Unknown => None,
    }
}

/// What the note says, and the way to it.
fn reason(source: &Target, about: &str) -> impl IntoView + use<> {
    let Site { corpus, .. } = expect_context();
    let quote = quote(&corpus, source, about).map(|text| {
        view! { <blockquote cite=source.href.clone()><p>{text}</p></blockquote> }
    });
    view! { {quote} {note_link(source)} }
}

fn note_link(note: &Target) -> impl IntoView + use<> {
    let (href, title) = (note.href.clone(), note.title.clone());
    view! { <p><a href=href>{compare::IN_NOTE} "\u{a0}: " {title}</a></p> }
}

/// The paragraph of the note, cut after a word where it is long.
fn quote(corpus: &Corpus, source: &Target, about: &str) -> Option<String> {
    let (path, anchor) = match source.href.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (source.href.as_str(), None),
    };
    let slug = path.strip_prefix("/notes")?.trim_start_matches('/');
    let note = &corpus.notes()[corpus.note(slug)?];
    let text = note.passage(anchor, about)?;
    let Some((end, _)) = text.char_indices().nth(QUOTE) else {
        return Some(text.into_owned());
    };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    Some(format!("{}…", &text[..end]))
}
