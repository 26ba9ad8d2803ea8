//! One event after the other, written as HTML, plain text and outline.

mod block;
mod heading;
mod html;
mod picture;
mod reference;
mod table;

use std::{collections::HashSet, mem};

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use block::AlertTitle;
use heading::Heading;
use reference::{OpenImage, is_markup_in_image};
use table::Waiting;

use super::{
    Anchor, Fence, Resolve,
    callout::{Callout, Item},
    escape::push_text,
    events::Verbatim,
    footnotes::Footnotes,
    foreign::Foreign,
    slug::Anchors,
    table::{Marked, Table},
    text::PlainText,
};
use crate::{note::TocEntry, problem::Fault};

/// How deep blocks may nest: far more than anybody reads, far less than a stack holds.
pub(super) const DEEPEST: usize = 100;
/// The same for raw elements, which a parser of HTML may open again in every paragraph.
const DEEPEST_RAW: isize = 32;

/// How a text is to be written.
pub(super) struct Settings<'a> {
    pub(super) resolve: &'a dyn Resolve,
    pub(super) is_french: bool,
    /// The title, where it is given elsewhere: a heading of level 1 that opens the text and says
    /// the same repeats it.
    pub(super) title: Option<&'a str>,
    /// No block elements.
    pub(super) inline: bool,
    /// No colours in code.
    pub(super) plain_code: bool,
    /// Words to mark as another language's.
    pub(super) foreign: Option<&'a Foreign>,
}

/// A fault, at a byte of the source and a number of lines after it.
pub(super) type Found = (usize, usize, Fault);

/// Writes a text.
pub(super) struct Writer<'a> {
    settings: Settings<'a>,
    pub(super) out: String,
    pub(super) text: PlainText,
    /// The text of the first heading.
    pub(super) title: Option<String>,
    pub(super) toc: Vec<TocEntry>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) faults: Vec<Found>,
    /// Blocks that ask for a picture, each at a byte of the source.
    pub(super) fences: Vec<(usize, Fence)>,
    taken: Anchors,
    footnotes: Footnotes,
    /// How many blocks and spans are open.
    depth: usize,
    raw_depth: isize,
    /// Tables under the current heading.
    tables: usize,
    heading: Option<Heading>,
    table: Option<Table>,
    /// The mark before the table to come.
    mark: Option<Waiting>,
    /// The marked tables, with their ids.
    pub(super) marked: Vec<(String, Marked)>,
    image: Option<OpenImage>,
    /// Pictures stand in the place of the paragraph.
    pictured: bool,
    /// The code block being read: the words after its fence, its text.
    code: Option<(String, String)>,
    /// The raw block being read.
    raw: String,
    /// What ends the links that are open.
    links: Vec<&'static str>,
    /// Elements that were remarked on.
    hidden: HashSet<String>,
    /// Where the last `<li` ends in the output.
    item: usize,
    /// The text has begun.
    has_begun: bool,
    /// The alert that begins with this event.
    callout: Option<Callout>,
    /// The end tags of the quotes and alerts that are open.
    quotes: Vec<&'static str>,
    title_of_alert: Option<AlertTitle>,
    verbatim: Verbatim,
}

impl<'a> Writer<'a> {
    pub(super) fn new(settings: Settings<'a>) -> Self {
        Self {
            settings,
            out: String::new(),
            text: PlainText::new(),
            title: None,
            toc: Vec::new(),
            anchors: Vec::new(),
            faults: Vec::new(),
            fences: Vec::new(),
            taken: Anchors::default(),
            footnotes: Footnotes::default(),
            depth: 0,
            raw_depth: 0,
            tables: 0,
            heading: None,
            table: None,
            mark: None,
            marked: Vec::new(),
            image: None,
            pictured: false,
            code: None,
            raw: String::new(),
            links: Vec::new(),
            hidden: HashSet::new(),
            item: 0,
            has_begun: false,
            callout: None,
            quotes: Vec::new(),
            title_of_alert: None,
            verbatim: Verbatim::default(),
        }
    }

