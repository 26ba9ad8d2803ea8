//! The search index of an edition: in memory, or kept in a folder that servers share (`--index`).

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use corpus::{
    Corpus,
    search::{Index, Origin},
};

use crate::{cli, metrics::Metrics};

/// Where indexes are kept, if anywhere.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Option<PathBuf>);

impl Shelf {
    /// Indexes are kept in `folder`, which is made if need be.
    ///
    /// # Errors
    /// When it cannot be made: better known before the content is read than after.
    pub fn new(folder: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(folder) = folder {
            fs::create_dir_all(folder).with_context(|| {
                format!(
                    "cannot make the folder {} for search indexes: give --index one that can be written to",
                    folder.display()
                )
            })?;
        }
        Ok(Self(folder.map(Path::to_owned)))
    }

    /// The index of `corpus`: opened where it is kept already, else made.
    ///
    /// # Errors
    /// When it should be kept and cannot be.
    pub fn index(&self, corpus: &Corpus, metrics: &Metrics) -> anyhow::Result<Index> {
        let Some(folder) = &self.0 else {
            return in_memory(corpus, metrics);
        };
        let (index, origin) = Index::keep(corpus, folder)?;
        let outcome = match origin {
            Origin::Opened => {
                tracing::info!("search index opened");
                "opened"
            }
            Origin::Made => {
                tracing::info!("search index made, to be opened the next time");
                "made"
            }
            Origin::Repaired(damage) => {
                tracing::warn!(%damage, "search index made again");
                "repaired"
            }
        };
        metrics.indexed(outcome, 1);
        Ok(index)
    }

    /// The same for a server that is running: what cannot be kept is made for it alone.
    ///
    /// # Errors
    /// When no index can be made at all.
    pub fn index_anyway(&self, corpus: &Corpus, metrics: &Metrics) -> anyhow::Result<Index> {
        self.index(corpus, metrics).or_else(|error| {
            tracing::warn!("search index in memory: {error:#}");
            in_memory(corpus, metrics)
        })
    }
}

fn in_memory(corpus: &Corpus, metrics: &Metrics) -> anyhow::Result<Index> {
    metrics.indexed("memory", 1);
    Index::build(corpus).context("cannot build the search index")
}

/// `strates index`: makes the index that servers will open.
///
/// # Errors
/// Mistakes in the content, or a folder that takes no index.
pub fn make(options: &cli::Index) -> anyhow::Result<()> {
    Shelf::new(Some(&options.index))?;
    let corpus = match options.strict {
        true => corpus::load(&options.content)?,
        false => corpus::salvage(&options.content)?.0,
    };
    let (index, origin) = Index::keep(&corpus, &options.index)?;
    let done = match origin {
        Origin::Opened => "there already".to_owned(),
        Origin::Made => "made".to_owned(),
        Origin::Repaired(damage) => format!("made again: {damage}"),
    };
    writeln!(io::stdout(), "{} places indexed ({done})", index.len())?;
    Ok(())
}
