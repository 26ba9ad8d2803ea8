//! How well something fits, as an exact number: sums never depend on rounding.

use std::{
    iter::Sum,
    ops::{Add, Neg, Sub},
};

use super::Weight;
use crate::comparison::Better;

/// Parts of a point: a scale of up to nine levels divides two points without remainder.
const PARTS: i64 = 420;

/// A number of points: from −2 (does not fit) to 2 (fits) for an effect, more for a sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

impl Points {
    /// Neither for nor against.
    pub const ZERO: Self = Self(0);
    /// The most an effect can bring.
    pub const MOST: Self = Self(2 * PARTS);

    /// What an author writes; `None` outside −2 to 2.
    pub fn new(points: f64) -> Option<Self> {
        let inside = (-2.0..=2.0).contains(&points);
        // Within these bounds the product is a small number.
        #[allow(clippy::cast_possible_truncation)]
        inside.then(|| Self((points * PARTS as f64).round() as i64))
    }

    /// What a level is worth to somebody who wants that end of its scale.
    pub(crate) fn of_level(level: usize, levels: usize, wants: Better) -> Self {
        let position = i64::try_from(level).unwrap_or_default();
        let last = i64::try_from(levels).unwrap_or_default().max(2) - 1;
        let high = Self(4 * PARTS * position / last) - Self::MOST;
        match wants {
            Better::High => high,
            Better::Low => -high,
        }
    }

    /// The same, as many times as a question counts.
    #[must_use]
    pub fn times(self, weight: Weight) -> Self {
        Self(self.0 * i64::from(weight))
    }

    /// The number, for people.
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }

    /// How far below zero or above.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Where it stands from `-most` (0) to `most` (100), rounded.
    pub(super) fn percent_of(self, most: Self) -> u8 {
        if most.0 <= 0 {
            return 50;
        }
        let clamped = self.0.clamp(-most.0, most.0);
        let percent = (100 * (clamped + most.0) + most.0) / (2 * most.0);
        u8::try_from(percent).unwrap_or(100)
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{Better, Points};

    fn level(level: usize, levels: usize, wants: Better) -> f64 {
        Points::of_level(level, levels, wants).as_f64()
    }

    #[test]
    fn the_ends_of_a_scale_are_worth_two_points() {
        for levels in 2..=9 {
            assert_eq!(level(0, levels, Better::High), -2.0, "{levels}");
            assert_eq!(level(levels - 1, levels, Better::High), 2.0, "{levels}");
            assert_eq!(level(0, levels, Better::Low), 2.0, "{levels}");
        }
        assert_eq!(level(1, 3, Better::High), 0.0);
    }

    #[test]
    fn three_thirds_are_one() {
        let third = Points::of_level(2, 4, Better::High);
        assert_eq!(third.times(3), Points::MOST);
    }

    #[test]
    fn shares_go_from_nothing_to_everything() {
        let share = |points| Points::new(points).map(|points| points.percent_of(Points::MOST));
        assert_eq!(share(-2.0), Some(0));
        assert_eq!(share(0.0), Some(50));
        assert_eq!(share(2.0), Some(100));
        assert_eq!(share(2.1), None);
        assert_eq!(share(f64::NAN), None);
    }
}
