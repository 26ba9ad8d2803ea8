//! Where a scenario takes place: a folder of its own with a copy of the course.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::repo;

/// The file that scenarios change.
pub(super) const NOTE: &str = "notes/_index.md";

/// The folder, removed in the end.
pub(super) struct Stage {
    folder: TempDir,
    /// Cargo's profile of the server.
    pub profile: &'static str,
}

impl Stage {
    /// A new folder, that others may read: the server may run as somebody else.
    pub(super) fn set(profile: &'static str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        Ok(Self { folder, profile })
    }

    /// A path in it.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy of the course.
    pub(super) fn course(&self, name: &str) -> Result<PathBuf> {
        let copy = self.path(name);
        copy_folder(&repo::root().join("content"), &copy)?;
        Ok(copy)
    }
}

/// Copies a folder with all that is in it.
pub(super) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Adds a sentence to a note: the smallest change that readers can see.
pub(super) fn add(content: &Path, sentence: &str) -> Result<()> {
    let path = content.join(NOTE);
    let text = fs::read_to_string(&path)?;
    Ok(fs::write(path, format!("{text}\n{sentence}\n"))?)
}
