//! Search: sections, rows, layers, steps and terms, in French as it is typed.
//!
//! 1. [`documents`] lists every place of the corpus that a link can open;
//! 2. [`analysis`] cuts their texts into words and stems, and will do the same to queries;
//! 3. [`fields`] writes them into a tantivy index in memory, and gathers the [`lexicon`];
//! 4. [`plan`] understands a query: its words, their inflections, completions, corrections,
//!    and their [`synonyms`]; [`question`] takes one that asks what something is for its name;
//! 5. [`rank`] looks them up in the [`postings`], rarest first; [`score`] says what they are worth,
//!    with the weights of [`tuning`], and [`order`] which pages and places are best;
//! 6. [`cells`] opens the very cell of a row, and [`snippet`] shows the passage that answers.
//!
//! What is quoted or excluded is a [`condition`] that places meet or not.
//!
//! Point 3 may be done once for many servers: [`store`] keeps its result on disk. What somebody typed
//! is made ready, and remarked upon, by [`asked`]; [`scope`] says which places are wanted, and
//! [`near`] what to try instead.

mod analysis;
mod asked;
mod board;
mod cells;
mod close;
mod condition;
mod documents;
mod fields;
mod inbound;
mod latin;
mod layout;
mod lexicon;
mod near;
mod norms;
mod order;
mod plan;
mod postings;
mod question;
mod rank;
mod scope;
mod score;
mod snippet;
mod store;
mod synonyms;
#[cfg(test)]
mod tests;
mod tuning;
mod window;

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tantivy::{InvertedIndexReader, Searcher, directory::RamDirectory};

use crate::{Corpus, Html};

use self::{
    analysis::Lang,
    documents::Document,
    fields::{Fields, Opened},
    layout::Layout,
    lexicon::Lexicon,
    norms::Norms,
    plan::Plan,
    postings::Reader,
    rank::Ranker,
    scope::{NO_PART, Parts, Wanted},
    score::Boards,
    snippet::Matcher,
    synonyms::Synonyms,
    window::{Ranking, Window},
};
pub use self::{
    asked::{Asked, Remark},
    scope::{Facets, Filter, Part},
    store::{Origin, StoreError},
    tuning::Tuning,
};

/// An index of one corpus, in memory or mapped into it. Searched by any number of threads at once.
pub struct Index {
    /// What hits show; tantivy's document numbers are positions in it.
    documents: Vec<Document>,
    fields: Fields,
    searcher: Searcher,
    /// The words of each field, by its number.
    terms: Vec<Arc<InvertedIndexReader>>,
    lexicon: Lexicon,
    synonyms: Synonyms,
    layout: Layout,
    norms: Norms,
    english: bool,
    tuning: Tuning,
    parts: Parts,
    /// Those not in use; as many as there were queries at once.
    boards: Mutex<Vec<Boards>>,
}

/// What somebody looks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// As typed.
    pub text: &'a str,
    /// How many hits to return at most.
    pub limit: usize,
    /// How many of the best are passed over. Their number costs time: bound it.
    pub offset: usize,
    /// Among which places.
    pub filter: Filter<'a>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// How many places match in all.
    pub total: usize,
    /// How many pages have some.
    pub pages: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
    /// A spelling that would find more, where there is one.
    pub suggestion: Option<String>,
    /// How many of them there are, by what they are and where.
    pub facets: Facets,
    /// No place has the words that are quoted, without those that are excluded: this is the answer
    /// to the words alone.
    pub relaxed: bool,
}

/// What was found, the places of a page together.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    /// How many places match in all.
    pub total: usize,
    /// On how many pages.
    pub pages: usize,
    /// The best of these, best first.
    pub groups: Vec<Group>,
    /// A spelling that would find more, where there is one.
    pub suggestion: Option<String>,
    /// How many places there are, by what they are and where.
    pub facets: Facets,
    /// The same as in [`Answer`].
    pub relaxed: bool,
}

/// A page with its places that match.
#[derive(Clone, Debug)]
pub struct Group {
    /// How many places of the page match.
    pub total: usize,
    /// The best of them, best first; never empty.
    pub hits: Vec<Hit>,
}

/// A place that matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The URL to open, with its anchor.
    pub path: String,
    /// The file, relative to the content folder.
    pub source: String,
    /// The title of the page.
    pub title: String,
    /// The heading of the section, the name of the row, layer, step or term.
    pub heading: String,
    /// What it is.
    pub kind: HitKind,
    /// The part of the course, by its position in [`Index::parts`].
    pub part: Option<usize>,
    /// The passage, with `<mark>` around what matched.
    pub snippet: Html,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HitKind {
    /// A section of a note.
    Note,
    /// A row of a comparison, or one of its cells.
    Criterion,
    /// A layer of a stack.
    Layer,
    /// A step of a flow.
    Step,
    /// A term of the glossary.
    Term,
    /// The decision helper.
    Helper,
}

/// The index could not be built.
#[derive(Debug, thiserror::Error)]
#[error("search index: {0}")]
pub struct IndexError(#[from] tantivy::TantivyError);

impl HitKind {
    /// All of them, in the order of the course.
    pub const ALL: [Self; 6] = [
        Self::Note,
        Self::Criterion,
        Self::Layer,
        Self::Step,
        Self::Term,
        Self::Helper,
    ];

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name used in the JSON interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Criterion => "criterion",
            Self::Layer => "layer",
            Self::Step => "step",
            Self::Term => "term",
            Self::Helper => "helper",
        }
    }
}

