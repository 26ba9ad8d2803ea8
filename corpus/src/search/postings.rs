//! What tantivy knows of a term: the documents that hold it. What was typed is never parsed.

use tantivy::{
    DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term,
    postings::Postings,
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

    /// Shows `visit` the documents with a term, and how often they hold it.
    pub(super) fn term(self, field: Field, text: &str, mut visit: impl FnMut(usize, f32)) {
        let term = Term::from_field_text(field, text);
        let index = self.segment.inverted_index(field).ok();
        let postings = index.and_then(|index| {
            let found = index.read_postings(&term, IndexRecordOption::WithFreqs);
            found.ok().flatten()
        });
        let Some(mut postings) = postings else { return };
        let mut document = postings.doc();
        while document != TERMINATED {
            visit(document as usize, postings.term_freq() as f32);
            document = postings.advance();
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
