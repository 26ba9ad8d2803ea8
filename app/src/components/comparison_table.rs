//! A comparison as a real table.

use corpus::comparison::Comparison;
use leptos::prelude::*;

use crate::{
    strings::compare,
    table::{Rows, TableState, markup},
};

/// The table of a comparison, in a region that scrolls.
#[component]
pub(crate) fn ComparisonTable<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
    rows: &'a [Rows<'a>],
) -> impl IntoView {
    let label = compare::table_label(&comparison.title);
    let table = markup::table(comparison, state, rows);
    view! {
        <div id="tableau" class="table-scroll comparison-scroll" role="region" aria-label=label tabindex="0" inner_html=table></div>
    }
}
