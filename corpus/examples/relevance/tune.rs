//! Chooses the weights of the search: one after the other is made smaller and larger, and the
//! value kept with which the queries of some folders are answered best, until nothing helps.
//! Queries with known answers, as those of `corpus/tests/golden.tsv`, cost more than chance gives.

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use corpus::search::{Index, Query, Tuning};

use crate::{
    classes::{self, Class, Found},
    folder,
    pages::Pages,
    score,
};

/// Rounds over all weights, at most.
const ROUNDS: usize = 3;
/// What a weight is multiplied by.
const STEPS: [f32; 2] = [0.6, 1.6];
/// Queries of a class that are asked, spread over all of them.
const QUERIES: usize = 100;
/// A change must be worth so much, lest the values follow chance.
const WORTHWHILE: f64 = 0.000_2;
/// What classes count; the others are as the first of them.
const WORTH: [(&str, f64); 4] = [
    ("anchors", 3.0),
    ("one typo", 2.0),
    ("cut short", 1.0),
    ("titles", 2.0),
];

/// What a query of a file with known answers costs when none of them is where it must be.
const MISSED: f64 = 0.004;

/// What a text must find.
struct Golden {
    text: String,
    within: usize,
    places: Vec<String>,
}

/// A folder that is tuned for.
struct Sample {
    golden: Vec<Golden>,
    index: Option<Index>,
    pages: Pages,
    classes: Vec<Class>,
}

/// Prints each change of `tuning` that helps.
pub(crate) fn tune(folders: &[PathBuf], tuning: Tuning) -> Result<(), Box<dyn Error>> {
    let mut samples = Vec::new();
    for path in folders {
        match (path.extension(), samples.last_mut()) {
            (Some(extension), Some(sample)) if extension == "tsv" => {
                let sample: &mut Sample = sample;
                sample.golden = golden(&std::fs::read_to_string(path)?);
            }
            _ => samples.push(sample(path)?),
        }
    }
    let mut best = tuning;
    let mut top = worth(&mut samples, best);
    println!("{top:.4}");
    for _ in 0..ROUNDS {
        let before = top;
        for i in 0..best.parameters().len() {
            for step in STEPS {
                let mut other = best;
                let (name, value) = other.parameters().swap_remove(i);
                *value *= step;
                let line = format!("{name}: {value:.3}");
                let reached = worth(&mut samples, other);
                if reached > top + WORTHWHILE {
                    (best, top) = (other, reached);
                    println!("{top:.4} {line}");
                }
            }
        }
        if top - before < WORTHWHILE {
            break;
        }
    }
    println!("{best:#?}");
    Ok(())
}

fn sample(folder: &Path) -> Result<Sample, Box<dyn Error>> {
    let (corpus, _) = folder::read(folder)?;
    let pages = Pages::of(&corpus);
    let found = Found::in_notes(&corpus, &pages);
    Ok(Sample {
        golden: Vec::new(),
        index: Some(Index::build(&corpus)?),
        classes: classes::classes(&found, &pages)
            .into_iter()
            .filter(|class| WORTH.iter().any(|(name, _)| *name == class.name))
            .map(thinned)
            .collect(),
        pages,
    })
}

/// Prints the texts of a file with known answers that find none of them.
pub(crate) fn list_missed(
    folder: &Path,
    file: &Path,
    tuning: Tuning,
) -> Result<(), Box<dyn Error>> {
    let (corpus, _) = folder::read(folder)?;
    let index = Index::build(&corpus)?.tuned(tuning);
    let golden = golden(&std::fs::read_to_string(file)?);
    for golden in golden.iter().filter(|golden| golden.is_missed(&index)) {
        let (text, limit) = (golden.text.as_str(), golden.within);
        let found = index.paths(&Query {
            text,
            limit,
            ..Query::default()
        });
        println!("{text:?}: {found:?}, not {:?}", golden.places);
    }
    Ok(())
}

/// Lines of a class, a number, a text and the places that answer it, parted by tabs.
fn golden(file: &str) -> Vec<Golden> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| {
        let mut fields = line.split('\t').skip(1);
        Some(Golden {
            within: fields.next()?.parse().ok()?,
            text: fields.next()?.to_owned(),
            places: fields.next()?.split(' ').map(str::to_owned).collect(),
        })
    });
    lines.collect()
}

fn thinned(class: Class) -> Class {
    let step = class.queries.len().div_ceil(QUERIES).max(1);
    let queries = class.queries.into_iter().step_by(step).collect();
    Class { queries, ..class }
}

/// The mean over folders of what their classes reach; every folder counts the same.
fn worth(samples: &mut [Sample], tuning: Tuning) -> f64 {
    let folders = samples.len().max(1) as f64;
    let sum: f64 = samples.iter_mut().map(|sample| sample.worth(tuning)).sum();
    let missed: usize = samples.iter().map(Sample::missed).sum();
    sum / folders - MISSED * missed as f64
}

impl Golden {
    fn is_missed(&self, index: &Index) -> bool {
        let (text, limit) = (self.text.as_str(), self.within);
        let found = index.paths(&Query {
            text,
            limit,
            ..Query::default()
        });
        !found
            .iter()
            .any(|path| self.places.iter().any(|place| place == path))
    }
}

impl Sample {
    /// How many texts do not find what they must.
    fn missed(&self) -> usize {
        let Some(index) = &self.index else { return 0 };
        let golden = self.golden.iter();
        golden.filter(|golden| golden.is_missed(index)).count()
    }

    fn worth(&mut self, tuning: Tuning) -> f64 {
        let index = self.index.take().map(|index| index.tuned(tuning));
        let (mut sum, mut all) = (0.0, 0.0);
        for class in &self.classes {
            let worth = WORTH.iter().find(|(name, _)| *name == class.name);
            let worth = worth.map_or(0.0, |(_, worth)| *worth);
            if let Some(mrr) = index
                .as_ref()
                .and_then(|index| score::mrr(class, index, &self.pages))
            {
                sum += worth * mrr;
                all += worth;
            }
        }
        self.index = index;
        if all > 0.0 { sum / all } else { 0.0 }
    }
}
