//! A comparison whose columns and rows come and go at once.
//!
//! The page carries the whole table, with `hidden` on what was not asked for. The form holds the
//! state: a box that changes is obeyed here, and the address becomes the one the server would
//! give. Whatever else the form says is followed by [`super::live`], inside of this one.

use std::time::Duration;

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement, HtmlInputElement, UrlSearchParams};

use super::browser;
use crate::{strings::compare, wire::table_address};

/// How long the address waits for the frame, and so do rows out of sight.
const CALM: Duration = Duration::from_millis(50);

/// Wraps the form and the table of a comparison.
#[island]
pub fn TableView(children: Children) -> impl IntoView {
    browser::when_awake(|| {
        settle_address();
        // Boxes that were ticked before the island woke.
        update(Changed::Anything, |form| {
            if form.is_touched() {
                write_soon();
            }
        });
        browser::on_window("popstate", || update(Changed::Anything, Form::read_address));
    });
    view! {
        <div
            class="table-view"
            on:change=|event| obey(&event)
            on:keydown=|event| close(&event)
        >
            {children()}
        </div>
    }
}

/// Writes the address of the view as the server would: a form that was sent before the island woke names
/// a parameter for each of its boxes.
fn settle_address() {
    let canonical = by_id("page:vue").and_then(|view| view.get_attribute("data-live-address"));
    let location = location();
    let (path, search) = (location.pathname(), location.search());
    let here = path.unwrap_or_default() + &search.unwrap_or_default();
    if let Some(canonical) = canonical.filter(|canonical| *canonical != here) {
        browser::replace_address(&(canonical + &location.hash().unwrap_or_default()));
    }
}

fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Does what a box says; the last one of a list stays ticked.
fn obey(event: &ev::Event) {
    let input = browser::origin(event, "[data-local]");
    if let Some((input, form)) = input.zip(Form::find()) {
        let input: HtmlInputElement = input.unchecked_into();
        let (changed, list, refused) = match &*input.name() {
            "sujets" => (Changed::Columns, &form.subjects, compare::ONE_COLUMN),
            _ => (Changed::Anything, &form.criteria, compare::ONE_CRITERION),
        };
        if list.iter().any(HtmlInputElement::checked) {
            if changed == Changed::Columns && !form.differences() {
                form.show(changed, Reach::InSight);
                show_rest_soon();
            } else {
                form.show(changed, Reach::Everywhere);
            }
            write_soon();
        } else {
            input.set_checked(true);
            say(refused);
        }
    }
}

/// Closes the detail of a cell with Escape, but in fields that have a use for that key. The button
/// that opened it gets the focus from the one that closes it.
fn close(event: &ev::KeyboardEvent) {
    if event.key() != "Escape" || browser::origin(event, "[type=search], select").is_some() {
        return;
    }
    let detail = by_id("page:detail");
    let button = detail.and_then(|detail| browser::one::<HtmlElement>(&detail, ".close"));
    if let Some(button) = button {
        let _ = button.focus();
        button.click();
    }
}

/// What boxes that changed may ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Changed {
    Columns,
    Anything,
}

/// Which rows follow when columns come or go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those that somebody sees, at once: the frame after a click is due.
    InSight,
    /// Those that did not follow then.
    Rest,
    Everywhere,
}

/// Shows in the other rows what those in sight show, once that is painted.
fn show_rest_soon() {
    let show = || {
        if let Some(form) = Form::find() {
            form.show(Changed::Columns, Reach::Rest);
        }
    };
    set_timeout(show, CALM);
}

/// Changes the boxes, then shows what they ask for.
fn update(changed: Changed, change: fn(&Form)) {
    if let Some(form) = Form::find() {
        change(&form);
        fill_if_empty(&form.subjects);
        fill_if_empty(&form.criteria);
        form.show(changed, Reach::Everywhere);
    }
}

/// Writes the address once what has changed is painted: a browser takes longer for it than for the
/// change.
fn write_soon() {
    let write = || {
        if let Some(form) = Form::find() {
            form.write_address();
        }
    };
    set_timeout(write, CALM);
}

/// The boxes that say what is shown.
struct Form {
    /// In the order of the columns.
    subjects: Vec<HtmlInputElement>,
    criteria: Vec<HtmlInputElement>,
    /// The lists that choose two columns on narrow screens.
    pair: Vec<Element>,
    differences: Option<HtmlInputElement>,
}

impl Form {
    /// The form of the page; nothing where the server answers to the boxes.
    fn find() -> Option<Self> {
        let form = by_id("page:reglages")?;
        let subjects: Vec<_> = browser::all(&form, "[name=sujets][data-local]").collect();
        (!subjects.is_empty()).then(|| Self {
            subjects,
            criteria: browser::all(&form, "[name=criteres]").collect(),
            pair: browser::all(&form, "[name=deux]").collect(),
            differences: browser::one(&form, "[name=differences]"),
        })
    }

