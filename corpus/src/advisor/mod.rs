//! The decision helper: questions whose answers bring options nearer or push them away.
//!
//! Nothing here knows a technology: options, questions, answers and what follows from them stand
//! in `choisir.toml`, and the levels of a comparison do the rest. What an answer brings to each
//! option is resolved when the file is read ([`Fit`]); ranking is adding up ([`score`]), and what
//! would change the verdict is found by ranking again ([`change`]).

mod change;
mod points;
mod score;
#[cfg(test)]
mod tests;

pub use change::{Change, Step};
pub use points::Points;
pub use score::{Place, Reason};

use crate::{Html, Id, LayerKind, Target};

/// `choisir.toml`.
#[derive(Clone, Debug)]
pub struct Advisor {
    /// Path of the file relative to the content folder.
    pub source: String,
    /// Plain text.
    pub title: String,
    /// Inline HTML: what one may expect of it.
    pub summary: Option<Html>,
    /// The note that tells the same as prose.
    pub note: Option<Target>,
    /// The comparison whose levels count.
    pub comparison: Target,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What must come out.
    pub cases: Vec<Case>,
}

/// What can be chosen: a technology, or several together.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Unique among the options.
    pub id: Id,
    /// Plain text.
    pub name: String,
    /// Gives it its colour.
    pub kind: Option<LayerKind>,
    /// Where one reads more.
    pub note: Option<Target>,
    /// The options it is made of; empty for a single technology.
    pub parts: Vec<usize>,
    /// What it costs whatever one answers.
    pub cost: Option<Cost>,
}

/// Points that are taken from an option, whatever the answers are.
#[derive(Clone, Debug)]
pub struct Cost {
    /// How many, above zero.
    pub points: Points,
    /// Inline HTML.
    pub because: Html,
    /// The note that says so.
    pub source: Target,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Unique among the questions; its parameter in the address.
    pub id: Id,
    /// Plain text: the question.
    pub name: String,
    /// Inline HTML.
    pub help: Option<Html>,
    /// How much it counts unless the reader says otherwise.
    pub weight: Weight,
    /// Inline HTML: what the notes do not say about the subject.
    pub silence: Option<Html>,
    /// What one may answer.
    pub answers: Vec<Answer>,
}

/// How much a question counts, from 1 to 3.
pub type Weight = u8;

/// The most a question can count.
pub const MAX_WEIGHT: Weight = 3;

/// What one may answer, and what follows from it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Unique in the question; its value in the address.
    pub id: Id,
    /// Plain text.
    pub text: String,
    /// At least one.
    pub effects: Vec<Effect>,
}

/// What an answer brings to every option, and why.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Why.
    pub ground: Ground,
    /// One for each option.
    pub fits: Vec<Fit>,
}

/// Why an effect is what it is.
#[derive(Clone, Debug)]
pub enum Ground {
    /// A row of the comparison: the level of each cell says how well it fits.
    Row {
        /// The name of the criterion.
        criterion: String,
        /// The address of the row.
        href: String,
        /// The level that fits best.
        wanted: String,
        /// What the row says of each option; `None` for combinations.
        remarks: Vec<Option<Remark>>,
    },
    /// What a note says.
    Rule {
        /// Inline HTML.
        because: Html,
        /// The section that says it.
        source: Target,
    },
}

/// What a cell says of an option.
#[derive(Clone, Debug)]
pub struct Remark {
    /// Inline HTML.
    pub text: Html,
    /// Its level on the row's scale.
    pub level: Option<String>,
    /// The note that says it.
    pub source: Option<Target>,
}

/// What an effect is for an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The effect is not about it.
    Unconcerned,
    /// The notes say nothing of it: neutral.
    Silent,
    /// The notes speak of it, but on no scale: neutral.
    Unrated {
        /// The option whose cell speaks: itself, or the part of a combination.
        by: usize,
    },
    /// It fits more or less well.
    Rated {
        /// Before any weight.
        points: Points,
        /// The option whose cell decides: itself, or the part of a combination.
        by: usize,
    },
}

/// Answers whose outcome the notes give: what keeps the rules honest.
#[derive(Clone, Debug)]
pub struct Case {
    /// Unique among the cases.
    pub id: Id,
    /// Plain text.
    pub name: String,
    /// The note that gives the outcome.
    pub source: Target,
    /// The answers.
    pub profile: Profile,
    /// Who may come first; whoever does is among them.
    pub first: Vec<usize>,
    /// Options of which each comes before the next.
    pub order: Vec<usize>,
}

/// What a reader answered, and how much each question counts for them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    /// For each question, the position of the answer given.
    pub answers: Vec<Option<usize>>,
    /// For each question, from 1 to [`MAX_WEIGHT`].
    pub weights: Vec<Weight>,
}

impl Advisor {
    /// The URL of the helper.
    pub const PATH: &'static str = "/choisir";

    /// No answer to any question.
    pub fn blank(&self) -> Profile {
        Profile {
            answers: vec![None; self.questions.len()],
            weights: self.questions.iter().map(|asked| asked.weight).collect(),
        }
    }
}

impl Question {
    /// The fragment of its place on the page.
    pub fn anchor(&self) -> String {
        format!("question-{}", self.id)
    }
}

impl Profile {
    /// Whether nothing was answered.
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(Option::is_none)
    }

    /// The questions that were answered, with their answers, in order.
    pub fn given(&self) -> impl Iterator<Item = (usize, usize)> {
        let answers = self.answers.iter().enumerate();
        answers.filter_map(|(question, answer)| Some((question, (*answer)?)))
    }
}
