//! Markdown to HTML, table of contents and plain text, in one pass over the parser's events.
//!
//! 1. `mdx`: comments of MDX are taken out; `admonition`: what other tools write between `:::`, or
//!    below `!!!`, becomes an alert.
//! 2. `events`: the parser's events; the inline text of each block is seen whole and typeset
//!    (`typography`), so that nothing later needs to know of it; quotes that are alerts are found
//!    (`callout`), links that are written as text become links (`links`, `bare`), and signs of other
//!    tools are seen (`unread`, `cells`) or taken out (`attributes`).
//! 3. `writer`: one event after the other becomes HTML, plain text by section (`text`) and anchors
//!    (`slug`), with the help of `code`, `highlight`, `table`, `footnotes`, `foreign` and `reference`.
//! 4. `raw`: HTML that the author wrote is read, checked and rewritten on the way.
//! 5. `sanitise`: the whole is sanitised, whoever wrote it.
//! 6. `marked`: tables that a `marker` makes sortable or filterable are kept as rows and cells too.
//!
//! No step recurses over what authors nest, and [`render`] gives up on a text nested too deep.

mod admonition;
mod attributes;
mod bare;
mod callout;
mod cells;
mod code;
mod escape;
mod events;
mod fence;
mod footnotes;
mod foreign;
mod highlight;
mod links;
mod marked;
mod marker;
mod mdx;
mod raw;
mod reference;
mod sanitise;
mod slug;
mod table;
mod text;
mod typography;
mod unread;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use events::is_french;
pub use foreign::Foreign;
pub use slug::slug;

use admonition::Translated;
use events::events;
use sanitise::{sanitise, sanitise_inline};
use writer::{Found, Settings, Writer};

use crate::{
    Html,
    note::{Section, TocEntry},
    problem::{Fault, MediaFault, Remark},
    table::Table,
};

/// What the references of a text are resolved by; the loader knows the other files.
pub trait Resolve {
    /// The URL for a link without scheme (`../part/note.md#anchor`, `#anchor`, `/comparer/x`).
    /// Links that leave the site (`https:`, `mailto:`) are not asked for.
    ///
    /// # Errors
    /// When there is no such file or anchor.
    fn link(&self, dest: &str) -> Result<String, Fault>;

    /// The image file a reference without scheme means.
    ///
    /// # Errors
    /// When there is no such file, or it is no image.
    fn image(&self, dest: &str) -> Result<Image, Fault>;

    /// The URL of the note of that title or path: `[[Titre]]`, `[[chemin#Section]]`.
    ///
    /// # Errors
    /// When there is none, or more than one.
    fn wiki(&self, dest: &str) -> Result<String, Fault> {
        let (dest, nearest) = (dest.to_owned(), None);
        Err(Remark::UnknownWikiLink { dest, nearest }.into())
    }

    /// What a block would say that asks for the picture of a `.toml` file: `stack nom`, `flow nom`.
    ///
    /// # Errors
    /// When there is no such file, or it is no picture.
    fn picture(&self, dest: &str) -> Result<String, Fault> {
        let (dest, nearest) = (dest.to_owned(), None);
        Err(MediaFault::MissingImage { dest, nearest }.into())
    }
}

/// An image of the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The URL it is served at.
    pub src: String,
    /// Width and height in pixels, where they can be read.
    pub size: Option<(u32, u32)>,
}

/// What surrounds a note's text.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// BCP 47 tag of the text; French typography is applied to `fr` and `fr-…` only.
    pub lang: &'a str,
    /// The title the front matter gives, if it does.
    pub title: Option<&'a str>,
    /// The line of the file the text starts on, counted from 1.
    pub first_line: usize,
    /// Resolves links and images.
    pub resolve: &'a dyn Resolve,
    /// Words to be marked as another language's in a French text.
    pub foreign: &'a Foreign,
}

/// A note's text, ready to be shown and searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitised; without the heading that is the note's title.
    pub html: Html,
    /// The title the front matter gives, else the first heading, typeset.
    pub title: Option<String>,
    /// The blocks that ask for a picture, with their lines; [`crate::embed::Embed::mark`] stands in
    /// the place of each.
    pub fences: Vec<(usize, Fence)>,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// The text cut at every heading, as plain text.
    pub sections: Vec<Section>,
    /// How many words of prose there are; code does not count.
    pub words: usize,
    /// The tables that readers may sort or filter, in the order of the text.
    pub tables: Vec<Table>,
}

/// A block of code, or an image, that asks for a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// What stands behind the fence: `stack nom`, `flow nom`, `stack`.
    pub info: String,
    /// The lines of the block.
    pub source: String,
    /// Plain text to stand below the picture: what an image has between its brackets.
    pub caption: Option<String>,
}

impl Fence {
    /// Whether it names a flow, and not environments.
    pub fn is_flow(&self) -> bool {
        self.info.starts_with("flow")
    }

    /// `stack`, with names or without, and `flow` with a name: elsewhere, a bare `flow` is the code of
    /// a flow chart.
    fn is_picture(info: &str) -> bool {
        let mut words = info.split_whitespace();
        match words.next() {
            Some("stack") => true,
            Some("flow") => words.next().is_some(),
            _ => false,
        }
    }
}

