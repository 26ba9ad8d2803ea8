//! What the name of a file says: its slug, and a title where the author gave none.

use crate::{Slug, markdown, problem::FileFault};

/// Whether a file name is that of its folder's own note.
pub(super) fn is_index(name: &str) -> bool {
    let stem = name.to_ascii_lowercase();
    matches!(stem.as_str(), "_index.md" | "index.md" | "readme.md")
}

/// The folder a path lies in, and its last segment.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The part of a path that tells it from others: the file's name without its extension, the
/// folder's for an index file.
pub(super) fn own(path: &str) -> &str {
    let (folder, name) = split(path.trim_end_matches('/'));
    match is_index(name) {
        true => split(folder).1,
        false => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
    }
}

/// The slug of a file, given its path below the folder of its kind (`a/b.md`).
///
/// # Errors
/// When a segment has neither letter nor digit.
pub(super) fn slug_of(path: &str) -> Result<Slug, FileFault> {
    let (folder, name) = split(path);
    let stem = match is_index(name) {
        true => None,
        false => Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
    };
    let segments = folder.split('/').filter(|segment| !segment.is_empty());
    let slugs: Result<Vec<String>, FileFault> = segments.chain(stem).map(segment).collect();
    Ok(Slug::new(slugs?.join("/")))
}

/// A title made of a file or folder name: `02-kubernetes_avance` reads "Kubernetes avance".
pub(super) fn readable(name: &str) -> String {
    let separators = ['-', '_', '.', ' '];
    let digits = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match digits.strip_prefix(separators) {
        Some(rest) if !rest.is_empty() => rest,
        _ => name,
    };
    let words: Vec<&str> = bare
        .split(['-', '_', ' '])
        .filter(|w| !w.is_empty())
        .collect();
    let text = words.join(" ");
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn segment(name: &str) -> Result<String, FileFault> {
    let slug = markdown::slug(name);
    match slug.is_empty() {
        false => Ok(slug),
        true => Err(FileFault::NamelessFile {
            name: name.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_index, readable};

    #[test]
    fn a_folder_name_reads_as_a_title() {
        assert_eq!(readable("02-kubernetes_avance"), "Kubernetes avance");
        assert_eq!(readable("états"), "États");
        assert_eq!(readable("2024"), "2024");
        assert_eq!(readable("3d-modeles"), "3d modeles");
    }

    #[test]
    fn index_files_are_known_in_any_case() {
        assert!(is_index("README.md") && is_index("_index.md") && is_index("Index.MD"));
        assert!(!is_index("indexation.md"));
    }
}
