//! Environments that are phases of one: their places, seen across files.

use super::{near::nearest, toml_file::TomlFile};
use crate::{
    problem::{Problem, RelationFault},
    stack::Phase,
};

/// Reports phases that share a place, and series of one.
pub(super) fn validate(files: &[TomlFile<'_>], problems: &mut Vec<Problem>) {
    let phases: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file.path, file.phase()?)))
        .collect();
    for (i, (file, (line, phase))) in phases.iter().enumerate() {
        let same = |other: &&(&str, (usize, Phase))| other.1.1.series == phase.series;
        let fault = if let Some((other, _)) = phases[..i]
            .iter()
            .filter(same)
            .find(|other| other.1.1.step == phase.step)
        {
            RelationFault::RepeatedStep {
                series: phase.series.clone(),
                step: phase.step.to_string(),
                other: (*other).to_owned(),
            }
        } else if phases.iter().filter(same).count() == 1 {
            let series = &phase.series;
            let others = phases.iter().map(|(_, (_, other))| other.series.as_str());
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
