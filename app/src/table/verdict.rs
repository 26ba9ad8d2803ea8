//! What a cell is to that of the pinned subject, in words.

use corpus::comparison::{Criterion, Verdict};

use crate::strings::compare::{BASE, VERDICTS};

/// The class of the style sheet, and the sign and the words that people see. `None` where one of
/// the two cells is unknown.
pub(crate) fn verdict(
    criterion: &Criterion,
    base: usize,
    subject: usize,
) -> Option<(&'static str, (&'static str, &'static str))> {
    Some(match criterion.against(base, subject)? {
        _ if base == subject => ("verdict", ("", BASE)),
        Verdict::Same => ("verdict same", VERDICTS[0]),
        Verdict::Level => ("verdict", VERDICTS[1]),
        Verdict::Better => ("verdict better", VERDICTS[2]),
        Verdict::Worse => ("verdict worse", VERDICTS[3]),
        Verdict::Higher => ("verdict", VERDICTS[4]),
        Verdict::Lower => ("verdict", VERDICTS[5]),
        Verdict::Different => ("verdict", VERDICTS[6]),
    })
}
