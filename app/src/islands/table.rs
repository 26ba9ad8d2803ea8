//! A comparison whose columns and rows come and go at once.
//!
//! The page carries the whole table, with `hidden` on what was not asked for. The form holds the
//! state: a box that changes is obeyed here, and the address becomes the one the server would
//! give. Whatever else the form says is followed by [`super::live`], inside of this one.

use leptos::prelude::*;
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
    let change = |event| {
        if browser::origin(&event, "[data-local]").is_some() {
            update(Form::write_address);
        }
    };
    view! {
        <div class="table-view" data-eager="" on:change=change>
            {children()}
        </div>
    }
}

/// Changes the boxes or the address, then shows what the boxes ask for.
fn update(change: fn(&Form)) {
    if let Some(root) = document().query_selector(".table-view").ok().flatten() {
        let form = Form::new(&root);
        // Where the server answers to the boxes, there is nothing to do here.
        if !form.subjects.is_empty() {
            change(&form);
            form.show(&root);
        }
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
            subjects: browser::all(root, "[name=sujets][data-local]").collect(),
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
                    .any(|value| value.split(',').any(|wanted| wanted == id));
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
        let search = location.search().unwrap_or_default();
        let Ok(others) = UrlSearchParams::new_with_str(&search) else {
            return;
        };
        let address = table_address(&path, |name| match name {
            "sujets" => list(&self.subjects),
            "criteres" => list(&self.criteria),
            "differences" => self.differences().then(|| "1".to_owned()),
            _ => others.get(name).map(|value| browser::encode(&value)),
        });
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
        let columns = self.subjects.iter().filter(|input| input.checked());
        let columns = columns.count();
        let all = !self.differences() || columns < 2;
        for input in &self.criteria {
            let row = format!("[data-criterion='{}']", input.value());
            for row in browser::all::<HtmlElement>(root, &row) {
                row.set_hidden(!input.checked() || !all && is_uniform(&row));
            }
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
        for status in browser::all::<Element>(root, "[data-size]") {
            status.set_text_content(Some(&compare::size(rows, columns)));
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

/// Whether the cells of a row that are shown all say what others say too, and the same.
fn is_uniform(row: &Element) -> bool {
    let cells = browser::all::<Element>(row, "td:not([hidden])");
    let mut says = cells.map(|cell| cell.get_attribute("data-says").unwrap_or_default());
    let first = says.next().unwrap_or_default();
    !first.is_empty() && says.all(|other| other == first)
}

/// No box at all asks for everything, as it does on the server.
fn fill_if_empty(list: &[HtmlInputElement]) {
    if !list.iter().any(|input| input.checked()) {
        for input in list {
            input.set_checked(true);
        }
    }
}

/// The boxes that are ticked, in their order; nothing where that is what a bare address shows.
fn list(boxes: &[HtmlInputElement]) -> Option<String> {
    let plain = |input: &HtmlInputElement| input.checked() && !input.has_attribute("data-moved");
    let ticked = boxes.iter().filter(|input| input.checked());
    let values: Vec<String> = ticked.map(HtmlInputElement::value).collect();
    (!boxes.iter().all(plain)).then(|| values.join(","))
}

/// Shows the elements that match, or hides them.
fn toggle(root: &Element, selector: &str, shown: bool) {
    let wrong = if shown { "[hidden]" } else { ":not([hidden])" };
    for element in browser::all::<HtmlElement>(root, &format!("{selector}{wrong}")) {
        element.set_hidden(!shown);
    }
}
