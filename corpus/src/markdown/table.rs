//! Tables: scrollable by keyboard, with headers that name their column or row.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{escape::push_attribute, marker::Mark};

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
    label: String,
    /// Where it starts in the output.
    begins: usize,
    /// What readers may do with it, if it is marked.
    mark: Option<Mark>,
    /// The cells so far of a marked table, row by row.
    drawn: Vec<Vec<Drawn>>,
}

/// A marked table, written.
pub(super) struct Marked {
    pub(super) mark: Mark,
    pub(super) label: String,
    /// Its plain form.
    pub(super) html: String,
    pub(super) head: Vec<Drawn>,
    pub(super) rows: Vec<Vec<Drawn>>,
}

/// A cell of a marked table.
pub(super) struct Drawn {
    /// Still to be sanitised.
    pub(super) content: String,
    pub(super) class: Option<&'static str>,
    pub(super) is_header: bool,
}

impl Table {
    /// Opens the `number`th table under `heading`.
    pub(super) fn open(
        out: &mut String,
        alignments: Vec<Alignment>,
        heading: &str,
        number: usize,
        mark: Option<Mark>,
    ) -> Self {
        let begins = out.len();
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
            label,
            begins,
            mark,
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
        self.drawn.push(Vec::new());
        out.push_str("<thead><tr>");
    }

    pub(super) fn close_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr></thead><tbody>");
    }

    pub(super) fn open_row(&mut self, out: &mut String) {
        self.column = 0;
        self.drawn.push(Vec::new());
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
        let class = self.alignments.get(self.column).and_then(class);
        if let Some(class) = class {
            push_attribute(out, "class", class);
        }
        out.extend([">", &content, "</", name, ">"]);
        self.column += 1;
        if let Some(row) = self.drawn.last_mut().filter(|_| self.mark.is_some()) {
            row.push(Drawn {
                content,
                class,
                is_header: name == "th",
            });
        }
    }

    /// Ends the table; a marked one is taken out again.
    pub(super) fn close(self, out: &mut String) -> Option<Marked> {
        out.push_str("</tbody></table></div>");
        let Some(mark) = self.mark else {
            out.push('\n');
            return None;
        };
        let mut rows = self.drawn.into_iter();
        Some(Marked {
            mark,
            label: self.label,
            html: out.split_off(self.begins),
            head: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        })
    }
}

fn class(alignment: &Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-right"),
        Alignment::None | Alignment::Left => None,
    }
}
