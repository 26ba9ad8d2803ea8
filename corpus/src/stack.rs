//! Stacks: what runs under what in an environment.

use crate::{Html, Id, LayerKind, Slug, Target};

/// One file of `stacks/`.
#[derive(Clone, Debug)]
pub struct Stack {
    /// File name without `.toml`; path below `/environnements/`.
    pub slug: Slug,
    /// Path of the file relative to the content folder.
    pub source: String,
    /// Plain text.
    pub title: String,
    /// Inline HTML.
    pub summary: Option<Html>,
    /// The note that tells the same as prose.
    pub note: Option<Target>,
    /// The outermost layers, in the order of the file.
    pub layers: Vec<Layer>,
}

/// A box of the stack, with what it holds.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Unique in the stack.
    pub id: Id,
    /// What it is made of.
    pub kind: LayerKind,
    /// Plain text.
    pub label: String,
    /// Inline HTML: what it is and what it is for.
    pub detail: Option<Html>,
    /// The same as plain text, for search.
    pub plain: String,
    /// The note that explains it.
    pub note: Option<Target>,
    /// Stands beside the others (storage, network, security) instead of among them.
    pub side: bool,
    /// What runs on or in it.
    pub children: Vec<Layer>,
}

impl Stack {
    /// The URL of the environment.
    pub fn path(&self) -> String {
        format!("/environnements/{}", self.slug)
    }

    /// Every layer with its depth (0 for the outermost), parents before children.
    pub fn walk(&self) -> Vec<(usize, &Layer)> {
        fn visit<'a>(layers: &'a [Layer], depth: usize, out: &mut Vec<(usize, &'a Layer)>) {
            for layer in layers {
                out.push((depth, layer));
                visit(&layer.children, depth + 1, out);
            }
        }
        let mut out = Vec::new();
        visit(&self.layers, 0, &mut out);
        out
    }
}

impl Layer {
    /// The anchor of the layer on its environment's page.
    pub fn anchor(&self) -> String {
        format!("couche-{}", self.id)
    }
}
