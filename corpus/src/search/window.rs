//! Which of the places that were found are returned, and how they are put together.

use crate::search::{
    order::{Found, sort_first},
    rank::Ranker,
    scope::{Counter, Facets},
    score::Boards,
};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// How many places are hits.
    pub(super) total: usize,
    /// How many pages have some.
    pub(super) pages: usize,
    pub(super) facets: Facets,
    /// The best of them, best first: each alone, or those of a page together.
    pub(super) groups: Vec<Group>,
    /// No place does as the query demands: these are those that have its words.
    pub(super) relaxed: bool,
}

/// Places that are shown together.
#[derive(Debug)]
pub(super) struct Group {
    /// How many places there are.
    pub(super) total: usize,
    /// The best of them, best first.
    pub(super) documents: Vec<usize>,
}

/// Which of the places are returned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Groups that are passed over.
    pub(super) offset: usize,
    /// Groups that are returned at most.
    pub(super) limit: usize,
    /// Places of a page that are returned together at most; `None` returns each alone.
    pub(super) each: Option<usize>,
}

impl Window {
    /// Groups that are passed over or returned, at most.
    pub(super) fn until(self) -> usize {
        self.offset.saturating_add(self.limit)
    }
}

impl Ranker<'_> {
    pub(super) fn facets(&self, found: &[Found]) -> Facets {
        let mut counter = Counter::new(self.wanted, self.parts);
        for found in found {
            let page = &self.layout.pages[found.page];
            counter.add(page.kind, page.part, found.places);
        }
        counter.finish()
    }

    /// The places of each page, page after page.
    pub(super) fn together_by_page(
        &self,
        boards: &Boards,
        found: &[Found],
        offset: usize,
        each: usize,
    ) -> Vec<Group> {
        let pages = found.iter().skip(offset);
        let group = |found: &Found| Group {
            total: found.places,
            documents: documents(self.places(boards, found, each)),
        };
        pages.map(group).collect()
    }

    /// All places, those of a page among those of the others.
    pub(super) fn alone(
        &self,
        boards: &Boards,
        found: &[Found],
        offset: usize,
        until: usize,
    ) -> Vec<Group> {
        let pages = found.iter();
        let mut hits: Vec<(f32, usize)> = pages
            .flat_map(|found| self.places(boards, found, until))
            .collect();
        sort_first(&mut hits, until, |hit| *hit);
        let single = |document| Group {
            total: 1,
            documents: vec![document],
        };
        let hits = documents(hits).into_iter().skip(offset);
        hits.map(single).collect()
    }
}

fn documents(hits: Vec<(f32, usize)>) -> Vec<usize> {
    hits.into_iter().map(|(_, document)| document).collect()
}
