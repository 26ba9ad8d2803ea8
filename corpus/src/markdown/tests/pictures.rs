//! Blocks that ask for pictures.

use super::{french, html};
use crate::{embed::Embed, markdown::Fence};

#[test]
fn a_picture_leaves_a_mark_that_survives_the_sanitiser() {
    let source = "Avant.\n\n```stack vm conteneur\n```\n\n- ```flow apply\n  ```\n";
    let (rendered, faults) = french(source);
    assert_eq!(faults, []);
    for i in [0, 1] {
        let marks = rendered.html.as_str().matches(&Embed::mark(i)).count();
        assert_eq!(marks, 1, "{}", rendered.html);
    }
    let fence = |info: &str| Fence {
        info: info.to_owned(),
        source: String::new(),
    };
    let expected = [(3, fence("stack vm conteneur")), (6, fence("flow apply"))];
    assert_eq!(rendered.fences, expected);
    assert_eq!(rendered.sections[0].text.trim(), "Avant.");
}

#[test]
fn the_chart_of_another_tool_stays_code() {
    let html = html("```flow\nst=>start: Début\n```\n");
    assert!(html.contains("st=&gt;start"), "{html}");
}

#[test]
fn authors_cannot_write_a_mark() {
    let (rendered, _) = french("<figure class=\"embed\" data-embed=\"0\"></figure>\n");
    assert!(rendered.fences.is_empty());
}
