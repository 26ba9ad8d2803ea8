//! Reading a file as text.

use std::{fs, io::Read, path::Path};

use super::walk::reason;
use crate::{mojibake, problem::FileFault};

/// Largest note or TOML file, in bytes.
pub(super) const TEXT_LIMIT: u64 = 2_000_000;

/// Reads a UTF-8 file, without its byte order mark, and with lines that end in `\n`.
///
/// # Errors
/// With the line where one is to blame.
pub(super) fn read_text(on_disk: &Path) -> Result<String, (Option<usize>, FileFault)> {
    let bytes = read_bytes(on_disk, TEXT_LIMIT).map_err(|fault| (None, fault))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        (Some(1 + line_feeds(valid)), FileFault::NotUtf8)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n"))
}

/// The first line of a text that another encoding has broken.
pub(super) fn broken_encoding(text: &str) -> Option<(usize, FileFault)> {
    let repair = mojibake::repair(text);
    let fault = FileFault::BrokenEncoding {
        encoding: repair.encoding?,
        lines: repair.broken_lines(),
    };
    Some((repair.first_line()?, fault))
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// When it is larger or cannot be read.
pub(super) fn read_bytes(on_disk: &Path, limit: u64) -> Result<Vec<u8>, FileFault> {
    let unreadable = |error| FileFault::Unreadable {
        reason: reason(&error),
    };
    let mut file = fs::File::open(on_disk).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > limit {
        return Err(FileFault::TooLarge {
            size: size.div_ceil(1000),
            limit: limit / 1000,
        });
    }
    let mut bytes = Vec::new();
    // A file may grow while it is read.
    file.by_ref()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
