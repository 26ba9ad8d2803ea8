//! What is found, and in which order.
//!
//! Words are scored by BM25F: how often a word stands somewhere is weighed by where (title,
//! heading, summary, text, address) and by how sure the word is the one that was meant, summed,
//! and only then saturated and multiplied by how rare the word is. This is done twice, for places
//! and for pages, since a page answers a question whose words are spread over its sections. Words
//! that are missing weaken a score by their rarity, but nothing is left out for them. Then the
//! page's score and its best section's make the order of pages, and the sections' that of the
//! places within.
//!
//! Words are scored one after the other, each over all the documents that hold it, so the cost
//! of a query is bounded by its words and what they stand for, times the number of documents. Of a
//! stop word, which is scored where nothing else was typed, a large corpus looks for the names alone.

use std::ops::Range;

use tantivy::schema::Field;

use crate::search::{
    fields::{Fields, entire, joined},
    layout::Layout,
    norms::Norms,
    plan::{Concept, Form, Leaf, Plan},
    postings::{Found, Reader},
    scope::Wanted,
    score::{Boards, Part},
    tuning::{self, Tuning},
    window::{Ranking, Window},
};

/// What places are ranked with.
#[derive(Clone, Copy)]
pub(super) struct Ranker<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) fields: Fields,
    pub(super) layout: &'a Layout,
    pub(super) norms: &'a Norms,
    pub(super) tuning: &'a Tuning,
    pub(super) wanted: &'a Wanted,
    /// How many parts the course has.
    pub(super) parts: usize,
    /// The places that do as the query demands, by their numbers; `None`: nothing is demanded.
    pub(super) allowed: Option<&'a [bool]>,
}

/// The places where a word stands in one of its forms, in one part.
struct Stream {
    part: Part,
    strength: f32,
    found: Found,
}

/// A word of the query with all that was found of it.
struct Word<'p> {
    /// Its position among the concepts.
    at: usize,
    concept: &'p Concept,
    streams: Vec<Stream>,
    /// Those of its likeliest stems.
    forms: Vec<Range<usize>>,
    /// In how many documents it is at least.
    documents: u32,
}

