//! Addresses as authors write them: cut, decoded, and seen from a folder.

use percent_encoding::percent_decode_str;

/// A link, cut at `?` and `#`, decoded.
pub(super) struct Parts {
    pub(super) path: String,
    /// With its `?`, as written.
    pub(super) query: String,
    /// Without its `#`.
    pub(super) anchor: Option<String>,
}

impl Parts {
    pub(super) fn of(dest: &str) -> Self {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (rest, anchor) = match dest.split_once('#') {
            Some((rest, anchor)) => (rest, Some(decoded(anchor))),
            None => (dest, None),
        };
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        Self {
            path: decoded(path),
            query: query.to_owned(),
            anchor,
        }
    }
}

/// `path` seen from the folder `base`, without `.` and `..`; `None` where it leaves the content.
pub(super) fn join(base: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in base.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// How one writes the file `to` in a file of the folder `from`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<_> = from.split('/').filter(|name| !name.is_empty()).collect();
    let to: Vec<_> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..");
    up.chain(to[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
