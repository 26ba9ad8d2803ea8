//! What the site calls itself.

/// The words of a site that are its own; what is `None` is for the interface to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The name, in the head of every page and behind every title.
    pub name: Option<String>,
    /// The heading of the home page.
    pub heading: Option<String>,
    /// What the site is, in a sentence: on the home page and for search engines.
    pub summary: Option<String>,
    /// An example of what one may search for.
    pub example: Option<String>,
}
