//! What an answer brings to every option: from a row of the comparison, or from what a note says.
//!
//! A combination takes after its parts: by default what the best of them brings, and with
//! `combined = "worst"` what the worst does. Points of its own come before both.

use std::cmp::Reverse;

use super::{
    super::{
        fields::{Fields, Text},
        near::nearest,
        node::Value,
        sheet::Sheet,
    },
    options::{self, Options},
};
use crate::{
    advisor::{Effect, Fit, Ground, Points, Remark},
    comparison::{Better, Cell, Criterion, Scale},
    problem::{ChoiceFault, Fault},
};

/// Which part a combination takes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Combined {
    Best,
    Worst,
}

pub(super) fn effect(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    options: &Options<'_>,
) -> Option<Effect> {
    let criterion = fields.text("criterion");
    let has_points = fields.node("points").is_some();
    let combined = combined(sheet, fields);
    let effect = match (criterion, has_points) {
        (Some(criterion), false) => row(sheet, fields, options, &criterion, combined),
        (None, true) => rule(sheet, fields, options, combined),
        _ => {
            sheet
                .report
                .at(fields.line, ChoiceFault::AmbiguousEffect.into());
            return None;
        }
    };
    fields.finish();
    effect
}

fn combined(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Combined {
    const WORDS: &[(&str, Combined)] = &[("best", Combined::Best), ("worst", Combined::Worst)];
    let text = fields.text("combined");
    one_of(sheet, "combined", text, WORDS, "\"best\" ou \"worst\"").unwrap_or(Combined::Best)
}

/// What one of a few words means.
fn one_of<T: Copy>(
    sheet: &Sheet<'_>,
    key: &'static str,
    text: Option<Text>,
    words: &[(&str, T)],
    allowed: &'static str,
) -> Option<T> {
    let Text { line, text } = text?;
    let found = words.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let fault = ChoiceFault::UnknownValue {
            key,
            value: text,
            allowed,
        };
        sheet.report.at(line, fault.into());
    }
    found.map(|(_, meaning)| *meaning)
}

/// An effect that the levels of a row decide.
fn row(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    options: &Options<'_>,
    name: &Text,
    combined: Combined,
) -> Option<Effect> {
    const ENDS: &[(&str, Better)] = &[("high", Better::High), ("low", Better::Low)];
    let end = fields.required("wants");
    let wants = one_of(sheet, "wants", end, ENDS, "\"high\" ou \"low\"");
    let comparison = options.comparison?;
    let criterion = find_criterion(sheet, name, comparison.criteria())?;
    let Some(scale) = &criterion.scale else {
        let id = name.text.clone();
        let fault = ChoiceFault::UnscaledCriterion { id };
        sheet.report.at(name.line, fault.into());
        return None;
    };
    let wants = wants?;
    let cells = options
        .columns
        .iter()
        .map(|column| Some(&criterion.cells[(*column)?]));
    let cells: Vec<Option<&Cell>> = cells.collect();
    let own = |(option, cell): (usize, &Option<&Cell>)| match cell {
        Some(cell) => fit(option, cell, scale, wants),
        None => Fit::Unconcerned,
    };
    let own: Vec<Fit> = cells.iter().enumerate().map(own).collect();
    Some(Effect {
        ground: Ground::Row {
            criterion: criterion.name.clone(),
            href: format!("{}#{}", comparison.path(), criterion.id),
            wanted: wanted(scale, wants),
            remarks: cells.iter().map(|cell| remark((*cell)?, scale)).collect(),
        },
        fits: inherit(options, &own, &[], combined),
    })
}

fn find_criterion<'a>(
    sheet: &Sheet<'_>,
    name: &Text,
    criteria: impl Iterator<Item = &'a Criterion>,
) -> Option<&'a Criterion> {
    let criteria: Vec<&Criterion> = criteria.collect();
    let found = criteria.iter().find(|row| row.id.as_str() == name.text);
    if found.is_none() {
        let fault = ChoiceFault::UnknownCriterion {
            id: name.text.clone(),
            nearest: nearest(&name.text, criteria.iter().map(|row| row.id.as_str())),
        };
        sheet.report.at(name.line, fault.into());
    }
    found.copied()
}

fn fit(option: usize, cell: &Cell, scale: &Scale, wants: Better) -> Fit {
    match cell {
        Cell::Unknown => Fit::Silent,
        Cell::Known { level: None, .. } => Fit::Unrated { by: option },
        Cell::Known {
            level: Some(level), ..
        } => Fit::Rated {
            points: Points::of_level(*level, scale.levels.len(), wants),
            by: option,
        },
    }
}

