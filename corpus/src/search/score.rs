//! What it is worth that a word stands somewhere, and what places and pages are worth for it.

use crate::search::{
    HitKind,
    board::{Board, Total},
    layout::Layout,
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

impl Part {
    /// Whether what stands there names the place, or its page.
    pub(super) fn is_name(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Heading | Self::Address | Self::ExactHeading
        )
    }
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

/// What it is worth that a word stands in a part of places, and of their pages.
pub(super) struct Standing<'a> {
    layout: &'a Layout,
    /// Those of places, and those of pages, where long texts weaken a word in them.
    norms: Option<[&'a [f32]; 2]>,
    strength: f32,
    /// How sure it is that the word names the place, and its page.
    names: [f32; 2],
    /// To the place.
    place: f32,
    /// To the page, in its first place, and in any other.
    first: f32,
    others: Option<f32>,
    /// The places that count, by their numbers; `None`: all.
    allowed: Option<&'a [bool]>,
}

impl Standing<'_> {
    /// The word stands there so many times.
    pub(super) fn add(&self, document: usize, times: f32, boards: &mut Boards) {
        if self.allowed.is_some_and(|allowed| !allowed[document]) {
            return;
        }
        let page = self.layout.page(document);
        let [of_place, of_page] = match self.norms {
            Some([places, pages]) => [places[document], pages[page]],
            None => [1.0; 2],
        };
        let [names_place, names_page] = self.names;
        let worth = times * self.place * of_place;
        boards
            .places
            .add(document, worth, self.strength, names_place);
        let worth = match self.layout.is_first(document, page) {
            true => Some(self.first),
            false => self.others,
        };
        if let Some(worth) = worth {
            let worth = times * worth * of_page;
            boards.pages.add(page, worth, self.strength, names_page);
        }
    }
}

impl Ranker<'_> {
    /// What it is worth that a word stands in a part, with that strength.
    pub(super) fn standing(&self, part: Part, strength: f32) -> Standing<'_> {
        let tuning = self.tuning;
        let worth = strength
            * match part {
                Part::Title => tuning.title,
                Part::Heading => tuning.heading,
                Part::Body => 1.0,
                Part::Address => tuning.address,
                Part::Folder => tuning.folder,
                Part::ExactHeading => tuning.exact_heading,
                Part::Exact => tuning.exact,
                Part::Accented => tuning.accent,
            };
        let (first, others) = match part {
            Part::Title | Part::Address | Part::ExactHeading => (worth, None),
            Part::Body => (worth * tuning.lead, Some(worth)),
            _ => (worth, Some(worth)),
        };
        Standing {
            layout: self.layout,
            norms: self.norms.of(part),
            strength,
            place: worth,
            first,
            others,
            allowed: self.allowed,
            names: match part {
                Part::ExactHeading => [strength, 0.0],
                Part::Heading => [strength * tuning.inflected, 0.0],
                Part::Title => [0.0, strength],
                _ => [0.0; 2],
            },
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
        let kind = match page.kind {
            HitKind::Term => self.tuning.term,
            _ => 1.0,
        };
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
        let idle = self.tuning.idle * total.idle;
        if total.whole > 0.0 {
            return idle + rarity * (1.0 + self.tuning.whole_exact * (total.whole - 1.0));
        }
        if total.named == 0.0 {
            return 0.0;
        }
        let of_name = power(share(total.named, words), self.tuning.whole_name);
        let of_query = power(share(total.named_rarity, rarity), self.tuning.whole_query);
        (rarity * of_query + idle) * of_name
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
