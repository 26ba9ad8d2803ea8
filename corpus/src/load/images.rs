//! The images that notes show: read when the first one asks.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{address::join, root::Root, text::read_bytes};
use crate::{
    markdown::Image,
    media::{Media, MediaKind},
    problem::Fault,
};

/// Largest image, in bytes: a lecture hall's Wi-Fi has to carry it.
const IMAGE_LIMIT: u64 = 5_000_000;

/// What a path may hold in a URL as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// The images read so far, by path relative to the content folder.
#[derive(Debug)]
pub(super) struct Images {
    root: Root,
    read: Mutex<BTreeMap<String, Media>>,
}

impl Images {
    /// No image yet; they lie in `root`.
    pub(super) fn new(root: Root) -> Self {
        Self {
            root,
            read: Mutex::default(),
        }
    }

    /// The image that `dest` means in a file of the folder `base`.
    ///
    /// # Errors
    /// When there is none, or it is of a kind that is not served, or too large.
    pub(super) fn find(&self, base: &str, dest: &str) -> Result<Image, Fault> {
        let base = if dest.starts_with('/') { "" } else { base };
        let path = join(base, dest)
            .filter(|path| !path.split('/').any(|segment| segment.starts_with('.')))
            .ok_or_else(|| missing(dest))?;
        let src = format!("/media/{}", utf8_percent_encode(&path, PATH));
        if let Some(media) = self.lock().get(&path) {
            let size = media.size;
            return Ok(Image { src, size });
        }
        let media = self.read(&path, dest)?;
        let size = media.size;
        self.lock().insert(path, media);
        Ok(Image { src, size })
    }

    /// All images that were asked for.
    pub(super) fn into_media(self) -> BTreeMap<String, Media> {
        self.read
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, path: &str, dest: &str) -> Result<Media, Fault> {
        let on_disk = self.root.on_disk(path);
        if !on_disk.is_file() {
            return Err(missing(dest));
        }
        self.root.encloses(&on_disk)?;
        let wrong = || Fault::ImageType {
            dest: dest.to_owned(),
        };
        let kind = MediaKind::of_name(path).ok_or_else(wrong)?;
        Media::new(kind, read_bytes(&on_disk, IMAGE_LIMIT)?).ok_or_else(wrong)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Media>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn missing(dest: &str) -> Fault {
    Fault::MissingImage {
        dest: dest.to_owned(),
    }
}
