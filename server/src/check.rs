//! `strates check` and `strates search`: the course without a server.

use std::io::{self, Write};

use corpus::{Corpus, search::Query};

use crate::{
    cli::{Check, Search},
    index::Shelf,
    metrics::Metrics,
    site::{self, Mistakes},
};

/// Prints the remarks on a folder, then its mistakes or what is in it.
///
/// # Errors
/// The mistakes, or that nothing can be printed.
pub fn check(options: &Check) -> anyhow::Result<()> {
    let (corpus, problems) = corpus::salvage(&options.folder)?;
    let mut out = io::stdout().lock();
    for remark in corpus.remarks() {
        writeln!(out, "{remark}")?;
    }
    match problems {
        Some(problems) => Err(problems.into()),
        None => Ok(writeln!(out, "{}", summary(&corpus))?),
    }
}

/// Prints the best hits, each with its address and passage.
///
/// # Errors
/// That nothing of the folder can be shown, or nothing printed.
pub fn search(options: &Search) -> anyhow::Result<()> {
    let (corpus, _) = site::load(&options.content, Mistakes::Report)?;
    let index = Shelf::default().index(&corpus, &Metrics::default())?;
    let text = options.query.join(" ");
    let answer = index.search(&Query {
        text: &text,
        limit: options.limit,
        ..Query::default()
    });
    let mut out = io::stdout().lock();
    for hit in &answer.hits {
        writeln!(out, "{}  ({})", hit.path, hit.source)?;
        writeln!(out, "    {} — {}", hit.title, hit.heading)?;
        writeln!(out, "    {}\n", hit.snippet.text())?;
    }
    if let Some(suggestion) = &answer.suggestion {
        writeln!(out, "Vouliez-vous dire : {suggestion} ?")?;
    }
    writeln!(out, "{} au total", count(answer.total, "résultat"))?;
    Ok(())
}

fn summary(corpus: &Corpus) -> String {
    let mut parts = vec![
        (corpus.notes().len(), "note"),
        (corpus.comparisons().len(), "comparaison"),
        (corpus.stacks().len(), "environnement"),
        (corpus.flows().len(), "flux"),
        (corpus.glossary().terms.len(), "terme"),
    ];
    if let Some(advisor) = corpus.advisor() {
        parts.push((advisor.questions.len(), "question"));
        parts.push((advisor.cases.len(), "cas"));
    }
    if !corpus.remarks().is_empty() {
        parts.push((corpus.remarks().len(), "remarque"));
    }
    let counts = parts.into_iter().map(|(n, what)| count(n, what));
    counts.collect::<Vec<_>>().join(", ")
}

/// `0 note`, `1 note`, `2 notes`; `flux` and `cas` have no other plural.
pub(crate) fn count(n: usize, what: &str) -> String {
    let ending = if n > 1 && !what.ends_with(['s', 'x']) {
        "s"
    } else {
        ""
    };
    format!("{n} {what}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_in_number() {
        assert_eq!(count(0, "note"), "0 note");
        assert_eq!(count(1, "note"), "1 note");
        assert_eq!(count(2, "note"), "2 notes");
        assert_eq!(count(2, "flux"), "2 flux");
        assert_eq!(count(2, "cas"), "2 cas");
    }
}
