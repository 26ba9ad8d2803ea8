//! Markup written as text: drawings, and lists that may stand anywhere in a note.

use std::fmt::{Arguments, Write as _};

/// Appends a piece. What comes from an author must be escaped in it already.
pub(crate) fn push(markup: &mut String, piece: Arguments<'_>) {
    markup
        .write_fmt(piece)
        .expect("writing to a string never fails");
}
