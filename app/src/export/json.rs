//! JSON for programs. Subjects are columns whatever the view looks like.

use corpus::comparison::{Cell, Criterion};
use serde_json::{Value, json};

use super::Shown;
use crate::table::verdict;

pub(super) fn write(shown: &Shown<'_>) -> String {
    let subjects: Vec<_> = shown
        .subjects
        .iter()
        .map(|(_, subject)| json!({ "id": subject.id.as_str(), "name": subject.name }))
        .collect();
    let groups: Vec<_> = shown
        .groups
        .iter()
        .map(|(name, rows)| {
            let criteria: Vec<_> = rows.iter().map(|row| criterion(shown, row)).collect();
            json!({ "name": name, "criteria": criteria })
        })
        .collect();
    let comparison = shown.comparison;
    let mut whole = json!({ "title": comparison.title, "subjects": subjects, "groups": groups });
    if let Some(pinned) = shown.state.pinned {
        whole["pinned"] = json!(comparison.subjects[pinned].id.as_str());
    }
    format!("{whole:#}\n")
}

fn criterion(shown: &Shown<'_>, criterion: &Criterion) -> Value {
    let levels = criterion.scale.as_ref().map(|scale| &scale.levels);
    let cells: Vec<_> = shown
        .subjects
        .iter()
        .map(|&(index, _)| cell(shown, criterion, index))
        .collect();
    json!({
        "id": criterion.id.as_str(),
        "name": criterion.name,
        "scale": levels,
        "cells": cells,
    })
}

fn cell(shown: &Shown<'_>, criterion: &Criterion, index: usize) -> Value {
    let levels = criterion.scale.as_ref().map(|scale| &scale.levels);
    let subject = shown.comparison.subjects[index].id.as_str();
    let mut cell = match &criterion.cells[index] {
        Cell::Unknown => json!({ "subject": subject, "unknown": true }),
        Cell::Known {
            plain,
            level,
            source,
            ..
        } => json!({
            "subject": subject,
            "text": plain,
            "level": level.and_then(|level| levels?.get(level)),
            "source": source.as_ref().map(|target| &target.href),
        }),
    };
    let pinned = shown.state.pinned;
    if let Some((_, (_, words))) = pinned.and_then(|base| verdict(criterion, base, index)) {
        cell["verdict"] = json!(words);
    }
    cell
}
