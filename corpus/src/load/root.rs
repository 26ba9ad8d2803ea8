//! The content folder as a whole: nothing outside of it is ever read.
//!
//! Whoever may change the content, by pushing to a repository say, must not thereby publish what
//! the server alone can read. Links inside the folder are followed: a mounted ConfigMap and what
//! git-sync checks out are made of them.

use std::path::{Path, PathBuf};

use super::walk::reason;
use crate::problem::FileFault;

/// The content folder.
#[derive(Clone, Debug)]
pub(super) struct Root {
    folder: PathBuf,
    /// The same without any link on the way.
    real: PathBuf,
}

impl Root {
    /// The content folder, as somebody names it.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            real: folder.canonicalize().unwrap_or_else(|_| folder.to_owned()),
        }
    }

    /// Where the file of that path, relative to the folder, lies on disk.
    pub(super) fn on_disk(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The path of a file or folder, relative to this one and separated by `/`.
    pub(super) fn relative(&self, on_disk: &Path) -> String {
        let inside = on_disk.strip_prefix(&self.folder).unwrap_or(on_disk);
        let segments = inside.iter().map(|segment| segment.to_string_lossy());
        segments.collect::<Vec<_>>().join("/")
    }

    /// Checks that links on the way to a file or folder do not lead out.
    ///
    /// # Errors
    /// When they do, or when nothing is there.
    pub(super) fn encloses(&self, on_disk: &Path) -> Result<(), FileFault> {
        let real = on_disk
            .canonicalize()
            .map_err(|error| FileFault::Unreadable {
                reason: reason(&error),
            })?;
        match real.starts_with(&self.real) {
            true => Ok(()),
            false => Err(FileFault::OutsideFolder {
                path: self.relative(on_disk),
            }),
        }
    }
}
