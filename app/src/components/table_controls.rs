//! The form that says what of a comparison is shown, and how.

use corpus::comparison::Comparison;
use leptos::prelude::*;

use crate::{strings::compare, table::TableState};

/// The form's id: the buttons of the columns belong to it from afar.
pub(crate) const FORM: &str = "reglages";

/// The form. It works by itself; the islands around it answer to every change at once, those
/// marked `data-local` without asking the server.
#[component]
pub(crate) fn TableControls<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
) -> impl IntoView {
    let in_file_order = state.order.is_sorted();
    let subjects = state
        .order
        .iter()
        .map(|&index| {
            let subject = &comparison.subjects[index];
            local(
                "sujets",
                subject.id.as_str(),
                &subject.name,
                state.subjects[index],
                !in_file_order,
            )
        })
        .collect_view();
    let criteria = comparison
        .criteria()
        .zip(&state.criteria)
        .map(|(criterion, &shown)| {
            local(
                "criteres",
                criterion.id.as_str(),
                &criterion.name,
                shown,
                false,
            )
        })
        .collect_view();
    let sort = state.sort.map(|sort| {
        let sign = if sort.worst_first { "-" } else { "" };
        (sort.subject, sign)
    });
    let lists = [
        choice("tri", compare::SORT, comparison, sort),
        choice(
            "epingle",
            compare::PINNED,
            comparison,
            state.pinned.map(|index| (index, "")),
        ),
    ];
    view! {
        <form id=FORM class="table-controls" method="get" action=comparison.path() data-auto="">
            <fieldset>
                <legend>{compare::SUBJECTS}</legend>
                {subjects}
            </fieldset>
            <details id="criteres">
                <summary>{compare::CRITERIA}</summary>
                <fieldset>
                    <legend class="visually-hidden">{compare::CRITERIA}</legend>
                    {criteria}
                </fieldset>
            </details>
            <p class="table-choices">
                <label>
                    {compare::FILTER}
                    <input id="filtre" type="search" name="filtre" maxlength="100" value=state.filter.clone()/>
                </label>
                {lists.collect_view()}
            </p>
            <p class="table-actions">
                {local("differences", "1", compare::DIFFERENCES, state.differences, false)}
                {checkbox("transpose", "1", compare::TRANSPOSED, state.transposed)}
                {checkbox("densite", "compacte", compare::COMPACT, state.compact)}
                <button type="submit">{compare::APPLY}</button>
                <a id="tout" href=comparison.path()>{compare::RESET}</a>
            </p>
        </form>
    }
}

/// A box that the table answers to itself; `moved` where its place is not that of the file.
fn local(
    name: &'static str,
    value: &str,
    label: &str,
    checked: bool,
    moved: bool,
) -> impl IntoView + use<> {
    let id = format!("{name}-{value}");
    view! {
        <label>
            <input
                id=id
                type="checkbox"
                name=name
                value=value.to_owned()
                checked=checked
                data-local=""
                data-moved=moved.then_some("")
            />
            {label.to_owned()}
        </label>
    }
}

fn checkbox(
    name: &'static str,
    value: &'static str,
    label: &'static str,
    checked: bool,
) -> impl IntoView + use<> {
    view! {
        <label>
            <input id=name type="checkbox" name=name value=value checked=checked/>
            {label}
        </label>
    }
}

/// A list of the subjects; `chosen` is one of them and the sign before its id.
fn choice(
    name: &'static str,
    label: &'static str,
    comparison: &Comparison,
    chosen: Option<(usize, &str)>,
) -> impl IntoView + use<> {
    let options = comparison
        .subjects
        .iter()
        .enumerate()
        .map(|(index, subject)| {
            let chosen = chosen.filter(|(chosen, _)| *chosen == index);
            let value = format!("{}{}", chosen.map_or("", |(_, sign)| sign), subject.id);
            view! { <option value=value selected=chosen.is_some()>{subject.name.clone()}</option> }
        })
        .collect_view();
    view! {
        <label>
            {label}
            <select id=name name=name>
                <option value="">{compare::NONE}</option>
                {options}
            </select>
        </label>
    }
}
