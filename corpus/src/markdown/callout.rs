//! Alerts with a title, of any type, that open and close: `> [!question]- Un *titre*`.
//!
//! The parser knows the five types of GitHub, alone on their line. Others come as quotes: what they
//! are is read from the first paragraph, of which the title becomes a paragraph of its own.

use std::{collections::VecDeque, ops::Range};

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::admonition;
use crate::problem::Remark;

/// What is known of an alert when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Callout {
    pub(super) kind: BlockQuoteKind,
    /// What it is called where it has no title.
    pub(super) label: String,
    /// The paragraph that follows is its title.
    pub(super) titled: bool,
    /// Whether it opens and closes, and is open at first.
    pub(super) fold: Option<bool>,
}

/// Types that other tools have, as one of ours, and what they are called.
const TYPES: &[(&[&str], BlockQuoteKind, &str)] = &[
    (&["note", "secondary"], BlockQuoteKind::Note, "Note"),
    (&["info"], BlockQuoteKind::Note, "Information"),
    (
        &["abstract", "summary", "tldr"],
        BlockQuoteKind::Note,
        "Résumé",
    ),
    (
        &["question", "help", "faq"],
        BlockQuoteKind::Note,
        "Question",
    ),
    (&["example"], BlockQuoteKind::Note, "Exemple"),
    (&["quote", "cite"], BlockQuoteKind::Note, "Citation"),
    (&["todo"], BlockQuoteKind::Note, "À faire"),
    (&["seealso"], BlockQuoteKind::Note, "Voir aussi"),
    (&["details"], BlockQuoteKind::Note, "Détails"),
    (&["tip", "hint"], BlockQuoteKind::Tip, "Astuce"),
    (
        &["success", "check", "done"],
        BlockQuoteKind::Tip,
        "Réussite",
    ),
    (&["important"], BlockQuoteKind::Important, "Important"),
    (
        &["warning", "attention"],
        BlockQuoteKind::Warning,
        "Attention",
    ),
    (&["caution", "danger"], BlockQuoteKind::Caution, "Danger"),
    (&["error"], BlockQuoteKind::Caution, "Erreur"),
    (&["bug"], BlockQuoteKind::Caution, "Bogue"),
    (
        &["failure", "fail", "missing"],
        BlockQuoteKind::Caution,
        "Échec",
    ),
];

impl Callout {
    /// An alert of that type; one that nobody knows is a note of that name.
    fn of(name: &str) -> Self {
        let is_it = |(names, ..): &&(&[&str], _, _)| {
            names.iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        let known = TYPES.iter().find(is_it);
        let (kind, label) = match known {
            Some(&(_, kind, label)) => (kind, label.to_owned()),
            None => {
                let mut letters = name.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                (BlockQuoteKind::Note, first.chain(letters).collect())
            }
        };
        Self {
            kind,
            label,
            titled: false,
            fold: None,
        }
    }

    fn of_kind(kind: BlockQuoteKind) -> Self {
        Self::of(match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        })
    }

    /// Reads `[!type]`, `[!type]-` or `[!type]+` and the spaces behind it; how long that is.
    fn read(text: &str) -> Option<(Self, usize)> {
        let (name, rest) = admonition::name(text.strip_prefix("[!")?)?;
        let rest = rest.strip_prefix(']')?;
        let (fold, rest) = match rest.as_bytes().first() {
            Some(b'-') => (Some(false), &rest[1..]),
            Some(b'+') => (Some(true), &rest[1..]),
            _ => (None, rest),
        };
        let rest = rest.trim_start_matches([' ', '\t']);
        let callout = Self {
            fold,
            ..Self::of(name)
        };
        Some((callout, text.len() - rest.len()))
    }
}

/// An event, the bytes of the source it stands for, and the alert that begins with it.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) event: Event<'a>,
    pub(super) range: Range<usize>,
    pub(super) callout: Option<Callout>,
    /// What is to be said of it, each a number of lines after its start.
    pub(super) remarks: Vec<(usize, Remark)>,
}

