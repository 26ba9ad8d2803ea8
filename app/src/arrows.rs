//! The linked layers of a stack as SVG: boxes, and arrows between them.

use corpus::{
    Html,
    layout::graph::{Caption, Edge, Entry, Graph, Node, graph},
    layout::lanes::Area,
    stack::Stack,
};

use crate::{
    components::kind,
    markup::{line_break, push},
};

/// The side of an arrow's head.
const HEAD: f32 = 8.0;

/// The drawing for a page: `<svg>` of that natural width, hidden from assistive technology. Its
/// boxes lead to the list of layers on the page `at` that path (empty for the page itself), or
/// nowhere.
pub(crate) fn inline(stack: &Stack, (class, width): (&str, f32), at: Option<&str>) -> String {
    let picture = graph(stack, width);
    // Heads and lines reach a little further than boxes.
    let (height, size) = (picture.height + 2.0, picture.font_size);
    let mut svg = format!(
        r#"<svg class="{class}" viewBox="0 -1 {width} {height}" width="{width}" height="{height}" font-size="{size}" aria-hidden="true" focusable="false">"#
    );
    for node in &picture.nodes {
        draw_node(&mut svg, &picture, node, at);
    }
    for edge in &picture.edges {
        draw_edge(&mut svg, edge);
    }
    for caption in &picture.captions {
        draw_caption(&mut svg, &picture, caption);
    }
    for entry in &picture.entries {
        draw_entry(&mut svg, &picture, entry);
    }
    svg.push_str("</svg>");
    svg
}

