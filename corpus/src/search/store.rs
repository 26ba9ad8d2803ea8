//! Indexes kept on disk, so that many servers of one course make it once.
//!
//! ```text
//! DIR/index-0123456789abcdef/     one for each content and each version of this code
//!     meta.json, …                tantivy's files, with a checksum each; mapped, not read
//!     notes                       words and pages, with a checksum
//! DIR/.index-…/                   one that is being made
//! ```
//!
//! An index appears whole under its name, and never changes after that: servers may share a folder
//! that only one of them can write to. The name is a hash of all that goes into the index, so that
//! an old index is never taken for a new one, and old and new servers do with one folder.

use std::{
    fs,
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use tantivy::{
    Directory, TantivyError,
    directory::{
        DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenReadError, OpenWriteError},
    },
};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    Corpus,
    search::{
        Index,
        documents::{self, Document},
        fields::{self, Notes, Opened},
        scope::Parts,
    },
};

/// What decides how documents are indexed: a hash of this crate and of what it is built with. It
/// changes oftener than need be; making an index is quick, taking an old one for a new one is wrong.
const CODE: &str = env!("CORPUS_CODE");
/// Names of folders begin so.
const PREFIX: &str = "index-";
/// And those of folders in which one is being made.
const DRAFT: &str = ".index-";
/// The file beside tantivy's.
const NOTES: &str = "notes";
/// Indexes of other contents and versions that are kept: servers of the version before may start
/// again while a new one is rolled out.
const OTHERS: usize = 3;
/// A folder that is still being made after this time will not be finished.
const ABANDONED: Duration = Duration::from_hours(1);

/// Where an index came from.
#[derive(Debug)]
pub enum Origin {
    /// It was there already.
    Opened,
    /// It was made, and will be there next time.
    Made,
    /// It was there but damaged, as said, and was made again.
    Repaired(String),
}

/// No index could be made for lasting use.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none yet, and the folder takes none.
    #[error(
        "cannot keep a search index in {}: {cause}{}; give a folder that can be written to, or let `strates index` with the same content and version make it beforehand",
        folder.display(), said(*others)
    )]
    Unwritable {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        cause: io::Error,
        /// How many indexes it holds of other contents or versions.
        others: usize,
    },
    /// Indexing itself failed.
    #[error("cannot make the search index")]
    Index(#[from] TantivyError),
}

fn said(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!(" (it holds {count} of another content or version of Strates)"),
    }
}

impl Index {
    /// Opens the index of `corpus` in `folder`, or makes it there first.
    ///
    /// # Errors
    /// [`StoreError`] where there is none, or a damaged one, and none can be written.
    pub fn keep(corpus: &Corpus, folder: &Path) -> Result<(Self, Origin), StoreError> {
        let parts = Parts::of(corpus);
        let documents = documents::documents(corpus, &parts);
        let place = folder.join(name(&documents));
        let damage = match read(&place) {
            Ok(opened) => return Ok((Self::new(corpus, parts, documents, opened), Origin::Opened)),
            Err(_) if !place.exists() => None,
            Err(damage) => Some(damage.to_string()),
        };
        let unwritable = |cause| StoreError::Unwritable {
            folder: folder.to_owned(),
            cause,
            others: indexes(folder).len() - usize::from(damage.is_some()),
        };
        make(&documents, &place).map_err(|error| match error {
            TantivyError::IoError(cause) => {
                unwritable(Arc::try_unwrap(cause).unwrap_or_else(|shared| shared.kind().into()))
            }
            other => StoreError::Index(other),
        })?;
        let opened = read(&place)?;
        prune(folder, &place);
        let origin = damage.map_or(Origin::Made, Origin::Repaired);
        Ok((Self::new(corpus, parts, documents, opened), origin))
    }
}

/// What the index of these documents is called.
fn name(documents: &[Document]) -> String {
    let mut hash = Xxh3::new();
    CODE.hash(&mut hash);
    documents.hash(&mut hash);
    format!("{PREFIX}{:016x}", hash.finish())
}

