//! What can be found: every place of the corpus that a link can open.

use crate::{
    Corpus, Html,
    advisor::Advisor,
    comparison::{Cell, Comparison, Criterion},
    flow::{Flow, Step},
    glossary::Term,
    note::{Note, Question},
    search::{HitKind, analysis::Lang, cells, inbound, scope::Parts},
    stack::Stack,
};

/// The page that holds the terms.
const GLOSSARY: &str = "Glossaire";

/// A place that can be found.
#[derive(Clone, Debug, Hash)]
pub(super) struct Document {
    pub(super) path: String,
    pub(super) source: String,
    /// The title of the page.
    pub(super) title: String,
    /// The name of the place; the page's title for the top of a page.
    pub(super) heading: String,
    /// Other names of the place.
    pub(super) aliases: Vec<String>,
    /// Plain text: what is searched and what snippets show.
    pub(super) text: String,
    pub(super) kind: HitKind,
    pub(super) lang: Lang,
    /// The part of the course, by number.
    pub(super) part: u16,
    /// How many notes link to its page.
    pub(super) inbound: u32,
    /// Of the row of a comparison.
    pub(super) cells: Vec<cells::Place>,
}

impl Document {
    /// What its page is known by; a term of the glossary is a page of its own.
    pub(super) fn page(&self) -> &str {
        let end = self.path.find(['?', '#']);
        match self.kind {
            HitKind::Term => &self.path,
            _ => &self.path[..end.unwrap_or(self.path.len())],
        }
    }

    /// The name of that page.
    pub(super) fn page_title(&self) -> &str {
        match self.kind {
            HitKind::Term => &self.heading,
            _ => &self.title,
        }
    }

    /// The part of the path that tells it from its neighbours: the anchor, or the last segment.
    pub(super) fn address(&self) -> &str {
        let start = self.path.rfind(['/', '#']);
        start.map_or("", |start| &self.path[start + 1..])
    }

    /// What the last segment of its page's path stands below.
    pub(super) fn folder(&self) -> &str {
        let page = self.page();
        let inside = page.strip_prefix("/notes/").unwrap_or(page);
        inside.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A page that holds places.
struct Page<'a> {
    path: String,
    source: &'a str,
    title: &'a str,
    kind: HitKind,
    lang: Lang,
    part: u16,
    inbound: u32,
}

impl Page<'_> {
    /// The page itself, opened at its top.
    fn top(&self, text: String) -> Document {
        self.place("", self.title, text)
    }

    /// A place below the page; `suffix` is what its URL adds to the page's.
    fn place(&self, suffix: &str, heading: &str, text: String) -> Document {
        Document {
            path: format!("{}{suffix}", self.path),
            source: self.source.to_owned(),
            title: self.title.to_owned(),
            heading: heading.to_owned(),
            aliases: Vec::new(),
            text,
            kind: self.kind,
            lang: self.lang,
            part: self.part,
            inbound: self.inbound,
            cells: Vec::new(),
        }
    }
}

/// Everything that can be found, in the order of the course.
pub(super) fn documents(corpus: &Corpus, parts: &Parts) -> Vec<Document> {
    let mut out = Vec::new();
    let inbound = inbound::counts(corpus.notes());
    for (note, inbound) in corpus.notes().iter().zip(inbound) {
        sections(note, inbound, parts, &mut out);
    }
    corpus
        .comparisons()
        .iter()
        .for_each(|comparison| rows(comparison, parts, &mut out));
    corpus
        .stacks()
        .iter()
        .for_each(|stack| layers(stack, parts, &mut out));
    corpus
        .flows()
        .iter()
        .for_each(|flow| steps(flow, parts, &mut out));
    let terms = corpus.glossary().terms.iter();
    out.extend(terms.map(|one| term(one, parts)));
    if let Some(advisor) = corpus.advisor() {
        helper(advisor, parts, &mut out);
    }
    out
}

/// The sections of a note; its top is found by its summary and by what stands before any heading.
fn sections(note: &Note, inbound: u32, parts: &Parts, out: &mut Vec<Document>) {
    let page = Page {
        path: note.path(),
        source: &note.source,
        title: &note.title,
        kind: HitKind::Note,
        lang: Lang::from_tag(&note.lang),
        part: parts.of_slug(note.slug.as_str()),
        inbound,
    };
    let (intro, rest): (Vec<_>, Vec<_>) = note.sections.iter().partition(|s| s.anchor.is_none());
    let intro = intro.into_iter().map(|section| section.text.as_str());
    let summary = summary(note.summary.as_ref());
    let says = std::iter::once(summary.as_str()).chain(intro);
    out.push(page.top(lines(says)));
    for section in rest {
        let anchor = section.anchor.as_deref().unwrap_or_default();
        out.push(page.place(
            &format!("#{anchor}"),
            &section.heading,
            section.text.clone(),
        ));
    }
    for (i, Question { question, answer }) in note.questions.iter().enumerate() {
        let suffix = format!("#{}", Question::anchor(i));
        out.push(page.place(&suffix, &question.text(), answer.text()));
    }
}

