//! What the search palette shows while somebody types: a piece of a page, written as text because
//! it is asked for with every key.
//!
//! The script of the palette moves what is in it into the dialog. `data-said` is what the dialog
//! says of it, `data-better` another spelling, `data-all` the address of all results, where there
//! are some. Where there are none, what is in it are ways out, as on the page of results.

use corpus::{
    Html,
    search::{Asked, Group, Hit, HitKind, Query, Remark},
};

use crate::{
    Site,
    finding::wider,
    markup::push,
    pages::{NEAR, parts, say},
    strings::search,
};

/// Pages that are shown.
const PAGES: usize = 7;
/// Places of a page that are shown.
const EACH: usize = 3;

/// The answer to what was typed.
pub fn palette(site: &Site, typed: &str) -> String {
    let asked = Asked::read(typed);
    let query = Query {
        text: &asked.text,
        limit: PAGES,
        ..Query::default()
    };
    let found = site.index.search_pages(&query, EACH);
    let mut said = match found.total {
        0 => search::NOTHING.to_owned(),
        _ => search::count_on(found.total, found.pages),
    };
    // A quotation is not closed yet while it is typed.
    let slight = |remark: &Remark| matches!(remark, Remark::StopWords(_) | Remark::Operators);
    let grave = |remark: &&Remark| found.total == 0 || !slight(remark);
    let remarks = asked.remarks(found.relaxed);
    for remark in remarks.iter().filter(grave).filter_map(say) {
        said.push(' ');
        said.push_str(&remark);
    }
    let mut out = String::with_capacity(8 * 1024);
    push(
        &mut out,
        format_args!("<div data-said=\"{}\"", escaped(&said)),
    );
    if !found.groups.is_empty() {
        push(
            &mut out,
            format_args!(" data-all=\"{}\"", escaped(&wider(&asked.text))),
        );
    }
    if let Some(better) = &found.suggestion {
        push(
            &mut out,
            format_args!(" data-better=\"{}\"", escaped(better)),
        );
    }
    out.push('>');
    let mut number = 0;
    for group in &found.groups {
        write_group(&mut out, group, &mut number);
    }
    if found.groups.is_empty() && !asked.text.is_empty() {
        write_ways_out(&mut out, site, &asked.text);
    }
    out.push_str("</div>\n");
    out
}

/// A page: its name above its places, unless the only place is the page itself.
fn write_group(out: &mut String, group: &Group, number: &mut usize) {
    let Some(best) = group.hits.first() else {
        return;
    };
    let title = escaped(&best.title);
    push(
        out,
        format_args!("<div role=\"group\" class=\"palette-group\" aria-label=\"{title}\">"),
    );
    // A term is a page of its own, and says so itself.
    let is_page = best.heading == best.title || best.kind == HitKind::Term;
    if group.hits.len() > 1 || !is_page {
        push(
            out,
            format_args!("<p class=\"palette-kind\" aria-hidden=\"true\">{title}</p>"),
        );
    }
    for hit in &group.hits {
        write_option(out, hit, *number);
        *number += 1;
    }
    out.push_str("</div>");
}

/// A place: an option that is a link as well, so that it opens in a new tab like any.
fn write_option(out: &mut String, hit: &Hit, number: usize) {
    push(
        out,
        format_args!(
            "<a id=\"page:palette-{number}\" class=\"palette-hit\" role=\"option\" aria-selected=\"false\" \
             tabindex=\"-1\" href=\"{}\"><span class=\"palette-heading\">{}</span> \
             <span class=\"palette-page\">{}</span> <span class=\"palette-snippet\">{}</span></a>",
            escaped(&hit.path),
            escaped(&hit.heading),
            escaped(search::kind(hit.kind.name())),
            hit.snippet,
        ),
    );
}

/// Words that resemble those which lead nowhere, to be taken instead, and the parts of the course.
fn write_ways_out(out: &mut String, site: &Site, text: &str) {
    let near = site.index.near(text, NEAR).into_iter();
    let near: Vec<_> = near.map(|word| (wider(&word), word)).collect();
    let parts = parts(&site.corpus).into_iter();
    let parts: Vec<_> = parts.map(|(title, href)| (href, title)).collect();
    write_ways(out, search::NEAR, " data-palette-take=\"\"", &near, 0);
    write_ways(out, search::BROWSE, "", &parts, near.len());
}

/// Links to somewhere else, numbered from `first` on.
fn write_ways(
    out: &mut String,
    label: &str,
    attribute: &str,
    ways: &[(String, String)],
    first: usize,
) {
    if ways.is_empty() {
        return;
    }
    push(
        out,
        format_args!(
            "<div role=\"group\" class=\"palette-group\" aria-label=\"{label}\">\
             <p class=\"palette-kind\" aria-hidden=\"true\">{label}</p>"
        ),
    );
    for (number, (href, text)) in (first..).zip(ways) {
        push(
            out,
            format_args!(
                "<a id=\"page:palette-{number}\" class=\"palette-hit\" role=\"option\" \
                 aria-selected=\"false\" tabindex=\"-1\" href=\"{}\"{attribute}>{}</a>",
                escaped(href),
                escaped(text),
            ),
        );
    }
    out.push_str("</div>");
}

fn escaped(text: &str) -> Html {
    Html::escaped(text)
}
