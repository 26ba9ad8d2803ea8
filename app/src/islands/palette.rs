//! The search palette: results as one types.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use web_sys::AbortController;

use super::{
    browser,
    results::{Outcome, Panel},
};

/// How long the fingers rest before the server is asked.
const REST: Duration = Duration::from_millis(40);

/// Where the boot script leaves what was typed before the palette was awake.
const TYPED: &str = "data-typed";

/// Wraps the link to the search page and the dialog that opens in its place. For Ctrl+K and `/`,
/// the boot script clicks on the link.
#[island]
pub fn Palette(children: Children) -> impl IntoView {
    let question = Question::default();
    view! {
        <div
            class="palette"
            on:click=move |event| click(&event, question)
            on:input=move |_| question.change()
            on:keydown=|event| keys(&event)
        >
            {children()}
        </div>
    }
}

fn click(event: &ev::MouseEvent, question: Question) {
    let on = |selector| browser::origin(event, selector);
    let Some(panel) = Panel::find().filter(|_| !browser::modified(event)) else {
        return;
    };
    if let Some(link) = on("[data-palette-open]") {
        event.prevent_default();
        panel.open();
        if let Some(typed) = link.get_attribute(TYPED) {
            browser::set(&link, TYPED, None);
            panel.field.set_value(&typed);
            question.change();
        }
    } else if let Some(better) = on("[data-palette-take]") {
        panel.open();
        let better = better.text_content().unwrap_or_default();
        panel.field.set_value(&better);
        question.change();
    } else if on("[data-palette-close], [role=option]").is_some() {
        panel.dialog.close();
    }
}

/// The focus stays in the field while the arrows walk through the list. Nothing is selected until
/// one is pressed: Enter then leads to the page with all results.
fn keys(event: &ev::KeyboardEvent) {
    let in_field = browser::origin(event, "input").is_some();
    let plain = in_field && !event.is_composing() && !event.shift_key();
    let Some(panel) = Panel::find().filter(|_| plain) else {
        return;
    };
    if panel.walk(&event.key()) || (event.key() == "Enter" && panel.follow()) {
        event.prevent_default();
    }
}

/// What is being asked: the wait for the fingers to rest, then the request.
#[derive(Clone, Copy)]
struct Question {
    waiting: StoredValue<Option<TimeoutHandle>>,
    running: StoredValue<Option<AbortController>, LocalStorage>,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            waiting: StoredValue::new(None),
            running: StoredValue::new_local(None),
        }
    }
}

impl Question {
    /// Asks for what the field says now. The last answer stays until the next one comes, and one
    /// that a newer question has overtaken is dropped.
    fn change(self) {
        let Some(panel) = Panel::find() else {
            return;
        };
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        if let Some(running) = self.running.try_update_value(Option::take).flatten() {
            running.abort();
        }
        panel.select(None);
        if panel.query().is_empty() {
            return panel.show(&Outcome::Idle);
        }
        let wait = set_timeout_with_handle(move || self.ask(panel), REST);
        self.waiting.set_value(wait.ok());
    }

    fn ask(self, panel: Panel) {
        let Ok(controller) = AbortController::new() else {
            return panel.show(&Outcome::Failed);
        };
        let signal = controller.signal();
        self.running.set_value(Some(controller));
        spawn_local(async move {
            let answer = browser::search(&panel.query(), &signal).await;
            if !signal.aborted() {
                panel.show(&answer.map_or(Outcome::Failed, Outcome::Answered));
            }
        });
    }
}
