//! What the notes do not say of what was asked.

use corpus::{
    Html,
    advisor::{Fit, Ground},
};
use leptos::prelude::*;

use super::Answered;
use crate::strings::choice as strings;

/// The cells that are not filled, and what the author says is missing.
pub(super) fn silences(answered: Answered<'_>) -> impl IntoView + use<> {
    let Answered {
        advisor, profile, ..
    } = answered;
    let answers = profile.given().map(|(question, answer)| {
        let asked = &advisor.questions[question];
        (asked, &asked.answers[answer])
    });
    let mut items = Vec::new();
    for (asked, answer) in answers {
        for effect in &answer.effects {
            let fits = effect.fits.iter().enumerate();
            let silent = fits.filter(|(_, fit)| **fit == Fit::Silent);
            let silent: Vec<usize> = silent.map(|(option, _)| option).collect();
            if let (
                Ground::Row {
                    criterion, href, ..
                },
                false,
            ) = (&effect.ground, silent.is_empty())
            {
                items.push(cell(criterion, href, &answered.names(&silent)));
            }
        }
        items.extend(asked.silence.as_ref().map(said));
    }
    let content = match items.is_empty() {
        true => view! { <p>{strings::NO_SILENCE}</p> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    };
    view! {
        <section aria-labelledby="titre-silences">
            <h2 id="titre-silences">{strings::SILENCES}</h2>
            {content}
        </section>
    }
}

fn cell(criterion: &str, href: &str, names: &[String]) -> AnyView {
    let text = strings::nothing_on(criterion, names);
    view! { <li><a href=href.to_owned()>{text}</a></li> }.into_any()
}

fn said(text: &Html) -> AnyView {
    view! { <li inner_html=text.to_string()></li> }.into_any()
}
