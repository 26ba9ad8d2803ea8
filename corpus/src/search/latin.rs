//! The letters of French, without the tables of Unicode.
//!
//! What [`super::analysis`] makes of words that have no other letters, several times as fast:
//! composing and taking apart any character of the world is most of the time that words take.

use crate::search::analysis::LONGEST_WORD;

/// Whether a character is a letter that this file knows, besides those of ASCII.
pub(super) fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Œ' | 'œ')
}

/// A word in lower case, with its accents and without ligatures.
pub(super) fn lower(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match small(c)? {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            letter => out.push(letter),
        }
    }
    Some(out)
}

/// The letters and digits of a word in lower case, without accents.
pub(super) fn folded(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match small(c)? {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => {}
            letter => out.push(bare(letter)),
        }
    }
    // Nearly all words are short enough; then there are no more characters than bytes.
    (out.len() <= LONGEST_WORD).then_some(out)
}

/// In lower case.
fn small(c: char) -> Option<char> {
    match c {
        'ß' | 'Ø' | 'ø' => None,
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        'Œ' => Some('œ'),
        'À'..='Þ' if is_letter(c) => char::from_u32(c as u32 + 0x20),
        _ => is_letter(c).then_some(c),
    }
}

/// Without its accent.
fn bare(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}
