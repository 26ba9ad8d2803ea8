//! Colours for code: classes on what a grammar recognises.

use std::{
    cell::RefCell,
    sync::{Arc, LazyLock},
};

use arborium::{
    GrammarStore, Highlighter, HtmlFormat,
    advanced::{Span, spans_to_html},
};

use super::escape::push_text;

/// Longer blocks stay plain, in bytes: grammars take their time over them.
const LONGEST: usize = 16 * 1024;
/// Blocks nested deeper stay plain: grammars written in C keep 1024 bytes for what is open
/// (4 for each level of YAML), and abort the process when that is not enough.
const DEEPEST: usize = 100;

/// Compiled grammars, each made when it is first needed and shared by all threads.
static GRAMMARS: LazyLock<Arc<GrammarStore>> = LazyLock::new(|| Arc::new(GrammarStore::new()));

thread_local! {
    static HIGHLIGHTER: RefCell<Highlighter> = RefCell::new(Highlighter::with_store(GRAMMARS.clone()));
}

/// Writes `code` with spans of the classes `hl-keyword`, `hl-string`…, or plain where the language
/// is not known.
pub(super) fn push_highlighted(out: &mut String, language: &str, code: &str) {
    let spans = if is_reasonable(code) {
        spans(language, code)
    } else {
        None
    };
    match spans {
        None => push_text(out, code),
        Some(spans) => {
            let format = HtmlFormat::ClassNamesWithPrefix("hl".to_owned());
            out.push_str(&spans_to_html(code, spans, &format));
        }
    }
}

/// Whether a grammar may be trusted with `code`.
fn is_reasonable(code: &str) -> bool {
    code.len() <= LONGEST
        && bracket_depth(code) <= DEEPEST
        && code.split(['\n', '\r']).all(|line| {
            let indent = line.bytes().take_while(|b| b" \t-?:".contains(b)).count();
            let marks = line
                .as_bytes()
                .windows(2)
                .filter(|pair| b"-?:".contains(&pair[0]) && pair[1].is_ascii_whitespace());
            indent <= DEEPEST && marks.count() <= DEEPEST
        })
}

/// How many brackets are open at most.
fn bracket_depth(code: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in code.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The parts of `code` that get a class, which their capture then names.
fn spans(language: &str, code: &str) -> Option<Vec<Span>> {
    let spans =
        HIGHLIGHTER.with_borrow_mut(|highlighter| highlighter.highlight_spans(language, code));
    let classed = spans.ok()?.into_iter().filter_map(|span| {
        let capture = class(&span.capture)?.to_owned();
        Some(Span { capture, ..span })
    });
    Some(classed.collect())
}

/// Grammars name some eighty captures; readers tell about ten colours apart.
fn class(capture: &str) -> Option<&'static str> {
    let mut parts = capture.split('.');
    Some(match (parts.next()?, parts.next()) {
        ("keyword" | "conditional" | "repeat" | "include" | "storageclass" | "exception", _) => {
            "keyword"
        }
        ("string", Some("special")) | ("constant" | "boolean" | "label", _) => "constant",
        ("string" | "character" | "escape", _) => "string",
        ("number" | "float", _) => "number",
        ("comment", _) => "comment",
        ("function" | "method" | "macro" | "constructor", _) => "function",
        ("type" | "namespace" | "module", _) => "type",
        ("property" | "attribute" | "field" | "tag", _) => "property",
        ("variable", Some("member")) => "property",
        ("variable" | "parameter", _) => "variable",
        ("diff", Some("plus" | "addition")) => "diff.plus",
        ("diff", Some("minus" | "deletion")) => "diff.minus",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    use super::push_highlighted;

    const LANGUAGES: [&str; 17] = [
        "bash",
        "css",
        "diff",
        "dockerfile",
        "go",
        "hcl",
        "html",
        "ini",
        "javascript",
        "json",
        "make",
        "nginx",
        "python",
        "rust",
        "toml",
        "typescript",
        "yaml",
    ];

    fn highlighted(language: &str, code: &str) -> String {
        let mut out = String::new();
        push_highlighted(&mut out, language, code);
        out
    }

    #[test]
    fn code_nested_too_deep_for_a_grammar_stays_plain() {
        for (language, code) in [
            ("yaml", "- ".repeat(5_000)),
            ("yaml", "? ".repeat(5_000)),
            (
                "yaml",
                (0..500).map(|level| " ".repeat(level) + "a:\n").collect(),
            ),
            ("json", "[".repeat(5_000)),
            ("bash", "$(".repeat(5_000)),
            ("javascript", "`${".repeat(5_000)),
            ("rust", "(".repeat(5_000)),
            (
                "python",
                (0..500)
                    .map(|level| " ".repeat(level) + "if a:\n")
                    .collect(),
            ),
        ] {
            assert!(
                !highlighted(language, &code).contains("<span"),
                "{language}"
            );
        }
    }

    /// Grammars with a scanner of their own keep what is open in a small place.
    #[test]
    fn elements_nested_deep_are_coloured_or_not_and_never_harm() {
        let elements = "<section>".repeat(1_500);
        assert!(highlighted("html", &elements).contains("section"));
        let jsx = format!("const a = {}", "<b>".repeat(2_000));
        assert!(highlighted("javascript", &jsx).contains("const"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_grammar_loses_or_adds_text(code in "[a-zé0-9 \n\t$(){}\\[\\]<>&\"'#:=|\\\\@-]{0,80}") {
            let code = code.trim_end_matches('\n');
            for language in LANGUAGES {
                let html = highlighted(language, code);
                let (mut text, mut rest) = (String::new(), html.as_str());
                while let Some((before, tag)) = rest.split_once('<') {
                    text.push_str(before);
                    rest = tag.split_once('>').expect("every tag ends").1;
                }
                text.push_str(rest);
                for (entity, c) in
                    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                {
                    text = text.replace(entity, c);
                }
                prop_assert_eq!(&text, code, "{}", language);
            }
        }
    }
}
