//! Words of another language in French prose: those that the glossary declares are marked with
//! their language, so that they are pronounced and hyphenated by its rules.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use super::escape::{push_attribute, push_text};

/// The terms of the glossary that are not French.
#[derive(Debug, Default)]
pub struct Foreign {
    /// By first character, longest first.
    by_first: HashMap<char, Vec<Term>>,
}

#[derive(Debug)]
struct Term {
    name: String,
    /// BCP 47 tag.
    lang: String,
}

impl Foreign {
    /// Takes names with their languages. A name in lower case may also begin a sentence.
    pub fn new(terms: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut by_first: HashMap<char, Vec<Term>> = HashMap::new();
        let mut add = |name: String, lang: String| {
            if let Some(first) = name.chars().next() {
                by_first.entry(first).or_default().push(Term { name, lang });
            }
        };
        for (name, lang) in terms {
            let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
            let is_word = !name.contains(|c: char| c.is_uppercase() || c.is_numeric());
            if is_word {
                add(format!("{}{rest}", first.to_uppercase()), lang.clone());
            }
            add(name, lang);
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|term| Reverse(term.name.len()));
        }
        Self { by_first }
    }

    /// Writes prose, each term in an element that says its language.
    pub(super) fn push(&self, out: &mut String, text: &str) {
        let mut done = 0;
        for (range, lang) in self.find(text) {
            push_text(out, &text[done..range.start]);
            out.push_str("<span");
            push_attribute(out, "lang", lang);
            out.push('>');
            push_text(out, &text[range.clone()]);
            out.push_str("</span>");
            done = range.end;
        }
        push_text(out, &text[done..]);
    }

    /// The terms in `text`, in order, with their languages.
    fn find<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let mut found = Vec::new();
        let (mut before, mut end) = (None, 0);
        for (at, c) in text.char_indices() {
            let starts = at >= end && before.is_none_or(|before| !joins(before));
            before = Some(c);
            let terms = self.by_first.get(&c).filter(|_| starts);
            let term = terms.into_iter().flatten().find_map(|term| {
                let length = term.length_in(&text[at..])?;
                (!is_in_address(text, at)).then_some((length, term))
            });
            if let Some((length, term)) = term {
                end = at + length;
                found.push((at..end, term.lang.as_str()));
            }
        }
        found
    }
}

impl Term {
    /// The length in bytes of the term `rest` begins with, with the `s` of its plural.
    fn length_in(&self, rest: &str) -> Option<usize> {
        let mut after = rest.chars();
        for expected in self.name.chars() {
            let c = after.next()?;
            // A term may be parted by a line feed or a space that does not break.
            if c != expected && !(expected == ' ' && c.is_whitespace()) {
                return None;
            }
        }
        let ends_in_letter = self.name.ends_with(|c: char| c.is_lowercase() && c != 's');
        if ends_in_letter && after.as_str().starts_with('s') {
            after.next();
        }
        ends_word(after.as_str()).then(|| rest.len() - after.as_str().len())
    }
}

/// Whether a word goes on with `c`.
fn joins(c: char) -> bool {
    c.is_alphanumeric() || "_-.@#$~\\".contains(c)
}

/// Whether a word ends before `rest`.
fn ends_word(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('.' | '@') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => !joins(c),
        None => true,
    }
}

/// Whether the word at `at` is part of a URL or an address that stands in the text.
fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |end| at + end);
    text[start..end].contains("://") || text[start..end].contains('@')
}

#[cfg(test)]
mod tests {
    use super::Foreign;

    fn marked(text: &str) -> String {
        let names = [
            "scheduler",
            "Kubernetes",
            "API server",
            "Docker",
            "Docker Compose",
            "etcd",
            "k3s",
            "IDS/IPS",
            "cgroups",
            "Deployment",
        ];
        let foreign = Foreign::new(names.map(|name| (name.to_owned(), "en".to_owned())));
        let mut out = String::new();
        foreign.push(&mut out, text);
        out.replace("<span lang=\"en\">", "[")
            .replace("</span>", "]")
    }

    #[test]
    fn whole_words_are_marked_the_longest_first() {
        assert_eq!(
            marked("Docker Compose, Docker."),
            "[Docker Compose], [Docker]."
        );
        assert_eq!(
            marked("l’API\u{A0}server, d’etcd"),
            "l’[API&nbsp;server], d’[etcd]"
        );
        assert_eq!(marked("un IDS/IPS (k3s)"), "un [IDS/IPS] ([k3s])");
        assert_eq!(marked("API\nserver < etcd"), "[API\nserver] &lt; [etcd]");
    }

    #[test]
    fn plurals_and_beginnings_of_sentences_count() {
        assert_eq!(
            marked("Deployments, schedulers"),
            "[Deployments], [schedulers]"
        );
        assert_eq!(marked("Scheduler : cgroups"), "[Scheduler] : [cgroups]");
    }

    #[test]
    fn other_words_do_not_count() {
        for text in [
            "kubernetes",
            "KUBERNETES",
            "etcdctl",
            "Dockerfile",
            "non-Docker",
            "docker",
            "K3s",
            "Kubernetes-natif",
            "https://etcd.io/etcd",
            "eva@Docker",
            "etcd.service",
            "déetcd",
            "deployment",
            "Deploymentss",
            "API",
            "",
        ] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn nothing_is_marked_without_terms() {
        let mut out = String::new();
        Foreign::default().push(&mut out, "Docker <b>");
        assert_eq!(out, "Docker &lt;b&gt;");
    }
}
