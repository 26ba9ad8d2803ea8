//! What would change the verdict, each as a link to the answers it takes.

use corpus::advisor::{Change, Step};
use leptos::prelude::*;

use super::Answered;
use crate::{choice::address, strings::choice as strings};

/// The changes to what was answered, then the answers that could be added.
pub(super) fn changes(answered: Answered<'_>) -> impl IntoView + use<> {
    let all = answered.advisor.changes(answered.profile);
    let was_answered = |change: &&Change| answered.profile.answers[change.question].is_some();
    let (given, new): (Vec<&Change>, Vec<&Change>) = all.iter().partition(was_answered);
    let given = match given.is_empty() {
        true => view! { <p>{strings::NO_CHANGE}</p> }.into_any(),
        false => {
            let list = by_question(answered, &given);
            view! { <p>{strings::CHANGES_INTRO}</p> <ul class="choice-changes">{list}</ul> }
                .into_any()
        }
    };
    let new = (!new.is_empty()).then(|| {
        let list = by_question(answered, &new);
        view! {
            <details id="une-reponse-de-plus" class="choice-more">
                <summary>{strings::NEW_ANSWERS}</summary>
                <ul class="choice-changes">{list}</ul>
            </details>
        }
    });
    view! {
        <section aria-labelledby="titre-changements">
            <h2 id="titre-changements">{strings::CHANGES}</h2>
            {given}
            {new}
        </section>
    }
}

fn by_question(answered: Answered<'_>, changes: &[&Change]) -> AnyView {
    let groups = changes.chunk_by(|a, b| a.question == b.question);
    let group = |changes: &[&Change]| {
        let asked = &answered.advisor.questions[changes[0].question];
        let items: Vec<_> = changes
            .iter()
            .map(|change| item(answered, change))
            .collect();
        let items = items.collect_view();
        view! { <li><p>{asked.name.clone()}</p> <ul>{items}</ul></li> }
    };
    groups.map(group).collect_view().into_any()
}

fn item(answered: Answered<'_>, change: &Change) -> AnyView {
    let Answered {
        advisor, profile, ..
    } = answered;
    let href = address(advisor, &profile.after(change.question, change.step));
    let step = match change.step {
        Step::Answer(answer) => {
            strings::answering(&advisor.questions[change.question].answers[answer].text)
        }
        Step::Withdraw => strings::WITHDRAWING.to_owned(),
        Step::Weigh(weight) => strings::weighing(weight).to_owned(),
    };
    let leaders = strings::would_lead(&answered.names(&change.leaders));
    view! { <li><a href=href rel="nofollow">{step}</a> "\u{a0}: " {leaders} "."</li> }.into_any()
}
