//! A comparison whose columns and rows come and go at once.
//!
//! The page carries the whole table, with `hidden` on what was not asked for. The form holds the
//! state: a box that changes is obeyed here, and the address becomes the one the server would
//! give. Whatever else the form says is followed by [`super::live`], inside of this one.

use leptos::{prelude::*, wasm_bindgen::JsCast};
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
    if let Some(root) = document().query_selector(".table-view").ok().flatten()
        && let Some(form) = browser::one::<Element>(&root, "form")
    {
        let form = Form::new(&form);
        // Where the server answers to the boxes, there is nothing to do here.
        if !form.subjects.is_empty() {
            change(&form);
            form.show(&root);
        }
    }
}

/// The boxes that say what is shown.
struct Form {
    /// In the order of the columns.
    subjects: Vec<HtmlInputElement>,
    criteria: Vec<HtmlInputElement>,
    differences: Option<HtmlInputElement>,
}

impl Form {
    fn new(form: &Element) -> Self {
        Self {
            subjects: browser::all(form, "[name=sujets][data-local]").collect(),
            criteria: browser::all(form, "[name=criteres]").collect(),
            differences: browser::one(form, "[name=differences]"),
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
        if let Some(input) = &self.differences {
            input.set_checked(parameters.get("differences").is_some_and(|v| v == "1"));
        }
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

    /// Shows what the boxes ask for. Only what changes is touched, and nothing is looked for in the
    /// whole table: a toggle is over before the next frame.
    fn show(&self, root: &Element) {
        let Some(table) = browser::one::<Element>(root, "table") else {
            return;
        };
        for (place, input) in self.subjects.iter().enumerate() {
            toggle(&table, "tr", place + 1, input.checked());
            toggle(root, "[name=deux]", place, input.checked());
        }
        let is_lost =
            |input: &HtmlInputElement| !input.checked() && input.has_attribute("data-pair");
        let lost = self.subjects.iter().any(is_lost).then_some("");
        browser::set(&table, "data-alone", lost);
        let columns = self.subjects.iter().filter(|input| input.checked());
        let columns = columns.count();
        let all = !self.differences() || columns < 2;
        let mut rows = 0;
        for body in browser::all::<HtmlElement>(&table, "tbody") {
            let before = rows;
            for row in browser::all::<HtmlElement>(&body, "[data-criterion]") {
                rows += usize::from(reveal(&row, is_asked(&row) && (all || !is_uniform(&row))));
            }
            reveal(&body, rows > before);
        }
        for message in browser::all::<HtmlElement>(root, ".nothing-left") {
            reveal(&message, rows == 0);
        }
        for legend in browser::all::<HtmlElement>(root, "[data-if]") {
            let what = legend.get_attribute("data-if").unwrap_or_default();
            reveal(&legend, browser::one::<Element>(&table, &what).is_some());
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
}

/// Whether the box of a row is ticked.
fn is_asked(row: &Element) -> bool {
    let input = document().get_element_by_id(&format!("criteres-{}", row.id()));
    input.is_some_and(|input| input.unchecked_into::<HtmlInputElement>().checked())
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

/// Shows the child at that place of all that match, or hides it.
fn toggle(root: &Element, selector: &str, place: usize, shown: bool) {
    for parent in browser::all::<Element>(root, selector) {
        if let Some(child) = parent.children().item(place as u32) {
            // The first of them says how the others are.
            if !reveal_changed(&child.unchecked_into(), shown) {
                break;
            }
        }
    }
}

/// Shows the element, or hides it, and says which.
fn reveal(element: &HtmlElement, shown: bool) -> bool {
    reveal_changed(element, shown);
    shown
}

/// The same; says whether anything has changed.
fn reveal_changed(element: &HtmlElement, shown: bool) -> bool {
    let changed = element.hidden() == shown;
    if changed {
        element.set_hidden(!shown);
    }
    changed
}
