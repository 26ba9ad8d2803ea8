//! Blocks that ask for pictures.

use super::{french, html};
use crate::{
    embed::Embed,
    markdown::Fence,
    problem::{Fault, RelationFault},
};

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
        caption: None,
    };
    let expected = [(3, fence("stack vm conteneur")), (6, fence("flow apply"))];
    assert_eq!(rendered.fences, expected);
    assert_eq!(rendered.sections[0].text.trim(), "Avant.");
}

#[test]
fn an_image_of_data_is_a_picture_in_the_place_of_its_paragraph() {
    let image = "![Une *machine* : là](../stacks/vm.toml)";
    let (rendered, faults) = french(&format!("Avant.\n\n{image}\n{image}\n\nAprès.\n"));
    assert_eq!(faults, []);
    let (first, second) = (Embed::mark(0), Embed::mark(1));
    let expected = format!("<p>Avant.</p>\n{first}\n{second}\n<p>Après.</p>");
    assert_eq!(rendered.html.as_str().trim(), expected);
    let (line, fence) = &rendered.fences[1];
    assert_eq!((*line, fence.info.as_str()), (4, "stack vm"));
    assert_eq!(fence.caption.as_deref(), Some("Une machine\u{a0}: là"));
    assert!(rendered.sections[0].text.contains("machine"));
}

#[test]
fn a_picture_stands_alone() {
    let image = "![Machine](../stacks/vm.toml)";
    for source in [
        format!("Ici {image}"),
        format!("{image} là"),
        format!("{image} *là*"),
        format!("# {image}"),
        format!("- {image}"),
        format!("[{image}](https://example.org)"),
    ] {
        let (rendered, faults) = french(&source);
        assert!(
            matches!(
                faults[..],
                [(1, Fault::Relation(RelationFault::CrowdedEmbed))]
            ),
            "{source}: {faults:?}"
        );
        let html = rendered.html.as_str();
        assert_eq!(html.matches("<p>").count(), html.matches("</p>").count());
    }
    let (_, faults) = french("![Machine](../stacks/absente.toml)");
    assert_eq!(faults.len(), 1, "{faults:?}");
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