impl Index {
    /// Indexes everything that can be found in `corpus`.
    ///
    /// # Errors
    /// When the index cannot be written to memory.
    pub fn build(corpus: &Corpus) -> Result<Self, IndexError> {
        let parts = Parts::of(corpus);
        let documents = documents::documents(corpus, &parts);
        let written = fields::write(&documents, Box::new(RamDirectory::create()))?;
        let opened = fields::open(&written.index, written.notes)?;
        Ok(Self::new(corpus, parts, documents, opened))
    }

    fn new(corpus: &Corpus, parts: Parts, documents: Vec<Document>, opened: Opened) -> Self {
        let english = documents
            .iter()
            .any(|document| document.lang == Lang::English);
        let tuning = Tuning::default();
        Self {
            english,
            synonyms: Synonyms::new(corpus.glossary()),
            fields: opened.fields,
            searcher: opened.searcher,
            terms: opened.terms,
            lexicon: opened.lexicon,
            norms: Norms::new(&opened.layout, &tuning),
            layout: opened.layout,
            documents,
            tuning,
            parts,
            boards: Mutex::default(),
        }
    }

    /// How many places can be found.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The same index with other weights.
    #[must_use]
    pub fn tuned(self, tuning: Tuning) -> Self {
        Self {
            norms: Norms::new(&self.layout, &tuning),
            tuning,
            ..self
        }
    }

    /// The places that have words of `query`, best first. Of the text, the first 200 characters
    /// and 12 words count. Never fails: an odd query finds nothing.
    pub fn search(&self, query: &Query<'_>) -> Answer {
        let plan = self.plan(query.text);
        let ranking = self.rank(&plan, query, None);
        let matcher = Matcher::new(&plan, &self.lexicon);
        let found = ranking.groups.iter().flat_map(|group| &group.documents);
        let found = found.filter_map(|i| self.documents.get(*i));
        let hits = found.map(|document| document.hit(&matcher)).collect();
        Answer {
            total: ranking.total,
            pages: ranking.pages,
            hits,
            suggestion: plan.suggestion,
            facets: ranking.facets,
            relaxed: ranking.relaxed,
        }
    }

    /// The same, page by page: `limit` and `offset` count pages, of which at most `each` places
    /// are returned.
    pub fn search_pages(&self, query: &Query<'_>, each: usize) -> Grouped {
        let plan = self.plan(query.text);
        let ranking = self.rank(&plan, query, Some(each));
        let matcher = Matcher::new(&plan, &self.lexicon);
        let group = |group: &window::Group| {
            let found = group.documents.iter();
            let found = found.filter_map(|i| self.documents.get(*i));
            Group {
                total: group.total,
                hits: found.map(|document| document.hit(&matcher)).collect(),
            }
        };
        Grouped {
            total: ranking.total,
            pages: ranking.pages,
            groups: ranking.groups.iter().map(group).collect(),
            suggestion: plan.suggestion,
            facets: ranking.facets,
            relaxed: ranking.relaxed,
        }
    }

    /// The parts of the course, in its order.
    pub fn parts(&self) -> &[Part] {
        &self.parts.all
    }

    /// The paths of the hits alone, best first: all that a measure needs.
    pub fn paths(&self, query: &Query<'_>) -> Vec<&str> {
        let plan = self.plan(query.text);
        let ranking = self.rank(&plan, query, None);
        let matcher = Matcher::new(&plan, &self.lexicon);
        let found = ranking.groups.iter().flat_map(|group| &group.documents);
        let found = found.filter_map(|i| self.documents.get(*i));
        found.map(|document| document.opened(&matcher).0).collect()
    }

    /// Nothing for an index without documents.
    fn reader(&self) -> Option<Reader<'_>> {
        Reader::new(&self.searcher, &self.terms)
    }

    fn rank(&self, plan: &Plan, query: &Query<'_>, each: Option<usize>) -> Ranking {
        let Some(reader) = self.reader().filter(|_| !plan.concepts.is_empty()) else {
            return Ranking::default();
        };
        let mut ranker = Ranker {
            reader,
            allowed: None,
            wanted: &Wanted::new(&query.filter, &self.parts),
            parts: self.parts.all.len(),
            fields: self.fields,
            layout: &self.layout,
            norms: &self.norms,
            tuning: &self.tuning,
        };
        let window = Window {
            offset: query.offset,
            limit: query.limit,
            each,
        };
        let lock = || self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = lock().pop();
        let mut boards = kept.unwrap_or_else(|| Boards::new(&self.layout));
        let allowed = ranker.allowed(&plan.demands);
        ranker.allowed = allowed.as_deref();
        let mut ranking = ranker.rank(plan, window, &mut boards);
        if allowed.is_some() && boards.places.seen().is_empty() {
            ranker.allowed = None;
            ranking = ranker.rank(plan, window, &mut boards);
            ranking.relaxed = !boards.places.seen().is_empty();
        }
        lock().push(boards);
        ranking
    }
}

impl Document {
    /// The address, the heading and the text of what a query opens here.
    fn opened(&self, matcher: &Matcher<'_>) -> (&str, &str, &str) {
        match matcher.cell(self) {
            Some(cell) => (&cell.path, &cell.heading, &cell.text),
            None => (&self.path, &self.heading, &self.text),
        }
    }

    fn hit(&self, matcher: &Matcher<'_>) -> Hit {
        let (path, heading, text) = self.opened(matcher);
        Hit {
            path: path.to_owned(),
            source: self.source.clone(),
            title: self.title.clone(),
            heading: heading.to_owned(),
            kind: self.kind,
            part: (self.part != NO_PART).then_some(usize::from(self.part)),
            snippet: matcher.snippet(text),
        }
    }
}
