//! Which two columns a narrow screen shows.

use corpus::comparison::Comparison;
use leptos::prelude::*;

use crate::{strings::compare, table::TableState};

/// The switch, which the style sheet shows where there is room for two columns only; nothing
/// where there are no more anyway, and where subjects are rows.
#[component]
pub(crate) fn TableSwitch<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
) -> Option<impl IntoView> {
    let pair = state.pair()?;
    let explicit = state.two != [None; 2];
    if state.transposed {
        // Kept for when subjects are columns again.
        let ids = pair.map(|index| comparison.subjects[index].id.to_string());
        return explicit
            .then(|| view! { <input type="hidden" name="deux" value=ids.join(".")/> }.into_any());
    }
    let lists = [
        list(comparison, state, pair[0], ("page:deux-1", compare::FIRST)),
        list(comparison, state, pair[1], ("page:deux-2", compare::SECOND)),
    ];
    let next = state.next_of_pair().map(|index| {
        let subject = &comparison.subjects[index];
        let label = compare::of(compare::NEXT, &subject.name);
        view! {
            <button id="page:montrer" type="submit" name="montrer" value=subject.id.to_string()>
                {label} <span aria-hidden="true">" →"</span>
            </button>
        }
    });
    Some(
        view! {
            <fieldset class="table-switch">
                <legend class="visually-hidden">{compare::TWO}</legend>
                {lists.collect_view()}
                <button class="apply" type="submit">{compare::APPLY}</button>
                {next}
            </fieldset>
        }
        .into_any(),
    )
}

/// The subjects that may stand in one of the two places. As long as nobody chose, the subject
/// that stands there has no name of its own: what is usual is not in the address.
fn list(
    comparison: &Comparison,
    state: &TableState,
    chosen: usize,
    (id, label): (&'static str, &'static str),
) -> impl IntoView + use<> {
    let usual = state.two == [None; 2];
    let options = state
        .order
        .iter()
        .map(|&index| {
            let subject = &comparison.subjects[index];
            let is_chosen = index == chosen;
            let value = match usual && is_chosen {
                true => String::new(),
                false => subject.id.to_string(),
            };
            view! {
                <option
                    value=value
                    selected=is_chosen
                    data-subject=subject.id.to_string()
                    hidden=!state.subjects[index]
                >
                    {subject.name.clone()}
                </option>
            }
        })
        .collect_view();
    view! {
        <label>
            <span class="visually-hidden">{label}</span>
            <select id=id name="deux">{options}</select>
        </label>
    }
}
