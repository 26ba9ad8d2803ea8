//! References turned round: from a note to the rows, layers, steps and terms that cite it.

use std::collections::HashMap;

use crate::{
    LayerKind, Target,
    advisor::{Advisor, Ground},
    comparison::{Cell, Comparison},
    flow::Flow,
    glossary::Glossary,
    note::Note,
    stack::Stack,
};

/// A place that refers to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The URL to open, with its anchor if it has one.
    pub href: String,
    /// The title of the page that cites.
    pub page: String,
    /// The row, layer, step or term that cites; `None` where the page as a whole does.
    pub title: Option<String>,
    /// What cites.
    pub kind: CitationKind,
}

/// What refers to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationKind {
    /// A comparison or one of its rows.
    Comparison,
    /// An environment or one of its layers.
    Stack(Option<LayerKind>),
    /// A flow or one of its steps.
    Flow,
    /// A term of the glossary.
    Term,
    /// The decision helper: once for a note, however many of its rules rest on it.
    Advisor,
}

/// Who cites which note: one list for each of `notes`, in the order the site shows them.
pub(crate) fn citations(
    notes: &[Note],
    comparisons: &[Comparison],
    stacks: &[Stack],
    flows: &[Flow],
    glossary: &Glossary,
) -> Vec<Vec<Citation>> {
    let mut cited_by = vec![Vec::new(); notes.len()];
    let mut cite = into_lists(notes, &mut cited_by);
    for comparison in comparisons {
        of_comparison(comparison, &mut cite);
    }
    for stack in stacks {
        of_stack(stack, &mut cite);
    }
    for flow in flows {
        of_flow(flow, &mut cite);
    }
    for term in &glossary.terms {
        let citation = Citation {
            href: format!("/glossaire#{}", term.id),
            page: "Glossaire".to_owned(),
            title: Some(term.name.clone()),
            kind: CitationKind::Term,
        };
        cite(&term.note, citation);
    }
    drop(cite);
    cited_by
}

/// Adds the decision helper to the lists of the notes that it rests on.
pub(crate) fn cite_advisor(notes: &[Note], advisor: &Advisor, cited_by: &mut [Vec<Citation>]) {
    let page = Page {
        href: Advisor::PATH.to_owned(),
        title: &advisor.title,
    };
    let mut cite = into_lists(notes, cited_by);
    let answers = advisor.questions.iter().flat_map(|asked| &asked.answers);
    let effects = answers.flat_map(|answer| &answer.effects);
    let sources = effects.filter_map(|effect| match &effect.ground {
        Ground::Rule { source, .. } => Some(source),
        Ground::Row { .. } => None,
    });
    let cases = advisor.cases.iter().map(|case| &case.source);
    let note = advisor.note.as_ref();
    for source in sources.chain(cases).chain(note) {
        cite(&Some(source.clone()), page.whole(CitationKind::Advisor));
    }
}

/// Adds a citation to the list of the note that is cited, once.
fn into_lists<'a>(
    notes: &[Note],
    cited_by: &'a mut [Vec<Citation>],
) -> impl FnMut(&Option<Target>, Citation) + use<'a> {
    let paths = notes.iter().enumerate().map(|(i, note)| (note.path(), i));
    let by_path: HashMap<String, usize> = paths.collect();
    move |target, citation| {
        let path = target.as_ref().map(|target| path(&target.href));
        let Some(&note) = path.and_then(|path| by_path.get(path)) else {
            return;
        };
        let list = &mut cited_by[note];
        if !list.contains(&citation) {
            list.push(citation);
        }
    }
}

fn of_comparison(comparison: &Comparison, cite: &mut impl FnMut(&Option<Target>, Citation)) {
    let page = Page {
        href: comparison.path(),
        title: &comparison.title,
    };
    let kind = CitationKind::Comparison;
    cite(&comparison.note, page.whole(kind));
    for subject in &comparison.subjects {
        cite(&subject.note, page.whole(kind));
    }
    for row in comparison.criteria() {
        for cell in row.cells.iter() {
            if let Cell::Known { source, .. } = cell {
                cite(source, page.part(row.id.as_str(), &row.name, kind));
            }
        }
    }
}

fn of_stack(stack: &Stack, cite: &mut impl FnMut(&Option<Target>, Citation)) {
    let page = Page {
        href: stack.path(),
        title: &stack.title,
    };
    cite(&stack.note, page.whole(CitationKind::Stack(None)));
    for (_, layer) in stack.walk() {
        let kind = CitationKind::Stack(Some(layer.kind));
        cite(&layer.note, page.part(&layer.anchor(), &layer.label, kind));
    }
}

fn of_flow(flow: &Flow, cite: &mut impl FnMut(&Option<Target>, Citation)) {
    let page = Page {
        href: flow.path(),
        title: &flow.title,
    };
    let kind = CitationKind::Flow;
    cite(&flow.note, page.whole(kind));
    for step in &flow.steps {
        cite(&step.note, page.part(&step.anchor(), &step.label, kind));
    }
}

/// A page that cites.
struct Page<'a> {
    href: String,
    title: &'a str,
}

impl Page<'_> {
    fn whole(&self, kind: CitationKind) -> Citation {
        Citation {
            href: self.href.clone(),
            page: self.title.to_owned(),
            title: None,
            kind,
        }
    }

    fn part(&self, anchor: &str, title: &str, kind: CitationKind) -> Citation {
        Citation {
            href: format!("{}#{anchor}", self.href),
            title: Some(title.to_owned()),
            ..self.whole(kind)
        }
    }
}

fn path(href: &str) -> &str {
    href.split_once('#').map_or(href, |(path, _)| path)
}
