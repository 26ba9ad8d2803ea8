//! What a box of a comparison's form costs in a browser: a table of the course, and one that is
//! larger than any teacher writes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use tempfile::TempDir;

use super::browser::run_script;
use super::pages::Pages;
use super::quiet_server;
use crate::server::Server;

/// Criteria and subjects of the large table.
const LARGE: (usize, usize) = (200, 8);
/// Criteria in one of its groups.
const GROUP: usize = 20;

/// Milliseconds on a processor that is four times slower.
const TARGET_MS: &str = "16";
const LARGE_TARGET_MS: &str = "50";

/// Ticks boxes of the largest table of the course and of the large one.
pub(super) fn measure(server: &Server, pages: &Pages) -> Result<()> {
    let folder = large_course()?;
    let mut command = quiet_server();
    command.env("STRATES_CONTENT", folder.path());
    let large = Server::start_anywhere(command)?;
    let course = format!("{}{}", server.url(), pages.comparison);
    let large_table = format!("{}/comparer/grande", large.url());
    run_script(
        "Tick boxes of comparisons",
        "toggle.mjs",
        &[&course, TARGET_MS, &large_table, LARGE_TARGET_MS],
    )
}

/// A folder of notes with one note and one large comparison.
fn large_course() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), "notes/note.md", "# Une note\n\nDu texte.\n")?;
    let table = comparison(LARGE.0, LARGE.1);
    write(folder.path(), "comparisons/grande.toml", &table)?;
    Ok(folder)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, text)?)
}

/// A comparison with as much text in its cells as those of the course; every fifth row says the
/// same of all subjects.
fn comparison(criteria: usize, subjects: usize) -> String {
    let mut toml = "title = \"Une grande comparaison\"\n".to_owned();
    for subject in 0..subjects {
        // A String takes everything.
        let _ = write!(
            toml,
            "\n[[subjects]]\nid = \"s{subject}\"\nname = \"Sujet {subject}\"\n"
        );
    }
    for criterion in 0..criteria {
        if criterion % GROUP == 0 {
            let group = criterion / GROUP;
            let _ = write!(toml, "\n[[groups]]\nname = \"Groupe {group}\"\n");
        }
        let _ = write!(
            toml,
            "\n[[groups.criteria]]\nid = \"c{criterion}\"\nname = \"Critère {criterion}\"\n\
             help = \"Ce que ce critère veut dire.\"\n\
             scale = [\"faible\", \"moyen\", \"élevé\"]\nbetter = \"high\"\n[groups.criteria.cells]\n"
        );
        for subject in 0..subjects {
            let (said, level) = match criterion % 5 {
                0 => (0, 0),
                _ => (subject, (criterion + subject) % 3),
            };
            let level = ["faible", "moyen", "élevé"][level];
            let _ = writeln!(
                toml,
                "s{subject} = {{ text = \"Ce que **l'on sait** du cas {said}, en une phrase ou deux.\", level = \"{level}\" }}"
            );
        }
    }
    toml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_large_table_has_its_size() {
        let toml = comparison(LARGE.0, LARGE.1);
        assert_eq!(toml.matches("[[groups.criteria]]").count(), 200);
        assert_eq!(toml.matches("[[groups]]").count(), 10);
        assert_eq!(toml.matches(", level = ").count(), 1600);
    }
}
