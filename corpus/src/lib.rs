//! The course as data: a folder of notes goes in, a checked, immutable [`Corpus`] comes out.
//!
//! The data flows one way:
//!
//! 1. [`load`] walks the content folder (with kept search indexes, the only code here that touches the disk);
//! 2. [`markdown`] turns each note into sanitised HTML, a table of contents and plain sections;
//! 3. the TOML files become typed [`comparison`]s, [`stack`]s, [`flow`]s and a [`glossary`];
//! 4. references between all of them are resolved, or reported as [`problem`]s, all at once;
//! 5. [`layout`] places a stack's layers, and [`search`] indexes everything that can be found.
//!
//! Nothing in this crate knows of HTTP, Leptos or an async runtime.

pub mod advisor;
pub mod citation;
pub mod comparison;
pub mod embed;
pub mod flow;
pub mod glossary;
pub mod html;
pub mod id;
pub mod identity;
pub mod kind;
pub mod layout;
pub mod load;
pub mod markdown;
pub mod media;
pub mod mojibake;
pub mod note;
pub mod problem;
pub mod search;
pub mod stack;
pub mod table;

mod corpus;
mod filter;
mod passage;

pub use corpus::{Corpus, Part};
pub use filter::Filter;
pub use html::{Escaped, Html, unescaped};
pub use id::{Id, Slug, Target};
pub use kind::LayerKind;
pub use load::{load, salvage};
