//! The whole course, checked and immutable.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    Slug,
    advisor::Advisor,
    citation::{Citation, citations, cite_advisor},
    comparison::Comparison,
    flow::Flow,
    glossary::Glossary,
    identity::Identity,
    media::Media,
    note::Note,
    problem::Problem,
    stack::{Phase, Stack},
};

/// Everything a content folder holds. Made by [`crate::load`] only; never changed afterwards.
#[derive(Debug, Default)]
pub struct Corpus {
    notes: Vec<Note>,
    by_slug: HashMap<Slug, usize>,
    course: Part,
    comparisons: Vec<Comparison>,
    stacks: Vec<Stack>,
    flows: Vec<Flow>,
    glossary: Glossary,
    advisor: Option<Advisor>,
    identity: Identity,
    cited_by: Vec<Vec<Citation>>,
    media: BTreeMap<String, Media>,
    sources: Sources,
    remarks: Vec<Problem>,
    version: u64,
}

/// The texts of the TOML files of pages, by path relative to the content folder.
pub(crate) type Sources = BTreeMap<String, Box<str>>;

/// A folder of notes: a part of the course.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The path of the folder below `notes/`, as addresses write it; empty at the root.
    pub slug: Slug,
    /// The title of the folder's own note, or the folder's name made readable.
    pub title: String,
    /// The folder's own note (`_index.md`, `index.md`, `README.md`), as an index into the notes.
    pub index: Option<usize>,
    /// The other notes directly in the folder, in course order, as indices into [`Corpus::notes`].
    pub notes: Vec<usize>,
    /// The folders inside, in course order.
    pub parts: Vec<Part>,
}

impl Part {
    /// The URL of the folder: that of its own note, or of a list of what is in it.
    pub fn path(&self) -> String {
        match self.slug.as_str() {
            "" => "/notes".to_owned(),
            slug => format!("/notes/{slug}"),
        }
    }

    /// The folder itself, and all that are inside.
    fn walk(&self) -> Vec<&Self> {
        let inner = self.parts.iter().flat_map(Self::walk);
        std::iter::once(self).chain(inner).collect()
    }

    /// The first folder with that slug that holds notes, of this one and those inside.
    fn find(&self, slug: &str) -> Option<&Self> {
        let own = self.slug.as_str();
        if own == slug && self.size() > 0 {
            return Some(self);
        }
        let inside = slug.strip_prefix(own)?;
        if !own.is_empty() && !inside.is_empty() && !inside.starts_with('/') {
            return None;
        }
        self.parts.iter().find_map(|part| part.find(slug))
    }

    /// The folders that hold notes and whose address is not `taken`, each address once.
    pub(crate) fn lists(&self, taken: impl Fn(&Self) -> bool) -> Vec<&Self> {
        let mut lists = self.walk();
        let mut seen = HashSet::new();
        lists.retain(|part| !taken(part) && part.size() > 0 && seen.insert(part.slug.as_str()));
        lists
    }

    /// How many notes are in the folder, and in those inside.
    pub fn size(&self) -> usize {
        let parts = self.walk().into_iter();
        parts
            .map(|part| part.notes.len() + usize::from(part.index.is_some()))
            .sum()
    }
}

impl Corpus {
    /// Puts together what the loader has read. `notes` must be in course order,
    /// and the indices in `course` must point into it.
    pub(crate) fn new(
        notes: Vec<Note>,
        course: Part,
        comparisons: Vec<Comparison>,
        stacks: Vec<Stack>,
        flows: Vec<Flow>,
        glossary: Glossary,
    ) -> Self {
        let cited_by = citations(&notes, &comparisons, &stacks, &flows, &glossary);
        let by_slug = notes
            .iter()
            .enumerate()
            .map(|(i, note)| (note.slug.clone(), i))
            .collect();
        Self {
            notes,
            by_slug,
            course,
            comparisons,
            stacks,
            flows,
            glossary,
            advisor: None,
            identity: Identity::default(),
            cited_by,
            media: BTreeMap::new(),
            sources: Sources::new(),
            remarks: Vec::new(),
            version: 0,
        }
    }

    /// Adds the decision helper, where there is one.
    pub(crate) fn with_advisor(mut self, advisor: Option<Advisor>) -> Self {
        if let Some(advisor) = &advisor {
            cite_advisor(&self.notes, advisor, &mut self.cited_by);
        }
        Self { advisor, ..self }
    }

