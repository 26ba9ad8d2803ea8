//! The images that notes show and the files they link to: read when the first one asks.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use walkdir::WalkDir;

use super::{
    address::{join, relative},
    names::split,
    near::nearest_by,
    root::Root,
    text::read_bytes,
    walk::is_skipped,
};
use crate::{
    markdown::Image,
    media::{Media, MediaKind},
    problem::{Fault, MediaFault},
};

/// Largest sum of all files, in bytes: they are kept in memory.
const TOTAL_LIMIT: usize = 80_000_000;

/// Most files that are looked through for one that an author may have meant.
const MOST_LOOKED_AT: usize = 20_000;

/// What a path may hold in a URL as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// The files read so far, by path relative to the content folder.
#[derive(Debug)]
pub(super) struct Files {
    root: Root,
    read: Mutex<BTreeMap<String, Media>>,
    /// The paths of all files that could be served, once somebody asks.
    known: OnceLock<Vec<String>>,
}

/// Why a file is not served.
enum Refusal {
    /// There is none.
    Missing,
    /// It is of no kind that is served, or its content is not what its name says.
    Kind,
    /// Something else.
    Other(Fault),
}

impl Files {
    /// No file yet; they lie in `root`.
    pub(super) fn new(root: Root) -> Self {
        Self {
            root,
            read: Mutex::default(),
            known: OnceLock::new(),
        }
    }

    /// The image that `dest` means in a file of the folder `base`.
    ///
    /// # Errors
    /// When there is none, or it is of a kind that is not served, or too large.
    pub(super) fn image(&self, base: &str, dest: &str) -> Result<Image, Fault> {
        let written = || dest.to_owned();
        self.find(base, dest, MediaKind::is_image)
            .map_err(|refusal| match refusal {
                Refusal::Missing => MediaFault::MissingImage {
                    dest: written(),
                    nearest: self.nearest(base, dest, MediaKind::is_image),
                }
                .into(),
                Refusal::Kind => MediaFault::ImageType { dest: written() }.into(),
                Refusal::Other(fault) => fault,
            })
    }

    /// The URL of the file that a link to `dest` means in a file of the folder `base`; `None` where
    /// there is none.
    ///
    /// # Errors
    /// When it is of a kind that is not served, or too large.
    pub(super) fn link(&self, base: &str, dest: &str) -> Result<Option<String>, Fault> {
        match self.find(base, dest, |_| true) {
            Ok(image) => Ok(Some(image.src)),
            Err(Refusal::Missing) => Ok(None),
            Err(Refusal::Kind) => {
                let dest = dest.to_owned();
                Err(MediaFault::FileType { dest }.into())
            }
            Err(Refusal::Other(fault)) => Err(fault),
        }
    }

    /// How one would write, in a file of the folder `base`, the file that `dest` seems to mean: one of
    /// the same name elsewhere, or else one of nearly the same name.
    pub(super) fn nearest(
        &self,
        base: &str,
        dest: &str,
        may_be: impl Fn(MediaKind) -> bool,
    ) -> Option<String> {
        let wanted = split(dest).1;
        let known = self.known.get_or_init(|| self.look_around());
        let known = known.iter().map(String::as_str);
        let known = known.filter(|path| MediaKind::of_name(path).is_some_and(&may_be));
        let known: Vec<&str> = known.collect();
        let same = known.iter().copied().filter(|path| {
            let name = split(path).1;
            name.to_lowercase() == wanted.to_lowercase()
        });
        let place = join(base, dest).unwrap_or_default();
        let same = same.min_by_key(|path| strsim::osa_distance(path, &place));
        let found = same.or_else(|| nearest_by(wanted, known, |path| split(path).1))?;
        Some(relative(base, found))
    }

    /// All files that were asked for.
    pub(super) fn into_media(self) -> BTreeMap<String, Media> {
        self.read
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn find(
        &self,
        base: &str,
        dest: &str,
        may_be: impl Fn(MediaKind) -> bool,
    ) -> Result<Image, Refusal> {
        let base = if dest.starts_with('/') { "" } else { base };
        let path = join(base, dest)
            .filter(|path| !path.split('/').any(|segment| segment.starts_with('.')))
            .ok_or(Refusal::Missing)?;
        let src = format!("/media/{}", utf8_percent_encode(&path, PATH));
        let known = self.lock().get(&path).map(|media| (media.kind, media.size));
        let (kind, size) = match known {
            Some(known) => known,
            None => self.read(&path, dest)?,
        };
        match may_be(kind) {
            true => Ok(Image { src, size }),
            false => Err(Refusal::Kind),
        }
    }

    fn read(&self, path: &str, dest: &str) -> Result<(MediaKind, Option<(u32, u32)>), Refusal> {
        let on_disk = self.root.on_disk(path);
        if !on_disk.is_file() {
            return Err(Refusal::Missing);
        }
        self.root
            .encloses(&on_disk)
            .map_err(|fault| Refusal::Other(fault.into()))?;
        let kind = MediaKind::of_name(path).ok_or(Refusal::Kind)?;
        let bytes =
            read_bytes(&on_disk, kind.limit()).map_err(|fault| Refusal::Other(fault.into()))?;
        let media = Media::new(kind, bytes).ok_or(Refusal::Kind)?;
        let (kind, size) = (media.kind, media.size);
        let mut read = self.lock();
        read.insert(path.to_owned(), media);
        let total: usize = read.values().map(|media| media.bytes.len()).sum();
        if total <= TOTAL_LIMIT {
            return Ok((kind, size));
        }
        read.remove(path);
        Err(Refusal::Other(
            MediaFault::TooMuch {
                dest: dest.to_owned(),
                limit: TOTAL_LIMIT / 1_000_000,
            }
            .into(),
        ))
    }

    fn look_around(&self) -> Vec<String> {
        let entries = WalkDir::new(self.root.on_disk(""))
            .sort_by_file_name()
            .into_iter();
        let seen = entries.filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry));
        let files = seen.flatten().filter(|entry| entry.path().is_file());
        let inside = files.map(|entry| self.root.relative(entry.path()));
        let known = inside.filter(|path| MediaKind::of_name(path).is_some());
        known.take(MOST_LOOKED_AT).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Media>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
