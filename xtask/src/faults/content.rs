//! Notes that go, change and come back under a running server.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use anyhow::{Result, ensure};

use super::load::Load;
use super::process::{Start, Strates};
use super::stage::{NOTE, Stage, add, copy_folder};

const REFUSED: &str = "strates_corpus_reloads_total{outcome=\"refused\"}";
const ACCEPTED: &str = "strates_corpus_reloads_total{outcome=\"accepted\"}";

/// Does what makes the notes worse: refused and counted, readers see the old ones.
fn refuses(server: &Strates, spoil: impl FnOnce() -> Result<()>) -> Result<()> {
    let (refused, accepted) = (server.metric(REFUSED)?, server.metric(ACCEPTED)?);
    spoil()?;
    server.grows(REFUSED, refused)?;
    ensure!(
        server.metric(ACCEPTED)? == accepted,
        "notes with mistakes were published"
    );
    Ok(())
}

/// Does what makes them good: published and counted.
pub(super) fn accepts(server: &Strates, mend: impl FnOnce() -> Result<()>) -> Result<()> {
    let accepted = server.metric(ACCEPTED)?;
    mend()?;
    server.grows(ACCEPTED, accepted)
}

/// An error unless the log says that.
pub(super) fn logged(server: &Strates, words: &str) -> Result<()> {
    let log = server.log();
    ensure!(log.contains(words), "the log does not say «{words}»: {log}");
    Ok(())
}

/// The whole folder goes, and comes back changed.
pub(super) fn deleted(stage: &Stage) -> Result<String> {
    let content = stage.course("content")?;
    let server = Start::new(stage, &content)?.run()?;
    let load = Load::on(server.addr);
    refuses(&server, || Ok(fs::remove_dir_all(&content)?))?;
    load.goes_on(0.5);
    accepts(&server, || {
        // Elsewhere first, so that it appears whole.
        let next = stage.course("next")?;
        add(&next, "Revenue.")?;
        Ok(fs::rename(next, &content)?)
    })?;
    ensure!(
        server.says("Revenue.")?,
        "the notes that came back are not shown"
    );
    logged(&server, "content")?;
    Ok(load.end()?.to_string())
}

/// A file without permission to read it, then with.
pub(super) fn unreadable(stage: &Stage) -> Result<String> {
    let content = stage.course("content")?;
    let server = Start::new(stage, &content)?.run()?;
    let load = Load::on(server.addr);
    let note = content.join(NOTE);
    let allow = |mode| fs::set_permissions(&note, fs::Permissions::from_mode(mode));
    refuses(&server, || Ok(allow(0o000)?))?;
    logged(&server, "_index.md")?;
    load.goes_on(0.5);
    accepts(&server, || {
        allow(0o644)?;
        add(&content, "De nouveau lisible.")
    })?;
    Ok(load.end()?.to_string())
}

/// The first half of a file, and some time later the rest.
pub(super) fn half_written(stage: &Stage) -> Result<String> {
    let content = stage.course("content")?;
    let server = Start::new(stage, &content)?.run()?;
    let load = Load::on(server.addr);
    let glossary = content.join("glossary.toml");
    let whole = fs::read_to_string(&glossary)?;
    let half: String = whole.chars().take(whole.chars().count() / 2).collect();
    refuses(&server, || {
        Ok(fs::write(&glossary, format!("{half}\nterm = \"ouv"))?)
    })?;
    logged(&server, "glossary.toml")?;
    load.goes_on(0.5);
    accepts(&server, || {
        fs::write(&glossary, &whole)?;
        add(&content, "Tout est écrit.")
    })?;
    Ok(load.end()?.to_string())
}

/// A mounted ConfigMap: `notes` leads through `..data`, which is swapped.
pub(super) fn config_map(stage: &Stage) -> Result<String> {
    let mount = stage.path("mount");
    let publish = |version: &str, sentence: &str| -> Result<()> {
        let folder = mount.join(format!("..{version}"));
        let course = stage.course(&format!("course-{version}"))?;
        copy_folder(&course, &folder)?;
        add(&folder, sentence)?;
        symlink(format!("..{version}"), mount.join("..data_tmp"))?;
        Ok(fs::rename(mount.join("..data_tmp"), mount.join("..data"))?)
    };
    fs::create_dir_all(&mount)?;
    publish("v1", "Version une.")?;
    link_all(&mount)?;
    let server = Start::new(stage, &mount)?.run()?;
    ensure!(
        server.says("Version une.")?,
        "the first version is not shown"
    );
    let load = Load::on(server.addr);
    accepts(&server, || publish("v2", "Version deux."))?;
    refuses(&server, || publish("v3", "[Un lien mort](nulle-part.md)."))?;
    ensure!(
        server.says("Version deux.")?,
        "the last good version is not shown"
    );
    accepts(&server, || publish("v4", "Version quatre."))?;
    ensure!(
        server.says("Version quatre.")?,
        "the new version is not shown"
    );
    Ok(load.end()?.to_string())
}

/// What stands in `..data`, at the top of the mount.
fn link_all(mount: &Path) -> Result<()> {
    for entry in fs::read_dir(mount.join("..data"))? {
        let name = entry?.file_name();
        symlink(Path::new("..data").join(&name), mount.join(&name))?;
    }
    Ok(())
}

/// No line of log can be written: the server goes on, and the metrics tell.
pub(super) fn log_disk_full(stage: &Stage) -> Result<String> {
    let content = stage.course("content")?;
    let mut server = Start::new(stage, &content)?.logging_to("/dev/full").run()?;
    let load = Load::on(server.addr);
    refuses(&server, || add(&content, "[Un lien mort](nulle-part.md)."))?;
    load.goes_on(0.5);
    server.lives()?;
    Ok(load.end()?.to_string())
}

/// A full disk leaves empty files behind where there was text.
pub(super) fn notes_disk_full(stage: &Stage) -> Result<String> {
    let content = stage.course("content")?;
    let server = Start::new(stage, &content)?.run()?;
    let load = Load::on(server.addr);
    let glossary = content.join("glossary.toml");
    let text = fs::read_to_string(&glossary)?;
    refuses(&server, || Ok(fs::write(&glossary, "")?))?;
    load.goes_on(0.5);
    accepts(&server, || {
        fs::write(&glossary, text)?;
        add(&content, "De nouveau de la place.")
    })?;
    Ok(load.end()?.to_string())
}
