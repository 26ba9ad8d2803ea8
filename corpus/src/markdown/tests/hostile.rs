//! What no author means, but any file may hold.

use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

use super::{Folder, Foreign, french, html};
use crate::{
    markdown::{inline, outline, sanitise::sanitise},
    problem::Fault,
};

/// Pieces of Markdown and HTML that mean something, in any order.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "é",
        " ",
        "\n",
        "\n\n",
        "\"",
        "'",
        ":",
        " !",
        "«",
        "»",
        "#",
        "## ",
        "> ",
        "- ",
        "1. ",
        "- [x] ",
        "*",
        "**",
        "~~",
        "`",
        "```\n",
        "```js title=\"a\" {1}\n",
        "// highlight-next-line\n",
        "    ",
        "[",
        "](#a)",
        "![",
        "](schema.png)",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|-|\n",
        "\n| a | b |\n|---|---|\n",
        "\\",
        "&amp;",
        "&nbsp;",
        "&#13;",
        "<https://a.fr>",
        "> [!NOTE]\n",
        "> [!x]- ",
        "[[",
        "]]",
        "$$",
        "{{<",
        ":::note\n",
        "::::tip[",
        ":::\n",
        "!!! tip\n",
        "???+ x\n    ",
        "{#x}",
        "{ .x }",
        "{/*",
        "*/}",
        "https://a.fr",
        "www.a.fr/",
        "\t",
        "\u{0}",
        "\u{FDD0}",
        "\r\n",
        "---\n",
        "<!-- ",
        "-->",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The same with raw HTML, good and bad.
pub(super) fn with_html() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<table>",
        "<td>",
        "<svg>",
        "<math>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<a href='javascript:x'>",
        "<a href='java&#10;script:x'>",
        "[a](javascript&colon;x)",
        "<form action=x>",
        "<button formaction='javascript:x'>",
        "<p style='x'>",
        "<xmp>",
        "<noembed>",
        "<mglyph>",
        "<mtext>",
        "<foreignObject>",
        "<desc>",
        "<annotation-xml encoding=text/html>",
        "</p>",
        "<!--><img src=x onerror=y>",
        "<![CDATA[",
        "<p title='</noscript><img src=x onerror=y>'>",
        "<img src=x onerror=y>",
        "<iframe src=x>",
        "<textarea>",
        "<title>",
        "<noscript>",
        "<plaintext>",
        "<select>",
        "<template>",
        "<b onclick=x>",
        "<a id=x>",
    ]);
    prop::collection::vec(
        markdown()
            .boxed()
            .prop_union(piece.prop_map(str::to_owned).boxed()),
        0..8,
    )
    .prop_map(|pieces| pieces.concat())
}

#[test]
fn an_anchor_asked_for_twice_is_given_once() {
    for source in [
        "<a id=x></a>\n\n## Titre {#x}\n",
        "## Un {#x}\n\n## Deux {#x}\n",
    ] {
        let (rendered, faults) = french(source);
        assert_eq!(
            rendered.toc.last().map(|entry| entry.anchor.as_str()),
            Some("x-2")
        );
        assert_eq!(faults.len(), 1, "{source}");
    }
}

proptest! {
    #[test]
    fn any_text_renders(source in any::<String>()) {
        let (rendered, _) = french(&source);
        prop_assert!(!rendered.html.as_str().contains("<script"));
    }

    #[test]
    fn our_own_markup_passes_the_sanitiser_unchanged(source in markdown()) {
        let (rendered, _) = french(&source);
        prop_assert_eq!(sanitise(rendered.html.as_str()), rendered.html);
    }

    #[test]
    fn nothing_that_runs_gets_through(source in with_html()) {
        let (rendered, _) = french(&source);
        let html = rendered.html.as_str();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            // What is left without the values: the element's name and those of its attributes.
            let names: String = tag.split('"').step_by(2).collect();
            for bad in ["script", "style", "iframe", "svg", "math", " on", "textarea"] {
                prop_assert!(!names.contains(bad), "{} in {}", bad, html);
            }
            prop_assert!(!tag.contains("\"javascript:"), "{}", html);
        }
    }

    #[test]
    fn an_outline_names_the_anchors_of_the_page(source in with_html()) {
        let (rendered, _) = french(&source);
        for entry in &rendered.toc {
            let outline = outline(&source, "fr");
            prop_assert_eq!(outline.anchor(&entry.anchor).map(|a| &a.title), Some(&entry.title));
        }
    }

    #[test]
    fn no_two_anchors_of_a_page_are_the_same(source in with_html()) {
        let mut seen = std::collections::HashSet::new();
        for anchor in outline(&source, "fr").anchors {
            prop_assert!(seen.insert(anchor.id.clone()), "{} twice", anchor.id);
        }
    }

    #[test]
    fn inline_text_never_holds_a_block(source in with_html()) {
        let text = inline(&source, "fr", &Foreign::default(), &Folder);
        if text.faults.is_empty() {
            for block in ["<p", "<ul", "<h2", "<pre", "<blockquote", "<section"] {
                prop_assert!(!text.html.as_str().contains(block), "{}", text.html);
            }
        }
    }
}

