//! Alerts, the boxes of tasks, and what stands in the place of code.

use pulldown_cmark::BlockQuoteKind;

use super::Writer;
use crate::{
    embed::Embed,
    markdown::{
        Fence, code,
        escape::{push_attribute, push_text},
        unread::included,
    },
    problem::Remark,
};

/// The title of an alert, from where the alert begins.
pub(super) struct AlertTitle {
    /// Where its label belongs in the output; one that opens and closes needs none.
    label_at: Option<usize>,
    text: String,
    is_open: bool,
}

impl Writer<'_> {
    /// Begins a quote, or the alert that it is.
    pub(super) fn open_quote(&mut self) {
        let Some(callout) = self.callout.take() else {
            self.out.push_str("<blockquote>\n");
            return self.quotes.push("</blockquote>\n");
        };
        let class = match callout.kind {
            BlockQuoteKind::Note => "alert alert-note",
            BlockQuoteKind::Tip => "alert alert-tip",
            BlockQuoteKind::Important => "alert alert-important",
            BlockQuoteKind::Warning => "alert alert-warning",
            BlockQuoteKind::Caution => "alert alert-caution",
        };
        let folds = callout.fold.is_some();
        let (element, end) = match folds {
            true => ("<details", "</details>\n"),
            false => ("<aside", "</aside>\n"),
        };
        self.quotes.push(end);
        self.out.push_str(element);
        push_attribute(&mut self.out, "class", class);
        let label_at = match callout.fold {
            None => {
                self.out.push_str(" role=\"note\"");
                Some(self.out.len())
            }
            Some(open) => {
                self.out.push_str(if open { " open=\"\"" } else { "" });
                None
            }
        };
        self.out.push('>');
        self.title_of_alert = Some(AlertTitle {
            label_at,
            text: String::new(),
            is_open: false,
        });
        if !callout.titled {
            self.opens_title();
            push_text(&mut self.out, &callout.label);
            self.entitle(&callout.label);
            self.closes_title();
        }
    }

    pub(super) fn close_quote(&mut self) {
        self.out.push_str(self.quotes.pop().unwrap_or_default());
    }

    /// Whether the paragraph that begins is the title of an alert, which is written then.
    pub(super) fn opens_title(&mut self) -> bool {
        let Some(title) = self.title_of_alert.as_mut().filter(|title| !title.is_open) else {
            return false;
        };
        title.is_open = true;
        self.out.push_str(match title.label_at {
            Some(_) => "<p class=\"alert-title\">",
            None => "<summary class=\"alert-title\">",
        });
        true
    }

    /// Text of the title of an alert, if one is open.
    pub(super) fn entitle(&mut self, text: &str) {
        if let Some(title) = &mut self.title_of_alert {
            title.text.push_str(text);
        }
    }

    /// Whether what ends is the title of an alert, which is written then.
    pub(super) fn closes_title(&mut self) -> bool {
        let Some(title) = self.title_of_alert.take() else {
            return false;
        };
        let Some(at) = title.label_at else {
            self.out.push_str("</summary>\n");
            return true;
        };
        self.out.push_str("</p>\n");
        let mut label = String::new();
        push_attribute(&mut label, "aria-label", title.text.trim());
        self.out.insert_str(at, &label);
        true
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
        if let Some(language) = code::diagram(&info) {
            let language = language.to_owned();
            self.fault(at, Remark::Diagram { language }.into());
        }
        let fence = usize::from(!info.is_empty());
        for (lines, remark) in included(&source) {
            self.faults.push((at, fence + lines, remark.into()));
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
