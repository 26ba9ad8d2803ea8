//! A text line by line: what of it is broken, seen next to the rest.

use super::{
    Encoding, Unsure,
    drawing::{self, Cell},
    page::Page,
    sequence::{self, Evidence, Meaning, Sequence},
};

/// A text as read through a code page.
pub(super) struct Reading<'a> {
    page: Page,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    /// Other characters than ASCII are in it, which the page does not explain.
    has_strays: bool,
}

enum Piece {
    Plain(char),
    Broken(Sequence, Vec<char>),
}

/// A text repaired once.
pub(super) struct Pass {
    pub(super) text: String,
    pub(super) encoding: Option<Encoding>,
    /// The lines that changed, counted from 1.
    pub(super) lines: Vec<usize>,
    pub(super) unsure: Vec<Unsure>,
}

pub(super) fn read(text: &str, page: Page) -> Reading<'_> {
    let lines = text.split('\n').map(|line| read_line(line, page));
    Reading {
        page,
        lines: lines.collect(),
    }
}

fn read_line(source: &str, page: Page) -> Line<'_> {
    let chars: Vec<char> = source.chars().collect();
    let mut line = Line {
        source,
        pieces: Vec::with_capacity(chars.len()),
        has_strays: false,
    };
    let mut at = 0;
    while at < chars.len() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let (piece, length) = match sequence::read(page, before, &chars[at..]) {
            Some(sequence) => {
                let length = sequence.length;
                let source = chars[at..at + length].to_vec();
                (Piece::Broken(sequence, source), length)
            }
            None => {
                line.has_strays |= !chars[at].is_ascii();
                (Piece::Plain(chars[at]), 1)
            }
        };
        line.pieces.push(piece);
        at += length;
    }
    line
}

impl Line<'_> {
    fn broken(&self) -> impl Iterator<Item = (&Sequence, &[char])> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Broken(sequence, source) => Some((sequence, &source[..])),
            Piece::Plain(_) => None,
        })
    }

    /// Whether a sequence shows on its own that the line is broken.
    fn tells(&self, sequence: &Sequence) -> bool {
        match sequence.evidence {
            Evidence::Certain => true,
            Evidence::Likely => !self.has_strays,
            Evidence::Weak => false,
        }
    }

    fn is_broken(&self) -> bool {
        self.broken().any(|(sequence, _)| self.tells(sequence))
    }
}

impl Reading<'_> {
    /// How many sequences show that the text was read through this page.
    pub(super) fn evidence(&self) -> usize {
        let count = |line: &Line<'_>| line.broken().filter(|(s, _)| line.tells(s)).count();
        self.lines.iter().map(count).sum()
    }

    /// Repairs what is certain.
    pub(super) fn repair(&self) -> Pass {
        let is_whole = self.evidence() > 0 && !self.lines.iter().any(|line| line.has_strays);
        let mut grid: Vec<Vec<Cell>> = self
            .lines
            .iter()
            .map(|line| line.cells(self.page, is_whole || line.is_broken()))
            .collect();
        drawing::complete(&mut grid);
        let mut pass = Pass {
            text: String::new(),
            encoding: None,
            lines: Vec::new(),
            unsure: Vec::new(),
        };
        for (number, (line, cells)) in self.lines.iter().zip(grid).enumerate() {
            pass.push(number + 1, line.source, cells);
        }
        if !pass.lines.is_empty() || !pass.unsure.is_empty() {
            pass.encoding = Some(self.encoding());
        }
        pass
    }

    fn encoding(&self) -> Encoding {
        let broken = || self.lines.iter().flat_map(Line::broken);
        let chars = || broken().flat_map(|(_, source)| source);
        let has_controls = chars().any(|c| c.is_control());
        match self.page {
            Page::Windows1254 => Encoding::Windows1254,
            Page::Windows1252 if has_controls && chars().all(|&c| c <= '\u{FF}') => {
                Encoding::Latin1
            }
            Page::Windows1252 => Encoding::Windows1252,
        }
    }
}

impl Line<'_> {
    /// What each character is to be. In a line that `is_broken`, what says little is believed too,
    /// as long as nothing healthy stands beside it.
    fn cells(&self, page: Page, is_broken: bool) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.pieces.len());
        let mut after_cut = false;
        for piece in &self.pieces {
            let Piece::Broken(sequence, source) = piece else {
                cells.extend(piece.kept());
                after_cut = false;
                continue;
            };
            let is_certain = self.tells(sequence) || (is_broken && !self.has_strays);
            match &sequence.meaning {
                // What lacks a byte would take this one for its own when it is read again.
                Meaning::Whole(c) if after_cut && page.continues(*c) => {
                    cells.push(Cell::doubtful(source, *c));
                }
                Meaning::Whole(c) if is_certain => cells.push(Cell::Known(*c)),
                Meaning::Whole(c) if is_broken => cells.push(Cell::doubtful(source, *c)),
                Meaning::Cut(candidates) if is_certain => {
                    cells.push(Cell::open(source, candidates));
                }
                _ => cells.extend(piece.kept()),
            }
            after_cut = matches!(sequence.meaning, Meaning::Cut(_));
        }
        cells
    }
}

impl Piece {
    /// Its characters as they are.
    fn kept(&self) -> impl Iterator<Item = Cell> {
        let source = match self {
            Self::Plain(c) => std::slice::from_ref(c),
            Self::Broken(_, source) => source,
        };
        source.iter().map(|&c| Cell::Known(c))
    }
}

impl Pass {
    fn push(&mut self, number: usize, source: &str, cells: Vec<Cell>) {
        if number > 1 {
            self.text.push('\n');
        }
        let start = self.text.len();
        for cell in cells {
            match cell {
                Cell::Known(c) => self.text.push(c),
                Cell::Open {
                    source, candidates, ..
                } => {
                    let found: String = source.iter().collect();
                    self.text.push_str(&found);
                    self.unsure.push(Unsure {
                        line: number,
                        found,
                        candidates,
                    });
                }
            }
        }
        if self.text[start..] != *source {
            self.lines.push(number);
        }
    }
}
