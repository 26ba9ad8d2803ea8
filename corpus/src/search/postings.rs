//! What tantivy knows of a term: the documents that hold it. What was typed is never parsed.

use tantivy::{
    DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings},
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
}

impl<'a> Reader<'a> {
    /// Nothing for an index without documents.
    pub(super) fn new(searcher: &'a Searcher) -> Option<Self> {
        let segment = searcher.segment_readers().first()?;
        Some(Self { searcher, segment })
    }

    /// The documents with a term.
    pub(super) fn postings(
        self,
        field: Field,
        text: &str,
        option: IndexRecordOption,
    ) -> Option<SegmentPostings> {
        let term = Term::from_field_text(field, text);
        let index = self.segment.inverted_index(field).ok()?;
        index.read_postings(&term, option).ok().flatten()
    }

    /// Shows `visit` the documents with a term, and how often they hold it.
    pub(super) fn term(self, field: Field, text: &str, visit: impl FnMut(usize, f32)) {
        let postings = self.postings(field, text, IndexRecordOption::WithFreqs);
        if let Some(postings) = postings {
            all(postings, visit);
        }
    }

    /// Shows `visit` those of `documents`, which are sorted, with two stems at about their distance
    /// from one another.
    pub(super) fn pair(
        self,
        field: Field,
        (left, right): (&str, &str),
        distance: usize,
        documents: &[u32],
        mut visit: impl FnMut(usize),
    ) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let read = |stem| self.postings(field, stem, option);
        let Some((mut left, mut right)) = read(left).zip(read(right)) else {
            return;
        };
        let distance = u32::try_from(distance).unwrap_or(u32::MAX);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for &document in documents {
            if !reaches(&mut left, document) || !reaches(&mut right, document) {
                continue;
            }
            left.positions_with_offset(distance, &mut before);
            right.positions(&mut after);
            if near(&before, &after) {
                visit(document as usize);
            }
        }
    }

    /// Shows `visit` the documents with stems at about their distances from one another.
    pub(super) fn phrase(
        self,
        field: Field,
        stems: &[(usize, &str)],
        mut visit: impl FnMut(usize),
    ) {
        let term = |(offset, stem): &(usize, &str)| (*offset, Term::from_field_text(field, stem));
        let terms = stems.iter().map(term).collect();
        let query = PhraseQuery::new_with_offset_and_slop(terms, tuning::SLOP);
        let scoring = EnableScoring::disabled_from_searcher(self.searcher);
        let mut each = |documents: &[DocId]| documents.iter().for_each(|&d| visit(d as usize));
        let weight = query.weight(scoring);
        let _ = weight.and_then(|weight| weight.for_each_no_score(self.segment, &mut each));
    }
}

/// Shows `visit` the documents of postings, and how often they hold their term.
pub(super) fn all(mut postings: SegmentPostings, mut visit: impl FnMut(usize, f32)) {
    let mut document = postings.doc();
    while document != TERMINATED {
        visit(document as usize, postings.term_freq() as f32);
        document = postings.advance();
    }
}

/// The same for those of `documents`, which are sorted.
pub(super) fn among(
    mut postings: SegmentPostings,
    documents: &[u32],
    mut visit: impl FnMut(usize, f32),
) {
    for &document in documents {
        if reaches(&mut postings, document) {
            visit(document as usize, postings.term_freq() as f32);
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
