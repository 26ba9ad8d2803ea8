//! What the TOML files have in common: a head, references, inline Markdown, ids.

use std::collections::HashMap;

use super::{
    fields::{Fields, Text},
    near::nearest,
    node::Node,
    report::Report,
    site::Links,
};
use crate::{
    Html, Id, LayerKind, Slug, Target,
    markdown::{self, Anchor, Foreign, Inline},
    problem::{ChoiceFault, Fault, Remark},
};

/// A TOML file being turned into a page.
pub(super) struct Sheet<'a> {
    /// Relative to the content folder.
    pub(super) path: &'a str,
    pub(super) slug: Slug,
    pub(super) tree: &'a Node,
    pub(super) links: Links<'a>,
    pub(super) foreign: &'a Foreign,
    pub(super) report: Report,
}

/// What every file of a page begins with.
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) summary: Option<Html>,
    pub(super) note: Option<Target>,
}

/// The ids taken so far in a file, with their lines.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, usize>);

impl Sheet<'_> {
    /// The top table.
    pub(super) fn fields(&self) -> Option<Fields<'_>> {
        Fields::of(self.tree, "le fichier", &self.report)
    }

    /// Title, summary and note; `order` was read before ([`order`]) and is checked here.
    pub(super) fn head(&self, fields: &Fields<'_>) -> Head {
        fields.number("order");
        Head {
            title: fields.label("title"),
            summary: self.html(fields.text("summary")),
            note: self.reference(fields, "note"),
        }
    }

    /// The note that a key refers to; none where there is no such note.
    pub(super) fn reference(&self, fields: &Fields<'_>, key: &'static str) -> Option<Target> {
        let Text { line, text } = fields.text(key)?;
        self.report.ok_aside(line, self.links.site.reference(&text))
    }

    /// The environment that the file or one of its tables names.
    pub(super) fn stack(&self, fields: &Fields<'_>) -> Option<Slug> {
        let Text { line, text } = fields.text("stack")?;
        self.report.ok_aside(line, self.links.site.stack(&text))
    }

    /// The note that a key must refer to.
    pub(super) fn required_reference(
        &self,
        fields: &Fields<'_>,
        key: &'static str,
    ) -> Option<Target> {
        let Text { line, text } = fields.required(key)?;
        let target = self.links.site.reference(&text);
        let needed = target.map_err(|fault| match fault {
            Fault::Remark(Remark::AwaitedDraft { file, .. }) => {
                ChoiceFault::DraftSource { file }.into()
            }
            fault => fault,
        });
        self.report.ok(line, needed)
    }

    /// A text as HTML.
    pub(super) fn html(&self, text: Option<Text>) -> Option<Html> {
        Some(self.inline(&text?).html)
    }

    /// A text as HTML and as plain text.
    pub(super) fn inline(&self, text: &Text) -> Inline {
        let mut inline = markdown::inline(&text.text, "fr", self.foreign, &self.links);
        let is_lost = inline.plain.trim().is_empty();
        for fault in inline.faults.drain(..) {
            match is_lost {
                true => self.report.at(text.line, fault),
                // What is wrong is not in it; the rest is.
                false => self.report.aside(text.line, fault),
            }
        }
        inline
    }

    /// The kind of layer a text names, of which only a colour depends.
    pub(super) fn colour(&self, text: Option<Text>) -> Option<LayerKind> {
        let Text { line, text } = text?;
        self.report.ok_aside(line, kind(text))
    }

    /// The kind of layer a text names.
    pub(super) fn kind(&self, text: Option<Text>) -> Option<LayerKind> {
        let Text { line, text } = text?;
        self.report.ok(line, kind(text))
    }

    /// The id of a table, if it is well formed and nobody else's.
    pub(super) fn id(&self, fields: &Fields<'_>, key: &'static str, ids: &mut Ids) -> Option<Id> {
        let (line, id) = fields.id(key)?;
        match ids.0.entry(id.as_str().to_owned()) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(line);
                Some(id)
            }
            std::collections::hash_map::Entry::Occupied(taken) => {
                let first = *taken.get();
                let id = id.to_string();
                self.report.at(line, Fault::DuplicateId { id, first });
                None
            }
        }
    }
}

fn kind(name: String) -> Result<LayerKind, Fault> {
    LayerKind::from_name(&name).ok_or_else(|| Fault::UnknownKind {
        nearest: nearest(&name, LayerKind::ALL.map(LayerKind::name)),
        kind: name,
    })
}

/// The place a file asks for among those of its kind.
pub(super) fn order(tree: &Node) -> Option<f64> {
    tree.get("order")?.number()
}

/// The ids that the tables of the list `list` give themselves, those dropped for a fault included.
pub(super) fn declared<'a>(tree: &'a Node, list: &str) -> impl Iterator<Item = &'a str> {
    let tables = tree.get(list).into_iter().flat_map(Node::items);
    tables.filter_map(|table| table.get("id").and_then(Node::text))
}

/// Whether a table of the list `list` calls itself `id`.
pub(super) fn declares(tree: &Node, list: &str, id: &str) -> bool {
    declared(tree, list).any(|declared| declared == id)
}

/// The anchors a page will have, read before anything is checked.
pub(super) fn anchors(
    tree: &Node,
    lists: &[&str],
    keys: (&str, &str),
    prefix: &str,
) -> Vec<Anchor> {
    let mut tables = vec![tree];
    for list in lists {
        let lists = tables.iter().filter_map(|table| table.get(list));
        tables = lists.flat_map(Node::items).collect();
    }
    let anchor = |table: &Node| {
        Some(Anchor {
            id: format!("{prefix}{}", table.get(keys.0)?.text()?),
            title: table.get(keys.1)?.text()?.to_owned(),
        })
    };
    tables.into_iter().filter_map(anchor).collect()
}
