//! Alerts and the boxes of tasks.

use pulldown_cmark::BlockQuoteKind;

use super::Writer;
use crate::markdown::escape::push_attribute;

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
