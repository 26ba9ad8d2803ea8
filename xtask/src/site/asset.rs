//! A file named after its content, with its compressed forms beside it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use xxhash_rust::xxh3::xxh3_64;

/// The endings of the files worth compressing.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Beyond this many bytes, which only a debug build reaches, the best compression is too slow.
const LARGE: usize = 1 << 20;

/// A file for `assets/`, which never changes: another content has another name.
pub(super) struct Asset {
    /// `name-hash.ext`
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Asset {
    pub(super) fn new(stem: &str, ext: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: format!("{stem}-{:016x}.{ext}", xxh3_64(&bytes)),
            bytes,
        }
    }

    /// The path under which the server offers it.
    pub(super) fn url(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

/// Writes `bytes` and their compressed forms, unless they are there already; true if they were not.
///
/// A reader sees a file whole or not at all, and never a compressed form of another content.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<bool> {
    let compressed = compressed_paths(path);
    if compressed.iter().all(|path| path.exists()) && fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let [br, gz] = compressed.as_slice() {
        write_whole(br, &brotli(bytes)?)?;
        write_whole(gz, &gzip(bytes)?)?;
    }
    write_whole(path, bytes)?;
    Ok(true)
}

/// The `.br` and `.gz` beside a file, or nothing where compression would gain nothing.
pub(super) fn compressed_paths(path: &Path) -> Vec<std::path::PathBuf> {
    let compressible = |ext: &std::ffi::OsStr| COMPRESSIBLE.iter().any(|known| ext == *known);
    if !path.extension().is_some_and(compressible) {
        return Vec::new();
    }
    ["br", "gz"]
        .map(|ext| path.with_added_extension(ext))
        .into()
}

/// Writes a file so that a reader sees the old content or the new one, never a part.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_added_extension("part");
    fs::write(&part, bytes)
        .and_then(|()| fs::rename(&part, path))
        .with_context(|| format!("writing {}", path.display()))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let quality = if bytes.len() > LARGE { 4 } else { 11 };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        let asset = |text: &str| Asset::new("boot", "js", text.into());
        assert_eq!(asset("a").url(), asset("a").url());
        assert_ne!(asset("a").url(), asset("b").url());
        assert!(asset("a").url().starts_with("/assets/boot-"));
    }

    #[test]
    fn a_compressed_form_holds_the_same_bytes() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.css");
        let text = b"a{color:red}".repeat(50);
        assert!(write(&path, &text).expect("written"));

        let mut unzipped = Vec::new();
        let gz = fs::File::open(dir.path().join("a.css.gz")).expect("a .gz");
        flate2::read::GzDecoder::new(gz)
            .read_to_end(&mut unzipped)
            .expect("gzip");
        assert_eq!(unzipped, text);
        let mut unpacked = Vec::new();
        let br = fs::read(dir.path().join("a.css.br")).expect("a .br");
        brotli::BrotliDecompress(&mut &br[..], &mut unpacked).expect("brotli");
        assert_eq!(unpacked, text);
    }

    #[test]
    fn the_same_content_is_not_written_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.png");
        assert!(write(&path, b"1").expect("written"));
        assert!(!write(&path, b"1").expect("kept"));
        assert!(write(&path, b"2").expect("replaced"));
        assert_eq!(
            fs::read_dir(dir.path()).expect("a folder").count(),
            1,
            "a .png is not compressed"
        );
    }
}
