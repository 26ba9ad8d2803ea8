//! What is wrong with a content folder, where, and what to do about it. In French: teachers read it.

mod choice;
mod fault;
mod file;
mod media;
mod relation;
mod remark;
mod syntax;
mod table;
mod wording;

use std::{error, fmt};

pub use choice::ChoiceFault;
pub use fault::Fault;
pub use file::FileFault;
pub use media::MediaFault;
pub use relation::RelationFault;
pub use remark::Remark;
pub use syntax::SyntaxFault;
pub use table::TableFault;

/// Everything that is wrong with a content folder; never empty.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path relative to the content folder.
    pub file: String,
    /// Counted from 1; `None` where the whole file (or folder) is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.fault),
            None => write!(f, "{}: {}", self.file, self.fault),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|problem| writeln!(f, "{problem}"))
    }
}

impl error::Error for Problems {}
