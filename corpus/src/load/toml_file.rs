//! The TOML files: parsed first, so that their anchors are known, and read into pages later.

use super::{
    Source, advisor, comparison, course, flow, glossary, language, names,
    node::{Broken, Node},
    pages::Page,
    report::{Harm, Report},
    sheet::{self, Sheet},
    site::{Links, Site},
    stack,
    walk::Data,
};
use crate::{
    Slug,
    advisor::Advisor,
    comparison::Comparison,
    flow::Flow,
    glossary::Glossary,
    markdown::{self, Anchor, Foreign},
    problem::{FileFault, Problem, SyntaxFault},
    stack::{Phase, Stack},
};

/// A TOML file as a tree.
pub(super) struct TomlFile<'a> {
    pub(super) data: Data,
    /// Relative to the content folder.
    pub(super) path: &'a str,
    slug: Slug,
    /// `None` where it is not TOML.
    tree: Option<Node>,
}

/// What a TOML file is, read and checked.
pub(super) enum Read {
    Comparison {
        table: Comparison,
        /// Whether nothing had to be left out that others may rest on.
        is_whole: bool,
    },
    Stack(Stack),
    Flow(Flow),
    Glossary(Glossary),
}

impl Read {
    /// The comparison, where the file is one that others may rest on.
    pub(super) fn comparison(&self) -> Option<&Comparison> {
        match self {
            Self::Comparison {
                table,
                is_whole: true,
            } => Some(table),
            _ => None,
        }
    }
}

/// Parses a file that holds `data`; what is wrong with it comes second.
pub(super) fn parse(source: &Source, data: Data) -> (Option<TomlFile<'_>>, Vec<Problem>) {
    let report = Report::about(&source.path);
    let tree = Node::from_toml(&source.text, 1).map_err(|all| broken(all, &report));
    let slug = match source.path.split_once('/') {
        None => Ok(Slug::new("")),
        Some((folder, inside)) if inside.contains('/') => Err(FileFault::NestedPage {
            folder: folder.to_owned(),
        }),
        Some((_, name)) => names::slug_of(name),
    };
    let slug = slug.map_err(|fault| report.whole(fault.into())).ok();
    let file = slug.map(|slug| TomlFile {
        data,
        path: &source.path,
        slug,
        tree: tree.ok(),
    });
    (file, report.into_problems())
}

/// What was read, unless it would mislead; what is wrong with it comes second.
fn sound<T>(read: Option<T>, sheet: Sheet<'_>) -> (Option<T>, Vec<Problem>) {
    let harm = sheet.report.harm();
    let read = read.filter(|_| harm < Harm::Whole);
    (read, sheet.report.into_problems())
}

/// Says where a file is not TOML.
pub(super) fn broken(all: Vec<Broken>, report: &Report) {
    for Broken { line, reason } in all {
        report.at(line, SyntaxFault::BrokenToml { reason }.into());
    }
}

/// Puts files in the order their authors ask for.
pub(super) fn arrange(mut files: Vec<TomlFile<'_>>) -> Vec<TomlFile<'_>> {
    let key = |file: &TomlFile<'_>| file.tree.as_ref().and_then(sheet::order);
    files.sort_by(|a, b| course::by_order((key(a), a.path), (key(b), b.path)));
    files
}

impl TomlFile<'_> {
    /// The page others can link to.
    pub(super) fn page(&self) -> Page {
        let tree = self.tree.as_ref();
        let title = tree.and_then(|tree| tree.get("title")?.text());
        Page {
            file: self.path.to_owned(),
            href: self.href(),
            title: markdown::typeset(title.unwrap_or(self.usual_title()), "fr"),
            anchors: tree.map(|tree| self.anchors(tree)),
            absence: None,
        }
    }

    /// What the file says of its place in a series, and the line.
    pub(super) fn phase(&self) -> Option<(usize, Phase)> {
        let tree = self.tree.as_ref().filter(|_| self.data == Data::Stack)?;
        let (series, step) = (tree.get("series")?, tree.get("step")?);
        let phase = Phase {
            series: series.text()?.to_owned(),
            step: step.number()?,
        };
        Some((step.line, phase))
    }

    /// The terms of the glossary that are not French, with their languages; checked later.
    pub(super) fn foreign(&self) -> Vec<(String, String)> {
        let tree = self.tree.as_ref().filter(|_| self.data == Data::Glossary);
        let pair = |term: &Node| {
            let (name, lang) = (term.get("name")?.text()?, term.get("lang")?.text()?);
            (!markdown::is_french(lang)).then(|| (name.to_owned(), language::tag(lang)))
        };
        let terms = tree.and_then(|tree| tree.get("terms"));
        terms.map_or_else(Vec::new, |terms| {
            terms.items().iter().filter_map(pair).collect()
        })
    }

    /// Reads and checks the file; what is wrong with it comes second.
    pub(super) fn read(&self, site: &Site, foreign: &Foreign) -> (Option<Read>, Vec<Problem>) {
        let Some(sheet) = self.sheet(site, foreign) else {
            return (None, Vec::new());
        };
        let read = match self.data {
            Data::Comparison => comparison::read(&sheet).map(|table| Read::Comparison {
                table,
                is_whole: sheet.report.harm() == Harm::None,
            }),
            Data::Stack => stack::read(&sheet).map(Read::Stack),
            Data::Flow => flow::read(&sheet).map(Read::Flow),
            Data::Glossary => glossary::read(&sheet).map(Read::Glossary),
            Data::Advisor => None,
        };
        sound(read, sheet)
    }

    /// The same for the decision helper, which rests on one of the comparisons.
    pub(super) fn advise(
        &self,
        site: &Site,
        foreign: &Foreign,
        comparisons: &[&Comparison],
    ) -> (Option<Advisor>, Vec<Problem>) {
        let Some(sheet) = self.sheet(site, foreign) else {
            return (None, Vec::new());
        };
        let advisor = advisor::read(&sheet, comparisons);
        sound(advisor, sheet)
    }

    fn sheet<'a>(&'a self, site: &'a Site, foreign: &'a Foreign) -> Option<Sheet<'a>> {
        Some(Sheet {
            path: self.path,
            slug: self.slug.clone(),
            tree: self.tree.as_ref()?,
            links: Links::of(site, self.path),
            foreign,
            report: Report::about(self.path),
        })
    }

    /// What the page is called before its file has said so.
    fn usual_title(&self) -> &'static str {
        match self.data {
            Data::Advisor => "Choisir",
            _ => "Glossaire",
        }
    }

    /// The URL of its page.
    pub(super) fn href(&self) -> String {
        self.data.href(&self.slug)
    }

    fn anchors(&self, tree: &Node) -> Vec<Anchor> {
        match self.data {
            Data::Comparison => sheet::anchors(tree, &["groups", "criteria"], ("id", "name"), ""),
            Data::Stack => sheet::anchors(tree, &["layers"], ("id", "label"), "couche-"),
            Data::Flow => sheet::anchors(tree, &["steps"], ("number", "label"), "etape-"),
            Data::Glossary => sheet::anchors(tree, &["terms"], ("id", "name"), ""),
            Data::Advisor => sheet::anchors(tree, &["questions"], ("id", "name"), "question-"),
        }
    }
}
