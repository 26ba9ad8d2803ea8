//! Flows: who says what to whom, step by step.

use crate::{Html, Id, LayerKind, Slug, Target};

/// One file of `flows/`.
#[derive(Clone, Debug)]
pub struct Flow {
    /// File name without `.toml`; path below `/flux/`.
    pub slug: Slug,
    /// Path of the file relative to the content folder.
    pub source: String,
    /// Plain text.
    pub title: String,
    /// Inline HTML.
    pub summary: Option<Html>,
    /// The note that tells the same as prose.
    pub note: Option<Target>,
    /// The environment it runs over.
    pub stack: Option<Slug>,
    /// Who takes part: the lanes.
    pub participants: Vec<Participant>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// A lane of a flow.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Unique in the flow.
    pub id: Id,
    /// Plain text.
    pub name: String,
    /// Gives the lane its colour.
    pub kind: LayerKind,
    /// The layer of [`Flow::stack`] it is.
    pub layer: Option<Id>,
}

/// A message, or something a participant does on its own.
#[derive(Clone, Debug)]
pub struct Step {
    /// As the course counts it: `6b`. Unique in the flow.
    pub number: String,
    /// Index into [`Flow::participants`].
    pub from: usize,
    /// Index into [`Flow::participants`]; the same as `from` for a step taken alone.
    pub to: usize,
    /// Plain text.
    pub label: String,
    /// Inline HTML.
    pub detail: Option<Html>,
    /// The same as plain text, for search.
    pub plain: String,
    /// The note that explains it.
    pub note: Option<Target>,
}

impl Flow {
    /// A flow in which nobody does anything.
    pub fn new(slug: Slug, title: impl Into<String>) -> Self {
        Self {
            source: format!("flows/{slug}.toml"),
            slug,
            title: title.into(),
            summary: None,
            note: None,
            stack: None,
            participants: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The URL of the flow.
    pub fn path(&self) -> String {
        format!("/flux/{}", self.slug)
    }

    /// The URL that shows the step at that position of [`Flow::steps`] in detail.
    pub fn step_address(&self, step: usize) -> String {
        self.path() + &self.steps[step].query()
    }
}

impl Participant {
    /// A lane that is no layer of an environment.
    pub fn new(id: Id, kind: LayerKind, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            layer: None,
        }
    }
}

impl Step {
    /// A step that says nothing but its name.
    pub fn new(
        number: impl Into<String>,
        (from, to): (usize, usize),
        label: impl Into<String>,
    ) -> Self {
        Self {
            number: number.into(),
            from,
            to,
            label: label.into(),
            detail: None,
            plain: String::new(),
            note: None,
        }
    }

    /// What the URL that shows the step adds to the flow's: steps go by the author's numbers.
    pub fn query(&self) -> String {
        format!("?etape={}", self.number)
    }

    /// The `id` of the step in the list of steps.
    pub fn anchor(&self) -> String {
        format!("etape-{}", self.number)
    }
}