impl<'a> Item<'a> {
    pub(super) fn new(event: Event<'a>, range: Range<usize>) -> Self {
        Self {
            event,
            range,
            callout: None,
            remarks: Vec::new(),
        }
    }
}

/// Finds the alerts among the parser's events.
pub(super) struct Callouts<'a, I> {
    source: &'a str,
    inner: I,
    /// What was read ahead and is still to be looked at.
    ahead: Option<(Event<'a>, Range<usize>)>,
    /// What is to come before that.
    ready: VecDeque<Item<'a>>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Callouts<'a, I> {
    pub(super) fn new(source: &'a str, inner: I) -> Self {
        Self {
            source,
            inner,
            ahead: None,
            ready: VecDeque::new(),
        }
    }

    /// The alert that a quote turns out to be, if its first paragraph says so.
    fn quote(&mut self) -> Option<Callout> {
        let (event, range) = self.inner.next()?;
        let said = match event {
            Event::Start(Tag::Paragraph) => Callout::read(&self.source[range.clone()]),
            _ => None,
        };
        let Some((callout, length)) = said else {
            self.ahead = Some((event, range));
            return None;
        };
        let mut events = Vec::new();
        for (event, range) in self.inner.by_ref() {
            let ends = matches!(event, Event::End(TagEnd::Paragraph));
            events.push(Item::new(event, range));
            if ends {
                break;
            }
        }
        let start = range.start + length;
        let paragraph = Item::new(event, range);
        match cut(&events, start) {
            Some(inside) => Some(self.alert(callout, &paragraph, inside)),
            None => {
                self.ready.push_back(paragraph);
                self.ready.extend(events);
                None
            }
        }
    }

    /// Leaves the title and the rest of the first paragraph as paragraphs.
    fn alert(&mut self, callout: Callout, paragraph: &Item<'a>, inside: Vec<Item<'a>>) -> Callout {
        let (title, rest) = split_title(inside);
        let titled = !title.is_empty();
        for inside in [title, rest] {
            if !inside.is_empty() {
                let end = paragraph.range.end..paragraph.range.end;
                let start = Item::new(paragraph.event.clone(), paragraph.range.clone());
                self.ready.push_back(start);
                self.ready.extend(inside);
                let end = Item::new(Event::End(TagEnd::Paragraph), end);
                self.ready.push_back(end);
            }
        }
        Callout { titled, ..callout }
    }
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Callouts<'a, I> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        if let Some(item) = self.ready.pop_front() {
            return Some(item);
        }
        let (event, range) = self.ahead.take().or_else(|| self.inner.next())?;
        let callout = match event {
            Event::Start(Tag::BlockQuote(None)) => self.quote(),
            Event::Start(Tag::BlockQuote(Some(kind))) => Some(Callout::of_kind(kind)),
            _ => None,
        };
        Some(Item {
            callout,
            ..Item::new(event, range)
        })
    }
}

/// What of a paragraph comes from `start` on, without its end; `None` where markup stands across.
fn cut<'a>(events: &[Item<'a>], start: usize) -> Option<Vec<Item<'a>>> {
    let mut inside = Vec::new();
    for Item { event, range, .. } in &events[..events.len().saturating_sub(1)] {
        match event {
            _ if range.start >= start => inside.push(Item::new(event.clone(), range.clone())),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak if range.end <= start => {}
            Event::Text(text) if text.len() == range.len() => {
                let rest = text[start - range.start..].to_owned();
                let rest = Event::Text(CowStr::from(rest));
                inside.push(Item::new(rest, start..range.end));
            }
            _ => return None,
        }
    }
    Some(inside)
}

/// The first line, and what follows the break behind it.
fn split_title<'a>(mut inside: Vec<Item<'a>>) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    let mut depth = 0_usize;
    let is_end = |item: &Item<'a>| {
        match item.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(item.event, Event::SoftBreak | Event::HardBreak)
    };
    let Some(at) = inside.iter().position(is_end) else {
        return (inside, Vec::new());
    };
    let rest = inside.split_off(at + 1);
    inside.pop();
    (inside, rest)
}
