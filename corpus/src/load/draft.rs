//! A note before it is rendered.

use super::{
    Source,
    course::{self, Place},
    front::{self, Front},
    language::{self, Guess, Neighbours},
    names,
    pages::{Absence, Page, note_href},
    report::Report,
};
use crate::{
    Part, Slug,
    markdown::{self, Outline},
    problem::Problem,
};

/// A note's file, cut and outlined.
pub(super) struct Draft<'a> {
    /// Relative to the content folder.
    pub(super) path: &'a str,
    pub(super) slug: Slug,
    pub(super) front: Front,
    /// The Markdown.
    pub(super) body: &'a str,
    /// The line of the file the Markdown starts on.
    pub(super) first_line: usize,
    pub(super) outline: Outline,
    /// What the text says of its language, where its author does not.
    guess: Option<Guess>,
}

/// Cuts and outlines a note; what is wrong comes second.
pub(super) fn draft(source: &Source) -> (Option<Draft<'_>>, Vec<Problem>) {
    let report = Report::about(&source.path);
    (read(source, &report), report.into_problems())
}

fn read<'a>(source: &'a Source, report: &Report) -> Option<Draft<'a>> {
    let inside = source.path.strip_prefix("notes/").unwrap_or(&source.path);
    let slug = names::slug_of(inside).map_err(|fault| report.whole(fault.into()));
    let parts = front::cut(&source.text, report);
    let slug = slug.ok()?;
    let mut front = front::read(&parts, report);
    let guess = front.lang.is_none().then(|| language::guess(parts.body));
    if guess == Some(Guess::English) {
        front.lang = Some("en".to_owned());
    }
    let lang = front.lang();
    Some(Draft {
        path: &source.path,
        slug,
        outline: markdown::outline(parts.body, lang),
        body: parts.body,
        first_line: parts.first_line,
        front,
        guess,
    })
}

/// Notes that are too short to tell their language, and do not look French, speak like those
/// around them.
pub(super) fn settle_languages(drafts: &mut [Draft<'_>]) {
    let mut neighbours = Neighbours::default();
    for draft in &*drafts {
        if !matches!(draft.guess, Some(Guess::Unsure { .. })) {
            let is_english = language::primary(draft.front.lang()) == "en";
            neighbours.add(draft.path, is_english);
        }
    }
    let unsure = Some(Guess::Unsure {
        rather_french: false,
    });
    for draft in drafts.iter_mut().filter(|draft| draft.guess == unsure) {
        if neighbours.are_english(draft.path) {
            draft.front.lang = Some("en".to_owned());
            draft.outline = markdown::outline(draft.body, "en");
        }
    }
}

/// Puts drafts in course order.
pub(super) fn arrange(drafts: Vec<Draft<'_>>) -> (Part, Vec<Draft<'_>>) {
    let places: Vec<Place<'_>> = drafts.iter().map(Draft::place).collect();
    let (course, order) = course::arrange(&places);
    let mut drafts: Vec<Option<Draft<'_>>> = drafts.into_iter().map(Some).collect();
    let in_order = order.iter().filter_map(|&i| drafts[i].take()).collect();
    (course, in_order)
}

impl<'a> Draft<'a> {
    fn place(&self) -> Place<'a> {
        Place {
            path: self.path.strip_prefix("notes/").unwrap_or(self.path),
            order: self.front.order,
        }
    }

    /// The title, typeset: the front matter's, else the first heading, else the name of the file.
    pub(super) fn title(&self) -> String {
        let named = || {
            let (folder, name) = names::split(self.path);
            match names::is_index(name) {
                true => names::readable(names::split(folder).1),
                false => names::readable(name.strip_suffix(".md").unwrap_or(name)),
            }
        };
        let given = self.front.title.clone();
        let title = given.or_else(|| self.outline.title.clone());
        markdown::typeset(&title.unwrap_or_else(named), self.front.lang())
    }

    /// The URL of its page.
    pub(super) fn href(&self) -> String {
        note_href(self.slug.as_str())
    }

    /// The page others can link to, once it is published.
    pub(super) fn page(&self) -> Page {
        Page {
            file: self.path.to_owned(),
            href: self.href(),
            title: self.title(),
            anchors: Some(self.outline.anchors.clone()),
            absence: self.front.draft.then_some(Absence::Draft),
        }
    }
}
