//! What every page can ask for: the corpus, its index and the addresses of the assets.

use std::sync::Arc;

use corpus::{Corpus, search::Index};

use crate::{
    Frame,
    strings::{SITE, TAGLINE, home},
};

/// The site as one request sees it: a corpus never changes under a page that is being rendered.
#[derive(Clone)]
pub struct Site {
    /// The notes.
    pub corpus: Arc<Corpus>,
    /// Their index.
    pub index: Arc<Index>,
    /// The files the pages refer to.
    pub assets: Arc<Assets>,
    /// Scheme and host the site is reached at, without trailing slash: `https://notes.example.org`.
    pub base_url: Arc<str>,
    /// What its pages have in common.
    pub frame: Arc<Frame>,
    /// Whether the server tells what runs under it.
    pub reveals: bool,
    /// Whether any other site may show comparisons in a frame.
    pub framed: bool,
    /// Whether the page reloads itself when something changes (`cargo xtask dev`).
    pub dev: bool,
}

impl Site {
    /// What the site is called.
    pub fn name(&self) -> &str {
        self.corpus.identity().name.as_deref().unwrap_or(SITE)
    }

    /// What the site is, in a sentence.
    pub fn summary(&self) -> &str {
        self.corpus.identity().summary.as_deref().unwrap_or(TAGLINE)
    }

    /// The heading of its home page.
    pub(crate) fn heading(&self) -> &str {
        let heading = self.corpus.identity().heading.as_deref();
        heading.unwrap_or(home::TITLE)
    }

    /// What one may search for.
    pub(crate) fn example(&self) -> String {
        let example = self.corpus.identity().example.as_deref();
        example.unwrap_or(home::SEARCH_PLACEHOLDER).to_owned()
    }
}

/// The URLs of the built assets, with the hash of their content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet of every page.
    pub css: String,
    /// The one of pages with a table, a diagram or another tool, besides.
    pub tools: String,
    /// The script that applies the stored theme before the first paint.
    pub theme: String,
    /// The boot script of every page.
    pub boot: String,
    /// The script of the search palette, fetched when somebody opens it.
    pub palette: String,
    /// The script that saves a drawing as PNG, of pages that have one.
    pub png: String,
    /// The script that reads what runs under the server again and again, of that page.
    pub follow: String,
    /// The JavaScript side of the islands, fetched by the boot script on intent.
    pub glue: String,
    /// The WebAssembly side of the islands.
    pub wasm: String,
}

/// Put into the context in place of a page: the page that says what went wrong.
#[derive(Clone, Copy, Debug)]
pub struct ErrorStatus(pub u16);
