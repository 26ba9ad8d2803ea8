//! What can be chosen: subjects of the comparison, and combinations of them.

use super::super::{
    fields::{Fields, Text},
    near::nearest,
    sheet::{Ids, Sheet, declares},
};
use crate::{
    advisor::{Choice, Cost, Points},
    comparison::Comparison,
    problem::{ChoiceFault, Fault},
};

/// The options with what they stand for.
pub(super) struct Options<'a> {
    /// `None` where the comparison is unknown or broken.
    pub(super) comparison: Option<&'a Comparison>,
    pub(super) choices: Vec<Choice>,
    /// For each option, its column; `None` for combinations.
    pub(super) columns: Vec<Option<usize>>,
}

impl<'a> Options<'a> {
    pub(super) fn read(
        sheet: &Sheet<'_>,
        fields: &Fields<'_>,
        comparison: Option<&'a Comparison>,
    ) -> Self {
        let tables = fields.filled_tables("options");
        let mut ids = Ids::default();
        let mut options = Self {
            comparison,
            choices: Vec::new(),
            columns: Vec::new(),
        };
        let mut unions = Vec::new();
        for table in &tables {
            let read = option(sheet, table, comparison, &mut ids);
            let Some((choice, column, parts)) = read else {
                continue;
            };
            unions.push(parts);
            options.choices.push(choice);
            options.columns.push(column);
        }
        for i in 0..unions.len() {
            options.choices[i].parts = options.parts(sheet, &unions, i);
        }
        options
    }

    pub(super) fn into_choices(self) -> Vec<Choice> {
        self.choices
    }

    /// The options that the combination at `index` names; `unions` are the names of them all.
    fn parts(&self, sheet: &Sheet<'_>, unions: &[Vec<Text>], index: usize) -> Vec<usize> {
        let names = &unions[index];
        let mut parts: Vec<usize> = Vec::new();
        let mut is_sound = names.len() != 1;
        for name in names {
            if let Some(part) = find(sheet, name, &self.choices) {
                is_sound &= unions[part].is_empty() && !parts.contains(&part);
                parts.push(part);
            }
        }
        if let Some(first) = names.first().filter(|_| !is_sound) {
            let fault = ChoiceFault::BadCombination;
            sheet.report.at(first.line, fault.into());
        }
        parts
    }
}

type Read = (Choice, Option<usize>, Vec<Text>);

fn option(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    comparison: Option<&Comparison>,
    ids: &mut Ids,
) -> Option<Read> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let kind = sheet.colour(fields.text("kind"));
    let note = sheet.reference(fields, "note");
    let subject = fields.text("subject");
    let parts = fields.texts("combines");
    let cost = cost(sheet, fields);
    fields.finish();
    if subject.is_some() != parts.is_empty() {
        sheet
            .report
            .at(fields.line, ChoiceFault::AmbiguousOption.into());
    }
    let column = subject.and_then(|name| column(sheet, &name, comparison?));
    let choice = Choice {
        id: id?,
        name: name?,
        kind,
        note,
        parts: Vec::new(),
        cost,
    };
    Some((choice, column, parts))
}

fn column(sheet: &Sheet<'_>, name: &Text, comparison: &Comparison) -> Option<usize> {
    let ids = || {
        comparison
            .subjects
            .iter()
            .map(|subject| subject.id.as_str())
    };
    let found = ids().position(|id| id == name.text);
    if found.is_none() {
        let fault = Fault::UnknownSubject {
            id: name.text.clone(),
            nearest: nearest(&name.text, ids()),
        };
        sheet.report.at(name.line, fault);
    }
    found
}

/// What an option costs whatever one answers: the three keys go together.
fn cost(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Option<Cost> {
    let number = fields.number("cost");
    let keys = ["because", "source"];
    if number.is_none() && keys.iter().all(|key| fields.node(key).is_none()) {
        return None;
    }
    let because = sheet.html(fields.required("because"));
    let source = sheet.required_reference(fields, "source");
    let line = fields.node("cost").map_or(fields.line, |node| node.line);
    let Some(number) = number else {
        sheet.report.at(line, Fault::MissingKey { key: "cost" });
        return None;
    };
    let points = Points::new(number).filter(|points| *points > Points::ZERO);
    if points.is_none() {
        let fault = ChoiceFault::OutOfRange {
            key: "cost".to_owned(),
            value: number.to_string(),
            allowed: "un nombre au-dessus de 0, 2 au plus",
        };
        sheet.report.at(line, fault.into());
    }
    Some(Cost {
        points: points?,
        because: because?,
        source: source?,
    })
}

/// The option that bears that name.
pub(super) fn find(sheet: &Sheet<'_>, name: &Text, choices: &[Choice]) -> Option<usize> {
    let ids = || choices.iter().map(|choice| choice.id.as_str());
    let found = ids().position(|id| id == name.text);
    if found.is_none() && !declares(sheet.tree, "options", &name.text) {
        let fault = ChoiceFault::UnknownOption {
            id: name.text.clone(),
            nearest: nearest(&name.text, ids()),
        };
        sheet.report.at(name.line, fault.into());
    }
    found
}
