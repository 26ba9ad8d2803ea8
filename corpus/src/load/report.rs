//! Where the readers of a file put what is wrong with it, and what each mistake takes with it.
//!
//! What is shown of a file with mistakes must be true. So most mistakes take the whole file: half a
//! diagram would mislead. Some take the piece they are in, a term or a row, without which the rest
//! says the same; and some nothing but what is wrong itself, such as a dead link.

use std::cell::{Cell, RefCell};

use crate::problem::{Fault, Problem};

/// What mistakes take with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harm {
    /// Nothing that others rest on.
    None,
    /// A piece of the file.
    Piece,
    /// The whole file.
    Whole,
}

/// The problems of one file.
pub(super) struct Report {
    file: String,
    problems: RefCell<Vec<Problem>>,
    harm: Cell<Harm>,
}

impl Report {
    /// A report about `file`, a path relative to the content folder.
    pub(super) fn about(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            problems: RefCell::default(),
            harm: Cell::new(Harm::None),
        }
    }

    /// Notes a fault on a line, without whose correction the file would mislead.
    pub(super) fn at(&self, line: usize, fault: Fault) {
        if !fault.is_remark() {
            self.harm.set(Harm::Whole);
        }
        self.push(Some(line), fault);
    }

    /// Notes a fault on a line that is left out alone.
    pub(super) fn aside(&self, line: usize, fault: Fault) {
        self.push(Some(line), fault);
    }

    /// What `read` makes of a piece that may be left out: nothing where that would mislead.
    pub(super) fn piece<T>(&self, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let before = self.harm.replace(Harm::None);
        let piece = read();
        let own = self.harm.get();
        self.harm.set(before.max(own.min(Harm::Piece)));
        piece.filter(|_| own != Harm::Whole)
    }

    /// Notes a fault of the file as a whole.
    pub(super) fn whole(&self, fault: Fault) {
        self.harm.set(Harm::Whole);
        self.push(None, fault);
    }

    /// The value, or `None` with its fault noted.
    pub(super) fn ok<T>(&self, line: usize, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.at(line, fault)).ok()
    }

    /// The value, or `None` with its fault noted as one that is left out alone.
    pub(super) fn ok_aside<T>(&self, line: usize, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.aside(line, fault)).ok()
    }

    /// What the mistakes that were noted so far take with them.
    pub(super) fn harm(&self) -> Harm {
        self.harm.get()
    }

    fn push(&self, line: Option<usize>, fault: Fault) {
        self.problems.borrow_mut().push(Problem {
            file: self.file.clone(),
            line,
            fault,
        });
    }

    /// What was noted.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}
