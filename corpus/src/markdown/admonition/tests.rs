use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

use super::translate;

fn text(source: &str) -> String {
    translate(source).text.into_owned()
}

#[test]
fn colons_become_alerts() {
    assert_eq!(
        text("Avant\n:::tip[Un *titre*]\n## A\n\n- b\n:::\nAprès"),
        "Avant\n\n> [!tip] Un *titre*\n>\n> ## A\n>\n> - b\n\nAprès"
    );
}

#[test]
fn more_colons_hold_fewer() {
    assert_eq!(
        text("::::note\na\n\n:::tip\nb\n:::\n\nc\n::::\nd"),
        "> [!note]\n>\n> a\n>\n> > [!tip]\n> >\n> > b\n>\n>\n> c\n\nd"
    );
    // The same number nests too where each is closed.
    assert_eq!(
        text(":::note\n:::tip\nb\n:::\n:::"),
        "> [!note]\n>\n>\n> > [!tip]\n> >\n> > b\n>\n"
    );
}

#[test]
fn what_is_indented_becomes_an_alert() {
    assert_eq!(
        text("!!! warning \"Un titre\"\n\n    a\n\n    ```py\n    if b:\n        c\n    ```\nd"),
        "> [!warning] Un titre\n>\n>\n> a\n>\n> ```py\n> if b:\n>     c\n> ```\n\nd"
    );
    assert_eq!(text("??? note\n\ta\n\t\tb"), "> [!note]-\n>\n> a\n>     b");
    assert_eq!(
        text("!!! a\n    b\n!!! c\n    d"),
        "> [!a]\n>\n> b\n\n\n> [!c]\n>\n> d"
    );
}

#[test]
fn lists_hold_admonitions() {
    assert_eq!(
        text("1. a\n\n   :::note\n   b\n   :::\n\n2. c\n\n    !!! tip\n        d\n"),
        "1. a\n\n   > [!note]\n   >\n   > b\n\n\n2. c\n\n    > [!tip]\n    >\n    > d\n    >"
    );
}

#[test]
fn code_and_what_does_not_end_stay() {
    for source in [
        "```\n:::note\na\n:::\n```",
        "~~~~\n~~~\n:::note\na\n:::\n~~~~",
        "- ```\n  :::note\n  a\n  :::\n  ```",
        "    :::note\n    a\n    :::",
        "<!--\n:::note\na\n:::\n-->",
        "<pre>\n!!! note\n    a\n</pre>",
        ":::note\nsans fin",
        "!!! note\nrien dessous",
        "Vraiment ??? Oui !!!",
        "> ```\n> [!note] a\n> b\n> ```",
        ":::",
        "a\n\n:::\n",
    ] {
        assert_eq!(text(source), source);
    }
    assert_eq!(
        text(":::note\n```\n:::\n```\n:::"),
        "> [!note]\n>\n> ```\n> :::\n> ```\n"
    );
}

#[test]
fn titles_of_alerts_are_parted_from_what_follows() {
    assert_eq!(
        text("> [!tip]- Un titre\n> | a |\n> |---|"),
        "> [!tip]- Un titre\n>\n> | a |\n> |---|"
    );
    for source in [
        "> [!tip] Un titre",
        "> [!tip] Un titre\n>\n> a",
        "> a\n> [!tip] b\n> c",
    ] {
        assert_eq!(text(source), source);
    }
}

#[test]
fn lines_know_where_they_come_from() {
    let source = "a\n:::note\nb\n:::\nc";
    let translated = translate(source);
    let lines: Vec<&str> = translated.text.split('\n').collect();
    assert_eq!(lines, ["a", "", "> [!note]", ">", "> b", "", "c"]);
    let from: Vec<usize> = (0..lines.len())
        .map(|line| translated.source_line(line))
        .collect();
    assert_eq!(from, [0, 1, 1, 1, 2, 3, 4]);
}

/// Words, each with what may stand before it on its line.
fn admonitions() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "",
        "    ",
        "  ",
        "\t",
        "> ",
        "- ",
        "1. ",
        ":::",
        "::::",
        ":::note\n",
        "::::tip Mot ",
        "   :::note[Mot]\n",
        "!!! note\n",
        "!!! tip \"Mot\"\n    ",
        "    ??? note\n        ",
        "> [!note] Mot ",
        "```\n",
        "~~~",
        "<!--",
        "-->",
        "<pre>",
        "# ",
        "| ",
        "\n",
    ]);
    let line = (start, 0..50_u8).prop_map(|(start, n)| format!("{start}mot{n}"));
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

proptest! {
    #[test]
    fn no_word_is_lost_or_moved(source in admonitions()) {
        let text = text(&source);
        prop_assert_eq!(words(&text), words(&source), "{}", text);
    }

    #[test]
    fn a_translated_text_needs_no_more(source in admonitions()) {
        let once = text(&source);
        let twice = text(&once);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn text_without_their_signs_is_the_same_bytes(source in "[a-z \n\t>#`~|*.-]{0,80}") {
        let translated = translate(&source);
        prop_assert!(matches!(translated.text, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn lines_stay_in_order(source in any::<String>()) {
        let source = format!("{source}\n:::note\n{source}\n:::\n{source}");
        let translated = translate(&source);
        let count = translated.text.split('\n').count();
        let from: Vec<usize> = (0..count).map(|line| translated.source_line(line)).collect();
        prop_assert!(from.is_sorted());
        prop_assert!(from.iter().all(|&line| line < source.split('\n').count()));
    }
}
