//! How wide a label surely is at most, and where its lines break.
//!
//! Nobody knows which font the reader's system has, so every character counts as wide as in DejaVu
//! Sans, the widest of the usual ones. Widths are whole hundredths of an em: sums are exact.

use unicode_segmentation::UnicodeSegmentation;

/// Advances of the printable ASCII characters in DejaVu Sans (or Liberation Sans where it is wider).
#[rustfmt::skip]
const REGULAR: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79,
    67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// The same in DejaVu Sans Bold.
#[rustfmt::skip]
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 40, 40, 84, 84, 84, 59, 102, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86,
    74, 86, 78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 56, 50, 68, 72, 60, 72, 68, 44, 72,
    72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];

/// A size and a weight of the system's sans-serif font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Height of an em in CSS pixels.
    pub size: f32,
    /// Weight 600 instead of 400.
    pub bold: bool,
}

/// A run of text that stays on one line.
struct Piece<'a> {
    text: &'a str,
    ems: u32,
    /// Continues the word of the piece before it.
    glued: bool,
}

impl Font {
    /// The most `text` can measure on one line, in CSS pixels.
    pub fn width(self, text: &str) -> f32 {
        self.ems(text) as f32 * self.size / 100.0
    }

    /// Cuts `text` into as few lines of at most `width` CSS pixels as possible, and makes those about
    /// equally long. Words longer than a line are broken; no character is lost but spaces and controls.
    /// A line is wider than asked for only where a single character is.
    pub fn wrap(self, text: &str, width: f32) -> Vec<String> {
        let limit = (width * 100.0 / self.size).max(0.0) as u32;
        let pieces = self.pieces(text, limit);
        let lines = self.breaks(&pieces, limit).len();
        let (mut too_narrow, mut enough) = (0, limit);
        while enough - too_narrow > 16 {
            let middle = too_narrow.midpoint(enough);
            if fits(&pieces, middle) && self.breaks(&pieces, middle).len() == lines {
                enough = middle;
            } else {
                too_narrow = middle;
            }
        }
        self.lines(&pieces, enough)
    }

    fn ems(self, text: &str) -> u32 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    /// Hundredths of an em.
    fn advance(self, c: char) -> u32 {
        let table = if self.bold { &BOLD } else { &REGULAR };
        match c {
            ' '..='~' => u32::from(table[c as usize - 0x20]),
            '\u{a0}' | '\u{202f}' => 35,
            '’' | '‘' => 38,
            '«' | '»' | '–' => 65,
            'æ' | 'œ' | 'Æ' | 'Œ' => 118,
            'à'..='ÿ' => 74,
            'À'..='ß' => 88,
            _ => 130, // as wide as the widest emoji
        }
    }

    fn pieces(self, text: &str, limit: u32) -> Vec<Piece<'_>> {
        words(text)
            .into_iter()
            .flat_map(|word| self.broken(word, limit))
            .collect()
    }

    /// A word as pieces that fit, cut between graphemes, after punctuation where there is some.
    fn broken(self, word: &str, limit: u32) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = word;
        while self.ems(rest) > limit {
            let (mut ems, mut cut, mut soft) = (0, 0, None);
            for grapheme in rest.graphemes(true) {
                ems += self.ems(grapheme);
                if ems > limit && cut > 0 {
                    break;
                }
                cut += grapheme.len();
                if matches!(grapheme, "/" | "-" | "_" | "." | "," | ":") {
                    soft = Some(cut);
                }
            }
            let cut = soft.unwrap_or(cut);
            pieces.push(self.piece(&rest[..cut], !pieces.is_empty()));
            rest = &rest[cut..];
        }
        if !rest.is_empty() {
            pieces.push(self.piece(rest, !pieces.is_empty()));
        }
        pieces
    }

    fn piece(self, text: &str, glued: bool) -> Piece<'_> {
        let ems = self.ems(text);
        Piece { text, ems, glued }
    }

    /// The pieces that begin a line.
    fn breaks(self, pieces: &[Piece<'_>], limit: u32) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut used = 0;
        for (i, piece) in pieces.iter().enumerate() {
            let space = if piece.glued { 0 } else { self.advance(' ') };
            if starts.is_empty() || used + space + piece.ems > limit {
                starts.push(i);
                used = piece.ems;
            } else {
                used += space + piece.ems;
            }
        }
        starts
    }

    fn lines(self, pieces: &[Piece<'_>], limit: u32) -> Vec<String> {
        let mut starts = self.breaks(pieces, limit);
        starts.push(pieces.len());
        starts
            .windows(2)
            .map(|ends| join(&pieces[ends[0]..ends[1]]))
            .collect()
    }
}

/// The parts of `text` between the spaces that may become line breaks. French sets a space before
/// some punctuation; a line must not begin with it even where that is no no-break space.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        // Not `char::is_whitespace`: no-break spaces hold words together.
        if (c == ' ' && !text[i + 1..].starts_with([':', ';', '?', '!', '»'])) || c.is_control() {
            words.push(&text[start..i]);
            start = i + c.len_utf8();
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

fn join(pieces: &[Piece<'_>]) -> String {
    let mut line = String::new();
    for piece in pieces {
        if !line.is_empty() && !piece.glued {
            line.push(' ');
        }
        line.push_str(piece.text);
    }
    line
}

fn fits(pieces: &[Piece<'_>], limit: u32) -> bool {
    pieces.iter().all(|piece| piece.ems <= limit)
}

#[cfg(test)]
mod tests {
    use super::Font;

    const FONT: Font = Font {
        size: 14.0,
        bold: false,
    };

    #[test]
    fn lines_are_few_and_about_equally_long() {
        assert_eq!(
            FONT.wrap("Hyperviseur (VMware vSphere, KVM)", 230.0),
            ["Hyperviseur (VMware", "vSphere, KVM)"]
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_not_lost() {
        let word = "x".repeat(300);
        let lines = FONT.wrap(&word, 60.0);
        assert!(
            lines.iter().all(|line| FONT.width(line) <= 60.0),
            "{lines:?}"
        );
        assert_eq!(lines.concat(), word);
    }

    #[test]
    fn long_words_break_after_punctuation() {
        assert_eq!(FONT.wrap("k3s/MicroK8s", 75.0), ["k3s/", "MicroK8s"]);
    }

    #[test]
    fn no_break_spaces_hold_words_together() {
        assert_eq!(
            FONT.wrap("Zone de 4\u{a0}Go", 50.0),
            ["Zone", "de", "4\u{a0}Go"]
        );
    }

    #[test]
    fn no_line_begins_with_a_colon() {
        assert_eq!(FONT.wrap("Debian : noyau", 62.0), ["Debian :", "noyau"]);
    }

    #[test]
    fn a_family_of_emoji_is_not_torn_apart() {
        assert_eq!(FONT.wrap("👩‍👩‍👧👩‍👩‍👧", 100.0), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    #[test]
    fn a_line_narrower_than_a_character_still_ends() {
        assert_eq!(FONT.wrap("ab", 1.0), ["a", "b"]);
        assert_eq!(FONT.wrap("", 100.0), [""; 0]);
    }
}
