//! `glossary.toml`.

use super::{
    fields::Fields,
    language,
    sheet::{Ids, Sheet},
};
use crate::{
    glossary::{Glossary, Term},
    markdown,
};

/// Reads the glossary; what is wrong with it goes to the sheet's report.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Glossary> {
    let fields = sheet.fields()?;
    let mut ids = Ids::default();
    let mut terms: Vec<Term> = fields
        .filled_tables("terms")
        .iter()
        .filter_map(|table| sheet.report.piece(|| term(sheet, table, &mut ids)))
        .collect();
    fields.finish();
    terms.sort_by_cached_key(|term| markdown::slug(&term.name));
    Some(Glossary { terms })
}

fn term(sheet: &Sheet<'_>, fields: &Fields<'_>, ids: &mut Ids) -> Option<Term> {
    let id = sheet.id(fields, "id", ids);
    let name = fields.label("name");
    let lang = fields.text("lang").map(|text| language::tag(&text.text));
    let definition = fields
        .required("definition")
        .map(|text| sheet.inline(&text));
    let synonyms = fields.texts("synonyms");
    let note = sheet.reference(fields, "note");
    fields.finish();
    let definition = definition?;
    Some(Term {
        id: id?,
        name: name?,
        lang,
        definition: definition.html,
        plain: definition.plain,
        synonyms: synonyms
            .iter()
            .map(|text| markdown::typeset(&text.text, "fr"))
            .collect(),
        note,
    })
}
