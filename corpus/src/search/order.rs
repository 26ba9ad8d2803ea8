//! Which pages and places are the best, once all words have their points.

use crate::search::{
    rank::Ranker,
    scope::Facets,
    score::Boards,
    tuning,
    window::{Ranking, Window},
};

/// A page that is found.
pub(super) struct Found {
    pub(super) page: usize,
    pub(super) score: f32,
    /// How many of its places are hits.
    pub(super) places: usize,
}

/// The pages that may be among the best, and how many there are in all.
pub(super) struct Candidates {
    best: Vec<Found>,
    total: usize,
    pages: usize,
    facets: Facets,
}

impl Ranker<'_> {
    /// The wanted pages with the highest scores but for what their sections and words that stand
    /// together add: more than are asked for, since that changes their order.
    pub(super) fn candidates(&self, boards: &Boards, window: Window) -> Candidates {
        let mut places = vec![0_usize; self.layout.pages.len()];
        for &place in boards.places.seen() {
            places[self.layout.page(place as usize)] += 1;
        }
        let covered = |page: usize| boards.pages.total(page).covered;
        let seen = boards.pages.seen().iter().map(|&page| page as usize);
        let most = seen.clone().map(covered).fold(0.0, f32::max);
        let mut found: Vec<Found> = seen
            .filter(|&page| covered(page) >= most * self.tuning.floor)
            .map(|page| Found {
                page,
                score: self.page_score(boards, page, 0.0),
                places: places[page],
            })
            .collect();
        let facets = self.facets(&found);
        found.retain(|found| {
            let page = &self.layout.pages[found.page];
            self.wanted.has(page.kind, page.part)
        });
        let (total, pages) = (found.iter().map(|found| found.places).sum(), found.len());
        let enough = window.until().saturating_mul(2).max(tuning::CANDIDATES);
        sort_first(&mut found, enough, |found| (found.score, found.page));
        Candidates {
            best: found,
            total,
            pages,
            facets,
        }
    }

    /// The places of candidates, sorted.
    pub(super) fn documents(&self, candidates: &Candidates, boards: &Boards) -> Vec<u32> {
        let pages = candidates.best.iter();
        let places = pages.flat_map(|found| self.layout.places(found.page));
        let places = places.filter(|&d| boards.places.total(d).covered > 0.0);
        let mut places: Vec<u32> = places.map(|d| d as u32).collect();
        places.sort_unstable();
        places
    }

    /// Puts places in their order, page by page.
    pub(super) fn best(&self, boards: &Boards, candidates: Candidates, window: Window) -> Ranking {
        let mut found = candidates.best;
        for found in &mut found {
            let places = self.layout.places(found.page);
            let places = places.filter(|&d| boards.places.total(d).covered > 0.0);
            let scores = places.map(|d| self.place_score(boards, d));
            found.score = self.page_score(boards, found.page, scores.fold(0.0, f32::max));
        }
        sort_first(&mut found, window.until(), |found| {
            (found.score, found.page)
        });
        let groups = match window.each {
            Some(each) => self.together_by_page(boards, &found, window.offset, each),
            None => self.alone(boards, &found, window.offset, window.until()),
        };
        Ranking {
            total: candidates.total,
            pages: candidates.pages,
            facets: candidates.facets,
            groups,
            relaxed: false,
        }
    }

    /// The places of a page, best first, with their scores: the best one stands for the page.
    pub(super) fn places(&self, boards: &Boards, found: &Found, limit: usize) -> Vec<(f32, usize)> {
        let places = self.layout.places(found.page);
        let places = places.filter(|&d| boards.places.total(d).covered > 0.0);
        let mut places: Vec<(f32, usize)> = places
            .map(|document| (self.within(boards, document), document))
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
