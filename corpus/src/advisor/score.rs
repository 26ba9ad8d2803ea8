//! From answers to a ranking: points are added up, and nothing else.

use std::cmp::Reverse;

use super::{Advisor, Fit, Points, Profile, Weight};

/// An option in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Position in [`Advisor::options`].
    pub option: usize,
    /// From 1; options with the same total share it.
    pub rank: usize,
    /// All reasons, less what the option costs anyway.
    pub total: Points,
    /// The total between the worst and the best any option could have reached, from 0 to 100.
    pub share: u8,
    /// What the answers bring, in the order of the questions.
    pub reasons: Vec<Reason>,
}

/// What an effect of an answer brings to an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Position in [`Advisor::questions`].
    pub question: usize,
    /// Position in the question's answers.
    pub answer: usize,
    /// Position in the answer's effects.
    pub effect: usize,
    /// What the effect is for the option.
    pub fit: Fit,
    /// How much the question counts.
    pub weight: Weight,
}

impl Reason {
    /// What it adds to the total.
    pub fn points(&self) -> Points {
        self.fit.points().times(self.weight)
    }
}

impl Fit {
    /// Before any weight; silence is neutral.
    pub fn points(self) -> Points {
        match self {
            Self::Rated { points, .. } => points,
            Self::Unconcerned | Self::Silent | Self::Unrated { .. } => Points::ZERO,
        }
    }
}

impl Advisor {
    /// All options, best first; those with the same total in the order of the file.
    /// Empty where nothing was answered: there is nothing to rank by.
    pub fn rank(&self, profile: &Profile) -> Vec<Place> {
        if profile.is_blank() {
            return Vec::new();
        }
        let totals = self.totals(profile);
        let most = self.most(profile);
        let mut places: Vec<Place> = (0..self.options.len())
            .map(|option| Place {
                option,
                rank: 1 + totals
                    .iter()
                    .filter(|&&other| other > totals[option])
                    .count(),
                total: totals[option],
                share: totals[option].percent_of(most),
                reasons: self.reasons(profile, option),
            })
            .collect();
        places.sort_by_key(|place| Reverse(place.total));
        places
    }

    /// The options that come first: several where they are equal, none where nothing was answered.
    pub fn leaders(&self, profile: &Profile) -> Vec<usize> {
        if profile.is_blank() {
            return Vec::new();
        }
        let totals = self.totals(profile);
        let best = totals.iter().max().copied();
        let leads = |&option: &usize| Some(totals[option]) == best;
        (0..self.options.len()).filter(leads).collect()
    }

    fn totals(&self, profile: &Profile) -> Vec<Points> {
        let total = |(option, choice): (usize, &super::Choice)| {
            let cost = choice
                .cost
                .as_ref()
                .map_or(Points::ZERO, |cost| cost.points);
            let brought = profile.given().map(|(question, answer)| {
                let points = self.brought(question, answer, option);
                points.times(profile.weights[question])
            });
            brought.sum::<Points>() - cost
        };
        self.options.iter().enumerate().map(total).collect()
    }

    /// What an answer brings to an option, before any weight.
    fn brought(&self, question: usize, answer: usize, option: usize) -> Points {
        let effects = &self.questions[question].answers[answer].effects;
        effects
            .iter()
            .map(|effect| effect.fits[option].points())
            .sum()
    }

    /// The most an option could have reached: the largest effect of every answer, on one side.
    fn most(&self, profile: &Profile) -> Points {
        let of_answer = |(question, answer)| {
            let options = 0..self.options.len();
            let sizes = options.map(|option| self.brought(question, answer, option).abs());
            let largest = sizes.max().unwrap_or_default();
            largest.times(profile.weights[question])
        };
        profile.given().map(of_answer).sum()
    }

    fn reasons(&self, profile: &Profile, option: usize) -> Vec<Reason> {
        let of_answer = |(question, answer): (usize, usize)| {
            let effects = &self.questions[question].answers[answer].effects;
            let reason = move |(effect, found): (usize, &super::Effect)| Reason {
                question,
                answer,
                effect,
                fit: found.fits[option],
                weight: profile.weights[question],
            };
            effects.iter().enumerate().map(reason)
        };
        profile.given().flat_map(of_answer).collect()
    }
}
