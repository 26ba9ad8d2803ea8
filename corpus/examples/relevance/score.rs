//! How well and how fast queries are answered.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use corpus::search::{Index, Query};

use crate::{classes::Class, pages::Pages};

/// Pages that count.
const PAGES: usize = 10;
/// How often a query is asked for its time. The middle time counts: other programs interrupt this
/// one for longer than it takes.
const TIMES_ASKED: usize = 5;
/// Hits that are asked for: enough for ten pages, where one has many good sections.
const HITS: usize = 100;

/// Above the lines of [`Score::line`].
pub(crate) const HEADER: &str = "class        queries   MRR@10   success@1   success@10";
/// Above the lines of [`Score::times_line`].
pub(crate) const TIMES: &str = "class         p50 ms   p99 ms";

/// How a class of queries was answered.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// For each query, the place of the first right page, counted from 1.
    ranks: Vec<Option<usize>>,
    /// For each query, the middle time to its first ten hits with their snippets; sorted.
    times: Vec<Duration>,
}

impl Score {
    /// Asks the queries of a class.
    pub(crate) fn of(class: &Class, index: &Index, pages: &Pages) -> Self {
        let mut score = Self::default();
        for (text, targets) in &class.queries {
            score.times.push(time(text, index));
            score.ranks.push(place(text, targets, index, pages));
        }
        score.times.sort();
        score
    }

    /// The mean of 1 / rank, 0 for a page that is not among the first ten.
    fn mrr(&self) -> Option<f64> {
        self.mean(|rank| 1.0 / f64::from(rank))
    }

    /// The share of queries whose page is among the first `within`.
    fn success(&self, within: u32) -> Option<f64> {
        self.mean(|rank| f64::from(u8::from(rank <= within)))
    }

    fn mean(&self, worth: impl Fn(u32) -> f64) -> Option<f64> {
        let ranks = self.ranks.iter().flatten();
        let sum: f64 = ranks
            .map(|&rank| worth(u32::try_from(rank).unwrap_or(u32::MAX)))
            .sum();
        let queries = u32::try_from(self.ranks.len()).unwrap_or(u32::MAX);
        (queries > 0).then(|| sum / f64::from(queries))
    }

    /// The time that `percent` of the queries do not exceed.
    fn percentile(&self, percent: usize) -> Option<Duration> {
        let place = (self.times.len() * percent).div_ceil(100);
        self.times.get(place.checked_sub(1)?).copied()
    }

    /// The class in the table of ranks.
    pub(crate) fn line(&self, name: &str) -> String {
        let shown = |figure: Option<f64>| figure.map_or("–".to_owned(), |f| format!("{f:.3}"));
        let [mrr, first, ten] = [self.mrr(), self.success(1), self.success(10)].map(shown);
        let queries = self.ranks.len();
        format!("{name:<11} {queries:>8} {mrr:>8} {first:>11} {ten:>12}")
    }

    /// The class in the table of times.
    pub(crate) fn times_line(&self, name: &str) -> String {
        let ms = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1e3);
        let [p50, p99] = [50, 99].map(|p| self.percentile(p).map_or("–".to_owned(), ms));
        format!("{name:<11} {p50:>8} {p99:>8}")
    }
}

/// The middle time that a query takes.
fn time(text: &str, index: &Index) -> Duration {
    let limit = PAGES;
    let mut times: [Duration; TIMES_ASKED] = std::array::from_fn(|_| {
        let start = Instant::now();
        std::hint::black_box(index.search(&Query {
            text,
            limit,
            ..Query::default()
        }));
        start.elapsed()
    });
    times.sort();
    times[TIMES_ASKED / 2]
}

/// The mean of 1 / rank of a class, without times.
pub(crate) fn mrr(class: &Class, index: &Index, pages: &Pages) -> Option<f64> {
    let queries = class.queries.iter();
    let ranks = queries.map(|(text, targets)| place(text, targets, index, pages));
    let score = Score {
        ranks: ranks.collect(),
        times: Vec::new(),
    };
    score.mrr()
}

