//! The pages and the queries as JSON, so that another search can be asked the same.

use std::collections::BTreeSet;

use corpus::Corpus;

use crate::{classes::Class, pages::Pages};

/// Prints one object: `pages`, each with `url`, `title`, `headings` and `text`, and `classes`, each
/// with its `name` and `queries`: a text and the numbers of the pages that answer it.
pub(crate) fn print(corpus: &Corpus, pages: &Pages, classes: &[Class]) {
    let notes = corpus.notes().iter().map(|note| {
        let sections = note.sections.iter();
        let headings = sections.clone().filter(|section| section.anchor.is_some());
        let headings = lines(headings.map(|section| section.heading.as_str()));
        let text = lines(sections.map(|section| section.text.as_str()));
        (headings, text)
    });
    let rest = std::iter::repeat(Default::default());
    let shown = pages.all().iter().zip(notes.chain(rest));
    let shown = shown.map(|(page, (headings, text))| {
        let fields = [
            ("url", &page.url),
            ("title", &page.title),
            ("headings", &headings),
            ("text", &text),
        ];
        let fields = fields.map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
        format!("{{{}}}", fields.join(","))
    });
    let classes = classes.iter().map(|class| {
        let queries = class.queries.iter().map(|(text, to)| query(text, to));
        let name = quoted(class.name);
        format!("{{\"name\":{name},\"queries\":{}}}", list(queries))
    });
    println!(
        "{{\"pages\":{},\"classes\":{}}}",
        list(shown),
        list(classes)
    );
}

fn query(text: &str, to: &BTreeSet<usize>) -> String {
    let to = list(to.iter().map(ToString::to_string));
    format!("[{},{to}]", quoted(text))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn lines<'a>(pieces: impl Iterator<Item = &'a str>) -> String {
    pieces.collect::<Vec<_>>().join("\n")
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_json() {
        assert_eq!(quoted("a\"b\\c\nd é"), r#""a\"b\\c\u000ad é""#);
    }
}
