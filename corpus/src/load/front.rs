//! The front matter of a note: TOML between `+++` lines, YAML between `---` lines, or none.
//!
//! Keys that are not ours are left alone: Hugo, Docusaurus and Starlight have many.

use super::{
    fields::{Fields, Text},
    language,
    node::{Broken, Node, Value},
    report::Report,
};
use crate::problem::{Fault, SyntaxFault};

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    pub(super) summary: Option<Text>,
    pub(super) order: Option<f64>,
    pub(super) lang: Option<String>,
    pub(super) draft: bool,
    /// Whatever stands there: `date` is of every tool, each with forms of its own.
    pub(super) updated: Option<String>,
    pub(super) learn: Vec<Text>,
    /// Questions with their answers.
    pub(super) questions: Vec<(Text, Text)>,
}

impl Front {
    /// BCP 47 tag of the note.
    pub(super) fn lang(&self) -> &str {
        self.lang.as_deref().unwrap_or("fr")
    }
}

/// A note's file, cut in two.
pub(super) struct Parts<'a> {
    front: Option<(&'static Fence, &'a str)>,
    /// The line of the file the front matter starts on.
    line: usize,
    /// The Markdown.
    pub(super) body: &'a str,
    /// The line of the file the Markdown starts on, counted from 1.
    pub(super) first_line: usize,
}

#[derive(Debug)]
struct Fence {
    mark: &'static str,
    language: &'static str,
}

static FENCES: [Fence; 2] = [
    Fence {
        mark: "+++",
        language: "TOML",
    },
    Fence {
        mark: "---",
        language: "YAML",
    },
];

/// How many lines of front matter are looked for where nothing says how many there are.
const LONGEST_UNCLOSED: usize = 100;

/// Cuts a file in front matter and Markdown. What is not closed goes to `report`, and ends where it
/// stops being front matter.
pub(super) fn cut<'a>(source: &'a str, report: &Report) -> Parts<'a> {
    let whole = Parts {
        front: None,
        line: 1,
        body: source,
        first_line: 1,
    };
    // Other tools want it on the first line, but nobody means that readers see it.
    let blank: Vec<&str> = source
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .collect();
    let length: usize = blank.iter().map(|line| line.len()).sum();
    let (first, rest) = source[length..]
        .split_once('\n')
        .unwrap_or((&source[length..], ""));
    let Some(fence) = FENCES.iter().find(|fence| first.trim_end() == fence.mark) else {
        return whole;
    };
    if !blank.is_empty() && fence.language == "YAML" && !looks_like_yaml(rest) {
        return whole;
    }
    let line = blank.len() + 2;
    let mut length = 0;
    for (count, written) in rest.split_inclusive('\n').enumerate() {
        if written.trim_end() == fence.mark {
            return Parts {
                front: Some((fence, &rest[..length])),
                line,
                body: &rest[length + written.len()..],
                first_line: line + count + 1,
            };
        }
        length += written.len();
    }
    // A note may well begin with a rule.
    if fence.language == "YAML" && !looks_like_yaml(rest) {
        return whole;
    }
    report.at(line - 1, Fault::UnclosedFrontMatter { fence: fence.mark });
    let (front, body) = rest.split_at(longest_front(rest, fence));
    Parts {
        front: Some((fence, front)),
        line,
        body,
        first_line: front.lines().count() + line,
    }
}

/// How many bytes of a text read as front matter, up to the line of its last key or value.
fn longest_front(text: &str, fence: &Fence) -> usize {
    let mut lengths = vec![0];
    for line in text.split_inclusive('\n').take(LONGEST_UNCLOSED) {
        lengths.push(lengths.last().unwrap_or(&0) + line.len());
    }
    let reads = |length: &&usize| {
        let front = &text[..**length];
        // A heading of the text would be a comment.
        let last = front.lines().next_back().unwrap_or_default().trim();
        let says = !last.is_empty() && !last.starts_with('#');
        let is_table = |node: &Node| matches!(node.value, Value::Table(_));
        says && parse(front, fence, 2).is_ok_and(|node| is_table(&node))
    };
    lengths.iter().rev().find(reads).copied().unwrap_or(0)
}

fn parse(source: &str, fence: &Fence, line: usize) -> Result<Node, Vec<Broken>> {
    match fence.language {
        "TOML" => Node::from_toml(source, line),
        _ => Node::from_yaml(source, line).map_err(|broken| vec![broken]),
    }
}

/// Reads the front matter; what is wrong with it goes to `report`.
pub(super) fn read(parts: &Parts<'_>, report: &Report) -> Front {
    let Some((fence, source)) = parts.front else {
        return Front::default();
    };
    if is_blank(source) {
        return Front::default();
    }
    match parse(source, fence, parts.line) {
        Ok(node) => from_node(&node, fence, report).unwrap_or_default(),
        Err(all) => {
            for Broken { line, reason } in all {
                let language = fence.language;
                report.at(
                    line,
                    SyntaxFault::BrokenFrontMatter { language, reason }.into(),
                );
            }
            Front::default()
        }
    }
}

fn from_node(node: &Node, fence: &Fence, report: &Report) -> Option<Front> {
    let fields = Fields::of(node, "l’en-tête", report)?;
    let sidebar = || node.get("sidebar")?.get("order");
    let foreign = |key| node.get(key)?.number();
    let text = |key| match fence.language {
        "YAML" => unquoted(&fields, key),
        _ => fields.text(key),
    };
    let plain = |key| text(key).map(|text| text.text);
    Some(Front {
        title: plain("title"),
        summary: text("summary").or_else(|| description(node)),
        order: fields
            .number("order")
            .or_else(|| foreign("weight"))
            .or_else(|| foreign("sidebar_position"))
            .or_else(|| sidebar()?.number()),
        lang: plain("lang").map(|tag| language::tag(&tag)),
        draft: fields.flag("draft"),
        updated: updated(node),
        learn: fields.texts("learn"),
        questions: questions(&fields),
    })
}

/// What other tools call a summary.
fn description(node: &Node) -> Option<Text> {
    let node = node.get("description")?;
    let text = node.text()?.trim().to_owned();
    let line = node.line;
    (!text.is_empty()).then_some(Text { line, text })
}

/// When the note was changed or, where that is not said, written.
fn updated(node: &Node) -> Option<String> {
    let docusaurus = || node.get("last_update")?.get("date");
    let hugo = || {
        ["updated", "lastmod"]
            .into_iter()
            .find_map(|key| node.get(key))
    };
    let said = hugo().or_else(docusaurus).or_else(|| node.get("date"))?;
    Some(said.moment()?.trim().to_owned())
}

fn questions(fields: &Fields<'_>) -> Vec<(Text, Text)> {
    let pair = |table: Fields<'_>| {
        let (question, answer) = (table.required("question"), table.required("answer"));
        Some((question?, answer?))
    };
    let tables = fields.tables("questions");
    tables.into_iter().filter_map(pair).collect()
}

/// A text, or a number that stands for one: in YAML, quotation marks are left out (`title: 2026`).
fn unquoted(fields: &Fields<'_>, key: &'static str) -> Option<Text> {
    let node = fields.node(key)?;
    match node.value {
        Value::Number(number) => Some(Text {
            line: node.line,
            text: number.to_string(),
        }),
        _ => fields.text(key),
    }
}

fn is_blank(front: &str) -> bool {
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    front.lines().all(blank)
}

fn looks_like_yaml(rest: &str) -> bool {
    let first = rest.lines().next().unwrap_or_default();
    let key = first.split_once(':').map_or("", |(key, _)| key);
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}
