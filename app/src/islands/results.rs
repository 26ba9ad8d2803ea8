//! The dialog of the palette, and the list of hits in it.

use leptos::{prelude::document, wasm_bindgen::JsCast};
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::browser::{self, element, set};
use crate::{
    strings::search,
    wire::{SearchAnswer, SearchHit},
};

const SELECTED: &str = "aria-selected";

/// What became of a search.
pub(super) enum Outcome {
    /// Nothing was asked.
    Idle,
    /// The server answered.
    Answered(SearchAnswer),
    /// It did not.
    Failed,
}

/// The parts of the dialog.
pub(super) struct Panel {
    pub(super) dialog: HtmlDialogElement,
    pub(super) field: HtmlInputElement,
    status: Element,
    suggestion: HtmlElement,
    list: HtmlElement,
    all: HtmlElement,
}

impl Panel {
    /// The dialog of the page.
    pub(super) fn find() -> Option<Self> {
        let dialog = document().query_selector(".palette-dialog").ok()??;
        Some(Self {
            field: browser::one(&dialog, "input")?,
            status: browser::one(&dialog, ".palette-status")?,
            suggestion: browser::one(&dialog, ".palette-suggestion")?,
            list: browser::one(&dialog, "[role=listbox]")?,
            all: browser::one(&dialog, ".palette-all")?,
            dialog: dialog.dyn_into().ok()?,
        })
    }

    /// Opens the dialog, or goes back to its field.
    pub(super) fn open(&self) {
        // Showing what is shown is an error, and the focus of an element in the page never is.
        if !self.dialog.open() {
            let _ = self.dialog.show_modal();
        }
        let _ = self.field.focus();
        self.field.select();
    }

    /// What is asked for.
    pub(super) fn query(&self) -> String {
        self.field.value().trim().to_owned()
    }

    /// Shows what became of the search.
    pub(super) fn show(&self, outcome: &Outcome) {
        let (said, better, hits) = match outcome {
            Outcome::Idle => (search::HINT.to_owned(), None, &[][..]),
            Outcome::Failed => (search::FAILED.to_owned(), None, &[][..]),
            Outcome::Answered(answer) => {
                let said = match answer.hits.is_empty() {
                    true => search::NOTHING.to_owned(),
                    false => search::count(answer.total),
                };
                (said, answer.suggestion.as_deref(), &answer.hits[..])
            }
        };
        self.status.set_text_content(Some(&said));
        self.suggestion.set_hidden(better.is_none());
        if let Some(button) = browser::one::<Element>(&self.suggestion, "button") {
            button.set_text_content(better);
        }
        let query = self.query();
        set(&self.all, "href", Some(&browser::results_page(&query)));
        self.all.set_hidden(query.is_empty());
        self.fill(hits);
    }

    fn fill(&self, hits: &[SearchHit]) {
        self.list.set_inner_html("");
        self.list.set_hidden(hits.is_empty());
        self.select(None);
        let expanded = if hits.is_empty() { "false" } else { "true" };
        set(&self.field, "aria-expanded", Some(expanded));
        let mut position = 0;
        for (kind, hits) in by_kind(hits) {
            let group = element(&self.list, "div", "palette-group", "");
            set(&group, "role", Some("group"));
            set(&group, "aria-label", Some(kind));
            let heading = element(&group, "p", "palette-kind", kind);
            set(&heading, "aria-hidden", Some("true"));
            for hit in hits {
                option(&group, hit, position);
                position += 1;
            }
        }
    }

    fn options(&self) -> Vec<HtmlElement> {
        browser::all(&self.list, "[role=option]").collect()
    }

    /// Moves the selection as a key asks; false where it asks for nothing.
    pub(super) fn walk(&self, key: &str) -> bool {
        let options = self.options();
        let is_selected =
            |option: &HtmlElement| option.get_attribute(SELECTED).as_deref() == Some("true");
        let selected = options.iter().position(is_selected);
        let next = step(key, selected, options.len());
        if next.is_some() {
            self.select(next);
        }
        next.is_some()
    }

