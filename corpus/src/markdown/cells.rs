//! The cells of a row of a table, as they are written: the parser drops those that no column has.

use crate::problem::Remark;

/// What is to be said of a row in a table of that many columns, if text of it is lost.
pub(super) fn surplus(row: &str, columns: usize) -> Option<Remark> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let cells = cells(row);
    let lost = cells.get(columns..).unwrap_or_default();
    lost.iter().any(|cell| !cell.trim().is_empty()).then(|| {
        // A bar at the end closes the row, and begins no cell.
        let last_is_empty = cells.last().is_some_and(|cell| cell.trim().is_empty());
        Remark::SurplusCells {
            cells: cells.len() - usize::from(last_is_empty),
            columns,
        }
    })
}

fn cells(row: &str) -> Vec<&str> {
    let (mut cells, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (at, byte) in row.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'|' => {
                cells.push(&row[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    cells.push(&row[start..]);
    cells
}

#[cfg(test)]
mod tests {
    use super::surplus;
    use crate::problem::Remark;

    #[test]
    fn only_lost_text_is_remarked_on() {
        for (row, cells) in [
            ("| x | y | perdu |", Some(3)),
            ("`a|b` | c", Some(3)),
            ("| a | b | c | d |", Some(4)),
            ("| a | b |", None),
            ("| a | b | |", None),
            ("| `a \\| b` | c |", None),
            ("| a |", None),
            ("a | b", None),
        ] {
            let expected = cells.map(|cells| Remark::SurplusCells { cells, columns: 2 });
            assert_eq!(surplus(row, 2), expected, "{row}");
        }
    }
}