    /// Writes all events; `false` where they nest too deep to go on.
    pub(super) fn write<'s>(&mut self, events: impl Iterator<Item = Item<'s>>) -> bool {
        for item in events {
            let Item { event, range, .. } = item;
            self.callout = item.callout;
            let remarks = item.remarks.into_iter();
            let remarks = remarks.map(|(lines, remark)| (range.start, lines, remark.into()));
            self.faults.extend(remarks);
            match event {
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth -= 1,
                _ => {}
            }
            self.event(event, range.start);
            if self.depth > DEEPEST || self.raw_depth > DEEPEST_RAW {
                self.fault(range.start, Fault::NestingTooDeep { limit: DEEPEST });
                return false;
            }
        }
        self.drop_mark();
        mem::take(&mut self.footnotes).finish(&mut self.out);
        true
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        self.verbatim.follow(&event);
        self.follow_mark(&event);
        if let Some(table) = &mut self.table {
            table.follow(&event);
        }
        if self.settings.inline && is_block(&event) {
            self.fault(at, Fault::BlockMarkdown);
            return;
        }
        if self.follow_picture(&event, at) || self.image.is_some() && is_markup_in_image(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.prose(&text),
            Event::Code(text) => self.code_span(&text),
            Event::Html(html) => self.raw.push_str(&html),
            Event::InlineHtml(html) => self.raw(&html, at),
            Event::FootnoteReference(name) => {
                self.footnotes
                    .call(&mut self.out, &name, self.links.is_empty());
            }
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.text.part(' ');
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(done),
            Event::SoftBreak | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        let opens = !mem::replace(&mut self.has_begun, true);
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            Tag::Heading { level, id, .. } => {
                let (id, start) = (id.map(|id| id.to_string()), self.out.len());
                self.heading = Some(Heading {
                    level,
                    id,
                    title: String::new(),
                    start,
                    opens,
                });
            }
            Tag::BlockQuote(_) => self.open_quote(),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Indented => String::new(),
                    CodeBlockKind::Fenced(info) => info.to_string(),
                };
                self.code = Some((info, String::new()));
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                self.out.push_str("<li>");
                self.item = self.out.len() - 1;
            }
            Tag::FootnoteDefinition(name) => self.footnotes.open(&self.out, &name),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.in_table(Table::open_head),
            Tag::TableRow => self.in_table(Table::open_row),
            Tag::TableCell => self.in_table(|table, out| table.open_cell(out)),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.start_link(link_type, &dest_url, &title, at);
            }
            Tag::Image {
                dest_url, title, ..
            } => self.open_image(&dest_url, &title),
            // Blocks of HTML are gathered until they end; the rest is not enabled in the parser.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.close_heading(at),
            TagEnd::BlockQuote(_) => self.close_quote(),
            TagEnd::CodeBlock => self.close_code(at),
            TagEnd::HtmlBlock => {
                let mut html = mem::take(&mut self.raw);
                self.take_mark(&mut html, at);
                self.raw(&html, at);
                self.text.part('\n');
            }
            TagEnd::List(is_ordered) => {
                self.out
                    .push_str(if is_ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.out.push_str("</li>\n");
                self.text.part('\n');
            }
            TagEnd::FootnoteDefinition => self.footnotes.close(&mut self.out),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => {
                self.in_table(Table::close_head);
                self.text.part('\n');
            }
            TagEnd::TableRow => {
                self.out.push_str("</tr>");
                self.text.part('\n');
            }
            TagEnd::TableCell => {
                self.in_table(Table::close_cell);
                self.text.part(' ');
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(at),
            _ => {}
        }
    }

    fn in_table(&mut self, step: impl FnOnce(&mut Table, &mut String)) {
        if let Some(table) = &mut self.table {
            step(table, &mut self.out);
        }
    }

    /// Text of whatever is open.
    fn prose(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
        } else if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        } else {
            match self.settings.foreign.filter(|_| !self.verbatim.holds()) {
                Some(foreign) => foreign.push(&mut self.out, text),
                None => push_text(&mut self.out, text),
            }
            self.plain(text);
        }
    }

    fn code_span(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
            return;
        }
        self.out.push_str("<code>");
        push_text(&mut self.out, text);
        self.out.push_str("</code>");
        match &mut self.heading {
            Some(heading) => heading.title.push_str(text),
            None => self.text.code(text),
        }
        self.entitle(text);
    }

    /// The plain form of text that was written.
    fn plain(&mut self, text: &str) {
        match &mut self.heading {
            Some(heading) => heading.title.push_str(text),
            None => self.text.prose(text),
        }
        self.entitle(text);
    }

    fn open_paragraph(&mut self) {
        if self.opens_title() {
            return;
        }
        if !self.settings.inline {
            self.out.push_str("<p>");
        } else if !self.out.is_empty() {
            self.out.push_str("<br><br>");
        }
    }

    fn close_paragraph(&mut self) {
        if self.closes_title() {
            return self.text.part('\n');
        }
        if !self.settings.inline {
            self.out.push_str("</p>\n");
        }
        self.text.part('\n');
    }

    fn fault(&mut self, at: usize, fault: Fault) {
        self.faults.push((at, 0, fault));
    }
}

/// Whether an event is more than a line of text holds.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Paragraph
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}
