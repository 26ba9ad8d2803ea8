//! From any folder of Markdown to a corpus.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use corpus::{Corpus, problem::Problems};

/// Why a folder cannot be measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("{0}: {1}")]
    Folder(String, io::Error),
    #[error("{0}: is not a folder")]
    NotAFolder(String),
    #[error("{0}: no note in it can be read\n{1}")]
    Notes(String, Problems),
}

/// What documentation in Markdown is called in folders of other tools.
const MARKDOWN: [&str; 3] = ["md", "mdx", "markdown"];

/// Reads a folder as far as it can be read, and says how many problems it has. Where it has no
/// `notes/`, all Markdown in it counts as notes, under the names that notes have: components among
/// the text of `.mdx` are tags that mean nothing here.
pub(crate) fn read(folder: &Path) -> Result<(Corpus, usize), Unreadable> {
    let name = folder.display().to_string();
    let failed = |error| Unreadable::Folder(name.clone(), error);
    let folder = fs::canonicalize(folder).map_err(failed)?;
    if !folder.is_dir() {
        return Err(Unreadable::NotAFolder(name));
    }
    if folder.join("notes").is_dir() {
        return salvaged(&folder, name);
    }
    let course = tempfile::tempdir().map_err(failed)?;
    let notes = course.path().join("notes");
    fs::create_dir(&notes).map_err(failed)?;
    copy_all(&folder, &notes).map_err(failed)?;
    salvaged(course.path(), name)
}

/// Copies the folder's Markdown to another one, as `.md`: links out of a course are not followed.
fn copy_all(folder: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, mut name) = (entry.path(), PathBuf::from(entry.file_name()));
        if name.to_string_lossy().starts_with('.') || name.ends_with("node_modules") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::create_dir(to.join(&name))?;
            copy_all(&path, &to.join(&name))?;
            continue;
        }
        let extension = name.extension().map(|e| e.to_string_lossy().to_lowercase());
        if extension.is_none_or(|extension| !MARKDOWN.contains(&extension.as_str())) {
            continue;
        }
        name.set_extension("md");
        // `a.md` and `a.mdx` are one page to their own tool, too.
        if !to.join(&name).exists() {
            fs::copy(&path, to.join(&name))?;
        }
    }
    Ok(())
}

fn salvaged(folder: &Path, name: String) -> Result<(Corpus, usize), Unreadable> {
    let (corpus, problems) =
        corpus::salvage(folder).map_err(|problems| Unreadable::Notes(name, problems))?;
    Ok((corpus, problems.map_or(0, |problems| problems.0.len())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Unreadable, read};
    use std::fs;

    #[test]
    fn a_folder_without_notes_is_all_notes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("guide")).unwrap();
        fs::write(folder.path().join("guide/a.md"), "# A\n\nTexte.\n").unwrap();
        fs::write(
            folder.path().join("guide/b.MDX"),
            "# B\n\n<Tip>Texte.</Tip>\n",
        )
        .unwrap();
        fs::write(folder.path().join("guide/b.md"), "# B\n\nTexte.\n").unwrap();
        let (corpus, _) = read(folder.path()).unwrap();
        let sources: Vec<&str> = corpus.notes().iter().map(|n| n.source.as_str()).collect();
        assert_eq!(sources, ["notes/guide/a.md", "notes/guide/b.md"]);
    }

    #[test]
    fn a_folder_with_notes_is_a_course() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("notes")).unwrap();
        fs::write(folder.path().join("notes/a.md"), "# A\n\nTexte.\n").unwrap();
        fs::write(folder.path().join("README.md"), "# B\n\nTexte.\n").unwrap();
        let (corpus, _) = read(folder.path()).unwrap();
        assert_eq!(corpus.notes().len(), 1);
    }

    #[test]
    fn a_bad_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        let error = read(&gone).unwrap_err();
        assert!(matches!(error, Unreadable::Folder(..)), "{error}");
        assert!(error.to_string().contains("gone"));
        let error = read(folder.path()).unwrap_err();
        assert!(matches!(error, Unreadable::Notes(..)), "{error}");
        let file = folder.path().join("a.md");
        fs::write(&file, "# A\n").unwrap();
        let error = read(&file).unwrap_err();
        assert!(matches!(error, Unreadable::NotAFolder(..)), "{error}");
    }
}
