//! TOML and YAML as one tree, where every key and value knows its line.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A value and the line it starts on, counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What both languages can say.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A date or a time of TOML; in YAML they are texts.
    Moment(String),
    /// A number that is none.
    Other,
    /// A key of YAML without a value.
    Nothing,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) key: String,
    pub(super) node: Node,
}

/// Where a text stops being TOML or YAML, and why.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) line: usize,
    pub(super) reason: String,
}

impl Node {
    /// Reads a TOML document whose first line is line `first_line` of its file.
    ///
    /// # Errors
    /// Every place where it is not TOML.
    pub(super) fn from_toml(source: &str, first_line: usize) -> Result<Self, Vec<Broken>> {
        let lines = Lines::of(source, first_line);
        let (document, errors) = DeTable::parse_recoverable(source);
        if errors.is_empty() {
            return Ok(from_table(document.get_ref(), first_line, &lines));
        }
        let broken = |error: &toml::de::Error| Broken {
            line: error.span().map_or(first_line, |span| lines.at(span.start)),
            reason: one_line(error.message()),
        };
        let mut all: Vec<Broken> = errors.iter().map(broken).collect();
        // One slip makes the parser stumble several times on its line.
        all.dedup_by_key(|broken| broken.line);
        Err(all)
    }

    /// Reads a YAML document whose first line is line `first_line` of its file.
    ///
    /// # Errors
    /// The first place where it is not YAML.
    pub(super) fn from_yaml(source: &str, first_line: usize) -> Result<Self, Broken> {
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<Value>>(source, options)
            .map(|spanned| from_spanned(spanned).moved_down(first_line - 1))
            .map_err(|error| Broken {
                line: error
                    .location()
                    .map_or(first_line, |place| line_of(place) + first_line - 1),
                reason: without_place(&one_line(&error.without_snippet().to_string())),
            })
    }

    /// The value of a key, where this is a table that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Value::Table(entries) = &self.value else {
            return None;
        };
        let entry = entries.iter().find(|entry| entry.key == key)?;
        (entry.node.value != Value::Nothing).then_some(&entry.node)
    }

    /// The text, where this is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The date or the time, or the text that stands for one.
    pub(super) fn moment(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Moment(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where this is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The items, where this is a list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    fn moved_down(mut self, by: usize) -> Self {
        self.move_down(by);
        self
    }

    fn move_down(&mut self, by: usize) {
        self.line += by;
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.move_down(by)),
            Value::Table(entries) => entries.iter_mut().for_each(|entry| {
                entry.line += by;
                entry.node.move_down(by);
            }),
            _ => {}
        }
    }
}

/// From byte offsets to lines.
struct Lines {
    first: usize,
    ends: Vec<usize>,
}

impl Lines {
    fn of(source: &str, first: usize) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at).collect();
        Self { first, ends }
    }

    fn at(&self, offset: usize) -> usize {
        self.first + self.ends.partition_point(|&end| end < offset)
    }
}

fn from_table(table: &DeTable<'_>, line: usize, lines: &Lines) -> Node {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
        line: lines.at(key.span().start),
        key: std::borrow::Cow::<str>::clone(key.get_ref()).into_owned(),
        node: from_value(value, lines),
    };
    Node {
        line,
        value: Value::Table(table.iter().map(entry).collect()),
    }
}

fn from_value(spanned: &Spanned<DeValue<'_>>, lines: &Lines) -> Node {
    let line = lines.at(spanned.span().start);
    let value = match spanned.get_ref() {
        DeValue::Table(table) => return from_table(table, line, lines),
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(whole) => number(&whole.to_string()),
        DeValue::Float(real) => number(real.as_str()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| from_value(item, lines)).collect())
        }
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
    };
    Node { line, value }
}

fn number(text: &str) -> Value {
    text.parse().map_or(Value::Other, Value::Number)
}

fn from_spanned(spanned: serde_saphyr::Spanned<Value>) -> Node {
    Node {
        line: line_of(spanned.referenced),
        value: spanned.value,
    }
}

fn line_of(place: serde_saphyr::Location) -> usize {
    usize::try_from(place.line()).map_or(1, |line| line.max(1))
}

/// The place is told by the line of the file: the parser counts from the front matter's first.
fn without_place(message: &str) -> String {
    let place = message.find(" at line ").unwrap_or(message.len());
    message[..place].to_owned()
}

fn one_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim().to_owned()
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    // A position in the course is far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i64<E>(self, whole: i64) -> Result<Value, E> {
        Ok(Value::Number(whole as f64))
    }

    // Here too.
    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E>(self, whole: u64) -> Result<Value, E> {
        Ok(Value::Number(whole as f64))
    }

    fn visit_f64<E>(self, real: f64) -> Result<Value, E> {
        Ok(Value::Number(real))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(from_spanned(item));
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Vec::new();
        while let Some(key) = entries.next_key::<serde_saphyr::Spanned<String>>()? {
            let node = from_spanned(entries.next_value()?);
            table.push(Entry {
                line: line_of(key.referenced),
                key: key.value,
                node,
            });
        }
        Ok(Value::Table(table))
    }
}
