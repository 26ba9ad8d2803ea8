//! Environments and flows that a text shows like images: `![Légende](../stacks/nom.toml)`.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Writer;
use crate::problem::RelationFault;

/// What an empty paragraph is.
const OPEN: &str = "<p>";

impl Writer<'_> {
    /// Leaves the mark of a picture where the paragraph would be that asks for it.
    pub(super) fn push_picture(&mut self, dest: &str, caption: &str, at: usize) {
        let alone = self.pictured || self.out.ends_with(OPEN);
        if !alone {
            return self.fault(at, RelationFault::CrowdedEmbed.into());
        }
        match self.settings.resolve.picture(dest) {
            Err(fault) => self.fault(at, fault),
            Ok(info) => {
                if !self.pictured {
                    self.out.truncate(self.out.len() - OPEN.len());
                }
                self.pictured = true;
                self.push_fence(at, info, String::new(), Some(caption.to_owned()));
            }
        }
    }

    /// Whether an event behind a picture is done with: the end of its paragraph, or the line end
    /// before the next picture. Whatever else stands there is reported.
    pub(super) fn follow_picture(&mut self, event: &Event<'_>, at: usize) -> bool {
        if !self.pictured || self.image.is_some() {
            return false;
        }
        match event {
            Event::End(TagEnd::Paragraph) => {
                self.pictured = false;
                self.text.part('\n');
                true
            }
            Event::Text(text) => self.crowds(!text.trim().is_empty(), at),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => false,
            _ => self.crowds(true, at),
        }
    }

    /// Goes on with the text that stands beside a picture, if `any`.
    fn crowds(&mut self, any: bool, at: usize) -> bool {
        if any {
            self.fault(at, RelationFault::CrowdedEmbed.into());
            self.pictured = false;
            self.out.push_str(OPEN);
        }
        !any
    }
}