fn remark(cell: &Cell, scale: &Scale) -> Option<Remark> {
    match cell {
        Cell::Unknown => None,
        Cell::Known {
            text,
            level,
            source,
            ..
        } => Some(Remark {
            text: text.clone(),
            level: level.map(|level| scale.levels[level].clone()),
            source: source.clone(),
        }),
    }
}

fn wanted(scale: &Scale, wants: Better) -> String {
    let end = match wants {
        Better::High => scale.levels.last(),
        Better::Low => scale.levels.first(),
    };
    end.cloned().unwrap_or_default()
}

/// An effect that a note justifies.
fn rule(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    options: &Options<'_>,
    combined: Combined,
) -> Option<Effect> {
    let because = sheet.html(fields.required("because"));
    let source = sheet.required_reference(fields, "source");
    let entries = fields.entries("points");
    if entries.is_empty() {
        sheet
            .report
            .at(fields.line, ChoiceFault::AmbiguousEffect.into());
    }
    let mut own = vec![Fit::Unconcerned; options.choices.len()];
    let mut named = Vec::new();
    for entry in entries {
        let name = Text {
            line: entry.line,
            text: entry.key.clone(),
        };
        let option = options::find(sheet, &name, &options.choices);
        let Value::Number(number) = entry.node.value else {
            let expected = "un nombre";
            let key = name.text;
            sheet
                .report
                .at(name.line, Fault::WrongType { key, expected });
            continue;
        };
        let points = Points::new(number);
        if points.is_none() {
            let fault = ChoiceFault::OutOfRange {
                key: name.text,
                value: number.to_string(),
                allowed: "un nombre de -2 à 2",
            };
            sheet.report.at(name.line, fault.into());
        }
        if let (Some(option), Some(points)) = (option, points) {
            own[option] = Fit::Rated { points, by: option };
            named.push(option);
        }
    }
    Some(Effect {
        ground: Ground::Rule {
            because: because?,
            source: source?,
        },
        fits: inherit(options, &own, &named, combined),
    })
}

/// Gives combinations what their parts have, but for those that were named.
fn inherit(options: &Options<'_>, own: &[Fit], named: &[usize], combined: Combined) -> Vec<Fit> {
    let fit = |(option, choice): (usize, &crate::advisor::Choice)| {
        if choice.parts.is_empty() || named.contains(&option) {
            return own[option];
        }
        let parts: Vec<Fit> = choice.parts.iter().map(|&part| own[part]).collect();
        together(&parts, combined)
    };
    options.choices.iter().enumerate().map(fit).collect()
}

/// What a combination has of its parts. A part of which the notes are silent says nothing; one
/// that an effect is not about counts as zero.
fn together(parts: &[Fit], combined: Combined) -> Fit {
    let says = |fit: &&Fit| matches!(fit, Fit::Rated { .. } | Fit::Unconcerned);
    let rated = parts.iter().filter(says).copied();
    let found = match combined {
        Combined::Best => rated.min_by_key(|fit| Reverse(fit.points())),
        Combined::Worst => rated.min_by_key(|fit| fit.points()),
    };
    let unrated = || parts.iter().find(|fit| matches!(fit, Fit::Unrated { .. }));
    found.or_else(|| unrated().copied()).unwrap_or(Fit::Silent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(points: f64, by: usize) -> Fit {
        let points = Points::new(points).unwrap_or_default();
        Fit::Rated { points, by }
    }

    #[test]
    fn a_combination_takes_after_its_best_or_worst_part() {
        let parts = [rated(-2.0, 0), rated(1.0, 1)];
        assert_eq!(together(&parts, Combined::Best), parts[1]);
        assert_eq!(together(&parts, Combined::Worst), parts[0]);
    }

    #[test]
    fn a_part_that_is_not_concerned_spares_the_combination() {
        let parts = [rated(-2.0, 0), Fit::Unconcerned];
        assert_eq!(together(&parts, Combined::Best), Fit::Unconcerned);
        assert_eq!(together(&parts, Combined::Worst), parts[0]);
    }

    #[test]
    fn silence_says_nothing_unless_all_are_silent() {
        assert_eq!(
            together(&[Fit::Silent, rated(-2.0, 1)], Combined::Best),
            rated(-2.0, 1)
        );
        assert_eq!(
            together(&[Fit::Silent, Fit::Silent], Combined::Worst),
            Fit::Silent
        );
        let unrated = Fit::Unrated { by: 1 };
        assert_eq!(together(&[Fit::Silent, unrated], Combined::Best), unrated);
    }
}
