//! Addresses that stand in a text as they are, by the rules of GitHub's Markdown: `https://…`,
//! `http://…` and `www.…`, up to the next space, without the punctuation behind them.
//!
//! Addresses of mail are left alone: `git@github.com:cours/tp.git` and `root@10.0.0.1` are none.

use std::ops::Range;

/// Finds the addresses of a text.
pub(super) struct Addresses<'t> {
    text: &'t str,
    from: usize,
}

impl<'t> Addresses<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, from: 0 }
    }

    /// The address that begins at a byte, where there may be one by what stands before it.
    fn at(&self, start: usize, scheme: usize) -> Option<Range<usize>> {
        let rest = &self.text[start + scheme..];
        let host = rest.find(|c: char| !is_host(c)).unwrap_or(rest.len());
        if !is_domain(&rest[..host], scheme == 0) {
            return None;
        }
        let ends = |c: char| c.is_whitespace() || c == '<';
        let end = rest.find(ends).unwrap_or(rest.len());
        let length = trimmed(&rest[..end]).len();
        Some(start..start + scheme + length)
    }
}

impl Iterator for Addresses<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = &self.text[self.from..];
            let at = self.from + rest.find([':', 'w'])?;
            let (start, scheme) = match self.text[at..].starts_with("www.") {
                true => (Some(at), 0),
                false => scheme(self.text, at),
            };
            let start = start.filter(|&start| start >= self.from && is_start(&self.text[..start]));
            if let Some(found) = start.and_then(|start| self.at(start, scheme)) {
                self.from = found.end;
                return Some(found);
            }
            self.from = at + 1;
        }
    }
}

/// Where the scheme begins whose colon stands at `colon`, and its length with `://`.
fn scheme(text: &str, colon: usize) -> (Option<usize>, usize) {
    let is = |name: &str| {
        let start = colon.checked_sub(name.len())?;
        let written = text.get(start..colon)?;
        written.eq_ignore_ascii_case(name).then_some(start)
    };
    match text[colon..].starts_with("://") {
        true => match is("https") {
            Some(start) => (Some(start), 8),
            None => (is("http"), 7),
        },
        false => (None, 0),
    }
}

/// Whether an address may begin behind `before`.
fn is_start(before: &str) -> bool {
    let ends_word = |c: char| c.is_alphanumeric() || "/.-@:".contains(c);
    !before.ends_with(ends_word)
}

fn is_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Words with full stops between them, no underscore in the last two. `http://localhost` leads
/// readers nowhere.
fn is_domain(host: &str, begins_with_www: bool) -> bool {
    let host = host.trim_end_matches(['.', '_', '-']);
    let words: Vec<&str> = host.split('.').collect();
    let enough = words.len() >= if begins_with_www { 3 } else { 2 };
    enough
        && words.iter().all(|word| !word.is_empty())
        && words.iter().rev().take(2).all(|word| !word.contains('_'))
}

/// An address without the punctuation of the sentence around it.
fn trimmed(address: &str) -> &str {
    let count = |c: char| address.matches(c).count();
    // How many more parentheses close than open.
    let mut surplus = count(')').saturating_sub(count('('));
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let shorter = &rest[..rest.len() - last.len_utf8()];
        rest = match last {
            ')' if surplus > 0 => {
                surplus -= 1;
                shorter
            }
            ';' => &rest[..before_entity(shorter)],
            _ if "?!.,:*_~'\"»”’…".contains(last) => shorter,
            _ => break,
        };
    }
    rest
}

/// The length of a text without the name of an entity at its end: `&hellip`.
fn before_entity(text: &str) -> usize {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    match bare.len() < text.len() && bare.ends_with('&') {
        true => bare.len() - 1,
        false => text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    fn found(text: &str) -> Vec<&str> {
        Addresses::of(text).map(|at| &text[at]).collect()
    }

    #[test]
    fn addresses_end_before_the_punctuation() {
        for (text, address) in [
            (
                "Voir https://kubernetes.io/docs/ et",
                "https://kubernetes.io/docs/",
            ),
            ("sur www.docker.com.", "www.docker.com"),
            (
                "(https://fr.wikipedia.org/wiki/Docker_(logiciel))",
                "https://fr.wikipedia.org/wiki/Docker_(logiciel)",
            ),
            ("«\u{a0}https://a.fr/x\u{a0}»", "https://a.fr/x"),
            ("« https://a.fr/x », « b »", "https://a.fr/x"),
            ("“https://a.fr/x”…", "https://a.fr/x"),
            ("https://a.fr/?q=1&r=2&hl;", "https://a.fr/?q=1&r=2"),
            ("https://a.fr/a;b, c", "https://a.fr/a;b"),
            ("**HTTP://A.FR**", "HTTP://A.FR"),
            ("http://10.1.2.3:8080/x<b", "http://10.1.2.3:8080/x"),
            ("www.a.fr/x:y?", "www.a.fr/x:y"),
            ("=https://a_b.c.fr", "https://a_b.c.fr"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_no_address() {
        for text in [
            "http://localhost:8080",
            "https://",
            "http://.fr",
            "xhttps://a.fr",
            "www.",
            "www.a",
            "awww.a.fr",
            "ftp://a.fr",
            "https://user:pass@a.fr",
            "https://a_b.c_d",
            "a@www.b.fr",
            "https:/a.fr",
            "registry://a.fr",
            "oci://www.a.fr",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
