//! `strates serve`: from folders to a running server, and to its end.

use std::{path::PathBuf, sync::Arc, thread};

use anyhow::Context;
use axum::{Router, extract::State, routing::get};
use corpus::{Corpus, search::Index};
use tokio::{
    net::TcpListener,
    runtime::{self, Runtime},
    signal::unix::{Signal, SignalKind, signal},
};

use crate::{
    allocator,
    assets::Assets,
    cli::Serve,
    front::Front,
    headers::StandingHeaders,
    health,
    index::Shelf,
    kitchen::Kitchen,
    listen::{self, Acceptor},
    logging,
    metrics::Metrics,
    priority,
    probe::Probe,
    rate::{Gate, origin::Origins},
    reload,
    site::{self, Edition, Mistakes, Site},
    tide,
    traces::Tracer,
};

/// Where an edition comes from.
pub struct Sources {
    /// The content folder.
    pub content: PathBuf,
    /// The folder of built assets.
    pub site: PathBuf,
    /// Where the search index is kept.
    pub shelf: Shelf,
    /// Scheme and host, without trailing slash.
    pub base_url: Arc<str>,
    /// Whether pages reload themselves.
    pub dev: bool,
    /// Whether a page tells what runs under the server.
    pub reveals: bool,
}

impl Sources {
    /// Reads both folders, each on a thread of its own.
    ///
    /// # Errors
    /// [`corpus::problem::Problems`] where the content has mistakes that are refused; else what
    /// cannot be read.
    pub fn load(
        &self,
        mistakes: Mistakes<'_>,
        standing: &StandingHeaders,
        metrics: &Metrics,
    ) -> anyhow::Result<Edition> {
        self.edition(mistakes, Shelf::index, standing, metrics)
    }

    /// The same for a server that is running, which needs an index whether or not it can be kept.
    ///
    /// # Errors
    /// Those of [`Self::load`], but for the folder of the index.
    pub fn reload(
        &self,
        mistakes: Mistakes<'_>,
        standing: &StandingHeaders,
        metrics: &Metrics,
    ) -> anyhow::Result<Edition> {
        self.edition(mistakes, Shelf::index_anyway, standing, metrics)
    }

    fn edition(
        &self,
        mistakes: Mistakes<'_>,
        index: fn(&Shelf, &Corpus, &Metrics) -> anyhow::Result<Index>,
        standing: &StandingHeaders,
        metrics: &Metrics,
    ) -> anyhow::Result<Edition> {
        let read = || {
            let (corpus, problems) = site::load(&self.content, mistakes)?;
            let index = index(&self.shelf, &corpus, metrics)?;
            anyhow::Ok((corpus, problems, index))
        };
        let (content, assets) = thread::scope(|scope| {
            let content = scope.spawn(read);
            let assets = Assets::load(&self.site, standing, metrics);
            (content.join(), assets)
        });
        let content = content.map_err(|_| anyhow::anyhow!("loading the content panicked"))?;
        let ((corpus, problems, index), assets) = (content?, assets?);
        let context = app::Site {
            corpus: Arc::new(corpus),
            index: Arc::new(index),
            assets: assets.urls.clone(),
            base_url: self.base_url.clone(),
            frame: Arc::default(),
            framed: standing.allows_frames(),
            dev: self.dev,
            reveals: self.reveals,
        };
        Ok(Edition::new(&self.content, problems, context, assets))
    }
}

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// When the server cannot start: an address in use, mistakes in the content, no built site.
pub fn serve(options: &Serve) -> anyhow::Result<()> {
    logging::start(options.log_format, &options.log)?;
    runtime(options.threads)?.block_on(run(options))
}

/// The threads that read connections and answer at once. One thread is a runtime of its own kind:
/// nothing is ever handed from thread to thread.
fn runtime(threads: Option<u16>) -> anyhow::Result<Runtime> {
    let mut builder = match threads {
        Some(1) => runtime::Builder::new_current_thread(),
        _ => runtime::Builder::new_multi_thread(),
    };
    if let Some(threads) = threads {
        builder.worker_threads(threads.into());
    }
    // This thread accepts connections.
    priority::step_forward();
    builder
        .on_thread_start(priority::step_forward)
        .enable_all()
        .build()
        .context("cannot start threads")
}