    /// Selects the hit at that place, or none.
    pub(super) fn select(&self, index: Option<usize>) {
        let mut id = None;
        for (i, option) in self.options().into_iter().enumerate() {
            let selected = index == Some(i);
            set(
                &option,
                SELECTED,
                Some(if selected { "true" } else { "false" }),
            );
            if selected {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
                id = Some(option.id());
            }
        }
        set(&self.field, "aria-activedescendant", id.as_deref());
    }

    /// Opens the selected hit; false where there is none.
    pub(super) fn follow(&self) -> bool {
        let selected = browser::one::<HtmlElement>(&self.list, "[aria-selected=true]");
        if let Some(option) = &selected {
            option.click();
        }
        selected.is_some()
    }
}

/// A hit in the list: an option that is a link as well, so that it opens in a new tab like any.
fn option(group: &Element, hit: &SearchHit, index: usize) {
    let link = element(group, "a", "palette-hit", "");
    link.set_id(&format!("palette-{index}"));
    set(&link, "role", Some("option"));
    set(&link, SELECTED, Some("false"));
    set(&link, "tabindex", Some("-1"));
    set(&link, "href", Some(&hit.path));
    element(&link, "span", "palette-heading", &hit.heading);
    if hit.heading != hit.title && hit.title != search::kind(&hit.kind) {
        element(&link, "span", "palette-page", &hit.title);
    }
    // The server sends safe HTML.
    element(&link, "span", "palette-snippet", "").set_inner_html(&hit.snippet);
}

/// The hits by kind, the kind of the best one first; their order within a kind is kept.
fn by_kind(hits: &[SearchHit]) -> Vec<(&'static str, Vec<&SearchHit>)> {
    let mut groups: Vec<(&'static str, Vec<&SearchHit>)> = Vec::new();
    for hit in hits {
        let kind = search::kind(&hit.kind);
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, group)) => group.push(hit),
            None => groups.push((kind, vec![hit])),
        }
    }
    groups
}

/// Where a key leads from `selected` among `count` hits. `Home` and `End` belong to the field
/// until something is selected.
fn step(key: &str, selected: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, selected) {
        ("ArrowDown", None) => Some(0),
        ("ArrowDown", Some(i)) => Some(if i == last { 0 } else { i + 1 }),
        ("ArrowUp", None | Some(0)) => Some(last),
        ("ArrowUp", Some(i)) => Some(i - 1),
        ("Home", Some(_)) => Some(0),
        ("End", Some(_)) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(kind: &str, heading: &str) -> SearchHit {
        SearchHit {
            kind: kind.to_owned(),
            heading: heading.to_owned(),
            ..SearchHit::default()
        }
    }

    #[test]
    fn the_best_hit_stays_first_when_hits_are_grouped() {
        let hits = [hit("layer", "a"), hit("note", "b"), hit("layer", "c")];
        let groups: Vec<(&str, Vec<&str>)> = by_kind(&hits)
            .into_iter()
            .map(|(kind, hits)| (kind, hits.iter().map(|hit| hit.heading.as_str()).collect()))
            .collect();
        assert_eq!(
            groups,
            [("Environnement", vec!["a", "c"]), ("Note", vec!["b"])]
        );
    }

    #[test]
    fn arrows_go_round_and_nothing_is_selected_without_them() {
        assert_eq!(step("ArrowDown", None, 3), Some(0));
        assert_eq!(step("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(step("ArrowUp", None, 3), Some(2));
        assert_eq!(step("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(step("End", Some(0), 3), Some(2));
        assert_eq!(step("Home", None, 3), None, "it moves the caret");
        assert_eq!(step("Enter", Some(1), 3), None);
        assert_eq!(step("ArrowDown", None, 0), None);
    }
}
