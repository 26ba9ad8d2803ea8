//! What tantivy knows of a term: the documents that hold it. What was typed is never parsed.

use std::sync::Arc;

use tantivy::{
    DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings, TermInfo},
    query::{EnableScoring, PhraseQuery, Query},
    schema::{Field, IndexRecordOption},
};

use crate::search::tuning;

/// The one segment of an index. It is in memory: reading does not fail, and what would fail is
/// not found.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    searcher: &'a Searcher,
    segment: &'a SegmentReader,
    /// The words of each field, by its number.
    terms: &'a [Arc<InvertedIndexReader>],
}

/// Where the documents of a term of a field are written.
#[derive(Clone)]
pub(super) struct Found {
    field: Field,
    info: TermInfo,
}

impl Found {
    /// How many documents have the term.
    pub(super) fn documents(&self) -> u32 {
        self.info.doc_freq
    }
}

impl<'a> Reader<'a> {
    /// Nothing for an index without documents.
    pub(super) fn new(
        searcher: &'a Searcher,
        terms: &'a [Arc<InvertedIndexReader>],
    ) -> Option<Self> {
        let segment = searcher.segment_readers().first()?;
        Some(Self {
            searcher,
            segment,
            terms,
        })
    }

    /// Looks a term up.
    pub(super) fn find(self, field: Field, text: &str) -> Option<Found> {
        let term = Term::from_field_text(field, text);
        let info = self.of(field)?.get_term_info(&term).ok()??;
        Some(Found { field, info })
    }

    fn of(self, field: Field) -> Option<&'a InvertedIndexReader> {
        let terms = self.terms.get(field.field_id() as usize)?;
        Some(terms)
    }

    fn read(self, found: &Found, option: IndexRecordOption) -> Option<SegmentPostings> {
        let terms = self.of(found.field)?;
        terms.read_postings_from_terminfo(&found.info, option).ok()
    }

    /// Shows `visit` the documents with a term, and how often they hold it.
    pub(super) fn all(self, found: &Found, mut visit: impl FnMut(usize, f32)) {
        let option = IndexRecordOption::WithFreqs;
        let Some(terms) = self.of(found.field) else {
            return;
        };
        let Ok(mut block) = terms.read_block_postings_from_terminfo(&found.info, option) else {
            return;
        };
        while block.block_len() > 0 {
            for (i, &document) in block.docs().iter().enumerate() {
                visit(document as usize, block.freq(i) as f32);
            }
            block.advance();
        }
    }

    /// The same for those of `documents`, which are sorted.
    pub(super) fn among(self, found: &Found, documents: &[u32], mut visit: impl FnMut(usize, f32)) {
        let Some(mut postings) = self.read(found, IndexRecordOption::WithFreqs) else {
            return;
        };
        for &document in documents {
            if reaches(&mut postings, document) {
                visit(document as usize, postings.term_freq() as f32);
            }
        }
    }

    /// Shows `visit` those of `documents`, which are sorted, with two terms at about their distance
    /// from one another.
    pub(super) fn pair(
        self,
        (left, right): (&Found, &Found),
        distance: usize,
        documents: &[u32],
        mut visit: impl FnMut(usize),
    ) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let read = |found| self.read(found, option);
        let Some((mut left, mut right)) = read(left).zip(read(right)) else {
            return;
        };
        let distance = u32::try_from(distance).unwrap_or(u32::MAX);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut rest = documents;
        while let Some(document) = next_in_all(&mut left, &mut right, &mut rest) {
            left.positions_with_offset(distance, &mut before);
            right.positions(&mut after);
            if near(&before, &after) {
                visit(document as usize);
            }
            left.advance();
        }
    }

    /// Shows `visit` the documents with words at their distances from one another, or `slop` off.
    pub(super) fn phrase(
        self,
        field: Field,
        words: &[(usize, &str)],
        slop: u32,
        mut visit: impl FnMut(usize),
    ) {
        let term = |(offset, word): &(usize, &str)| (*offset, Term::from_field_text(field, word));
        let terms = words.iter().map(term).collect();
        let query = PhraseQuery::new_with_offset_and_slop(terms, slop);
        let scoring = EnableScoring::disabled_from_searcher(self.searcher);
        let mut each = |documents: &[DocId]| documents.iter().for_each(|&d| visit(d as usize));
        let weight = query.weight(scoring);
        let _ = weight.and_then(|weight| weight.for_each_no_score(self.segment, &mut each));
    }
}

/// The next of `documents`, from where the postings stand on, that both have.
fn next_in_all(
    left: &mut SegmentPostings,
    right: &mut SegmentPostings,
    documents: &mut &[u32],
) -> Option<DocId> {
    loop {
        let at = left.doc();
        let skipped = documents.partition_point(|document| *document < at);
        *documents = &documents[skipped..];
        let next = *documents.first().filter(|_| at != TERMINATED)?;
        if next > at {
            left.seek(next);
        } else if reaches(right, at) {
            return Some(at);
        } else {
            left.seek(right.doc());
        }
    }
}

/// Whether postings that stand at or before `document` have it.
fn reaches(postings: &mut SegmentPostings, document: DocId) -> bool {
    let at = postings.doc();
    let at = if at < document {
        postings.seek(document)
    } else {
        at
    };
    at == document
}

/// Whether some of the positions, which are sorted, are as good as the same.
fn near(some: &[u32], others: &[u32]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(&a), Some(&b)) = (some.get(i), others.get(j)) {
        if a.abs_diff(b) <= tuning::SLOP {
            return true;
        }
        if a < b { i += 1 } else { j += 1 }
    }
    false
}
