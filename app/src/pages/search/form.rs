//! The field, and the boxes that bound what is found.

use corpus::search::{Facets, HitKind, Part};
use leptos::prelude::*;

use crate::{
    finding::{self, Finding},
    strings::search,
};

/// A box of a list: what is chosen, how many places that would give.
struct Choice {
    name: &'static str,
    value: String,
    label: String,
    count: usize,
    chosen: bool,
}

pub(super) fn form(
    finding: &Finding<'_>,
    facets: &Facets,
    parts: &[Part],
) -> impl IntoView + use<> {
    let kinds = boxes(search::KINDS, kinds(finding, facets));
    let parts = boxes(search::PARTS, choices(finding, facets, parts));
    // Folded away on narrow screens, where they would stand before the results.
    let facets = (kinds.is_some() || parts.is_some()).then(|| {
        view! {
            <details id="affiner" class="facets" open=finding.is_filtered()>
                <summary>{search::REFINE}</summary>
                {kinds}
                {parts}
            </details>
        }
    });
    view! {
        <form class="search-form search-page" action=finding::PATH role="search" data-auto="">
            <label for="q">{search::LABEL}</label>
            <input id="q" type="search" name="q" value=finding.asked.text.clone()/>
            <button id="chercher" type="submit">{search::SUBMIT}</button>
            {facets}
        </form>
    }
}

fn kinds(finding: &Finding<'_>, facets: &Facets) -> Vec<Choice> {
    let choice = |kind: HitKind| Choice {
        name: "genre",
        value: search::kind_slug(kind.name()).to_owned(),
        label: search::kind(kind.name()).to_owned(),
        count: count(&facets.kinds, &kind),
        chosen: finding.kinds.contains(&kind),
    };
    HitKind::ALL.map(choice).into()
}

fn choices(finding: &Finding<'_>, facets: &Facets, parts: &[Part]) -> Vec<Choice> {
    let choice = |(i, part): (usize, &Part)| Choice {
        name: "partie",
        value: part.id.clone(),
        label: part.title.clone(),
        count: count(&facets.parts, &i),
        chosen: finding.parts.contains(&part.id.as_str()),
    };
    parts.iter().enumerate().map(choice).collect()
}

fn count<K: PartialEq>(counts: &[(K, usize)], key: &K) -> usize {
    let found = counts.iter().find(|(other, _)| other == key);
    found.map_or(0, |(_, count)| *count)
}

/// The boxes that would give something, or are ticked; nothing where there is no choice.
fn boxes(legend: &'static str, mut choices: Vec<Choice>) -> Option<AnyView> {
    choices.retain(|choice| choice.count > 0 || choice.chosen);
    let is_choice = choices.len() > 1 || choices.iter().any(|choice| choice.chosen);
    is_choice.then(|| {
        let boxes = choices.into_iter().map(tick_box).collect_view();
        view! {
            <fieldset>
                <legend>{legend}</legend>
                {boxes}
            </fieldset>
        }
        .into_any()
    })
}

fn tick_box(choice: Choice) -> impl IntoView {
    let id = format!("{}-{}", choice.name, choice.value);
    view! {
        <label class="facet">
            <input id=id type="checkbox" name=choice.name value=choice.value checked=choice.chosen/>
            <span>{choice.label}</span>
            " "
            <span class="facet-count">{choice.count}</span>
        </label>
    }
}
