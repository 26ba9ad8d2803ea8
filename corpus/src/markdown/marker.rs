//! The mark that makes a table sortable or filterable: `<!-- tableau : triable filtrable -->`.
//!
//! Other tools take it for the comment it is.

use crate::problem::TableFault;

/// What readers may do with a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sortable: bool,
    pub(super) filterable: bool,
}

/// Cuts off the mark that a piece of raw HTML ends with: what stands before it, and its words.
pub(super) fn split(html: &str) -> Option<(&str, &str)> {
    let (before, comment) = html.rsplit_once("<!--")?;
    let inside = comment.trim_end().strip_suffix("-->")?;
    let words = inside.trim_start().strip_prefix("tableau")?;
    let words = words.trim_start().strip_prefix(':')?;
    Some((before, words))
}

impl Mark {
    /// Reads the words of a mark.
    pub(super) fn read(words: &str) -> (Self, Vec<TableFault>) {
        let (mut mark, mut faults) = (Self::default(), Vec::new());
        let is_part = |c: char| c.is_whitespace() || c == ',';
        for word in words.split(is_part).filter(|word| !word.is_empty()) {
            match word {
                "triable" => mark.sortable = true,
                "filtrable" => mark.filterable = true,
                _ => faults.push(TableFault::UnknownTableWord {
                    word: word.to_owned(),
                }),
            }
        }
        if mark == Self::default() && faults.is_empty() {
            faults.push(TableFault::EmptyTableMark);
        }
        (mark, faults)
    }
}
