//! Tables: scrollable by keyboard, with headers that name their column or row.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::escape::push_attribute;

/// A table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
    /// Where the open cell's content starts in the output.
    start: usize,
    bold: usize,
    /// The open cell holds something that is not bold.
    has_plain: bool,
}

impl Table {
    /// Opens the `number`th table under `heading`.
    pub(super) fn open(
        out: &mut String,
        alignments: Vec<Alignment>,
        heading: &str,
        number: usize,
    ) -> Self {
        let mut label = "Tableau".to_owned();
        if number > 1 {
            label.push_str(&format!(" {number}"));
        }
        if !heading.is_empty() {
            label.push_str("\u{A0}: ");
            label.push_str(heading);
        }
        out.push_str("<div class=\"table-scroll\" role=\"region\"");
        push_attribute(out, "aria-label", &label);
        out.push_str(" tabindex=\"0\"><table>");
        Self {
            alignments,
            ..Self::default()
        }
    }

    /// Notes whether what the open cell holds is bold.
    pub(super) fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Text(text) if self.bold == 0 => self.has_plain |= !text.trim().is_empty(),
            Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => {
                self.has_plain |= self.bold == 0;
            }
            _ => {}
        }
    }

    pub(super) fn open_head(&mut self, out: &mut String) {
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead><tr>");
    }

    pub(super) fn close_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr></thead><tbody>");
    }

    pub(super) fn open_row(&mut self, out: &mut String) {
        self.column = 0;
        out.push_str("<tr>");
    }

    pub(super) fn open_cell(&mut self, out: &str) {
        self.start = out.len();
        self.has_plain = false;
    }

    /// Puts the open cell's content into the element it turned out to need.
    pub(super) fn close_cell(&mut self, out: &mut String) {
        let content = out.split_off(self.start);
        let is_row_header = !self.in_head && self.column == 0 && !self.has_plain;
        let (name, scope) = match (self.in_head, content.is_empty()) {
            (_, true) => ("td", None),
            (true, false) => ("th", Some("col")),
            (false, false) if is_row_header => ("th", Some("row")),
            (false, false) => ("td", None),
        };
        out.extend(["<", name]);
        if let Some(scope) = scope {
            push_attribute(out, "scope", scope);
        }
        if let Some(class) = self.alignments.get(self.column).and_then(class) {
            push_attribute(out, "class", class);
        }
        out.extend([">", &content, "</", name, ">"]);
        self.column += 1;
    }

    pub(super) fn close(out: &mut String) {
        out.push_str("</tbody></table></div>\n");
    }
}

fn class(alignment: &Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-right"),
        Alignment::None | Alignment::Left => None,
    }
}
