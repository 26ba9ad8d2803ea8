//! What was answered to the decision helper: the state that stands in the page's address.

use corpus::advisor::{Advisor, MAX_WEIGHT, Profile, Question, Weight};

/// Begins the name of a parameter that says how much a question counts.
const WEIGHT: &str = "poids-";

/// What a query string answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChoiceState {
    /// The answers and weights that were understood.
    pub(crate) profile: Profile,
    /// Names and values that mean nothing here, as they were written.
    pub(crate) ignored: Vec<String>,
}

impl ChoiceState {
    /// Reads a parameter for each question (`isolation=forte`; nothing for no opinion) and for
    /// each weight (`poids-isolation=3`). What is unknown is set aside, and so is a second answer
    /// to a question.
    pub(crate) fn read<'a>(
        advisor: &Advisor,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut reading = Reading {
            advisor,
            given: vec![None; advisor.questions.len()],
            weights: vec![None; advisor.questions.len()],
            ignored: Vec::new(),
        };
        for (name, value) in parameters {
            reading.take(name, value.trim());
        }
        let weights = advisor.questions.iter().zip(reading.weights);
        Self {
            profile: Profile {
                answers: reading.given,
                weights: weights
                    .map(|(asked, own)| own.unwrap_or(asked.weight))
                    .collect(),
            },
            ignored: reading.ignored,
        }
    }
}

/// The address of a profile: the same profile always has the same one.
pub(crate) fn address(advisor: &Advisor, profile: &Profile) -> String {
    let parameters: Vec<String> = advisor
        .questions
        .iter()
        .zip(profile.answers.iter().zip(&profile.weights))
        .flat_map(|(asked, (answer, &weight))| {
            let answer = answer.map(|answer| format!("{}={}", asked.id, asked.answers[answer].id));
            let own = (weight != asked.weight).then(|| format!("{WEIGHT}{}={weight}", asked.id));
            [answer, own]
        })
        .flatten()
        .collect();
    match parameters.is_empty() {
        true => Advisor::PATH.to_owned(),
        false => format!("{}?{}", Advisor::PATH, parameters.join("&")),
    }
}

/// The name of the parameter that says how much a question counts.
pub(crate) fn weight_name(question: &Question) -> String {
    format!("{WEIGHT}{}", question.id)
}

struct Reading<'a> {
    advisor: &'a Advisor,
    given: Vec<Option<usize>>,
    weights: Vec<Option<Weight>>,
    ignored: Vec<String>,
}

impl Reading<'_> {
    fn take(&mut self, name: &str, value: &str) {
        let known = match name.strip_prefix(WEIGHT) {
            Some(question) => self.question(question).map(|i| self.weigh(i, value)),
            None => self.question(name).map(|i| self.answer(i, value)),
        };
        match known {
            Some(true) => {}
            Some(false) => self.ignore(value),
            None => self.ignore(name),
        }
    }

    fn question(&self, id: &str) -> Option<usize> {
        let questions = &self.advisor.questions;
        questions.iter().position(|asked| asked.id.as_str() == id)
    }

    fn answer(&mut self, question: usize, value: &str) -> bool {
        let answers = &self.advisor.questions[question].answers;
        let found = answers
            .iter()
            .position(|answer| answer.id.as_str() == value);
        value.is_empty() || keep(&mut self.given[question], found)
    }

    fn weigh(&mut self, question: usize, value: &str) -> bool {
        let found = (1..=MAX_WEIGHT).find(|weight| weight.to_string() == value);
        keep(&mut self.weights[question], found)
    }

    fn ignore(&mut self, written: &str) {
        if !self.ignored.iter().any(|seen| seen == written) {
            self.ignored.push(written.to_owned());
        }
    }
}

/// Keeps what was found, unless something else was kept before; whether it is kept now.
fn keep<T: Copy + PartialEq>(place: &mut Option<T>, found: Option<T>) -> bool {
    if place.is_none() {
        *place = found;
    }
    found.is_some() && *place == found
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::LazyLock};

    use corpus::Corpus;
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    static COURSE: LazyLock<Corpus> = LazyLock::new(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        corpus::load(&content).unwrap_or_else(|problems| panic!("{problems}"))
    });

    fn advisor() -> &'static Advisor {
        COURSE.advisor().expect("the course has a helper")
    }

    fn read(query: &str) -> ChoiceState {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        ChoiceState::read(advisor(), pairs)
    }

    fn canonical(state: &ChoiceState) -> String {
        address(advisor(), &state.profile)
    }

    /// Names and values of which most mean something, and some nothing.
    fn parameter() -> impl Strategy<Value = (String, String)> {
        let questions = advisor().questions.iter();
        let ids: Vec<String> = questions
            .clone()
            .map(|asked| asked.id.to_string())
            .collect();
        let weights = ids.iter().map(|id| format!("{WEIGHT}{id}"));
        let names: Vec<String> = weights.chain(ids.iter().cloned()).collect();
        let answers = questions.flat_map(|asked| &asked.answers);
        let values: Vec<String> = answers.map(|answer| answer.id.to_string()).collect();
        let name = prop_oneof![6 => select(names), 1 => "[a-z-]{0,12}", 1 => ".{0,6}"];
        let value = prop_oneof![6 => select(values), 3 => "[0-4]", 1 => ".{0,6}"];
        (name, value)
    }

    #[test]
    fn what_a_form_without_answers_sends_is_no_answer() {
        let state = read("isolation=&poids-isolation=2&systemes=&poids-systemes=3");
        assert!(state.profile.is_blank() && state.ignored.is_empty());
        assert_eq!(canonical(&state), "/choisir");
    }

    #[test]
    fn the_usual_weight_is_left_out_of_the_address() {
        let state = read("isolation=forte&poids-isolation=2&poids-systemes=1");
        assert_eq!(
            canonical(&state),
            "/choisir?isolation=forte&poids-systemes=1"
        );
    }

    #[test]
    fn what_is_unknown_is_set_aside_and_said_once() {
        let state =
            read("isolation=molle&isolation=molle&couleur=bleu&poids-isolation=9&poids-x=1");
        assert_eq!(state.ignored, ["molle", "couleur", "9", "poids-x"]);
        assert!(state.profile.is_blank());
    }

    #[test]
    fn the_first_answer_counts() {
        let state = read("isolation=forte&isolation=ordinaire&isolation=forte");
        assert_eq!(state.ignored, ["ordinaire"]);
        assert_eq!(canonical(&state), "/choisir?isolation=forte");
    }

    proptest! {
        #[test]
        fn the_address_of_any_parameters_leads_back_to_their_view(
            parameters in vec(parameter(), 0..24)
        ) {
            let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let state = ChoiceState::read(advisor(), pairs);
            let first = canonical(&state);
            let again = read(first.split_once('?').map_or("", |(_, query)| query));
            prop_assert_eq!(&again.profile, &state.profile);
            prop_assert!(again.ignored.is_empty(), "{:?}", again.ignored);
            prop_assert_eq!(canonical(&again), first);
        }

        #[test]
        fn what_is_unknown_changes_nothing(
            parameters in vec(parameter(), 0..12),
            noise in vec(("[A-Z]{1,8}", ".{0,8}"), 0..4)
        ) {
            let pairs = |list: &[(String, String)]| list.to_vec();
            let noisy: Vec<_> = noise.into_iter().chain(pairs(&parameters)).collect();
            let state = |list: &[(String, String)]| {
                let pairs = list.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                ChoiceState::read(advisor(), pairs).profile
            };
            prop_assert_eq!(state(&noisy), state(&parameters));
        }
    }
}
