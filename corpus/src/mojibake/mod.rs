//! Text that was UTF-8, then read as another encoding: `Ã©` for `é`, `â”€` for `─`, `ğŸ”` for an
//! emoji. Recognised in a whole file or in single lines among healthy ones, and restored.
//!
//! 1. `page`: which byte a character stands for in Windows-1252, Windows-1254 and Latin-1;
//! 2. `sequence`: characters whose bytes are those of one UTF-8 character, and how much they say:
//!    `Ã©` is never written on purpose, while `Ã»` may end a quotation in Portuguese;
//! 3. `lines`: which of them are taken, for what else stands in the line and in the file;
//! 4. `drawing`: characters that lost a byte on the way are completed where their neighbours in a
//!    drawing leave one possibility only.
//!
//! What was broken several times over is repaired as many times. Every repair makes the text
//! shorter, so that this ends. Scripts that the course has no use for (Arabic, Chinese…) are left
//! as they are: too many healthy sequences of French letters and punctuation would look like them.

mod drawing;
mod lines;
mod page;
mod sequence;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt};

use lines::Pass;
use page::Page;

/// What a text was taken for, though it was UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Western European, of Windows.
    Windows1252,
    /// Turkish, of Windows.
    Windows1254,
    /// ISO 8859-1, where bytes 0x80 to 0x9F are control characters.
    Latin1,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Windows1252 => "Windows-1252",
            Self::Windows1254 => "Windows-1254",
            Self::Latin1 => "Latin-1",
        })
    }
}

/// A text after its repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The text; the same where it was healthy.
    pub text: String,
    /// What it was likely taken for; `None` where nothing is broken.
    pub encoding: Option<Encoding>,
    /// The lines that were changed, counted from 1, in order.
    pub lines: Vec<usize>,
    /// What is left as it is, in the order of the lines; each once a line.
    pub unsure: Vec<Unsure>,
}

/// Characters that look broken, and may stand for several others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// Counted from 1.
    pub line: usize,
    /// As they stand in the text.
    pub found: String,
    /// What they may stand for.
    pub candidates: Vec<char>,
}

impl Repair {
    /// Nothing was changed, and nothing is doubtful.
    pub fn is_healthy(&self) -> bool {
        self.lines.is_empty() && self.unsure.is_empty()
    }

    /// How many lines were changed or are doubtful.
    pub fn broken_lines(&self) -> usize {
        let unsure = self.unsure.iter().map(|unsure| unsure.line);
        let lines: BTreeSet<usize> = self.lines.iter().copied().chain(unsure).collect();
        lines.len()
    }

    /// The first line that is or was broken.
    pub fn first_line(&self) -> Option<usize> {
        let unsure = self.unsure.first().map(|unsure| unsure.line);
        self.lines.first().copied().into_iter().chain(unsure).min()
    }
}

/// Restores a text as far as it is certain; healthy text stays as it is.
pub fn repair(text: &str) -> Repair {
    let mut repair = Repair {
        text: text.to_owned(),
        encoding: None,
        lines: Vec::new(),
        unsure: Vec::new(),
    };
    let mut lines = BTreeSet::new();
    while Page::ALL.iter().any(|page| page.may_explain(&repair.text)) {
        let pass = pass(&repair.text);
        repair.encoding = repair.encoding.or(pass.encoding);
        repair.unsure.extend(pass.unsure);
        if pass.lines.is_empty() {
            break;
        }
        repair.text = pass.text;
        lines.extend(pass.lines);
    }
    repair.lines = lines.into_iter().collect();
    repair.unsure = still_there(repair.unsure, &repair.text);
    repair
}

/// What passes were unsure of, without what a later one has decided.
fn still_there(mut unsure: Vec<Unsure>, text: &str) -> Vec<Unsure> {
    let lines: Vec<&str> = text.split('\n').collect();
    unsure.retain(|unsure| lines[unsure.line - 1].contains(&unsure.found));
    unsure.sort_by(|a, b| (a.line, &a.found).cmp(&(b.line, &b.found)));
    unsure.dedup_by(|a, b| (a.line, &a.found) == (b.line, &b.found));
    unsure
}

/// Repairs once, as read through the page that explains more; Windows-1252 in doubt.
fn pass(text: &str) -> Pass {
    let [western, turkish] = Page::ALL.map(|page| lines::read(text, page));
    match turkish.evidence() > western.evidence() {
        true => turkish.repair(),
        false => western.repair(),
    }
}
