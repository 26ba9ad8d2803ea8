//! A line being read from the left, in columns: a tab reaches to the next multiple of four.

/// What is left of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    /// The column that `rest` begins at.
    column: usize,
    /// Columns left of a tab that was taken in part.
    spare: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self {
            rest: line,
            column: 0,
            spare: 0,
        }
    }

    /// The columns of white space ahead.
    pub(super) fn indent(&self) -> usize {
        let mut column = self.column;
        for byte in self.rest.bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column = next_stop(column),
                _ => break,
            }
        }
        self.spare + column - self.column
    }

    /// Goes on by so many columns of white space, or as many as there are.
    pub(super) fn skip(&mut self, columns: usize) {
        let mut left = columns;
        loop {
            let taken = left.min(self.spare);
            (self.spare, left) = (self.spare - taken, left - taken);
            let next = match self.rest.bytes().next() {
                _ if left == 0 => return,
                Some(b' ') => self.column + 1,
                Some(b'\t') => next_stop(self.column),
                _ => return,
            };
            (self.spare, self.column) = (next - self.column, next);
            self.rest = &self.rest[1..];
        }
    }

    /// Goes on behind a text of that many bytes, which is no white space.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.skip(usize::MAX);
        let text = &self.rest[..bytes];
        self.column += text.chars().count();
        self.rest = &self.rest[bytes..];
    }

    /// What follows the white space, without white space at its end.
    pub(super) fn text(&self) -> &'a str {
        self.rest.trim()
    }

    /// What is left, with white space as it is.
    pub(super) fn push_as_it_is(&self, out: &mut String) {
        out.extend(std::iter::repeat_n(' ', self.spare));
        out.push_str(self.rest);
    }

    /// What is left, with tabs before the text as spaces.
    pub(super) fn push(&self, out: &mut String) {
        out.extend(std::iter::repeat_n(' ', self.indent()));
        out.push_str(self.rest.trim_start_matches([' ', '\t']));
    }
}

fn next_stop(column: usize) -> usize {
    column + 4 - column % 4
}
