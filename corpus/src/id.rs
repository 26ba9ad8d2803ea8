//! Names of things: the slug of a page, the id of a part of it, the target of a reference.

use std::fmt;

/// The path of a page below its section's URL, without leading slash: `kubernetes/sondes`.
///
/// Empty for the note that stands at the root of `notes/`.
#[derive(Default, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// The name of a subject, criterion, layer, participant or term inside its file: `noyau`.
///
/// Lower-case ASCII letters, digits and hyphens, not starting with a hyphen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

/// A resolved reference to a place of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The URL to open, starting with `/`, with its anchor if it has one.
    pub href: String,
    /// What stands there: the title of the note, or of the section the anchor names.
    pub title: String,
}

impl Slug {
    /// Takes a path whose segments are already in their final form.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path, without leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Id {
    /// `None` unless `text` has the form an id must have.
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let valid = !text.is_empty() && !text.starts_with('-') && text.chars().all(allowed);
        valid.then(|| Self(text.to_owned()))
    }

    /// The id as it stands in the file and in URLs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
