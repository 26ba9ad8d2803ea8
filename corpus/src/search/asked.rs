//! A query as it was typed, and what of it is not looked for.
//!
//! Whatever somebody types has an answer. Where it is empty or looks at a part of the query only,
//! the remarks say why.

use std::collections::HashSet;

use crate::search::{
    analysis::{self, Lang, Token},
    condition::Reading,
    tuning,
};

/// A query, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Without what cannot be seen, without space around it, and not too long.
    pub text: String,
    /// What was left out, or means nothing.
    pub remarks: Vec<Remark>,
}

/// Why an answer is empty, or partial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nothing is asked.
    Empty,
    /// There is no letter and no digit.
    NoWords,
    /// Only so many characters are read.
    TooLong(usize),
    /// Only the first so many words count.
    TooManyWords(usize),
    /// Control characters and marks of direction were taken out.
    Invisible,
    /// There is nothing but words that say nothing of a subject: they are looked for all the same.
    OnlyStopWords,
    /// These words say nothing of a subject.
    StopWords(Vec<String>),
    /// Places with these words are left out.
    Excluded(Vec<String>),
    /// No place has what is quoted without what is excluded: all were looked for by the words alone.
    Relaxed,
    /// `AND`, `*` and their like are no commands here; nor are quotation marks without their pair.
    Operators,
}

impl Remark {
    /// The name used in the JSON interface.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoWords => "no-words",
            Self::TooLong(_) => "too-long",
            Self::TooManyWords(_) => "too-many-words",
            Self::Invisible => "invisible-characters",
            Self::OnlyStopWords => "only-stop-words",
            Self::StopWords(_) => "stop-words",
            Self::Excluded(_) => "excluded-words",
            Self::Relaxed => "relaxed",
            Self::Operators => "operators",
        }
    }

    /// Whether nothing can be found.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Empty | Self::NoWords)
    }
}

impl Asked {
    /// Reads what somebody typed.
    pub fn read(typed: &str) -> Self {
        let mut remarks = Vec::new();
        // Each character takes four bytes at most, and those that go are not to cost more.
        let bound = typed.floor_char_boundary(tuning::LONGEST_QUERY * 8);
        let visible = visible(&typed[..bound]);
        if visible != typed[..bound] {
            remarks.push(Remark::Invisible);
        }
        let trimmed = visible.trim();
        let mut text: String = trimmed.chars().take(tuning::LONGEST_QUERY).collect();
        text.truncate(text.trim_end().len());
        if text.len() < trimmed.len() || bound < typed.trim_end().len() {
            remarks.push(Remark::TooLong(tuning::LONGEST_QUERY));
        }
        remark(&text, &mut remarks);
        Self { text, remarks }
    }

    /// What there is to say, once it is known whether the answer is a relaxed one.
    pub fn remarks(&self, relaxed: bool) -> Vec<Remark> {
        let hold = |remark: &&Remark| !relaxed || !matches!(remark, Remark::Excluded(_));
        let remarks = self.remarks.iter().filter(hold).cloned();
        remarks.chain(relaxed.then_some(Remark::Relaxed)).collect()
    }
}

/// What is to be said of the words of a query.
fn remark(text: &str, remarks: &mut Vec<Remark>) {
    let reading = Reading::of(text);
    let tokens: Vec<Token> = analysis::tokens(&reading.plain, Lang::French).collect();
    if tokens.is_empty() {
        remarks.push(match text.is_empty() {
            true => Remark::Empty,
            false => Remark::NoWords,
        });
        return;
    }
    let different: HashSet<&str> = analysis::content(&tokens)
        .map(|(_, token)| token.word.as_str())
        .collect();
    if different.len() > tuning::MOST_WORDS {
        remarks.push(Remark::TooManyWords(tuning::MOST_WORDS));
    }
    let mut idle: Vec<String> = Vec::new();
    let alone = tokens.iter().filter(|token| !reading.quotes(&token.span));
    for token in alone.filter(|token| token.is_stop_word()) {
        if !idle.contains(&token.surface) {
            idle.push(token.surface.clone());
        }
    }
    if is_begun(&tokens) {
        // Names are completed.
    } else if tokens.iter().all(Token::is_stop_word) {
        remarks.push(Remark::OnlyStopWords);
    } else if !idle.is_empty() {
        remarks.push(Remark::StopWords(idle));
    }
    let excluded = reading.excluded(text).map(|typed| typed[1..].to_owned());
    let excluded: Vec<String> = excluded.collect();
    if !excluded.is_empty() {
        remarks.push(Remark::Excluded(excluded));
    }
    if has_operators(&reading.unconditional()) {
        remarks.push(Remark::Operators);
    }
}

