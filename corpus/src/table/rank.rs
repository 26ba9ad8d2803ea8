//! The order of a column: of its numbers, if it holds nothing else, or of its words.

use std::cmp::Ordering;

use super::quantity::{Quantity, quantity};
use crate::markdown::slug;

/// What says that a cell is empty.
const EMPTY: &[&str] = &["", "-", "–", "—", "?", "…", "n/a", "s.o.", "s. o."];

/// For each cell of a column, how far down it comes; `None` for an empty one.
pub(crate) fn ranks(texts: &[String]) -> Vec<Option<usize>> {
    let filled: Vec<(usize, &str)> = texts
        .iter()
        .map(|text| text.trim())
        .enumerate()
        .filter(|(_, text)| !is_empty(text))
        .collect();
    let order = match quantities(&filled) {
        Some(numbers) => ordered(&numbers, Quantity::order),
        None => {
            let words: Vec<Words> = filled.iter().map(|(_, text)| Words::new(text)).collect();
            ordered(&words, Words::cmp)
        }
    };
    let mut ranks = vec![None; texts.len()];
    for ((row, _), rank) in filled.iter().zip(order) {
        ranks[*row] = Some(rank);
    }
    ranks
}

fn is_empty(text: &str) -> bool {
    EMPTY.iter().any(|empty| text.eq_ignore_ascii_case(empty))
}

/// What the cells measure, if all measure the same.
fn quantities(filled: &[(usize, &str)]) -> Option<Vec<Quantity>> {
    let numbers = filled.iter().map(|(_, text)| quantity(text));
    let numbers = numbers.collect::<Option<Vec<_>>>()?;
    let mut units = numbers.iter().map(|number| number.of.as_str());
    let first = units.find(|unit| !unit.is_empty());
    let is_one = units.all(|unit| unit.is_empty() || Some(unit) == first);
    is_one.then_some(numbers)
}

/// The ranks of `items`; equal ones share theirs.
fn ordered<T>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..items.len()).collect();
    by_size.sort_by(|&a, &b| compare(&items[a], &items[b]));
    let mut ranks = vec![0; items.len()];
    let mut rank = 0;
    for pair in by_size.windows(2) {
        if compare(&items[pair[0]], &items[pair[1]]) == Ordering::Less {
            rank += 1;
        }
        ranks[pair[1]] = rank;
    }
    ranks
}

/// A text as French sorts it: by letters without case or accents, and by the numbers in it, so
/// that `S9` comes before `S10`. Accents and case decide between what is equal so far.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    pieces: Vec<Piece>,
    text: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// The number of its digits, then the digits: of any length.
    Number(usize, String),
    Word(String),
}

impl Words {
    fn new(text: &str) -> Self {
        let folded = slug(text);
        let mut pieces = Vec::new();
        for word in folded.split('-') {
            let is_digit = |c: char| c.is_ascii_digit();
            let mut rest = word;
            while let Some(first) = rest.chars().next() {
                let end = match is_digit(first) {
                    true => rest.find(|c| !is_digit(c)),
                    false => rest.find(is_digit),
                };
                let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
                pieces.push(match is_digit(first) {
                    true => {
                        let digits = piece.trim_start_matches('0');
                        Piece::Number(digits.len(), digits.to_owned())
                    }
                    false => Piece::Word(piece.to_owned()),
                });
                rest = after;
            }
        }
        Self {
            pieces,
            text: text.to_owned(),
        }
    }
}
