//! Reading a table key by key: each wrong value is reported on its line, and so are unknown keys.

use std::cell::RefCell;

use super::{
    near::{nearest, resembles},
    node::{Entry, Node, Value},
    report::Report,
};
use crate::{Id, markdown, problem::Fault};

/// Longest name, title or label, in characters.
const LABEL_LIMIT: usize = 200;

/// Keys that may be absent, and without which a table says something else: one that is misspelt is
/// not to be passed over. Keys that must be there are missed anyway.
const TELLING: [&str; 21] = [
    "better", "combined", "combines", "cost", "in", "kernel", "layer", "level", "links", "needs",
    "on", "points", "scale", "several", "side", "spare", "to", "unknown", "uses", "weight",
    "where",
];

/// A text and its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A table being read.
pub(super) struct Fields<'a> {
    /// The line the table starts on.
    pub(super) line: usize,
    table: &'a Node,
    entries: &'a [Entry],
    report: &'a Report,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// Reads `node`, which must be a table; `name` is what it is called where it is not.
    pub(super) fn of(node: &'a Node, name: &str, report: &'a Report) -> Option<Self> {
        let Value::Table(entries) = &node.value else {
            report.at(node.line, wrong_type(name, "une table { clé = valeur }"));
            return None;
        };
        Some(Self {
            line: node.line,
            table: node,
            entries,
            report,
            asked: RefCell::default(),
        })
    }

    /// The value of a key, which counts as known from now on.
    pub(super) fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// An optional text.
    pub(super) fn text(&self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        let Value::Text(text) = &node.value else {
            self.report
                .at(node.line, wrong_type(key, "un texte entre guillemets"));
            return None;
        };
        if text.trim().is_empty() {
            self.report.at(node.line, Fault::EmptyText { key });
            return None;
        }
        Some(Text {
            line: node.line,
            text: text.trim().to_owned(),
        })
    }

    /// A text that must be there.
    pub(super) fn required(&self, key: &'static str) -> Option<Text> {
        self.present(key).then(|| self.text(key)).flatten()
    }

    /// A name, title or label: one short line that must be there.
    pub(super) fn label(&self, key: &'static str) -> Option<String> {
        self.present(key).then(|| self.short_text(key)).flatten()
    }

    /// A name, title or label that may be absent, typeset.
    pub(super) fn short_text(&self, key: &'static str) -> Option<String> {
        let Text { line, text } = self.text(key)?;
        let length = text.chars().count();
        if length > LABEL_LIMIT {
            let limit = LABEL_LIMIT;
            let fault = Fault::LabelTooLong { key, length, limit };
            self.report.at(line, fault);
        }
        if let Some(control) = text.chars().find(|c| c.is_control()) {
            let code = control.into();
            self.report.at(line, Fault::ControlCharacter { key, code });
        }
        Some(markdown::typeset(&text, "fr"))
    }

    /// An id that must be there.
    pub(super) fn id(&self, key: &'static str) -> Option<(usize, Id)> {
        let Text { line, text } = self.required(key)?;
        let id = Id::new(&text);
        if id.is_none() {
            let nearest = Some(markdown::slug(&text)).filter(|slug| Id::new(slug).is_some());
            self.report
                .at(line, Fault::MalformedId { id: text, nearest });
        }
        Some((line, id?))
    }

    /// A number; `None` where there is none.
    pub(super) fn number(&self, key: &'static str) -> Option<f64> {
        let node = self.node(key)?;
        match node.value {
            Value::Number(number) => Some(number),
            _ => self.wrong(key, node, "un nombre"),
        }
    }

    /// A number that must be there.
    pub(super) fn present_number(&self, key: &'static str) -> Option<f64> {
        self.present(key).then(|| self.number(key)).flatten()
    }

    /// A yes or no; no where it is absent.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let flag = self.node(key).and_then(|node| match node.value {
            Value::Flag(flag) => Some(flag),
            _ => self.wrong(key, node, "true ou false"),
        });
        flag.unwrap_or_default()
    }

    /// The items of a list; empty where it is absent.
    pub(super) fn list(&self, key: &'static str) -> &'a [Node] {
        let items = self.node(key).and_then(|node| match &node.value {
            Value::List(items) => Some(items.as_slice()),
            _ => self.wrong(key, node, "une liste"),
        });
        items.unwrap_or_default()
    }

    /// The tables of a list; empty where it is absent.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Self> {
        let table = |item| Fields::of(item, key, self.report);
        self.list(key).iter().filter_map(table).collect()
    }

    /// The tables of a list that must hold something.
    pub(super) fn filled_tables(&self, key: &'static str) -> Vec<Self> {
        let empty = |node: &Node| node.value == Value::List(Vec::new());
        if self.table.get(key).is_none_or(empty) {
            self.report.at(self.line, Fault::NothingInside { key });
        }
        self.tables(key)
    }

    /// The texts of a list; empty where it is absent.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Text> {
        let text = |item: &Node| match &item.value {
            Value::Text(text) => Some(Text {
                line: item.line,
                text: text.trim().to_owned(),
            }),
            _ => self.wrong(key, item, "une liste de textes entre guillemets"),
        };
        self.list(key).iter().filter_map(text).collect()
    }

    /// The keys and values of a table whose keys are the author's.
    pub(super) fn entries(&self, key: &'static str) -> &'a [Entry] {
        let entries = self.node(key).and_then(|node| match &node.value {
            Value::Table(entries) => Some(entries.as_slice()),
            _ => self.wrong(key, node, "une table { clé = valeur }"),
        });
        entries.unwrap_or_default()
    }

    /// Reports the keys nobody asked for. Call it when everything has been read.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        let unknown = |entry: &&Entry| !asked.contains(&entry.key.as_str());
        for entry in self.entries.iter().filter(unknown) {
            let may_be_missed = |key: &&str| TELLING.contains(key) && self.table.get(key).is_none();
            let missed = asked.iter().copied().filter(may_be_missed);
            let fault = Fault::UnknownKey {
                key: entry.key.clone(),
                nearest: nearest(&entry.key, asked.iter().copied()),
            };
            match missed.into_iter().any(|key| resembles(&entry.key, key)) {
                true => self.report.at(entry.line, fault),
                false => self.report.aside(entry.line, fault),
            }
        }
    }

    fn present(&self, key: &'static str) -> bool {
        let present = self.table.get(key).is_some();
        if !present {
            self.asked.borrow_mut().push(key);
            self.report.at(self.line, Fault::MissingKey { key });
        }
        present
    }

    fn wrong<T>(&self, key: &str, node: &Node, expected: &'static str) -> Option<T> {
        self.report.at(node.line, wrong_type(key, expected));
        None
    }
}

fn wrong_type(key: &str, expected: &'static str) -> Fault {
    Fault::WrongType {
        key: key.to_owned(),
        expected,
    }
}
