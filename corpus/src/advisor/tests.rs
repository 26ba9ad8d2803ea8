//! What holds of every file of rules and every set of answers.

use proptest::{collection::vec, option, prelude::*};

use super::{
    Advisor, Answer, Choice, Cost, Effect, Fit, Ground, MAX_WEIGHT, Points, Profile, Question, Step,
};
use crate::{Html, Id, Target};

const OPTIONS: usize = 4;

fn target() -> Target {
    Target {
        href: "/notes/a".to_owned(),
        title: "A".to_owned(),
    }
}

fn id(prefix: &str, n: usize) -> Id {
    Id::new(&format!("{prefix}{n}")).expect("a letter and a number are an id")
}

fn choice(n: usize, cost: Option<f64>) -> Choice {
    Choice {
        id: id("o", n),
        name: format!("Option {n}"),
        kind: None,
        note: None,
        parts: Vec::new(),
        cost: cost.and_then(Points::new).map(|points| Cost {
            points,
            because: Html::default(),
            source: target(),
        }),
    }
}

fn fit() -> impl Strategy<Value = Fit> {
    prop_oneof![
        Just(Fit::Unconcerned),
        Just(Fit::Silent),
        Just(Fit::Unrated { by: 0 }),
        (-4_i8..=4).prop_map(|halves| Fit::Rated {
            points: Points::new(f64::from(halves) / 2.0).unwrap_or_default(),
            by: 0,
        }),
    ]
}

fn effect() -> impl Strategy<Value = Effect> {
    vec(fit(), OPTIONS).prop_map(|fits| Effect {
        ground: Ground::Rule {
            because: Html::default(),
            source: target(),
        },
        fits,
    })
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let named = |(n, effects)| Answer {
        id: id("a", n),
        text: format!("Réponse {n}"),
        effects,
    };
    vec(vec(effect(), 1..3), 1..4)
        .prop_map(move |all| all.into_iter().enumerate().map(named).collect())
}

/// Rules of every shape, with answers to them.
fn advised() -> impl Strategy<Value = (Advisor, Profile)> {
    let questions = vec((answers(), 1..=MAX_WEIGHT), 1..5);
    let costs = vec(option::of(0.1_f64..2.0), OPTIONS);
    (questions, costs).prop_flat_map(|(questions, costs)| {
        let question = |(n, (answers, weight)): (usize, (Vec<Answer>, u8))| Question {
            id: id("q", n),
            name: format!("Question {n}"),
            help: None,
            weight,
            silence: None,
            answers,
        };
        let advisor = Advisor {
            source: String::new(),
            title: String::new(),
            summary: None,
            note: None,
            comparison: target(),
            options: costs
                .into_iter()
                .enumerate()
                .map(|(n, cost)| choice(n, cost))
                .collect(),
            questions: questions.into_iter().enumerate().map(question).collect(),
            cases: Vec::new(),
        };
        let given: Vec<_> = advisor
            .questions
            .iter()
            .map(|asked| option::of(0..asked.answers.len()))
            .collect();
        let weights = vec(1..=MAX_WEIGHT, given.len());
        (Just(advisor), given, weights)
            .prop_map(|(advisor, answers, weights)| (advisor, Profile { answers, weights }))
    })
}

proptest! {
    #[test]
    fn a_ranking_holds_every_option_once_best_first((advisor, profile) in advised()) {
        let places = advisor.rank(&profile);
        prop_assert_eq!(&places, &advisor.rank(&profile));
        if profile.is_blank() {
            prop_assert!(places.is_empty());
            return Ok(());
        }
        let mut seen: Vec<usize> = places.iter().map(|place| place.option).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..OPTIONS).collect::<Vec<_>>());
        for pair in places.windows(2) {
            prop_assert!(pair[0].total >= pair[1].total);
            prop_assert_eq!(pair[0].rank == pair[1].rank, pair[0].total == pair[1].total);
            prop_assert!(pair[0].share >= pair[1].share);
        }
        let first = places.iter().filter(|place| place.rank == 1);
        let mut first: Vec<usize> = first.map(|place| place.option).collect();
        first.sort_unstable();
        prop_assert_eq!(first, advisor.leaders(&profile));
    }

    #[test]
    fn a_total_is_the_sum_of_its_reasons((advisor, profile) in advised()) {
        for place in advisor.rank(&profile) {
            let brought: Points = place.reasons.iter().map(super::Reason::points).sum();
            let cost = advisor.options[place.option].cost.as_ref();
            prop_assert_eq!(place.total, brought - cost.map_or(Points::ZERO, |cost| cost.points));
        }
    }

    /// What a question favours gains on the others when the question counts more.
    #[test]
    fn more_weight_never_harms_what_a_question_favours((advisor, profile) in advised()) {
        let total = |profile: &Profile, option: usize| {
            let places = advisor.rank(profile);
            places.iter().find(|place| place.option == option).map(|place| place.total)
        };
        for (question, answer) in profile.given() {
            let effects = &advisor.questions[question].answers[answer].effects;
            let favour = |option: usize| -> Points {
                effects.iter().map(|effect| effect.fits[option].points()).sum()
            };
            for weight in profile.weights[question]..=MAX_WEIGHT {
                let heavier = profile.after(question, Step::Weigh(weight));
                for (a, b) in (0..OPTIONS).flat_map(|a| (0..OPTIONS).map(move |b| (a, b))) {
                    if favour(a) >= favour(b) && total(&profile, a) >= total(&profile, b) {
                        prop_assert!(total(&heavier, a) >= total(&heavier, b));
                    }
                }
            }
        }
    }

    #[test]
    fn every_change_changes_the_first_place((advisor, profile) in advised()) {
        let before = advisor.leaders(&profile);
        for change in advisor.changes(&profile) {
            let after = advisor.leaders(&profile.after(change.question, change.step));
            prop_assert_eq!(&after, &change.leaders);
            prop_assert_ne!(&after, &before);
        }
    }

    #[test]
    fn what_is_no_change_leaves_the_first_place((advisor, profile) in advised()) {
        let changes = advisor.changes(&profile);
        for (question, asked) in advisor.questions.iter().enumerate() {
            for answer in 0..asked.answers.len() {
                let step = Step::Answer(answer);
                let listed = changes.iter().any(|one| (one.question, one.step) == (question, step));
                if !listed && !profile.is_blank() {
                    let after = advisor.leaders(&profile.after(question, step));
                    prop_assert_eq!(after, advisor.leaders(&profile));
                }
            }
        }
    }
}

#[test]
fn silence_and_what_is_not_concerned_are_neutral() {
    for fit in [Fit::Silent, Fit::Unconcerned, Fit::Unrated { by: 0 }] {
        assert_eq!(fit.points(), Points::ZERO);
    }
}
