//! The `[[links]]` of a stack.

use super::{
    fields::{Fields, Text},
    near::nearest,
    sheet::Sheet,
    stack::others,
};
use crate::{
    problem::{Fault, RelationFault},
    stack::{Link, LinkKind},
};

/// Reads all links; those that are wrong are reported and left out.
pub(super) fn read(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Vec<Link> {
    let mut links: Vec<(usize, Link)> = Vec::new();
    for table in fields.tables("links") {
        let Some(link) = link(sheet, &table) else {
            continue;
        };
        let same = |(_, other): &&(usize, Link)| {
            (&other.from, &other.to, other.kind) == (&link.from, &link.to, link.kind)
        };
        match links.iter().find(same) {
            Some(&(first, _)) => {
                let fault = RelationFault::RepeatedLink {
                    from: link.from.to_string(),
                    to: link.to.to_string(),
                    first,
                };
                sheet.report.at(table.line, fault.into());
            }
            None => links.push((table.line, link)),
        }
    }
    links.into_iter().map(|(_, link)| link).collect()
}

fn link(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Option<Link> {
    let from = fields.required("from");
    let to = fields.required("to");
    let kind = kind(sheet, fields.text("kind"));
    let label = fields.short_text("label");
    fields.finish();
    let own = from.as_ref().map(|from| from.text.clone());
    let from = others(sheet, "", from).pop();
    let to = others(sheet, own.as_deref().unwrap_or_default(), to).pop();
    Some(Link {
        from: from?,
        to: to?,
        kind: kind?,
        label,
    })
}

/// A call where nothing else is said.
fn kind(sheet: &Sheet<'_>, text: Option<Text>) -> Option<LinkKind> {
    let Some(Text { line, text }) = text else {
        return Some(LinkKind::Call);
    };
    let kind = LinkKind::from_name(&text).ok_or_else(|| RelationFault::UnknownLink {
        nearest: nearest(&text, LinkKind::ALL.map(LinkKind::name)),
        kind: text,
    });
    sheet.report.ok(line, kind.map_err(Fault::from))
}
