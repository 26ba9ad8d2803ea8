//! The code pages, backwards: from a character to the byte it was made of.

use std::{collections::HashMap, sync::LazyLock};

use encoding_rs::{WINDOWS_1252, WINDOWS_1254};

/// A code page. Latin-1 needs none of its own: control characters from U+0080 to U+009F, which
/// stand for nothing in the other two, are its bytes in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Windows1252,
    Windows1254,
}

/// Bytes that have no character in Windows-1254, and but for 0x8E and 0x9E none in Windows-1252:
/// some decoders drop them.
pub(super) const DROPPED: [u8; 7] = [0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E];

type Bytes = HashMap<char, u8>;

static BYTES: LazyLock<[Bytes; 2]> = LazyLock::new(|| [WINDOWS_1252, WINDOWS_1254].map(backwards));

fn backwards(encoding: &'static encoding_rs::Encoding) -> Bytes {
    let pair = |byte: u8| {
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        Some((text.chars().next()?, byte))
    };
    (0x80..=0xFF).filter_map(pair).collect()
}

impl Page {
    pub(super) const ALL: [Self; 2] = [Self::Windows1252, Self::Windows1254];

    /// The byte above 0x7F that `c` stands for.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        match c {
            '\0'..='\u{7F}' => None,
            '\u{80}'..='\u{9F}' => u8::try_from(c).ok(),
            _ => BYTES[self as usize].get(&c).copied(),
        }
    }

    /// Whether `c` stands for a byte that goes on with a character of UTF-8.
    pub(super) fn continues(self, c: char) -> bool {
        matches!(self.byte(c), Some(0x80..=0xBF))
    }

    /// Whether any two characters are the first bytes of one; cheap, and rare in healthy text.
    pub(super) fn may_explain(self, text: &str) -> bool {
        let leads = |c: char| matches!(self.byte(c), Some(0xC2..=0xF4));
        let mut pairs = text.chars().zip(text.chars().skip(1));
        pairs.any(|(a, b)| leads(a) && self.continues(b))
    }
}
