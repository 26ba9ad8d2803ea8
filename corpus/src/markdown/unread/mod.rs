//! Signs of other tools in prose: links that are written as text are found, lists of attributes are
//! taken away, and what readers would see as it was written is remarked on.
//!
//! - `signs`: what other tools would have replaced, in a line of text;
//! - `references`: calls and links between brackets that lead nowhere;
//! - `paragraph`: paragraphs that should have been something else.

mod paragraph;
mod references;
mod signs;

use std::{collections::VecDeque, mem};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{admonition, attributes, callout::Item, events::Verbatim, links::linked};
use crate::problem::Remark;

pub(super) use signs::included;

/// Looks through the inline events of a block, before they are typeset.
pub(super) fn look_through(items: &mut VecDeque<Item<'_>>, source: &str) {
    let mut verbatim = Verbatim::default();
    let mut links = Links::default();
    let mut out = VecDeque::with_capacity(items.len());
    for mut item in mem::take(items) {
        verbatim.follow(&item.event);
        links.follow(&item.event);
        match &item.event {
            Event::Start(Tag::Paragraph) => {
                let written = source.get(item.range.clone()).unwrap_or_default();
                item.remarks.extend(paragraph::remarks(written));
            }
            Event::Text(text) if !verbatim.holds() && may_say_something(text) => {
                drop_attributes(&mut item, links.has_ended);
                let Event::Text(text) = &item.event else {
                    continue;
                };
                let written = source.get(item.range.clone()).unwrap_or_default();
                let is_escaped = written.contains("\\[");
                item.remarks = remarks(text, is_escaped);
                if links.held == 0
                    && let Some(linked) = linked(&item, !is_escaped)
                {
                    out.extend(linked);
                    continue;
                }
            }
            _ => {}
        }
        out.push_back(item);
    }
    *items = out;
}

/// Follows the links and images of a block.
#[derive(Default)]
struct Links {
    /// How many are open.
    held: usize,
    /// One ended with the last event but this.
    has_ended: bool,
    ends: bool,
}

impl Links {
    fn follow(&mut self, event: &Event<'_>) {
        self.has_ended = mem::take(&mut self.ends);
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.held += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.held = self.held.saturating_sub(1);
                self.ends = true;
            }
            Event::InlineHtml(tag) if is_tag(tag, "<a") => self.held += 1,
            Event::InlineHtml(tag) if is_tag(tag, "</a") => {
                self.held = self.held.saturating_sub(1);
            }
            _ => {}
        }
    }
}

fn is_tag(html: &str, start: &str) -> bool {
    let begins = html.get(..start.len());
    begins.is_some_and(|begins| begins.eq_ignore_ascii_case(start))
        && !html[start.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// Takes lists of attributes out of a text: behind a link or an image, and alone on its last line.
fn drop_attributes(item: &mut Item<'_>, behind_link: bool) {
    let Event::Text(text) = &item.event else {
        return;
    };
    let list = attributes::list(text).filter(|_| behind_link);
    let start = list.unwrap_or_default();
    let rest = &text[start..];
    let kept = attributes::without_last_line(rest).unwrap_or(rest);
    if kept.len() < text.len() {
        // Bytes of the text and of the source keep in step.
        let is_exact = text.len() == item.range.len();
        let kept = kept.to_owned();
        if is_exact {
            item.range.start += start;
            item.range.end = item.range.start + kept.len();
        }
        item.event = Event::Text(kept.into());
    }
}

fn may_say_something(text: &str) -> bool {
    text.contains(['[', '{', '$', ':', '=', '!', '?', '-', '+'])
        || text.contains("www.")
        || text.contains("import ")
        || text.contains("export ")
}

/// What is to be said of a text, each with the number of lines before it.
fn remarks(text: &str, is_escaped: bool) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let mut add = |remark| found.push((number, remark));
        signs::foreign(line).into_iter().for_each(&mut add);
        if is_stray(line.trim()) {
            let text = line.trim().to_owned();
            add(Remark::StrayAdmonition { text });
        }
        if !is_escaped {
            references::dead(line).into_iter().for_each(&mut add);
        }
    }
    found
}

/// Whether a line would begin or end an admonition, and does not.
fn is_stray(line: &str) -> bool {
    admonition::closing(line).is_some()
        || admonition::colons(line).is_some()
        || admonition::indented(line).is_some()
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
            ("{{#include a.rs}}", "0 foreign-syntax"),
            ("Voir {* ../docs_src/a.py hl[1] *}", "0 foreign-syntax"),
            ("Un mot ==important==.", "0 foreign-syntax"),
            ("Tapez ++ctrl+c++.", "0 foreign-syntax"),
            ("Bravo :smile: !", "0 foreign-syntax"),
            ("a\n:material-check: fait", "1 foreign-syntax"),
            (
                "<img src=\"a\" style={{width: '50%'}} />",
                "0 foreign-syntax",
            ),
            ("[TOC]", "0 foreign-syntax"),
            ("*[HTML]: Hyper Text", "0 foreign-syntax"),
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
            "a == b, puis b == c",
            "C++11 et C++17, i++ et j++",
            "à 12:30:45, nginx:1.27:latest, fe80::1:abc:2",
            "Deux points :ici: ou : là :",
            "a < b et c ={d}",
            "[TOC] parmi d’autres mots",
        ] {
            let text = text.replace(":ici:", "ici");
            assert_eq!(said(&text), Vec::<String>::new(), "{text}");
        }
    }
}