    /// Adds what the site calls itself, where it does.
    pub(crate) fn with_identity(self, identity: Option<Identity>) -> Self {
        let identity = identity.unwrap_or_default();
        Self { identity, ..self }
    }

    /// Adds what is to be said of the folder beside mistakes.
    pub(crate) fn with_remarks(self, remarks: Vec<Problem>) -> Self {
        Self { remarks, ..self }
    }

    /// Adds the images of the notes, the texts of the TOML files, and the hash of all files.
    pub(crate) fn with_files(
        self,
        media: BTreeMap<String, Media>,
        sources: Sources,
        version: u64,
    ) -> Self {
        Self {
            media,
            sources,
            version,
            ..self
        }
    }

    /// The notes in course order: previous and next are neighbours here.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The position in [`Self::notes`] of the note with that slug.
    pub fn note(&self, slug: &str) -> Option<usize> {
        self.by_slug.get(&Slug::new(slug)).copied()
    }

    /// The tree of folders; the root stands for `notes/` itself.
    pub fn course(&self) -> &Part {
        &self.course
    }

    /// The folder with that slug, where no note has it: its page is a list of what is in it.
    pub fn list(&self, slug: &str) -> Option<&Part> {
        let free = |part: &&Part| !self.by_slug.contains_key(&part.slug);
        self.course.find(slug).filter(free)
    }

    /// The folders whose page no note is, each address once, in the order of the course.
    pub fn lists(&self) -> Vec<&Part> {
        self.course
            .lists(|part| self.by_slug.contains_key(&part.slug))
    }

    /// The comparisons in the order their files ask for.
    pub fn comparisons(&self) -> &[Comparison] {
        &self.comparisons
    }

    /// The comparison with that slug.
    pub fn comparison(&self, slug: &str) -> Option<&Comparison> {
        self.comparisons.iter().find(|c| c.slug.as_str() == slug)
    }

    /// The environments in the order their files ask for.
    pub fn stacks(&self) -> &[Stack] {
        &self.stacks
    }

    /// The environment with that slug.
    pub fn stack(&self, slug: &str) -> Option<&Stack> {
        self.stacks.iter().find(|s| s.slug.as_str() == slug)
    }

    /// The phases of the environment that grows under that slug, first to last.
    pub fn phases(&self, slug: &str) -> Vec<&Stack> {
        let step = |stack: &Stack| stack.phase.as_ref().map_or(0.0, |phase| phase.step);
        let of = |phase: &Phase| phase.slug() == slug;
        let stacks = self.stacks.iter();
        let mut phases: Vec<&Stack> = stacks
            .filter(|stack| stack.phase.as_ref().is_some_and(of))
            .collect();
        phases.sort_by(|a, b| step(a).total_cmp(&step(b)));
        phases
    }

    /// The slugs of all environments that grow, in the order of their files.
    pub fn series(&self) -> Vec<String> {
        let phases = self.stacks.iter().filter_map(|stack| stack.phase.as_ref());
        let mut slugs: Vec<String> = Vec::new();
        for slug in phases.map(Phase::slug) {
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        slugs
    }

    /// The flows in the order their files ask for.
    pub fn flows(&self) -> &[Flow] {
        &self.flows
    }

    /// The flow with that slug.
    pub fn flow(&self, slug: &str) -> Option<&Flow> {
        self.flows.iter().find(|f| f.slug.as_str() == slug)
    }

    /// The terms of the course.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// The decision helper, where the folder has one.
    pub fn advisor(&self) -> Option<&Advisor> {
        self.advisor.as_ref()
    }

    /// What the site calls itself.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What cites the note at that position of [`Self::notes`].
    pub fn cited_by(&self, note: usize) -> &[Citation] {
        self.cited_by.get(note).map_or(&[], Vec::as_slice)
    }

    /// The images that notes show, by path relative to the content folder; each is served at
    /// `/media/` and that path.
    pub fn media(&self) -> &BTreeMap<String, Media> {
        &self.media
    }

    /// The TOML file that a comparison, an environment or a flow was read from, as its author
    /// wrote it; `path` is its own `source`.
    pub fn source(&self, path: &str) -> Option<&str> {
        self.sources.get(path).map(AsRef::as_ref)
    }

    /// What in the folder is no mistake, but not what its author expects: in the order of files
    /// and lines.
    pub fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// A hash of every file that was read: the same for the same content, on every machine.
    pub fn version(&self) -> u64 {
        self.version
    }
}
