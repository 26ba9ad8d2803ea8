//! A file of `flows/`.

use super::{
    fields::{Fields, Text},
    near::nearest,
    sheet::{Head, Ids, Sheet, declares},
};
use crate::{
    LayerKind, Slug,
    flow::{Flow, Participant, Step},
    problem::{Fault, RelationFault},
};

/// Reads a flow; `None` when something is wrong with it, which the sheet's report says.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Flow> {
    let fields = sheet.fields()?;
    let Head {
        title,
        summary,
        note,
    } = sheet.head(&fields);
    let stack = sheet.stack(&fields);
    let is_over = fields.node("stack").map(|_| stack.as_ref());
    let mut ids = Ids::default();
    let participants: Vec<Participant> = fields
        .filled_tables("participants")
        .iter()
        .filter_map(|table| participant(sheet, table, is_over, &mut ids))
        .collect();
    let mut numbers = Ids::default();
    let steps = fields
        .filled_tables("steps")
        .iter()
        .filter_map(|table| step(sheet, table, &participants, &mut numbers))
        .collect();
    fields.finish();
    Some(Flow {
        slug: sheet.slug.clone(),
        source: sheet.path.to_owned(),
        title: title?,
        summary,
        note,
        stack,
        participants,
        steps,
    })
}

/// `stack` is the environment that the flow names, if it names one, where there is one of that name.
fn participant(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    stack: Option<Option<&Slug>>,
    ids: &mut Ids,
) -> Option<Participant> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let kind = sheet.colour(fields.text("kind"));
    if fields.node("kind").is_none() {
        let fault = Fault::MissingKey { key: "kind" };
        sheet.report.aside(fields.line, fault);
    }
    let layer = fields.text("layer").and_then(|Text { line, text }| {
        let layer = match stack {
            Some(Some(stack)) => sheet.links.site.layer(stack, &text),
            // What is wrong is the name of the environment.
            Some(None) => return None,
            None => Err(RelationFault::LayerWithoutStack.into()),
        };
        sheet.report.ok_aside(line, layer)
    });
    fields.finish();
    Some(Participant {
        id: id?,
        name: name?,
        kind: kind.unwrap_or(LayerKind::Zone),
        layer,
    })
}

fn step(
    sheet: &Sheet<'_>,
    fields: &Fields<'_>,
    participants: &[Participant],
    numbers: &mut Ids,
) -> Option<Step> {
    let number = sheet.id(fields, "number", numbers);
    let find = |text: Text| find(sheet, &text, participants);
    let from = fields.required("from").and_then(find);
    let to = match fields.text("to") {
        Some(text) => find(text),
        None => from,
    };
    let label = fields.label("label");
    let detail = fields.text("detail").map(|text| sheet.inline(&text));
    let note = sheet.reference(fields, "note");
    fields.finish();
    let (html, plain) = detail.map(|inline| (inline.html, inline.plain)).unzip();
    Some(Step {
        number: number?.to_string(),
        from: from?,
        to: to?,
        label: label?,
        detail: html,
        plain: plain.unwrap_or_default(),
        note,
    })
}

/// The participant a step names.
fn find(sheet: &Sheet<'_>, name: &Text, participants: &[Participant]) -> Option<usize> {
    let ids = || participants.iter().map(|one| one.id.as_str());
    let found = ids().position(|id| id == name.text);
    if found.is_none() && !declares(sheet.tree, "participants", &name.text) {
        let fault = Fault::UnknownParticipant {
            id: name.text.clone(),
            nearest: nearest(&name.text, ids()),
        };
        sheet.report.at(name.line, fault);
    }
    found
}