/// Whether nothing is there but the first letter of a word, which may be a stop word as well.
fn is_begun(tokens: &[Token]) -> bool {
    matches!(tokens, [one] if one.word.chars().count() == 1)
}

/// `text` with space where control characters stood, and without marks that take no room.
fn visible(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_mark(*c));
    kept.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Marks of direction, joiners and their like: they stand inside words that are copied.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{61c}')
}

/// Whether something reads like a command to a search engine.
fn has_operators(text: &str) -> bool {
    let command = |word: &str| {
        matches!(word, "AND" | "OR" | "NOT" | "&&" | "||")
            || word.starts_with(['"', '«', '(', '['])
            || word
                .strip_prefix(['-', '+', '!'])
                .is_some_and(begins_a_word)
            || word.ends_with(['*', '~', '"'])
            || word.split_once(':').is_some_and(|(name, rest)| {
                begins_a_word(rest) && !name.is_empty() && name.chars().all(char::is_alphabetic)
            })
    };
    text.split_whitespace().any(command)
}

fn begins_a_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(typed: &str) -> Vec<&'static str> {
        let asked = Asked::read(typed);
        asked.remarks.iter().map(Remark::code).collect()
    }

    #[test]
    fn every_odd_query_has_its_reason() {
        assert_eq!(codes("noyau linux"), [""; 0]);
        assert_eq!(codes("\"espace de noms\" noyau"), [""; 0]);
        assert_eq!(codes("noyau -windows"), ["excluded-words"]);
        assert_eq!(codes("\"noyau"), ["operators"]);
        assert_eq!(codes("-windows"), ["operators"]);
        assert_eq!(codes("  "), ["empty"]);
        assert_eq!(codes("?! … ---"), ["no-words"]);
        assert_eq!(codes("🐳🐳"), ["no-words"]);
        assert_eq!(codes("le la les"), ["only-stop-words"]);
        assert_eq!(codes("d"), [""; 0]);
        assert_eq!(codes("le noyau"), ["stop-words"]);
        assert_eq!(codes(&"é".repeat(10_240)), ["too-long"]);
        assert_eq!(codes("\"noyau\" -vm"), ["operators"]);
        assert_eq!(codes("pod AND vm"), ["stop-words", "operators"]);
        assert_eq!(codes("titre:pod"), ["operators"]);
        assert_eq!(
            codes("image nginx:1.27 kube-proxy https://exemple.fr"),
            [""; 0]
        );
        let words: Vec<String> = (0..200).map(|i| format!("m{i}")).collect();
        assert_eq!(codes(&words.join(" ")), ["too-long", "too-many-words"]);
    }

    #[test]
    fn what_cannot_be_seen_does_not_part_words() {
        let asked = Asked::read("\u{202e}no\u{200f}yau\u{0}de\u{7}l’hôte");
        assert_eq!(asked.text, "noyau de l’hôte");
        assert_eq!(asked.remarks[0], Remark::Invisible);
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same(typed in any::<String>()) {
            let once = Asked::read(&typed);
            prop_assert!(once.text.chars().count() <= tuning::LONGEST_QUERY);
            let again = Asked::read(&once.text);
            prop_assert_eq!(&again.text, &once.text);
            prop_assert!(!again.remarks.contains(&Remark::Invisible));
        }
    }
}
