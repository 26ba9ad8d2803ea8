//! Tables, and the marks that make some of them more than plain.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::Writer;
use crate::{
    markdown::{
        Anchor,
        escape::push_attribute,
        marked::placeholder,
        marker::{self, Mark},
        table::Table,
    },
    problem::{Fault, TableFault},
};

/// A mark that waits for its table: where it stands, as faults say it.
pub(super) struct Waiting {
    mark: Mark,
    at: usize,
    lines: usize,
}

impl Writer<'_> {
    /// Takes the mark off a block of raw HTML that ends with one.
    pub(super) fn take_mark(&mut self, html: &mut String, at: usize) {
        let Some((before, words)) = marker::split(html) else {
            return;
        };
        let lines = before.matches('\n').count();
        let (mark, faults) = Mark::read(words);
        for fault in faults {
            self.faults.push((at, lines, fault.into()));
        }
        html.truncate(before.len());
        self.drop_mark();
        self.mark = Some(Waiting { mark, at, lines });
    }

    /// Reports a mark that something else than a table follows.
    pub(super) fn follow_mark(&mut self, event: &Event<'_>) {
        let may_come = matches!(
            event,
            Event::Start(Tag::Table(_) | Tag::HtmlBlock)
                | Event::Html(_)
                | Event::End(TagEnd::HtmlBlock)
        );
        if !may_come {
            self.drop_mark();
        }
    }

    /// Reports a mark that still waits.
    pub(super) fn drop_mark(&mut self) {
        if let Some(Waiting { at, lines, .. }) = self.mark.take() {
            let fault = Fault::from(TableFault::StrayTableMark);
            self.faults.push((at, lines, fault));
        }
    }

    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        let heading = match self.text.heading() {
            "" => self.title.as_deref().unwrap_or_default(),
            heading => heading,
        };
        let mark = self.mark.take().map(|waiting| waiting.mark);
        let table = Table::open(&mut self.out, alignments, heading, self.tables, mark);
        self.table = Some(table);
    }

    pub(super) fn close_table(&mut self) {
        let closed = self.table.take();
        let Some(mut marked) = closed.and_then(|table| table.close(&mut self.out)) else {
            return;
        };
        let id = self.taken.give(&marked.label);
        let mut attribute = String::new();
        push_attribute(&mut attribute, "id", &id);
        marked.html.insert_str("<div".len(), &attribute);
        self.out.push_str(&placeholder(&id));
        self.out.push('\n');
        self.anchors.push(Anchor {
            id: id.clone(),
            title: self.text.heading().to_owned(),
        });
        self.marked.push((id, marked));
    }
}
