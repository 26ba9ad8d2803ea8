//! The numbers that decide what is found and in which order, in one place.
//!
//! The constants bound the work of a query. The [`Tuning`] weighs what matches; its values are
//! those of tuning runs, rounded. docs/search.md says on what, and how well they do elsewhere.

/// Characters of a query that are read.
pub(super) const LONGEST_QUERY: usize = 200;
/// Words of a query that count.
pub(super) const MOST_WORDS: usize = 12;
/// Words that may stand between two words of a phrase.
pub(super) const SLOP: u32 = 1;
/// Forms of a word that are looked for beside the next word.
pub(super) const PHRASE_FORMS: usize = 2;
/// Pages whose best places are looked for, at least.
pub(super) const CANDIDATES: usize = 400;
/// Places that rarer words must have found, and documents that a word must be in, for it to be
/// looked for in those places alone.
pub(super) const ENOUGH: usize = 1_000;
pub(super) const FREQUENT: usize = 2_000;
/// Words that may be one when written together.
pub(super) const COMPOUND: usize = 3;
/// Letters up to which a last word is completed to words of names alone.
pub(super) const SHORT_PREFIX: usize = 2;
/// Words a last word is completed to.
pub(super) const COMPLETIONS: usize = 12;
/// Words a mistyped one is replaced by.
pub(super) const SIMILAR: usize = 6;
/// Letters from which one mistake is forgiven.
pub(super) const ONE_MISTAKE: usize = 3;
/// Letters from which the first letter may be the mistake.
pub(super) const FIRST_MISTAKE: usize = 4;
/// Letters from which two mistakes are forgiven.
pub(super) const TWO_MISTAKES: usize = 8;

/// Declares the parameters with their values, and lists them by name for a tuning run.
macro_rules! tuning {
    ($($(#[doc = $doc:literal])+ $name:ident: $value:literal,)+) => {
        /// What matches are worth.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Tuning {
            $($(#[doc = $doc])+ pub $name: f32,)+
        }

        impl Default for Tuning {
            fn default() -> Self {
                Self { $($name: $value,)+ }
            }
        }

        impl Tuning {
            /// The parameters with their names.
            pub fn parameters(&mut self) -> Vec<(&'static str, &mut f32)> {
                vec![$((stringify!($name), &mut self.$name),)+]
            }
        }
    };
}

tuning! {
    /// A word in the page's title, against one in its text.
    title: 2.8,
    /// A word in a heading.
    heading: 2.8,
    /// A word in the summary or in what stands before the first heading.
    lead: 2.5,
    /// A word in the address: the name of the file, the anchor of the section.
    address: 11.0,
    /// A word in the names of the folders that the page is in.
    folder: 4.0,
    /// What is added where the very form stands that was typed.
    exact: 0.1,
    /// What is added where that form stands in the heading, or in the title of its page.
    exact_heading: 1.0,
    /// What is added where a word stands with the accents that were typed.
    accent: 0.1,
    /// How much a long title weakens a word in it, from 0 to 1.
    title_length: 0.4,
    /// The same for headings.
    heading_length: 0.2,
    /// The same for texts.
    body_length: 0.36,
    /// How often a word must stand there for half of what it can be worth.
    saturation: 5.0,
    /// What the best section adds to its page.
    section: 0.8,
    /// How much words that are missing weaken all others: the power of the share that is there.
    coverage: 0.15,
    /// The same for what places add to their page.
    coverage_place: 0.4,
    /// The same once more, for the order of places within their page.
    coverage_within: 1.0,
    /// The query is the title letter by letter: added to the page.
    exact_title: 2.0,
    /// The query is the title, nearly: added.
    whole_title: 1.9,
    /// The query is the heading, nearly: added.
    whole_heading: 0.96,
    /// The query is the title or the heading letter by letter: that much more is added.
    whole_exact: 1.3,
    /// How much of the title or the heading the query must be: a power of the share.
    whole_name: 0.43,
    /// A word in a heading in another form than was typed, against that form.
    inflected: 0.95,
    /// What is added where a stop word of the query stands in a title or a heading that has other
    /// words of it.
    idle: 0.1,
    /// How much of the query must be in the title or the heading: a power of the share.
    whole_query: 1.2,
    /// Two words of the query stand together in the title.
    phrase_title: 0.77,
    /// In a heading.
    phrase_heading: 0.4,
    /// In the text.
    phrase_body: 0.1,
    /// Another word for the same thing.
    synonym: 0.36,
    /// A completion of the last word.
    completion: 0.7,
    /// A completion of a last word that is a word already.
    longer: 0.8,
    /// A word one change away.
    one_edit: 0.95,
    /// A word two changes away.
    two_edits: 0.4,
    /// The first letter is seldom mistyped.
    other_first: 0.45,
    /// A mistyping of a last word that has completions.
    typo_or_start: 0.4,
    /// A mistyping of a word of which other inflections are known.
    typo_or_form: 0.3,
    /// A mistyping of a word that is known, but rare.
    typo_or_word: 0.3,
    /// How many times more frequent the right spelling must be then.
    frequent: 10.0,
    /// What each further section of a page is worth, against the one before.
    repeat: 0.6,
    /// What is added for a page that very many notes link to; half of it, for the mean page.
    linked: 0.8,
    /// A word that says what a page is, not what about: "documentation", "section".
    weak: 0.64,
    /// The top of a page, against its sections.
    top: 0.1,
    /// A term of the glossary, against a page.
    term: 0.8,
    /// A page is left out that has less than this share of the words, by their rarity, that the
    /// page has with most of them.
    floor: 0.11,
}
