//! One UTF-8 character, read byte by byte as characters of a code page.

use super::page::{DROPPED, Page};

/// Characters at the start of a text that look like the bytes of one.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// How many characters they are.
    pub(super) length: usize,
    pub(super) meaning: Meaning,
    pub(super) evidence: Evidence,
}

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Whole(char),
    /// A byte is missing: what it may be with each of those that decoders drop.
    Cut(Vec<char>),
}

/// How much a sequence says about the text it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// A letter and punctuation that may follow one: `Ã»`.
    Weak,
    /// Nobody writes that, unless something else in the line is no broken text: `irmÃ»`.
    Likely,
    /// Nobody writes that: `Ã©`.
    Certain,
}

/// Punctuation and signs that may stand right after a letter.
const AFTER_LETTER: &str = "…‘’“”«»‹›–—•·°²³¹ªº®™\u{A0}";
/// Those of them that only another letter's neighbour makes harmless: `étudiant•e`.
const BETWEEN_LETTERS: &str = "…’–—•·\u{A0}";

/// Dashed lines, which nobody draws with: `═` would never be certain for them.
const DASHED: [char; 3] = ['╍', '╎', '╏'];

/// Reads the sequence at the start of `rest`, which `before` precedes.
pub(super) fn read(page: Page, before: Option<char>, rest: &[char]) -> Option<Sequence> {
    let lead = page.byte(*rest.first()?)?;
    let full = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let continuations = rest[1..full.min(rest.len())].iter();
    let mut bytes = vec![lead];
    bytes.extend(continuations.map_while(|&c| page.byte(c).filter(|_| page.continues(c))));
    let (source, after) = rest.split_at(bytes.len());
    let meaning = match full - bytes.len() {
        0 => Meaning::Whole(decode(&bytes).filter(|&c| is_plausible(c, source))?),
        1 => Meaning::Cut(candidates(&bytes)?),
        _ => return None,
    };
    Some(Sequence {
        length: bytes.len(),
        meaning,
        evidence: evidence(lead, before, source, after.first().copied()),
    })
}

fn evidence(lead: u8, before: Option<char>, source: &[char], after: Option<char>) -> Evidence {
    let Some((&last, inner)) = source[1..].split_last() else {
        return Evidence::Weak;
    };
    // The others are capitals of French, which may well be followed by `«` and a word.
    let is_telling = matches!(lead, 0xC2..=0xC5 | 0xE1..);
    let is_natural = |c: char| match c {
        '•' | '‘' => inner.is_empty(),
        'Œ' | 'œ' | '©' => !is_telling,
        _ => AFTER_LETTER.contains(c),
    };
    let is_glued = after.is_some_and(char::is_alphabetic) && !BETWEEN_LETTERS.contains(last);
    if (is_telling && is_glued) || !source[1..].iter().copied().all(is_natural) {
        return Evidence::Certain;
    }
    let lead = source[0];
    let inside_word = lead.is_uppercase() && before.is_some_and(char::is_lowercase);
    let alone = matches!(lead, 'Â' | 'Ã') && !before.is_some_and(char::is_uppercase);
    match inside_word || alone {
        true => Evidence::Likely,
        false => Evidence::Weak,
    }
}

/// What the bytes may be with a dropped one put back at each place.
fn candidates(bytes: &[u8]) -> Option<Vec<char>> {
    // Other letters of Latin-1 stand alone too often in healthy text.
    if bytes.len() == 1 && !matches!(bytes[0], 0xC3..=0xC5) {
        return None;
    }
    let complete = |at: usize| {
        DROPPED.into_iter().filter_map(move |byte| {
            let mut bytes = bytes.to_vec();
            bytes.insert(at, byte);
            decode(&bytes).filter(|&c| is_plausible(c, &[]) && !DASHED.contains(&c))
        })
    };
    let mut found: Vec<char> = (1..=bytes.len()).flat_map(complete).collect();
    // Many tools turn a no-break space, the second byte of `à`, into an ordinary one.
    found.extend((bytes == [0xC3]).then_some('à'));
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

fn decode(bytes: &[u8]) -> Option<char> {
    str::from_utf8(bytes).ok()?.chars().next()
}

/// Whether a course in a European language may hold `c`.
fn is_plausible(c: char, source: &[char]) -> bool {
    match c {
        // A control character that was broken in turn
        '\u{80}'..='\u{9F}' => source.iter().any(|c| c.is_control()),
        // Latin, combining marks, Greek, Cyrillic
        '\u{A0}'..='\u{24F}' | '\u{2C6}'..='\u{2DC}' | '\u{300}'..='\u{4FF}' => true,
        '\u{1E00}'..='\u{1EFF}' => true,
        // Punctuation, currencies, symbols, drawings
        '\u{2002}'..='\u{2027}' | '\u{202F}'..='\u{205E}' | '\u{20A0}'..='\u{20BF}' => true,
        '\u{2100}'..='\u{218B}' | '\u{2190}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' => true,
        '\u{2B00}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' => true,
        '\u{FE0E}' | '\u{FE0F}' | '\u{FEFF}' | '\u{FFFD}' => true,
        // Emoji
        '\u{1F000}'..='\u{1FAFF}' => true,
        _ => false,
    }
}
