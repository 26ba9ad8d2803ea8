//! The last step: only elements and attributes that can do no harm get through.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::Builder;

use crate::Html;

/// What stands on any element.
const ATTRIBUTES: &[&str] = &["aria-label", "class", "dir", "id", "lang", "role", "title"];

/// What our own markup needs beside the elements of text that ammonia allows.
const ELEMENTS: &[&str] = &["button", "input", "section"];

/// What stands on one element only.
const ELEMENT_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("button", &["type", "hidden", "data-copy"]),
    ("details", &["open"]),
    ("div", &["align", "tabindex"]),
    ("figure", &["data-embed", "data-lang"]),
    (
        "img",
        &[
            "src", "alt", "width", "height", "loading", "decoding", "align",
        ],
    ),
    ("input", &["type", "disabled", "checked"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &["align"]),
    ("pre", &["tabindex"]),
    ("td", &["colspan", "rowspan", "headers", "align"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "align"]),
    ("time", &["datetime"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(builder);

fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    let own = ELEMENT_ATTRIBUTES
        .iter()
        .map(|&(element, attributes)| (element, attributes.iter().copied().collect()));
    builder
        .add_tags(ELEMENTS)
        .tag_attributes(own.collect::<HashMap<_, HashSet<_>>>())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        // Written where it belongs already.
        .link_rel(None);
    builder
}

/// What a line of text may hold.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr",
];

static INLINE_SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = builder();
    builder.tags(PHRASING.iter().copied().collect());
    let own = builder.clone_tag_attributes().into_iter();
    let kept = own
        .filter(|(element, _)| PHRASING.contains(element))
        .collect();
    builder.tag_attributes(kept);
    // It may stand on a page twice, and nothing can link into it.
    builder.rm_generic_attributes(["id"]);
    builder
});

/// Whether an element is kept.
pub(super) fn is_shown(name: &str) -> bool {
    static KEPT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| builder().clone_tags());
    KEPT.contains(name)
}

/// What of `html` can do no harm inside a line of text.
pub(super) fn sanitise_inline(html: &str) -> Html {
    Html::vouched(INLINE_SANITISER.clean(html).to_string())
}

/// What of `html` can do no harm.
pub(super) fn sanitise(html: &str) -> Html {
    Html::vouched(SANITISER.clean(html).to_string())
}
