//! Which words are a few mistakes away from what somebody typed.
//!
//! Every word of about the same length is looked at, but nearly all of them for an instruction or
//! two: a mistake changes the set of a word's letters by two at most, and that set is a number.
//! An automaton over the dictionary took twenty times as long, most of it to be built.

use crate::search::analysis::LONGEST_WORD;

/// Letters that have bits of their own; all other characters share the rest.
const OWN: u32 = 26;

/// The words of a list by their lengths, with their letters.
#[derive(Default)]
pub(super) struct Shapes {
    by_length: Vec<Vec<Shape>>,
}

struct Shape {
    letters: u64,
    /// Its position in the list.
    word: u32,
}

/// The characters of a word.
struct Letters {
    all: [char; LONGEST_WORD],
    length: usize,
}

impl Shapes {
    /// The shapes of words in their order.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut shapes = Self::default();
        for (word, i) in words.zip(0..) {
            let length = word.chars().count().min(LONGEST_WORD);
            if shapes.by_length.len() <= length {
                shapes.by_length.resize_with(length + 1, Vec::new);
            }
            let letters = letters(word);
            shapes.by_length[length].push(Shape { letters, word: i });
        }
        shapes
    }

    /// Positions of the words that `edits` changes (a letter added, dropped, replaced, two
    /// neighbours swapped) make of `typed`, or of which they make the start; in their order.
    pub(super) fn close_to<'a>(
        &self,
        typed: &str,
        edits: usize,
        start: bool,
        word: impl Fn(usize) -> &'a str,
    ) -> Vec<usize> {
        let own = Letters::of(typed);
        let mine = letters(typed);
        let is_close = |word: &str| match start {
            true => is_near(&own, &Letters::of(word), edits, true),
            false => is_close(typed, word, edits),
        };
        let longest = match start {
            true => self.by_length.len(),
            false => (own.length + edits + 1).min(self.by_length.len()),
        };
        let mut found = Vec::new();
        for length in own.length.saturating_sub(edits)..longest {
            // A change of length takes a mistake that changes the letters by one.
            let differ = 2 * edits - length.abs_diff(own.length).min(edits);
            for shape in &self.by_length[length] {
                let may = match start {
                    true => are_few(mine & !shape.letters, edits),
                    false => are_few(mine ^ shape.letters, differ),
                };
                let at = shape.word as usize;
                if may && is_close(word(at)) {
                    found.push(at);
                }
            }
        }
        found.sort_unstable();
        found
    }
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut all = ['\0'; LONGEST_WORD];
        let mut length = 0;
        for (place, c) in all.iter_mut().zip(word.chars()) {
            *place = c;
            length += 1;
        }
        Self { all, length }
    }
}

/// Which characters a word has: a bit for those it has, and another for those it has twice.
fn letters(word: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        other => 2 * OWN + other as u32 % (u64::BITS - 2 * OWN),
    };
    word.chars().fold(0, |all, c| {
        let once = 1 << bit(c);
        let again = if c.is_ascii_lowercase() {
            once << OWN
        } else {
            0
        };
        if all & once == 0 {
            all | once
        } else {
            all | again
        }
    })
}

/// Whether at most so many bits are set. Not every processor that we are compiled for counts them.
fn are_few(mut bits: u64, most: usize) -> bool {
    for _ in 0..most {
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

/// Whether `typed` is at most `edits` changes away from `word`. What they have in common at both
/// ends changes nothing; for a single change, what is left is the answer.
fn is_close(typed: &str, word: &str, edits: usize) -> bool {
    let (typed, word) = without_ends(typed, word);
    let (typed, word) = (Letters::of(typed), Letters::of(word));
    match (&typed.all[..typed.length], &word.all[..word.length]) {
        ([] | [_], [] | [_]) => edits > 0 || typed.length + word.length == 0,
        ([a, b], [c, d]) if (a, b) == (d, c) => edits > 0,
        _ if edits < 2 => false,
        _ => is_near(&typed, &word, edits, false),
    }
}

/// Two words without what they start and end with both.
fn without_ends<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b);
    let start = a.floor_char_boundary(same.count());
    let (a, b) = (&a[start..], &b[start..]);
    let same = a.bytes().rev().zip(b.bytes().rev());
    let same = same.take_while(|(a, b)| a == b).count();
    let end = a.ceil_char_boundary(a.len() - same);
    (&a[..end], &b[..b.len() - (a.len() - end)])
}

/// Whether `typed` is at most `edits` changes away from `word`, or from some start of it. Only
/// distances near the diagonal are worked out: all others are larger.
fn is_near(typed: &Letters, word: &Letters, edits: usize, start: bool) -> bool {
    let far = edits as u8 + 1;
    let (columns, rows) = (typed.length, word.length);
    let mut before = [far; LONGEST_WORD + 1];
    let mut above: [u8; LONGEST_WORD + 1] = std::array::from_fn(|column| far.min(column as u8));
    if columns <= edits && (start || rows == 0) {
        return true;
    }
    for row in 1..=rows.min(columns + edits) {
        let mut here = [far; LONGEST_WORD + 1];
        here[0] = far.min(row as u8);
        for column in row.saturating_sub(edits).max(1)..=columns.min(row + edits) {
            let (typed, word) = (&typed.all[..column], &word.all[..row]);
            let same = typed[column - 1] == word[row - 1];
            let mut distance = above[column - 1] + u8::from(!same);
            distance = distance.min(above[column] + 1).min(here[column - 1] + 1);
            if let ([.., a, b], [.., c, d]) = (typed, word)
                && (a, b) == (d, c)
            {
                distance = distance.min(before[column - 2] + 1);
            }
            here[column] = distance.min(far);
        }
        if start && here[columns] < far {
            return true;
        }
        (before, above) = (above, here);
    }
    !start && rows <= columns + edits && above[columns] < far
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Shapes;

    fn close<'a>(words: &[&'a str], typed: &str, edits: usize, start: bool) -> Vec<&'a str> {
        let shapes = Shapes::of(words.iter().copied());
        let found = shapes.close_to(typed, edits, start, |i| words[i]);
        found.into_iter().map(|i| words[i]).collect()
    }

    #[test]
    fn mistakes_are_letters_added_dropped_replaced_and_swapped() {
        let words = ["noyau", "noyaux", "noyé", "royal", "hyperviseur"];
        assert_eq!(close(&words, "noyua", 1, false), ["noyau"]);
        assert_eq!(close(&words, "noyau", 1, false), ["noyau", "noyaux"]);
        assert_eq!(close(&words, "hyperviseru", 1, false), ["hyperviseur"]);
        assert_eq!(close(&words, "hipervi", 1, true), ["hyperviseur"]);
        assert_eq!(close(&words, "", 1, false), [""; 0]);
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_distance(
            words in prop::collection::vec("[abcé1-3]{0,7}", 0..40),
            typed in "[abcé1-3]{0,7}",
            edits in 1_usize..3,
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let distance = |word: &str| strsim::osa_distance(&typed, word);
            let right: Vec<&str> =
                words.iter().copied().filter(|word| distance(word) <= edits).collect();
            prop_assert_eq!(close(&words, &typed, edits, false), right);
            let starts = |word: &&str| {
                let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
                ends.into_iter().any(|end| distance(&word[..end]) <= edits)
            };
            let right: Vec<&str> = words.iter().copied().filter(starts).collect();
            prop_assert_eq!(close(&words, &typed, edits, true), right);
        }
    }
}
