//! A clock that jumps, by libfaketime.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::load::Load;
use super::process::Start;
use super::stage::{Stage, add};

const LOADED: &str = "strates_corpus_loaded_timestamp_seconds";
const VERSION: &str = "strates_corpus_version";
const DAY: f64 = 86_400.0;

/// Ahead and back; notes are read anew after each.
pub(super) fn jump(stage: &Stage) -> Result<String> {
    let Some(library) = library() else {
        return Ok("left out: libfaketime is not installed (Debian: faketime)".to_owned());
    };
    let content = stage.course("content")?;
    let offset = stage.path("offset");
    fs::write(&offset, "+0\n")?;
    let start = Start::new(stage, &content)?
        .with("LD_PRELOAD", library.display().to_string())
        .with("FAKETIME_TIMESTAMP_FILE", offset.display().to_string())
        .with("FAKETIME_NO_CACHE", "1".to_owned())
        // The monotonic clock does not jump: that is what it is for.
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned());
    let mut server = start.run()?;
    let load = Load::on(server.addr);
    let before = server.metric(LOADED)?;
    for (at, days) in [("+10d", 10.0), ("-10d", -10.0)] {
        fs::write(&offset, format!("{at}\n"))?;
        load.goes_on(1.0);
        let version = server.metric(VERSION)?;
        add(&content, &format!("À l’heure {at}."))?;
        server.grows(VERSION, version)?;
        let moved = (server.metric(LOADED)? - before) / DAY;
        ensure!(
            (moved - days).abs() < 0.1,
            "the time of loading moved by {moved:.1} days"
        );
    }
    server.lives()?;
    Ok(load.end()?.to_string())
}

fn library() -> Option<PathBuf> {
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib",
    ];
    let path = |folder| Path::new(folder).join("faketime/libfaketimeMT.so.1");
    folders.into_iter().map(path).find(|path| path.exists())
}
