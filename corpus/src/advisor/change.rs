//! What would change the verdict: every answer and every weight, one at a time.

use super::{Advisor, MAX_WEIGHT, Profile, Weight};

/// A step after which others come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Position in [`Advisor::questions`].
    pub question: usize,
    /// What is done about it.
    pub step: Step,
    /// Who comes first then.
    pub leaders: Vec<usize>,
}

/// What a reader may do about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Give that answer.
    Answer(usize),
    /// Give none.
    Withdraw,
    /// Let it count so much.
    Weigh(Weight),
}

impl Profile {
    /// The answers after a step.
    #[must_use]
    pub fn after(&self, question: usize, step: Step) -> Self {
        let mut next = self.clone();
        match step {
            Step::Answer(answer) => next.answers[question] = Some(answer),
            Step::Withdraw => next.answers[question] = None,
            Step::Weigh(weight) => next.weights[question] = weight,
        }
        next
    }
}

impl Advisor {
    /// The single steps after which the first place is another's, or shared with others, in the
    /// order of the questions.
    pub fn changes(&self, profile: &Profile) -> Vec<Change> {
        let leaders = self.leaders(profile);
        if leaders.is_empty() {
            return Vec::new();
        }
        let change = |(question, step)| {
            let next = self.leaders(&profile.after(question, step));
            (!next.is_empty() && next != leaders).then_some(Change {
                question,
                step,
                leaders: next,
            })
        };
        let steps = (0..self.questions.len()).flat_map(|question| {
            let steps = self.steps(profile, question);
            steps.into_iter().map(move |step| (question, step))
        });
        steps.filter_map(change).collect()
    }

    /// What a reader may do about a question that they have not done.
    fn steps(&self, profile: &Profile, question: usize) -> Vec<Step> {
        let given = profile.answers[question];
        let answers = 0..self.questions[question].answers.len();
        let others = answers.filter(|answer| Some(*answer) != given);
        let mut steps: Vec<Step> = others.map(Step::Answer).collect();
        if given.is_some() {
            let weights = 1..=MAX_WEIGHT;
            let others = weights.filter(|weight| *weight != profile.weights[question]);
            steps.push(Step::Withdraw);
            steps.extend(others.map(Step::Weigh));
        }
        steps
    }
}