/// Opens the index in `place`, after looking at all of it once.
fn read(place: &Path) -> Result<Opened, TantivyError> {
    let index = tantivy::Index::open(ReadOnly(MmapDirectory::open(place)?))?;
    if let Some(damaged) = index.validate_checksum()?.iter().next() {
        let said = format!("{} is damaged", place.join(damaged).display());
        return Err(TantivyError::SystemError(said));
    }
    let notes = read_notes(&place.join(NOTES))?;
    fields::open(&index, notes)
}

fn read_notes(path: &Path) -> Result<Notes, TantivyError> {
    let damaged = || TantivyError::SystemError(format!("{} is damaged", path.display()));
    let bytes = fs::read(path)?;
    let (checksum, bytes) = bytes.split_first_chunk().ok_or_else(damaged)?;
    if u64::from_le_bytes(*checksum) != xxh3_64(bytes) {
        return Err(damaged());
    }
    postcard::from_bytes(bytes).map_err(|_| damaged())
}

fn write_notes(path: &Path, notes: &Notes) -> Result<(), TantivyError> {
    let written = postcard::to_stdvec(notes);
    let written = written.map_err(|error| TantivyError::InternalError(error.to_string()))?;
    let checksum = xxh3_64(&written).to_le_bytes();
    Ok(fs::write(path, [&checksum, &*written].concat())?)
}

/// Makes an index beside `place` and puts it there. Where another process was faster, its index
/// stays: it is the same.
fn make(documents: &[Document], place: &Path) -> Result<(), TantivyError> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder)?;
    let draft = tempfile::Builder::new().prefix(DRAFT).tempdir_in(folder)?;
    // One folder further in: the outer one is for this process alone, others are to read the inner.
    let inner = draft.path().join(NOTES);
    fs::create_dir(&inner)?;
    fill(documents, &inner)?;
    match fs::rename(&inner, place) {
        Err(_) if read(place).is_ok() => Ok(()),
        Err(_) if place.exists() => {
            fs::remove_dir_all(place)?;
            Ok(fs::rename(&inner, place)?)
        }
        done => Ok(done?),
    }
}

fn fill(documents: &[Document], draft: &Path) -> Result<(), TantivyError> {
    let written = fields::write(documents, Box::new(MmapDirectory::open(draft)?))?;
    write_notes(&draft.join(NOTES), &written.notes)
}

/// Removes what nobody will open any more. What cannot be removed stays.
fn prune(folder: &Path, current: &Path) {
    let mut others = indexes(folder);
    others.retain(|(_, path)| path != current);
    others.sort_by(|a, b| b.cmp(a));
    let old = others.into_iter().skip(OTHERS).map(|(_, path)| path);
    let left = entries(folder, DRAFT);
    let left = left.filter(|(made, _)| made.elapsed().is_ok_and(|age| age > ABANDONED));
    for path in old.chain(left.map(|(_, path)| path)) {
        let _ = fs::remove_dir_all(path);
    }
}

/// The indexes in a folder, and when they were made.
fn indexes(folder: &Path) -> Vec<(SystemTime, PathBuf)> {
    entries(folder, PREFIX).collect()
}

fn entries(folder: &Path, prefix: &str) -> impl Iterator<Item = (SystemTime, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(move |entry| {
        let named = entry.file_name().to_string_lossy().starts_with(prefix);
        let made = entry.metadata().ok()?.modified().ok()?;
        named.then(|| (made, entry.path()))
    })
}

/// A folder that is only read. Tantivy writes a lock before it reads, against writers that might
/// delete files meanwhile; here nobody changes an index, and the folder may refuse the lock.
#[derive(Clone, Debug)]
struct ReadOnly(MmapDirectory);

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }
}

fn refused() -> io::Error {
    io::ErrorKind::ReadOnlyFilesystem.into()
}
