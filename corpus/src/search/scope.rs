//! Which places are wanted, and how many there are of each kind and of each part of the course.

use std::collections::HashMap;

use crate::{Corpus, id::Target, search::HitKind};

/// Bounds what is found. An empty list bounds nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// What the places must be.
    pub kinds: &'a [HitKind],
    /// In which parts of the course, by their ids; other ids have no places.
    pub parts: &'a [&'a str],
}

/// A part of the course: a folder at the top of `notes/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of the folder in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// How many places match, by what they are and where. A count is what would be found if that
/// kind, or that part, were the only one asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Of each kind that has places, in the order of [`HitKind::ALL`].
    pub kinds: Vec<(HitKind, usize)>,
    /// Of each part that has places, by its position in [`super::Index::parts`].
    pub parts: Vec<(usize, usize)>,
}

/// The part of a place that belongs to none.
pub(super) const NO_PART: u16 = u16::MAX;

/// The parts of a course, found by address.
pub(super) struct Parts {
    pub(super) all: Vec<Part>,
    by_id: HashMap<String, u16>,
}

impl Parts {
    pub(super) fn of(corpus: &Corpus) -> Self {
        let parts = corpus.course().parts.iter().filter_map(|part| {
            let first = first_note(part)?;
            let id = segment(corpus.notes().get(first)?.slug.as_str());
            Some(Part {
                id: id.to_owned(),
                title: part.title.clone(),
            })
        });
        let all: Vec<Part> = parts.take(usize::from(NO_PART)).collect();
        let by_id = all.iter().zip(0..).map(|(part, i)| (part.id.clone(), i));
        Self {
            by_id: by_id.collect(),
            all,
        }
    }

    /// The part of the note with that slug.
    pub(super) fn of_slug(&self, slug: &str) -> u16 {
        let part = self.by_id.get(segment(slug));
        part.copied().unwrap_or(NO_PART)
    }

    /// The part of the note that explains something.
    pub(super) fn of_target(&self, note: Option<&Target>) -> u16 {
        let slug = note.and_then(|note| note.href.strip_prefix("/notes/"));
        slug.map_or(NO_PART, |slug| self.of_slug(slug))
    }
}

fn first_note(part: &crate::Part) -> Option<usize> {
    let own = part.index.or(part.notes.first().copied());
    own.or_else(|| part.parts.iter().find_map(first_note))
}

/// The folder at the top, of a path below `notes/`.
fn segment(slug: &str) -> &str {
    slug.split(['/', '#', '?']).next().unwrap_or_default()
}

/// A filter in numbers.
pub(super) struct Wanted {
    kinds: [bool; HitKind::ALL.len()],
    /// `None`: all of them.
    parts: Option<Vec<u16>>,
}

impl Wanted {
    pub(super) fn new(filter: &Filter<'_>, parts: &Parts) -> Self {
        let kinds = HitKind::ALL;
        let number = |id: &&str| parts.by_id.get(*id).copied();
        Self {
            kinds: kinds.map(|kind| filter.kinds.is_empty() || filter.kinds.contains(&kind)),
            parts: (!filter.parts.is_empty())
                .then(|| filter.parts.iter().filter_map(number).collect()),
        }
    }

    fn has_part(&self, part: u16) -> bool {
        self.parts
            .as_ref()
            .is_none_or(|parts| parts.contains(&part))
    }

    pub(super) fn has(&self, kind: HitKind, part: u16) -> bool {
        self.kinds[kind as usize] && self.has_part(part)
    }
}

/// Counts places by kind and part.
pub(super) struct Counter<'a> {
    wanted: &'a Wanted,
    kinds: [usize; HitKind::ALL.len()],
    parts: Vec<usize>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(wanted: &'a Wanted, parts: usize) -> Self {
        Self {
            wanted,
            kinds: [0; HitKind::ALL.len()],
            parts: vec![0; parts],
        }
    }

    /// A page has so many places. Each list leaves its own choice out of account, so that the
    /// reader sees what the other choices would give.
    pub(super) fn add(&mut self, kind: HitKind, part: u16, places: usize) {
        if self.wanted.has_part(part) {
            self.kinds[kind as usize] += places;
        }
        if let Some(count) = self.parts.get_mut(usize::from(part))
            && self.wanted.kinds[kind as usize]
        {
            *count += places;
        }
    }

    pub(super) fn finish(self) -> Facets {
        let kinds = HitKind::ALL.into_iter().zip(self.kinds);
        let parts = self.parts.into_iter().enumerate();
        Facets {
            kinds: kinds.filter(|(_, count)| *count > 0).collect(),
            parts: parts.filter(|(_, count)| *count > 0).collect(),
        }
    }
}
