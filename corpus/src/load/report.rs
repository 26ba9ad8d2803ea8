//! Where the readers of a file put what is wrong with it.

use std::cell::RefCell;

use crate::problem::{Fault, Problem};

/// The problems of one file.
pub(super) struct Report {
    file: String,
    problems: RefCell<Vec<Problem>>,
}

impl Report {
    /// A report about `file`, a path relative to the content folder.
    pub(super) fn about(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            problems: RefCell::default(),
        }
    }

    /// Notes a fault on a line.
    pub(super) fn at(&self, line: usize, fault: Fault) {
        self.push(Some(line), fault);
    }

    /// Notes a fault of the file as a whole.
    pub(super) fn whole(&self, fault: Fault) {
        self.push(None, fault);
    }

    /// The value, or `None` with its fault noted.
    pub(super) fn ok<T>(&self, line: usize, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.at(line, fault)).ok()
    }

    /// Whether no mistake was noted so far.
    pub(super) fn is_clean(&self) -> bool {
        let problems = self.problems.borrow();
        problems.iter().all(|problem| problem.fault.is_remark())
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
