//! The questions. The form works by itself; the region around it answers to every change.

use corpus::advisor::{Advisor, MAX_WEIGHT, Question, Weight};
use leptos::prelude::*;

use super::{Answered, ranking::verdict};
use crate::{choice::weight_name, strings::choice as strings};

/// The form, with what comes out of it beside its button.
pub(super) fn form(answered: Answered<'_>) -> impl IntoView + use<> {
    let Answered {
        advisor, profile, ..
    } = answered;
    let given = profile.answers.iter().zip(&profile.weights);
    let questions = advisor
        .questions
        .iter()
        .zip(given)
        .map(|(asked, (answer, &weight))| question(asked, *answer, weight))
        .collect_view();
    let verdict = verdict(answered);
    let reset = (!profile.is_blank()).then(|| {
        view! { <a id="effacer" href=Advisor::PATH>{strings::RESET}</a> }
    });
    view! {
        <form class="choice-form" method="get" action=Advisor::PATH data-auto="">
            <h2>{strings::QUESTIONS}</h2>
            {questions}
            <div class="choice-bar" class:choice-blank=profile.is_blank()>
                <p data-live-status="">{verdict}</p>
                <p>
                    <button id="classer" type="submit">{strings::APPLY}</button>
                    {reset}
                </p>
            </div>
        </form>
    }
}

fn question(asked: &Question, given: Option<usize>, weight: Weight) -> impl IntoView + use<> {
    let name = asked.id.to_string();
    let help = asked
        .help
        .as_ref()
        .map(|html| view! { <p class="help" inner_html=html.to_string()></p> });
    let none = radio(&name, "", strings::NO_OPINION, given.is_none());
    let answers = asked
        .answers
        .iter()
        .enumerate()
        .map(|(i, answer)| radio(&name, answer.id.as_str(), &answer.text, given == Some(i)))
        .collect_view();
    let weight_name = weight_name(asked);
    let weights = (1..=MAX_WEIGHT)
        .map(|one| {
            let text = strings::weight(one);
            view! { <option value=one.to_string() selected=one == weight>{text}</option> }
        })
        .collect_view();
    view! {
        <fieldset id=asked.anchor() class="choice-question">
            <legend>{asked.name.clone()}</legend>
            {help}
            {none}
            {answers}
            <label class="choice-weight">
                {strings::WEIGHT}
                <select id=weight_name.clone() name=weight_name>{weights}</select>
            </label>
        </fieldset>
    }
}

fn radio(name: &str, value: &str, text: &str, checked: bool) -> impl IntoView + use<> {
    let id = format!(
        "{name}-{}",
        if value.is_empty() { "sans-avis" } else { value }
    );
    view! {
        <label>
            <input id=format!("reponse-{id}") type="radio" name=name.to_owned() value=value.to_owned() checked=checked/>
            {text.to_owned()}
        </label>
    }
}
