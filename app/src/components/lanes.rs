//! The drawing of a flow: its participants as lanes, its steps as arrows between them.

use corpus::{
    Html,
    flow::Flow,
    layout::lanes::{Anchor, Area, Arrow, Label, Lane, Row, Sequence, sequence},
};
use leptos::prelude::*;

use super::{diagram::DRAWINGS, kind};
use crate::markup::{line_break, push};

/// How many moments the style sheet has for steps that run by themselves.
pub(crate) const SCENES: usize = 24;

/// What a page shows of a flow. Steps are indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Showing {
    /// All steps alike.
    Whole,
    /// One of them highlighted.
    Step(usize),
    /// One after the other highlighted, from this one on.
    Play(usize),
}

impl Showing {
    /// The class that says when step `i` is highlighted: empty for always, `None` for never.
    pub(crate) fn moment(self, i: usize) -> Option<String> {
        match self {
            Self::Step(step) => (step == i).then(String::new),
            Self::Play(from) => i.checked_sub(from).map(|at| format!(" at-{at}")),
            Self::Whole => None,
        }
    }
}

/// The lanes of a flow, with what is `showing` highlighted.
///
/// The list of steps says the same, so only the list is for screen readers and the Tab key; in the
/// drawing, a click on a message leads to its step.
#[component]
pub(crate) fn Lanes<'a>(flow: &'a Flow, showing: Showing) -> impl IntoView {
    let drawings: String = DRAWINGS
        .into_iter()
        .map(|(class, width)| drawing(flow, showing, width, class))
        .collect();
    view! { <div class="lanes" aria-hidden="true" inner_html=drawings></div> }
}

