//! Markup written as text: drawings, and lists that may stand anywhere in a note.

use std::fmt::{Arguments, Write as _};

/// Appends a piece. What comes from an author must be escaped in it already.
pub(crate) fn push(markup: &mut String, piece: Arguments<'_>) {
    markup
        .write_fmt(piece)
        .expect("writing to a string never fails");
}

/// The space between two lines of a drawing, for those who copy or search its text. It stands by
/// itself at `x`: at the end of a line it would move the middle of that line.
pub(crate) fn line_break(x: f32) -> String {
    format!(r#"<tspan x="{x}"> </tspan>"#)
}
