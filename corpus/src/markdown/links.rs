//! Links that are written as text: `[[Titre]]`, `[[chemin|texte]]`, and addresses as they are.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{bare::Addresses, callout::Item};

/// A link in a text.
struct Link<'t> {
    at: Range<usize>,
    dest: Cow<'t, str>,
    label: &'t str,
    kind: LinkType,
}

/// A text with its links as events; `None` where it has none. Names between brackets are links only
/// if `names` says so.
pub(super) fn linked<'a>(item: &Item<'a>, names: bool) -> Option<Vec<Item<'a>>> {
    let Event::Text(text) = &item.event else {
        return None;
    };
    let links = links(text, names);
    if links.is_empty() {
        return None;
    }
    let is_exact = text.len() == item.range.len();
    let (mut out, mut done) = (Vec::new(), 0);
    let mut push = |event: Event<'a>, at: usize| {
        let at = item.range.start + if is_exact { at } else { 0 };
        out.push(Item::new(event, at..at));
    };
    let piece = |text: &str| Event::Text(CowStr::from(text.to_owned()));
    for link in links {
        let start = link.at.start;
        push(piece(&text[done..start]), done);
        let tag = Tag::Link {
            link_type: link.kind,
            dest_url: CowStr::from(link.dest.into_owned()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        push(Event::Start(tag), start);
        push(piece(link.label), start);
        push(Event::End(TagEnd::Link), start);
        done = link.at.end;
    }
    push(piece(&text[done..]), done);
    if let Some(first) = out.first_mut() {
        first.range = item.range.clone();
        first.remarks.clone_from(&item.remarks);
    }
    Some(out)
}

/// The links of a text, one behind the other.
fn links(text: &str, names: bool) -> Vec<Link<'_>> {
    let mut found = match names {
        true => self::names(text),
        false => Vec::new(),
    };
    let address = |at: Range<usize>| {
        let label = &text[at.clone()];
        let dest = match label.starts_with("www.") {
            true => Cow::Owned(format!("http://{label}")),
            false => Cow::Borrowed(label),
        };
        let kind = LinkType::Autolink;
        Link {
            at,
            dest,
            label,
            kind,
        }
    };
    found.extend(Addresses::of(text).map(address));
    found.sort_by_key(|link| link.at.start);
    let mut done = 0;
    found.retain(|link| {
        let is_next = link.at.start >= done;
        if is_next {
            done = link.at.end;
        }
        is_next
    });
    found
}

/// The `[[…]]` of a text. What stands in one holds no bracket, so each begins with the last `[[`
/// before its `]]`, and the text is read once.
fn names(text: &str) -> Vec<Link<'_>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(close) = text[from..].find("]]").map(|at| from + at) {
        let open = text[from..close].rfind("[[").map(|at| from + at);
        from = close + 1;
        let Some(open) = open.filter(|&open| !text[..open].ends_with('!')) else {
            continue;
        };
        let inner = &text[open + 2..close];
        if inner.contains([']', '[', '\n']) || inner.trim().is_empty() {
            continue;
        }
        let (dest, label) = inner.split_once('|').unwrap_or((inner, inner));
        let has_pothole = inner.contains('|');
        found.push(Link {
            at: open..close + 2,
            dest: Cow::Borrowed(dest.trim()),
            label,
            kind: LinkType::WikiLink { has_pothole },
        });
        from = close + 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::links;

    fn found(text: &str) -> Vec<&str> {
        links(text, true)
            .into_iter()
            .map(|link| &text[link.at])
            .collect()
    }

    #[test]
    fn names_stand_between_the_nearest_brackets() {
        for (text, names) in [
            ("a [[b]] c [[d|e]]", vec!["[[b]]", "[[d|e]]"]),
            ("[[[a]]] [[ ]] [[]] [[b]c]]", vec!["[[a]]"]),
            ("![[a]] [[a\nb]] [[c", vec![]),
            ("]] [[a [[b]]", vec!["[[b]]"]),
            (
                "[[https://a.fr]] https://b.fr/[[c]]",
                vec!["[[https://a.fr]]", "https://b.fr/[[c]]"],
            ),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }
}
