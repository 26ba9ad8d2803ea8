//! HTML written in a note: read with the sanitiser's own tokenizer, so that what it will take away
//! can be reported with its line, and so that links and images are resolved as in Markdown.

use std::cell::RefCell;

use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::{
    Resolve,
    escape::{push_attribute, push_text},
    events::is_code,
    reference::{self, Picture},
    sanitise::is_shown,
    slug::Anchors,
    typography::french,
};
use crate::problem::{Fault, Remark};

/// Elements that run or load something: a mistake, not only a matter of taste.
const FORBIDDEN: &[&str] = &[
    "script", "iframe", "frame", "object", "embed", "applet", "base",
];
/// Elements that only our own markup uses.
const OURS: &[&str] = &["button", "input"];
/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
];
/// Elements whose end one may leave out, or that never nest.
const LOOSE: &[&str] = &[
    "a", "dd", "dt", "li", "option", "p", "tbody", "td", "th", "thead", "tr",
];
/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "poster",
    "src",
    "xlink:href",
];

/// A piece of raw HTML, rewritten.
#[derive(Default)]
pub(super) struct Raw {
    /// The same elements, with addresses resolved; still to be sanitised.
    pub(super) html: String,
    /// The text in it.
    pub(super) text: String,
    /// What is wrong with it, with the number of lines before it in the piece.
    pub(super) faults: Vec<(usize, Fault)>,
    /// Elements in it that will be taken away, with the number of lines before them.
    pub(super) hidden: Vec<(usize, String)>,
    /// The `id`s in it.
    pub(super) ids: Vec<String>,
    /// How many more elements are open after it than before.
    pub(super) opened: isize,
}

/// Rewrites a piece of raw HTML; its `id`s are taken from `anchors`.
pub(super) fn rewrite(
    source: &str,
    is_french: bool,
    resolve: &dyn Resolve,
    anchors: &mut Anchors,
) -> Raw {
    let state = State {
        source,
        raw: Raw::default(),
        code: 0,
        is_french,
        anchors,
        resolve,
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(state)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(source));
    // The sink never asks for a script to be run, so that the tokenizer reads to the end.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().raw
}

struct Sink<'a>(RefCell<State<'a>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => {
                let kind = (tag.kind == TagKind::StartTag)
                    .then(|| raw_kind(&tag.name))
                    .flatten();
                state.tag(&tag, usize::try_from(line).unwrap_or(1).saturating_sub(1));
                if let Some(kind) = kind {
                    return TokenSinkResult::RawData(kind);
                }
            }
            // Comments and doctypes are not shown.
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the text of an element is to be read, where it holds no markup.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

struct State<'a> {
    source: &'a str,
    raw: Raw,
    /// How many elements that hold code are open.
    code: usize,
    is_french: bool,
    anchors: &'a mut Anchors,
    resolve: &'a dyn Resolve,
}

impl State<'_> {
    fn text(&mut self, text: &str) {
        if self.is_french && self.code == 0 {
            let set = french(text);
            self.raw.text.push_str(&set);
            push_text(&mut self.raw.html, &set);
        } else {
            self.raw.text.push_str(text);
            push_text(&mut self.raw.html, text);
        }
    }

    fn tag(&mut self, tag: &Tag, line: usize) {
        let name = &*tag.name;
        if OURS.contains(&name) {
            return;
        }
        if tag.kind == TagKind::EndTag {
            self.nest(name, -1);
            self.raw.html.extend(["</", name, ">"]);
            return;
        }
        if FORBIDDEN.contains(&name) {
            let tag = name.to_owned();
            self.raw.faults.push((line, Fault::RawHtml { tag }));
        } else if !is_shown(name) {
            self.raw.hidden.push((line, self.as_written(name)));
        }
        self.nest(name, 1);
        match self.attributes(name, &tag.attrs) {
            Ok(attributes) => self.raw.html.extend(["<", name, &attributes, ">"]),
            Err(Some(fault)) => self.raw.faults.push((line, fault)),
            Err(None) => {}
        }
    }

    /// A name as its author wrote it: the tokenizer says it in lower case.
    fn as_written(&self, name: &str) -> String {
        let starts = self.source.match_indices('<').map(|(at, _)| at + 1);
        let names = starts.filter_map(|at| self.source.get(at..at + name.len()));
        let mut same = names.filter(|written| written.eq_ignore_ascii_case(name));
        same.next().unwrap_or(name).to_owned()
    }

    fn nest(&mut self, name: &str, step: isize) {
        if is_code(name) {
            self.code = self.code.saturating_add_signed(step);
        }
        if !VOID.contains(&name) && !LOOSE.contains(&name) {
            self.raw.opened += step;
        }
    }

    /// The attributes to write; no element at all for an error.
    fn attributes(&mut self, element: &str, given: &[Attribute]) -> Result<String, Option<Fault>> {
        let mut out = String::new();
        if element == "img" {
            let value = |name| {
                given
                    .iter()
                    .find(|a| &*a.name.local == name)
                    .map(|a| &*a.value)
            };
            self.image(&mut out, value("src"), value("alt"))?;
        }
        for attribute in given {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            match (element, name) {
                (_, "class" | "style") | ("img", "src" | "alt" | "loading" | "decoding") => {}
                (_, _) if name.starts_with("on") => {
                    return Err(Some(Fault::RawHandler {
                        name: name.to_owned(),
                    }));
                }
                (_, "id") | ("a", "name") => {
                    if !value.is_empty() && self.anchors.take(value) {
                        push_attribute(&mut out, "id", value);
                        self.raw.ids.push(value.to_owned());
                    }
                }
                ("a", "href") => self.link(&mut out, value)?,
                (_, _) if ADDRESSES.contains(&name) => {
                    if let Some(scheme) = reference::scheme(value).filter(|s| is_dangerous(s)) {
                        return Err(Some(Fault::ForbiddenScheme { scheme }));
                    }
                }
                _ => push_attribute(&mut out, name, value),
            }
        }
        Ok(out)
    }

    fn link(&self, out: &mut String, dest: &str) -> Result<(), Option<Fault>> {
        let link = reference::link(dest, self.resolve).map_err(Some)?;
        push_attribute(out, "href", &link.href);
        if link.external {
            push_attribute(out, "rel", "noreferrer");
        }
        Ok(())
    }

    /// An image needs a text, as in Markdown; an empty one says that it is an ornament.
    fn image(
        &mut self,
        out: &mut String,
        src: Option<&str>,
        alt: Option<&str>,
    ) -> Result<(), Option<Fault>> {
        let alt = alt.ok_or(Some(Fault::MissingAlt))?;
        match reference::image(src.unwrap_or_default(), self.resolve).map_err(Some)? {
            Picture::Here(image) => push_attribute(out, "src", &image.src),
            Picture::Elsewhere(dest) => {
                self.text(alt);
                return Err(Some(Remark::RemoteImage { dest }.into()));
            }
        }
        push_attribute(out, "alt", alt);
        push_attribute(out, "loading", "lazy");
        push_attribute(out, "decoding", "async");
        Ok(())
    }
}

fn is_dangerous(scheme: &str) -> bool {
    matches!(scheme, "javascript" | "vbscript" | "data")
}
