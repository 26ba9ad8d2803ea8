//! The parser's events, with the prose in them typeset.

use std::{collections::VecDeque, mem};

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    callout::{Callouts, Item},
    cells::surplus,
    typography::{BREAK, OBJECT, SEAM, french},
    unread::look_through,
};

/// The events of `source`: neighbouring text is one event, soft breaks are line feeds in it,
/// and it is typeset where `lang` is French.
pub(super) fn events<'a>(source: &'a str, lang: &str) -> impl Iterator<Item = Item<'a>> {
    Typeset {
        source,
        inner: Callouts::new(
            source,
            Parser::new_ext(source, options()).into_offset_iter(),
        ),
        queue: VecDeque::new(),
        french: is_french(lang),
        in_code: false,
        columns: 0,
    }
}

/// What the parser reads beside CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Whether French typography applies to a text in `lang`, a BCP 47 tag.
pub(crate) fn is_french(lang: &str) -> bool {
    lang.split('-')
        .next()
        .is_some_and(|primary| primary.eq_ignore_ascii_case("fr"))
}

/// Holds the inline events of one block back until the block's text can be seen whole.
struct Typeset<'a, I> {
    source: &'a str,
    inner: I,
    queue: VecDeque<Item<'a>>,
    french: bool,
    /// Inside a block of code or HTML, where text is no prose.
    in_code: bool,
    /// Of the table one is in.
    columns: usize,
}

impl<'a, I: Iterator<Item = Item<'a>>> Iterator for Typeset<'a, I> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        if self.queue.is_empty() {
            self.fill();
        }
        self.queue.pop_front()
    }
}

impl<'a, I: Iterator<Item = Item<'a>>> Typeset<'a, I> {
    fn fill(&mut self) {
        for mut item in self.inner.by_ref() {
            match &item.event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.in_code = true,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.in_code = false,
                Event::Start(Tag::Table(alignments)) => self.columns = alignments.len(),
                Event::Start(Tag::TableRow) => {
                    let row = self.source.get(item.range.clone()).unwrap_or_default();
                    let remark = surplus(row, self.columns);
                    item.remarks.extend(remark.map(|remark| (0, remark)));
                }
                Event::SoftBreak if !self.in_code => item.event = Event::Text("\n".into()),
                _ => {}
            }
            let ends = self.in_code || !is_inline(&item.event);
            self.queue.push_back(item);
            if ends {
                break;
            }
        }
        merge(&mut self.queue);
        if !self.in_code {
            look_through(&mut self.queue, self.source);
        }
        if self.french && !self.in_code {
            typeset(&mut self.queue);
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

/// Makes neighbouring texts one. A line may be a million of them, so each is copied once.
fn merge(items: &mut VecDeque<Item<'_>>) {
    let is_text = |item: &Item<'_>| matches!(item.event, Event::Text(_));
    let pairs = items.iter().zip(items.iter().skip(1));
    if !pairs
        .into_iter()
        .any(|(one, next)| is_text(one) && is_text(next))
    {
        return;
    }
    let mut rest = mem::take(items).into_iter().peekable();
    while let Some(mut item) = rest.next() {
        if is_text(&item) && rest.peek().is_some_and(is_text) {
            let mut whole = String::new();
            let mut push = |event: &Event<'_>| {
                if let Event::Text(text) = event {
                    whole.push_str(text);
                }
            };
            push(&item.event);
            while let Some(next) = rest.next_if(is_text) {
                push(&next.event);
                item.range.end = next.range.end;
            }
            item.event = Event::Text(whole.into());
        }
        items.push_back(item);
    }
}

/// Typesets the text of one block: every event becomes its text, or one mark that stands for it.
fn typeset(items: &mut VecDeque<Item<'_>>) {
    let mut line = String::new();
    let mut verbatim = Verbatim::default();
    let mut prose = Vec::with_capacity(items.len());
    for Item { event, .. } in &*items {
        verbatim.follow(event);
        let is_prose = match event {
            Event::Text(text) if !verbatim.holds() => {
                line.extend(
                    text.chars()
                        .map(|c| if is_mark(c) { '\u{FFFD}' } else { c }),
                );
                true
            }
            Event::Text(_) | Event::Code(_) => {
                line.push(OBJECT);
                false
            }
            Event::HardBreak | Event::TaskListMarker(_) => {
                line.push(BREAK);
                false
            }
            _ => {
                line.push(SEAM);
                false
            }
        };
        prose.push(is_prose);
    }
    if !prose.contains(&true) {
        return;
    }
    let set = french(&line);
    let mut pieces = set.split(is_mark);
    let mut piece = pieces.next();
    for (Item { event, .. }, is_prose) in items.iter_mut().zip(prose) {
        if is_prose {
            *event = Event::Text(piece.unwrap_or_default().to_owned().into());
        } else {
            piece = pieces.next();
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, SEAM | OBJECT | BREAK)
}

/// Follows what makes text no prose: a bare URL's link, raw `<code>` and its like.
#[derive(Default)]
pub(super) struct Verbatim {
    in_autolink: bool,
    in_code: usize,
}

impl Verbatim {
    pub(super) fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            }) => {
                self.in_autolink = true;
            }
            Event::End(TagEnd::Link) => self.in_autolink = false,
            Event::InlineHtml(tag) => match tag.strip_prefix("</") {
                Some(name) if is_code(name) => self.in_code = self.in_code.saturating_sub(1),
                None if is_code(&tag[1..]) => self.in_code += 1,
                _ => {}
            },
            _ => {}
        }
    }

    pub(super) fn holds(&self) -> bool {
        self.in_autolink || self.in_code > 0
    }
}

/// Whether the text of that element is code. `tag` starts with the element's name.
pub(super) fn is_code(tag: &str) -> bool {
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    ["code", "kbd", "samp", "tt", "var", "pre", "script", "style"]
        .iter()
        .any(|name| tag[..end].eq_ignore_ascii_case(name))
}
