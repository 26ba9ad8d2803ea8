//! The glossary: terms, their definitions and the other words for them.

use crate::{Html, Id, Target};

/// The terms of `glossary.toml`, in alphabetical order.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Sorted by [`Term::name`], accents folded.
    pub terms: Vec<Term>,
}

/// A term of the course.
#[derive(Clone, Debug)]
pub struct Term {
    /// Unique; the term's anchor on `/glossaire`.
    pub id: Id,
    /// Plain text, as the course writes it.
    pub name: String,
    /// BCP 47 tag of the name where it is not French.
    pub lang: Option<String>,
    /// Inline HTML.
    pub definition: Html,
    /// The same as plain text, for search.
    pub plain: String,
    /// Other words for the same thing, French and English: `kernel`, `k8s`.
    pub synonyms: Vec<String>,
    /// The note that explains it.
    pub note: Option<Target>,
}