fn draw_node(svg: &mut String, picture: &Graph<'_>, node: &Node<'_>, at: Option<&str>) {
    let class = kind::class(node.layer.kind);
    let anchor = node.layer.anchor();
    let (x, y) = (node.area.x + 0.5, node.area.y + 0.5);
    let (width, height) = (node.area.width - 1.0, node.area.height - 1.0);
    match at {
        Some(at) => push(
            svg,
            format_args!(r##"<a class="box {class}" href="{at}#{anchor}" tabindex="-1">"##),
        ),
        None => push(svg, format_args!(r#"<g class="box {class}">"#)),
    }
    push(
        svg,
        format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/><text>"#),
    );
    let middle = node.area.x + node.area.width / 2.0;
    let text = picture.line_height * (node.lines.len() + node.inside.len()) as f32;
    let mut base = first_base(picture, node.area.y + (node.area.height - text) / 2.0);
    let lines = node.lines.iter().map(|line| (line, ""));
    let inside = node.inside.iter().map(|line| (line, r#" class="inside""#));
    for (i, (line, class)) in lines.chain(inside).enumerate() {
        let space = if i > 0 {
            line_break(middle)
        } else {
            String::new()
        };
        let line = Html::escaped(line);
        push(
            svg,
            format_args!(r#"{space}<tspan{class} x="{middle}" y="{base}">{line}</tspan>"#),
        );
        base += picture.line_height;
    }
    svg.push_str("</text>");
    svg.push_str(if at.is_some() { "</a>" } else { "</g>" });
}

/// The base line of the first of the lines that begin at `top`: about a third of an em below the
/// middle of the line.
fn first_base(picture: &Graph<'_>, top: f32) -> f32 {
    top + picture.line_height / 2.0 + picture.font_size * 0.35
}

/// The words of an arrow, on a ground that hides the line.
fn draw_caption(svg: &mut String, picture: &Graph<'_>, caption: &Caption) {
    let Area {
        x,
        y,
        width,
        height,
    } = caption.area;
    push(
        svg,
        format_args!(r#"<g class="said"><path d="M{x} {y}h{width}v{height}h-{width}z"/><text>"#),
    );
    push_lines(svg, picture, (x + width / 2.0, y), &caption.lines);
    svg.push_str("</text></g>");
}

/// What a number on an arrow stands for.
fn draw_entry(svg: &mut String, picture: &Graph<'_>, entry: &Entry) {
    let Area { x, y, .. } = entry.area;
    let (number, base) = (entry.number, first_base(picture, y));
    push(
        svg,
        format_args!(
            r#"<g class="said entry"><text><tspan class="number" x="0" y="{base}">{number}</tspan> "#
        ),
    );
    push_lines(svg, picture, (x, y), &entry.lines);
    svg.push_str("</text></g>");
}

fn push_lines(svg: &mut String, picture: &Graph<'_>, (x, top): (f32, f32), lines: &[String]) {
    let mut base = first_base(picture, top);
    for (i, line) in lines.iter().enumerate() {
        let space = if i > 0 { line_break(x) } else { String::new() };
        let line = Html::escaped(line);
        push(
            svg,
            format_args!(r#"{space}<tspan x="{x}" y="{base}">{line}</tspan>"#),
        );
        base += picture.line_height;
    }
}

fn draw_edge(svg: &mut String, edge: &Edge<'_>) {
    let [.., before, tip] = edge.points[..] else {
        return;
    };
    let back = if edge.back { " back" } else { "" };
    let kind = edge.link.kind.name();
    push(
        svg,
        format_args!(r#"<g class="link link-{kind}{back}"><path class="arrow" d=""#),
    );
    let mut from = edge.points[0];
    push(svg, format_args!("M{} {}", from.0, from.1));
    for &(x, y) in &edge.points[1..] {
        match from {
            (old, _) if old == x => push(svg, format_args!("V{y}")),
            (_, old) if old == y => push(svg, format_args!("H{x}")),
            (left, top) => {
                let middle = f32::midpoint(top, y);
                push(svg, format_args!("C{left} {middle} {x} {middle} {x} {y}"));
            }
        }
        from = (x, y);
    }
    // Lines arrive upright, or level from the margin.
    let (x, y) = tip;
    let half = HEAD / 2.0;
    let head = match before {
        (_, level) if level == y && before.0 < x => format!("l-{HEAD} -{half}v{HEAD}z"),
        (_, level) if level == y => format!("l{HEAD} -{half}v{HEAD}z"),
        (_, above) if above < y => format!("l-{half} -{HEAD}h{HEAD}z"),
        _ => format!("l-{half} {HEAD}h{HEAD}z"),
    };
    push(
        svg,
        format_args!(r#""/><path class="head" d="M{x} {y}{head}"/></g>"#),
    );
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Link, LinkKind, Stack},
    };

    use super::inline;

    fn stack() -> Stack {
        let id = |id: &str| Id::new(id).unwrap();
        let layer = |name: &str| Layer::new(id(name), LayerKind::Pod, format!("<b>{name}</b>"));
        let link = |from, to, kind| Link {
            from: id(from),
            to: id(to),
            kind,
            label: None,
        };
        Stack {
            layers: ["a", "b", "c"].map(layer).to_vec(),
            links: vec![
                link("a", "b", LinkKind::Call),
                link("b", "c", LinkKind::Data),
                link("c", "a", LinkKind::Message),
            ],
            ..Stack::new(Slug::new("essai"), "Essai")
        }
    }

    #[test]
    fn every_link_is_an_arrow_and_every_layer_a_box() {
        for width in [272.0, 1040.0] {
            let svg = inline(&stack(), ("x", width), Some(""));
            for class in ["link-call", "link-data", "link-message back"] {
                let group = format!("<g class=\"link {class}\">");
                assert_eq!(svg.matches(&group).count(), 1, "{class}: {svg}");
            }
            assert_eq!(svg.matches("class=\"head\"").count(), 3);
            assert!(svg.contains("href=\"#couche-a\" tabindex=\"-1\""), "{svg}");
        }
    }

    #[test]
    fn names_cannot_break_the_markup() {
        let svg = inline(&stack(), ("x", 640.0), None);
        assert!(
            svg.contains("&lt;b&gt;a&lt;/b&gt;") && !svg.contains("<b>"),
            "{svg}"
        );
        assert!(!svg.contains("style") && !svg.contains(" id="), "{svg}");
    }

    #[test]
    fn an_arrow_says_what_goes_over_it() {
        let mut stack = stack();
        stack.links.truncate(2);
        stack.links[0].label = Some("<i>commandes</i>".to_owned());
        let svg = inline(&stack, ("x", 640.0), None);
        assert!(
            svg.contains(">&lt;i&gt;commandes&lt;/i&gt;</tspan>"),
            "{svg}"
        );
        assert_eq!(svg.matches("class=\"said\"").count(), 1, "{svg}");
    }

    #[test]
    fn an_arrow_between_two_boxes_is_straight() {
        let mut pair = stack();
        pair.links.truncate(1);
        let svg = inline(&pair, ("x", 1040.0), None);
        let path = svg.split("class=\"arrow\" d=\"").nth(1).unwrap();
        let path = path.split('"').next().unwrap();
        assert!(path.starts_with('M') && path.contains('V'), "{path}");
        assert!(!path.contains('C') && !path.contains('H'), "{path}");
    }
}
