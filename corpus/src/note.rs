//! A note of the course, ready to be shown.

use crate::{Html, Slug, embed::Embed, table::Table};

/// One Markdown file, rendered.
#[derive(Clone, Debug)]
pub struct Note {
    /// Path below `/notes/`.
    pub slug: Slug,
    /// Path of the file relative to the content folder: `notes/a/b.md`.
    pub source: String,
    /// Plain text.
    pub title: String,
    /// One sentence, if the author gave one: inline HTML.
    pub summary: Option<Html>,
    /// BCP 47 tag of the text: what the note says or, where it says nothing, `en` if it is plainly
    /// English, else `fr`.
    pub lang: String,
    /// What one knows after reading.
    pub learn: Vec<Html>,
    /// The text below the title: sanitised, without the title's own `<h1>`.
    pub html: Html,
    /// The tables in it that readers may sort or filter, in order.
    pub tables: Vec<Table>,
    /// The pictures in it: [`Embed::mark`] says where. `None` for one that could not be read.
    pub embeds: Vec<Option<Embed>>,
    /// Headings of level 2 and 3, in order.
    pub toc: Vec<TocEntry>,
    /// The text, cut at every heading; the first one is what stands before any heading.
    pub sections: Vec<Section>,
    /// Questions to test oneself with.
    pub questions: Vec<Question>,
    /// The notes that its links lead to, each once.
    pub leads_to: Vec<Slug>,
    /// The addresses of links that lead to nothing here, as written: folders of other tools have
    /// them, which are shown as far as they can be.
    pub dead_links: Vec<String>,
    /// When it was last changed, or written, as its author says it: `2026-11-22`, or a moment of that day.
    pub updated: Option<String>,
    /// Minutes it takes to read at 220 words a minute, at least 1.
    pub minutes: usize,
    /// The file as the author wrote it, without front matter.
    pub markdown: String,
}

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocEntry {
    /// 2 or 3.
    pub level: u8,
    /// The heading's `id`.
    pub anchor: String,
    /// The heading as plain text.
    pub title: String,
}

/// A heading and the text under it, up to the next heading of any level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's `id`; `None` for the text before the first heading.
    pub anchor: Option<String>,
    /// The heading as plain text; the note's title where there is none.
    pub heading: String,
    /// Plain text: prose, table cells and code, blocks separated by a line feed.
    pub text: String,
}

/// A question and its answer, shown one after the other.
#[derive(Clone, Debug)]
pub struct Question {
    /// Inline HTML.
    pub question: Html,
    /// Inline HTML.
    pub answer: Html,
}

impl Question {
    /// The anchor of the question at that position of [`Note::questions`].
    pub fn anchor(position: usize) -> String {
        format!("page:acquis-{}", position + 1)
    }
}

impl Note {
    /// The URL of the note.
    pub fn path(&self) -> String {
        match self.slug.as_str() {
            "" => "/notes".to_owned(),
            slug => format!("/notes/{slug}"),
        }
    }
}
