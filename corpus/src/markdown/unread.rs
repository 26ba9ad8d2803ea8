//! Signs of other tools in prose: links between double brackets are found, and what readers would
//! see as it was written is remarked on.

use std::{collections::VecDeque, mem};

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{admonition, callout::Item, events::Verbatim};
use crate::problem::Remark;

/// What begins a sign of another tool, which tool, and what to write here.
const SIGNS: &[(&str, &str, &str)] = &[
    (
        "{{<",
        "Hugo",
        "remplacez ce raccourci par le texte ou l’image qu’il donnait",
    ),
    (
        "{{%",
        "Hugo",
        "remplacez ce raccourci par le texte ou l’image qu’il donnait",
    ),
    ("{%", "Jekyll", "remplacez-la par le texte qu’elle donnait"),
    (
        "$$",
        "LaTeX",
        "écrivez la formule en mots, en HTML (<sup>, <sub>), ou en image",
    ),
];

/// What a line of another tool begins with.
const LINES: &[(&str, &str, &str)] = &[
    (
        "=== \"",
        "MkDocs",
        "écrivez un titre à la place de l’onglet",
    ),
    ("--8<--", "MkDocs", "copiez ici le texte du fichier"),
];

/// Words that an `export` of MDX goes on with.
const EXPORTS: &[&str] = &["const ", "default ", "function ", "let ", "async ", "{"];

/// Looks through the inline events of a block, before they are typeset.
pub(super) fn look_through(items: &mut VecDeque<Item<'_>>, source: &str) {
    let mut verbatim = Verbatim::default();
    let mut held = 0_usize;
    let mut out = VecDeque::with_capacity(items.len());
    for mut item in mem::take(items) {
        verbatim.follow(&item.event);
        match &item.event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => held += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => held = held.saturating_sub(1),
            Event::Text(text) if !verbatim.holds() && may_say_something(text) => {
                let written = source.get(item.range.clone()).unwrap_or_default();
                let is_escaped = written.contains("\\[");
                item.remarks = remarks(text, is_escaped);
                if held == 0 && !is_escaped && text.contains("[[") {
                    out.extend(linked(&item));
                    continue;
                }
            }
            _ => {}
        }
        out.push_back(item);
    }
    *items = out;
}

fn may_say_something(text: &str) -> bool {
    text.contains(['[', '{', '$', ':', '=', '!', '?', '-'])
        || text.contains("import ")
        || text.contains("export ")
}

/// What is to be said of a text, each with the number of lines before it.
fn remarks(text: &str, is_escaped: bool) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let mut add = |remark| found.push((number, remark));
        foreign(line).into_iter().for_each(&mut add);
        if is_stray(line.trim()) {
            let text = line.trim().to_owned();
            add(Remark::StrayAdmonition { text });
        }
        if !is_escaped {
            references(line).into_iter().for_each(&mut add);
        }
    }
    found
}

/// The sign of another tool in a line, if there is one.
fn foreign(line: &str) -> Option<Remark> {
    let remark = |text: &str, tool, instead| Remark::ForeignSyntax {
        text: text.to_owned(),
        tool,
        instead,
    };
    let trimmed = line.trim();
    if is_module(trimmed) {
        let instead = "retirez cette ligne, et remplacez les composants par du Markdown";
        return Some(remark(trimmed, "MDX", instead));
    }
    let line_sign = LINES.iter().find(|(sign, ..)| trimmed.starts_with(sign));
    if let Some(&(_, tool, instead)) = line_sign {
        return Some(remark(trimmed, tool, instead));
    }
    // `{{<figure …>}}` is cut at what looks like an element.
    if line.ends_with("{{") {
        let (sign, tool, instead) = SIGNS[0];
        return Some(remark(sign, tool, instead));
    }
    let found = SIGNS
        .iter()
        .filter_map(|sign| Some((line.find(sign.0)?, sign)));
    let (at, &(sign, tool, instead)) = found.min_by_key(|(at, _)| *at)?;
    let rest = &line[at..];
    let close = match sign {
        "$$" => "$$",
        "{%" => "%}",
        _ => "}}",
    };
    let end = rest[sign.len()..]
        .find(close)
        .map(|end| sign.len() + end + close.len());
    // A single pair of dollars is an amount, or a process number.
    let end = match (sign, end) {
        ("$$", None) if rest.len() > sign.len() => return None,
        (_, end) => end.unwrap_or(rest.len()),
    };
    Some(remark(&rest[..end], tool, instead))
}

/// Whether a line is an `import` or an `export` of MDX.
fn is_module(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("import ") {
        let quote = ['\'', '"'];
        return rest.starts_with(quote) || rest.contains(" from '") || rest.contains(" from \"");
    }
    let rest = line.strip_prefix("export ");
    rest.is_some_and(|rest| EXPORTS.iter().any(|word| rest.starts_with(word)))
}

