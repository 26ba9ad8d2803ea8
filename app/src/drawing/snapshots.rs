//! What is drawn, as files that a browser shows (`snapshots/*.svg`): whoever changes a layout sees in
//! the difference what became of it. `INSTA_UPDATE=always cargo test -p app drawing` renews them.

use std::{path::Path, sync::LazyLock};

use corpus::{Corpus, LayerKind, stack::Stack};

use super::{Mark, Theme, inline, stack_svg, style};
use crate::{
    alignment::Alignment,
    arrows,
    components::{Showing, lanes_drawing},
    overlay::View,
};

static COURSE: LazyLock<Corpus> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    corpus::load(&content).unwrap_or_else(|problems| panic!("{problems}"))
});

/// As much of the style sheet as tells lines from areas.
const LOOK: &str = ".arrow,.line{fill:none;stroke:#525f6f}.head{fill:#525f6f}\
    .said path,.sign circle{fill:#fff;stroke:none}.graph text,.sign text{text-anchor:middle}\
    .band{fill:#e7f2fe;stroke:#0a60a4}.hit,.spot{fill:none}.entry text{text-anchor:start}";

fn stack(slug: &str) -> &'static Stack {
    COURSE
        .stack(slug)
        .unwrap_or_else(|| panic!("no stack {slug}"))
}

/// A drawing of a page, with colours of its own and a line for each element.
fn file(drawing: &str) -> Vec<u8> {
    let mut colours = String::new();
    style(&mut colours, &LayerKind::ALL, Theme::Light);
    let head = format!("{colours}<style>{LOOK}</style>");
    let svg = drawing.replacen("<svg ", r#"<svg xmlns="http://www.w3.org/2000/svg" "#, 1);
    let svg = svg.replacen('>', &format!(">{head}"), 1);
    (svg.replace("><", ">\n<") + "\n").into_bytes()
}

fn drawn(slug: &str, width: f32, marks: &[Option<Mark>]) -> Vec<u8> {
    file(&inline(stack(slug), ("drawn", width), "", marks))
}

#[test]
fn the_bank_on_a_phone_and_on_a_screen() {
    insta::assert_binary_snapshot!("bank-narrow.svg", drawn("banque", 350.0, &[]));
    insta::assert_binary_snapshot!("bank-wide.svg", drawn("banque", 1040.0, &[]));
}

#[test]
fn the_bank_as_a_file() {
    let svg = stack_svg(stack("banque"), Theme::Either).replace("><", ">\n<");
    insta::assert_binary_snapshot!("bank-file.svg", svg.into_bytes());
}

#[test]
fn side_lists_below_the_rest() {
    insta::assert_binary_snapshot!(
        "datacentre-wide.svg",
        drawn("datacenter-cloud", 1040.0, &[])
    );
}

#[test]
fn what_runs_where_in_the_bank() {
    let overlay = View::Where.overlay(stack("banque"));
    insta::assert_binary_snapshot!("bank-where.svg", drawn("banque", 640.0, &overlay.marks));
}

#[test]
fn containers_and_machines_compared() {
    let slugs = ["conteneur-simple", "vm-simple"];
    let alignment = Alignment::of(&slugs.map(stack));
    let column = |i: usize| drawn(slugs[i], 350.0, &alignment.marks(i));
    insta::assert_binary_snapshot!("compared-containers.svg", column(0));
    insta::assert_binary_snapshot!("compared-machines.svg", column(1));
}

#[test]
fn arrows_between_services() {
    let graph = |width| {
        let drawing = arrows::inline(stack("modele-microservices"), ("graph", width), None);
        file(&drawing)
    };
    insta::assert_binary_snapshot!("services-narrow.svg", graph(350.0));
    insta::assert_binary_snapshot!("services-wide.svg", graph(1040.0));
}

#[test]
fn a_step_of_kubectl_apply() {
    let flow = COURSE.flow("kubectl-apply").expect("a flow of the course");
    let lanes = |width| file(&lanes_drawing(flow, Showing::Step(2), width, "lanes"));
    insta::assert_binary_snapshot!("apply-narrow.svg", lanes(350.0));
    insta::assert_binary_snapshot!("apply-wide.svg", lanes(1040.0));
}