/// The rows of a comparison, each with what it says of every subject.
fn rows(comparison: &Comparison, parts: &Parts, out: &mut Vec<Document>) {
    let page = Page {
        path: comparison.path(),
        source: &comparison.source,
        title: &comparison.title,
        kind: HitKind::Criterion,
        lang: Lang::French,
        part: parts.of_target(comparison.note.as_ref()),
        inbound: 0,
    };
    out.push(page.top(summary(comparison.summary.as_ref())));
    for criterion in comparison.criteria() {
        let text = row(comparison, criterion);
        let row = page.place(&format!("#{}", criterion.id), &criterion.name, text);
        out.push(Document {
            cells: cells::of_row(comparison, criterion),
            ..row
        });
    }
}

fn row(comparison: &Comparison, criterion: &Criterion) -> String {
    let cells = comparison.subjects.iter().zip(criterion.cells.iter());
    let cells = cells.filter_map(|(subject, cell)| match cell {
        Cell::Unknown => None,
        Cell::Known { plain, .. } => Some(format!("{} : {plain}", subject.name)),
    });
    let help = criterion.help.as_ref().map(Html::text);
    lines(help.into_iter().chain(cells))
}

fn layers(stack: &Stack, parts: &Parts, out: &mut Vec<Document>) {
    let page = Page {
        path: stack.path(),
        source: &stack.source,
        title: &stack.title,
        kind: HitKind::Layer,
        lang: Lang::French,
        part: parts.of_target(stack.note.as_ref()),
        inbound: 0,
    };
    out.push(page.top(summary(stack.summary.as_ref())));
    for (_, layer) in stack.walk() {
        let suffix = format!("#{}", layer.anchor());
        out.push(page.place(&suffix, &layer.label, layer.plain.clone()));
    }
}

fn steps(flow: &Flow, parts: &Parts, out: &mut Vec<Document>) {
    let page = Page {
        path: flow.path(),
        source: &flow.source,
        title: &flow.title,
        kind: HitKind::Step,
        lang: Lang::French,
        part: parts.of_target(flow.note.as_ref()),
        inbound: 0,
    };
    out.push(page.top(summary(flow.summary.as_ref())));
    for step in &flow.steps {
        let suffix = format!("{}#{}", step.query(), step.anchor());
        out.push(page.place(&suffix, &step.label, message(flow, step)));
    }
}

/// Who tells whom, then what.
fn message(flow: &Flow, step: &Step) -> String {
    let name = |i: usize| flow.participants.get(i).map(|lane| lane.name.as_str());
    let from = name(step.from).unwrap_or_default();
    let lanes = match name(step.to) {
        Some(to) if step.to != step.from => format!("{from} → {to}"),
        _ => from.to_owned(),
    };
    lines([lanes.as_str(), &step.plain])
}

fn term(term: &Term, parts: &Parts) -> Document {
    Document {
        path: format!("/glossaire#{}", term.id),
        source: "glossary.toml".to_owned(),
        title: GLOSSARY.to_owned(),
        heading: term.name.clone(),
        aliases: term.synonyms.clone(),
        text: term.plain.clone(),
        kind: HitKind::Term,
        lang: Lang::French,
        part: parts.of_target(term.note.as_ref()),
        inbound: 0,
        cells: Vec::new(),
    }
}

/// The decision helper, and what it asks.
fn helper(advisor: &Advisor, parts: &Parts, out: &mut Vec<Document>) {
    let page = Page {
        path: Advisor::PATH.to_owned(),
        source: &advisor.source,
        title: &advisor.title,
        kind: HitKind::Helper,
        lang: Lang::French,
        part: parts.of_target(advisor.note.as_ref()),
        inbound: 0,
    };
    out.push(page.top(summary(advisor.summary.as_ref())));
    for asked in &advisor.questions {
        let answers = asked.answers.iter().map(|answer| answer.text.clone());
        let help = asked.help.as_ref().map(Html::text);
        let text = lines(help.into_iter().chain(answers));
        out.push(page.place(&format!("#{}", asked.anchor()), &asked.name, text));
    }
}

fn summary(html: Option<&Html>) -> String {
    html.map(Html::text).unwrap_or_default()
}

/// The pieces that are not empty, one a line.
fn lines(pieces: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut out = String::new();
    for piece in pieces {
        let piece = piece.as_ref().trim();
        if !piece.is_empty() && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(piece);
    }
    out
}
