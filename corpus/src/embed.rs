//! What a note shows of the environments and flows: pictures in the place of a code block.

use crate::{Slug, stack::Stack};

/// What stands in the text of a note in the place of a block ```` ```stack ```` or ```` ```flow ````.
#[derive(Clone, Debug)]
pub enum Embed {
    /// Environments of the course, side by side.
    Stacks(Vec<Slug>),
    /// An environment that the note itself describes.
    Inline(Box<Stack>),
    /// A flow of the course.
    Flow(Slug),
    /// One of them with a text below it, plain.
    Captioned(String, Box<Embed>),
}

impl Embed {
    /// The markup that stands for the picture of that number in [`crate::note::Note::html`].
    pub fn mark(number: usize) -> String {
        format!("<figure class=\"embed\" data-embed=\"{number}\"></figure>")
    }
}
