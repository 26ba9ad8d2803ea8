//! The parser's events, with the prose in them typeset.

use std::{collections::VecDeque, mem};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    callout::{Callouts, Item},
    typography::{BREAK, OBJECT, SEAM, french},
    unread::look_through,
};

/// The events of `source`: neighbouring text is one event, soft breaks are line feeds in it,
/// and it is typeset where `lang` is French.
pub(super) fn events<'a>(source: &'a str, lang: &str) -> impl Iterator<Item = Item<'a>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    Typeset {
        source,
        inner: Callouts::new(source, Parser::new_ext(source, options).into_offset_iter()),
        queue: VecDeque::new(),
        french: is_french(lang),
        in_code: false,
    }
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
        for item in self.inner.by_ref() {
            match item.event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.in_code = true,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.in_code = false,
                _ => {}
            }
            let ends = self.in_code || !is_inline(&item.event);
            push_merged(&mut self.queue, item, self.in_code);
            if ends {
                break;
            }
        }
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

fn push_merged<'a>(queue: &mut VecDeque<Item<'a>>, mut item: Item<'a>, in_code: bool) {
    if !in_code && item.event == Event::SoftBreak {
        item.event = Event::Text(CowStr::Borrowed("\n"));
    }
    match (queue.back_mut(), &item.event) {
        (
            Some(Item {
                event: Event::Text(before),
                range,
                ..
            }),
            Event::Text(text),
        ) => {
            let mut merged = mem::replace(before, CowStr::Borrowed("")).into_string();
            merged.push_str(text);
            *before = merged.into();
            range.end = item.range.end;
        }
        _ => queue.push_back(item),
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
