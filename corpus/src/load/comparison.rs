//! A file of `comparisons/`.

use super::{
    fields::{Fields, Text},
    near::nearest,
    node::{Entry, Node, Value},
    sheet::{Head, Ids, Sheet, declares},
};
use crate::{
    Id,
    comparison::{Better, Cell, Comparison, Criterion, Group, Scale, Subject},
    markdown,
    problem::Fault,
};

/// Reads a comparison; `None` when something is wrong with it, which the sheet's report says.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Comparison> {
    let fields = sheet.fields()?;
    let Head {
        title,
        summary,
        note,
    } = sheet.head(&fields);
    let mut ids = Ids::default();
    let subjects: Vec<Subject> = fields
        .filled_tables("subjects")
        .iter()
        .filter_map(|table| subject(sheet, table, &mut ids))
        .collect();
    let mut ids = Ids::default();
    let groups: Vec<Group> = fields
        .filled_tables("groups")
        .iter()
        .filter_map(|table| group(sheet, table, &subjects, &mut ids))
        .collect();
    fields.finish();
    if groups.is_empty() {
        return None;
    }
    Some(Comparison {
        slug: sheet.slug.clone(),
        source: sheet.path.to_owned(),
        title: title?,
        summary,
        note,
        subjects,
        groups,
    })
}

fn subject(sheet: &Sheet<'_>, fields: &Fields<'_>, ids: &mut Ids) -> Option<Subject> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let kind = sheet.colour(fields.text("kind"));
    let note = sheet.reference(fields, "note");
    let stack = sheet.stack(fields);
    fields.finish();
    Some(Subject {
        id: id?,
        name: name?,
        kind,
        note,
        stack,
    })
}

fn group(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    subjects: &[Subject],
    ids: &mut Ids,
) -> Option<Group> {
    let name = fields.short_text("name").unwrap_or_default();
    let criteria = fields
        .filled_tables("criteria")
        .iter()
        .filter_map(|table| {
            let read = || criterion(sheet, table, subjects, ids);
            sheet.report.piece(read)
        })
        .collect();
    fields.finish();
    let group = Group { name, criteria };
    (!group.criteria.is_empty()).then_some(group)
}

fn criterion(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    subjects: &[Subject],
    ids: &mut Ids,
) -> Option<Criterion> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let help = sheet.html(fields.text("help"));
    let scale = scale(sheet, fields);
    let entries = fields.entries("cells");
    let found = cells(sheet, fields, entries, subjects, scale.as_ref());
    fields.finish();
    Some(Criterion {
        id: id?,
        name: name?,
        help,
        scale,
        cells: found?.into(),
    })
}

fn scale(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Option<Scale> {
    let mut levels = fields.texts("scale");
    for level in &mut levels {
        level.text = markdown::typeset(&level.text, "fr");
    }
    let better = better(sheet, fields);
    let Some(line) = fields.node("scale").map(|node| node.line) else {
        if let Some((line, _)) = better {
            sheet.report.at(line, Fault::BetterWithoutScale);
        }
        return None;
    };
    validate_levels(sheet, line, &levels);
    Some(Scale {
        levels: levels.into_iter().map(|level| level.text).collect(),
        better: better.map(|(_, better)| better),
    })
}

fn better(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Option<(usize, Better)> {
    let Text { line, text } = fields.text("better")?;
    match text.as_str() {
        "high" => Some((line, Better::High)),
        "low" => Some((line, Better::Low)),
        _ => {
            sheet.report.at(line, Fault::UnknownBetter { value: text });
            None
        }
    }
}

fn validate_levels(sheet: &Sheet<'_>, line: usize, levels: &[Text]) {
    if levels.len() < 2 {
        sheet.report.at(line, Fault::ShortScale);
    }
    for (i, level) in levels.iter().enumerate() {
        if levels[..i].iter().any(|before| before.text == level.text) {
            let level_name = level.text.clone();
            let fault = Fault::RepeatedLevel { level: level_name };
            sheet.report.at(level.line, fault);
        }
    }
}

/// One cell per subject, in the order of the subjects.
fn cells(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    entries: &[Entry],
    subjects: &[Subject],
    scale: Option<&Scale>,
) -> Option<Vec<Cell>> {
    validate_subjects(sheet, entries, subjects);
    let line = fields.node("cells").map_or(fields.line, |node| node.line);
    let one = |subject: &Subject| match entries.iter().find(|e| e.key == subject.id.as_str()) {
        Some(entry) => cell(sheet, &entry.node, &subject.id, scale),
        None => {
            let id = subject.id.to_string();
            sheet.report.at(line, Fault::MissingCell { id });
            None
        }
    };
    // All cells are read, and all their faults noted, before one of them stops the row.
    let all: Vec<Option<Cell>> = subjects.iter().map(one).collect();
    all.into_iter().collect()
}

fn validate_subjects(sheet: &Sheet<'_>, entries: &[Entry], subjects: &[Subject]) {
    let ids = || subjects.iter().map(|subject| subject.id.as_str());
    for entry in entries {
        if !declares(sheet.tree, "subjects", &entry.key) {
            let fault = Fault::UnknownSubject {
                id: entry.key.clone(),
                nearest: nearest(&entry.key, ids()),
            };
            sheet.report.at(entry.line, fault);
        }
    }
}

fn cell(sheet: &Sheet<'_>, node: &Node, subject: &Id, scale: Option<&Scale>) -> Option<Cell> {
    if let Value::Text(text) = &node.value {
        let line = node.line;
        let text = text.clone();
        return Some(known(sheet, &Text { line, text }));
    }
    let fields = Fields::of(node, subject.as_str(), &sheet.report)?;
    let unknown = fields.flag("unknown");
    let text = match unknown {
        true => fields.text("text"),
        false => fields.required("text"),
    };
    let found_level = fields
        .text("level")
        .and_then(|level| sheet.report.ok(level.line, find_level(&level.text, scale)));
    let found_source = sheet.reference(&fields, "source");
    fields.finish();
    if unknown {
        if text.is_some() || found_level.is_some() {
            let id = subject.to_string();
            sheet.report.at(node.line, Fault::UnknownYetFilled { id });
        }
        return Some(Cell::Unknown);
    }
    let mut cell = known(sheet, &text?);
    if let Cell::Known { level, source, .. } = &mut cell {
        *level = found_level;
        *source = found_source;
    }
    Some(cell)
}

fn known(sheet: &Sheet<'_>, text: &Text) -> Cell {
    let inline = sheet.inline(text);
    Cell::Known {
        text: inline.html,
        plain: inline.plain,
        level: None,
        source: None,
    }
}

fn find_level(level: &str, scale: Option<&Scale>) -> Result<usize, Fault> {
    let Some(scale) = scale else {
        let level = level.to_owned();
        return Err(Fault::LevelWithoutScale { level });
    };
    let typeset = markdown::typeset(level, "fr");
    let position = scale.levels.iter().position(|name| *name == typeset);
    position.ok_or_else(|| Fault::UnknownLevel {
        level: level.to_owned(),
        nearest: nearest(&typeset, scale.levels.iter().map(String::as_str)),
    })
}
