//! The text of a note; its marked tables in the order and with the rows that the address asks for.
//!
//! The text is one piece of HTML, in which a table may stand inside a list or a folded block: the
//! tables are written as text too, from cells the corpus has made safe and strings of our own.

use corpus::{
    Html,
    note::Note,
    table::{Column, Row, Sort, Table},
};
use leptos::prelude::*;

use super::{LiveRegion, notice};
use crate::{
    Site, embed,
    note_view::{NoteView, TableView, filter_name},
    pages::{pairs, query},
    strings::note_tables as strings,
};

/// The text of `note`, without its title.
#[component]
pub(crate) fn NoteText<'a>(note: &'a Note) -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    if note.tables.is_empty() {
        let html = embed::fill(note.html.to_string(), note, &corpus);
        return view! { <div class="prose" inner_html=html></div> }.into_any();
    }
    let view = NoteView::read(&note.tables, pairs(&query()));
    let page = Page {
        path: note.path(),
        tables: &note.tables,
        view: &view,
    };
    let address = view.address(&page.path, &note.tables);
    let notice = notice(&view.ignored, &address);
    let said = page.said();
    let html = embed::fill(page.write(&note.html), note, &corpus);
    view! {
        <LiveRegion id="page:texte" address=address>
            {notice}
            <p hidden data-live-status="">{said}</p>
            <div class="prose" inner_html=html></div>
        </LiveRegion>
    }
    .into_any()
}

/// A note with its tables, and how they are shown.
struct Page<'a> {
    path: String,
    tables: &'a [Table],
    view: &'a NoteView,
}

