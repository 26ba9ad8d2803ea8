//! `choisir.toml`: the options, the questions, and the cases that the rules must get right.
//!
//! It is read after the comparisons, because the levels of one of them count.

mod cases;
mod effects;
mod options;

use self::options::Options;
use super::{
    fields::Fields,
    near::nearest,
    report::Harm,
    sheet::{Head, Ids, Sheet},
};
use crate::{
    Id, Target,
    advisor::{Advisor, Answer, MAX_WEIGHT, Question, Weight},
    comparison::Comparison,
    problem::{ChoiceFault, Fault},
};

/// What a question counts unless its author says otherwise.
const USUAL_WEIGHT: Weight = 2;

/// Begins the parameters that are weights.
const RESERVED: &str = "poids-";

/// Reads the decision helper; `None` when something is wrong with it, which the sheet's report
/// says, or with the comparison it rests on, which that file's report says.
pub(super) fn read(sheet: &Sheet<'_>, comparisons: &[&Comparison]) -> Option<Advisor> {
    let fields = sheet.fields()?;
    let Head {
        title,
        summary,
        note,
    } = sheet.head(&fields);
    let comparison = comparison(sheet, &fields, comparisons);
    let options = Options::read(sheet, &fields, comparison);
    let mut ids = Ids::default();
    let questions: Vec<Question> = fields
        .filled_tables("questions")
        .iter()
        .filter_map(|table| question(sheet, table, &options, &mut ids))
        .collect();
    let cases = fields.tables("cases");
    fields.finish();
    let mut advisor = Advisor {
        source: sheet.path.to_owned(),
        title: title.unwrap_or_default(),
        summary,
        note,
        comparison: comparison.map_or_else(nowhere, target),
        options: options.into_choices(),
        questions,
        cases: Vec::new(),
    };
    let mut ids = Ids::default();
    let read: Vec<cases::Read> = cases
        .iter()
        .filter_map(|table| cases::read(sheet, table, &advisor, &mut ids))
        .collect();
    comparison?;
    // Rules with other faults would fail for those.
    if sheet.report.harm() == Harm::None {
        for case in &read {
            cases::verify(sheet, &advisor, case);
        }
    }
    advisor.cases = read.into_iter().map(|read| read.case).collect();
    Some(advisor)
}

fn target(comparison: &Comparison) -> Target {
    Target {
        href: comparison.path(),
        title: comparison.title.clone(),
    }
}

/// Stands in for a comparison while the rest of the file is read for mistakes.
fn nowhere() -> Target {
    Target {
        href: String::new(),
        title: String::new(),
    }
}

/// The comparison that the file names. One that is there and broken has had its say elsewhere.
fn comparison<'a>(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    comparisons: &[&'a Comparison],
) -> Option<&'a Comparison> {
    let slug = fields.required("comparison")?;
    let slugs = || comparisons.iter().map(|table| table.slug.as_str());
    let found = slugs().position(|known| known == slug.text);
    let is_there = || sheet.links.site.has(&format!("/comparer/{}", slug.text));
    if found.is_none() && !is_there() {
        let fault = ChoiceFault::UnknownComparison {
            nearest: nearest(&slug.text, slugs()),
            slug: slug.text,
        };
        sheet.report.at(slug.line, fault.into());
    }
    Some(comparisons[found?])
}

fn question(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    options: &Options<'_>,
    ids: &mut Ids,
) -> Option<Question> {
    let id = sheet.id(fields, "id", ids);
    if let Some(id) = id.as_ref().filter(|id| id.as_str().starts_with(RESERVED)) {
        let fault = ChoiceFault::ReservedId { id: id.to_string() };
        sheet.report.at(fields.line, fault.into());
    }
    let name = fields.label("name");
    let help = sheet.html(fields.text("help"));
    let weight = weight(sheet, fields);
    let silence = sheet.html(fields.text("silence"));
    let mut ids = Ids::default();
    let answers = fields
        .filled_tables("answers")
        .iter()
        .filter_map(|table| answer(sheet, table, options, &mut ids))
        .collect();
    fields.finish();
    Some(Question {
        id: id?,
        name: name?,
        help,
        weight,
        silence,
        answers,
    })
}

fn weight(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Weight {
    let Some(number) = fields.number("weight") else {
        return USUAL_WEIGHT;
    };
    let line = fields.node("weight").map_or(fields.line, |node| node.line);
    whole_weight(sheet, line, "weight", number).unwrap_or(USUAL_WEIGHT)
}

/// A weight, if the number is one.
fn whole_weight(sheet: &Sheet<'_>, line: usize, key: &str, number: f64) -> Option<Weight> {
    let found = (1..=MAX_WEIGHT).find(|weight| f64::from(*weight) == number);
    if found.is_none() {
        let fault = ChoiceFault::OutOfRange {
            key: key.to_owned(),
            value: number.to_string(),
            allowed: "1, 2 ou 3",
        };
        sheet.report.at(line, Fault::from(fault));
    }
    found
}

fn answer(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    options: &Options<'_>,
    ids: &mut Ids,
) -> Option<Answer> {
    let id: Option<Id> = sheet.id(fields, "id", ids);
    let text = fields.label("text");
    let effects = fields
        .filled_tables("effects")
        .iter()
        .filter_map(|table| effects::effect(sheet, table, options))
        .collect();
    fields.finish();
    Some(Answer {
        id: id?,
        text: text?,
        effects,
    })
}
