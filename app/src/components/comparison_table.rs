//! A comparison as a real table.

use corpus::comparison::{Cell, Comparison, Criterion, Scale, Subject};
use leptos::prelude::*;

use super::{kind, table_controls::FORM};
use crate::{
    strings::compare,
    table::{self, Rows, TableState, cell_name},
};

/// Word joiner: keeps the arrow of a source on the line of the last word.
const JOINER: &str = "\u{2060}";

/// The table of a comparison. Every column is in the page, and every row that passes the filter;
/// those that are not asked for carry `hidden`: an island shows them again without asking the
/// server. Columns for which a narrow screen has no room are `aside`, which the style sheet
/// answers to.
#[component]
pub(crate) fn ComparisonTable<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
    rows: &'a [Rows<'a>],
) -> impl IntoView {
    let table = Table { comparison, state };
    let (content, class) = match state.transposed {
        true => (table.transposed(rows), "comparison transposed"),
        false => (table.upright(rows), "comparison"),
    };
    let label = compare::table_label(&comparison.title);
    view! {
        <div id="tableau" class="table-scroll" role="region" aria-label=label tabindex="0">
            <table class=class class:compact=state.compact>
                <caption class="visually-hidden">{comparison.title.clone()}</caption>
                {content}
            </table>
        </div>
    }
}

/// A comparison as it is asked for.
#[derive(Clone, Copy)]
struct Table<'a> {
    comparison: &'a Comparison,
    state: &'a TableState,
}

