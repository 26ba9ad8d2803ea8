//! From text to what the index knows: words and their stems, the same for notes and for queries.
//!
//! A word of the text is kept in two forms. Its *word* is the text in lower case with accents and
//! ligatures folded (`Nœuds` → `noeuds`): what is compared letter by letter. Its *stem* is what
//! Snowball leaves of the accented word, folded afterwards (`déploiement` → `deploi`): stemming a
//! folded word would separate `déployé` from `déployer`, as the rules look at the accents.

use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::search::latin;

/// Longer words are cut: nobody types them, and a term must stay small.
pub(super) const LONGEST_WORD: usize = 64;

/// What stands before an apostrophe without being a word of its own.
const ELIDED: [&str; 15] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    "presqu",
];

/// Words that say nothing of the subject of a text, folded and sorted.
const STOP_WORDS: [&str; 136] = [
    "a", "afin", "ai", "ainsi", "alors", "an", "and", "apres", "are", "as", "at", "au", "aussi",
    "autre", "autres", "aux", "avant", "avec", "avoir", "be", "by", "c", "can", "car", "ce",
    "cela", "ces", "cet", "cette", "ceux", "chaque", "chez", "comme", "comment", "d", "dans", "de",
    "depuis", "des", "do", "does", "donc", "dont", "du", "elle", "elles", "en", "entre", "es",
    "est", "et", "etre", "eux", "faut", "for", "from", "how", "il", "ils", "in", "is", "it", "its",
    "j", "je", "l", "la", "le", "les", "leur", "leurs", "lors", "lui", "m", "ma", "mais", "me",
    "meme", "mes", "mon", "n", "ne", "nos", "notre", "nous", "of", "on", "ont", "or", "ou", "par",
    "pas", "peut", "plus", "pour", "pourquoi", "qu", "quand", "que", "quel", "quelle", "quelles",
    "quels", "qui", "quoi", "s", "sa", "sans", "se", "ses", "si", "son", "sont", "sous", "sur",
    "t", "ta", "te", "that", "the", "this", "to", "tu", "un", "une", "vers", "vos", "votre",
    "vous", "what", "when", "which", "with", "y", "you", "your",
];

/// Words that say what is looked for, not what about, folded and sorted.
const WEAK_WORDS: [&str; 41] = [
    "article",
    "articles",
    "chapitre",
    "chapitres",
    "chapter",
    "chapters",
    "consulter",
    "detail",
    "details",
    "doc",
    "docs",
    "document",
    "documentation",
    "documents",
    "example",
    "examples",
    "exemple",
    "exemples",
    "guide",
    "guides",
    "info",
    "information",
    "informations",
    "learn",
    "lire",
    "page",
    "pages",
    "paragraphe",
    "read",
    "reference",
    "references",
    "rubrique",
    "savoir",
    "section",
    "sections",
    "see",
    "tutorial",
    "tutorials",
    "tutoriel",
    "tutoriels",
    "voir",
];

/// Whose rules of inflection apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lang {
    French,
    English,
    /// Indexed as it is.
    Other,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// As it is spelled, in lower case.
    pub(super) surface: String,
    /// Accents and ligatures folded.
    pub(super) word: String,
    /// Inflection removed, then folded.
    pub(super) stem: String,
}

impl Lang {
    /// How many there are.
    pub(super) const COUNT: usize = 3;

    /// The language of a BCP 47 tag.
    pub(super) fn from_tag(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or_default() {
            "fr" => Self::French,
            "en" => Self::English,
            _ => Self::Other,
        }
    }

    /// The stem, folded, of a word in lower case. Names with digits (`k8s`) have no inflection.
    pub(super) fn stem(self, surface: &str) -> String {
        let algorithm = match self {
            Self::French => Algorithm::French,
            Self::English => Algorithm::English,
            Self::Other => return fold(surface),
        };
        if surface.contains(|c: char| c.is_ascii_digit()) {
            return fold(surface);
        }
        fold(&Stemmer::new(algorithm).stem(surface))
    }
}

impl Token {
    /// Whether something was folded.
    pub(super) fn has_accents(&self) -> bool {
        self.surface != self.word
    }

    /// Whether the word says what is looked for, not what about.
    pub(super) fn is_weak(&self) -> bool {
        WEAK_WORDS.binary_search(&self.word.as_str()).is_ok()
    }

    /// Whether the word says nothing of the subject.
    pub(super) fn is_stop_word(&self) -> bool {
        STOP_WORDS.binary_search(&self.word.as_str()).is_ok()
    }
}

/// Whether a folded word says something of the subject of a text.
pub(super) fn is_telling(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_err() && WEAK_WORDS.binary_search(&word).is_err()
}

/// The words of `text` in both forms, in order, without elided articles.
pub(super) fn tokens(text: &str, lang: Lang) -> impl Iterator<Item = Token> {
    spans(text).filter_map(move |span| token(text, span, lang))
}

/// The word of `text` at a span; nothing where no letter and no digit is left of it.
pub(super) fn token(text: &str, span: Range<usize>, lang: Lang) -> Option<Token> {
    let surface = lower(&text[span.clone()]);
    let word = fold(&surface);
    let stem = lang.stem(&surface);
    (!word.is_empty()).then_some(Token {
        span,
        surface,
        word,
        stem,
    })
}

