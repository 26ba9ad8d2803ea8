//! A file of `stacks/`.

use std::collections::HashMap;

use super::{
    fields::{Fields, Text},
    link,
    near::nearest,
    sheet::{Head, Ids, Sheet, declared},
};
use crate::{
    Id, LayerKind, Slug,
    problem::{Fault, RelationFault},
    stack::{Layer, Phase, Place, Stack},
};

/// How many layers may lie in each other: more do not fit on a screen.
const DEPTH_LIMIT: usize = 12;

/// How many environments stand beside one in a comparison.
const COMPARED_LIMIT: usize = 2;

/// A layer as it stands in the file: it names its parent.
struct Flat {
    line: usize,
    parent: Option<Text>,
    /// Without what it holds.
    layer: Layer,
}

/// Reads a stack; `None` when something is wrong with it, which the sheet's report says.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Stack> {
    let fields = sheet.fields()?;
    let Head {
        title,
        summary,
        note,
    } = sheet.head(&fields);
    let compare = compared(sheet, &fields);
    let phase = phase(&fields);
    let mut ids = Ids::default();
    let layers: Vec<Flat> = fields
        .filled_tables("layers")
        .iter()
        .filter_map(|table| flat(sheet, table, &mut ids))
        .collect();
    let links = link::read(sheet, &fields);
    fields.finish();
    let parents = parents(&layers);
    validate_cycles(sheet, &layers, &parents);
    Some(Stack {
        source: sheet.path.to_owned(),
        summary,
        note,
        compare,
        phase,
        links,
        layers: nest(sheet, layers, &parents),
        ..Stack::new(sheet.slug.clone(), title?)
    })
}

/// The environments it is to be compared with.
fn compared(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Vec<Slug> {
    let mut slugs: Vec<Slug> = Vec::new();
    for Text { line, text } in fields.texts("compare") {
        let Some(slug) = sheet.report.ok_aside(line, sheet.links.site.stack(&text)) else {
            continue;
        };
        if slug == sheet.slug || slugs.contains(&slug) {
            let slug = slug.to_string();
            sheet
                .report
                .aside(line, RelationFault::RepeatedStack { slug }.into());
        } else if slugs.len() == COMPARED_LIMIT {
            let limit = COMPARED_LIMIT;
            sheet
                .report
                .aside(line, RelationFault::TooManyStacks { limit }.into());
            break;
        } else {
            slugs.push(slug);
        }
    }
    slugs
}

/// Its place in a series: both keys, or neither.
fn phase(fields: &Fields<'_>) -> Option<Phase> {
    if fields.node("series").is_none() && fields.node("step").is_none() {
        return None;
    }
    let (series, step) = (fields.label("series"), fields.present_number("step"));
    Some(Phase {
        series: series?,
        step: step?,
    })
}

fn flat(sheet: &Sheet<'_>, fields: &Fields<'_>, ids: &mut Ids) -> Option<Flat> {
    let id = sheet.id(fields, "id", ids);
    let kind = sheet.kind(fields.required("kind"));
    let label = fields.label("label");
    let detail = fields.text("detail").map(|text| sheet.inline(&text));
    let parent = fields.text("in");
    validate_parent(sheet, parent.as_ref());
    let side = fields.flag("side");
    if let (Some(node), true, true) = (fields.node("side"), side, parent.is_some()) {
        sheet.report.at(node.line, Fault::InnerSide);
    }
    let own = id.as_ref().map(Id::as_str).unwrap_or_default();
    let layer = |id| Layer {
        side,
        note: sheet.reference(fields, "note"),
        isolates: sheet.html(fields.text("isolates")),
        share: sheet.html(fields.text("share")),
        place: place(sheet, fields.text("where")),
        kernel: fields.node("kernel").map(|_| fields.flag("kernel")),
        several: fields.flag("several"),
        on: fields
            .node("on")
            .map(|_| others(sheet, own, fields.texts("on"))),
        needs: others(sheet, own, fields.texts("needs")),
        uses: others(sheet, own, fields.texts("uses")),
        loss: sheet.html(fields.text("loss")),
        spare: others(sheet, own, fields.text("spare")).pop(),
        // What is wrong with the others is reported, and must not hide what is wrong with its place.
        ..Layer::new(
            id,
            kind.unwrap_or(LayerKind::Zone),
            label.unwrap_or_default(),
        )
    };
    // An id that is wrong is no reason to leave the rest unread.
    let stand_in = || Id::new("x").expect("a valid id");
    let mut layer = layer(id.clone().unwrap_or_else(stand_in));
    fields.finish();
    if let Some(detail) = detail {
        (layer.detail, layer.plain) = (Some(detail.html), detail.plain);
    }
    id?;
    Some(Flat {
        line: fields.line,
        parent,
        layer,
    })
}

/// The layers of these ids, other than the one called `own`.
pub(super) fn others(sheet: &Sheet<'_>, own: &str, ids: impl IntoIterator<Item = Text>) -> Vec<Id> {
    let other = |Text { line, text }: Text| {
        let known = || declared(sheet.tree, "layers");
        let fault = match known().any(|id| id == text) {
            true if text != own => return Id::new(&text),
            true => RelationFault::OwnLayer { id: text },
            false => RelationFault::UnknownLayer {
                nearest: nearest(&text, known()),
                id: text,
            },
        };
        sheet.report.at(line, fault.into());
        None
    };
    ids.into_iter().filter_map(other).collect()
}

/// Where a layer says that it runs.
fn place(sheet: &Sheet<'_>, text: Option<Text>) -> Option<Place> {
    let Text { line, text } = text?;
    let place = Place::from_name(&text).ok_or_else(|| RelationFault::UnknownPlace {
        nearest: nearest(&text, Place::ALL.map(Place::name)),
        place: text,
    });
    sheet.report.ok(line, place.map_err(Fault::from))
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
    let by_id: HashMap<&str, usize> = ids.map(|(i, flat)| (flat.layer.id.as_str(), i)).collect();
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
            .map(|&i| layers[i].layer.id.as_str())
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
        children: take(sheet, Some(i), depth + 1, inside),
        ..flat.layer
    };
    layers.into_iter().map(layer).collect()
}
