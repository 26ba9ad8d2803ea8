//! What browsers make of our HTML: read again by html5ever's tree builder, with all its repairs.

use std::{borrow::Cow, cell::RefCell, rc::Rc};

use html5ever::{
    Attribute, ParseOpts, QualName, local_name, ns, parse_fragment,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};
use proptest::prelude::{prop_assert, proptest};

use super::{french, hostile::with_html};
use crate::Html;

/// An element that a browser would make, with its attributes.
#[derive(Debug)]
pub(super) struct Element {
    name: QualName,
    attributes: Vec<(String, String)>,
}

/// Notes every element that is made, and builds no tree.
#[derive(Default)]
struct Elements(RefCell<Vec<Rc<Element>>>);

impl Elements {
    fn add(&self, name: QualName, attributes: Vec<Attribute>) -> Rc<Element> {
        let pair = |attribute: Attribute| {
            let name = attribute.name.local.to_lowercase();
            (name, attribute.value.to_string())
        };
        let attributes = attributes.into_iter().map(pair).collect();
        let element = Rc::new(Element { name, attributes });
        self.0.borrow_mut().push(element.clone());
        element
    }

    fn none(&self) -> Rc<Element> {
        Rc::new(Element {
            name: QualName::new(None, ns!(), local_name!("")),
            attributes: Vec::new(),
        })
    }
}

impl TreeSink for Elements {
    type Handle = Rc<Element>;
    type Output = Vec<Rc<Element>>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self::Output {
        self.0.into_inner()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Rc<Element> {
        self.add(name, attributes)
    }

    fn add_attrs_if_missing(&self, target: &Rc<Element>, attributes: Vec<Attribute>) {
        self.add(target.name.clone(), attributes);
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Element>) -> &'a QualName {
        &target.name
    }

    fn same_node(&self, one: &Rc<Element>, other: &Rc<Element>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn get_document(&self) -> Rc<Element> {
        self.none()
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Element> {
        self.none()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Element> {
        self.none()
    }

    fn get_template_contents(&self, _: &Rc<Element>) -> Rc<Element> {
        self.none()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append(&self, _: &Rc<Element>, _: NodeOrText<Rc<Element>>) {}
    fn append_based_on_parent_node(
        &self,
        _: &Rc<Element>,
        _: &Rc<Element>,
        _: NodeOrText<Rc<Element>>,
    ) {
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &Rc<Element>, _: NodeOrText<Rc<Element>>) {}
    fn remove_from_parent(&self, _: &Rc<Element>) {}
    fn reparent_children(&self, _: &Rc<Element>, _: &Rc<Element>) {}
}

/// The elements that a browser makes of it inside a `<div>`, with scripting or without.
fn elements(html: &str, scripting: bool) -> Vec<Rc<Element>> {
    let div = QualName::new(None, ns!(html), local_name!("div"));
    let parser = parse_fragment(
        Elements::default(),
        ParseOpts::default(),
        div,
        Vec::new(),
        scripting,
    );
    parser.one(html)
}

/// What of it would run something, or load it from elsewhere.
fn what_runs(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for element in [true, false].map(|on| elements(html, on)).iter().flatten() {
        let name = &*element.name.local;
        if matches!(
            name,
            "script" | "style" | "iframe" | "object" | "embed" | "base" | "meta" | "link" | "form"
        ) || element.name.ns != ns!(html)
        {
            found.push(format!("<{name}>"));
        }
        for (attribute, value) in &element.attributes {
            // As browsers read schemes: without control characters and space.
            let value: String = value.chars().filter(|c| *c > ' ').collect();
            let value = value.to_lowercase();
            let runs = ["javascript:", "vbscript:", "data:"];
            let runs = runs.iter().any(|scheme| value.starts_with(scheme));
            let takes_address = matches!(&**attribute, "href" | "src" | "action" | "formaction");
            if attribute.starts_with("on")
                || matches!(&**attribute, "style" | "srcdoc")
                || (takes_address && runs)
            {
                found.push(format!("{attribute}={value}"));
            }
        }
    }
    found
}

#[test]
fn what_runs_is_found_however_it_is_written() {
    for html in [
        "<p><script>x</script>",
        "<p ONCLICK=x>",
        "<a href=' java\nscript:x'>",
        "<svg><a>",
        "<img src=x onerror=x>",
        "<noscript><p title='</noscript><img src=x onerror=x>'>",
        "<form action=x>",
        "<p style=x>",
    ] {
        assert!(!what_runs(html).is_empty(), "{html}");
    }
    let fine = "<p class=a>b <a href='https://a.fr/javascript:'>c</a> <code>onclick=x</code>";
    assert_eq!(what_runs(fine), Vec::<String>::new());
}

#[test]
fn elements_that_browsers_repair_are_looked_at_as_repaired() {
    let names = |html| -> Vec<String> {
        let made = elements(html, true);
        made.iter().map(|e| e.name.local.to_string()).collect()
    };
    assert!(names("<table><a>").contains(&"a".to_owned()));
}

proptest! {
    #[test]
    fn a_browser_finds_nothing_that_runs(source in with_html()) {
        let (rendered, _) = french(&source);
        let found = what_runs(rendered.html.as_str());
        prop_assert!(found.is_empty(), "{:?} in {}", found, rendered.html);
        let inline = super::super::inline(&source, "fr", &super::Foreign::default(), &super::Folder);
        let text: &Html = &inline.html;
        let found = what_runs(text.as_str());
        prop_assert!(found.is_empty(), "{:?} in {}", found, text);
    }
}
