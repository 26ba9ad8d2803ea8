//! Environments side by side, as a table.

use corpus::stack::{Layer, Row, Stack};
use leptos::prelude::*;

use super::KindBadge;
use crate::{
    alignment::{Alignment, mark},
    strings::environment,
};

/// A row for each layer or layers that correspond, under the kind they are of.
#[component]
pub(crate) fn AlignedLayers<'a>(alignment: &'a Alignment<'a>) -> impl IntoView {
    let heads = alignment.stacks.iter().map(|stack| {
        view! { <th scope="col"><a href=stack.path()>{stack.title.clone()}</a></th> }
    });
    let heads = heads.collect_view();
    let bodies = alignment.rows.chunk_by(|a, b| a.kind == b.kind);
    let bodies = bodies
        .map(|rows| body(&alignment.stacks, rows))
        .collect_view();
    // A column for each environment, and one for the verdict.
    let columns = alignment.stacks.len() + 1;
    view! {
        <div class="comparison-frame">
            <div
                class=format!("table-scroll comparison-scroll fits-{columns}")
                id="couches-alignees"
                role="region"
                aria-label=environment::SIDE_BY_SIDE
                tabindex="0"
            >
                <table class=format!("comparison aligned columns-{columns}")>
                    <thead>
                        <tr>
                            <th scope="col">{environment::KIND}</th>
                            {heads}
                            <th scope="col" class="verdicts">{environment::VERDICT}</th>
                        </tr>
                    </thead>
                    {bodies}
                </table>
            </div>
        </div>
    }
}

/// The rows of a kind, which is named in the first one for all.
fn body(stacks: &[&Stack], rows: &[Row<'_>]) -> impl IntoView + use<> {
    let rows = rows.iter().map(|row| table_row(stacks, row)).collect_view();
    view! { <tbody>{rows}</tbody> }
}

fn table_row(stacks: &[&Stack], row: &Row<'_>) -> impl IntoView + use<> {
    let cells = stacks.iter().zip(&row.cells);
    let cells = cells
        .map(|(stack, layer)| cell(stack, *layer))
        .collect_view();
    let mark = mark(row.verdict());
    let verdict = |place: &str| {
        let class = format!("mark {} {place}", mark.class);
        let (sign, words) = (mark.sign.clone(), mark.words.clone());
        view! { <span class=class><span aria-hidden="true">{sign} " "</span>{words}</span> }
    };
    // One of the two is shown: a narrow screen has no room for a column of verdicts.
    view! {
        <tr>
            <th scope="row"><KindBadge kind=row.kind/> " " {verdict("mark-below")}</th>
            {cells}
            <td class="verdicts">{verdict("")}</td>
        </tr>
    }
}

fn cell(stack: &Stack, layer: Option<&Layer>) -> impl IntoView + use<> {
    match layer {
        Some(layer) => {
            let href = format!("{}#{}", stack.path(), layer.anchor());
            // On a phone, where cells stand one below the other.
            let of = stack.title.clone();
            view! { <td data-of=of><a href=href>{layer.label.clone()}</a></td> }.into_any()
        }
        None => view! { <td class="unknown">{environment::ABSENT}</td> }.into_any(),
    }
}
