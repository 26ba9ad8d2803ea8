//! What every page can ask for: the corpus, its index and the addresses of the assets.

use std::sync::Arc;

use corpus::{Corpus, search::Index};

use crate::Frame;

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
