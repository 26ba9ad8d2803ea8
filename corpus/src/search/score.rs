//! What it is worth that a word stands somewhere, and what places and pages are worth for it.

use crate::search::{
    board::{Board, Total},
    layout::{Layout, Lengths},
    rank::Ranker,
};

/// Where a word stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Title,
    Heading,
    Body,
    Address,
    /// The folders of the page.
    Folder,
    /// Anywhere, in the form that was typed.
    Exact,
    /// In the heading, in the form that was typed.
    ExactHeading,
    /// Anywhere, with the accents that were typed.
    Accented,
}

/// The points of a query. Kept between queries: a large corpus has many places.
pub(super) struct Boards {
    pub(super) places: Board,
    pub(super) pages: Board,
    /// The rarity of all words of the query.
    pub(super) rarity: f32,
}

impl Boards {
    pub(super) fn new(layout: &Layout) -> Self {
        Self {
            places: Board::new(layout.len()),
            pages: Board::new(layout.pages.len()),
            rarity: 0.0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.pages.clear();
        self.rarity = 0.0;
    }
}

impl Ranker<'_> {
    /// A word stands so many times in a part of a document.
    pub(super) fn stands(
        &self,
        part: Part,
        document: usize,
        times: f32,
        strength: f32,
        boards: &mut Boards,
    ) {
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
    pub(super) fn worth(&self, part: Part, own: Lengths, mean: Lengths) -> f32 {
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
            Part::Folder => tuning.folder,
            Part::ExactHeading => tuning.exact_heading,
            Part::Exact => shortened(tuning.exact, own.body, mean.body, tuning.body_length),
            Part::Accented => shortened(tuning.accent, own.body, mean.body, tuning.body_length),
        }
    }

    pub(super) fn together(&self, part: Part) -> f32 {
        match part {
            Part::Title => self.tuning.phrase_title,
            Part::Heading => self.tuning.phrase_heading,
            _ => self.tuning.phrase_body,
        }
    }

    pub(super) fn page_score(&self, boards: &Boards, page: usize, best: f32) -> f32 {
        let total = boards.pages.total(page);
        let page = &self.layout.pages[page];
        let whole = self.whole_name(total, page.lengths.title_content, boards.rarity);
        let covered = power(share(total.covered, boards.rarity), self.tuning.coverage);
        let score = (total.score + total.phrases) * covered
            + self.tuning.whole_title * whole
            + self.tuning.section * best
            + self.tuning.exact_title * boards.rarity * (total.whole - 1.0).max(0.0);
        let linked = page.inbound / (page.inbound + self.layout.mean_inbound.max(1.0));
        let kind = if page.is_term { self.tuning.term } else { 1.0 };
        score * kind * (1.0 + self.tuning.linked * linked)
    }

    pub(super) fn place_score(&self, boards: &Boards, document: usize) -> f32 {
        let total = boards.places.total(document);
        let words = self.layout.lengths(document).heading_content;
        let whole = self.whole_name(total, words, boards.rarity);
        let score = total.score + total.phrases + self.tuning.whole_heading * whole;
        let covered = share(total.covered, boards.rarity);
        let covered = power(covered, self.tuning.coverage_place);
        let score = score * covered;
        let page = &self.layout.pages[self.layout.page(document)];
        match page.first as usize == document {
            true => score * (1.0 + self.tuning.top),
            false => score,
        }
    }

    /// What a place is worth beside others of its page.
    pub(super) fn within(&self, boards: &Boards, document: usize) -> f32 {
        let covered = share(boards.places.total(document).covered, boards.rarity);
        self.place_score(boards, document) * power(covered, self.tuning.coverage_within)
    }

    /// How near the query is to a name of so many words.
    pub(super) fn whole_name(&self, total: &Total, words: f32, rarity: f32) -> f32 {
        if total.whole > 0.0 {
            return rarity * (1.0 + self.tuning.whole_exact * (total.whole - 1.0));
        }
        if total.named == 0.0 {
            return 0.0;
        }
        let of_name = power(share(total.named, words), self.tuning.whole_name);
        let of_query = power(share(total.named_rarity, rarity), self.tuning.whole_query);
        rarity * of_name * of_query
    }
}

/// How much of `all` there is.
fn share(some: f32, all: f32) -> f32 {
    (some / all.max(f32::MIN_POSITIVE)).min(1.0)
}

/// A power of a share. The whole is the whole: that is worth asking before anything is computed.
fn power(share: f32, exponent: f32) -> f32 {
    if share >= 1.0 || exponent == 1.0 {
        return share;
    }
    share.powf(exponent)
}
