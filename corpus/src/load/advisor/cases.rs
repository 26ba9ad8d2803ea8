//! The cases: answers whose outcome the notes give, and whether the rules give the same.

use super::{
    super::{
        fields::{Fields, Text},
        near::nearest,
        node::{Entry, Value},
        sheet::{Ids, Sheet},
    },
    options, whole_weight,
};
use crate::{
    advisor::{Advisor, Answer, Case, Profile, Question},
    problem::{ChoiceFault, Fault},
};

/// A case, and the lines of what it expects.
pub(super) struct Read {
    pub(super) case: Case,
    first: usize,
    order: usize,
}

pub(super) fn read(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    advisor: &Advisor,
    ids: &mut Ids,
) -> Option<Read> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let source = sheet.required_reference(fields, "source");
    let profile = profile(sheet, fields, advisor);
    let line = |key| fields.node(key).map_or(fields.line, |node| node.line);
    let lines = (line("first"), line("order"));
    if fields
        .node("first")
        .is_none_or(|node| node.items().is_empty())
    {
        let fault = Fault::MissingKey { key: "first" };
        sheet.report.at(lines.0, fault);
    }
    let first = choices(sheet, fields, "first", advisor);
    let order = choices(sheet, fields, "order", advisor);
    fields.finish();
    let case = Case {
        id: id?,
        name: name?,
        source: source?,
        profile,
        first,
        order,
    };
    Some(Read {
        case,
        first: lines.0,
        order: lines.1,
    })
}

/// Holds the rules to a case.
pub(super) fn verify(sheet: &Sheet<'_>, advisor: &Advisor, read: &Read) {
    let first = leaders(advisor, &read.case).map(|fault| (read.first, fault));
    let order = order_of(advisor, &read.case).map(|fault| (read.order, fault));
    for (line, fault) in first.into_iter().chain(order) {
        sheet.report.at(line, fault.into());
    }
}

fn choices(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    key: &'static str,
    advisor: &Advisor,
) -> Vec<usize> {
    let names = fields.texts(key);
    let find = |name| options::find(sheet, name, &advisor.options);
    names.iter().filter_map(find).collect()
}

fn profile(sheet: &Sheet<'_>, fields: &Fields<'_>, advisor: &Advisor) -> Profile {
    let mut profile = advisor.blank();
    for entry in fields.entries("answers") {
        let Some(question) = find_question(sheet, entry, advisor) else {
            continue;
        };
        let answers = &advisor.questions[question].answers;
        profile.answers[question] = find_answer(sheet, entry, answers);
    }
    for entry in fields.entries("weights") {
        let question = find_question(sheet, entry, advisor);
        let Value::Number(number) = entry.node.value else {
            let (key, expected) = (entry.key.clone(), "un nombre");
            sheet
                .report
                .at(entry.line, Fault::WrongType { key, expected });
            continue;
        };
        let weight = whole_weight(sheet, entry.line, &entry.key, number);
        if let (Some(question), Some(weight)) = (question, weight) {
            profile.weights[question] = weight;
        }
    }
    profile
}

fn find_question(sheet: &Sheet<'_>, entry: &Entry, advisor: &Advisor) -> Option<usize> {
    let id = |question: &Question| question.id.as_str() == entry.key;
    let found = advisor.questions.iter().position(id);
    if found.is_none() && !super::super::sheet::declares(sheet.tree, "questions", &entry.key) {
        let ids = advisor
            .questions
            .iter()
            .map(|question| question.id.as_str());
        let fault = ChoiceFault::UnknownQuestion {
            id: entry.key.clone(),
            nearest: nearest(&entry.key, ids),
        };
        sheet.report.at(entry.line, fault.into());
    }
    found
}

fn find_answer(sheet: &Sheet<'_>, entry: &Entry, answers: &[Answer]) -> Option<usize> {
    let Value::Text(text) = &entry.node.value else {
        let (key, expected) = (entry.key.clone(), "un texte entre guillemets");
        sheet
            .report
            .at(entry.line, Fault::WrongType { key, expected });
        return None;
    };
    let Text { line, text } = Text {
        line: entry.node.line,
        text: text.clone(),
    };
    let found = answers.iter().position(|answer| answer.id.as_str() == text);
    if found.is_none() {
        let ids = answers.iter().map(|answer| answer.id.as_str());
        let fault = ChoiceFault::UnknownAnswer {
            nearest: nearest(&text, ids),
            id: text,
        };
        sheet.report.at(line, fault.into());
    }
    found
}

/// What is wrong with who comes first.
fn leaders(advisor: &Advisor, case: &Case) -> Option<ChoiceFault> {
    let leaders = advisor.leaders(&case.profile);
    let is_right = !leaders.is_empty() && leaders.iter().all(|one| case.first.contains(one));
    (!is_right).then(|| ChoiceFault::FailedCase {
        actual: match leaders.is_empty() {
            true => "rien, faute de réponse".to_owned(),
            false => format!("{} en tête", names(advisor, &leaders, " et ")),
        },
        expected: names(advisor, &case.first, " ou "),
    })
}

/// What is wrong with who comes before whom.
fn order_of(advisor: &Advisor, case: &Case) -> Option<ChoiceFault> {
    let places = advisor.rank(&case.profile);
    let rank = |option: usize| places.iter().find(|place| place.option == option);
    let ranks: Vec<usize> = case
        .order
        .iter()
        .filter_map(|&one| Some(rank(one)?.rank))
        .collect();
    let is_right = ranks.windows(2).all(|pair| pair[0] < pair[1]);
    (!is_right).then(|| {
        let mut actual = case.order.clone();
        actual.sort_by_key(|&one| rank(one).map(|place| place.rank));
        ChoiceFault::FailedCase {
            actual: names(advisor, &actual, ", puis ou à égalité "),
            expected: names(advisor, &case.order, ", puis "),
        }
    })
}

fn names(advisor: &Advisor, options: &[usize], between: &str) -> String {
    let name = |&option: &usize| format!("« {} »", advisor.options[option].id);
    options.iter().map(name).collect::<Vec<_>>().join(between)
}
