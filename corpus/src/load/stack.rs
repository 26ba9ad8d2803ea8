//! A file of `stacks/`.

use std::collections::HashMap;

use super::{
    fields::{Fields, Text},
    near::nearest,
    sheet::{Head, Ids, Sheet, declared},
};
use crate::{
    Html, Id, LayerKind, Target,
    problem::Fault,
    stack::{Layer, Stack},
};

/// How many layers may lie in each other: more do not fit on a screen.
const DEPTH_LIMIT: usize = 12;

/// A layer as it stands in the file: it names its parent.
struct Flat {
    line: usize,
    id: Id,
    kind: LayerKind,
    label: String,
    detail: Option<Html>,
    plain: String,
    note: Option<Target>,
    parent: Option<Text>,
    side: bool,
}

/// Reads a stack; `None` when something is wrong with it, which the sheet's report says.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Stack> {
    let fields = sheet.fields()?;
    let Head {
        title,
        summary,
        note,
    } = sheet.head(&fields);
    let mut ids = Ids::default();
    let layers: Vec<Flat> = fields
        .filled_tables("layers")
        .iter()
        .filter_map(|table| flat(sheet, table, &mut ids))
        .collect();
    fields.finish();
    let parents = parents(&layers);
    validate_cycles(sheet, &layers, &parents);
    Some(Stack {
        slug: sheet.slug.clone(),
        source: sheet.path.to_owned(),
        title: title?,
        summary,
        note,
        layers: nest(sheet, layers, &parents),
    })
}

fn flat(sheet: &Sheet<'_>, fields: &Fields<'_>, ids: &mut Ids) -> Option<Flat> {
    let id = sheet.id(fields, "id", ids);
    let kind = sheet.kind(fields.required("kind"));
    let label = fields.label("label");
    let detail = fields.text("detail").map(|text| sheet.inline(&text));
    let note = sheet.reference(fields, "note");
    let parent = fields.text("in");
    validate_parent(sheet, parent.as_ref());
    let side = fields.flag("side");
    if let (Some(node), true, true) = (fields.node("side"), side, parent.is_some()) {
        sheet.report.at(node.line, Fault::InnerSide);
    }
    fields.finish();
    let (html, plain) = detail.map(|inline| (inline.html, inline.plain)).unzip();
    // What is wrong with the others is reported, and must not hide what is wrong with its place.
    Some(Flat {
        line: fields.line,
        id: id?,
        kind: kind.unwrap_or(LayerKind::Zone),
        label: label.unwrap_or_default(),
        detail: html,
        plain: plain.unwrap_or_default(),
        note,
        parent,
        side,
    })
}

/// Reports an `in` that names no layer of the file.
fn validate_parent(sheet: &Sheet<'_>, parent: Option<&Text>) {
    let Some(Text { line, text }) = parent else {
        return;
    };
    let declared = || declared(sheet.tree, "layers");
    if !declared().any(|id| id == text) {
        let fault = Fault::UnknownParent {
            id: text.clone(),
            nearest: nearest(text, declared()),
        };
        sheet.report.at(*line, fault);
    }
}

/// For each layer, the index of the one it lies in.
fn parents(layers: &[Flat]) -> Vec<Option<usize>> {
    let ids = layers.iter().enumerate();
    let by_id: HashMap<&str, usize> = ids.map(|(i, layer)| (layer.id.as_str(), i)).collect();
    let parent = |layer: &Flat| by_id.get(layer.parent.as_ref()?.text.as_str()).copied();
    layers.iter().map(parent).collect()
}

/// Reports each cycle once, on the `in` of its first layer in the file.
fn validate_cycles(sheet: &Sheet<'_>, layers: &[Flat], parents: &[Option<usize>]) {
    let mut seen = vec![false; layers.len()];
    for start in 0..layers.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(i) = next.filter(|&i| !seen[i]) {
            seen[i] = true;
            path.push(i);
            next = parents[i];
        }
        let closing = next.and_then(|i| path.iter().position(|&visited| visited == i));
        let Some(at) = closing else { continue };
        let ring = &path[at..];
        let names: Vec<&str> = ring
            .iter()
            .chain(&ring[..1])
            .map(|&i| layers[i].id.as_str())
            .collect();
        let first = ring.iter().min().map(|&i| &layers[i]);
        let line = first.and_then(|layer| Some(layer.parent.as_ref()?.line));
        let path = names.join(" → ");
        sheet.report.at(line.unwrap_or(1), Fault::Cycle { path });
    }
}

/// The outermost layers, each with what it holds. Layers in a cycle are never reached.
fn nest(sheet: &Sheet<'_>, layers: Vec<Flat>, parents: &[Option<usize>]) -> Vec<Layer> {
    let mut inside: HashMap<Option<usize>, Vec<(usize, Flat)>> = HashMap::new();
    for (i, layer) in layers.into_iter().enumerate() {
        inside.entry(parents[i]).or_default().push((i, layer));
    }
    take(sheet, None, 1, &mut inside)
}

fn take(
    sheet: &Sheet<'_>,
    parent: Option<usize>,
    depth: usize,
    inside: &mut HashMap<Option<usize>, Vec<(usize, Flat)>>,
) -> Vec<Layer> {
    let layers = inside.remove(&parent).unwrap_or_default();
    if let (Some((_, first)), true) = (layers.first(), depth > DEPTH_LIMIT) {
        let limit = DEPTH_LIMIT;
        sheet
            .report
            .at(first.line, Fault::StackTooDeep { depth, limit });
        return Vec::new();
    }
    let layer = |(i, flat): (usize, Flat)| Layer {
        id: flat.id,
        kind: flat.kind,
        label: flat.label,
        detail: flat.detail,
        plain: flat.plain,
        note: flat.note,
        side: flat.side,
        children: take(sheet, Some(i), depth + 1, inside),
    };
    layers.into_iter().map(layer).collect()
}
