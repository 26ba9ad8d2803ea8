//! Environments and flows in the text of a note: figures, each with the same in words.
//!
//! Written as text, like the drawings in them: the marks they replace stand anywhere in the HTML of
//! the note. Names are plain text and pass through [`Html::escaped`].

use corpus::{
    Corpus, Html,
    embed::Embed,
    flow::Flow,
    note::Note,
    stack::{Layer, Stack},
};

use crate::{
    arrows,
    components::{DRAWINGS, Showing, kind, lanes_drawing},
    drawing,
    markup::push,
    strings::{environment, flow as flow_strings},
};

/// The `html` of a note, with its pictures where their marks stand.
pub(crate) fn fill(mut html: String, note: &Note, corpus: &Corpus) -> String {
    for (i, embed) in note.embeds.iter().enumerate() {
        let picture = embed.as_ref().map(|embed| figures(embed, corpus));
        html = html.replacen(&Embed::mark(i), &picture.unwrap_or_default(), 1);
    }
    html
}

/// Environments beside each other, as far as there is room.
pub(crate) fn side_by_side(stacks: &[&Stack]) -> String {
    let figures: String = stacks
        .iter()
        .map(|stack| stack_figure(stack, true))
        .collect();
    format!("<div class=\"embeds\">{figures}</div>")
}

fn figures(embed: &Embed, corpus: &Corpus) -> String {
    let figures: String = match embed {
        Embed::Captioned(text, shown) => {
            let caption = format!(
                "<figcaption><p class=\"caption\">{}</p>",
                Html::escaped(text)
            );
            return figures(shown, corpus).replacen("<figcaption>", &caption, 1);
        }
        Embed::Inline(stack) => stack_figure(stack, false),
        Embed::Flow(slug) => corpus
            .flow(slug.as_str())
            .map(flow_figure)
            .unwrap_or_default(),
        Embed::Stacks(slugs) => {
            let stacks = slugs.iter().filter_map(|slug| corpus.stack(slug.as_str()));
            return side_by_side(&stacks.collect::<Vec<_>>());
        }
    };
    format!("<div class=\"embeds\">{figures}</div>")
}

/// A stack; one that has arrows is drawn with them. Only a stack with a page `leads` there.
fn stack_figure(stack: &Stack, leads: bool) -> String {
    let path = stack.path();
    let linked = !stack.links.is_empty();
    // The text of a note is never as wide as the widest drawing.
    let drawings: String = DRAWINGS[..3]
        .iter()
        .map(|&one| match (linked, leads) {
            (true, _) => arrows::inline(stack, one, leads.then_some(&path)),
            (false, true) => drawing::inline(stack, one, &path, &[]),
            (false, false) => drawing::unlinked(stack, one),
        })
        .collect();
    let mut words = String::new();
    push_layers(&mut words, &stack.layers);
    if linked {
        push_links(&mut words, stack);
    }
    let class = if linked { "drawing graph" } else { "drawing" };
    let title = match leads {
        true => format!("<a href=\"{path}\">{}</a>", Html::escaped(&stack.title)),
        false => Html::escaped(&stack.title).to_string(),
    };
    figure(class, &drawings, &title, (environment::IN_WORDS, &words))
}

fn flow_figure(flow: &Flow) -> String {
    let drawings: String = DRAWINGS[..3]
        .iter()
        .map(|&(class, width)| lanes_drawing(flow, Showing::Whole, width, class))
        .collect();
    let mut words = String::from("<ol role=\"list\">");
    for step in &flow.steps {
        let name = |i: usize| Html::escaped(&flow.participants[i].name);
        let (number, label) = (Html::escaped(&step.number), Html::escaped(&step.label));
        push(
            &mut words,
            format_args!("<li><b>{number}</b> {}", name(step.from)),
        );
        if step.to != step.from {
            push(&mut words, format_args!(" → {}", name(step.to)));
        }
        push(&mut words, format_args!("\u{a0}: {label}</li>"));
    }
    words.push_str("</ol>");
    let title = Html::escaped(&flow.title);
    let title = format!("<a href=\"{}\">{title}</a>", flow.path());
    figure("lanes", &drawings, &title, (flow_strings::IN_WORDS, &words))
}

fn figure(class: &str, drawings: &str, title: &str, (open, words): (&str, &str)) -> String {
    format!(
        "<figure class=\"embed diagram\"><div class=\"{class}\" aria-hidden=\"true\">{drawings}\
         </div><figcaption>{title}<details><summary>{open}</summary>{words}</details>\
         </figcaption></figure>"
    )
}

/// The layers as a nested list.
fn push_layers(words: &mut String, layers: &[Layer]) {
    if layers.is_empty() {
        return;
    }
    words.push_str("<ul>");
    for layer in layers {
        let (label, kind) = (Html::escaped(&layer.label), kind::name(layer.kind));
        push(words, format_args!("<li>{label} ({kind})"));
        push_layers(words, &layer.children);
        words.push_str("</li>");
    }
    words.push_str("</ul>");
}

/// The arrows as sentences.
fn push_links(words: &mut String, stack: &Stack) {
    words.push_str("<ul>");
    for link in &stack.links {
        let (Some(from), Some(to)) = (stack.layer(&link.from), stack.layer(&link.to)) else {
            continue;
        };
        let verb = environment::link_verb(link.kind.name());
        let (from, to) = (Html::escaped(&from.label), Html::escaped(&to.label));
        push(words, format_args!("<li>{from} {verb} {to}</li>"));
    }
    words.push_str("</ul>");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::{
        Id, LayerKind, Slug,
        stack::{Layer, Stack},
    };

    use super::{side_by_side, stack_figure};

    fn stack() -> Stack {
        let mut outer = Layer::new(Id::new("a").unwrap(), LayerKind::Vm, "VM <1>");
        let inner = Layer::new(Id::new("b").unwrap(), LayerKind::Pod, "Pod");
        outer.children = vec![inner];
        Stack {
            layers: vec![outer],
            ..Stack::new(Slug::new("essai"), "Essai & co")
        }
    }

    #[test]
    fn a_picture_says_the_same_in_words() {
        let html = side_by_side(&[&stack(), &stack()]);
        assert_eq!(html.matches("<figure").count(), 2);
        let words = "<ul><li>VM &lt;1&gt; (Machine virtuelle)<ul><li>Pod (Conteneur ou pod)</li></ul></li></ul>";
        assert!(html.contains(words), "{html}");
        assert!(html.contains("<a href=\"/environnements/essai\">Essai &amp; co</a>"));
        assert!(!html.contains(" id=") && !html.contains("VM <1>"), "{html}");
    }

    #[test]
    fn what_a_note_describes_itself_leads_nowhere() {
        let html = stack_figure(&stack(), false);
        assert!(
            !html.contains("<a ") && html.contains("<g class=\"box"),
            "{html}"
        );
    }
}
