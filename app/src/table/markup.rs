//! The table of a comparison, written as text: a page with a query is made for one reader, and the
//! table is two thirds of it.
//!
//! Every column is in it, and every row that passes the filter; those that are not asked for carry
//! `hidden`: an island shows them again without asking the server. Columns for which a narrow
//! screen has no room are `aside`. On screens rows are laid out one by one, since a browser lays a
//! whole table out anew for every cell: the roles say what it would forget of a table then.

mod cell;

use std::fmt::Arguments;

use corpus::{
    Escaped,
    comparison::{Comparison, Criterion, Subject},
};

pub(crate) use self::cell::{button_id, level_badge, steps, verdict_badge};
use super::{Rows, TableState};
use crate::{components::kind, markup, strings::compare};

/// The form that the buttons of the table belong to.
pub(crate) const FORM: &str = "page:reglages";

/// A table with more rows is laid out where it is in sight only.
const LONG: usize = 60;

/// The `<table>`.
pub(crate) fn table(comparison: &Comparison, state: &TableState, rows: &[Rows<'_>]) -> String {
    let mut writer = Writer {
        comparison,
        path: comparison.path(),
        state,
        out: String::with_capacity(64 * 1024),
    };
    writer.table(rows);
    writer.out
}

/// How many columns the table can come to have without asking the server, the first one left out.
pub(crate) fn columns(comparison: &Comparison, state: &TableState, rows: &[Rows<'_>]) -> usize {
    match state.transposed {
        true => rows.iter().map(|group| group.shown(state)).sum(),
        false => comparison.subjects.len(),
    }
}

struct Writer<'a> {
    comparison: &'a Comparison,
    path: String,
    state: &'a TableState,
    out: String,
}

/// What the cells of a column have in common.
struct Column {
    index: usize,
    hidden: bool,
    aside: bool,
}

impl Writer<'_> {
    fn push(&mut self, piece: Arguments<'_>) {
        markup::push(&mut self.out, piece);
    }

    fn table(&mut self, rows: &[Rows<'_>]) {
        let caption = Escaped(&self.comparison.title);
        let transposed = mark(self.state.transposed, " transposed");
        let compact = mark(self.state.compact, " compact");
        let long = mark(self.comparison.criteria().count() > LONG, " long");
        let columns = match self.state.transposed {
            true => columns(self.comparison, self.state, rows),
            false => self.state.columns().count(),
        };
        self.push(format_args!(
            "<table role=\"table\" class=\"comparison columns-{columns}{transposed}{compact}{long}\">\
             <caption class=\"visually-hidden\">{caption}</caption>"
        ));
        match self.state.transposed {
            true => self.transposed(rows),
            false => self.upright(rows),
        }
        self.push(format_args!("</table>"));
    }

    fn head(&mut self, corner: &str, headings: impl FnOnce(&mut Self)) {
        self.push(format_args!(
            "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">{corner}</th>"
        ));
        headings(self);
        self.push(format_args!("</tr></thead>"));
    }

    /// Subjects in columns.
    fn upright(&mut self, rows: &[Rows<'_>]) {
        let state = self.state;
        let columns = state.order.iter().map(|&index| Column {
            index,
            hidden: !state.subjects[index],
            aside: state.is_aside(index),
        });
        let columns: Vec<Column> = columns.collect();
        self.head(compare::CRITERION, |writer| {
            for column in &columns {
                writer.subject(column, "col");
            }
        });
        for group in rows {
            self.group(group, &columns);
        }
    }

    fn group(&mut self, group: &Rows<'_>, columns: &[Column]) {
        let hidden = hidden(group.shown(self.state) == 0);
        self.push(format_args!("<tbody role=\"rowgroup\"{hidden}>"));
        // Alone in its row: a span would have to follow the columns that come and go.
        if !group.name.is_empty() {
            let name = Escaped(group.name);
            self.push(format_args!(
                "<tr role=\"row\" class=\"group\"><th role=\"rowheader\" scope=\"rowgroup\">{name}</th></tr>"
            ));
        }
        for &row in &group.rows {
            self.row(row, columns);
        }
        self.push(format_args!("</tbody>"));
    }

    fn row(&mut self, (position, criterion): (usize, &Criterion), columns: &[Column]) {
        let id = &criterion.id;
        let absent = hidden(!self.state.shows_row((position, criterion)));
        self.push(format_args!(
            "<tr role=\"row\" id=\"{id}\" data-criterion=\"{id}\"{absent}><th role=\"rowheader\" scope=\"row\">"
        ));
        self.criterion(criterion);
        let echoes = criterion.echoes();
        for column in columns {
            self.push(format_args!("<td role=\"cell\""));
            // What the style sheet finds cells by that say what one before them says.
            if let Some(echo) = echoes[column.index] {
                self.push(format_args!(" data-says=\"{echo}\""));
            }
            let aside = mark(column.aside, " class=\"aside\"");
            let absent = hidden(column.hidden);
            self.push(format_args!("{aside}{absent}>"));
            self.cell((position, criterion), column.index);
        }
        self.push(format_args!("</tr>"));
    }

    /// Criteria in columns.
    fn transposed(&mut self, rows: &[Rows<'_>]) {
        let state = self.state;
        let rows = rows.iter().flat_map(|group| &group.rows);
        let criteria: Vec<_> = rows
            .map(|&row| (hidden(!state.shows_row(row)), row))
            .collect();
        self.head(compare::SUBJECT, |writer| {
            for (absent, (_, criterion)) in &criteria {
                let id = &criterion.id;
                writer.push(format_args!(
                    "<th role=\"columnheader\" scope=\"col\" id=\"{id}\" data-criterion=\"{id}\"{absent}>"
                ));
                writer.criterion(criterion);
            }
        });
        self.push(format_args!("<tbody role=\"rowgroup\">"));
        for &index in &state.order {
            let id = &self.comparison.subjects[index].id;
            let absent = hidden(!state.subjects[index]);
            self.push(format_args!(
                "<tr role=\"row\" data-subject=\"{id}\"{absent}>"
            ));
            let heading = Column {
                index,
                hidden: false,
                aside: false,
            };
            self.subject(&heading, "row");
            for (absent, row) in &criteria {
                let echo = mark(self.repeats(row.1, index), " class=\"echo\"");
                self.push(format_args!("<td role=\"cell\"{echo}{absent}>"));
                self.cell(*row, index);
            }
            self.push(format_args!("</tr>"));
        }
        self.push(format_args!("</tbody>"));
    }

    /// Whether a subject that is shown before says the same.
    fn repeats(&self, criterion: &Criterion, index: usize) -> bool {
        let mut before = self.state.columns().take_while(|&other| other != index);
        before.any(|other| criterion.is_uniform([other, index]))
    }

    /// What stands in the heading of a criterion, and its end.
    fn criterion(&mut self, criterion: &Criterion) {
        let name = Escaped(&criterion.name);
        self.push(format_args!("{name}"));
        if let Some(help) = &criterion.help {
            self.push(format_args!("<p class=\"help\">{help}</p>"));
        }
        self.push(format_args!("</th>"));
    }

    /// The heading of a subject, with the buttons that move, measure and sort by it.
    fn subject(&mut self, column: &Column, scope: &str) {
        let subject = &self.comparison.subjects[column.index];
        let role = match scope {
            "row" => "rowheader",
            _ => "columnheader",
        };
        self.push(format_args!("<th role=\"{role}\" scope=\"{scope}\""));
        let kind = subject.kind.map(kind::class).unwrap_or_default();
        let aside = mark(column.aside, " aside");
        if column.aside || !kind.is_empty() {
            self.push(format_args!(" class=\"{kind}{aside}\""));
        }
        // In a row of its own, a subject is hidden with the row.
        if scope == "col" {
            let (id, absent) = (&subject.id, hidden(column.hidden));
            self.push(format_args!(" data-subject=\"{id}\"{absent}"));
        }
        let name = Escaped(&subject.name);
        match &subject.note {
            Some(note) => {
                let href = Escaped(&note.href);
                self.push(format_args!("><a href=\"{href}\">{name}</a>"));
            }
            None => self.push(format_args!(">{name}")),
        }
        self.buttons(column.index, subject);
        self.push(format_args!("</th>"));
    }

    fn buttons(&mut self, index: usize, subject: &Subject) {
        let id = &subject.id;
        let sorted = self.state.sort.filter(|sort| sort.subject == index);
        let arrow = match sorted {
            Some(sort) if sort.worst_first => "▴",
            Some(_) => "▾",
            None => "⇅",
        };
        let pinned = Some(self.state.pinned == Some(index));
        let sorts = Some(sorted.is_some());
        self.push(format_args!("<span class=\"column-buttons\">"));
        let left = format!("-{id}");
        for (name, value, sign, action, pressed) in [
            ("deplacer", &*left, "←", compare::LEFT, None),
            ("deplacer", id.as_str(), "→", compare::RIGHT, None),
            ("epingler", id.as_str(), "◎", compare::PINNED, pinned),
            ("trier", id.as_str(), arrow, compare::SORT, sorts),
        ] {
            let label = compare::of(action, &subject.name);
            let label = Escaped(&label);
            self.push(format_args!(
                "<button id=\"page:{name}{value}\" form=\"{FORM}\" name=\"{name}\" value=\"{value}\" title=\"{label}\" aria-label=\"{label}\""
            ));
            if let Some(pressed) = pressed {
                self.push(format_args!(" aria-pressed=\"{pressed}\""));
            }
            self.push(format_args!(">{sign}</button>"));
        }
        self.push(format_args!("</span>"));
    }
}

fn hidden(hidden: bool) -> &'static str {
    mark(hidden, " hidden")
}

fn mark(is_there: bool, what: &'static str) -> &'static str {
    if is_there { what } else { "" }
}
