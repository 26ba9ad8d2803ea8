//! A comparison as a real table.

use corpus::comparison::{Cell, Comparison, Criterion, Scale, Subject, Verdict};
use leptos::prelude::*;

use super::{kind, table_controls::FORM};
use crate::{
    strings::compare,
    table::{Rows, TableState},
};

/// Word joiner: keeps the arrow of a source on the line of the last word.
const JOINER: &str = "\u{2060}";

/// The table of a comparison. Every column is in the page, and every row that passes the filter;
/// those that are not asked for carry `hidden`: an island shows them again without asking the
/// server.
#[component]
pub(crate) fn ComparisonTable<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
) -> impl IntoView {
    let rows = state.rows(comparison);
    let content = match state.transposed {
        true => transposed(comparison, state, &rows),
        false => upright(comparison, state, &rows),
    };
    let class = match state.compact {
        true => "comparison compact",
        false => "comparison",
    };
    let label = compare::table_label(&comparison.title);
    view! {
        <div id="tableau" class="table-scroll" role="region" aria-label=label tabindex="0">
            <table class=class>
                <caption class="visually-hidden">{comparison.title.clone()}</caption>
                {content}
            </table>
        </div>
    }
}

/// Subjects in columns.
fn upright(comparison: &Comparison, state: &TableState, rows: &[Rows<'_>]) -> AnyView {
    let columns = state
        .order
        .iter()
        .map(|&index| subject_heading(comparison, state, index, "col"))
        .collect_view();
    let bodies = rows
        .iter()
        .map(|group| body(state, comparison, group))
        .collect_view();
    view! {
        <thead>
            <tr><th scope="col">{compare::CRITERION}</th>{columns}</tr>
        </thead>
        {bodies}
    }
    .into_any()
}

fn body(state: &TableState, comparison: &Comparison, group: &Rows<'_>) -> impl IntoView + use<> {
    let empty = !group
        .rows
        .iter()
        .any(|(index, _)| state.shows_row(comparison, *index));
    let span = state.order.len() + 1;
    let heading = (!group.name.is_empty()).then(|| {
        view! {
            <tr class="group">
                <th scope="rowgroup" colspan=span>{group.name.to_owned()}</th>
            </tr>
        }
    });
    let rows = group
        .rows
        .iter()
        .map(|(index, criterion)| {
            let shown = state.shows_row(comparison, *index);
            row(comparison, criterion, state, shown)
        })
        .collect::<Vec<_>>();
    view! { <tbody hidden=empty>{heading} {rows}</tbody> }
}

fn row(comparison: &Comparison, criterion: &Criterion, state: &TableState, shown: bool) -> AnyView {
    let cells = state
        .order
        .iter()
        .map(|&index| {
            let content = cell_content(criterion, state, index);
            let subject = comparison.subjects[index].id.to_string();
            let hidden = !state.subjects[index];
            view! { <td data-subject=subject hidden=hidden>{content}</td> }
        })
        .collect_view();
    let id = criterion.id.to_string();
    let uniform = criterion.is_uniform().then_some("");
    view! {
        <tr id=id.clone() data-criterion=id data-uniform=uniform hidden=!shown>
            <th scope="row">{criterion.name.clone()} {help(criterion)}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Criteria in columns.
fn transposed(comparison: &Comparison, state: &TableState, rows: &[Rows<'_>]) -> AnyView {
    let criteria: Vec<_> = rows
        .iter()
        .flat_map(|group| &group.rows)
        .map(|(index, criterion)| (!state.shows_row(comparison, *index), *criterion))
        .collect();
    let columns = criteria
        .iter()
        .map(|&(hidden, criterion)| {
            let id = criterion.id.to_string();
            let uniform = criterion.is_uniform().then_some("");
            view! {
                <th scope="col" id=id.clone() data-criterion=id data-uniform=uniform hidden=hidden>
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
                .map(|&(hidden, criterion)| {
                    let content = cell_content(criterion, state, index);
                    let id = criterion.id.to_string();
                    let uniform = criterion.is_uniform().then_some("");
                    view! {
                        <td data-criterion=id data-uniform=uniform hidden=hidden>{content}</td>
                    }
                })
                .collect_view();
            let subject = comparison.subjects[index].id.to_string();
            let heading = subject_heading(comparison, state, index, "row");
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
) -> AnyView {
    let subject = &comparison.subjects[index];
    let name = subject.name.clone();
    let name = match &subject.note {
        Some(note) => view! { <a href=note.href.clone()>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let class = subject.kind.map(kind::class);
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
fn verdict(criterion: &Criterion, base: usize, subject: usize) -> Option<impl IntoView + use<>> {
    let (class, (sign, words)) = match criterion.against(base, subject)? {
        _ if base == subject => ("verdict", ("", compare::BASE)),
        Verdict::Same => ("verdict same", compare::VERDICTS[0]),
        Verdict::Level => ("verdict", compare::VERDICTS[1]),
        Verdict::Better => ("verdict better", compare::VERDICTS[2]),
        Verdict::Worse => ("verdict worse", compare::VERDICTS[3]),
        Verdict::Higher => ("verdict", compare::VERDICTS[4]),
        Verdict::Lower => ("verdict", compare::VERDICTS[5]),
        Verdict::Different => ("verdict", compare::VERDICTS[6]),
    };
    Some(view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            " "
            {words}
        </span>
    })
}

/// The level in words, after as many filled steps as it is high.
fn level_badge(level: usize, scale: &Scale) -> impl IntoView + use<> {
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
