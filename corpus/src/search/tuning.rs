//! The numbers that decide what is found and in which order, in one place.

/// Characters of a query that are read.
pub(super) const LONGEST_QUERY: usize = 200;
/// Words of a query that count.
pub(super) const MOST_WORDS: usize = 12;

/// A match in the page's title, against one in the text.
pub(super) const TITLE: f32 = 1.2;
/// A match in the heading.
pub(super) const HEADING: f32 = 2.5;
/// A match of the very form that was typed, wherever it stands.
pub(super) const EXACT: f32 = 0.8;
/// What the other fields add to the best one.
pub(super) const OTHER_FIELDS: f32 = 0.3;
/// The query is the whole heading: added.
pub(super) const WHOLE_HEADING: f32 = 12.0;
/// Two words of the query stand together: factor on the weight of the field.
pub(super) const PHRASE: f32 = 0.5;
/// Words that may stand between two words of a phrase.
pub(super) const SLOP: u32 = 1;

/// Another word for the same thing.
pub(super) const SYNONYM: f32 = 0.6;

/// Letters from which a last word is completed.
pub(super) const SHORTEST_PREFIX: usize = 2;
/// Words a last word is completed to.
pub(super) const COMPLETIONS: usize = 12;
/// A completion of the last word.
pub(super) const COMPLETION: f32 = 0.4;

/// Words a mistyped one is replaced by.
pub(super) const SIMILAR: usize = 6;
/// A word one change away.
pub(super) const ONE_EDIT: f32 = 0.6;
/// A word two changes away.
pub(super) const TWO_EDITS: f32 = 0.4;
/// The first letter is seldom mistyped.
pub(super) const OTHER_FIRST_LETTER: f32 = 0.5;
/// Documents up to which a word is rare enough to be a mistyping in the notes.
pub(super) const RARE: u32 = 1;
/// How many times more frequent the right spelling must be then.
pub(super) const FREQUENT: u32 = 10;
/// Factor on the weight of those.
pub(super) const RARE_TYPO: f32 = 0.3;
