//! Finding the files of a content folder.

use std::{io, path::PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::root::Root;
use crate::problem::{FileFault, Problem};

/// What a file is for, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Note,
    Comparison,
    Stack,
    Flow,
    Glossary,
    Advisor,
    /// What the site calls itself.
    Identity,
}

/// A file to read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// Relative to the content folder, separated by `/`.
    pub(super) path: String,
    pub(super) on_disk: PathBuf,
}

/// The folders and files that mean something.
const TOPS: [&str; 7] = [
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
            match entry {
                Ok(entry) if is_read(root, &entry, &mut problems) => {
                    found.extend(recognise(root, &entry));
                }
                Ok(entry) if entry.file_type().is_dir() => entries.skip_current_dir(),
                Ok(_) => {}
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

/// Whether a file or folder is to be looked into. A link that leads out of the content is not, and
/// a problem where it stands for something that would be read.
fn is_read(root: &Root, entry: &DirEntry, problems: &mut Vec<Problem>) -> bool {
    if entry.depth() > 0 && is_skipped(entry) {
        return false;
    }
    // Only a link leads out.
    if !entry.path_is_symlink() {
        return true;
    }
    let Err(fault) = root.encloses(entry.path()) else {
        return true;
    };
    if entry.file_type().is_dir() || recognise(root, entry).is_some() {
        problems.push(Problem {
            file: root.relative(entry.path()),
            line: None,
            fault: fault.into(),
        });
    }
    false
}

/// Whether a file or folder is none of the content, whatever is in it.
pub(super) fn is_skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name == "node_modules"
}

fn recognise(root: &Root, entry: &DirEntry) -> Option<Found> {
    let path = root.relative(entry.path());
    let kind = kind_of(&path).filter(|_| entry.file_type().is_file())?;
    Some(Found {
        kind,
        path,
        on_disk: entry.path().to_owned(),
    })
}

fn kind_of(path: &str) -> Option<Kind> {
    match path {
        "glossary.toml" => return Some(Kind::Glossary),
        "choisir.toml" => return Some(Kind::Advisor),
        "site.toml" => return Some(Kind::Identity),
        _ => {}
    }
    let (top, rest) = path.split_once('/')?;
    let extension = rest.rsplit_once('.')?.1.to_ascii_lowercase();
    match (top, extension.as_str()) {
        ("notes", "md") => Some(Kind::Note),
        ("comparisons", "toml") => Some(Kind::Comparison),
        ("stacks", "toml") => Some(Kind::Stack),
        ("flows", "toml") => Some(Kind::Flow),
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
