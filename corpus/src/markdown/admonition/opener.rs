//! The line that an admonition begins with.

/// What is said of an admonition before its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::markdown) struct Opener<'a> {
    /// `note`, `warning`, or whatever its author calls it.
    pub(super) name: &'a str,
    /// Markdown; empty where there is none.
    pub(super) title: &'a str,
    /// Whether it opens and closes, and how it begins.
    pub(super) fold: Option<Fold>,
}

/// How what opens and closes is shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Fold {
    Closed,
    Open,
}

impl Opener<'_> {
    /// The same as the first line of an alert, without its `>`.
    pub(super) fn alert(&self) -> String {
        let fold = match self.fold {
            None => "",
            Some(Fold::Closed) => "-",
            Some(Fold::Open) => "+",
        };
        let alert = format!("[!{}]{fold} {}", self.name, self.title);
        alert.trim_end().to_owned()
    }
}

/// How many colons a line consists of, if it is one that closes.
pub(in crate::markdown) fn closing(text: &str) -> Option<usize> {
    let is_one = text.len() >= 3 && text.bytes().all(|byte| byte == b':');
    is_one.then_some(text.len())
}

/// Reads `:::note[Titre]{…}`, `:::note Titre`, `:::{note} Titre`, and counts the colons.
pub(in crate::markdown) fn colons(text: &str) -> Option<(usize, Opener<'_>)> {
    let rest = text.trim_start_matches(':');
    let count = text.len() - rest.len();
    if count < 3 {
        return None;
    }
    let (name, attributes, rest) = name_of_colons(rest.trim_start())?;
    let (label, rest) = label(rest).unwrap_or(("", rest));
    let braces = rest.trim().strip_prefix('{');
    let (attributes, rest) = match braces.and_then(|inside| inside.strip_suffix('}')) {
        Some(inside) => (inside, ""),
        None => (attributes, rest),
    };
    let titles = [label, rest, quoted(attributes, "title")].map(str::trim);
    let title = titles.into_iter().find(|title| !title.is_empty());
    let opener = Opener {
        name,
        title: title.unwrap_or_default(),
        fold: (name == "details").then_some(Fold::Closed),
    };
    Some((count, opener))
}

/// `note …`, `{note} …`, `{.callout-note …} …`: the name, attributes, and what follows them.
fn name_of_colons(text: &str) -> Option<(&str, &str, &str)> {
    if let Some(inside) = text.strip_prefix('{') {
        let (inside, rest) = inside.split_once('}')?;
        let inside = inside.trim().trim_start_matches('.');
        let (name, attributes) = name(inside.strip_prefix("callout-").unwrap_or(inside))?;
        return Some((name, attributes, rest));
    }
    let (name, rest) = name(text)?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', '[', '{']);
    ends.then_some((name, "", rest))
}

/// Reads `!!! note "Titre"`, `??? note`, `???+ note`.
pub(in crate::markdown) fn indented(text: &str) -> Option<Opener<'_>> {
    let (fold, rest) = match (text.strip_prefix("!!!"), text.strip_prefix("???")) {
        (Some(rest), _) => (None, rest),
        (_, Some(rest)) => match rest.strip_prefix('+') {
            Some(rest) => (Some(Fold::Open), rest),
            None => (Some(Fold::Closed), rest),
        },
        _ => return None,
    };
    let (name, mut rest) = name(rest.trim_start())?;
    // Further words are classes.
    while let Some((_, after)) = self::name(rest.trim_start()) {
        rest = after;
    }
    let rest = rest.trim();
    let title = match rest.strip_prefix('"') {
        Some(title) => title.strip_suffix('"')?,
        None if rest.is_empty() => "",
        None => return None,
    };
    let title = title.trim();
    Some(Opener { name, title, fold })
}

/// The name that a text begins with, and what follows it.
pub(in crate::markdown) fn name(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    name.starts_with(char::is_alphabetic)
        .then_some((name, rest))
}

/// `[Titre]`, which may hold brackets.
fn label(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('[')?;
    let mut depth = 1;
    for (at, c) in inside.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inside[..at], &inside[at + 1..]));
        }
    }
    None
}

/// The value of an attribute.
fn quoted<'a>(attributes: &'a str, name: &str) -> &'a str {
    let value = || {
        let (_, rest) = attributes.split_once(name)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let mark = rest
            .chars()
            .next()
            .filter(|mark| matches!(mark, '"' | '\''))?;
        rest[1..].split(mark).next()
    };
    value().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{closing, colons, indented};

    #[test]
    fn colons_are_read_as_each_tool_writes_them() {
        for (line, count, alert) in [
            (":::note", 3, "[!note]"),
            (":::tip[Un *titre* [x]]", 3, "[!tip] Un *titre* [x]"),
            ("::::info Un titre", 4, "[!info] Un titre"),
            ("::: tip Un titre", 3, "[!tip] Un titre"),
            (":::warning{title=\"À noter\"}", 3, "[!warning] À noter"),
            (":::note[Titre]{.x #y}", 3, "[!note] Titre"),
            (":::{note} Titre", 3, "[!note] Titre"),
            ("::: {.callout-tip title='T'}", 3, "[!tip] T"),
            ("::: {.warning}", 3, "[!warning]"),
            (":::details Plus", 3, "[!details]- Plus"),
        ] {
            let (found, opener) = colons(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found, opener.alert().as_str()), (count, alert), "{line}");
        }
        for line in [
            ":::",
            "::note",
            "::: ",
            ":::1",
            ":::a/b",
            "text :::note",
            ":::{}",
        ] {
            assert_eq!(colons(line), None, "{line}");
        }
        assert_eq!(closing("::::"), Some(4));
        assert_eq!(closing("::"), None);
    }

    #[test]
    fn marks_of_mkdocs_are_read() {
        for (line, alert) in [
            ("!!! note", "[!note]"),
            ("!!! warning \"Un titre\"", "[!warning] Un titre"),
            ("!!! note inline end \"T\"", "[!note] T"),
            ("??? tip \"\"", "[!tip]-"),
            ("???+ info \"T\"", "[!info]+ T"),
            ("!!!note", "[!note]"),
        ] {
            let alert_found = indented(line).map(|opener| opener.alert());
            assert_eq!(alert_found.as_deref(), Some(alert), "{line}");
        }
        for line in ["!!!", "!!! Attention !", "??? 3", "!!! note, x"] {
            assert_eq!(indented(line), None, "{line}");
        }
    }
}
