//! Who comes first, and by how much.

use corpus::advisor::{Choice, Place};
use leptos::prelude::*;

use super::Answered;
use crate::{components::kind, strings::choice as strings};

/// The verdict in a sentence.
pub(super) fn verdict(answered: Answered<'_>) -> String {
    let leaders = answered.names(&answered.leaders());
    match leaders.as_slice() {
        [] => strings::NOTHING_ANSWERED.to_owned(),
        [one] => {
            let second = answered.places.iter().filter(|place| place.rank == 2);
            let second = answered.names(&second.map(|place| place.option).collect::<Vec<_>>());
            let second = (!second.is_empty()).then(|| strings::listed(&second));
            strings::leader(one, second.as_deref())
        }
        several => strings::tie(several),
    }
}

/// The ranking as a table, or that there is none.
pub(super) fn ranking(answered: Answered<'_>, here: &str) -> impl IntoView + use<> {
    let content = match answered.places.is_empty() {
        true => view! { <p>{strings::NOTHING_ANSWERED}</p> }.into_any(),
        false => table(answered, here).into_any(),
    };
    view! {
        <section id="classement" class="choice-ranking" aria-labelledby="titre-classement">
            <h2 id="titre-classement">{strings::RANKING}</h2>
            {content}
        </section>
    }
}

fn table(answered: Answered<'_>, here: &str) -> impl IntoView + use<> {
    let places = answered.places;
    let rows = places
        .iter()
        .map(|place| {
            let shared = places
                .iter()
                .filter(|other| other.rank == place.rank)
                .count()
                > 1;
            row(&answered.advisor.options[place.option], place, shared)
        })
        .collect_view();
    let heads = strings::COLUMNS
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let leaders = answered.names(&answered.leaders());
    let tied = (leaders.len() > 1).then(|| view! { <p>{strings::tied(&leaders)}</p> });
    view! {
        <table class="ranking">
            <caption class="visually-hidden">{strings::RANKING}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {tied}
        <p class="help">{strings::METHOD}</p>
        <p><a href=here.to_owned()>{strings::PERMALINK}</a></p>
    }
}

fn row(choice: &Choice, place: &Place, shared: bool) -> impl IntoView + use<> {
    let rank = strings::rank(place.rank, shared);
    let first = (place.rank == 1).then_some("true");
    let href = format!("#raisons-{}", choice.id);
    view! {
        <tr data-first=first>
            <td class="rank">{rank}</td>
            <th scope="row"><a href=href>{choice.name.clone()}</a></th>
            <td>{bar(choice, place)} {strings::agreement(place.share)} " · " {strings::share(place.share)}</td>
            <td class="points">{strings::points(place.total.as_f64())}</td>
        </tr>
    }
}

/// The share as a length, beside the same in words.
fn bar(choice: &Choice, place: &Place) -> impl IntoView + use<> {
    let class = choice.kind.map(kind::class).unwrap_or_default();
    let width = place.share.to_string();
    view! {
        <svg class=format!("choice-share {class}") viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" width="100" height="6"></rect>
            <rect class="part" width=width height="6"></rect>
        </svg>
    }
}
