//! The tantivy index: its fields, how documents are put into it, and its one segment.

use std::{
    sync::{
        Arc,
        mpsc::{self, SyncSender},
    },
    thread,
};

use serde::{Deserialize, Serialize};
use tantivy::{
    Directory, Index, IndexBuilder, IndexSettings, InvertedIndexReader, ReloadPolicy, Searcher,
    SingleSegmentIndexWriter, TantivyDocument, TantivyError,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    store::Compressor,
};

use crate::search::{
    analysis::{self, Lang, Token},
    cells,
    documents::Document,
    layout::{Layout, Lengths},
    lexicon::{Gatherer, Lexicon, Word},
};

/// What the writer's tables are sized for; they grow with the corpus and are dropped after it.
const WRITER_BYTES: usize = 3_000_000;
/// Documents that are analysed before the writer takes them, at most.
const AHEAD: usize = 64;

/// Where words are looked up.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Stems of the page's title.
    pub(super) title: Field,
    /// Stems of the heading and of its other names.
    pub(super) heading: Field,
    /// Stems of the text.
    pub(super) body: Field,
    /// Stems of the last words of the address.
    pub(super) address: Field,
    /// Stems of the folders that the page is in; with the top of the page alone.
    pub(super) folder: Field,
    /// Folded words of title, heading and text, in their order.
    pub(super) exact: Field,
    /// Folded words of the heading.
    pub(super) exact_heading: Field,
    /// Words of title, heading and text that have accents, with these.
    pub(super) accented: Field,
    /// Each name of the place as a single term: the stems that count, and once more all words.
    pub(super) whole: Field,
}

/// An index written, and what it does not keep itself. Documents are numbered in their given order.
pub(super) struct Written {
    pub(super) index: Index,
    pub(super) notes: Notes,
}

/// What is known of the documents besides the index.
#[derive(Serialize, Deserialize)]
pub(super) struct Notes {
    pub(super) words: Vec<Word>,
    pub(super) layout: Layout,
}

/// An index to be searched.
pub(super) struct Opened {
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
    /// The words of each field, by its number; none of an index without documents.
    pub(super) terms: Vec<Arc<InvertedIndexReader>>,
    pub(super) lexicon: Lexicon,
    pub(super) layout: Layout,
}

/// A tantivy document being filled.
struct Filler<'a> {
    fields: Fields,
    lang: Lang,
    document: TantivyDocument,
    words: &'a mut Gatherer,
}

/// Terms as the index is given them; of the stems of a name, the term that stands for all of it.
pub(super) fn joined<'a>(terms: impl Iterator<Item = &'a String>) -> String {
    let mut out = String::new();
    for term in terms {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(term);
    }
    out
}

/// The term for a name with all its words, which no stems make up.
pub(super) fn entire(words: &str) -> String {
    format!("={words}")
}

/// Indexes `documents` into `directory`.
pub(super) fn write(
    documents: &[Document],
    directory: Box<dyn Directory>,
) -> Result<Written, TantivyError> {
    let (schema, fields) = schema();
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let builder = IndexBuilder::new().schema(schema).settings(settings);
    let mut writer: SingleSegmentIndexWriter =
        builder.single_segment_index_writer(directory, WRITER_BYTES)?;
    let notes = thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let analysis = scope.spawn(move || analysed(fields, documents, &sender));
        for document in receiver {
            writer.add_document(document)?;
        }
        let notes = analysis.join();
        notes.map_err(|_| TantivyError::InternalError("the analysis panicked".to_owned()))
    })?;
    let index = writer.finalize()?;
    Ok(Written { index, notes })
}

/// Analyses documents for the writer, which works meanwhile.
fn analysed(fields: Fields, documents: &[Document], to: &SyncSender<TantivyDocument>) -> Notes {
    let mut words = Gatherer::default();
    let mut layout = Layout::default();
    let mut page = None;
    for document in documents {
        let same_page = page == Some(document.page());
        let (written, lengths) = filled(fields, document, !same_page, &mut words);
        if to.send(written).is_err() {
            break;
        }
        layout.add(document, lengths, same_page);
        page = Some(document.page());
    }
    Notes {
        words: words.finish(),
        layout: layout.finish(),
    }
}

/// Makes an index ready to be searched.
pub(super) fn open(index: &Index, notes: Notes) -> Result<Opened, TantivyError> {
    let (schema, fields) = schema();
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let searcher = reader.try_into()?.searcher();
    let segment = searcher.segment_readers().first();
    let terms = segment.map(|segment| {
        let fields = schema.fields();
        fields
            .map(|(field, _)| segment.inverted_index(field))
            .collect()
    });
    Ok(Opened {
        fields,
        terms: terms.transpose()?.unwrap_or_default(),
        lexicon: Lexicon::new(notes.words),
        layout: notes.layout,
        searcher,
    })
}

