//! Why each option stands where it stands, effect by effect.

use corpus::{
    Html, Target,
    advisor::{Advisor, Choice, Cost, Effect, Fit, Ground, Place, Points, Reason},
};
use leptos::prelude::*;

use super::Answered;
use crate::strings::choice as strings;

/// The reasons of every option; those of the first are open.
pub(super) fn reasons(answered: Answered<'_>) -> impl IntoView + use<> {
    let items = answered
        .places
        .iter()
        .enumerate()
        .map(|(i, place)| of_option(answered.advisor, place, i == 0))
        .collect_view();
    view! {
        <section class="choice-reasons" aria-labelledby="titre-raisons">
            <h2 id="titre-raisons">{strings::REASONS}</h2>
            {items}
        </section>
    }
}

fn of_option(advisor: &Advisor, place: &Place, open: bool) -> impl IntoView + use<> {
    let choice = &advisor.options[place.option];
    let by_answer = place.reasons.chunk_by(|a, b| a.question == b.question);
    let items = by_answer
        .map(|reasons| of_answer(advisor, place.option, reasons))
        .collect_view();
    let cost = choice.cost.as_ref().map(cost);
    let note = choice.note.as_ref().map(|note| {
        view! { <p><a href=note.href.clone()>{strings::READ_NOTE} "\u{a0}: " {note.title.clone()}</a></p> }
    });
    let total = strings::points(place.total.as_f64());
    let rank = strings::rank(place.rank, false);
    // The first keeps its id whoever it is, so that another leader finds its reasons open.
    let id = match open {
        true => "option-en-tete".to_owned(),
        false => format!("option-{}", choice.id),
    };
    view! {
        <details id=id class="choice-option" open=open>
            <summary><h3>{rank} "\u{a0}: " {choice.name.clone()} " (" {total} ")"</h3></summary>
            {note}
            <ul id=format!("raisons-{}", choice.id) class="reasons">{items} {cost}</ul>
        </details>
    }
}

/// What an answer brings to an option.
fn of_answer(advisor: &Advisor, option: usize, reasons: &[Reason]) -> AnyView {
    let Some(first) = reasons.first() else {
        return ().into_any();
    };
    let asked = &advisor.questions[first.question];
    let answer = &asked.answers[first.answer];
    let effects: Vec<_> = reasons
        .iter()
        .filter(|reason| reason.fit != Fit::Unconcerned)
        .map(|reason| of_effect(advisor, option, reason, &answer.effects[reason.effect]))
        .collect();
    let effects = match effects.is_empty() {
        true => view! { <p class="unknown">{strings::UNCONCERNED}</p> }.into_any(),
        false => effects.collect_view().into_any(),
    };
    let href = format!("#{}", asked.anchor());
    view! {
        <li>
            <p class="reason-asked">
                <a href=href>{asked.name.clone()}</a> " " <b>{answer.text.clone()}</b>
            </p>
            {effects}
        </li>
    }
    .into_any()
}

fn of_effect(advisor: &Advisor, option: usize, reason: &Reason, effect: &Effect) -> AnyView {
    let points = reason.fit.points();
    let score = score(points, &strings::product(points.as_f64(), reason.weight));
    let by = match reason.fit {
        Fit::Rated { by, .. } | Fit::Unrated { by } => by,
        Fit::Silent | Fit::Unconcerned => option,
    };
    let like = (by != option).then(|| {
        let Choice { name, .. } = &advisor.options[by];
        view! { " (" {strings::LIKE} "\u{a0}: " {name.clone()} ")" }
    });
    match &effect.ground {
        Ground::Row {
            criterion,
            href,
            wanted,
            remarks,
        } => {
            let remark = match reason.fit {
                Fit::Silent => None,
                _ => remarks[by].as_ref(),
            };
            let level = remark.and_then(|remark| remark.level.clone());
            let level = level.map(|level| view! { <b>{level}</b> ", " });
            let text = match remark {
                Some(remark) => sourced(&remark.text, remark.source.as_ref()).into_any(),
                None => view! { <span class="unknown">{strings::SILENT}</span> }.into_any(),
            };
            let row = strings::row(criterion);
            view! {
                <p class="reason">
                    {score} <a href=href.clone()>{row}</a> "\u{a0}: " {level}
                    {strings::wanted(wanted)} {like} ". " {text}
                </p>
            }
            .into_any()
        }
        Ground::Rule { because, source } => {
            let text = sourced(because, Some(source));
            view! { <p class="reason">{score} {text} {like}</p> }.into_any()
        }
    }
}

fn cost(cost: &Cost) -> impl IntoView + use<> {
    let points = -cost.points;
    let score = score(points, &strings::points(points.as_f64()));
    let text = sourced(&cost.because, Some(&cost.source));
    view! {
        <li>
            <p class="reason-asked"><b>{strings::COST}</b></p>
            <p class="reason">{score} {text}</p>
        </li>
    }
}

/// Points: their direction as a shape, their value, and what they mean in words.
fn score(points: Points, text: &str) -> impl IntoView + use<> {
    let (side, shape) = match points.cmp(&Points::ZERO) {
        std::cmp::Ordering::Greater => ("for", "▲"),
        std::cmp::Ordering::Less => ("against", "▼"),
        std::cmp::Ordering::Equal => ("neutral", "◆"),
    };
    let words = strings::verdict(points.as_f64());
    view! {
        <span class="reason-score" data-side=side>
            <span aria-hidden="true">{shape}</span> " " {words} ", " {text.to_owned()}
        </span>
        " "
    }
}

/// A text, and the arrow to the note that says it.
fn sourced(text: &Html, source: Option<&Target>) -> impl IntoView + use<> {
    let source = source.map(|target| {
        let name = format!(
            "{}\u{a0}: {}",
            crate::strings::compare::SOURCE,
            target.title
        );
        view! {
            <a class="source" href=target.href.clone() title=name.clone() aria-label=name></a>
        }
    });
    view! { <span inner_html=text.to_string()></span> {source} }
}
