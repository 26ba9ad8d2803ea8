//! Tables that readers may sort and filter.

use insta::assert_snapshot;

use super::{french, html};
use crate::{markdown::Rendered, table::Sort};

const COSTS: &str = "## Coûts\n\n<!-- tableau : triable, filtrable -->\n\
    | | Taille | Démarrage |\n|---|--:|---|\n\
    | **VM** | 2,5 Go | [lent](autre.md#ancre) |\n\
    | **Conteneur** | 10 Mo | *vif* & bref |\n\
    | **Autre** | — | <b>?</b> |\n";

fn rendered(source: &str) -> Rendered {
    let (rendered, faults) = french(source);
    assert_eq!(faults, []);
    rendered
}

/// The rows of the first table, by their first cell.
fn sorted(rendered: &Rendered, column: usize, descending: bool) -> Vec<String> {
    let table = &rendered.tables[0];
    let sort = Sort { column, descending };
    let rows = table.view(Some(sort), "").into_iter();
    rows.map(|row| table.rows[row].cells[0].html.text())
        .collect()
}

#[test]
fn a_marked_table_is_kept_whole_in_the_text() {
    let rendered = rendered(COSTS);
    assert_snapshot!(rendered.html.as_str());
    let [table] = rendered.tables.as_slice() else {
        panic!("one table");
    };
    let plain = &rendered.html.as_str()[table.place.clone()];
    assert!(plain.starts_with("<div id=\"tableau-couts\" class=\"table-scroll\""));
    assert!(plain.ends_with("</tbody></table></div>"));
    assert!(table.sortable && table.filterable);
}

#[test]
fn it_is_also_kept_as_rows_and_cells() {
    let rendered = rendered(COSTS);
    let table = &rendered.tables[0];
    let keys: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.key.as_str())
        .collect();
    assert_eq!(keys, ["colonne", "taille", "demarrage"]);
    assert_eq!(table.columns[1].class, Some("align-right"));
    let row = &table.rows[1];
    assert!(row.cells[0].is_header && !row.cells[1].is_header);
    assert_eq!(row.cells[2].html.as_str(), "<em>vif</em> &amp; bref");
    assert_eq!(sorted(&rendered, 1, false), ["Conteneur", "VM", "Autre"]);
    assert_eq!(sorted(&rendered, 1, true), ["VM", "Conteneur", "Autre"]);
    assert_eq!(sorted(&rendered, 0, false), ["Autre", "Conteneur", "VM"]);
    assert_eq!(table.view(None, "LENT vm"), [0]);
}

#[test]
fn it_has_an_anchor_that_links_may_name() {
    let source = format!("Avant.\n\n{COSTS}\n[les coûts](#tableau-couts)\n");
    let outline = crate::markdown::outline(&source, "fr");
    let anchor = outline.anchor("tableau-couts").expect("an anchor");
    assert_eq!(anchor.title, "Coûts");
}

/// Wherever it stands, its place is where the page has it.
#[test]
fn it_may_stand_in_lists_folded_blocks_and_footnotes() {
    let table = |name: &str, indent: &str| {
        [
            "<!-- tableau: triable -->",
            &format!("| {name} |"),
            "|---|",
            "| x |",
        ]
        .map(|line| format!("{indent}{line}\n"))
        .concat()
    };
    let source = format!(
        "Un appel[^n].\n\n[^n]: La note.\n\n{}\n- une liste\n\n{}\n<details>\n<summary>S</summary>\n\n{}\n</details>\n",
        table("note", "    "),
        table("liste", "  "),
        table("bloc", ""),
    );
    let rendered = rendered(&source);
    let heads: Vec<&str> = rendered
        .tables
        .iter()
        .map(|table| table.columns[0].key.as_str())
        .collect();
    assert_eq!(heads, ["liste", "bloc", "note"]);
    for table in &rendered.tables {
        let plain = &rendered.html.as_str()[table.place.clone()];
        let head = format!("<th scope=\"col\">{}</th>", table.columns[0].key);
        assert!(plain.contains(&head), "{plain}");
        assert_eq!(plain.matches("<table>").count(), 1, "{plain}");
    }
}

/// A cell may hold what would end a row, or stand for a table.
#[test]
fn nothing_in_a_cell_leaves_it() {
    let source = "<!-- tableau: triable -->\n| A | B |\n|---|---|\n\
        | </td></tr></table> | <div id=\"tableau\"></div> |\n| 1 | 2 |\n";
    let (rendered, _) = french(source);
    let table = &rendered.tables[0];
    assert_eq!(table.rows.len(), 2);
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    for cell in cells {
        assert!(!cell.html.as_str().contains("<t"), "{:?}", cell.html);
        assert!(!cell.html.as_str().contains("</t"), "{:?}", cell.html);
        assert!(!cell.html.as_str().contains("<div"), "{:?}", cell.html);
    }
}

#[test]
fn an_unmarked_table_stays_plain() {
    for source in [
        "| A |\n|---|\n| b |\n",
        "<!-- tableau des coûts -->\n| A |\n|---|\n| b |\n",
    ] {
        assert_eq!(rendered(source).tables, []);
        assert!(html(source).contains("<div class=\"table-scroll\" role=\"region\""));
    }
}
