//! A comparison as a real table.

use corpus::comparison::Comparison;
use leptos::prelude::*;

use crate::{
    strings::compare,
    table::{Rows, TableState, markup},
};

/// The table of a comparison, in a region that scrolls where its columns do not fit.
#[component]
pub(crate) fn ComparisonTable<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
    rows: &'a [Rows<'a>],
) -> impl IntoView {
    let label = compare::table_label(&comparison.title);
    let table = markup::table(comparison, state, rows);
    let columns = markup::columns(comparison, state, rows);
    let class = format!("table-scroll comparison-scroll fits-{columns}");
    view! {
        <div class="comparison-frame">
            <div id="page:tableau" class=class role="region" aria-label=label tabindex="0" inner_html=table></div>
        </div>
    }
}
