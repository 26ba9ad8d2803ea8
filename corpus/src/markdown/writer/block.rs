//! Alerts, the boxes of tasks, and what stands in the place of code.

use pulldown_cmark::BlockQuoteKind;

use super::Writer;
use crate::{
    embed::Embed,
    markdown::{Fence, code, escape::push_attribute},
};

impl Writer<'_> {
    pub(super) fn open_alert(&mut self, kind: BlockQuoteKind) {
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("alert alert-note", "Note"),
            BlockQuoteKind::Tip => ("alert alert-tip", "Astuce"),
            BlockQuoteKind::Important => ("alert alert-important", "Important"),
            BlockQuoteKind::Warning => ("alert alert-warning", "Attention"),
            BlockQuoteKind::Caution => ("alert alert-caution", "Danger"),
        };
        self.out.push_str("<aside");
        push_attribute(&mut self.out, "class", class);
        self.out.push_str(" role=\"note\"");
        push_attribute(&mut self.out, "aria-label", label);
        self.out.push_str("><p class=\"alert-title\">");
        self.out.push_str(label);
        self.out.push_str("</p>\n");
    }

    /// Writes a block of code, or the mark of the picture that it asks for.
    pub(super) fn close_code(&mut self, at: usize) {
        let Some((info, source)) = self.code.take() else {
            return;
        };
        self.text.part('\n');
        if Fence::is_picture(&info) {
            return self.push_fence(at, info, source, None);
        }
        code::push_block(&mut self.out, &info, &source, self.settings.plain_code);
        self.text.code(&source);
        self.text.part('\n');
    }

    /// Leaves the mark of a picture.
    pub(super) fn push_fence(
        &mut self,
        at: usize,
        info: String,
        source: String,
        caption: Option<String>,
    ) {
        self.out.push_str(&Embed::mark(self.fences.len()));
        self.out.push('\n');
        let fence = Fence {
            info,
            source,
            caption,
        };
        self.fences.push((at, fence));
    }

    pub(super) fn task(&mut self, done: bool) {
        self.out.insert_str(self.item, " class=\"task\"");
        let (checked, label) = if done {
            (" checked=\"\"", "Fait")
        } else {
            ("", "À faire")
        };
        let input =
            format!("<input type=\"checkbox\" disabled=\"\"{checked} aria-label=\"{label}\"> ");
        self.out.push_str(&input);
    }
}
