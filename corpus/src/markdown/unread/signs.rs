//! What other tools would have replaced, in a line of text or of code.

use crate::problem::Remark;

/// What begins a sign of another tool, what ends it, which tool, and what to write here.
const SIGNS: &[(&str, &str, &str, &str)] = &[
    (
        "{{<",
        "}}",
        "Hugo",
        "remplacez ce raccourci par le texte ou l’image qu’il donnait",
    ),
    (
        "{{%",
        "}}",
        "Hugo",
        "remplacez ce raccourci par le texte ou l’image qu’il donnait",
    ),
    ("{{#", "}}", "mdBook", COPY),
    ("{* ", "*}", "FastAPI", COPY),
    (
        "{%",
        "%}",
        "Jekyll",
        "remplacez-la par le texte qu’elle donnait",
    ),
    (
        "$$",
        "$$",
        "LaTeX",
        "écrivez la formule en mots, en HTML (<sup>, <sub>), ou en image",
    ),
];

const COPY: &str = "copiez ici le texte du fichier";

/// What a line of another tool begins with.
const LINES: &[(&str, &str, &str)] = &[
    (
        "=== \"",
        "MkDocs",
        "écrivez un titre à la place de l’onglet",
    ),
    ("--8<--", "MkDocs", COPY),
];

/// Lines that stand for something else as a whole.
const WHOLE: &[&str] = &["[TOC]", "[[TOC]]", "[[_TOC_]]", "[[toc]]"];

/// Files that a block of code would take in.
const INCLUDED: &[(&str, &str)] = &[
    ("{{#include ", "mdBook"),
    ("{{#rustdoc_include ", "mdBook"),
    ("{{#shiftinclude ", "mdBook"),
    ("{{#playground ", "mdBook"),
    ("--8<--", "MkDocs"),
];

/// Words that an `export` of MDX goes on with.
const EXPORTS: &[&str] = &["const ", "default ", "function ", "let ", "async ", "{"];

fn remark(text: &str, tool: &'static str, instead: &'static str) -> Remark {
    Remark::ForeignSyntax {
        text: text.to_owned(),
        tool,
        instead,
    }
}

/// The files that another tool would take into a block of code, with the number of lines before.
pub(in crate::markdown) fn included(code: &str) -> impl Iterator<Item = (usize, Remark)> {
    let lines = code.lines().map(str::trim).enumerate();
    lines.filter_map(|(number, line)| {
        let &(_, tool) = INCLUDED.iter().find(|(sign, _)| line.starts_with(sign))?;
        Some((number, remark(line, tool, COPY)))
    })
}

/// The sign of another tool in a line, if there is one.
pub(super) fn foreign(line: &str) -> Option<Remark> {
    let trimmed = line.trim();
    if is_module(trimmed) {
        let instead = "retirez cette ligne, et remplacez les composants par du Markdown";
        return Some(remark(trimmed, "MDX", instead));
    }
    let line_sign = LINES.iter().find(|(sign, ..)| trimmed.starts_with(sign));
    if let Some(&(_, tool, instead)) = line_sign {
        return Some(remark(trimmed, tool, instead));
    }
    if WHOLE.contains(&trimmed) {
        let instead = "retirez-la : la page a déjà son sommaire";
        return Some(remark(trimmed, "MkDocs", instead));
    }
    if trimmed.starts_with("*[") && trimmed.contains("]:") {
        let instead = "expliquez le sigle dans le texte, ou dans glossary.toml";
        return Some(remark(trimmed, "MkDocs", instead));
    }
    // `{{<figure …>}}` is cut at what looks like an element.
    if line.ends_with("{{") {
        let (sign, _, tool, instead) = SIGNS[0];
        return Some(remark(sign, tool, instead));
    }
    braces(line)
        .or_else(|| component(line))
        .or_else(|| short(line))
}

/// What stands between the signs of another tool.
fn braces(line: &str) -> Option<Remark> {
    let found = SIGNS
        .iter()
        .filter_map(|sign| Some((line.find(sign.0)?, sign)));
    let (at, &(sign, close, tool, instead)) = found.min_by_key(|(at, _)| *at)?;
    let rest = &line[at..];
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

/// An element with an attribute of JSX, which is no HTML: `<img style={{…}} />`.
fn component(line: &str) -> Option<Remark> {
    let value = line.find("={")?;
    let open = line[..value].rfind('<')?;
    let is_element = line[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    let end = line[value..]
        .find('>')
        .map_or(line.len(), |at| value + at + 1);
    is_element.then(|| {
        let instead = "écrivez l’élément en HTML, sans accolades, ou en Markdown";
        remark(&line[open..end], "MDX", instead)
    })
}

/// Signs around a word: `==surligné==`, `++ctrl+c++`, `:smile:`.
fn short(line: &str) -> Option<Remark> {
    let marked = between(line, "==", |inside| {
        !inside.starts_with([' ', '=']) && !inside.ends_with(' ')
    });
    if let Some(text) = marked {
        return Some(remark(text, "MkDocs", "écrivez <mark>…</mark>"));
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || "+-\"_".contains(c);
    let keys = between(line, "++", |inside| inside.chars().all(is_key));
    if let Some(text) = keys {
        return Some(remark(text, "MkDocs", "écrivez <kbd>…</kbd>"));
    }
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let picture = between(line, ":", |inside| {
        inside.starts_with(|c: char| c.is_ascii_lowercase()) && inside.chars().all(is_name)
    });
    let instead = "écrivez le caractère lui-même, ou un mot";
    picture.map(|text| remark(text, "GitHub ou MkDocs", instead))
}

/// The first text between two of the same signs that no word touches from outside.
fn between<'t>(line: &'t str, sign: &str, fits: impl Fn(&str) -> bool) -> Option<&'t str> {
    let touches = |c: char| c.is_alphanumeric() || sign.contains(c);
    let mut open = None;
    for (at, _) in line.match_indices(sign) {
        if let Some(start) = open {
            let inside: &str = line.get(start + sign.len()..at).unwrap_or_default();
            let end = at + sign.len();
            let is_free = !line[..start].ends_with(touches) && !line[end..].starts_with(touches);
            if !inside.is_empty() && is_free && fits(inside) {
                return Some(&line[start..end]);
            }
        }
        open = Some(at);
    }
    None
}