impl Ranker<'_> {
    /// The best places of those that have any word of the plan.
    pub(super) fn rank(&self, plan: &Plan, window: Window, boards: &mut Boards) -> Ranking {
        boards.clear();
        let mut words = self.words(plan);
        let rarities = self.rarities(&mut words, boards);
        boards.rarity = rarities.iter().sum();
        self.whole(plan, boards);
        self.idle(plan, boards);
        let candidates = self.candidates(boards, window);
        if words.len() > 1 {
            let documents = self.documents(&candidates, boards);
            words.sort_unstable_by_key(|word| word.at);
            for (i, pair) in words.windows(2).enumerate() {
                let rarity = f32::midpoint(rarities[i], rarities[i + 1]);
                self.pair(&pair[0], &pair[1], rarity, &documents, boards);
            }
        }
        self.best(boards, candidates, window)
    }

    /// Looks up all words.
    fn words<'p>(&self, plan: &'p Plan) -> Vec<Word<'p>> {
        let concepts = plan.concepts.iter().enumerate();
        concepts
            .map(|(at, concept)| self.find(at, concept))
            .collect()
    }

    fn find<'p>(&self, at: usize, concept: &'p Concept) -> Word<'p> {
        let (mut streams, mut forms) = (Vec::new(), Vec::new());
        for leaf in &concept.leaves {
            let (text, parts): (&str, &[(Field, Part)]) = match &leaf.form {
                Form::Word(word) => (word, &self.exact()),
                Form::Accented(word) => (word, &[(self.fields.accented, Part::Accented)]),
                Form::Stem(stem) => (stem, &self.everywhere()),
                Form::Name(stem) => (stem, &self.names()),
                Form::Phrase(_) => continue,
            };
            let first = streams.len();
            streams.extend(parts.iter().filter_map(|&(field, part)| {
                Some(Stream {
                    part,
                    strength: leaf.weight,
                    found: self.reader.find(field, text)?,
                })
            }));
            if leaf.as_stem().is_some() {
                forms.push(first..streams.len());
            }
        }
        forms.truncate(tuning::PHRASE_FORMS);
        let few = self.allowed.is_some();
        if concept.is_stop_word && !few && most(&streams) as usize > tuning::FREQUENT {
            streams.retain(|stream| stream.part.is_name());
            forms.clear();
        }
        Word {
            at,
            concept,
            documents: most(&streams),
            streams,
            forms,
        }
    }

    /// Scores all words, the rarest first, and says how rare each is.
    fn rarities(&self, words: &mut [Word<'_>], boards: &mut Boards) -> Vec<f32> {
        words.sort_by_key(|word| word.documents);
        let mut rarities = vec![0.0; words.len()];
        for word in words {
            rarities[word.at] = self.word(word, boards);
        }
        rarities
    }

    /// Scores a word, and says how rare it is. One that stands nearly everywhere says little of
    /// places without any rarer word: where there are enough others, those are left out.
    fn word(&self, word: &Word<'_>, boards: &mut Boards) -> f32 {
        let documents = word.documents as usize;
        let mut seen = Vec::new();
        let enough = boards.places.seen().len() >= tuning::ENOUGH;
        let selective = enough && documents > tuning::FREQUENT;
        if selective {
            seen.extend_from_slice(boards.places.seen());
            seen.sort_unstable();
        }
        for stream in &word.streams {
            let standing = self.standing(stream.part, stream.strength);
            let visit = |d, n| standing.add(d, n, boards);
            match selective {
                true => self.reader.among(&stream.found, &seen, visit),
                false => self.reader.all(&stream.found, visit),
            }
        }
        self.phrases(word.concept, boards);
        let pages = self.layout.pages.len() as f32;
        let matched = match selective {
            true => pages * (1.0 - (-(documents as f32) / pages).exp()),
            false => boards.pages.matched(),
        };
        let rarity = (1.0 + (pages - matched + 0.5).max(0.0) / (matched + 0.5)).ln();
        let rarity = rarity * word.concept.weight;
        boards.places.settle_word(rarity, self.tuning.saturation);
        boards.pages.settle_word(rarity, self.tuning.saturation);
        rarity
    }

    /// The other names of a thing that have several words.
    fn phrases(&self, concept: &Concept, boards: &mut Boards) {
        for leaf in &concept.leaves {
            let Form::Phrase(stems) = &leaf.form else {
                continue;
            };
            let stems: Vec<_> = stems.iter().map(String::as_str).enumerate().collect();
            for (field, part) in self.stems() {
                let standing = self.standing(part, leaf.weight);
                let visit = |d| standing.add(d, 1.0, boards);
                self.reader.phrase(field, &stems, tuning::SLOP, visit);
            }
        }
    }

    /// The fields of stems that have an order.
    pub(super) fn stems(&self) -> [(Field, Part); 3] {
        [
            (self.fields.title, Part::Title),
            (self.fields.heading, Part::Heading),
            (self.fields.body, Part::Body),
        ]
    }

    /// Those that are names.
    fn names(&self) -> [(Field, Part); 2] {
        let [title, heading, _] = self.stems();
        [title, heading]
    }

    /// The fields of words in the form that was typed.
    fn exact(&self) -> [(Field, Part); 2] {
        [
            (self.fields.exact, Part::Exact),
            (self.fields.exact_heading, Part::ExactHeading),
        ]
    }

    /// The fields of stems.
    fn everywhere(&self) -> [(Field, Part); 5] {
        let [title, heading, body] = self.stems();
        let address = (self.fields.address, Part::Address);
        [
            title,
            heading,
            body,
            address,
            (self.fields.folder, Part::Folder),
        ]
    }

    /// Scores two words that stand in some of `documents` as close as they were typed.
    fn pair(
        &self,
        left: &Word<'_>,
        right: &Word<'_>,
        rarity: f32,
        documents: &[u32],
        boards: &mut Boards,
    ) {
        let distance = right.concept.position - left.concept.position;
        for (first, second) in pairs(left, right) {
            let worth = rarity * self.together(first.part) * first.strength * second.strength;
            if worth <= 0.0 {
                continue;
            }
            let found = (&first.found, &second.found);
            self.reader.pair(found, distance, documents, |document| {
                boards.places.add_pair(document, worth);
                boards.pages.add_pair(self.layout.page(document), worth);
            });
        }
        boards.places.settle_pair();
        boards.pages.settle_pair();
    }

    /// Marks the places whose name has stop words of the query. One that very many have says
    /// nothing, and would take time.
    fn idle(&self, plan: &Plan, boards: &mut Boards) {
        let all = self.layout.len() as f32;
        for word in plan.idle.iter().take(tuning::MOST_WORDS) {
            let found = self.reader.find(self.fields.exact_heading, word);
            let few = |found: &Found| found.documents() as usize <= tuning::FREQUENT;
            let Some(found) = found.filter(few) else {
                continue;
            };
            let some = found.documents() as f32;
            let rarity = (1.0 + (all - some + 0.5).max(0.0) / (some + 0.5)).ln();
            self.reader.all(&found, |document, _| {
                boards.places.add_idle(document, rarity);
                let page = self.layout.page(document);
                if self.layout.is_first(document, page) {
                    boards.pages.add_idle(page, rarity);
                }
            });
        }
    }

    /// Marks the places whose name the query is, or is the start of.
    fn whole(&self, plan: &Plan, boards: &mut Boards) {
        let name = joined(plan.concepts.iter().map(|concept| &concept.stem));
        self.mark_whole(&name, 1.0, boards);
        self.mark_whole(&entire(&plan.words), 2.0, boards);
        if let [begun] = &plan.concepts[..] {
            // The likeliest completion comes first.
            let names = begun.leaves.iter().filter_map(Leaf::as_name);
            for (i, name) in names.enumerate() {
                let behind = i as f32 / tuning::COMPLETIONS as f32;
                self.mark_whole(name, 2.0 - behind.min(1.0), boards);
            }
        }
    }

    fn mark_whole(&self, name: &str, how: f32, boards: &mut Boards) {
        let Some(found) = self.reader.find(self.fields.whole, name) else {
            return;
        };
        self.reader.all(&found, |document, _| {
            boards.places.add_whole(document, how);
            let page = self.layout.page(document);
            if self.layout.pages[page].first as usize == document {
                boards.pages.add_whole(page, how);
            }
        });
    }
}

/// In how many documents a word is at least.
fn most(streams: &[Stream]) -> u32 {
    let documents = streams.iter().map(|stream| stream.found.documents());
    documents.max().unwrap_or(0)
}

/// The likeliest stems of two words, each with each, in every part where both have an order.
fn pairs<'a>(
    left: &'a Word<'_>,
    right: &'a Word<'_>,
) -> impl Iterator<Item = (&'a Stream, &'a Stream)> {
    let ordered =
        |stream: &&Stream| matches!(stream.part, Part::Title | Part::Heading | Part::Body);
    let stems = |word: &'a Word<'_>| {
        word.forms
            .iter()
            .flat_map(|form| &word.streams[form.clone()])
    };
    let seconds = move |first: &Stream| {
        let part = first.part;
        stems(right).filter(move |second| second.part == part)
    };
    let firsts = stems(left).filter(ordered);
    firsts.flat_map(move |first| seconds(first).map(move |second| (first, second)))
}