async fn run(options: &Serve) -> anyhow::Result<()> {
    let stop = Stop::listen()?;
    let listener = listen::bind(options.addr, "--addr")?;
    let addr = listener.local_addr()?;
    let metrics_listener = options.metrics_addr;
    let metrics_listener = metrics_listener.map(|addr| listen::bind(addr, "--metrics-addr"));
    let metrics_listener = metrics_listener.transpose()?;
    let base_url = options.base_url.clone();
    let base_url = base_url.unwrap_or_else(|| format!("http://{addr}"));
    let ancestors = options.frame_ancestors.clone().unwrap_or_default();
    let standing = StandingHeaders::new(base_url.starts_with("https://")).with_frames(&ancestors);
    let sources = Arc::new(Sources {
        content: options.content.clone(),
        site: options.site.clone(),
        shelf: Shelf::new(options.index.as_deref())?,
        base_url: base_url.into(),
        dev: options.dev,
        reveals: options.reveal_runtime,
    });
    let metrics = Arc::new(Metrics::default());
    let mistakes = match options.strict {
        true => Mistakes::Refuse,
        false => Mistakes::Report,
    };
    let edition = sources.load(mistakes, &standing, &metrics)?;
    allocator::give_back();
    let notes = edition.context.corpus.notes().len();
    let mut site = Site::new(edition, standing, metrics.clone());
    if options.reveal_runtime {
        site.reveal(Probe::new("/", |name| std::env::var(name).ok()));
    }
    if let Some(collector) = options.otlp_endpoint {
        site.trace(Tracer::new(collector, metrics.spans_dropped.clone()));
    }
    let site = Arc::new(site);
    if let Some(listener) = metrics_listener {
        tokio::spawn(serve_metrics(listener, metrics.clone()));
    }
    if options.watch {
        tokio::spawn(watch(site.clone(), sources));
    }
    tokio::spawn(tide::watch(metrics.clone()));
    let front = front(options, site.clone())?;
    let acceptor = Acceptor::new(listener, front, metrics, options.max_connections);
    tracing::info!(notes, url = %format!("http://{addr}"), "serving");
    finish(options, &site, acceptor, stop).await;
    Ok(())
}

fn front(options: &Serve, site: Arc<Site>) -> anyhow::Result<Front> {
    let threads = match options.threads {
        Some(threads) => threads.into(),
        None => thread::available_parallelism().map_or(1, Into::into),
    };
    let kitchen = Kitchen::new(threads, options.max_waiting).context("cannot start threads")?;
    let front = Front::new(site, kitchen);
    let origins = Origins {
        trusted: options.trusted_proxies.clone(),
        header: options.forwarded_header,
    };
    Ok(match options.rate_limit {
        Some(per_second) => front.guarded(Gate::new(per_second, origins)),
        None => front,
    })
}

/// Serves until told to stop; then turns unready, waits, drains.
async fn finish(options: &Serve, site: &Site, acceptor: Acceptor, mut stop: Stop) {
    tokio::select! {
        () = acceptor.run() => {}
        () = stop.requested() => {}
    }
    site.retire();
    tracing::info!("stopping");
    tokio::select! {
        () = acceptor.run() => {}
        () = tokio::time::sleep(options.shutdown_delay) => {}
    }
    let drained = acceptor.drain(options.shutdown_timeout).await;
    if let Some(tracer) = site.tracer() {
        tracer.flush();
    }
    match drained {
        true => tracing::info!("stopped"),
        false => tracing::warn!("stopped: some connections had to be cut off"),
    }
}

async fn watch(site: Arc<Site>, sources: Arc<Sources>) {
    if let Err(error) = reload::watch(site, sources).await {
        tracing::error!("not watching for changes: {error:#}");
    }
}

/// Metrics have an address of their own, which need not be reachable from outside.
async fn serve_metrics(listener: TcpListener, metrics: Arc<Metrics>) {
    if let Err(error) = axum::serve(listener, metrics_router(metrics)).await {
        tracing::error!(%error, "metrics ended");
    }
}

/// `/metrics`, and a second `/healthz` that answers however many readers are waiting.
pub fn metrics_router(metrics: Arc<Metrics>) -> Router {
    let content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let render = async move |State(metrics): State<Arc<Metrics>>| {
        ([("content-type", content_type)], metrics.render())
    };
    Router::new()
        .route("/metrics", get(render))
        .route("/healthz", get(health::alive))
        .with_state(metrics)
}

/// The signals that end the server.
struct Stop {
    term: Signal,
    int: Signal,
}

impl Stop {
    fn listen() -> anyhow::Result<Self> {
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            int: signal(SignalKind::interrupt())?,
        })
    }

    async fn requested(&mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.int.recv() => {}
        }
    }
}
