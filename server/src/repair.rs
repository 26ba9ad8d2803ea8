//! `strates repair`: restores a file whose UTF-8 was read as another encoding.

use std::{
    ffi::OsString,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, anyhow, ensure};
use corpus::mojibake::{self, Repair, Unsure};

use crate::{check::count, cli};

/// Restores a file, says what was done and lists what is doubtful.
///
/// The result is written beside the file, under its name and `.repaired` (which no content folder
/// takes for a note), or in its place. Where something is doubtful the code is 1. What stands beside
/// the file already may have been corrected by hand since: it is never written over.
///
/// # Errors
/// When the file cannot be read as UTF-8, or the result not be written.
pub fn repair(options: &cli::Repair) -> anyhow::Result<ExitCode> {
    let file = &options.file;
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow!("{}: ce fichier n’est pas en UTF-8", file.display()))?;
    let repair = mojibake::repair(&text);
    let written = match (repair.lines.is_empty(), options.in_place) {
        (true, _) => None,
        (false, true) => Some(replace(file, &repair.text)?),
        (false, false) => Some(write_beside(file, &repair.text)?),
    };
    let mut out = io::stdout().lock();
    write!(out, "{}", report(file, &repair, written.as_deref()))?;
    Ok(match repair.unsure.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn write_beside(file: &Path, text: &str) -> anyhow::Result<PathBuf> {
    let beside = beside(file, ".repaired");
    match fs::File::create_new(&beside) {
        Ok(mut new) => new.write_all(text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let same = fs::read(&beside).is_ok_and(|there| there == text.as_bytes());
            ensure!(
                same,
                "{} existe déjà et contient autre chose\u{a0}: gardez-le sous un autre nom, ou \
                 supprimez-le",
                beside.display()
            );
            Ok(())
        }
        Err(error) => Err(error),
    }
    .with_context(|| beside.display().to_string())?;
    Ok(beside)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

/// Puts `text` in the place of the file, whole or not at all, through whatever link leads there.
fn replace(file: &Path, text: &str) -> anyhow::Result<PathBuf> {
    let context = || file.display().to_string();
    let real = fs::canonicalize(file).with_context(context)?;
    let permissions = fs::metadata(&real).with_context(context)?.permissions();
    // A name of its own: nobody has made anything by hand under it.
    let beside = beside(&real, ".repairing");
    fs::write(&beside, text).with_context(context)?;
    fs::set_permissions(&beside, permissions).with_context(context)?;
    fs::rename(&beside, &real).with_context(context)?;
    Ok(file.to_owned())
}

/// What is said about a repair, whose result went to `written`.
fn report(file: &Path, repair: &Repair, written: Option<&Path>) -> String {
    let name = file.display();
    let encoding = repair.encoding.map(|encoding| encoding.to_string());
    let likely = encoding.unwrap_or_default();
    let mut text = match written {
        None if repair.is_healthy() => format!("{name} : rien à réparer\n"),
        None => format!("{name} : rien de certain à réparer ({likely})\n"),
        Some(written) => format!(
            "{name} : {} ({}), de l’UTF-8 lu comme du {likely} ; écrit dans {}\n",
            agree(repair.lines.len(), "ligne", "réparée"),
            ranges(&repair.lines),
            written.display(),
        ),
    };
    if !repair.unsure.is_empty() {
        let places = count(repair.unsure.len(), "endroit");
        text += &format!("{places} à corriger à la main :\n");
    }
    for unsure in &repair.unsure {
        text += &format!("{name}:{}: {}\n", unsure.line, choice(unsure));
    }
    text
}

fn choice(unsure: &Unsure) -> String {
    let candidates: Vec<String> = unsure.candidates.iter().map(char::to_string).collect();
    format!(
        "« {} » : peut-être {}",
        unsure.found,
        candidates.join(" ou ")
    )
}

/// `1 ligne réparée`, `2 lignes réparées`.
fn agree(n: usize, what: &str, how: &str) -> String {
    let ending = if n > 1 { "s" } else { "" };
    format!("{} {how}{ending}", count(n, what))
}

/// Line numbers in short: `1-3, 7`.
fn ranges(lines: &[usize]) -> String {
    let runs = lines.chunk_by(|a, b| a + 1 == *b);
    let range = |run: &[usize]| match run {
        [first, .., last] => format!("{first}-{last}"),
        _ => run.iter().map(usize::to_string).collect(),
    };
    runs.map(range).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const BROKEN: &str = "# DÃ©jÃ\u{a0} vu\r\nascii\r\nl’été\r\nlâ€™Ã©tÃ©\r\n";
    const RESTORED: &str = "# Déjà vu\r\nascii\r\nl’été\r\nl’été\r\n";

    fn run(name: &str, content: &str, in_place: bool) -> (tempfile::TempDir, ExitCode) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        fs::write(&file, content).unwrap();
        let code = repair(&cli::Repair { file, in_place }).unwrap();
        (folder, code)
    }

    #[test]
    fn the_result_stands_beside_the_original() {
        let (folder, code) = run("note.md", BROKEN, false);
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(code, ExitCode::SUCCESS);
        assert_eq!(read("note.md"), BROKEN);
        assert_eq!(read("note.md.repaired"), RESTORED);
    }

    #[test]
    fn the_original_is_replaced_when_asked_for() {
        let (folder, code) = run("note.md", "DÃ©jÃ\u{a0} ğŸ” vu", true);
        assert_eq!(code, ExitCode::FAILURE, "a byte is missing");
        let files: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(files.len(), 1);
        let text = fs::read_to_string(folder.path().join("note.md")).unwrap();
        assert_eq!(text, "Déjà ğŸ” vu");
    }

    #[test]
    fn what_was_corrected_by_hand_is_never_written_over() {
        let (folder, _) = run("note.md", BROKEN, false);
        let beside = folder.path().join("note.md.repaired");
        let again = |in_place| {
            let file = folder.path().join("note.md");
            repair(&cli::Repair { file, in_place })
        };
        assert!(again(false).is_ok(), "the same bytes");
        fs::write(&beside, "corrigé à la main").unwrap();
        let told = again(false).unwrap_err().to_string();
        assert!(told.contains("note.md.repaired existe déjà"), "{told}");
        assert!(again(true).is_ok(), "the file itself is another matter");
        assert_eq!(fs::read_to_string(&beside).unwrap(), "corrigé à la main");
    }

    #[test]
    fn nothing_is_written_for_a_healthy_file() {
        for in_place in [true, false] {
            let (folder, code) = run("note.md", RESTORED, in_place);
            assert_eq!(code, ExitCode::SUCCESS);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn the_report_names_lines_and_doubts() {
        let repair = mojibake::repair("DÃ©jÃ ğŸ”\nl’été\nÃ©tÃ©\nÃ©tÃ©");
        let text = report(Path::new("a.md"), &repair, Some(Path::new("a.md.repaired")));
        let (first, rest) = text.split_once('\n').unwrap();
        assert_eq!(
            first,
            "a.md : 3 lignes réparées (1, 3-4), de l’UTF-8 lu comme du Windows-1254 ; \
             écrit dans a.md.repaired"
        );
        assert!(rest.starts_with("2 endroits à corriger à la main :\na.md:1: « Ã » : peut-être"));
        assert!(rest.contains("\na.md:1: « ğŸ” » :"), "{rest}");
        assert!(rest.contains(" ou 🔝"), "{rest}");
    }
}
