//! The form that says what of a comparison is shown, and how.

use corpus::comparison::Comparison;
use leptos::prelude::*;

use super::table_switch::TableSwitch;
use crate::{
    strings::compare,
    table::{TableState, cell_name, group_name, markup::FORM},
};

/// The form. It works by itself; the islands around it answer to every change at once, those
/// marked `data-local` without asking the server. On narrow screens most of it is folded behind a
/// line that says what is chosen, so that the table is seen first; on wide ones the style sheet
/// unfolds it but for what is needed least.
#[component]
pub(crate) fn TableControls<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
    size: String,
) -> impl IntoView {
    let subjects = state
        .order
        .iter()
        .map(|&index| {
            let subject = &comparison.subjects[index];
            let pair = state.pair().is_some_and(|pair| pair.contains(&index));
            view! {
                <CheckBox
                    name="sujets"
                    value=subject.id.to_string()
                    label=subject.name.clone()
                    checked=state.subjects[index]
                    local=!state.transposed
                    moved=!state.order.is_sorted()
                    pair
                />
            }
        })
        .collect_view();
    let criteria = comparison
        .criteria()
        .zip(&state.criteria)
        .map(|(criterion, &checked)| {
            let local = !state.transposed;
            view! {
                <CheckBox
                    name="criteres"
                    value=criterion.id.to_string()
                    label=criterion.name.clone()
                    checked
                    local
                />
            }
        })
        .collect_view();
    let groups = groups(comparison, state);
    let filters = filters(state).into_any();
    let more = view! {
        <details id="page:reglages-autres">
            <summary>{compare::MORE} <span>{arranged(comparison, state)}</span></summary>
            {choices(comparison, state)}
            {boxes(state)}
            <fieldset>
                <legend>{compare::CRITERIA}</legend>
                {criteria}
            </fieldset>
        </details>
    }
    .into_any();
    let switch = view! { <TableSwitch comparison state=&state/> }.into_any();
    let open = state.detail.and_then(|(row, index)| {
        let name = cell_name(comparison.criteria().nth(row)?, &comparison.subjects[index]);
        let name = name.to_string();
        Some(view! { <input type="hidden" name="cellule" value=name/> })
    });
    view! {
        <form id=FORM class="table-controls" method="get" action=comparison.path() data-auto="">
            // What Enter presses in a field is the first button, which otherwise is a group.
            <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">
                {compare::APPLY}
            </button>
            <details id="page:options" class="table-options">
                <summary>
                    {compare::OPTIONS} "\u{a0}: "
                    <span><span id="page:taille">{size.clone()}</span>{chosen(comparison, state)}</span>
                </summary>
                <div class="table-panel">
                    <fieldset>
                        <legend>{compare::SUBJECTS}</legend>
                        {subjects}
                    </fieldset>
                    {groups}
                    {filters}
                    {more}
                    <p class="table-actions">
                        <button type="submit">{compare::APPLY}</button>
                        <a id="page:tout" href=comparison.path()>{compare::RESET}</a>
                        <span id="page:compte" class="count">{size}</span>
                    </p>
                </div>
            </details>
            {open}
            {switch}
        </form>
    }
}

/// What is chosen besides rows and columns: `, filtre : « noyau », tri : Kubernetes`.
fn chosen(comparison: &Comparison, state: &TableState) -> String {
    let filter = Some(&state.filter).filter(|filter| !filter.is_empty());
    let said = [
        state
            .differences
            .then(|| compare::ONLY_DIFFERENCES.to_owned()),
        filter.map(|filter| compare::filtered(filter)),
    ];
    let said = said.into_iter().flatten();
    let said: String = said.map(|what| format!(", {what}")).collect();
    said + &arranged(comparison, state)
}

/// What of it is folded on wide screens, too: `, tri : Kubernetes, sujets en lignes`.
fn arranged(comparison: &Comparison, state: &TableState) -> String {
    let name = |index: usize| comparison.subjects[index].name.clone();
    let said = [
        state.sort.map(|sort| compare::sorted(&name(sort.subject))),
        state.pinned.map(|index| compare::against(&name(index))),
        state.transposed.then(|| compare::TURNED.to_owned()),
    ];
    let said = said.into_iter().flatten();
    said.map(|what| format!(", {what}")).collect()
}

/// A button for each group of criteria, where there are several.
fn groups(comparison: &Comparison, state: &TableState) -> Option<impl IntoView + use<>> {
    let named = comparison.groups.iter().filter(|g| !g.name.is_empty());
    let buttons: Vec<_> = named
        .map(|group| {
            let name = group_name(&group.name);
            let pressed = state.asks_for_group(comparison, &name).to_string();
            view! {
                <button id=format!("page:groupe-{name}") type="submit" name="groupe" value=name aria-pressed=pressed>
                    {group.name.clone()}
                </button>
            }
        })
        .collect();
    (buttons.len() > 1).then(|| {
        view! {
            <fieldset class="group-buttons">
                <legend>{compare::GROUPS}</legend>
                {buttons}
            </fieldset>
        }
    })
}

/// What leaves rows out.
fn filters(state: &TableState) -> impl IntoView + use<> {
    let local = !state.transposed;
    view! {
        <p class="table-choices">
            <label>
                {compare::FILTER}
                <input id="page:filtre" type="search" name="filtre" maxlength="100" value=state.filter.clone()/>
            </label>
        </p>
        <p class="table-boxes">
            <CheckBox
                id="page:differences"
                name="differences"
                value="1"
                label=compare::DIFFERENCES
                checked=state.differences
                local
            />
        </p>
    }
}

/// What columns are sorted and measured by.
fn choices(comparison: &Comparison, state: &TableState) -> impl IntoView + use<> {
    let sort = state.sort.map(|sort| {
        let sign = if sort.worst_first { "-" } else { "" };
        (sort.subject, sign)
    });
    let pinned = state.pinned.map(|index| (index, ""));
    view! {
        <p class="table-choices">
            {choice("tri", compare::SORT, comparison, sort)}
            {choice("epingle", compare::PINNED, comparison, pinned)}
        </p>
    }
}

/// How the table is laid out.
fn boxes(state: &TableState) -> impl IntoView + use<> {
    let boxes = [
        ("transpose", "1", compare::TRANSPOSED, state.transposed),
        ("densite", "compacte", compare::COMPACT, state.compact),
    ];
    let boxes = boxes.map(|(name, value, label, checked)| {
        view! { <CheckBox id=format!("page:{name}") name value label checked local=false/> }
    });
    view! { <p class="table-boxes">{boxes.into_iter().collect_view()}</p> }
}

/// A box: `local` where the table answers to it itself, `moved` where its place is not that of
/// the file, `pair` where its column is one of two on narrow screens.
#[component]
fn CheckBox(
    #[prop(optional, into)] id: Option<String>,
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    checked: bool,
    local: bool,
    #[prop(optional)] moved: bool,
    #[prop(optional)] pair: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("page:{name}-{value}"));
    view! {
        <label>
            <input
                id=id
                type="checkbox"
                name=name
                value=value
                checked=checked
                data-local=local.then_some("")
                data-moved=moved.then_some("")
                data-pair=pair.then_some("")
            />
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
            <select id=format!("page:{name}") name=name>
                <option value="">{compare::NONE}</option>
                {options}
            </select>
        </label>
    }
}
