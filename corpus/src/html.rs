//! HTML that may be written into a page as it is.

use std::fmt;

/// Sanitised HTML. Only [`crate::markdown`] and the snippets of [`crate::search`] make it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Vouches that `safe` was sanitised, or was escaped piece by piece.
    pub(crate) fn vouched(safe: String) -> Self {
        Self(safe)
    }

    /// Text with the characters that mean something in HTML escaped.
    pub fn escaped(text: &str) -> Self {
        Self(Escaped(text).to_string())
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a reader sees of it: the text between the tags.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for (text, _) in self.pieces() {
            out.push_str(text);
        }
        unescaped(&out)
    }

    /// Text and the tag behind it, both as they are written; either may be empty. `<` and `>` stand for
    /// themselves in tags alone.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, &str)> {
        let pieces = self.0.split_inclusive('>');
        pieces.map(|piece| piece.split_at(piece.find('<').unwrap_or(piece.len())))
    }

    /// The same with addresses of this site written in full, for a place outside of it. `base`
    /// is scheme and host.
    pub fn absolute(&self, base: &str) -> Self {
        let mut out = String::with_capacity(self.0.len());
        for (text, tag) in self.pieces() {
            out.push_str(text);
            let mut rest = tag;
            for name in [" href=\"", " src=\""] {
                let Some(at) = rest.find(name).map(|at| at + name.len()) else {
                    continue;
                };
                out.push_str(&rest[..at]);
                rest = &rest[at..];
                if rest.starts_with('/') && !rest.starts_with("//") {
                    out.push_str(base);
                }
            }
            out.push_str(rest);
        }
        Self(out)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What text or a value between quotation marks says that stands in sanitised HTML.
pub fn unescaped(html: &str) -> String {
    let mut out = html.to_owned();
    for (entity, text) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, text);
    }
    out
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text, written with the characters that mean something in HTML escaped.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
        while let Some(at) = rest.bytes().position(is_special) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn text_is_what_stands_between_tags() {
        let html = Html::vouched("a <mark>b</mark> &lt;c&gt; &amp;lt;".to_owned());
        assert_eq!(html.text(), "a b <c> &lt;");
    }

    #[test]
    fn addresses_of_the_site_are_written_in_full_and_nothing_else_is() {
        let html = "a=\"/b\" <a href=\"/notes/a?b=\">x</a> <img src=\"/media/a\" alt=\"/\"> \
                    <a href=\"//c/\">c</a> <a href=\"#d\">d</a> <a href=\"https://e/\">e</a>";
        assert_eq!(
            Html::vouched(html.to_owned())
                .absolute("https://s")
                .as_str(),
            "a=\"/b\" <a href=\"https://s/notes/a?b=\">x</a> \
             <img src=\"https://s/media/a\" alt=\"/\"> \
             <a href=\"//c/\">c</a> <a href=\"#d\">d</a> <a href=\"https://e/\">e</a>"
        );
    }

    #[test]
    fn escaped_text_is_read_back() {
        let text = "l'hôte <b> \"x\" && &amp;";
        assert_eq!(Html::escaped(text).text(), text);
    }
}
