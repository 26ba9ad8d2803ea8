//! Admonitions of other tools, written as the alerts that `callout` reads: `> [!note] Titre`.
//!
//! - Docusaurus, Starlight, VitePress, Quarto: `:::note[Titre]` … `:::`, nested with more colons;
//! - MkDocs: `!!! note "Titre"`, `??? note` (closed), `???+ note` (open), and what is indented below.
//!
//! 1. `opener` reads the line an admonition begins with;
//! 2. `lines` follows the source line by line, through lists and past code, and quotes the lines of
//!    each admonition.
//!
//! A text without admonitions stays what it is, byte for byte. Lines may be added, and each knows
//! which line of the source it comes from.

mod cursor;
mod lines;
mod opener;

use std::borrow::Cow;

pub(super) use opener::{closing, colons, indented, name};

/// A text whose admonitions are alerts.
pub(super) struct Translated<'a> {
    pub(super) text: Cow<'a, str>,
    /// The line of the source that each line comes from, counted from 0; empty where all lines are
    /// those of the source.
    lines: Vec<usize>,
}

impl Translated<'_> {
    /// The line of the source that line `line` of the text comes from, both counted from 0.
    pub(super) fn source_line(&self, line: usize) -> usize {
        match self.lines.last() {
            None => line,
            Some(&last) => self.lines.get(line).copied().unwrap_or(last),
        }
    }
}

/// Rewrites the admonitions of a text.
pub(super) fn translate(source: &str) -> Translated<'_> {
    let may_have = [":::", "!!!", "???", "[!"];
    let rewritten = match may_have.iter().any(|sign| source.contains(sign)) {
        true => lines::rewrite(source),
        false => None,
    };
    match rewritten {
        Some((text, lines)) => Translated {
            text: Cow::Owned(text),
            lines,
        },
        None => Translated {
            text: Cow::Borrowed(source),
            lines: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests;