/// The words that count, with their positions among all: all but stop words, or all where there
/// are only stop words.
pub(super) fn content(tokens: &[Token]) -> impl Iterator<Item = (usize, &Token)> + Clone {
    let all = tokens.iter().all(Token::is_stop_word);
    let tokens = tokens.iter().enumerate();
    tokens.filter(move |(_, token)| all || !token.is_stop_word())
}

/// The stop words beside words that count, each once.
pub(super) fn idle(tokens: &[Token]) -> Vec<String> {
    let mut idle: Vec<String> = Vec::new();
    if tokens.iter().all(Token::is_stop_word) {
        return idle;
    }
    for token in tokens.iter().filter(|token| token.is_stop_word()) {
        if !idle.contains(&token.word) {
            idle.push(token.word.clone());
        }
    }
    idle
}

/// Where the words of `text` stand: runs of letters and digits, without elided articles.
pub(super) fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = find(text, at, |b| b.is_ascii_alphanumeric(), begins_word)?;
            let end = find(text, start, |b| !b.is_ascii_alphanumeric(), ends_word);
            let end = end.unwrap_or(text.len());
            at = end;
            if !is_elided(&text[start..end], &text[end..]) {
                return Some(start..end);
            }
        }
    })
}

/// The first place of `text`, from `at` on, with a byte or a longer character that is wanted.
/// Most of a text is ASCII, and most time of a search would go into decoding it.
fn find(
    text: &str,
    mut at: usize,
    wanted: impl Fn(&u8) -> bool,
    wanted_long: impl Fn(char) -> bool,
) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let byte = bytes.get(at)?;
        if byte.is_ascii() {
            if wanted(byte) {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text[at..].chars().next()?;
            if wanted_long(c) {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
}

/// The word of `text` at a span: lower case, accents and ligatures folded.
pub(super) fn folded(text: &str) -> String {
    latin::folded(text).unwrap_or_else(|| fold_any(&lower(text)))
}

/// Whether a character that is not ASCII begins a word. One of the apostrophes is a letter to Unicode;
/// a word that it began would end there as well, and be found for ever.
fn begins_word(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

/// Whether a character that is not ASCII ends a word: all but letters and digits, the accents
/// that follow their letter, and soft hyphens.
fn ends_word(c: char) -> bool {
    let continues = latin::is_letter(c) || c.is_alphanumeric() || is_mark(c) || c == '\u{ad}';
    !continues || is_apostrophe(c)
}

/// The question is dear, and all marks have high numbers.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

fn is_elided(word: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    rest.next().is_some_and(is_apostrophe)
        && rest.next().is_some_and(char::is_alphanumeric)
        && ELIDED
            .iter()
            .any(|elided| word.eq_ignore_ascii_case(elided))
}

/// Lower case with composed accents, as the stemmer's rules want it.
fn lower(word: &str) -> String {
    latin::lower(word).unwrap_or_else(|| lower_of_any(word))
}

fn lower_of_any(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfkc().flat_map(char::to_lowercase) {
        match unjoined(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// What stands for a letter of several, or for one that no accent was added to.
fn unjoined(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ς' => "σ",
        _ => return None,
    })
}

/// The letters and digits that are left without accents.
fn fold(surface: &str) -> String {
    latin::folded(surface).unwrap_or_else(|| fold_any(surface))
}

/// Letters may be left that have more than an accent: `ǣ`.
fn fold_any(surface: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() && !is_mark(*c) && !is_apostrophe(*c);
    let mut out = String::with_capacity(surface.len());
    let mut put = |c: char| match unjoined(c) {
        Some(letters) => out.push_str(letters),
        None => out.push(c),
    };
    surface.nfkd().filter(kept).for_each(&mut put);
    cut(out)
}

/// The start of a word that is too long.
fn cut(mut word: String) -> String {
    if let Some((end, _)) = word.char_indices().nth(LONGEST_WORD) {
        word.truncate(end);
    }
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_of_french_need_no_tables(word in "[A-Za-z0-9'À-ÿŒœ-]{0,20}") {
            let lower = latin::lower(&word);
            prop_assert!(lower.as_ref().is_none_or(|lower| *lower == lower_of_any(&word)));
            let folded = latin::folded(&word);
            let right = fold_any(&lower_of_any(&word));
            prop_assert!(folded.as_ref().is_none_or(|folded| *folded == right));
            let plain = !word.contains(['ß', 'Ø', 'ø', '×', '÷']);
            prop_assert_eq!((lower.is_some(), folded.is_some()), (plain, plain));
        }

        #[test]
        fn words_begin_and_end_as_unicode_says(text in any::<String>()) {
            for span in spans(&text) {
                let continues = |c: char| c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}';
                prop_assert!(text[span.clone()].chars().all(continues));
                let after = text[span.end..].chars().next();
                prop_assert!(after.is_none_or(|c| !continues(c) || is_apostrophe(c)));
            }
        }
    }
}
