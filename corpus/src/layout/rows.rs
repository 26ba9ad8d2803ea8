//! Which boxes stand in one row, and how a length is shared out among them.

use std::ops::Range;

/// Boxes less than this part as high as a neighbour do not stand in its row: they would be stretched
/// out of all proportion.
const ALIKE: f32 = 0.6;

/// The size a box would like.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Cuts boxes into as few rows as fit in `width`, and makes those about equally full. A box that
/// wants more than `width` has a row of its own.
pub(super) fn split(wishes: &[Wish], width: f32, gap: f32) -> Vec<Range<usize>> {
    let rows = fill(wishes, width, gap).len();
    split_into(wishes, rows, width, gap)
}

/// Cuts boxes into at most so many rows, about equally full, that is `rows` or as many as boxes of
/// these widths need in `width`.
pub(super) fn split_into(wishes: &[Wish], rows: usize, width: f32, gap: f32) -> Vec<Range<usize>> {
    let (mut too_narrow, mut enough) = (0.0, width);
    while enough - too_narrow > 4.0 {
        let middle = (enough + too_narrow) / 2.0;
        if fill(wishes, middle, gap).len() <= rows {
            enough = middle;
        } else {
            too_narrow = middle;
        }
    }
    fill(wishes, enough, gap)
}

fn fill(wishes: &[Wish], width: f32, gap: f32) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let (mut used, mut lowest, mut highest) = (0.0, 0.0_f32, 0.0_f32);
    for (i, wish) in wishes.iter().enumerate() {
        (lowest, highest) = (lowest.min(wish.height), highest.max(wish.height));
        match rows.last_mut() {
            Some(row) if used + gap + wish.width <= width && lowest >= ALIKE * highest => {
                row.end = i + 1;
                used += gap + wish.width;
            }
            _ => {
                rows.push(i..i + 1);
                (used, lowest, highest) = (wish.width, wish.height, wish.height);
            }
        }
    }
    rows
}

/// Shares `total` out in whole pixels, in proportion to `weights` (the last gets the fraction, if any).
pub(super) fn share(total: f32, weights: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let whole: f32 = weights.clone().sum();
    let mut passed = 0.0;
    let mut edge = 0.0;
    let mut shares: Vec<f32> = weights
        .map(|weight| {
            passed += weight;
            // In this form exact where nothing is left over: no box gets less than its weight.
            let next = (passed + (total - whole) * passed / whole).floor();
            let share = next - edge;
            edge = next;
            share
        })
        .collect();
    if let Some(last) = shares.last_mut() {
        *last += total - edge;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::{Wish, share, split};

    const BOX: Wish = Wish {
        width: 100.0,
        height: 40.0,
    };

    #[test]
    fn rows_are_few_and_about_equally_full() {
        assert_eq!(split(&[BOX; 5], 430.0, 10.0), [0..3, 3..5]);
        assert_eq!(split(&[BOX; 4], 430.0, 10.0), vec![0..4; 1]);
    }

    #[test]
    fn a_box_too_wide_for_any_row_has_its_own() {
        let wide = Wish {
            width: 900.0,
            ..BOX
        };
        assert_eq!(split(&[BOX, wide, BOX], 300.0, 10.0), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn a_low_box_does_not_stand_beside_a_high_one() {
        let high = Wish {
            height: 200.0,
            ..BOX
        };
        assert_eq!(split(&[BOX, high, high], 900.0, 10.0), [0..1, 1..3]);
    }

    #[test]
    fn nothing_makes_no_row() {
        assert!(split(&[], 300.0, 10.0).is_empty());
    }

    #[test]
    fn shares_are_whole_and_add_up() {
        let shares = share(100.0, [1.0, 1.0, 1.0].into_iter());
        assert_eq!(shares, [33.0, 33.0, 34.0]);
    }
}
