//! A cell: what it is to the pinned subject's, its level, its text, and the ways to its reason.

use std::fmt::{Display, Write as _, from_fn};

use corpus::{
    Escaped, Target,
    comparison::{Cell, Criterion, Scale},
};

use super::{FORM, Writer};
use crate::{
    markup,
    strings::compare,
    table::{cell_name, verdict},
};

/// Keeps the ways out of a cell on the line of the last word.
const JOINER: &str = "\u{2060}";

impl Writer<'_> {
    /// What stands in a cell, the way to its detail, and the end of the cell.
    pub(super) fn cell(&mut self, (position, criterion): (usize, &Criterion), index: usize) {
        let mut from = None;
        match &criterion.cells[index] {
            Cell::Unknown => {
                self.push(format_args!(
                    "<span class=\"unknown\">{}</span>",
                    compare::UNKNOWN
                ));
                // Nothing more is said in the detail.
                let subject = &self.comparison.subjects[index];
                let is_open = self.state.detail == Some((position, index));
                if criterion.help.is_none() && subject.note.is_none() && !is_open {
                    self.out += "</td>";
                    return;
                }
            }
            Cell::Known {
                text,
                level,
                source,
                ..
            } => {
                let pinned = self.state.pinned;
                if let Some(badge) = pinned.and_then(|base| verdict_badge(criterion, base, index)) {
                    self.push(format_args!("{badge}"));
                }
                if let Some((level, scale)) = level.zip(criterion.scale.as_ref()) {
                    let badge = level_badge(level, scale);
                    self.push(format_args!("{badge}"));
                }
                self.out += text.as_str();
                from = source.as_ref();
            }
        }
        self.push(format_args!("{JOINER}<span class=\"ways\">"));
        if let Some(target) = from {
            self.source(target);
        }
        self.way((position, criterion), index);
        self.out += "</span></td>";
    }

    fn source(&mut self, target: &Target) {
        let (href, title) = (Escaped(&target.href), Escaped(&target.title));
        let name = format!("{}\u{a0}: {title}", compare::SOURCE);
        self.push(format_args!(
            "<a class=\"source\" href=\"{href}\" title=\"{name}\" aria-label=\"{name}\"></a>"
        ));
    }

    /// While the detail is open, its own button has the id: whoever opened it is in it then, and
    /// back here once it is closed.
    fn way(&mut self, (position, criterion): (usize, &Criterion), index: usize) {
        let subject = &self.comparison.subjects[index];
        let label = compare::detail(Escaped(&criterion.name), Escaped(&subject.name));
        if self.state.detail == Some((position, index)) {
            return self.push(format_args!(
                "<a class=\"cell-button\" href=\"#page:detail\" aria-label=\"{label}\">…</a>"
            ));
        }
        let name = cell_name(criterion, subject);
        let id = button_id(&name);
        let path = &self.path;
        let button = format_args!(
            "<button class=\"cell-button\" id=\"{id}\" form=\"{FORM}\" name=\"ouvrir\" value=\"{name}\" formaction=\"{path}#page:detail\" aria-label=\"{label}\">…</button>"
        );
        markup::push(&mut self.out, button);
    }
}

/// The id of the button that opens the detail of a cell, or closes it.
pub(crate) fn button_id(cell: impl Display) -> impl Display {
    from_fn(move |f| write!(f, "page:ouvrir.{cell}"))
}

/// What the cell is to that of the pinned subject.
pub(crate) fn verdict_badge(
    criterion: &Criterion,
    base: usize,
    subject: usize,
) -> Option<impl Display + use<>> {
    let (class, (sign, words)) = verdict(criterion, base, subject)?;
    Some(from_fn(move |f| {
        write!(
            f,
            "<span class=\"{class}\"><span aria-hidden=\"true\">{sign}</span> {words}</span>"
        )
    }))
}

/// As many filled steps as a level is high.
pub(crate) fn steps(level: usize, scale: &Scale) -> impl Display + use<> {
    let of = scale.levels.len();
    from_fn(move |f| {
        (0..of).try_for_each(|step| f.write_char(if step <= level { '●' } else { '○' }))
    })
}

/// The level in words, after as many filled steps as it is high.
pub(crate) fn level_badge(level: usize, scale: &Scale) -> impl Display {
    let steps = steps(level, scale);
    let position = compare::level(level + 1, scale.levels.len());
    let name = Escaped(&scale.levels[level]);
    from_fn(move |f| {
        write!(
            f,
            "<span class=\"level\" title=\"{position}\"><span aria-hidden=\"true\">{steps}</span> {name}</span>"
        )
    })
}
