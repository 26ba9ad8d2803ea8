//! A comparison as a real table.

use corpus::comparison::{Cell, Comparison, Criterion, Scale};
use leptos::prelude::*;

use super::kind;
use crate::{strings::compare, table::TableState};

/// Word joiner: keeps the arrow of a source on the line of the last word.
const JOINER: &str = "\u{2060}";

/// The table of a comparison. Every column and row is in the page, those that are not asked for
/// carry `hidden`: an island shows them again without asking the server.
#[component]
pub(crate) fn ComparisonTable<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
) -> impl IntoView {
    let columns = comparison
        .subjects
        .iter()
        .zip(&state.subjects)
        .map(|(subject, &shown)| {
            let class = subject.kind.map(kind::class);
            let name = subject.name.clone();
            let name = match &subject.note {
                Some(note) => view! { <a href=note.href.clone()>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            view! {
                <th scope="col" class=class data-subject=subject.id.to_string() hidden=!shown>
                    {name}
                </th>
            }
        })
        .collect_view();
    let mut position = 0;
    let bodies = comparison
        .groups
        .iter()
        .map(|group| {
            let rows = group
                .criteria
                .iter()
                .map(|criterion| {
                    let shown = state.shows_row(comparison, position);
                    position += 1;
                    row(comparison, criterion, state, shown)
                })
                .collect::<Vec<_>>();
            let empty = !(position - group.criteria.len()..position)
                .any(|index| state.shows_row(comparison, index));
            let span = comparison.subjects.len() + 1;
            let heading = (!group.name.is_empty()).then(|| {
                view! {
                    <tr class="group">
                        <th scope="rowgroup" colspan=span>{group.name.clone()}</th>
                    </tr>
                }
            });
            view! { <tbody hidden=empty>{heading} {rows}</tbody> }
        })
        .collect_view();
    let label = compare::table_label(&comparison.title);
    view! {
        <div class="table-scroll" role="region" aria-label=label tabindex="0">
            <table class="comparison">
                <caption class="visually-hidden">{comparison.title.clone()}</caption>
                <thead>
                    <tr><th scope="col">{compare::CRITERION}</th>{columns}</tr>
                </thead>
                {bodies}
            </table>
        </div>
    }
}

fn row(comparison: &Comparison, criterion: &Criterion, state: &TableState, shown: bool) -> AnyView {
    let help = criterion
        .help
        .as_ref()
        .map(|html| view! { <p class="help" inner_html=html.to_string()></p> });
    let cells = criterion
        .cells
        .iter()
        .zip(&comparison.subjects)
        .zip(&state.subjects)
        .map(|((cell, subject), &shown)| {
            let content = cell_content(cell, criterion.scale.as_ref());
            view! { <td data-subject=subject.id.to_string() hidden=!shown>{content}</td> }
        })
        .collect_view();
    let id = criterion.id.to_string();
    let uniform = criterion.is_uniform().then_some("");
    view! {
        <tr id=id.clone() data-criterion=id data-uniform=uniform hidden=!shown>
            <th scope="row">{criterion.name.clone()} {help}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell_content(cell: &Cell, scale: Option<&Scale>) -> AnyView {
    match cell {
        Cell::Unknown => view! { <span class="unknown">{compare::UNKNOWN}</span> }.into_any(),
        Cell::Known {
            text,
            level,
            source,
            ..
        } => {
            let level = level
                .zip(scale)
                .map(|(level, scale)| level_badge(level, scale));
            let source = source.as_ref().map(|target| {
                let name = format!("{}\u{a0}: {}", compare::SOURCE, target.title);
                view! {
                    {JOINER}
                    <a class="source" href=target.href.clone() title=name.clone() aria-label=name></a>
                }
            });
            view! { {level} <span inner_html=text.to_string()></span> {source} }.into_any()
        }
    }
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
