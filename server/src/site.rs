//! What is being served: one corpus and all that was made from it, swapped as a whole.

use std::{
    collections::{HashMap, HashSet},
    mem::{Discriminant, discriminant},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::SystemTime,
};

use arc_swap::{ArcSwap, Guard};
use axum::http::Uri;
use corpus::{
    Corpus,
    problem::{Fault, Problem, Problems},
};
use percent_encoding::percent_decode_str;
use tokio::sync::watch;

use crate::{
    assets::Assets, encoding::Effort, headers::StandingHeaders, health, metrics::Metrics,
    probe::Probe, recent::Recent, stored::Stored, surroundings::Surroundings, traces::Tracer,
};

/// One corpus with its index and its pages. Never changes; a reload makes another one.
pub struct Edition {
    /// What pages are rendered from.
    pub context: app::Site,
    /// The paths of all pages, in the order of the course.
    pub paths: Vec<String>,
    /// When the corpus was read.
    pub loaded: SystemTime,
    /// The folder it was read from.
    pub folder: PathBuf,
    /// What is wrong with the folder.
    pub problems: Vec<Problem>,
    /// Answers that depend on their path alone, filled on the first request. The paths are
    /// fixed from the start: nothing that a client sends makes this map grow.
    pages: HashMap<Box<str>, OnceLock<Arc<Stored>>>,
    /// Answers that depend on a query as well, as many as there is room for.
    recent: Recent,
    /// What those have in common that a query changes in part alone.
    pub surroundings: Surroundings,
    /// Style sheet, scripts, icons.
    assets: Assets,
}

/// Where an answer is kept.
pub enum Place<'a> {
    /// Among those that depend on their path alone.
    Page(&'a OnceLock<Arc<Stored>>),
    /// Among those that have a query, for as long as there is room.
    Recent(&'a Recent),
}

/// The site: what all requests share.
pub struct Site {
    edition: ArcSwap<Edition>,
    version: watch::Sender<u64>,
    /// Those of the folder as it was last read, whether or not it is served.
    mistakes: watch::Sender<Arc<str>>,
    stopping: watch::Sender<bool>,
    probe: Option<Arc<Probe>>,
    tracer: Option<Arc<Tracer>>,
    /// The counters of the process.
    pub metrics: Arc<Metrics>,
    /// The headers every answer carries.
    pub standing: StandingHeaders,
}

/// What becomes of a content folder with mistakes.
#[derive(Clone, Copy, Debug)]
pub enum Mistakes<'a> {
    /// It is refused.
    Refuse,
    /// It is refused if one of its files has a kind of mistake that it had not before.
    RefuseOthersThan(&'a [Problem]),
    /// What could be read is shown, and the mistakes are logged: nothing was there before.
    Report,
}

impl Mistakes<'_> {
    /// Those for which a folder is refused.
    fn refused(self, problems: &[Problem]) -> Vec<Problem> {
        let known: HashSet<_> = match self {
            Self::Report => return Vec::new(),
            Self::Refuse => HashSet::new(),
            Self::RefuseOthersThan(known) => known.iter().map(kind).collect(),
        };
        let others = problems
            .iter()
            .filter(|problem| !known.contains(&kind(problem)));
        others.cloned().collect()
    }
}

/// What is wrong with which file, wherever it stands there.
fn kind(problem: &Problem) -> (&str, Discriminant<Fault>) {
    (&problem.file, discriminant(&problem.fault))
}

/// Loads a content folder, and says what is wrong with it.
///
/// # Errors
/// [`Problems`] where the folder has mistakes and they are refused, or nothing in it can be shown.
pub fn load(folder: &Path, mistakes: Mistakes<'_>) -> Result<(Corpus, Vec<Problem>), Problems> {
    let (corpus, problems) = corpus::salvage(folder)?;
    for remark in corpus.remarks() {
        tracing::debug!(%remark, "remark on the content");
    }
    match corpus.remarks().len() {
        0 => {}
        remarks => tracing::info!(remarks, "strates check has remarks on the content"),
    }
    let problems = problems.map_or_else(Vec::new, |Problems(problems)| problems);
    let refused = mistakes.refused(&problems);
    if !refused.is_empty() {
        return Err(Problems(refused));
    }
    if !problems.is_empty() && matches!(mistakes, Mistakes::Report) {
        log(&problems);
        tracing::warn!("showing what could be read of the content");
    }
    Ok((corpus, problems))
}

/// Writes every problem to the log.
pub fn log(problems: &[Problem]) {
    for problem in problems {
        tracing::error!(%problem, "mistake in the content");
    }
}

impl Edition {
    /// An edition whose pages are still to be rendered.
    pub fn new(folder: &Path, problems: Vec<Problem>, context: app::Site, assets: Assets) -> Self {
        let paths = crate::pages::paths(&context.corpus);
        let pages = paths
            .iter()
            .cloned()
            .chain(crate::pages::embedded(&context.corpus))
            .chain(crate::downloads::paths(&context.corpus))
            .chain(crate::feeds::PATHS.map(String::from))
            .chain(crate::api::PATHS.map(String::from))
            .map(|path| (path.into_boxed_str(), OnceLock::new()))
            .collect();
        Self {
            surroundings: Surroundings::new(&context.corpus),
            context,
            paths,
            loaded: SystemTime::now(),
            folder: folder.to_owned(),
            problems,
            pages,
            recent: Recent::default(),
            assets,
        }
    }

