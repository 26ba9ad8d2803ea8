//! What the image holds, laid out as a folder.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use ignore::WalkBuilder;

use crate::repo;

/// How much there is.
pub(super) struct Size {
    /// Bytes of all files.
    pub(super) unpacked: u64,
    /// Bytes of all files, gzipped: what a registry keeps and a node fetches.
    pub(super) compressed: u64,
    /// Bytes of the program.
    pub(super) program: u64,
}

/// Lays program, site and course out in `root`, all of them with the time `epoch`.
pub(super) fn lay_out(root: &Path, program: &Path, site: &Path, epoch: u64) -> Result<Size> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    copy_file(program, &root.join("strates"), 0o755)?;
    copy_folder(site, &root.join("srv/site"))?;
    copy_folder(&repo::root().join("content"), &root.join("srv/content"))?;
    let unpacked = settle(root, epoch)?;
    let mut packed = GzEncoder::new(Counter(0), Compression::default());
    each_file(root, |path| {
        io::copy(&mut File::open(path)?, &mut packed)?;
        Ok(())
    })?;
    Ok(Size {
        unpacked,
        compressed: packed.finish()?.0,
        program: program.metadata()?.len(),
    })
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    each_file(from, |path| {
        copy_file(path, &to.join(path.strip_prefix(from)?), 0o644)
    })
}

fn copy_file(from: &Path, to: &Path, mode: u32) -> Result<()> {
    let parent = to.parent().context("a file has a folder")?;
    fs::create_dir_all(parent)?;
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    fs::set_permissions(to, Permissions::from_mode(mode))?;
    Ok(())
}

/// Calls `act` with each file below `folder` that is not hidden, in the order of their names.
fn each_file(folder: &Path, mut act: impl FnMut(&Path) -> Result<()>) -> Result<()> {
    for entry in walk(folder) {
        let entry = entry?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            act(entry.path())?;
        }
    }
    Ok(())
}

fn walk(folder: &Path) -> ignore::Walk {
    let mut walk = WalkBuilder::new(folder);
    // `target` is ignored by Git, and this is in it.
    walk.standard_filters(false).hidden(true);
    walk.sort_by_file_name(Ord::cmp).build()
}

/// Gives everything the same time and every folder the same rights; the bytes of all files.
fn settle(root: &Path, epoch: u64) -> Result<u64> {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(epoch);
    let mut bytes = 0;
    for entry in walk(root) {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            fs::set_permissions(entry.path(), Permissions::from_mode(0o755))?;
        } else {
            bytes += metadata.len();
        }
        File::open(entry.path())?.set_modified(time)?;
    }
    Ok(bytes)
}

/// Counts bytes and forgets them.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_rights_do_not_depend_on_the_machine() {
        let folder = tempfile::tempdir().expect("a folder");
        let from = folder.path().join("from");
        fs::create_dir_all(from.join("a")).expect("a folder");
        fs::write(from.join("a/b"), "12345").expect("a file");
        fs::set_permissions(from.join("a/b"), Permissions::from_mode(0o600)).expect("its rights");
        fs::write(from.join(".hidden"), "1").expect("a file");
        let to = folder.path().join("to");
        copy_folder(&from, &to).expect("a copy");
        assert_eq!(settle(&to, 1_000).expect("its size"), 5);
        let file = to.join("a/b").metadata().expect("the copy");
        assert_eq!(file.permissions().mode() & 0o777, 0o644);
        for path in [to.join("a"), to.join("a/b")] {
            let modified = path.metadata().and_then(|m| m.modified()).expect("a time");
            let since = modified.duration_since(SystemTime::UNIX_EPOCH);
            assert_eq!(since.expect("after 1970").as_secs(), 1_000);
        }
    }
}
