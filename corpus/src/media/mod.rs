//! The files that stand beside the notes: images they show, files they link to.

mod file_kind;

use std::sync::Arc;

pub use file_kind::FileKind;

/// A file, as it is on disk.
#[derive(Clone, Debug)]
pub struct Media {
    /// What it is.
    pub kind: MediaKind,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Width and height in pixels, where they can be read.
    pub size: Option<(u32, u32)>,
}

/// The kinds of file that are served.
///
/// An SVG file can hold scripts. They do not run where it stands in an `<img>`; whoever serves
/// media must send `Content-Security-Policy: sandbox` so that they do not run elsewhere either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
    /// AV1.
    Avif,
    /// GIF.
    Gif,
    /// Scalable Vector Graphics.
    Svg,
    /// A file to link to, and no image.
    File(&'static FileKind),
}

impl MediaKind {
    /// What a file name announces, by its extension; for a few files, by all of it.
    pub fn of_name(name: &str) -> Option<Self> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        Some(match extension.to_ascii_lowercase().as_str() {
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "gif" => Self::Gif,
            "svg" => Self::Svg,
            _ => Self::File(FileKind::of_name(name)?),
        })
    }

    /// Whether pages can show it.
    pub fn is_image(self) -> bool {
        !matches!(self, Self::File(_))
    }

    /// Whether browsers are to save it, instead of showing it.
    pub fn is_saved(self) -> bool {
        matches!(self, Self::File(kind) if kind.is_saved())
    }

    /// The media type, for `Content-Type`.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
            Self::File(kind) => kind.mime(),
        }
    }

    /// Largest file, in bytes: a lecture hall's Wi-Fi has to carry images with their page, and all
    /// that is served is kept in memory.
    pub(crate) fn limit(self) -> u64 {
        match self {
            Self::File(kind) => kind.limit(),
            _ => 5_000_000,
        }
    }
}

impl Media {
    /// Takes a file whose name announces `kind`; `None` where its content is something else.
    pub(crate) fn new(kind: MediaKind, bytes: Vec<u8>) -> Option<Self> {
        let size = match kind {
            MediaKind::File(file) => {
                file.is_it(&bytes).then_some(())?;
                None
            }
            MediaKind::Svg => {
                std::str::from_utf8(&bytes).ok()?.find("<svg")?;
                None
            }
            _ => {
                (sniff(&bytes)? == kind).then_some(())?;
                dimensions(&bytes)
            }
        };
        let bytes = bytes.into();
        Some(Self { kind, bytes, size })
    }
}

fn sniff(bytes: &[u8]) -> Option<MediaKind> {
    use imagesize::{Compression, ImageType};
    Some(match imagesize::image_type(bytes).ok()? {
        ImageType::Png => MediaKind::Png,
        ImageType::Jpeg => MediaKind::Jpeg,
        ImageType::Webp => MediaKind::Webp,
        ImageType::Gif => MediaKind::Gif,
        ImageType::Heif(Compression::Av1) => MediaKind::Avif,
        _ => return None,
    })
}

fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}
