//! The words of the corpus: known or not, begun, mistyped, and how they are spelled.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::search::{
    analysis::{self, Lang, Token},
    close::Shapes,
};

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
    /// How many documents have it in their name.
    pub(super) names: u32,
    /// More than one where accents or languages tell words apart: `côte`, `côté`.
    pub(super) stems: Vec<Box<str>>,
}

/// Gathers words while documents are indexed. A text has the same words again and again: each of
/// them is analysed once.
#[derive(Default)]
pub(super) struct Gatherer {
    /// What is known of a word as it is written, by language; nothing of what has no letters.
    written: [HashMap<Box<str>, Option<usize>>; Lang::COUNT],
    known: Vec<Known>,
    /// Positions in `docs`.
    words: HashMap<Box<str>, usize>,
    docs: Vec<Docs>,
    documents: u32,
}

/// A word as it is written somewhere, analysed.
pub(super) struct Known {
    pub(super) token: Token,
    pub(super) is_stop_word: bool,
    /// How often it is written so.
    times: u32,
    /// Its position among all words.
    word: usize,
}

/// How many documents hold a word.
#[derive(Default)]
struct Docs {
    count: u32,
    last: Option<u32>,
    /// The same of names.
    names: u32,
    last_name: Option<u32>,
}

impl Gatherer {
    /// Starts the next document.
    pub(super) fn next_document(&mut self) {
        self.documents += 1;
    }

    /// Takes note of the words of a text of the current document; they can be asked for by their
    /// numbers.
    pub(super) fn add(&mut self, text: &str, lang: Lang) -> Vec<usize> {
        let words = analysis::spans(text).map(|span| &text[span]);
        words.filter_map(|word| self.add_word(word, lang)).collect()
    }

    /// Takes note that words which were added are those of a name of the current document.
    pub(super) fn add_name(&mut self, words: &[usize]) {
        for &number in words {
            let docs = &mut self.docs[self.known[number].word];
            if docs.last_name.replace(self.documents) != Some(self.documents) {
                docs.names += 1;
            }
        }
    }

    /// A word that was added.
    pub(super) fn get(&self, number: usize) -> &Known {
        &self.known[number]
    }

    fn add_word(&mut self, written: &str, lang: Lang) -> Option<usize> {
        let seen = self.written[lang as usize].get(written).copied();
        let number = seen.unwrap_or_else(|| self.add_new(written, lang))?;
        let known = &mut self.known[number];
        known.times += 1;
        let docs = &mut self.docs[known.word];
        if docs.last.replace(self.documents) != Some(self.documents) {
            docs.count += 1;
        }
        Some(number)
    }

    fn add_new(&mut self, written: &str, lang: Lang) -> Option<usize> {
        let token = analysis::token(written, 0..written.len(), lang);
        let number = token.as_ref().map(|_| self.known.len());
        self.written[lang as usize].insert(written.into(), number);
        let token = token?;
        let next = self.docs.len();
        let word = *self.words.entry(token.word.as_str().into()).or_insert(next);
        if word == next {
            self.docs.push(Docs::default());
        }
        self.known.push(Known {
            is_stop_word: token.is_stop_word(),
            token,
            times: 0,
            word,
        });
        number
    }

    /// The words, in the order of their folded form.
    pub(super) fn finish(self) -> Vec<Word> {
        let mut words: Vec<Gathered> = self.docs.iter().map(|_| Gathered::default()).collect();
        for Known {
            token, times, word, ..
        } in self.known
        {
            let gathered = &mut words[word];
            if !gathered.stems.iter().any(|stem| **stem == *token.stem) {
                gathered.stems.push(token.stem.into());
            }
            *gathered.surfaces.entry(token.surface).or_default() += times;
        }
        let mut finished: Vec<Word> = self
            .words
            .into_iter()
            .map(|(word, i)| {
                let gathered = std::mem::take(&mut words[i]);
                gathered.finish(word, &self.docs[i])
            })
            .collect();
        finished.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        finished
    }
}

/// The spellings and the stems of a word.
#[derive(Default)]
struct Gathered {
    surfaces: BTreeMap<String, u32>,
    stems: Vec<Box<str>>,
}

impl Gathered {
    fn finish(self, word: Box<str>, docs: &Docs) -> Word {
        let surfaces = self.surfaces.into_iter();
        let surface = surfaces.max_by_key(|(_, count)| *count);
        Word {
            surface: surface.map_or_else(|| word.clone(), |(surface, _)| surface.into()),
            word,
            docs: docs.count,
            names: docs.names,
            stems: self.stems,
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
        let words = self.starting_with(prefix).iter();
        most(words.collect(), limit, |word| word.docs)
    }

    /// Those that are in the names of most places, and say what these are about.
    pub(super) fn names(&self, prefix: &str, limit: usize) -> Vec<&Word> {
        let words = self.starting_with(prefix).iter();
        let words = words.filter(|word| word.names > 0 && analysis::is_telling(&word.word));
        most(words.collect(), limit, |word| word.names)
    }

    /// The words that `edits` changes (a letter added, dropped, replaced, two swapped) make of
    /// `word`, or of which they make the start.
    pub(super) fn close_to(&self, word: &str, edits: usize, start: bool) -> Vec<&Word> {
        let known = |i: usize| &*self.words[i].word;
        let found = self.shapes.close_to(word, edits, start, known);
        found.into_iter().map(|i| &self.words[i]).collect()
    }
}

/// The words with the highest numbers, up to so many; of equals, the first.
fn most(mut words: Vec<&Word>, limit: usize, number: impl Fn(&Word) -> u32) -> Vec<&Word> {
    let rank = |a: &&Word, b: &&Word| number(b).cmp(&number(a)).then_with(|| a.word.cmp(&b.word));
    if limit < words.len() {
        words.select_nth_unstable_by(limit, rank);
        words.truncate(limit);
    }
    words.sort_unstable_by(rank);
    words
}
