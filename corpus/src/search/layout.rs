//! Which places belong to one page, and how long their texts are.

use serde::{Deserialize, Serialize};

use crate::search::{HitKind, documents::Document};

/// Pages and lengths of an index' documents.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Layout {
    /// The page of each document.
    page: Vec<u32>,
    pub(super) pages: Vec<Page>,
    /// Words of each document's title, heading and text.
    lengths: Vec<Lengths>,
    /// The mean of documents, and that of pages.
    pub(super) mean: [Lengths; 2],
    /// How many notes link to a page on average.
    pub(super) mean_inbound: f32,
}

/// A page; a term of the glossary is a page of its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Page {
    /// Its first document.
    pub(super) first: u32,
    /// All its documents; of its title, once.
    pub(super) lengths: Lengths,
    /// What its first document is, and in which part of the course.
    pub(super) kind: HitKind,
    pub(super) part: u16,
    /// How many notes link to it.
    pub(super) inbound: f32,
}

/// Lengths in words.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Lengths {
    pub(super) title: f32,
    pub(super) heading: f32,
    pub(super) body: f32,
    /// Words of the title that are not stop words.
    pub(super) title_content: f32,
    /// The same for the heading.
    pub(super) heading_content: f32,
}

impl Layout {
    /// Takes the next document.
    pub(super) fn add(&mut self, document: &Document, lengths: Lengths, same_page: bool) {
        let at = u32::try_from(self.page.len()).unwrap_or(u32::MAX);
        match self.pages.last_mut().filter(|_| same_page) {
            Some(page) => {
                page.lengths.heading += lengths.heading;
                page.lengths.body += lengths.body;
            }
            None => self.pages.push(Page {
                first: at,
                lengths,
                kind: document.kind,
                part: document.part,
                inbound: document.inbound as f32,
            }),
        }
        let page = self.pages.len() - 1;
        self.page.push(u32::try_from(page).unwrap_or(u32::MAX));
        self.lengths.push(lengths);
    }

    /// Works out the means, when all documents are there.
    pub(super) fn finish(mut self) -> Self {
        let inbound: f32 = self.pages.iter().map(|page| page.inbound).sum();
        self.mean_inbound = inbound / self.pages.len().max(1) as f32;
        self.mean[0] = mean(self.lengths.iter());
        self.mean[1] = mean(self.pages.iter().map(|page| &page.lengths));
        self
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.page.len()
    }

    /// The documents of a page.
    pub(super) fn places(&self, page: usize) -> std::ops::Range<usize> {
        let first = |page: &Page| page.first as usize;
        let end = self.pages.get(page + 1).map_or(self.len(), first);
        self.pages.get(page).map_or(end, first)..end
    }

    /// The page of a document.
    pub(super) fn page(&self, document: usize) -> usize {
        self.page.get(document).map_or(0, |page| *page as usize)
    }

    /// Whether a document is the first of its page.
    pub(super) fn is_first(&self, document: usize, page: usize) -> bool {
        document == 0 || self.page.get(document - 1) != u32::try_from(page).ok().as_ref()
    }

    /// The lengths of all documents.
    pub(super) fn lengths_of_documents(&self) -> impl Iterator<Item = Lengths> + Clone {
        self.lengths.iter().copied()
    }

    /// The lengths of all pages.
    pub(super) fn lengths_of_pages(&self) -> impl Iterator<Item = Lengths> + Clone {
        self.pages.iter().map(|page| page.lengths)
    }

    /// The lengths of a document.
    pub(super) fn lengths(&self, document: usize) -> Lengths {
        self.lengths.get(document).copied().unwrap_or_default()
    }
}

fn mean<'a>(all: impl Iterator<Item = &'a Lengths>) -> Lengths {
    let (mut sum, mut count) = (Lengths::default(), 0_usize);
    for lengths in all {
        sum.title += lengths.title;
        sum.heading += lengths.heading;
        sum.body += lengths.body;
        count += 1;
    }
    let count = count.max(1) as f32;
    Lengths {
        title: sum.title / count,
        heading: sum.heading / count,
        body: sum.body / count,
        ..sum
    }
}
