//! A stack as text: boxes of box-drawing characters, for terminals and READMEs.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::rows::{Wish, share, split};
use crate::stack::{Layer, Stack};

/// Columns of a terminal that nobody resized.
const COLUMNS: usize = 80;
/// The edges of a box, and a space inside each.
const EDGES: usize = 4;
/// The narrowest text in a box.
const NARROWEST: usize = 8;
/// The widest character.
const WIDEST: usize = 2;
/// Between neighbours.
const GAP: usize = 1;

/// The drawing of `stack`: lines equally wide, 80 columns unless it is nested too deep for them.
///
/// What terminals show two columns wide (Chinese, most emoji) counts as two.
pub fn ascii(stack: &Stack) -> String {
    let depth = stack.walk().iter().map(|(depth, _)| depth + 1).max();
    let width = COLUMNS.max(EDGES * depth.unwrap_or(0) + NARROWEST);
    let mut lines = rows(&stack.layers, width, false).concat();
    lines.push(String::new());
    lines.join("\n")
}

/// Boxes in as few rows as fit, each row as lines of that width; one to a row in a list.
fn rows(layers: &[Layer], width: usize, list: bool) -> Vec<Vec<String>> {
    let wishes: Vec<Wish> = layers.iter().map(wish).collect();
    let fit = if list { 0.0 } else { width as f32 };
    split(&wishes, fit, GAP as f32)
        .into_iter()
        .map(|row| {
            let room = width - GAP * (row.len() - 1);
            let weights = wishes[row.clone()].iter().map(|wish| wish.width);
            let widths = share(room as f32, weights);
            let boxes: Vec<Vec<String>> = layers[row]
                .iter()
                .zip(widths)
                .map(|(layer, width)| boxed(layer, width as usize))
                .collect();
            beside(boxes)
        })
        .collect()
}

/// The size a layer would like, in columns.
fn wish(layer: &Layer) -> Wish {
    let label = label(layer).width().clamp(WIDEST, COLUMNS / 2) + EDGES;
    let inside: Vec<Wish> = layer.children.iter().map(wish).collect();
    let widest = inside.iter().map(|wish| wish.width).fold(0.0, f32::max);
    let gaps = GAP * inside.len().saturating_sub(1);
    let row: f32 = inside.iter().map(|wish| wish.width).sum::<f32>() + gaps as f32;
    // A row where that is not too wide, else a column.
    let inner = if row <= COLUMNS as f32 { row } else { widest };
    let height: f32 = match row <= COLUMNS as f32 {
        true => inside.iter().map(|wish| wish.height).fold(0.0, f32::max),
        false => inside.iter().map(|wish| wish.height).sum(),
    };
    Wish {
        width: (inner + EDGES as f32).max(label as f32),
        height: 3.0 + height,
    }
}

/// A box of that width, with what it holds.
fn boxed(layer: &Layer, width: usize) -> Vec<String> {
    let inner = width.saturating_sub(EDGES).max(WIDEST);
    let edge = "─".repeat(inner + 2);
    let text = wrap(&label(layer), inner).into_iter();
    let children = rows(&layer.children, inner, layer.side).concat();
    let mut lines = vec![format!("┌{edge}┐")];
    let content = text.chain(children);
    lines.extend(content.map(|line| format!("│ {} │", padded(&line, inner))));
    lines.push(format!("└{edge}┘"));
    lines
}

/// Boxes of a row, side by side, stretched to the same height.
fn beside(mut boxes: Vec<Vec<String>>) -> Vec<String> {
    let height = boxes.iter().map(Vec::len).max().unwrap_or(0);
    for lines in &mut boxes {
        let width = lines.first().map_or(0, |line| line.width());
        let blank = format!("│{}│", " ".repeat(width.saturating_sub(2)));
        while lines.len() < height {
            lines.insert(lines.len() - 1, blank.clone());
        }
    }
    let line = |i: usize| {
        let pieces: Vec<&str> = boxes.iter().map(|lines| lines[i].as_str()).collect();
        pieces.join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// The label on one line of composed characters: an accent takes no column of its own, and a
/// no-break space is a space here.
fn label(layer: &Layer) -> String {
    let spaces = |c: char| match c {
        '\u{a0}' | '\u{202f}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    layer.label.nfc().map(spaces).collect()
}

/// Lines of at most `width` columns. French punctuation stays with the word before it; only a
/// word longer than a line is broken.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if word.starts_with([':', ';', '?', '!', '»']) || last.ends_with('«') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    let mut used = width + 1;
    for word in words {
        if used + 1 + word.width() <= width
            && let Some(line) = lines.last_mut()
        {
            line.push(' ');
            line.push_str(&word);
            used += 1 + word.width();
            continue;
        }
        lines.extend(broken(&word, width));
        used = lines.last().map_or(0, |line| line.width());
    }
    lines
}

/// A word as pieces of at most `width` columns, cut between what readers take for characters.
fn broken(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for grapheme in word.graphemes(true) {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || piece.width() + grapheme.width() <= width => {
                piece.push_str(grapheme);
            }
            _ => pieces.push(grapheme.to_owned()),
        }
    }
    pieces
}

fn padded(line: &str, width: usize) -> String {
    let missing = width.saturating_sub(line.width());
    format!("{line}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::{ascii, label};
    use crate::{
        LayerKind,
        stack::{
            Stack,
            sample::{any_stack, layer, nested, stack, tower},
        },
    };

    /// The letters and digits of a text, which wrapping may neither lose nor invent.
    fn letters(text: &str) -> Vec<char> {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    }

    fn check(stack: &Stack) {
        let text = ascii(stack);
        let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{text}");
        let labels: String = stack.walk().iter().map(|(_, layer)| label(layer)).collect();
        assert_eq!(letters(&text), letters(&labels), "{text}");
        let corners = |corner| text.matches(corner).count();
        for corner in ['┌', '┐', '└', '┘'] {
            let own = labels.matches(corner).count();
            assert_eq!(corners(corner) - own, stack.walk().len(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_are_equally_wide_and_every_label_is_there(stack in any_stack()) {
            check(&stack);
        }
    }

    #[test]
    fn what_no_terminal_holds_is_drawn_all_the_same() {
        check(&tower(50, "Hyperviseur (VMware vSphere, KVM)"));
        check(&stack(vec![]));
        check(&stack(vec![layer(0, &"x".repeat(300), false)]));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let host = layer(0, "容器 et 仮想マシン", false);
        let text = ascii(&stack(vec![host, layer(1, &"界".repeat(90), false)]));
        check(&stack(vec![layer(0, &"👩‍👩‍👧".repeat(60), false)]));
        assert!(text.lines().all(|line| line.width() == 80), "{text}");
    }

    #[test]
    fn neighbours_stand_side_by_side() {
        let mut host = nested(&[LayerKind::Hardware]);
        host.label = "Un hôte : Linux".to_owned();
        host.children = vec![layer(1, "A", false), layer(2, "Deuxième", false)];
        let text = ascii(&stack(vec![host]));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].starts_with("│ Un hôte : Linux "), "{text}");
        assert!(lines[3].contains("│ A "), "{text}");
        assert!(lines[3].contains("│ Deuxième "), "{text}");
        assert_eq!(lines.len(), 6, "{text}");
    }
}