impl Page<'_> {
    /// The text, with each table in its place.
    fn write(&self, html: &Html) -> String {
        let text = html.as_str();
        let mut out = String::with_capacity(text.len() * 2);
        let mut seen = 0;
        for (index, table) in self.tables.iter().enumerate() {
            out.push_str(&text[seen..table.place.start]);
            self.table(&mut out, index);
            seen = table.place.end;
        }
        out.push_str(&text[seen..]);
        out
    }

    /// What is said to screen readers after a change.
    fn said(&self) -> String {
        let tables = self.tables.iter().zip(&self.view.tables);
        let said = tables.map(|(table, TableView { sort, filter })| {
            let shown = table.view(*sort, filter).len();
            let count = strings::count(shown, table.rows.len());
            let order = sort.map(|sort| {
                let column = table.columns[sort.column].html.text();
                format!(", {}", strings::sorted_by(&column, sort.descending))
            });
            format!("{}, {count}{}", table.label, order.unwrap_or_default())
        });
        said.collect::<Vec<_>>().join(". ")
    }

    fn table(&self, out: &mut String, index: usize) {
        let table = &self.tables[index];
        let TableView { sort, filter } = &self.view.tables[index];
        let rows = table.view(*sort, filter);
        if table.filterable {
            self.form(out, index, rows.len());
        }
        out.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
        attribute(out, "id", &table.id);
        attribute(out, "aria-label", &table.label);
        out.push_str("><table><thead><tr>");
        for column in 0..table.columns.len() {
            self.head(out, index, column);
        }
        out.push_str("</tr></thead><tbody>");
        for &row in &rows {
            push_row(out, table, &table.rows[row]);
        }
        if rows.is_empty() {
            let columns = table.columns.len().to_string();
            out.push_str("<tr><td");
            attribute(out, "colspan", &columns);
            out.extend([">", strings::NOTHING, "</td></tr>"]);
        }
        out.push_str("</tbody></table></div>");
    }

    /// The form that narrows a table down, with what the rest of the view needs to stay.
    fn form(&self, out: &mut String, index: usize, shown: usize) {
        let table = &self.tables[index];
        let name = filter_name(index);
        let id = format!("page:{}-filtre", table.id);
        out.push_str("<form class=\"table-filter\" method=\"get\" data-auto");
        attribute(out, "action", &self.path);
        out.push('>');
        for (other, value) in self.view.parameters(self.tables) {
            if other != name {
                out.push_str("<input type=\"hidden\"");
                attribute(out, "name", &other);
                attribute(out, "value", &value);
                out.push('>');
            }
        }
        out.push_str("<label");
        attribute(out, "for", &id);
        let label = Html::escaped(&table.label);
        out.extend([
            ">",
            strings::FILTER,
            "<span class=\"visually-hidden\">\u{a0}: ",
        ]);
        out.extend([label.as_str(), "</span></label><input type=\"search\""]);
        attribute(out, "id", &id);
        attribute(out, "name", &name);
        attribute(out, "value", &self.view.tables[index].filter);
        out.push_str(" autocomplete=\"off\"><button class=\"quiet\" type=\"submit\"");
        attribute(out, "id", &format!("page:{}-filtrer", table.id));
        // Without a script, the page that comes opens at the table.
        attribute(out, "formaction", &format!("{}#{}", self.path, table.id));
        out.extend([">", strings::APPLY, "</button><span class=\"count\">"]);
        out.push_str(&strings::count(shown, table.rows.len()));
        out.push_str("</span>");
        if !self.view.tables[index].filter.is_empty() {
            let all = self.view.unfiltered(index);
            self.link(out, &all, &id, &format!("page:{}-toutes", table.id));
            out.extend([">", strings::ALL, "</a>"]);
        }
        out.push_str("</form>");
    }

    /// Opens a link to another view of the page, whose focus goes to `target`; `>` is to follow.
    fn link(&self, out: &mut String, view: &NoteView, target: &str, id: &str) {
        let address = view.address(&self.path, self.tables);
        out.push_str("<a rel=\"nofollow\"");
        attribute(out, "id", id);
        attribute(out, "href", &format!("{address}#{target}"));
    }

    /// The heading of a column: what it does next is said in words, how it is sorted in a sign.
    fn head(&self, out: &mut String, index: usize, column: usize) {
        let table = &self.tables[index];
        let Column {
            html, class, key, ..
        } = &table.columns[column];
        if html.is_empty() {
            return out.push_str("<td></td>");
        }
        let now = self.view.tables[index].sort;
        let now = now.filter(|sort| sort.column == column);
        out.push_str("<th scope=\"col\"");
        if let Some(class) = class {
            attribute(out, "class", class);
        }
        if let Some(Sort { descending, .. }) = now {
            let sorted = if descending {
                "descending"
            } else {
                "ascending"
            };
            attribute(out, "aria-sort", sorted);
        }
        out.push('>');
        if table.sortable {
            let (next, does, sign) = step(now, column);
            let id = format!("page:{}-{key}", table.id);
            self.link(out, &self.view.sorted(index, next), &id, &id);
            out.push_str(" class=\"table-sort\">");
            push_plain(out, html);
            out.extend(["<span aria-hidden=\"true\">", sign, "</span>"]);
            out.extend(["<span class=\"visually-hidden\">, ", does, "</span></a>"]);
        } else {
            out.push_str(html.as_str());
        }
        out.push_str("</th>");
    }
}

/// What the heading of a column does next, in words, and the sign of how it is sorted now.
fn step(now: Option<Sort>, column: usize) -> (Option<Sort>, &'static str, &'static str) {
    let to = |descending| Some(Sort { column, descending });
    match now {
        None => (to(false), strings::ASCENDING, "⇅"),
        Some(Sort {
            descending: false, ..
        }) => (to(true), strings::DESCENDING, "▲"),
        Some(_) => (None, strings::UNSORTED, "▼"),
    }
}

fn push_row(out: &mut String, table: &Table, row: &Row) {
    out.push_str("<tr>");
    for (cell, column) in row.cells.iter().zip(&table.columns) {
        let name = if cell.is_header { "th" } else { "td" };
        out.extend(["<", name]);
        if cell.is_header {
            attribute(out, "scope", "row");
        }
        if let Some(class) = column.class {
            attribute(out, "class", class);
        }
        out.extend([">", cell.html.as_str(), "</", name, ">"]);
    }
    out.push_str("</tr>");
}

/// What stands in a link: a link or an id in it would be one too many.
fn push_plain(out: &mut String, html: &Html) {
    let has_link = ["<a ", " id="]
        .iter()
        .any(|sign| html.as_str().contains(sign));
    match has_link {
        true => out.push_str(Html::escaped(&html.text()).as_str()),
        false => out.push_str(html.as_str()),
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\"", Html::escaped(value).as_str(), "\""]);
}
