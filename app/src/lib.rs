//! What people see.
//!
//! `shell`, `routes`, `pages` and `components` make HTML on the server and may use the corpus;
//! `islands` is the only code that also runs in the browser. What both sides say to one another
//! is in [`wire`], what they say to people in [`strings`]. The two features are told apart here
//! and nowhere else.

// The macros of components and islands write `pub` items of their own beside ours.
#![allow(unreachable_pub)]

pub mod islands;
pub mod strings;
pub mod wire;

#[cfg(feature = "ssr")]
mod alignment;
#[cfg(feature = "ssr")]
mod arrows;
#[cfg(feature = "ssr")]
mod choice;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
mod drawing;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(feature = "ssr")]
mod export;
#[cfg(feature = "ssr")]
mod finding;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
pub mod ground;
#[cfg(feature = "ssr")]
mod markup;
#[cfg(feature = "ssr")]
mod note_view;
#[cfg(feature = "ssr")]
mod overlay;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod quick;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod table;

#[cfg(feature = "ssr")]
pub use context::{Assets, ErrorStatus, Site};
#[cfg(feature = "ssr")]
pub use drawing::{Theme, stack_svg};
#[cfg(feature = "ssr")]
pub use export::{Export, Format, comparison_file};
#[cfg(feature = "ssr")]
pub use frame::Frame;
#[cfg(feature = "ssr")]
pub use pages::comparison_region;
#[cfg(feature = "ssr")]
pub use quick::palette;
#[cfg(feature = "ssr")]
pub use routes::{App, EMBEDDED, embedded};
#[cfg(feature = "ssr")]
pub use shell::shell;
