//! Headings: their level, their anchor, and which of them is the note's title.

use pulldown_cmark::HeadingLevel;

use super::Writer;
use crate::{
    markdown::{Anchor, escape::push_attribute, slug::slug},
    note::TocEntry,
    problem::Fault,
};

/// A heading being written.
pub(super) struct Heading {
    pub(super) level: HeadingLevel,
    pub(super) id: Option<String>,
    pub(super) title: String,
    /// Where its content starts in the output.
    pub(super) start: usize,
    /// Nothing stands before it.
    pub(super) opens: bool,
}

impl Writer<'_> {
    /// Writes a heading one level below the page's own, unless it is the note's title.
    pub(super) fn close_heading(&mut self, at: usize) {
        let Some(heading) = self.heading.take() else {
            return;
        };
        let content = self.out.split_off(heading.start);
        let title = heading.title.trim().to_owned();
        if title.is_empty() {
            return;
        }
        let anchor = self.anchor(heading.id, &title, at);
        let repeats = self
            .settings
            .title
            .is_none_or(|given| heading.level == HeadingLevel::H1 && says_the_same(given, &title));
        let is_title = heading.opens && repeats;
        self.title.get_or_insert_with(|| title.clone());
        self.anchors.push(Anchor {
            id: anchor.clone(),
            title: title.clone(),
        });
        if is_title {
            self.out.push_str("<span");
            push_attribute(&mut self.out, "id", &anchor);
            self.out.push_str("></span>");
            return;
        }
        let level = (heading.level as u8).max(2);
        self.push_heading(level, &anchor, &title, &content);
        if level <= 3 {
            self.toc.push(TocEntry {
                level,
                anchor: anchor.clone(),
                title: title.clone(),
            });
        }
        self.tables = 0;
        self.text.open(anchor, title);
    }

    fn push_heading(&mut self, level: u8, anchor: &str, title: &str, content: &str) {
        let out = &mut self.out;
        out.push_str(&format!("<h{level}"));
        push_attribute(out, "id", anchor);
        out.push('>');
        out.push_str(content.trim());
        out.push_str("<a class=\"anchor\"");
        push_attribute(out, "href", &format!("#{anchor}"));
        let label = format!("Lien vers la section «\u{202F}{title}\u{202F}»");
        push_attribute(out, "aria-label", &label);
        out.push_str(&format!("></a></h{level}>\n"));
    }

    /// The anchor the author chose, or the one the title gives: no two of a page are the same,
    /// also where the author asked for one twice.
    fn anchor(&mut self, chosen: Option<String>, title: &str, at: usize) -> String {
        match chosen {
            Some(id) if self.taken.take(&id) => id,
            Some(id) => {
                let other = self.taken.give(&id);
                self.fault(at, Fault::TakenAnchor { anchor: id });
                other
            }
            None => self.taken.give(title),
        }
    }
}

/// Whether two titles differ in case, accents and punctuation at most.
fn says_the_same(given: &str, heading: &str) -> bool {
    let (one, other) = (slug(given), slug(heading));
    match one.is_empty() && other.is_empty() {
        true => given.trim() == heading,
        false => one == other,
    }
}
