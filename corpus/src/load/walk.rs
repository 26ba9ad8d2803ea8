//! Finding the files of a content folder.

use std::{io, path::PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{names, pages::note_href, root::Root};
use crate::{
    Slug,
    advisor::Advisor,
    problem::{FileFault, Problem},
};

/// What a file is for, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page of text.
    Note,
    /// A page of data.
    Data(Data),
    /// What the site calls itself.
    Identity,
}

/// What the data of a TOML file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Data {
    Comparison,
    Stack,
    Flow,
    Glossary,
    Advisor,
}

impl Kind {
    /// What its data is, where it holds some.
    pub(super) fn data(self) -> Option<Data> {
        match self {
            Self::Data(data) => Some(data),
            Self::Note | Self::Identity => None,
        }
    }

    /// The URL of the page of a file of that path, relative to the content folder; one that no page
    /// has where the path makes none.
    pub(super) fn href(self, path: &str) -> String {
        let slug = match path.split_once('/') {
            Some((_, inside)) => names::slug_of(inside),
            None => Ok(Slug::default()),
        };
        match (self, slug) {
            (Self::Data(data), Ok(slug)) => data.href(&slug),
            (Self::Note, Ok(slug)) => note_href(slug.as_str()),
            (Self::Identity, _) | (_, Err(_)) => path.to_owned(),
        }
    }
}

impl Data {
    /// The URL of the page with that slug.
    pub(super) fn href(self, slug: &Slug) -> String {
        let section = match self {
            Self::Comparison => "/comparer",
            Self::Stack => "/environnements",
            Self::Flow => "/flux",
            Self::Glossary => return "/glossaire".to_owned(),
            Self::Advisor => return Advisor::PATH.to_owned(),
        };
        format!("{section}/{slug}")
    }
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// Relative to the content folder, separated by `/`.
    pub(super) path: String,
    pub(super) on_disk: PathBuf,
    /// Why it must not be read.
    pub(super) refused: Option<FileFault>,
}

/// The folders and files that mean something.
pub(super) const TOPS: [&str; 7] = [
    "notes",
    "comparisons",
    "stacks",
    "flows",
    "glossary.toml",
    "choisir.toml",
    "site.toml",
];

/// The files of the content folder in the order of their paths, and what could not be looked into.
///
/// Links are followed where they stay inside. A loop of links is not walked twice.
pub(super) fn walk(root: &Root) -> (Vec<Found>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for top in TOPS {
        let start = root.on_disk(top);
        if !start.exists() {
            continue;
        }
        let entries = WalkDir::new(start).follow_links(true).sort_by_file_name();
        let mut entries = entries.into_iter();
        while let Some(entry) = entries.next() {
            match entry.map(|entry| look_at(root, &entry)) {
                Ok(Seen::File(file)) => found.push(file),
                Ok(Seen::Folder | Seen::Nothing) => {}
                Ok(Seen::Closed) => entries.skip_current_dir(),
                Ok(Seen::Refused(problem)) => {
                    problems.push(problem);
                    entries.skip_current_dir();
                }
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => problems.push(unreadable(root, top, &error)),
            }
        }
    }
    (found, problems)
}

/// What the system says, in the reader's language where it is one of the usual reasons.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "fichier introuvable".to_owned(),
        io::ErrorKind::PermissionDenied => "accès refusé".to_owned(),
        io::ErrorKind::IsADirectory => "c’est un dossier".to_owned(),
        _ => error.to_string(),
    }
}

/// What stands at a path.
enum Seen {
    /// A file that means something.
    File(Found),
    /// A folder to look into.
    Folder,
    /// A folder that is none of the content.
    Closed,
    /// A link to a folder outside of the content.
    Refused(Problem),
    /// A file that means nothing.
    Nothing,
}

fn look_at(root: &Root, entry: &DirEntry) -> Seen {
    let is_folder = entry.file_type().is_dir();
    if entry.depth() > 0 && is_skipped(entry) {
        return if is_folder {
            Seen::Closed
        } else {
            Seen::Nothing
        };
    }
    let path = root.relative(entry.path());
    // Only a link leads out.
    let stays = match entry.path_is_symlink() {
        true => root.encloses(entry.path()),
        false => Ok(()),
    };
    match (is_folder, stays) {
        (true, Ok(())) => Seen::Folder,
        (true, Err(fault)) => Seen::Refused(Problem {
            file: path,
            line: None,
            fault: fault.into(),
        }),
        (false, stays) => match kind_of(&path).filter(|_| entry.file_type().is_file()) {
            Some(kind) => Seen::File(Found {
                kind,
                path,
                on_disk: entry.path().to_owned(),
                refused: stays.err(),
            }),
            None => Seen::Nothing,
        },
    }
}

/// Whether a file or folder is none of the content, whatever is in it.
pub(super) fn is_skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name == "node_modules"
}

fn kind_of(path: &str) -> Option<Kind> {
    match path {
        "glossary.toml" => return Some(Kind::Data(Data::Glossary)),
        "choisir.toml" => return Some(Kind::Data(Data::Advisor)),
        "site.toml" => return Some(Kind::Identity),
        _ => {}
    }
    let (top, rest) = path.split_once('/')?;
    let extension = rest.rsplit_once('.')?.1.to_ascii_lowercase();
    match (top, extension.as_str()) {
        ("notes", "md") => Some(Kind::Note),
        ("comparisons", "toml") => Some(Kind::Data(Data::Comparison)),
        ("stacks", "toml") => Some(Kind::Data(Data::Stack)),
        ("flows", "toml") => Some(Kind::Data(Data::Flow)),
        _ => None,
    }
}

fn unreadable(root: &Root, top: &str, error: &walkdir::Error) -> Problem {
    let file = error
        .path()
        .map_or(top.to_owned(), |path| root.relative(path));
    let reason = error.io_error().map_or(error.to_string(), reason);
    Problem {
        file,
        line: None,
        fault: FileFault::Unreadable { reason }.into(),
    }
}