/// The queries of a class whose page is not first.
pub(crate) fn misses(class: &Class, index: &Index, pages: &Pages) -> Vec<String> {
    let queries = class.queries.iter();
    let missed = queries.filter_map(|(text, targets)| {
        let place = place(text, targets, index, pages);
        if place == Some(1) {
            return None;
        }
        let place = place.map_or("-".to_owned(), |place| place.to_string());
        let first = index.paths(&Query {
            text,
            limit: 1,
            ..Query::default()
        });
        let first = first.first().copied().unwrap_or("nothing");
        let target = targets.first().map_or("", |&page| &pages.all()[page].url);
        Some(format!("{place:>2} {text:?}: {first}, not {target}"))
    });
    missed.collect()
}

/// The place of the first of `targets` among the pages that a query finds.
fn place(text: &str, targets: &BTreeSet<usize>, index: &Index, pages: &Pages) -> Option<usize> {
    let limit = HITS;
    let paths = index.paths(&Query {
        text,
        limit,
        ..Query::default()
    });
    let right = |url: &str| targets.iter().any(|&page| pages.all()[page].url == url);
    rank(paths.into_iter(), right)
}

/// The place of the first right page among the first ten, where hits of one page count as one.
fn rank<'a>(paths: impl Iterator<Item = &'a str>, right: impl Fn(&str) -> bool) -> Option<usize> {
    let mut seen: Vec<&str> = Vec::new();
    for path in paths {
        let page = &path[..path.find(['#', '?']).unwrap_or(path.len())];
        if seen.contains(&page) {
            continue;
        }
        if seen.len() == PAGES {
            return None;
        }
        seen.push(page);
        if right(page) {
            return Some(seen.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{HEADER, Score, TIMES, rank};

    #[test]
    fn hits_of_one_page_take_one_place() {
        let paths = ["/a#x", "/a#y", "/a", "/b?etape=2#etape-2", "/c"];
        let place = |wanted: &str| rank(paths.into_iter(), |url| url == wanted);
        assert_eq!(place("/a"), Some(1));
        assert_eq!(place("/b"), Some(2));
        assert_eq!(place("/c"), Some(3));
        assert_eq!(place("/d"), None);
    }

    #[test]
    fn the_eleventh_page_is_not_found() {
        let paths: Vec<String> = (1..=11).map(|i| format!("/{i}")).collect();
        let place = |wanted: &str| rank(paths.iter().map(String::as_str), |url| url == wanted);
        assert_eq!(place("/10"), Some(10));
        assert_eq!(place("/11"), None);
    }

    #[test]
    fn what_is_not_found_counts_as_nothing() {
        let ranks = vec![Some(1), Some(4), None, Some(2)];
        let score = Score {
            ranks,
            ..Score::default()
        };
        assert_eq!(score.mrr(), Some((1.0 + 0.25 + 0.5) / 4.0));
        assert_eq!(score.success(1), Some(0.25));
        assert_eq!(score.success(3), Some(0.5));
        assert_eq!(score.success(10), Some(0.75));
        let line = "x                  4    0.438       0.250        0.750";
        assert_eq!(score.line("x"), line);
        assert_eq!(line.len(), HEADER.len());
    }

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        let score = Score {
            times,
            ..Score::default()
        };
        assert_eq!(score.percentile(50), Some(Duration::from_millis(100)));
        assert_eq!(score.percentile(99), Some(Duration::from_millis(198)));
        let line = score.times_line("x");
        assert_eq!(line, "x             100.00   198.00");
        assert_eq!(line.len(), TIMES.len());
    }

    #[test]
    fn no_query_has_no_figure() {
        let score = Score::default();
        assert!(score.line("x").contains('–') && score.times_line("x").contains('–'));
        assert_eq!((score.mrr(), score.percentile(99)), (None, None));
    }
}
