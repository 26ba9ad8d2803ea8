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

use tantivy::schema::Field;

use crate::search::{
    board::{Board, Total},
    documents::Document,
    fields::{Fields, entire, joined},
    layout::{Layout, Lengths},
    plan::{Concept, Form, Leaf, Plan},
    postings::Reader,
    scope::Wanted,
    tuning::Tuning,
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

/// Where a word stands.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Title,
    Heading,
    Body,
    Address,
    /// Anywhere, in the form that was typed.
    Exact,
    /// In the heading, in the form that was typed.
    ExactHeading,
}

/// The points of a query.
pub(super) struct Boards {
    places: Board,
    pages: Board,
    /// The rarity of all its words.
    rarity: f32,
}

/// A page that is found.
pub(super) struct Found {
    pub(super) page: usize,
    pub(super) score: f32,
    /// How many of its places are hits.
    pub(super) places: usize,
}

impl Ranker<'_> {
    /// The best places of those that have any word of the plan.
    pub(super) fn rank(&self, plan: &Plan, window: Window) -> Ranking {
        let mut boards = Boards {
            places: Board::new(self.layout.len()),
            pages: Board::new(self.layout.pages.len()),
            rarity: 0.0,
        };
        let rarities: Vec<f32> = plan
            .concepts
            .iter()
            .map(|concept| self.word(concept, &mut boards))
            .collect();
        boards.rarity = rarities.iter().sum();
        for (i, pair) in plan.concepts.windows(2).enumerate() {
            let rarity = f32::midpoint(rarities[i], rarities[i + 1]);
            self.pair(&pair[0], &pair[1], rarity, &mut boards);
        }
        self.whole(plan, &mut boards);
        self.best(&boards, window)
    }

    /// Scores a word, and says how rare it is.
    fn word(&self, concept: &Concept, boards: &mut Boards) -> f32 {
        for leaf in &concept.leaves {
            self.leaf(leaf, boards);
        }
        let pages = self.layout.pages.len() as f32;
        let matched = boards.pages.matched();
        let rarity = (1.0 + (pages - matched + 0.5).max(0.0) / (matched + 0.5)).ln();
        boards.places.settle_word(rarity, self.tuning.saturation);
        boards.pages.settle_word(rarity, self.tuning.saturation);
        rarity
    }

    fn leaf(&self, leaf: &Leaf, boards: &mut Boards) {
        let strength = leaf.weight;
        match &leaf.form {
            Form::Word(word) => {
                for (field, part) in self.exact() {
                    let visit = |d, n| self.stands(part, d, n, strength, boards);
                    self.reader.term(field, word, visit);
                }
            }
            Form::Stem(stem) => {
                for (field, part) in self.stems().into_iter().chain(self.address()) {
                    let visit = |d, n| self.stands(part, d, n, strength, boards);
                    self.reader.term(field, stem, visit);
                }
            }
            Form::Phrase(stems) => {
                let stems: Vec<_> = stems.iter().map(String::as_str).enumerate().collect();
                for (field, part) in self.stems() {
                    let visit = |d| self.stands(part, d, 1.0, strength, boards);
                    self.reader.phrase(field, &stems, visit);
                }
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

    fn address(&self) -> Option<(Field, Part)> {
        (self.tuning.address > 0.0).then_some((self.fields.address, Part::Address))
    }

    /// A word stands so many times in a part of a document.
    fn stands(&self, part: Part, document: usize, times: f32, strength: f32, boards: &mut Boards) {
        let number = self.layout.page(document);
        let page = &self.layout.pages[number];
        let is_first = page.first as usize == document;
        let times = times * strength;
        let here = times * self.worth(part, self.layout.lengths(document), self.layout.mean[0]);
        boards
            .places
            .add(document, here, strength, part == Part::Heading);
        let factor = match part {
            Part::Title | Part::Address | Part::ExactHeading if !is_first => return,
            Part::Body if is_first => self.tuning.lead,
            _ => 1.0,
        };
        let there = times * factor * self.worth(part, page.lengths, self.layout.mean[1]);
        boards
            .pages
            .add(number, there, strength, part == Part::Title);
    }

    /// What a word is worth in a part, in texts of these lengths.
    fn worth(&self, part: Part, own: Lengths, mean: Lengths) -> f32 {
        let tuning = self.tuning;
        let shortened = |weight, length: f32, mean: f32, strength: f32| {
            weight / (1.0 - strength + strength * length / mean.max(1.0))
        };
        match part {
            Part::Title => shortened(tuning.title, own.title, mean.title, tuning.title_length),
            Part::Heading => {
                let strength = tuning.heading_length;
                shortened(tuning.heading, own.heading, mean.heading, strength)
            }
            Part::Body => shortened(1.0, own.body, mean.body, tuning.body_length),
            Part::Address => tuning.address,
            Part::ExactHeading => tuning.exact_heading,
            Part::Exact => shortened(tuning.exact, own.body, mean.body, tuning.body_length),
        }
    }

    /// Scores two words that stand as close as they were typed.
    fn pair(&self, left: &Concept, right: &Concept, rarity: f32, boards: &mut Boards) {
        let distance = right.position - left.position;
        for (first, second) in left
            .forms()
            .flat_map(|a| right.forms().map(move |b| (a, b)))
        {
            for (field, part) in self.stems() {
                let worth = rarity * self.together(part) * first.weight * second.weight;
                let (Some(first), Some(second)) = (first.as_stem(), second.as_stem()) else {
                    continue;
                };
                if worth > 0.0 {
                    let stems = [(0, first), (distance, second)];
                    self.reader.phrase(field, &stems, |document| {
                        boards.places.add_pair(document, worth);
                        boards.pages.add_pair(self.layout.page(document), worth);
                    });
                }
            }
        }
        boards.places.settle_pair();
        boards.pages.settle_pair();
    }

    fn together(&self, part: Part) -> f32 {
        match part {
            Part::Title => self.tuning.phrase_title,
            Part::Heading => self.tuning.phrase_heading,
            _ => self.tuning.phrase_body,
        }
    }

    /// Marks the places whose name the query is.
    fn whole(&self, plan: &Plan, boards: &mut Boards) {
        let name = joined(plan.concepts.iter().map(|concept| &concept.stem));
        for name in [name, entire(&plan.words)] {
            self.reader.term(self.fields.whole, &name, |document, _| {
                boards.places.add_whole(document);
                let page = self.layout.page(document);
                if self.layout.pages[page].first as usize == document {
                    boards.pages.add_whole(page);
                }
            });
        }
    }

    /// Puts places in their order, page by page.
    fn best(&self, boards: &Boards, window: Window) -> Ranking {
        let mut best = vec![(0.0_f32, 0_usize); self.layout.pages.len()];
        for &document in boards.places.seen() {
            let entry = &mut best[self.layout.page(document as usize)];
            entry.0 = entry.0.max(self.place_score(boards, document as usize));
            entry.1 += 1;
        }
        let mut found: Vec<Found> = boards
            .pages
            .seen()
            .iter()
            .map(|&page| page as usize)
            .map(|page| Found {
                page,
                score: self.page_score(boards, page, best[page].0),
                places: best[page].1,
            })
            .collect();
        let covered = |found: &Found| boards.pages.total(found.page).covered;
        let most = found.iter().map(covered).fold(0.0, f32::max);
        found.retain(|found| covered(found) >= most * self.tuning.floor);
        let facets = self.facets(&found);
        found.retain(|found| {
            let top = self.top(found);
            self.wanted.has(top.kind, top.part)
        });
        let total = found.iter().map(|found| found.places).sum();
        let pages = found.len();
        let until = window.offset.saturating_add(window.limit);
        sort_first(&mut found, until, |found| (found.score, found.page));
        let groups = match window.each {
            Some(each) => self.together_by_page(boards, &found, window.offset, each),
            None => self.alone(boards, &found, window.offset, until),
        };
        Ranking {
            total,
            pages,
            facets,
            groups,
        }
    }

    /// The places of a page, best first, with their scores: the best one stands for the page.
    pub(super) fn places(&self, boards: &Boards, found: &Found, limit: usize) -> Vec<(f32, usize)> {
        let pages = &self.layout.pages;
        let first = pages[found.page].first as usize;
        let next = pages.get(found.page + 1);
        let next = next.map_or(self.layout.len(), |page| page.first as usize);
        let places = (first..next).filter(|&d| boards.places.total(d).covered > 0.0);
        let mut places: Vec<(f32, usize)> = places
            .map(|document| (self.place_score(boards, document), document))
            .collect();
        sort_first(&mut places, limit, |place| *place);
        let best = places.first().map_or(1.0, |place| place.0);
        let mut share = 1.0;
        for place in &mut places {
            place.0 = found.score * share * place.0 / best.max(f32::MIN_POSITIVE);
            share *= self.tuning.repeat;
        }
        places
    }

    fn page_score(&self, boards: &Boards, page: usize, best: f32) -> f32 {
        let total = boards.pages.total(page);
        let page = &self.layout.pages[page];
        let whole = self.whole_name(total, page.lengths.title_content, boards.rarity);
        let score = self.covered(total, boards.rarity)
            + self.tuning.whole_title * whole
            + self.tuning.section * best;
        score * if page.is_term { self.tuning.term } else { 1.0 }
    }

    fn place_score(&self, boards: &Boards, document: usize) -> f32 {
        let total = boards.places.total(document);
        let words = self.layout.lengths(document).heading_content;
        let whole = self.whole_name(total, words, boards.rarity);
        self.covered(total, boards.rarity) + self.tuning.whole_heading * whole
    }

    /// What words and pairs are worth, when some are missing.
    fn covered(&self, total: &Total, rarity: f32) -> f32 {
        let share = (total.covered / rarity.max(f32::MIN_POSITIVE)).min(1.0);
        (total.score + total.phrases) * share.powf(self.tuning.coverage)
    }

    /// How near the query is to a name of so many words.
    fn whole_name(&self, total: &Total, words: f32, rarity: f32) -> f32 {
        if total.whole > 0.0 {
            return rarity * (1.0 + self.tuning.whole_exact * (total.whole - 1.0));
        }
        let of_name = (total.named / words.max(1.0)).min(1.0);
        let of_query = (total.named_rarity / rarity.max(f32::MIN_POSITIVE)).min(1.0);
        rarity * (of_name * of_query).powf(self.tuning.whole_power)
    }
}

/// Keeps the first `limit`, in order: the highest score first, then the lowest number.
pub(super) fn sort_first<T>(all: &mut Vec<T>, limit: usize, key: impl Fn(&T) -> (f32, usize)) {
    let order = |a: &T, b: &T| {
        let (a, b) = (key(a), key(b));
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
    };
    if limit < all.len() {
        all.select_nth_unstable_by(limit, order);
        all.truncate(limit);
    }
    all.sort_unstable_by(order);
}
