//! How much a long text weakens a word in it, worked out once for all queries.

use crate::search::{
    layout::{Layout, Lengths},
    score::Part,
    tuning::Tuning,
};

/// A factor for each part with a length of every place, and of every page.
pub(super) struct Norms([Parts; 2]);

struct Parts {
    title: Vec<f32>,
    heading: Vec<f32>,
    body: Vec<f32>,
}

impl Norms {
    pub(super) fn new(layout: &Layout, tuning: &Tuning) -> Self {
        let places = Parts::new(&layout.lengths_of_documents(), layout.mean[0], tuning);
        let pages = Parts::new(&layout.lengths_of_pages(), layout.mean[1], tuning);
        Self([places, pages])
    }

    /// Those of places and those of pages; `None` for a part whose length does not matter.
    pub(super) fn of(&self, part: Part) -> Option<[&[f32]; 2]> {
        let [places, pages] = &self.0;
        Some([places.of(part)?, pages.of(part)?])
    }
}

impl Parts {
    fn new(all: &(impl Iterator<Item = Lengths> + Clone), mean: Lengths, tuning: &Tuning) -> Self {
        let norms = |strength: f32, mean: f32, length: fn(Lengths) -> f32| {
            let norm =
                |lengths| 1.0 / (1.0 - strength + strength * length(lengths) / mean.max(1.0));
            all.clone().map(norm).collect()
        };
        Self {
            title: norms(tuning.title_length, mean.title, |lengths| lengths.title),
            heading: norms(tuning.heading_length, mean.heading, |lengths| {
                lengths.heading
            }),
            body: norms(tuning.body_length, mean.body, |lengths| lengths.body),
        }
    }

    fn of(&self, part: Part) -> Option<&[f32]> {
        match part {
            Part::Title => Some(&self.title),
            Part::Heading => Some(&self.heading),
            Part::Body | Part::Exact | Part::Accented => Some(&self.body),
            Part::Address | Part::Folder | Part::ExactHeading => None,
        }
    }
}
