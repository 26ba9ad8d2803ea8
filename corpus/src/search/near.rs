//! What somebody may have meant whose words lead nowhere.

use std::{cmp::Reverse, collections::HashSet};

use crate::search::{
    HitKind, Index,
    analysis::{self, Lang, Token},
};

/// Letters that words must share at their start to be near.
const START: usize = 4;
/// How alike a term must be, from 0 to 1, by the pairs of letters they share.
const ALIKE: f32 = 0.5;
/// Words that are compared letter by letter, at most.
const LOOKED_AT: usize = 200;

impl Index {
    /// Words of the notes and terms of the glossary that resemble the words of `text`, nearest
    /// first. They all lead somewhere.
    pub fn near(&self, text: &str, limit: usize) -> Vec<String> {
        let tokens: Vec<Token> = analysis::tokens(text, Lang::French).collect();
        let mut found: Vec<(f32, String)> = Vec::new();
        for (_, token) in analysis::content(&tokens).take(3) {
            self.near_words(&token.word, &mut found);
            self.near_terms(&token.word, &mut found);
        }
        found.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
        let mut seen = HashSet::new();
        let names = found.into_iter().map(|(_, name)| name);
        let names = names.filter(|name| seen.insert(stems(name)));
        names.take(limit).collect()
    }

    fn near_words(&self, word: &str, found: &mut Vec<(f32, String)>) {
        let start: String = word.chars().take(START).collect();
        let mut words = self.lexicon.close_to(word, 2, true);
        if start.chars().count() == START {
            words.extend(self.lexicon.starting_with(&start));
        }
        words.sort_by_key(|word| Reverse(word.docs));
        for known in words.into_iter().take(LOOKED_AT) {
            keep(alike(word, &known.word), &known.surface, found);
        }
    }

    fn near_terms(&self, word: &str, found: &mut Vec<(f32, String)>) {
        let terms = self.documents.iter();
        for term in terms.filter(|document| document.kind == HitKind::Term) {
            for name in std::iter::once(&term.heading).chain(&term.aliases) {
                keep(alike(word, &analysis::folded(name)), name, found);
            }
        }
    }
}

fn keep(likeness: f32, name: &str, found: &mut Vec<(f32, String)>) {
    if likeness >= ALIKE {
        found.push((likeness, name.to_owned()));
    }
}

/// A name but for its inflections.
fn stems(name: &str) -> Vec<String> {
    let tokens = analysis::tokens(name, Lang::French);
    tokens.map(|token| token.stem).collect()
}

/// The share of pairs of letters that two words have in common (Dice).
fn alike(a: &str, b: &str) -> f32 {
    let (a, b) = (pairs(a), pairs(b));
    let common = a.intersection(&b).count() as f32;
    2.0 * common / (a.len() + b.len()).max(1) as f32
}

fn pairs(word: &str) -> HashSet<(char, char)> {
    word.chars().zip(word.chars().skip(1)).collect()
}
