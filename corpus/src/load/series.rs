//! Environments that are phases of one: their places, seen across files.

use super::{near::nearest, toml_file::TomlFile};
use crate::problem::{Problem, RelationFault};

/// Reports phases that share a place, and series of one.
pub(super) fn validate(files: &[TomlFile<'_>], problems: &mut Vec<Problem>) {
    let phases: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file.path, file.phase()?)))
        .collect();
    for (i, (file, (line, series, step))) in phases.iter().enumerate() {
        let same = |other: &&(&str, (usize, String, f64))| other.1.1 == *series;
        let fault = if let Some((other, _)) = phases[..i]
            .iter()
            .filter(same)
            .find(|other| other.1.2 == *step)
        {
            RelationFault::RepeatedStep {
                series: series.clone(),
                step: step.to_string(),
                other: (*other).to_owned(),
            }
        } else if phases.iter().filter(same).count() == 1 {
            let others = phases.iter().map(|(_, (_, series, _))| series.as_str());
            RelationFault::LonelyPhase {
                series: series.clone(),
                nearest: nearest(series, others.filter(|other| other != series)),
            }
        } else {
            continue;
        };
        problems.push(Problem {
            file: (*file).to_owned(),
            line: Some(*line),
            fault: fault.into(),
        });
    }
}
