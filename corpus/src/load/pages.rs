//! The pages that links and references may mean: those of files, those of the site itself, and
//! those of files that are there and have none.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    near::nearest,
    walk::{Found, Kind},
};
use crate::{
    Part,
    markdown::{self, Anchor},
    problem::{Fault, FileFault, Problem, Remark},
    stack::Phase,
};

/// Pages that no file of the content folder stands for.
const FIXED: [&str; 9] = [
    "/",
    "/comparer",
    "/environnements",
    "/environnements/comparer",
    "/environnements/sous-vos-pieds",
    "/flux",
    "/recherche",
    "/plan-du-site",
    "/accessibilite",
];
/// One that may be empty: a file may fill it.
const GLOSSARY: &str = "/glossaire";

/// A page that somebody may refer to.
#[derive(Debug)]
pub(super) struct Page {
    /// The file, relative to the content folder; the URL where there is none.
    pub(super) file: String,
    /// The URL, without anchor.
    pub(super) href: String,
    pub(super) title: String,
    /// `None` where they are not known, as those of a broken file: any anchor may be right.
    pub(super) anchors: Option<Vec<Anchor>>,
    /// Why there is no such page, although there is such a file.
    pub(super) absence: Option<Absence>,
}

/// Why a file has no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absence {
    /// Its author keeps it back.
    Draft,
    /// Something is wrong with it, which is said of the file itself.
    Unread,
}

impl Absence {
    /// What is said where so many references lead to that file.
    fn awaited(self, file: &str, references: usize) -> Fault {
        let file = file.to_owned();
        match self {
            Self::Draft => Remark::AwaitedDraft { file, references }.into(),
            Self::Unread => FileFault::AwaitedFile { file, references }.into(),
        }
    }
}

/// The URL of the note with that slug.
pub(super) fn note_href(slug: &str) -> String {
    match slug {
        "" => "/notes".to_owned(),
        slug => format!("/notes/{slug}"),
    }
}

impl Page {
    /// A page of the site itself, whose anchors are its own affair.
    fn own(href: String, title: &str) -> Self {
        Self {
            file: href.clone(),
            href,
            title: title.to_owned(),
            anchors: None,
            absence: None,
        }
    }

    /// Whether a file of the content folder stands for it.
    pub(super) fn is_of_file(&self) -> bool {
        self.file != self.href
    }

    /// The page, where it can be shown.
    ///
    /// # Errors
    /// When readers will not see it: what waits for it is counted, not corrected.
    pub(super) fn shown(&self) -> Result<&Self, Fault> {
        match self.absence {
            None => Ok(self),
            Some(absence) => Err(absence.awaited(&self.file, 1)),
        }
    }

    /// The place with that `id`; a heading as other tools spell it (`#Déployé`) counts as well. What
    /// pages call `page:…` is their own affair.
    pub(super) fn anchor(&self, id: &str) -> Result<Anchor, Fault> {
        let whole = || Anchor {
            id: id.to_owned(),
            title: String::new(),
        };
        let Some(anchors) = &self.anchors else {
            return Ok(whole());
        };
        let folded = markdown::slug(id);
        let find = |wanted: &str| anchors.iter().find(|anchor| anchor.id == wanted);
        let found = find(id).or_else(|| find(&folded)).cloned();
        found
            .or_else(|| (matches!(id, "" | "top") || id.starts_with("page:")).then(whole))
            .ok_or_else(|| Fault::DeadAnchor {
                anchor: id.to_owned(),
                file: self.file.clone(),
                nearest: nearest(&folded, anchors.iter().map(|anchor| anchor.id.as_str())),
            })
    }
}

/// The pages of the site itself, beside the `pages` of files: its lists, and what it makes of the
/// folders of notes and of the series of environments.
pub(super) fn own(pages: &[Page], course: &Part, series: impl Iterator<Item = Phase>) -> Vec<Page> {
    let taken: HashSet<&str> = pages.iter().map(|page| page.href.as_str()).collect();
    let fixed = FIXED.iter().copied().chain([GLOSSARY]);
    let fixed = fixed.map(|href| Page::own(href.to_owned(), ""));
    let lists = course.lists(|part| taken.contains(part.path().as_str()));
    let lists = lists
        .into_iter()
        .map(|part| Page::own(part.path(), &part.title));
    let series = series.map(|phase| Page::own(phase.path(), &phase.series));
    let own = fixed.chain(lists).chain(series);
    own.filter(|page| !taken.contains(page.href.as_str()))
        .collect()
}

/// The files of `found` that none of `pages` comes from: what is wrong with each was said.
pub(super) fn unread(found: &[Found], pages: &[Page]) -> Vec<Page> {
    let read: HashSet<&str> = pages.iter().map(|page| page.file.as_str()).collect();
    let left = found.iter().filter(|file| {
        let has_page = file.kind != Kind::Identity;
        has_page && !read.contains(file.path.as_str())
    });
    left.map(|file| Page {
        file: file.path.clone(),
        href: file.kind.href(&file.path),
        title: String::new(),
        anchors: None,
        absence: Some(Absence::Unread),
    })
    .collect()
}

/// Which file has which URL.
#[derive(Default)]
pub(super) struct Addresses(HashMap<String, String>);

impl Addresses {
    /// Keeps those whose URL is free, and reports the others; `key` tells URL and file.
    pub(super) fn admit<T>(
        &mut self,
        files: &mut Vec<T>,
        key: impl Fn(&T) -> (String, &str),
        problems: &mut Vec<Problem>,
    ) {
        files.retain(|file| {
            let (href, path) = key(file);
            let fault = self.take(href, path);
            problems.extend(fault.clone().map(|fault| Problem {
                file: path.to_owned(),
                line: None,
                fault: fault.into(),
            }));
            fault.is_none()
        });
    }

    fn take(&mut self, href: String, path: &str) -> Option<FileFault> {
        if FIXED.contains(&href.as_str()) {
            return Some(FileFault::ReservedAddress { href });
        }
        match self.0.get(&href) {
            Some(other) => {
                let other = other.clone();
                Some(FileFault::SameSlug { href, other })
            }
            None => {
                self.0.insert(href, path.to_owned());
                None
            }
        }
    }
}

/// Counts what waits for each page that is not there: one line about its file takes the place of
/// one on each link.
pub(super) fn count_awaited(problems: Vec<Problem>) -> Vec<Problem> {
    let mut counts: BTreeMap<String, (Absence, usize)> = BTreeMap::new();
    let mut rest = Vec::new();
    for problem in problems {
        let (file, absence) = match problem.fault {
            Fault::Remark(Remark::AwaitedDraft { file, .. }) => (file, Absence::Draft),
            Fault::File(FileFault::AwaitedFile { file, .. }) => (file, Absence::Unread),
            _ => {
                rest.push(problem);
                continue;
            }
        };
        counts.entry(file).or_insert((absence, 0)).1 += 1;
    }
    let line = |(file, (absence, count)): (String, (Absence, usize))| Problem {
        line: None,
        fault: absence.awaited(&file, count),
        file,
    };
    rest.extend(counts.into_iter().map(line));
    rest
}
