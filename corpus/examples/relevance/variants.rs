//! A query as people mistype it. What chance decides depends on the query alone, so that the same
//! folder gives the same queries everywhere, and a new note changes none of the others.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Letters of a word that may be mistyped or cut short.
const LONG: usize = 4;
/// Letters that are left of a word cut short.
const LEFT: usize = 3;

const TYPO: u64 = 1;
const CUT: u64 = 2;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn of(query: &str, purpose: u64) -> Self {
        Self(xxh3_64_with_seed(query.as_bytes(), purpose))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0; for the few we need, the remainder is fair enough.
    fn below(&mut self, end: usize) -> usize {
        let remainder = self.next() % end as u64;
        usize::try_from(remainder).unwrap_or_default()
    }

    fn letter(&mut self) -> char {
        char::from(b"abcdefghijklmnopqrstuvwxyz"[self.below(26)])
    }
}

/// The query with one mistake in one of its words of four letters or more: a letter left out, put
/// in, or replaced, or two neighbours swapped, each as likely as the others, at any letter.
pub(crate) fn mistyped(query: &str) -> Option<String> {
    let words: Vec<Range<usize>> = words(query)
        .filter(|span| is_long(&query[span.clone()]))
        .collect();
    if words.is_empty() {
        return None;
    }
    let mut random = Random::of(query, TYPO);
    let span = words[random.below(words.len())].clone();
    let word: Vec<char> = query[span.clone()].chars().collect();
    let plain = without_accents(&query[span.clone()]);
    // Swapping the letters of "aa", or replacing "é" by "e", is no mistake: try again.
    let typo = std::iter::repeat_with(|| edited(word.clone(), &mut random))
        .take(100)
        .find(|typo| without_accents(typo) != plain)?;
    Some(format!(
        "{}{typo}{}",
        &query[..span.start],
        &query[span.end..]
    ))
}

fn edited(mut word: Vec<char>, random: &mut Random) -> String {
    let length = word.len();
    match random.below(4) {
        0 => drop(word.remove(random.below(length))),
        1 => word.insert(random.below(length + 1), random.letter()),
        2 => word[random.below(length)] = random.letter(),
        _ => {
            let at = random.below(length - 1);
            word.swap(at, at + 1);
        }
    }
    word.into_iter().collect()
}

/// The query with three letters or more of its last word, and one or more missing.
pub(crate) fn cut_short(query: &str) -> Option<String> {
    let span = words(query).last()?;
    let word = query.get(span)?;
    if !is_long(word) || !query.ends_with(word) {
        return None;
    }
    let mut random = Random::of(query, CUT);
    let missing = 1 + random.below(word.chars().count() - LEFT);
    let cut = query.char_indices().rev().nth(missing - 1)?.0;
    Some(query[..cut].to_owned())
}

/// The text without accents and ligatures, as on a keyboard that has none.
pub(crate) fn without_accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c => out.push(c),
        }
    }
    out
}

/// Where the runs of letters and digits stand.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG && word.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::{cut_short, mistyped, without_accents};

    /// Changes between two texts: letters out, in, replaced, neighbours swapped.
    fn changes(a: &str, b: &str) -> usize {
        strsim::osa_distance(a, b)
    }

    #[test]
    fn every_kind_of_mistake_is_made() {
        let words = [
            "déploiement",
            "conteneur",
            "orchestration",
            "hyperviseur",
            "volume",
            "noyau",
        ];
        let lengths: Vec<isize> = (0..100)
            .map(|i| {
                let query = format!("{} {i}", words[i % words.len()]);
                let typo = mistyped(&query).unwrap();
                assert_eq!(changes(&query, &typo), 1, "{query} → {typo}");
                typo.chars().count().cast_signed() - query.chars().count().cast_signed()
            })
            .collect();
        for length in [-1, 0, 1] {
            assert!(lengths.iter().filter(|&&l| l == length).count() > 10);
        }
    }

    #[test]
    fn short_words_and_names_with_digits_are_not_mistyped() {
        assert_eq!(mistyped("un pod k8s1 ext4"), None);
        let typo = mistyped("le pod réseau").unwrap();
        assert!(
            typo.starts_with("le pod ") && typo != "le pod réseau",
            "{typo}"
        );
    }

    #[test]
    fn accents_and_ligatures_go() {
        assert_eq!(without_accents("l'été du nœud ça"), "l'ete du noeud ca");
    }

    #[test]
    fn only_a_long_last_word_is_cut() {
        assert_eq!(cut_short("les pods"), Some("les pod".to_owned()));
        assert_eq!(cut_short("volume nfs"), None);
        assert_eq!(cut_short("version v1234"), None);
        assert_eq!(cut_short(""), None);
    }

    proptest! {
        #[test]
        fn a_typo_is_one_change_that_accents_do_not_hide(query in "[a-zéèœ]{1,9}( [a-zé0-9]{1,9}){0,3}") {
            if let Some(typo) = mistyped(&query) {
                prop_assert_eq!(changes(&query, &typo), 1);
                prop_assert_ne!(without_accents(&query), without_accents(&typo));
                prop_assert_eq!(mistyped(&query), Some(typo));
            }
        }

        #[test]
        fn a_cut_keeps_three_letters(query in "[a-zé]{1,9}( [a-zé]{1,9}){0,3}") {
            if let Some(cut) = cut_short(&query) {
                prop_assert!(query.starts_with(&cut) && cut != query);
                let last = cut.rsplit(' ').next().unwrap_or_default();
                prop_assert!(last.chars().count() >= 3);
                prop_assert_eq!(cut.split(' ').count(), query.split(' ').count());
            }
        }

        #[test]
        fn no_text_is_too_odd(query in ".{0,40}") {
            mistyped(&query);
            cut_short(&query);
        }
    }
}