    fn is_touched(&self) -> bool {
        let Self {
            subjects,
            criteria,
            differences,
            ..
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
                let asked = parameters.get(&input.name()).unwrap_or_default();
                let id = input.value();
                input.set_checked(asked.split(',').any(|wanted| wanted == id));
            }
        }
        if let Some(input) = &self.differences {
            input.set_checked(parameters.get("differences").is_some_and(|v| v == "1"));
        }
    }

    fn write_address(&self) {
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

    /// Shows what the boxes ask for. Only what changes is touched, and what is looked for in the
    /// whole table is looked for once: a toggle is over before the next frame.
    fn show(&self, changed: Changed, reach: Reach) {
        let Some(table) = by_id("page:tableau").and_then(|region| region.first_element_child())
        else {
            return;
        };
        let columns = self.show_columns(&table, reach);
        let all = !self.differences() || columns < 2;
        if changed == Changed::Anything || self.differences() {
            show_rows(&table, all);
        }
        let rows = browser::count(&table, "[data-criterion]:not([hidden])");
        if let Some(message) = by_id("page:rien") {
            reveal(message.unchecked_ref(), rows == 0);
        }
        if let Some(legend) = by_id("page:signe") {
            let what = legend.get_attribute("data-if").unwrap_or_default();
            let there = browser::one::<Element>(&table, &what).is_some();
            reveal(legend.unchecked_ref(), there);
        }
        say(&compare::size(rows, columns));
    }

    /// Shows the columns that are ticked, and says how many they are.
    fn show_columns(&self, table: &Element, reach: Reach) -> usize {
        // Asked before anything changes: then nothing has to be laid out for the answer.
        let in_sight = (reach == Reach::InSight).then(|| rows_in_sight(table));
        let mut columns = 0;
        let mut alone = None;
        for (place, input) in self.subjects.iter().enumerate() {
            let shown = input.checked();
            columns += usize::from(shown);
            if !shown && input.has_attribute("data-pair") {
                alone = Some("");
            }
            // The first row tells how the others are.
            let head = browser::one::<Element>(table, "tr");
            let changes = head.is_some_and(|row| toggle(&row, place + 1, shown) == Some(true));
            match &in_sight {
                Some(rows) if changes => toggle_all(rows.iter().cloned(), place + 1, shown),
                None if changes || reach == Reach::Rest => {
                    toggle_all(browser::all(table, ROWS), place + 1, shown);
                }
                _ => {}
            }
            for list in &self.pair {
                toggle(list, place, shown);
            }
        }
        browser::set(table, "data-alone", alone);
        columns
    }

    fn differences(&self) -> bool {
        self.differences
            .as_ref()
            .is_some_and(|input| input.checked())
    }
}

/// The rows below the first one.
const ROWS: &str = "tbody > tr";

/// Those that are in the window, or about to be.
fn rows_in_sight(table: &Element) -> Vec<Element> {
    let window = window().inner_height().ok();
    let height = window
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    let rows =
        browser::all::<Element>(table, ROWS).map(|row| (row.get_bounding_client_rect(), row));
    let rows = rows.skip_while(|(place, _)| place.bottom() < 0.0);
    let rows = rows.take_while(|(place, _)| place.top() < height);
    rows.map(|(_, row)| row).collect()
}

fn toggle_all(rows: impl Iterator<Item = Element>, place: usize, shown: bool) {
    for row in rows {
        toggle(&row, place, shown);
    }
}

/// Says how much is shown, or why nothing changes, to those who see and to those who listen.
fn say(words: &str) {
    for id in ["page:taille", "page:compte", "page:dit"] {
        // The text, not the element's content: nothing has to be styled anew.
        if let Some(text) = by_id(id).and_then(|element| element.first_child()) {
            text.set_node_value(Some(words));
        }
    }
}

/// Shows the rows that are ticked: all of them, or those whose cells are not all the same.
fn show_rows(table: &Element, all: bool) {
    for body in browser::all::<HtmlElement>(table, "tbody") {
        let mut any = false;
        for row in browser::all::<HtmlElement>(&body, "[data-criterion]") {
            let shown = is_asked(&row) && (all || !is_uniform(&row));
            reveal(&row, shown);
            any |= shown;
        }
        reveal(&body, any);
    }
}

/// Whether the box of a row is ticked.
fn is_asked(row: &Element) -> bool {
    let input = by_id(&format!("page:criteres-{}", row.id()));
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

/// Shows the child at that place, or hides it; says whether that changed anything. The headings of
/// groups have no such child.
fn toggle(parent: &Element, place: usize, shown: bool) -> Option<bool> {
    let child = parent.children().item(place as u32)?;
    Some(reveal(child.unchecked_ref(), shown))
}

/// Shows the element, or hides it; says whether that changed anything.
fn reveal(element: &HtmlElement, shown: bool) -> bool {
    let changes = element.hidden() == shown;
    if changes {
        element.set_hidden(!shown);
    }
    changes
}