#[test]
fn deep_nesting_is_one_fault() {
    for source in [
        ">".repeat(5_000) + " a",
        "- ".repeat(5_000) + "a",
        "*a ".repeat(5_000) + &"b*".repeat(5_000),
        "<div>".repeat(5_000),
        "<b>".repeat(5_000),
        "a <i>".repeat(5_000),
    ] {
        let (rendered, faults) = french(&format!("a\n\n{source}"));
        assert_eq!(
            faults,
            [(3, Fault::NestingTooDeep { limit: 100 })],
            "{}",
            &source[..5]
        );
        assert!(rendered.html.is_empty());
    }
}

/// What looks at the rest of the text for each of these signs, or copies what it has for each, would
/// take hours.
#[test]
fn a_note_of_nothing_but_signs_is_read_once() {
    let brackets = ["[", "[[a", "![[", "[^", "][", "[x][", "]]", "[[a]]"];
    let others = [
        "www.",
        "www.a.fr ",
        "http://",
        ")",
        "https://a.fr)",
        "{/*",
        "{/*a*/}",
        "`{/*`",
        "[a](#a){.b}",
        "==",
        "++a",
        ":a",
        "={",
        "<a ={",
        "| a ",
        "{* ",
        "*[a]:",
        "|a|\n",
        "#A\n",
    ];
    let long = brackets.map(|sign| (sign, 1_000_000)).into_iter();
    for (sign, size) in long.chain(others.map(|sign| (sign, 250_000))) {
        let (rendered, _) = french(&sign.repeat(size / sign.len()));
        assert_eq!(rendered.sections.len(), 1, "{sign}");
    }
}

#[test]
fn what_runs_is_named() {
    let faults = |source: &str| {
        french(source)
            .1
            .into_iter()
            .map(|(_, fault)| fault)
            .collect::<Vec<_>>()
    };
    let scheme = |scheme: &str| Fault::ForbiddenScheme {
        scheme: scheme.to_owned(),
    };
    let tag = |tag: &str| Fault::RawHtml {
        tag: tag.to_owned(),
    };
    assert_eq!(
        faults("<script>alert('<b onclick=x>')</script>"),
        [tag("script")]
    );
    assert_eq!(faults("a <iframe src=\"x\"></iframe>"), [tag("iframe")]);
    assert_eq!(faults("[a](JavaScript&#58;x)"), [scheme("javascript")]);
    assert_eq!(
        faults("<a href=\"java\tscript:x\">a</a>"),
        [scheme("javascript")]
    );
    assert_eq!(faults("![a](data:image/svg+xml,x)"), [scheme("data")]);
    assert_eq!(faults("[a](file:///etc/passwd)"), [scheme("file")]);
    assert_eq!(
        faults("<p ONCLICK=x>a</p>"),
        [Fault::RawHandler {
            name: "onclick".to_owned()
        }]
    );
}

#[test]
fn markup_in_text_and_attributes_is_escaped() {
    let out = html(
        "`<b>` & [a](https://a.fr/?\"><script>) ![\"><b](schema.png)\n\n## \"><b> \\<i> {#a\"b}",
    );
    assert!(!out.contains("<script"), "{out}");
    assert!(!out.contains("<i>"), "{out}");
}