/// Whether a line would begin or end an admonition, and does not.
fn is_stray(line: &str) -> bool {
    admonition::closing(line).is_some()
        || admonition::colons(line).is_some()
        || admonition::indented(line).is_some()
}

/// The references in a line that lead nowhere.
fn references(line: &str) -> Vec<Remark> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("[^") {
        let name = line[at + 2..].split_once(']').map_or("", |(name, _)| name);
        let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if !name.is_empty() && name.chars().all(is_name) {
            let name = name.to_owned();
            found.push(Remark::UndefinedFootnote { name });
        }
    }
    for (at, _) in line.match_indices("![[") {
        if let Some((dest, _)) = line[at + 3..].split_once("]]") {
            let dest = dest.to_owned();
            found.push(Remark::EmbeddedFile { dest });
        }
    }
    for (at, _) in line.match_indices("][") {
        let name = line[at + 2..].split_once(']').map_or("", |(name, _)| name);
        let before = line[..at].rsplit_once('[').map(|(before, _)| before);
        // `table[i][j]` is no link.
        let is_code = before.is_none_or(|before| {
            before.ends_with(|c: char| c.is_alphanumeric() || c == '[' || c == ']')
        });
        if !is_code && !name.trim().is_empty() && !name.contains('[') {
            let name = name.to_owned();
            found.push(Remark::UndefinedReference { name });
        }
    }
    found
}

/// A text with its `[[Titre]]` and `[[chemin|texte]]` as links.
fn linked<'a>(item: &Item<'a>) -> Vec<Item<'a>> {
    let Event::Text(text) = &item.event else {
        return Vec::new();
    };
    let is_exact = text.len() == item.range.len();
    let (mut out, mut done) = (Vec::new(), 0);
    let mut push = |event: Event<'a>, at: usize| {
        let at = item.range.start + if is_exact { at } else { 0 };
        out.push(Item::new(event, at..at));
    };
    let piece = |text: &str| Event::Text(CowStr::from(text.to_owned()));
    while let Some((start, inner)) = next_link(text, done) {
        push(piece(&text[done..start]), done);
        let (dest, label) = match inner.split_once('|') {
            Some((dest, label)) => (dest, label),
            None => (inner, inner),
        };
        let tag = Tag::Link {
            link_type: LinkType::WikiLink {
                has_pothole: inner.contains('|'),
            },
            dest_url: CowStr::from(dest.trim().to_owned()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        push(Event::Start(tag), start);
        push(piece(label), start);
        push(Event::End(TagEnd::Link), start);
        done = start + inner.len() + 4;
    }
    push(piece(&text[done..]), done);
    if let Some(first) = out.first_mut() {
        first.range = item.range.clone();
        first.remarks.clone_from(&item.remarks);
    }
    out
}

/// The next `[[…]]` of a text from `from` on, and what stands in it.
fn next_link(text: &str, mut from: usize) -> Option<(usize, &str)> {
    loop {
        let start = from + text[from..].find("[[")?;
        let rest = &text[start + 2..];
        let inner = rest.split_once("]]").map_or("", |(inner, _)| inner);
        let is_link = !inner.trim().is_empty() && !inner.contains(['[', ']', '\n']);
        if is_link && !text[..start].ends_with('!') {
            return Some((start, inner));
        }
        from = start + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::remarks;

    fn said(text: &str) -> Vec<String> {
        let remarks = remarks(text, false).into_iter();
        remarks
            .map(|(line, remark)| format!("{line} {}", <&str>::from(&remark)))
            .collect()
    }

    #[test]
    fn signs_of_other_tools_are_seen() {
        for (text, rule) in [
            ("Voir {{< figure src=\"a\" >}}.", "0 foreign-syntax"),
            ("{{% notice %}}", "0 foreign-syntax"),
            ("{% raw %}", "0 foreign-syntax"),
            ("Soit $$x^2$$.", "0 foreign-syntax"),
            ("$$", "0 foreign-syntax"),
            ("a\nimport Tabs from '@theme/Tabs';", "1 foreign-syntax"),
            ("export const a = 1;", "0 foreign-syntax"),
            ("=== \"Linux\"", "0 foreign-syntax"),
            (":::note", "0 stray-admonition"),
            (":::", "0 stray-admonition"),
            ("!!! note", "0 stray-admonition"),
            ("Un appel[^nope].", "0 undefined-footnote"),
            ("Un [lien][nope].", "0 undefined-reference"),
            ("![[schema.png]]", "0 embedded-file"),
        ] {
            assert_eq!(said(text), [rule], "{text}");
        }
    }

    #[test]
    fn prose_is_not_remarked_on() {
        for text in [
            "Vraiment ??? Oui !!!",
            "Il importe de choisir, export compris.",
            "import du jour",
            "tableau[i][j] et [a]",
            "Le PID est $$ et le prix 3 $",
            "a : b :: c",
            "{a} {{b}}",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
