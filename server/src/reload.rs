//! `--watch`: serves the content folder anew when it changes, if it is without mistakes, or was not
//! without them when the server started.
//!
//! What counts as a change: anything inside the content folder, the built site replaced, and the
//! folder itself or a link on the way to it replaced, as `git-sync` does. Inside the folder, a
//! Kubernetes ConfigMap swaps the link `..data`; that shows as a change of the folder. After
//! each change everything is watched afresh, since the links may lead elsewhere now.

use std::{
    path::{self, Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use corpus::problem::Problems;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, event::AccessKind};
use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    task::spawn_blocking,
    time::{Instant, timeout_at},
};

use crate::{
    allocator, priority,
    serve::Sources,
    site::{self, Mistakes, Site},
};

/// Changes come in bursts: this long a silence ends one.
const SILENCE: Duration = Duration::from_millis(150);
/// A burst that does not end is cut here.
const PATIENCE: Duration = Duration::from_secs(2);

/// Watches until the future is dropped.
///
/// # Errors
/// When the folder cannot be watched to begin with.
pub async fn watch(site: Arc<Site>, sources: Arc<Sources>) -> anyhow::Result<()> {
    let (changed, mut changes) = channel(1);
    let mut watcher = watcher(&sources, &changed)?;
    // What changed between loading and watching is seen now.
    tell(&changed);
    while settled(&mut changes).await {
        match self::watcher(&sources, &changed) {
            Ok(renewed) => watcher = renewed,
            // The folder may be gone for a moment: its parent is still being watched.
            Err(error) => tracing::warn!("{error:#}"),
        }
        let (site, sources) = (site.clone(), sources.clone());
        if let Err(error) = spawn_blocking(move || reload_aside(&site, &sources)).await {
            tracing::error!(%error, "reloading failed");
        }
    }
    drop(watcher);
    Ok(())
}

/// Waits for a change, and for the end of the burst it belongs to. `false` once there can be no more.
async fn settled(changes: &mut Receiver<()>) -> bool {
    if changes.recv().await.is_none() {
        return false;
    }
    let end = Instant::now() + PATIENCE;
    while let Ok(Some(())) = timeout_at(end.min(Instant::now() + SILENCE), changes.recv()).await {}
    true
}

fn watcher(sources: &Sources, changed: &Sender<()>) -> anyhow::Result<RecommendedWatcher> {
    let changed = changed.clone();
    let (content, site) = (absolute(&sources.content), absolute(&sources.site));
    let folders = [content.clone(), site.clone()];
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.map_or(true, |event| is_change(&event, &folders)) {
            tell(&changed);
        }
    })?;
    watcher
        .watch(&content, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {}", sources.content.display()))?;
    let links = [&content, &site]
        .into_iter()
        .flat_map(|folder| links(folder));
    for folder in content.parent().into_iter().chain([&*site]).chain(links) {
        // Where this fails, changes inside the content folder are still seen.
        let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
    }
    Ok(watcher)
}

/// The folders of the links that lead to `folder`: where one leads elsewhere, nothing else changes.
fn links(folder: &Path) -> impl Iterator<Item = &Path> {
    let ways = folder.ancestors().filter(|way| way.is_symlink());
    ways.filter_map(Path::parent)
}

/// The folder as it stands in the paths of events.
fn absolute(folder: &Path) -> PathBuf {
    path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Says that there is a change to be seen. A full channel means that one is waiting already.
fn tell(changed: &Sender<()>) {
    let _ = changed.try_send(());
}

/// Whether something is to be read anew: a folder, what is in it, or the way to it has changed. Reading
/// is no change, nor is what becomes of the folder's neighbours, such as the log of this server: both
/// would make reloading trigger itself.
fn is_change(event: &Event, folders: &[PathBuf]) -> bool {
    let reads =
        matches!(event.kind, EventKind::Access(access) if !matches!(access, AccessKind::Close(_)));
    let concerns = |path: &PathBuf| {
        let mut folders = folders.iter();
        folders.any(|folder| path.starts_with(folder) || folder.starts_with(path))
    };
    !reads && (event.paths.is_empty() || event.paths.iter().any(concerns))
}

/// A reload of a running server: it takes a processor for a while, and leaves much behind.
fn reload_aside(site: &Site, sources: &Sources) {
    priority::step_back();
    reload(site, sources);
    allocator::give_back();
}

/// Publishes what the folders hold now, or says what is wrong and leaves the site as it is. Mistakes
/// that what is being served has itself are put up with; no file may get others.
pub fn reload(site: &Site, sources: &Sources) {
    let served = site.edition_owned();
    let mistakes = Mistakes::RefuseOthersThan(&served.problems);
    match sources.reload(mistakes, &site.standing, &site.metrics) {
        // Files were touched, not changed: what is kept stays.
        Ok(edition) if edition.is_same(&served) => site.find_fault(edition.mistakes()),
        Ok(edition) => {
            let notes = edition.context.corpus.notes().len();
            site.publish(edition);
            site.metrics.reloaded(true);
            tracing::info!(notes, "content reloaded");
        }
        Err(error) => {
            site.metrics.reloaded(false);
            report(&error);
            let mistakes = match error.downcast_ref::<Problems>() {
                Some(problems) => problems.to_string(),
                None => format!("{error:#}"),
            };
            site.find_fault(mistakes.into());
        }
    }
}

fn report(error: &anyhow::Error) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => {
            site::log(&problems.0);
            tracing::warn!("content refused: still serving what was there before");
        }
        None => tracing::error!("cannot reload: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_change_while_another_one_waits_is_seen_with_it() {
        let (changed, mut changes) = channel(1);
        tell(&changed);
        tell(&changed);
        assert!(settled(&mut changes).await);
        drop(changed);
        assert!(!settled(&mut changes).await);
    }
}
