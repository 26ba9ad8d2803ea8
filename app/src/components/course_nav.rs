//! The course in the sidebar: parts that fold, the note being read marked.

use corpus::{Corpus, Part};
use leptos::prelude::*;

use crate::{Site, strings::frame};

/// The tree of parts and notes. On narrow screens, and beside `wide` pages, it is a popover behind
/// a button; elsewhere the style sheet lays it out beside the page, and the button goes.
#[component]
pub(crate) fn CourseNav<'a>(path: &'a str, wide: bool) -> impl IntoView {
    let Site { corpus, frame, .. } = expect_context();
    let tree = || folder(&corpus, corpus.course(), path);
    // Pages that are no note of the course have the same one.
    let tree = match path.starts_with("/notes") {
        true => tree().to_html(),
        false => frame.course(tree),
    };
    view! {
        <nav id="page:cours" class="course-nav" class:folded=wide aria-label=frame::COURSE_NAV popover="auto">
            <ul class="course-tree" inner_html=tree></ul>
        </nav>
    }
}

fn folder(corpus: &Corpus, part: &Part, path: &str) -> AnyView {
    let notes = part
        .notes
        .iter()
        .map(|&i| link(corpus, i, &corpus.notes()[i].title, path))
        .collect_view();
    let parts = part
        .parts
        .iter()
        .map(|inner| part_item(corpus, inner, path))
        .collect_view();
    view! { {notes} {parts} }.into_any()
}

fn part_item(corpus: &Corpus, part: &Part, path: &str) -> AnyView {
    let title = part.title.clone();
    let open = contains(corpus, part, path);
    let index = part.index.map(|i| link(corpus, i, frame::OVERVIEW, path));
    view! {
        <li>
            <details open=open>
                <summary>{title}</summary>
                <ul>{index} {folder(corpus, part, path)}</ul>
            </details>
        </li>
    }
    .into_any()
}

fn link(corpus: &Corpus, index: usize, title: &str, path: &str) -> AnyView {
    let href = corpus.notes()[index].path();
    let current = (href == path).then_some("page");
    view! { <li><a href=href aria-current=current>{title.to_owned()}</a></li> }.into_any()
}

/// Whether the note at `path` stands in `part`, however deep.
fn contains(corpus: &Corpus, part: &Part, path: &str) -> bool {
    part.path() == path
        || part
            .index
            .iter()
            .chain(&part.notes)
            .any(|&i| corpus.notes()[i].path() == path)
        || part.parts.iter().any(|inner| contains(corpus, inner, path))
}
