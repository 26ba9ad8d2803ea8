//! Anchors: ASCII slugs of headings, each given once.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The anchor a heading or a file name gets: lower-case ASCII letters, digits and hyphens.
///
/// Accents are folded (`Déployé` → `deploye`, `nœud` → `noeud`); what has no ASCII form parts words.
/// Empty where nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            _ if is_combining_mark(c) || out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// How the ids of what stands around a text begin, and of its footnotes: slugs have no colon.
const RESERVED: [&str; 3] = ["page:", "fn:", "fnref:"];

/// The anchors given so far in a text.
#[derive(Default)]
pub(super) struct Anchors {
    given: HashSet<String>,
    /// The last number tried, by slug: a thousand headings of one name are numbered in one go.
    numbers: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor for a heading: its slug, numbered from the second on (`-2`, `-3`).
    pub(super) fn give(&mut self, title: &str) -> String {
        let base = match slug(title) {
            empty if empty.is_empty() => "section".to_owned(),
            base => base,
        };
        let number = self.numbers.entry(base.clone()).or_insert(0);
        loop {
            *number += 1;
            let anchor = match *number {
                1 => base.clone(),
                number => format!("{base}-{number}"),
            };
            if self.given.insert(anchor.clone()) {
                return anchor;
            }
        }
    }

    /// Takes an anchor the author chose; `false` if it is taken already, or not for authors to take.
    pub(super) fn take(&mut self, anchor: &str) -> bool {
        let reserved = RESERVED.iter().any(|start| anchor.starts_with(start));
        !reserved && self.given.insert(anchor.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchors, slug};

    #[test]
    fn accents_are_folded() {
        assert_eq!(
            slug("Déployé à l’œil nu : 3 nœuds"),
            "deploye-a-l-oeil-nu-3-noeuds"
        );
        assert_eq!(slug("e\u{301}cole"), "ecole");
        assert_eq!(
            slug("`kubectl apply` — Étape n° 1 !"),
            "kubectl-apply-etape-n-1"
        );
        assert_eq!(slug("日本"), "");
    }

    #[test]
    fn an_anchor_is_given_once() {
        let mut anchors = Anchors::default();
        assert!(anchors.take("cout-2"));
        let given: Vec<_> = ["Coût", "Coût", "Coût", "?"]
            .map(|title| anchors.give(title))
            .into();
        assert_eq!(given, ["cout", "cout-3", "cout-4", "section"]);
        assert!(!anchors.take("cout"));
    }

    #[test]
    fn what_stands_around_a_text_has_ids_that_it_cannot_take() {
        let mut anchors = Anchors::default();
        for reserved in ["page:contenu", "fn:1", "fnref:1"] {
            assert!(!anchors.take(reserved), "{reserved}");
            assert!(!anchors.give(reserved).contains(':'));
        }
        assert!(anchors.take("contenu") && anchors.take("xml:base"));
    }
}
