//! Stacks as SVG: in a page, where the style sheet colours it, and as a file that stands alone.
//!
//! Written as text, not as a view: a file must be well-formed XML, without a framework's markers.
//! Labels are plain text and pass through [`Html::escaped`].

use corpus::{
    Html, LayerKind,
    layout::{Font, Picture, Placed, place},
    stack::{Layer, Stack},
};

use crate::{
    components::kind,
    markup::{line_break, push},
    overlay::Mark,
    strings::environment,
};

/// Width of the boxes in the exported file, in CSS pixels.
const EXPORT_WIDTH: f32 = 1040.0;
/// Ground around it.
const EXPORT_MARGIN: f32 = 16.0;

/// What a box of the drawing is.
enum Boxes<'a> {
    /// A link to the layer's entry in the list, which is on the page at this path (empty for the
    /// page itself), with these marks. Not a tab stop: the list is what keys and screen readers
    /// use, the picture is hidden from them.
    Links(&'a str, &'a [Option<Mark>]),
    /// A group.
    Groups,
}

/// The drawing for a page: `<svg>` of that natural width, hidden from assistive technology.
/// Its boxes lead to the list on the page `at` that path, and bear `marks`.
pub(crate) fn inline(
    stack: &Stack,
    (class, width): (&str, f32),
    at: &str,
    marks: &[Option<Mark>],
) -> String {
    let picture = place(stack, width);
    let mut svg = String::with_capacity(256 * picture.boxes.len() + 256);
    let (w, h, size) = (picture.width, picture.height, picture.font_size);
    push(
        &mut svg,
        format_args!(
            r#"<svg class="{class}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-size="{size}" aria-hidden="true" focusable="false">"#
        ),
    );
    draw(&mut svg, &picture, &Boxes::Links(at, marks));
    svg.push_str("</svg>");
    svg
}

/// The same without links: for layers that have no page.
pub(crate) fn unlinked(stack: &Stack, (class, width): (&str, f32)) -> String {
    let picture = place(stack, width);
    let (w, h, size) = (picture.width, picture.height, picture.font_size);
    let mut svg = format!(
        r#"<svg class="{class}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-size="{size}" aria-hidden="true" focusable="false">"#
    );
    draw(&mut svg, &picture, &Boxes::Groups);
    svg.push_str("</svg>");
    svg
}

