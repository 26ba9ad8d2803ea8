//! A folder of the course that has no note of its own: a list of what is in it.

use corpus::{Corpus, Part};
use leptos::prelude::*;

use crate::{
    components::{Card, Crumb, Layout, PageInfo},
    strings::{frame, note as strings},
};

/// The page of `part`: its notes, then the parts inside.
pub(super) fn part_list(corpus: &Corpus, part: &Part) -> impl IntoView + use<> {
    let is_root = part.slug.as_str().is_empty();
    let title = match is_root {
        true => frame::COURSE.to_owned(),
        false => part.title.clone(),
    };
    let above = parts_above(corpus, &|other| other.slug == part.slug);
    let above = above.into_iter().filter(|other| other.slug != part.slug);
    let crumbs = above.map(part_crumb).collect();
    let page = PageInfo {
        path: part.path(),
        title: title.clone(),
        description: Some(strings::list_description(&title, part.size())),
        crumbs,
        ..PageInfo::default()
    };
    let size = strings::notes(part.size());
    let notes = part.notes.iter().map(|&i| note_card(corpus, i));
    let notes = notes.collect_view();
    let parts = part.parts.iter().map(|inner| part_card(corpus, inner));
    let parts = parts.collect_view();
    view! {
        <Layout page>
            <h1>{title.clone()}</h1>
            <p class="lead">{size}</p>
            <h2 class="visually-hidden">{title}</h2>
            <ul class="cards">{notes} {parts}</ul>
        </Layout>
    }
}

fn note_card(corpus: &Corpus, index: usize) -> impl IntoView + use<> {
    let note = &corpus.notes()[index];
    let about = strings::reading_time(note.minutes);
    view! { <Card href=note.path() title=note.title.clone() summary=note.summary.clone() about/> }
}

fn part_card(corpus: &Corpus, part: &Part) -> impl IntoView + use<> {
    let summary = part.index.and_then(|i| corpus.notes()[i].summary.clone());
    let about = strings::notes(part.size());
    view! { <Card href=part.path() title=part.title.clone() summary about/> }
}

/// The parts above what `holds` knows, outermost first, and the one that holds it; without the
/// root, which is the course.
pub(super) fn parts_above<'a>(corpus: &'a Corpus, holds: &dyn Fn(&Part) -> bool) -> Vec<&'a Part> {
    fn search<'a>(
        part: &'a Part,
        holds: &dyn Fn(&Part) -> bool,
        above: &mut Vec<&'a Part>,
    ) -> bool {
        holds(part)
            || part.parts.iter().any(|inner| {
                above.push(inner);
                let found = search(inner, holds, above);
                if !found {
                    above.pop();
                }
                found
            })
    }
    let mut above = Vec::new();
    search(corpus.course(), holds, &mut above);
    above
}

/// The way to a part.
pub(super) fn part_crumb(part: &Part) -> Crumb {
    Crumb {
        href: part.path(),
        title: part.title.clone(),
    }
}