/// Lines first, so that arrows and text lie on them; below everything the band of the current step.
pub(crate) fn drawing(flow: &Flow, showing: Showing, width: f32, class: &str) -> String {
    let picture = sequence(flow, width);
    let (h, size) = (picture.height, picture.font_size);
    let stepping = match showing {
        Showing::Whole => "",
        Showing::Step(_) => " stepping",
        Showing::Play(_) => " playing",
    };
    let mut svg = format!(
        r#"<svg class="{class}{stepping}" viewBox="0 0 {width} {h}" width="{width}" height="{h}" font-size="{size}" aria-hidden="true" focusable="false">"#
    );
    for (i, row) in picture.rows.iter().enumerate() {
        if let Some(moment) = showing.moment(i) {
            rectangle(&mut svg, &format!("band{moment}"), &row.band, 6);
        }
    }
    for (i, lane) in picture.lanes.iter().enumerate() {
        let current = match showing {
            Showing::Step(step) => flow.steps.get(step),
            Showing::Whole | Showing::Play(_) => None,
        };
        let takes_part = current.is_some_and(|step| step.from == i || step.to == i);
        draw_lane(&mut svg, &picture, lane, takes_part);
    }
    for (i, row) in picture.rows.iter().enumerate() {
        let current = showing == Showing::Step(i);
        let class = match showing.moment(i) {
            Some(_) if current => "message current\" data-live-see=\"".to_owned(),
            Some(moment) => format!("message{moment}"),
            None => "message".to_owned(),
        };
        let address = Html::escaped(&flow.step_address(i));
        push(
            &mut svg,
            format_args!(r##"<a class="{class}" href="{address}#pas" tabindex="-1">"##),
        );
        draw_row(&mut svg, &picture, row, current);
        svg.push_str("</a>");
    }
    svg.push_str("</svg>");
    svg
}

fn draw_lane(svg: &mut String, picture: &Sequence<'_>, lane: &Lane<'_>, takes_part: bool) {
    let class = kind::class(lane.participant.kind);
    let part = if takes_part { " takes-part" } else { "" };
    push(svg, format_args!(r#"<g class="lane {class}{part}">"#));
    svg.push_str(r#"<path class="line" d=""#);
    for (top, bottom) in &lane.line {
        push(svg, format_args!("M{} {top}V{bottom}", lane.x));
    }
    svg.push_str(r#""/>"#);
    match &lane.frame {
        Some(frame) => rectangle(svg, "frame", frame, 4),
        None => push(
            svg,
            format_args!(r#"<circle cx="{}" cy="{}" r="4"/>"#, lane.x, lane.top),
        ),
    }
    text(svg, picture, &lane.name);
    svg.push_str("</g>");
}

/// The whole band can be clicked.
fn draw_row(svg: &mut String, picture: &Sequence<'_>, row: &Row<'_>, current: bool) {
    rectangle(svg, "hit", &row.band, 6);
    text(svg, picture, &row.label);
    let Arrow {
        from: (x, y),
        to: (end, base),
        bulge,
    } = row.arrow;
    let leftwards = bulge.map_or(end < x, |bulge| bulge > 0.0);
    let size = if current { 10.0 } else { 7.0 };
    let back = if leftwards { size } else { -size };
    push(svg, format_args!(r#"<path class="arrow" d="M{x} {y}"#));
    if let Some(bulge) = bulge {
        push(svg, format_args!("h{bulge}V{base}"));
    }
    // The line ends inside its head: the tip is the head's own.
    push(
        svg,
        format_args!(
            r#"H{}"/><path class="head" d="M{end} {base}l{back} {}v{}z"/>"#,
            end + back / 2.0,
            size / -2.0,
            size
        ),
    );
}

/// Half a pixel in, so that its line is sharp.
fn rectangle(svg: &mut String, class: &str, area: &Area, radius: u8) {
    let (x, y) = (area.x + 0.5, area.y + 0.5);
    let (width, height) = (area.width - 1.0, area.height - 1.0);
    push(
        svg,
        format_args!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>"#
        ),
    );
}

fn text(svg: &mut String, picture: &Sequence<'_>, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    // The base line lies about a third of an em below the middle of the line.
    let base = label.area.y + picture.line_height / 2.0 + picture.font_size * 0.35;
    let x = label.x();
    push(
        svg,
        format_args!(r#"<text x="{x}" y="{base}" text-anchor="{anchor}">"#),
    );
    for (i, line) in label.lines.iter().enumerate() {
        let line = Html::escaped(line);
        match i {
            0 => push(svg, format_args!("{line}")),
            _ => push(
                svg,
                format_args!(
                    r#"{}<tspan x="{x}" dy="{}">{line}</tspan>"#,
                    line_break(x),
                    picture.line_height
                ),
            ),
        }
    }
    svg.push_str("</text>");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        flow::{Flow, Participant, Step},
    };

    use super::{Showing, drawing};

    fn flow() -> Flow {
        let participant = |id: &str| {
            Participant::new(Id::new(id).unwrap(), LayerKind::Pod, format!("<b>{id}</b>"))
        };
        let step = |number, ends| Step::new(number, ends, "Dit & fait");
        Flow {
            participants: ["a", "b", "c"].map(participant).to_vec(),
            steps: vec![step("1", (0, 1)), step("1b", (1, 1))],
            ..Flow::new(Slug::new("essai"), "Essai")
        }
    }

    #[test]
    fn the_current_step_differs_in_shape_from_the_others() {
        let svg = drawing(&flow(), Showing::Step(1), 350.0, "narrow");
        assert_eq!(svg.matches(r#"class="band""#).count(), 1);
        assert_eq!(svg.matches("message current").count(), 1);
        assert_eq!(svg.matches("takes-part").count(), 1, "b alone: {svg}");
        let all = drawing(&flow(), Showing::Whole, 350.0, "narrow");
        for mark in ["band", "current", "takes-part", "stepping"] {
            assert!(!all.contains(mark), "{mark}: {all}");
        }
    }

    #[test]
    fn steps_that_run_have_each_their_moment() {
        let svg = drawing(&flow(), Showing::Play(0), 350.0, "narrow");
        for moment in ["band at-0", "band at-1", "message at-0", "message at-1"] {
            assert_eq!(
                svg.matches(&format!("\"{moment}\"")).count(),
                1,
                "{moment}: {svg}"
            );
        }
        let rest = drawing(&flow(), Showing::Play(1), 350.0, "narrow");
        assert!(
            rest.contains("band at-0") && !rest.contains("at-1"),
            "{rest}"
        );
    }

    #[test]
    fn every_message_leads_to_its_step_and_is_no_tab_stop() {
        let svg = drawing(&flow(), Showing::Whole, 350.0, "narrow");
        for number in ["1", "1b"] {
            let link = format!(r##"href="/flux/essai?etape={number}#pas" tabindex="-1""##);
            assert!(svg.contains(&link), "{svg}");
        }
        assert!(!svg.contains(" id="), "drawings share a page: {svg}");
        assert!(!svg.contains("style"), "the CSP forbids it: {svg}");
    }

    #[test]
    fn names_cannot_break_the_markup() {
        let svg = drawing(&flow(), Showing::Whole, 350.0, "narrow");
        assert!(svg.contains("&lt;b&gt;a&lt;/b&gt;"), "{svg}");
        assert!(
            svg.contains("Dit &amp; fait") && !svg.contains("<b>"),
            "{svg}"
        );
    }
}
