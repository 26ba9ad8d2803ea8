//! A folder of search indexes that is damaged, or takes no more.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::content::{accepts, logged};
use super::load::Load;
use super::process::Start;
use super::stage::{Stage, add};

const OPENED: &str = "strates_search_indexes_total{outcome=\"opened\"}";
const REPAIRED: &str = "strates_search_indexes_total{outcome=\"repaired\"}";
const IN_MEMORY: &str = "strates_search_indexes_total{outcome=\"memory\"}";

/// The notes have a folder of their own: servers look whether what lies beside them changes, and read
/// everything anew, the index too.
const APART: &str = "course/content";

/// What is done to the bytes of a file.
type Damage = fn(&mut Vec<u8>);

/// One server goes on reading; another one starts on each kind of damage, makes the index again,
/// and says so; the next one finds it whole.
pub(super) fn damaged(stage: &Stage) -> Result<String> {
    let content = stage.course(APART)?;
    let folder = shelf(stage)?;
    let start = || start(stage, &content, &folder);
    let mut reads = start()?.run()?;
    // A server that watches reads everything once more when it has started.
    reads.grows(OPENED, 0.0)?;
    let load = Load::on(reads.addr);
    let kinds: [(&str, Damage); 3] = [
        ("cut short", |bytes| bytes.truncate(bytes.len() / 2)),
        ("with bytes flipped", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle..]
                .iter_mut()
                .take(16)
                .for_each(|byte| *byte ^= 0xff);
        }),
        ("empty", Vec::clear),
    ];
    for (what, damage) in kinds {
        for name in [Some("notes"), None] {
            let file = victim(&folder, name)?;
            spoil(&file, damage)?;
            let again = start()?.run()?;
            let name = file.file_name().unwrap_or_default().display().to_string();
            ensure!(
                again.metric(REPAIRED)? == 1.0,
                "the index, {name} {what}, was not made again: {}",
                again.log()
            );
            logged(&again, "search index made again")?;
            logged(&again, &name)?;
            again.finds()?;
            again.grows(OPENED, 0.0)?;
        }
    }
    let whole = start()?.run()?;
    ensure!(
        whole.metric(REPAIRED)? == 0.0,
        "the index is not whole again"
    );
    reads.lives()?;
    Ok(load.end()?.to_string())
}

/// The folder takes no more indexes: who has read the notes before goes on and takes new ones, who
/// starts on the same notes opens what is there, and who starts on others ends and says why.
pub(super) fn unwritable(stage: &Stage) -> Result<String> {
    let content = stage.course(APART)?;
    let folder = shelf(stage)?;
    let start = || start(stage, &content, &folder);
    let server = start()?.run()?;
    server.grows(OPENED, 0.0)?;
    let load = Load::on(server.addr);
    allow(&folder, 0o555)?;
    let reads = start()?.run()?;
    ensure!(reads.metric(OPENED)? > 0.0, "the index was not opened");
    accepts(&server, || add(&content, "De nouvelles notes."))?;
    ensure!(server.metric(IN_MEMORY)? > 0.0, "no index in memory");
    logged(&server, "search index in memory")?;
    server.finds()?;
    let told = match start()?.run() {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    ensure!(
        told.contains("cannot keep a search index") && told.contains("strates index"),
        "a server that can keep no index does not say so: {told}"
    );
    Ok(load.end()?.to_string())
}

/// A folder for indexes that anybody may write to: the server may run as somebody else.
fn shelf(stage: &Stage) -> Result<PathBuf> {
    let folder = stage.path("indexes");
    fs::create_dir(&folder)?;
    allow(&folder, 0o777)?;
    Ok(folder)
}

fn allow(path: &Path, mode: u32) -> Result<()> {
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

/// A server with its indexes there.
fn start(stage: &Stage, content: &Path, folder: &Path) -> Result<Start> {
    let start = Start::new(stage, content)?;
    Ok(start.with("STRATES_INDEX", folder.display().to_string()))
}

/// A file of the one index there is: the one of that name, or the largest.
fn victim(folder: &Path, name: Option<&str>) -> Result<PathBuf> {
    let files = |folder: &Path| -> Result<Vec<fs::DirEntry>> {
        Ok(fs::read_dir(folder)?.collect::<Result<_, _>>()?)
    };
    let indexes = files(folder)?;
    let finished = |file: &&fs::DirEntry| !file.file_name().as_encoded_bytes().starts_with(b".");
    let index = indexes.iter().find(finished);
    let index = index.context("there is no index")?.path();
    if let Some(name) = name {
        return Ok(index.join(name));
    }
    let size = |file: &fs::DirEntry| file.metadata().map_or(0, |metadata| metadata.len());
    let largest = files(&index)?.into_iter().max_by_key(size);
    Ok(largest.context("the index is empty")?.path())
}

/// As a bad copy does it: a new file in the place of the old one, which servers still have open.
fn spoil(file: &Path, damage: Damage) -> Result<()> {
    let mut bytes = fs::read(file)?;
    damage(&mut bytes);
    let copy = file.with_extension("copy");
    fs::write(&copy, bytes)?;
    Ok(fs::rename(copy, file)?)
}
