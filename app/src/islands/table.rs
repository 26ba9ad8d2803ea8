//! A comparison whose columns and rows come and go without a reload.
//!
//! The page carries the whole table, with `hidden` on what was not asked for. The form holds the
//! state: a box that changes is obeyed, and the address becomes the one the server would give.

use leptos::{ev, prelude::*};
use web_sys::{Element, HtmlElement, HtmlInputElement, UrlSearchParams};

use super::browser;
use crate::{strings::compare, wire::table_address};

/// Wraps the form and the table of a comparison.
#[island]
pub fn TableView(children: Children) -> impl IntoView {
    browser::when_awake(|| {
        // Boxes that were ticked before the island woke.
        update(|form| {
            if form.is_touched() {
                form.write_address();
            }
        });
        browser::on_window("popstate", || update(Form::read_address));
    });
    let click = |event: ev::MouseEvent| {
        if !browser::modified(&event) && browser::origin(&event, "[data-reset]").is_some() {
            event.prevent_default();
            update(Form::reset);
        }
    };
    view! {
        <div
            class="table-view"
            data-eager=""
            on:change=|_| update(Form::write_address)
            on:click=click
            on:submit=|event| event.prevent_default()
        >
            {children()}
        </div>
    }
}

/// Changes the boxes or the address, then shows what the boxes ask for.
fn update(change: fn(&Form)) {
    if let Some(root) = document().query_selector(".table-view").ok().flatten() {
        let form = Form::new(&root);
        change(&form);
        form.show(&root);
    }
}

/// The boxes that say what is shown.
struct Form {
    subjects: Vec<HtmlInputElement>,
    criteria: Vec<HtmlInputElement>,
    differences: Option<HtmlInputElement>,
}

impl Form {
    fn new(root: &Element) -> Self {
        Self {
            subjects: browser::all(root, "[name=sujets]").collect(),
            criteria: browser::all(root, "[name=criteres]").collect(),
            differences: browser::all(root, "[name=differences]").next(),
        }
    }

    fn is_touched(&self) -> bool {
        let Self {
            subjects,
            criteria,
            differences,
        } = self;
        subjects
            .iter()
            .chain(criteria)
            .chain(differences)
            .any(|input| input.checked() != input.default_checked())
    }

    fn reset(&self) {
        for input in self.subjects.iter().chain(&self.criteria) {
            input.set_checked(true);
        }
        self.set_differences(false);
        self.write_address();
    }

    fn read_address(&self) {
        let search = location().search().unwrap_or_default();
        let Ok(parameters) = UrlSearchParams::new_with_str(&search) else {
            return;
        };
        for list in [&self.subjects, &self.criteria] {
            for input in list {
                let values = parameters.get_all(&input.name());
                let id = input.value();
                let asked = values
                    .iter()
                    .filter_map(|value| value.as_string())
                    .any(|value| value.split(',').any(|wanted| wanted.trim() == id));
                input.set_checked(asked);
            }
            fill_if_empty(list);
        }
        self.set_differences(parameters.get("differences").is_some_and(|v| v == "1"));
    }

    fn write_address(&self) {
        fill_if_empty(&self.subjects);
        fill_if_empty(&self.criteria);
        let location = location();
        let path = location.pathname().unwrap_or_default();
        let address = table_address(
            &path,
            self.subjects.iter().map(choice),
            self.criteria.iter().map(choice),
            self.differences(),
        );
        let anchor = location.hash().unwrap_or_default();
        browser::replace_address(&format!("{address}{anchor}"));
    }

    /// Shows what the boxes ask for. Only what changes is touched: a toggle is over before the
    /// next frame.
    fn show(&self, root: &Element) {
        for input in &self.subjects {
            let cells = format!("[data-subject='{}']", input.value());
            toggle(root, &cells, input.checked());
        }
        let all = !self.differences();
        for input in &self.criteria {
            let row = format!("[data-criterion='{}']", input.value());
            let asked = input.checked();
            toggle(root, &format!("{row}:not([data-uniform])"), asked);
            toggle(root, &format!("{row}[data-uniform]"), asked && all);
        }
        let mut rows = 0;
        for body in browser::all::<HtmlElement>(root, "tbody") {
            let shown = browser::all::<Element>(&body, "[data-criterion]:not([hidden])").count();
            body.set_hidden(shown == 0);
            rows += shown;
        }
        for message in browser::all::<HtmlElement>(root, ".nothing-left") {
            message.set_hidden(rows > 0);
        }
        let columns = self.subjects.iter().filter(|input| input.checked());
        for status in browser::all::<Element>(root, "[data-size]") {
            status.set_text_content(Some(&compare::size(rows, columns.clone().count())));
        }
    }

    fn differences(&self) -> bool {
        self.differences
            .as_ref()
            .is_some_and(|input| input.checked())
    }

    fn set_differences(&self, checked: bool) {
        if let Some(input) = &self.differences {
            input.set_checked(checked);
        }
    }
}

/// No box at all asks for everything, as it does on the server.
fn fill_if_empty(list: &[HtmlInputElement]) {
    if !list.iter().any(|input| input.checked()) {
        for input in list {
            input.set_checked(true);
        }
    }
}

fn choice(input: &HtmlInputElement) -> (String, bool) {
    (input.value(), input.checked())
}

/// Shows the elements that match, or hides them.
fn toggle(root: &Element, selector: &str, shown: bool) {
    let wrong = if shown { "[hidden]" } else { ":not([hidden])" };
    for element in browser::all::<HtmlElement>(root, &format!("{selector}{wrong}")) {
        element.set_hidden(!shown);
    }
}
