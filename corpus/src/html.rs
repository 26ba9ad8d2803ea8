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
        let mut out = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                _ => out.push(c),
            }
        }
        Self(out)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a reader sees of it: the text between the tags.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for piece in self.0.split_inclusive('>') {
            out.push_str(piece.split('<').next().unwrap_or_default());
        }
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

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    fn escaped_text_is_read_back() {
        let text = "l'hôte <b> \"x\" && &amp;";
        assert_eq!(Html::escaped(text).text(), text);
    }
}