/// The same with an outline around the layers of `spots`: each with its position in
/// [`Stack::walk`] and more of its class.
pub(crate) fn spotted(
    stack: &Stack,
    (class, width): (&str, f32),
    at: &str,
    spots: &[(usize, String)],
) -> String {
    let mut svg = inline(stack, (class, width), at, &[]);
    svg.truncate(svg.len() - "</svg>".len());
    let picture = place(stack, width);
    for (i, more) in spots {
        let Some(placed) = picture.boxes.get(*i) else {
            continue;
        };
        let (x, y) = (placed.x + 1.0, placed.y + 1.0);
        let (width, height) = (
            (placed.width - 2.0).max(0.0),
            (placed.height - 2.0).max(0.0),
        );
        push(
            &mut svg,
            format_args!(
                r#"<rect class="spot{more}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>"#
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// The kinds of layer a stack is made of, from the ground up.
pub(crate) fn kinds(stack: &Stack) -> Vec<LayerKind> {
    let layers = stack.walk();
    let used = |kind: &LayerKind| layers.iter().any(|(_, layer)| layer.kind == *kind);
    LayerKind::ALL.into_iter().filter(used).collect()
}

/// The ground a file is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// What the viewer prefers.
    Either,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The file `/environnements/{slug}.svg`: everything it needs is in it.
pub fn stack_svg(stack: &Stack, theme: Theme) -> String {
    let picture = place(stack, EXPORT_WIDTH);
    let kinds = kinds(stack);
    let mut legend = String::new();
    let height = picture.height + draw_legend(&mut legend, &kinds, &picture);
    let (edge, size) = (-EXPORT_MARGIN, picture.font_size);
    let (width, height) = (picture.width - 2.0 * edge, height - 2.0 * edge);
    let title = text(&environment::alternative(&stack.title));
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{edge} {edge} {width} {height}" width="{width}" height="{height}" font-size="{size}" role="img" aria-labelledby="titre description" xml:lang="fr"><title id="titre">{title}</title><desc id="description">"#
    );
    outline(&mut svg, &stack.layers);
    svg.push_str("</desc>");
    style(&mut svg, &kinds, theme);
    draw(&mut svg, &picture, &Boxes::Groups);
    svg.push_str(&legend);
    svg.push_str("</svg>\n");
    svg
}

/// What the colours mean, below the picture. Tells the height it takes.
fn draw_legend(svg: &mut String, kinds: &[LayerKind], picture: &Picture<'_>) -> f32 {
    let font = Font {
        size: picture.font_size,
        bold: false,
    };
    let (mut x, mut y) = (0.0, picture.height + 16.0);
    for &kind in kinds {
        let (class, name) = (kind::class(kind), kind::name(kind));
        let width = 20.0 + font.width(name).ceil() + 16.0;
        if x + width > picture.width {
            (x, y) = (0.0, y + picture.line_height + 4.0);
        }
        let (left, top, label, base) = (x + 0.5, y + 1.5, x + 20.0, y + 13.0);
        push(
            svg,
            format_args!(
                r#"<g class="leaf legend {class}"><rect x="{left}" y="{top}" width="13" height="13" rx="3"/><text x="{label}" y="{base}">{name}</text></g>"#
            ),
        );
        x += width;
    }
    y + picture.line_height - picture.height
}

fn draw(svg: &mut String, picture: &Picture<'_>, boxes: &Boxes<'_>) {
    for (i, placed) in picture.boxes.iter().enumerate() {
        let class = kind::class(placed.layer.kind);
        let leaf = if placed.is_leaf() { " leaf" } else { "" };
        let (tag, mark) = match boxes {
            Boxes::Links(at, marks) => {
                let anchor = placed.layer.anchor();
                let mark = marks.get(i).and_then(Option::as_ref);
                let more = mark.map_or(String::new(), |mark| format!(" {}", mark.class));
                push(
                    svg,
                    format_args!(
                        r##"<a class="box{leaf} {class}{more}" href="{at}#{anchor}" tabindex="-1">"##
                    ),
                );
                ("a", mark)
            }
            Boxes::Groups => {
                push(svg, format_args!(r#"<g class="box{leaf} {class}">"#));
                ("g", None)
            }
        };
        draw_box(svg, placed, picture.line_height);
        if let Some(mark) = mark.filter(|mark| !mark.sign.is_empty()) {
            draw_sign(svg, placed, &mark.sign);
        }
        push(svg, format_args!("</{tag}>"));
    }
}

/// The rectangle, half a pixel in so that its line is sharp, and the label.
fn draw_box(svg: &mut String, placed: &Placed<'_>, line_height: f32) {
    let (x, y) = (placed.x + 0.5, placed.y + 0.5);
    let (width, height) = (
        (placed.width - 1.0).max(0.0),
        (placed.height - 1.0).max(0.0),
    );
    let radius = if placed.is_leaf() { 4 } else { 6 };
    push(
        svg,
        format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/><text x="{0}" y="{1}">"#,
            placed.text_x, placed.text_y
        ),
    );
    for (i, line) in placed.lines.iter().enumerate() {
        match i {
            0 => svg.push_str(&text(line)),
            _ => push(
                svg,
                format_args!(
                    r#"{}<tspan x="{1}" dy="{line_height}">{2}</tspan>"#,
                    line_break(placed.text_x),
                    placed.text_x,
                    text(line)
                ),
            ),
        }
    }
    svg.push_str("</text>");
}

/// A sign on the upper edge, near the corner: the padding of the box and of the one around it
/// leaves the room.
fn draw_sign(svg: &mut String, placed: &Placed<'_>, sign: &str) {
    let (x, y) = (placed.x + placed.width - 12.0, placed.y + 1.0);
    let (base, sign) = (y + 4.5, text(sign));
    push(
        svg,
        format_args!(
            r#"<g class="sign"><circle cx="{x}" cy="{y}" r="8.5"/><text x="{x}" y="{base}">{sign}</text></g>"#
        ),
    );
}

/// The layers as a sentence: what each one holds stands in brackets behind it.
fn outline(svg: &mut String, layers: &[Layer]) {
    for (i, layer) in layers.iter().enumerate() {
        let comma = if i > 0 { ", " } else { "" };
        push(
            svg,
            format_args!("{comma}{} ({})", text(&layer.label), kind::name(layer.kind)),
        );
        if !layer.children.is_empty() {
            svg.push_str(" [");
            outline(svg, &layer.children);
            svg.push(']');
        }
    }
}

/// The colours of these kinds. Plain values, not custom properties: drawing programs and converters
/// do not know those. The ground is white or nearly black, as that of the pages.
fn style(svg: &mut String, kinds: &[LayerKind], theme: Theme) {
    let (mut light, mut dark) = (String::new(), String::new());
    for &kind in kinds {
        let [line, fill, dark_line, dark_fill] = colours(kind);
        for (rules, line, fill) in [(&mut light, line, fill), (&mut dark, dark_line, dark_fill)] {
            let class = kind::class(kind);
            push(
                rules,
                format_args!(".{class}{{fill:{fill};stroke:{line}}}.{class} text{{fill:{line}}}"),
            );
        }
    }
    let light = format!("svg{{background:#fff}}{light}.leaf text{{fill:#1b2129}}");
    let dark = format!("svg{{background:#14171c}}{dark}.leaf text{{fill:#e4e8ee}}");
    let ground = match theme {
        Theme::Either => format!("{light}@media (prefers-color-scheme:dark){{{dark}}}"),
        Theme::Light => light,
        Theme::Dark => dark,
    };
    push(
        svg,
        format_args!(
            "<style>svg{{font-family:system-ui,'Segoe UI',Roboto,'Noto Sans',\
             'Liberation Sans',sans-serif}}rect{{stroke-opacity:.6}}\
             text{{stroke:none;font-weight:600}}\
             .leaf text{{font-weight:400;text-anchor:middle}}\
             .legend text{{text-anchor:start}}{ground}</style>"
        ),
    );
}

/// Line and fill on light ground, line and fill on dark ground: as in style/kinds.css.
fn colours(kind: LayerKind) -> [&'static str; 4] {
    match kind {
        LayerKind::Hardware => ["#525f6f", "#edf1f7", "#b0bccc", "#272a2f"],
        LayerKind::Hypervisor => ["#6e4895", "#f4edfe", "#caa9f1", "#2f253b"],
        LayerKind::Vm => ["#4d54a3", "#edf0ff", "#a9b4fe", "#25283f"],
        LayerKind::Os => ["#066b6c", "#dcf7f7", "#69cecd", "#0f3030"],
        LayerKind::Kubernetes => ["#0a60a4", "#e7f2fe", "#83c0ff", "#182c3f"],
        LayerKind::Runtime => ["#03687f", "#ddf6fe", "#6fc9e5", "#122e37"],
        LayerKind::Pod => ["#05703f", "#e1f8e8", "#81cf9d", "#183021"],
        LayerKind::App => ["#4e6804", "#ecf5de", "#abc77b", "#252e16"],
        LayerKind::Storage => ["#7b5601", "#fcefd9", "#deb369", "#352810"],
        LayerKind::Network => ["#934404", "#feede4", "#f1a77d", "#3b2417"],
        LayerKind::Security => ["#9c3539", "#ffecea", "#fc9c99", "#3e2020"],
        LayerKind::Managed => ["#8d3c6e", "#ffeaf5", "#eb9fca", "#39212f"],
        LayerKind::Zone => ["#615d54", "#f2f1ed", "#bebab2", "#2b2a27"],
    }
}

/// Plain text as XML: escaped, without the control characters that XML does not allow.
fn text(plain: &str) -> String {
    let allowed: String = plain
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    Html::escaped(&allowed).to_string()
}

#[cfg(test)]
mod snapshots;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Stack},
    };

    use super::{Mark, Theme, colours, inline, stack_svg};

    fn stack(labels: &[&str]) -> Stack {
        let layer = |(i, label): (usize, &&str)| {
            Layer::new(Id::new(&format!("l{i}")).unwrap(), LayerKind::Pod, *label)
        };
        Stack {
            layers: labels.iter().enumerate().map(layer).collect(),
            ..Stack::new(Slug::new("essai"), "Essai <1>")
        }
    }

    #[test]
    fn exported_colours_are_those_of_the_style_sheet() {
        let css = include_str!("../../style/kinds.css");
        for kind in LayerKind::ALL {
            let name = kind.name();
            let [line, fill, dark_line, dark_fill] = colours(kind);
            for rule in [
                format!("--kind-{name}: light-dark({line}, {dark_line});"),
                format!("--kind-{name}-fill: light-dark({fill}, {dark_fill});"),
            ] {
                assert!(css.contains(&rule), "{rule}");
            }
        }
    }

    #[test]
    fn labels_cannot_break_the_markup() {
        let stack = stack(&["<script>&\u{1}</script>"]);
        for svg in [
            inline(&stack, ("narrow", 312.0), "", &[]),
            stack_svg(&stack, Theme::Either),
        ] {
            assert!(svg.contains("&lt;script&gt;&amp;"), "{svg}");
            assert!(!svg.contains("<script"), "{svg}");
        }
    }

    #[test]
    fn boxes_in_a_page_link_to_the_list_and_are_no_tab_stops() {
        let svg = inline(&stack(&["Pod A", "Pod B"]), ("narrow", 312.0), "", &[]);
        for i in 0..2 {
            let link = format!(r##"href="#couche-l{i}" tabindex="-1""##);
            assert!(svg.contains(&link), "{svg}");
        }
        assert!(svg.contains(r#"aria-hidden="true""#));
        assert!(!svg.contains(" id="), "two drawings share a page: {svg}");
        assert!(!svg.contains("style"), "the CSP forbids it: {svg}");
    }

    #[test]
    fn the_file_says_in_words_what_it_shows() {
        let svg = stack_svg(&stack(&["Pod A", "Pod B"]), Theme::Either);
        assert!(svg.contains("Essai &lt;1&gt;"), "{svg}");
        assert!(
            svg.contains("Pod A (Conteneur ou pod), Pod B (Conteneur ou pod)</desc>"),
            "{svg}"
        );
    }

    #[test]
    fn a_file_for_one_ground_has_the_colours_of_that_ground_alone() {
        let stack = stack(&["Pod"]);
        let [light, _, dark, _] = colours(LayerKind::Pod);
        for (theme, own, other) in [(Theme::Light, light, dark), (Theme::Dark, dark, light)] {
            let svg = stack_svg(&stack, theme);
            assert!(svg.contains(own) && !svg.contains(other), "{svg}");
            assert!(!svg.contains("@media"), "{svg}");
        }
        assert!(stack_svg(&stack, Theme::Either).contains("@media"));
    }

    #[test]
    fn a_mark_is_a_class_and_a_sign_on_its_box() {
        let marks = [None, Some(Mark::new("is-lost", "−", "perdue"))];
        let svg = inline(&stack(&["A", "B"]), ("tiny", 272.0), "/ailleurs", &marks);
        assert_eq!(svg.matches("is-lost").count(), 1);
        assert_eq!(svg.matches("class=\"sign\"").count(), 1);
        assert!(svg.contains(r#"href="/ailleurs#couche-l1""#), "{svg}");
        assert!(!svg.contains("perdue"), "words stand in the list: {svg}");
    }
}