    /// The place of an answer that is kept; `None` for a path whose answer never is.
    pub fn slot(&self, path: &str) -> Option<&OnceLock<Arc<Stored>>> {
        // The name of an image may hold any character; no other path needs escapes.
        match path.starts_with("/media/") {
            true => self
                .pages
                .get(&*percent_decode_str(path).decode_utf8().ok()?),
            false => self.pages.get(path),
        }
    }

    /// What is wrong with the folder, a line each.
    pub fn mistakes(&self) -> Arc<str> {
        let lines = self.problems.iter().map(|problem| format!("{problem}\n"));
        lines.collect::<String>().into()
    }

    /// Whether the other edition would look the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.problems == other.problems
            && self.context.corpus.version() == other.context.corpus.version()
            && self.context.assets == other.context.assets
    }

    /// The place of the answer of that address; `None` where it never is kept.
    pub fn place(&self, uri: &Uri) -> Option<Place<'_>> {
        match uri.query() {
            None => self.slot(uri.path()).map(Place::Page),
            Some(_) => (!health::is_quick(uri.path())).then_some(Place::Recent(&self.recent)),
        }
    }

    /// The answer of that address, if it is there already. Files are the same whatever the query.
    pub fn stored(&self, uri: &Uri) -> Option<Arc<Stored>> {
        let kept = self.place(uri).and_then(|place| place.get(uri));
        kept.or_else(|| self.assets.file(uri.path()).cloned())
    }
}

impl Place<'_> {
    /// What is kept for that address.
    pub fn get(&self, uri: &Uri) -> Option<Arc<Stored>> {
        match self {
            Self::Page(slot) => slot.get().cloned(),
            Self::Recent(recent) => recent.get(uri),
        }
    }

    /// How much time compressing what is kept here may take.
    pub fn effort(&self) -> Effort {
        match self {
            Self::Page(_) => Effort::Thorough,
            Self::Recent(_) => Effort::Quick,
        }
    }

    /// Keeps an answer, or what somebody else who was faster has kept: the bytes are the same.
    pub fn keep(&self, uri: &Uri, stored: Stored) -> Arc<Stored> {
        let stored = Arc::new(stored);
        match self {
            Self::Page(slot) => slot.get_or_init(|| stored).clone(),
            Self::Recent(recent) => {
                recent.keep(uri, stored.clone());
                stored
            }
        }
    }
}

impl Site {
    /// A site that serves `edition`, and is ready to.
    pub fn new(edition: Edition, standing: StandingHeaders, metrics: Arc<Metrics>) -> Self {
        metrics.published(1, edition.loaded);
        metrics.found_mistakes(edition.mistakes().lines().count());
        Self {
            version: watch::Sender::new(1),
            mistakes: watch::Sender::new(edition.mistakes()),
            edition: ArcSwap::from_pointee(edition),
            stopping: watch::Sender::new(false),
            probe: None,
            tracer: None,
            metrics,
            standing,
        }
    }

    /// Lets a page tell what `probe` reads.
    pub fn reveal(&mut self, probe: Probe) {
        self.probe = Some(Arc::new(probe));
    }

    /// Tells `tracer` where the time of requests goes.
    pub fn trace(&mut self, tracer: Arc<Tracer>) {
        self.tracer = Some(tracer);
    }

    /// What is told, if anything is.
    pub fn tracer(&self) -> Option<&Arc<Tracer>> {
        self.tracer.as_ref()
    }

    /// What reads the machine, if its operator lets people know.
    pub fn probe(&self) -> Option<&Arc<Probe>> {
        self.probe.as_ref()
    }

    /// The edition being served, for a moment: not across an `.await`.
    pub fn edition(&self) -> Guard<Arc<Edition>> {
        self.edition.load()
    }

    /// The edition being served, for as long as one likes.
    pub fn edition_owned(&self) -> Arc<Edition> {
        self.edition.load_full()
    }

    /// Serves `edition` from now on; requests under way finish with the one they began with.
    pub fn publish(&self, edition: Edition) {
        let loaded = edition.loaded;
        self.find_fault(edition.mistakes());
        self.edition.store(Arc::new(edition));
        self.version.send_modify(|version| *version += 1);
        self.metrics.published(*self.version.borrow(), loaded);
    }

    /// Says what is wrong with the folder as it is now; nothing is, where that is empty.
    pub fn find_fault(&self, mistakes: Arc<str>) {
        self.metrics.found_mistakes(mistakes.lines().count());
        self.mistakes.send_if_modified(|known| {
            let changed = *known != mistakes;
            *known = mistakes;
            changed
        });
    }

    /// What is wrong with the folder as it was last read.
    pub fn mistakes(&self) -> watch::Receiver<Arc<str>> {
        self.mistakes.subscribe()
    }

    /// Counts the editions, from 1; changes with each of them.
    pub fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Whether the server has been told to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Whether new connections are welcome.
    pub fn is_ready(&self) -> bool {
        !*self.stopping.borrow()
    }

    /// Tells the load balancer to look elsewhere, and what never ends by itself to end.
    pub fn retire(&self) {
        self.stopping.send_replace(true);
    }
}
