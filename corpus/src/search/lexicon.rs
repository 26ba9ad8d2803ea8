//! The words of the corpus: known or not, begun, mistyped, and how they are spelled.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use serde::{Deserialize, Serialize};

use crate::search::{analysis::Token, close::Shapes};

/// Every word of the corpus.
pub(super) struct Lexicon {
    /// In the order of their folded form.
    words: Vec<Word>,
    /// Positions in `words` of the words of each stem.
    families: HashMap<Box<str>, Vec<usize>>,
    /// What is close to a word.
    shapes: Shapes,
    /// How many documents hold the most frequent word.
    most_docs: u32,
}

/// A word of the corpus, accents folded.
#[derive(Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) word: Box<str>,
    /// Its most frequent spelling.
    pub(super) surface: Box<str>,
    /// How many documents hold it.
    pub(super) docs: u32,
    /// More than one where accents or languages tell words apart: `côte`, `côté`.
    pub(super) stems: Vec<Box<str>>,
}

/// Gathers words while documents are indexed.
#[derive(Default)]
pub(super) struct Gatherer {
    words: HashMap<String, Gathered>,
    documents: u32,
}

#[derive(Default)]
struct Gathered {
    docs: u32,
    last: Option<u32>,
    surfaces: BTreeMap<String, u32>,
    stems: Vec<Box<str>>,
}

impl Gatherer {
    /// Starts the next document.
    pub(super) fn next_document(&mut self) {
        self.documents += 1;
    }

    /// Takes note of a word of the current document.
    pub(super) fn add(&mut self, token: &Token) {
        let entry = match self.words.get_mut(&token.word) {
            Some(entry) => entry,
            None => self.words.entry(token.word.clone()).or_default(),
        };
        if entry.last.replace(self.documents) != Some(self.documents) {
            entry.docs += 1;
        }
        if !entry.stems.iter().any(|stem| **stem == *token.stem) {
            entry.stems.push(token.stem.as_str().into());
        }
        match entry.surfaces.get_mut(&token.surface) {
            Some(count) => *count += 1,
            None => {
                entry.surfaces.insert(token.surface.clone(), 1);
            }
        }
    }

    /// The words, in the order of their folded form.
    pub(super) fn finish(self) -> Vec<Word> {
        let mut words: Vec<Word> = self.words.into_iter().map(Gathered::finish).collect();
        words.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        words
    }
}

impl Gathered {
    fn finish((word, gathered): (String, Self)) -> Word {
        let surface = gathered
            .surfaces
            .into_iter()
            .max_by_key(|(_, count)| *count);
        Word {
            surface: surface.map_or_else(|| word.as_str().into(), |(surface, _)| surface.into()),
            word: word.into(),
            docs: gathered.docs,
            stems: gathered.stems,
        }
    }
}

impl Lexicon {
    /// The lexicon of `words`, which are in the order of their folded form.
    pub(super) fn new(words: Vec<Word>) -> Self {
        let mut families = HashMap::<Box<str>, Vec<usize>>::new();
        for (i, word) in words.iter().enumerate() {
            for stem in &word.stems {
                families.entry(stem.clone()).or_default().push(i);
            }
        }
        Self {
            most_docs: words.iter().map(|word| word.docs).max().unwrap_or(0),
            shapes: Shapes::of(words.iter().map(|word| &*word.word)),
            words,
            families,
        }
    }

    /// The word, if the corpus has it in that very form.
    pub(super) fn get(&self, word: &str) -> Option<&Word> {
        let found = self.words.binary_search_by(|entry| (*entry.word).cmp(word));
        found.ok().map(|i| &self.words[i])
    }

    /// The words of that stem.
    pub(super) fn family<'a>(&'a self, stem: &str) -> impl Iterator<Item = &'a Word> + use<'a> {
        let family = self.families.get(stem).into_iter().flatten();
        family.map(|i| &self.words[*i])
    }

    /// How many documents hold the most frequent word.
    pub(super) fn most_docs(&self) -> u32 {
        self.most_docs
    }

    /// Whether some word has that stem.
    pub(super) fn has_stem(&self, stem: &str) -> bool {
        self.families.contains_key(stem)
    }

    /// The words that start with `prefix`, without `prefix` itself.
    pub(super) fn starting_with(&self, prefix: &str) -> &[Word] {
        let start = self.words.partition_point(|entry| *entry.word <= *prefix);
        let rest = &self.words[start..];
        &rest[..rest.partition_point(|entry| entry.word.starts_with(prefix))]
    }

    /// The most frequent of them, up to so many.
    pub(super) fn completions(&self, prefix: &str, limit: usize) -> Vec<&Word> {
        let words = self.starting_with(prefix);
        let rank = |i: &usize| (Reverse(words[*i].docs), *i);
        let mut best: Vec<usize> = (0..words.len()).collect();
        if limit < best.len() {
            best.select_nth_unstable_by_key(limit, rank);
            best.truncate(limit);
        }
        best.sort_unstable_by_key(rank);
        best.into_iter().map(|i| &words[i]).collect()
    }

    /// The words that `edits` changes (a letter added, dropped, replaced, two swapped) make of
    /// `word`, or of which they make the start.
    pub(super) fn close_to(&self, word: &str, edits: usize, start: bool) -> Vec<&Word> {
        let known = |i: usize| &*self.words[i].word;
        let found = self.shapes.close_to(word, edits, start, known);
        found.into_iter().map(|i| &self.words[i]).collect()
    }
}