impl Table<'_> {
    /// Subjects in columns.
    fn upright(self, rows: &[Rows<'_>]) -> AnyView {
        let Self { comparison, state } = self;
        let columns: Vec<Column> = state
            .order
            .iter()
            .map(|&index| self.column(index))
            .collect();
        let headings = columns
            .iter()
            .map(|column| subject_heading(comparison, state, column.index, "col", column.aside))
            .collect_view();
        let bodies = rows
            .iter()
            .map(|group| self.body(group, &columns))
            .collect_view();
        view! {
            <thead>
                <tr><th scope="col">{compare::CRITERION}</th>{headings}</tr>
            </thead>
            {bodies}
        }
        .into_any()
    }

    fn column(self, index: usize) -> Column {
        Column {
            index,
            subject: self.comparison.subjects[index].id.to_string(),
            hidden: !self.state.subjects[index],
            aside: self.state.is_aside(index).then_some("aside"),
        }
    }

    fn body(self, group: &Rows<'_>, columns: &[Column]) -> impl IntoView + use<> {
        let empty = group.shown(self.state) == 0;
        // Alone in its row: a span would have to follow the columns that come and go.
        let heading = (!group.name.is_empty()).then(|| {
            view! {
                <tr class="group">
                    <th scope="rowgroup">{group.name.to_owned()}</th>
                </tr>
            }
        });
        let rows = group
            .rows
            .iter()
            .map(|&row| self.row(row, columns))
            .collect::<Vec<_>>();
        view! { <tbody hidden=empty>{heading} {rows}</tbody> }
    }

    fn row(self, (position, criterion): (usize, &Criterion), columns: &[Column]) -> AnyView {
        let echoes = criterion.echoes();
        let cells = columns
            .iter()
            .map(|column| {
                let content = self.cell(position, criterion, column.index);
                let subject = column.subject.clone();
                // What the style sheet finds cells by that say what one before them says.
                let says = echoes[column.index].map(|echo| echo.to_string());
                view! {
                    <td class=column.aside data-subject=subject data-says=says hidden=column.hidden>
                        {content}
                    </td>
                }
            })
            .collect_view();
        let id = criterion.id.to_string();
        let hidden = !self.state.shows_row((position, criterion));
        view! {
            <tr id=id.clone() data-criterion=id hidden=hidden>
                <th scope="row">{criterion.name.clone()} {help(criterion)}</th>
                {cells}
            </tr>
        }
        .into_any()
    }

    /// Criteria in columns.
    fn transposed(self, rows: &[Rows<'_>]) -> AnyView {
        let Self { comparison, state } = self;
        let criteria: Vec<_> = rows
            .iter()
            .flat_map(|group| &group.rows)
            .map(|&row| (!state.shows_row(row), row))
            .collect();
        let columns = criteria
            .iter()
            .map(|&(hidden, (_, criterion))| {
                let id = criterion.id.to_string();
                view! {
                    <th scope="col" id=id.clone() data-criterion=id hidden=hidden>
                        {criterion.name.clone()}
                        {help(criterion)}
                    </th>
                }
            })
            .collect_view();
        let lines = state
            .order
            .iter()
            .map(|&index| {
                let cells = criteria
                    .iter()
                    .map(|&(hidden, (position, criterion))| {
                        let content = self.cell(position, criterion, index);
                        let id = criterion.id.to_string();
                        let echo = self.repeats(criterion, index).then_some("echo");
                        view! { <td class=echo data-criterion=id hidden=hidden>{content}</td> }
                    })
                    .collect_view();
                let subject = comparison.subjects[index].id.to_string();
                let heading = subject_heading(comparison, state, index, "row", None);
                let hidden = !state.subjects[index];
                view! { <tr data-subject=subject hidden=hidden>{heading} {cells}</tr> }
            })
            .collect_view();
        view! {
            <thead>
                <tr><th scope="col">{compare::SUBJECT}</th>{columns}</tr>
            </thead>
            <tbody>{lines}</tbody>
        }
        .into_any()
    }

    /// Whether a subject that is shown before says the same.
    fn repeats(self, criterion: &Criterion, index: usize) -> bool {
        let before = self.state.columns().take_while(|&other| other != index);
        let mut before = before.into_iter();
        before.any(|other| criterion.is_uniform([other, index]))
    }

    /// What stands in a cell, and the way to its detail.
    fn cell(self, position: usize, criterion: &Criterion, index: usize) -> impl IntoView + use<> {
        let Self { comparison, state } = self;
        let content = cell_content(criterion, state, index);
        let subject = &comparison.subjects[index];
        let name = cell_name(criterion, subject);
        let label = compare::detail(&criterion.name, &subject.name);
        // While the detail is open, its own button has the id: whoever opened it is in it then,
        // and back here once it is closed.
        let way = match state.detail == Some((position, index)) {
            true => {
                view! { <a class="cell-button" href="#detail" aria-label=label>"…"</a> }.into_any()
            }
            false => {
                let id = button_id(&name);
                let target = format!("{}#detail", comparison.path());
                view! {
                    <button class="cell-button" id=id type="submit" form=FORM name="ouvrir" value=name formaction=target aria-label=label>
                        "…"
                    </button>
                }
                .into_any()
            }
        };
        (content, way)
    }
}

/// The id of the button that opens the detail of a cell, or closes it.
pub(crate) fn button_id(cell: &str) -> String {
    format!("ouvrir.{cell}")
}

/// What the cells of a column have in common.
struct Column {
    index: usize,
    subject: String,
    hidden: bool,
    aside: Option<&'static str>,
}

fn help(criterion: &Criterion) -> Option<impl IntoView + use<>> {
    criterion
        .help
        .as_ref()
        .map(|html| view! { <p class="help" inner_html=html.to_string()></p> })
}

/// The heading of a subject, with the buttons that move, measure and sort by it.
fn subject_heading(
    comparison: &Comparison,
    state: &TableState,
    index: usize,
    scope: &'static str,
    aside: Option<&'static str>,
) -> AnyView {
    let subject = &comparison.subjects[index];
    let name = subject.name.clone();
    let name = match &subject.note {
        Some(note) => view! { <a href=note.href.clone()>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let class = match (subject.kind.map(kind::class), aside) {
        (Some(kind), Some(aside)) => Some(format!("{kind} {aside}")),
        (kind, aside) => kind.or(aside.map(str::to_owned)),
    };
    // In a row of its own, a subject is hidden with the row.
    let column = (scope == "col").then(|| subject.id.to_string());
    let hidden = column.is_some() && !state.subjects[index];
    view! {
        <th scope=scope class=class data-subject=column hidden=hidden>
            {name}
            {buttons(state, index, subject)}
        </th>
    }
    .into_any()
}

fn buttons(state: &TableState, index: usize, subject: &Subject) -> impl IntoView + use<> {
    let id = &subject.id;
    let sorted = state.sort.filter(|sort| sort.subject == index);
    let arrow = match sorted {
        Some(sort) if sort.worst_first => "▴",
        Some(_) => "▾",
        None => "⇅",
    };
    let pinned = state.pinned == Some(index);
    let button = |name: &'static str, value: String, sign: &'static str, action, pressed| {
        let label = compare::of(action, &subject.name);
        let key = format!("{name}{value}");
        view! {
            <button id=key type="submit" form=FORM name=name value=value title=label.clone() aria-label=label aria-pressed=pressed>
                {sign}
            </button>
        }
    };
    let pressed = |on: bool| Some(if on { "true" } else { "false" });
    view! {
        <span class="column-buttons">
            {button("deplacer", format!("-{id}"), "←", compare::LEFT, None)}
            {button("deplacer", id.to_string(), "→", compare::RIGHT, None)}
            {button("epingler", id.to_string(), "◎", compare::PINNED, pressed(pinned))}
            {button("trier", id.to_string(), arrow, compare::SORT, pressed(sorted.is_some()))}
        </span>
    }
}

fn cell_content(criterion: &Criterion, state: &TableState, index: usize) -> AnyView {
    let verdict = state
        .pinned
        .and_then(|base| verdict(criterion, base, index));
    match &criterion.cells[index] {
        Cell::Unknown => view! { <span class="unknown">{compare::UNKNOWN}</span> }.into_any(),
        Cell::Known {
            text,
            level,
            source,
            ..
        } => {
            let level = level
                .zip(criterion.scale.as_ref())
                .map(|(level, scale)| level_badge(level, scale));
            let source = source.as_ref().map(|target| {
                let name = format!("{}\u{a0}: {}", compare::SOURCE, target.title);
                view! {
                    {JOINER}
                    <a class="source" href=target.href.clone() title=name.clone() aria-label=name></a>
                }
            });
            view! { {verdict} {level} <span inner_html=text.to_string()></span> {source} }
                .into_any()
        }
    }
}

/// What the cell is to that of the pinned subject.
pub(crate) fn verdict(
    criterion: &Criterion,
    base: usize,
    subject: usize,
) -> Option<impl IntoView + use<>> {
    let (class, (sign, words)) = table::verdict(criterion, base, subject)?;
    Some(view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            " "
            {words}
        </span>
    })
}

/// The level in words, after as many filled steps as it is high.
pub(crate) fn level_badge(level: usize, scale: &Scale) -> impl IntoView + use<> {
    let of = scale.levels.len();
    let steps = "●".repeat(level + 1) + &"○".repeat(of - level - 1);
    let position = compare::level(level + 1, of);
    view! {
        <span class="level" title=position>
            <span aria-hidden="true">{steps}</span>
            " "
            {scale.levels[level].clone()}
        </span>
    }
}
