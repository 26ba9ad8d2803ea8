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
//! of a query is bounded by its words and what they stand for, times the number of documents.

use tantivy::{
    postings::SegmentPostings,
    schema::{Field, IndexRecordOption},
};

use crate::search::{
    documents::Document,
    fields::{Fields, entire, joined},
    layout::Layout,
    plan::{Concept, Form, Leaf, Plan},
    postings::{Reader, all, among},
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
    pub(super) tuning: &'a Tuning,
    /// What stands where: a page is of the kind and the part of its first place.
    pub(super) documents: &'a [Document],
    pub(super) wanted: &'a Wanted,
    /// How many parts the course has.
    pub(super) parts: usize,
}

/// The places where a word stands in one of its forms, in one part.
struct Stream {
    part: Part,
    strength: f32,
    postings: SegmentPostings,
}

/// A word of the query with all that was found of it.
struct Word<'p> {
    /// Its position among the concepts.
    at: usize,
    concept: &'p Concept,
    streams: Vec<Stream>,
    /// In how many documents it is at least.
    documents: u32,
}

impl Ranker<'_> {
    /// The best places of those that have any word of the plan.
    pub(super) fn rank(&self, plan: &Plan, window: Window, boards: &mut Boards) -> Ranking {
        boards.clear();
        let rarities = self.words(plan, boards);
        boards.rarity = rarities.iter().sum();
        self.whole(plan, boards);
        let candidates = self.candidates(boards, window);
        let documents = self.documents(&candidates, boards);
        for (i, pair) in plan.concepts.windows(2).enumerate() {
            let rarity = f32::midpoint(rarities[i], rarities[i + 1]);
            self.pair(&pair[0], &pair[1], rarity, &documents, boards);
        }
        self.best(boards, candidates, window)
    }

    /// Scores all words, the rarest first, and says how rare each is.
    fn words(&self, plan: &Plan, boards: &mut Boards) -> Vec<f32> {
        let mut words: Vec<Word<'_>> = plan
            .concepts
            .iter()
            .enumerate()
            .map(|(at, concept)| self.read(at, concept))
            .collect();
        words.sort_by_key(|word| word.documents);
        let mut rarities = vec![0.0; words.len()];
        for word in words {
            let at = word.at;
            rarities[at] = self.word(word, boards);
        }
        rarities
    }

    fn read<'p>(&self, at: usize, concept: &'p Concept) -> Word<'p> {
        let mut streams = Vec::new();
        for leaf in &concept.leaves {
            let (text, parts): (&str, &[(Field, Part)]) = match &leaf.form {
                Form::Word(word) => (word, &self.exact()),
                Form::Stem(stem) => (stem, &self.everywhere()),
                Form::Phrase(_) => continue,
            };
            streams.extend(parts.iter().filter_map(|&(field, part)| {
                let option = IndexRecordOption::WithFreqs;
                Some(Stream {
                    part,
                    strength: leaf.weight,
                    postings: self.reader.postings(field, text, option)?,
                })
            }));
        }
        let documents = streams.iter().map(|stream| stream.postings.doc_freq());
        Word {
            at,
            concept,
            documents: documents.max().unwrap_or(0),
            streams,
        }
    }

    /// Scores a word, and says how rare it is. One that stands nearly everywhere says little of
    /// places without any rarer word: where there are enough others, those are left out.
    fn word(&self, word: Word<'_>, boards: &mut Boards) -> f32 {
        let documents = word.documents as usize;
        let mut seen = Vec::new();
        let enough = boards.places.seen().len() >= tuning::ENOUGH;
        let selective = enough && documents > tuning::FREQUENT;
        if selective {
            seen.extend_from_slice(boards.places.seen());
            seen.sort_unstable();
        }
        for Stream {
            part,
            strength,
            postings,
        } in word.streams
        {
            let visit = |d, n| self.stands(part, d, n, strength, boards);
            match selective {
                true => among(postings, &seen, visit),
                false => all(postings, visit),
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
                let visit = |d| self.stands(part, d, 1.0, leaf.weight, boards);
                self.reader.phrase(field, &stems, visit);
            }
        }
    }

    /// The fields of stems that have an order.
    fn stems(&self) -> [(Field, Part); 3] {
        [
            (self.fields.title, Part::Title),
            (self.fields.heading, Part::Heading),
            (self.fields.body, Part::Body),
        ]
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
        left: &Concept,
        right: &Concept,
        rarity: f32,
        documents: &[u32],
        boards: &mut Boards,
    ) {
        let distance = right.position - left.position;
        for (field, part) in self.stems() {
            for (first, second) in pairs(left, right) {
                let worth = rarity * self.together(part) * first.weight * second.weight;
                let stems = first.as_stem().zip(second.as_stem());
                let Some(stems) = stems.filter(|_| worth > 0.0) else {
                    continue;
                };
                self.reader
                    .pair(field, stems, distance, documents, |document| {
                        boards.places.add_pair(document, worth);
                        boards.pages.add_pair(self.layout.page(document), worth);
                    });
            }
        }
        boards.places.settle_pair();
        boards.pages.settle_pair();
    }

    /// Marks the places whose name the query is.
    fn whole(&self, plan: &Plan, boards: &mut Boards) {
        let name = joined(plan.concepts.iter().map(|concept| &concept.stem));
        for (name, how) in [(name, 1.0), (entire(&plan.words), 2.0)] {
            self.reader.term(self.fields.whole, &name, |document, _| {
                boards.places.add_whole(document, how);
                let page = self.layout.page(document);
                if self.layout.pages[page].first as usize == document {
                    boards.pages.add_whole(page, how);
                }
            });
        }
    }
}

/// The likeliest stems of two words, each with each.
fn pairs<'p>(left: &'p Concept, right: &'p Concept) -> impl Iterator<Item = (&'p Leaf, &'p Leaf)> {
    left.forms()
        .flat_map(|a| right.forms().map(move |b| (a, b)))
}