fn schema() -> (Schema, Fields) {
    let terms = |record, tokenizer| {
        let indexing = TextFieldIndexing::default()
            .set_index_option(record)
            .set_tokenizer(tokenizer);
        TextOptions::default().set_indexing_options(indexing)
    };
    // Terms come analysed, separated by spaces: nothing is left to tantivy but to part them.
    let ordered = terms(IndexRecordOption::WithFreqsAndPositions, "whitespace");
    let words = terms(IndexRecordOption::WithFreqs, "whitespace");
    let mut schema = Schema::builder();
    let fields = Fields {
        title: schema.add_text_field("title", ordered.clone()),
        heading: schema.add_text_field("heading", ordered.clone()),
        body: schema.add_text_field("body", ordered.clone()),
        address: schema.add_text_field("address", words.clone()),
        folder: schema.add_text_field("folder", words.clone()),
        exact: schema.add_text_field("exact", ordered),
        exact_heading: schema.add_text_field("exact_heading", words.clone()),
        accented: schema.add_text_field("accented", words),
        whole: schema.add_text_field("whole", terms(IndexRecordOption::Basic, "raw")),
    };
    (schema.build(), fields)
}

fn filled(
    fields: Fields,
    document: &Document,
    is_first: bool,
    words: &mut Gatherer,
) -> (TantivyDocument, Lengths) {
    words.next_document();
    let mut filler = Filler {
        fields,
        lang: document.lang,
        document: TantivyDocument::default(),
        words,
    };
    let mut lengths = Lengths::default();
    let title = filler.add(fields.title, document.page_title());
    lengths.title = title.len() as f32;
    lengths.title_content = filler.content(&title).len() as f32;
    for name in std::iter::once(&document.heading).chain(&document.aliases) {
        let words = filler.add(fields.heading, name);
        filler.words.add_name(&words);
        let content = filler.content(&words);
        lengths.heading += words.len() as f32;
        lengths.heading_content += content.len() as f32;
        filler.put(fields.whole, filler.joined(&content, |token| &token.stem));
        let words = filler.joined(&words, |token| &token.word);
        filler.put(fields.whole, entire(&words));
        filler.put(fields.exact_heading, words);
    }
    for name in document.cells.iter().flat_map(cells::Place::names) {
        let words = filler.words.add(&name, document.lang);
        let content = filler.content(&words);
        filler.put(fields.whole, filler.joined(&content, |token| &token.stem));
    }
    lengths.body = filler.add(fields.body, &document.text).len() as f32;
    filler.add_address(fields.address, document.address());
    if is_first {
        filler.add_address(fields.folder, document.folder());
    }
    (filler.document, lengths)
}

impl Filler<'_> {
    /// Adds a text to a field of stems, and its words to the exact ones.
    fn add(&mut self, field: Field, text: &str) -> Vec<usize> {
        let words = self.words.add(text, self.lang);
        self.put(field, self.joined(&words, |token| &token.stem));
        self.put(self.fields.exact, self.joined(&words, |token| &token.word));
        let tokens = words.iter().map(|word| &self.words.get(*word).token);
        let accented = tokens.filter(|token| token.has_accents());
        self.put(
            self.fields.accented,
            joined(accented.map(|token| &token.surface)),
        );
        words
    }

    /// The words that count, as in [`analysis::content`].
    fn content(&self, words: &[usize]) -> Vec<usize> {
        let is_stop_word = |word: &usize| self.words.get(*word).is_stop_word;
        let all = words.iter().all(is_stop_word);
        let words = words.iter().copied();
        words.filter(|word| all || !is_stop_word(word)).collect()
    }

    fn joined(&self, words: &[usize], form: impl Fn(&Token) -> &String) -> String {
        joined(words.iter().map(|word| form(&self.words.get(*word).token)))
    }

    /// Its words are spelled without accents: the lexicon does without them.
    fn add_address(&mut self, field: Field, address: &str) {
        let tokens: Vec<Token> = analysis::tokens(address, self.lang).collect();
        let content = analysis::content(&tokens).map(|(_, token)| &token.stem);
        self.put(field, joined(content));
    }

    fn put(&mut self, field: Field, terms: impl AsRef<str>) {
        self.document.add_text(field, terms);
    }
}