/// What other texts need to know of a note before any is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The text of the first heading, of any level, typeset.
    pub title: Option<String>,
    /// Every place a link can point at, with the title of the section it opens.
    pub anchors: Vec<Anchor>,
}

/// A place a link can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The `id` of the element.
    pub id: String,
    /// The heading's text; for another element, the heading it stands under, or nothing.
    pub title: String,
}

/// A short text, ready to be shown and searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Sanitised; without any block element.
    pub html: Html,
    /// The same as plain text.
    pub plain: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Outline {
    /// The place with that `id`.
    pub fn anchor(&self, id: &str) -> Option<&Anchor> {
        self.anchors.iter().find(|anchor| anchor.id == id)
    }
}

/// Reads the title and the anchors of a note's text (without front matter): cheap, never fails.
pub fn outline(source: &str, lang: &str) -> Outline {
    let mut writer = Writer::new(Settings {
        resolve: &Anywhere,
        is_french: is_french(lang),
        title: None,
        inline: false,
        plain_code: true,
        foreign: None,
    });
    let source = mdx::without_comments(source);
    writer.write(events(&admonition::translate(&source).text, lang));
    Outline {
        title: writer.title,
        anchors: writer.anchors,
    }
}

/// Renders a note's text (without front matter). The faults come with their line in the file,
/// in the order of the lines.
pub fn render(source: &str, context: &Context<'_>) -> (Rendered, Vec<(usize, Fault)>) {
    let mut writer = Writer::new(Settings {
        resolve: context.resolve,
        is_french: is_french(context.lang),
        title: context.title,
        inline: false,
        plain_code: false,
        foreign: is_french(context.lang).then_some(context.foreign),
    });
    let source = mdx::without_comments(source);
    let translated = admonition::translate(&source);
    let complete = writer.write(events(&translated.text, context.lang));
    let lines = Lines {
        text: &translated,
        first: context.first_line,
    };
    let faults = lines.of_faults(writer.faults);
    let fences = writer.fences.into_iter();
    let fences = fences.map(|(at, fence)| (lines.at(at), fence));
    if !complete {
        return (Rendered::default(), faults);
    }
    let given = context.title.map(|title| typeset(title, context.lang));
    let title = given.or(writer.title);
    let (sections, words) = writer.text.finish(title.as_deref());
    let (html, tables) = marked::put_back(sanitise(&writer.out), writer.marked);
    (
        Rendered {
            html,
            title,
            fences: fences.collect(),
            toc: writer.toc,
            sections,
            words,
            tables,
        },
        faults,
    )
}

/// Renders a short text of a TOML file or of the front matter: emphasis, code, links, no blocks.
pub fn inline(source: &str, lang: &str, foreign: &Foreign, resolve: &dyn Resolve) -> Inline {
    let mut writer = Writer::new(Settings {
        resolve,
        is_french: is_french(lang),
        title: Some(""),
        inline: true,
        plain_code: true,
        foreign: is_french(lang).then_some(foreign),
    });
    let complete = writer.write(events(source.trim(), lang));
    let faults = writer
        .faults
        .into_iter()
        .map(|(_, _, fault)| fault)
        .collect();
    if !complete {
        return Inline {
            faults,
            ..Inline::default()
        };
    }
    let (sections, _) = writer.text.finish(None);
    let plain = sections.into_iter().map(|section| section.text).collect();
    Inline {
        html: sanitise_inline(&writer.out),
        plain,
        faults,
    }
}

/// Plain text as it is to be shown: typeset where `lang` is French.
pub fn typeset(text: &str, lang: &str) -> String {
    if is_french(lang) {
        typography::french(text)
    } else {
        text.to_owned()
    }
}

/// Every reference leads somewhere: an outline does not show them.
struct Anywhere;

impl Resolve for Anywhere {
    fn link(&self, _dest: &str) -> Result<String, Fault> {
        Ok(String::new())
    }

    fn image(&self, _dest: &str) -> Result<Image, Fault> {
        Ok(Image {
            src: String::new(),
            size: None,
        })
    }
}

/// From places in a text to lines of its file.
struct Lines<'a> {
    text: &'a Translated<'a>,
    /// The line of the file that the text starts on.
    first: usize,
}

impl Lines<'_> {
    /// The line of a byte.
    fn at(&self, at: usize) -> usize {
        self.first + self.text.source_line(line_feeds(&self.text.text[..at]))
    }

    /// The faults with their lines, in order.
    fn of_faults(&self, mut found: Vec<Found>) -> Vec<(usize, Fault)> {
        found.sort_by_key(|&(at, lines, _)| (at, lines));
        let (mut line, mut seen) = (0, 0);
        let lines = found.into_iter().map(|(at, further, fault)| {
            line += line_feeds(&self.text.text[seen..at]);
            seen = at;
            (self.first + self.text.source_line(line + further), fault)
        });
        lines.collect()
    }
}

fn line_feeds(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\n').count()
}
