//! Stacks: what runs under what in an environment, and what follows from it.
//!
//! The questions a reader asks of a stack are pure functions of its layers: [`places`] says what
//! runs in Kubernetes and what does not, [`kernels`] who shares a kernel with whom, [`fates`] what
//! a failure takes with it, [`align`] how environments differ, [`changes`] what a phase adds.

mod align;
mod changes;
mod fate;
mod kernel;
mod link;
mod place;
#[cfg(test)]
pub(crate) mod sample;

pub use align::{Row, Verdict, align};
pub use changes::{Change, Changes, changes};
pub use fate::{Fate, fates};
pub use kernel::{Kernel, kernels};
pub use link::{Link, LinkKind};
pub use place::{Place, places};

use crate::{Html, Id, LayerKind, Slug, Target, markdown};

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
    /// The environments it is best compared with.
    pub compare: Vec<Slug>,
    /// Its place among the phases of one environment that grows.
    pub phase: Option<Phase>,
    /// The outermost layers, in the order of the file.
    pub layers: Vec<Layer>,
    /// The arrows between layers, in the order of the file.
    pub links: Vec<Link>,
}

/// A place in a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The name of the series, plain text.
    pub series: String,
    /// The smallest comes first.
    pub step: f64,
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
    /// Inline HTML: what it keeps apart, where its kind does not say it.
    pub isolates: Option<Html>,
    /// Inline HTML: its share of the machine.
    pub share: Option<Html>,
    /// Where it runs, where its kind and its surroundings mislead.
    pub place: Option<Place>,
    /// Whether it has a kernel of its own, where its kind misleads.
    pub kernel: Option<bool>,
    /// Whether it stands for several machines, each with a kernel of its own.
    pub several: bool,
    /// What it falls with, where that is not the layer around it.
    pub on: Option<Vec<Id>>,
    /// The layers that it cannot do without, beside what it falls with.
    pub needs: Vec<Id>,
    /// The layers without which it goes on, but not as before.
    pub uses: Vec<Id>,
    /// Inline HTML: what its failure means.
    pub loss: Option<Html>,
    /// The layer where what it holds starts again when it fails.
    pub spare: Option<Id>,
    /// What runs on or in it.
    pub children: Vec<Layer>,
}

impl Phase {
    /// Path of the series below `/environnements/evolution/`.
    pub fn slug(&self) -> String {
        markdown::slug(&self.series)
    }

    /// The URL of the page that shows the series.
    pub fn path(&self) -> String {
        format!("/environnements/evolution/{}", self.slug())
    }
}

impl Stack {
    /// A stack without layers.
    pub fn new(slug: Slug, title: impl Into<String>) -> Self {
        Self {
            source: format!("stacks/{slug}.toml"),
            slug,
            title: title.into(),
            summary: None,
            note: None,
            compare: Vec::new(),
            phase: None,
            layers: Vec::new(),
            links: Vec::new(),
        }
    }

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

    /// Every layer with the position here of the one it lies in, in the order of [`Self::walk`].
    pub fn flat(&self) -> Vec<(Option<usize>, &Layer)> {
        let mut around: Vec<usize> = Vec::new();
        let walk = self.walk().into_iter().enumerate();
        walk.map(|(i, (depth, layer))| {
            around.truncate(depth);
            let parent = around.last().copied();
            around.push(i);
            (parent, layer)
        })
        .collect()
    }
}

impl Layer {
    /// A layer that holds nothing, and says nothing but its name.
    pub fn new(id: Id, kind: LayerKind, label: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            label: label.into(),
            detail: None,
            plain: String::new(),
            note: None,
            side: false,
            isolates: None,
            share: None,
            place: None,
            kernel: None,
            several: false,
            on: None,
            needs: Vec::new(),
            uses: Vec::new(),
            loss: None,
            spare: None,
            children: Vec::new(),
        }
    }

    /// The anchor of the layer on its environment's page.
    pub fn anchor(&self) -> String {
        format!("couche-{}", self.id)
    }
}
