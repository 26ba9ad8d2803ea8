#![allow(clippy::unwrap_used)]

use proptest::{collection::vec, prelude::*};

use super::{Cell, Column, Row, Sort, Table, ranks};
use crate::Html;

/// A table of one column with those cells.
fn table(texts: &[&str]) -> Table {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let cell = |text: &String| Cell {
        html: Html::escaped(text),
        is_header: false,
    };
    Table {
        columns: vec![Column {
            key: "c".to_owned(),
            html: Html::escaped("C"),
            class: None,
            ranks: ranks(&texts),
        }],
        rows: texts
            .iter()
            .map(|text| Row::new(vec![cell(text)]))
            .collect(),
        ..Table::default()
    }
}

fn sorted<'a>(texts: &[&'a str], descending: bool) -> Vec<&'a str> {
    let sort = Sort {
        column: 0,
        descending,
    };
    let rows = table(texts).view(Some(sort), "");
    rows.into_iter().map(|row| texts[row]).collect()
}

#[test]
fn numbers_are_sorted_by_what_they_are_worth() {
    assert_eq!(
        sorted(&["10 Mo", "2,5 Go", "—", "1 500 ko", "< 10 Mo", ""], false),
        ["1 500 ko", "< 10 Mo", "10 Mo", "2,5 Go", "—", ""]
    );
    assert_eq!(
        sorted(&["10 Mo", "2,5 Go", "—", "1 500 ko"], true),
        ["2,5 Go", "10 Mo", "1 500 ko", "—"]
    );
    assert_eq!(sorted(&["9", "-1", "10"], false), ["-1", "9", "10"]);
}

#[test]
fn words_are_sorted_as_french_does() {
    assert_eq!(
        sorted(
            &[
                "Zone", "étage", "Œuvre", "eau", "S10", "S9", "École", "v1.10", "v1.9"
            ],
            false
        ),
        [
            "eau", "École", "étage", "Œuvre", "S9", "S10", "v1.9", "v1.10", "Zone"
        ]
    );
}

/// A number among words is a word; so are numbers of different things.
#[test]
fn a_column_is_one_or_the_other() {
    assert_eq!(sorted(&["10", "9", "aucun"], false), ["9", "10", "aucun"]);
    assert_eq!(sorted(&["2 Go", "3 s"], true), ["3 s", "2 Go"]);
}

#[test]
fn rows_with_every_word_are_found_without_accents_or_case() {
    let table = table(&["Le nœud démarre", "Le pod", "Un NŒUD"]);
    assert_eq!(table.view(None, "NOEUD"), [0, 2]);
    assert_eq!(table.view(None, "démarre noeud"), [0]);
    assert_eq!(table.view(None, "noeud pod"), [0; 0]);
    assert_eq!(table.view(None, " — "), [0, 1, 2]);
}

/// Cells as notes have them, and some nobody would write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0u32..3000, 0u32..100, prop_oneof!["", " Mo", "\u{a0}Go", " ko"])
            .prop_map(|(whole, part, unit)| format!("{whole},{part:02}{unit}")),
        2 => "[a-eé-ëA-E]{0,3}[0-9]{0,2}",
        1 => "[—?-]?",
        1 => ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn sorting_is_a_permutation(cells in vec(cell(), 0..12), descending: bool) {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let table = table(&texts);
        let mut rows = table.view(Some(Sort { column: 0, descending }), "");
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..cells.len()).collect::<Vec<_>>());
    }

    #[test]
    fn the_other_direction_turns_what_differs_and_keeps_empty_cells_last(
        cells in vec(cell(), 0..12)
    ) {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let table = table(&texts);
        let ranks = |descending| -> Vec<Option<usize>> {
            let rows = table.view(Some(Sort { column: 0, descending }), "");
            rows.into_iter().map(|row| table.columns[0].ranks[row]).collect()
        };
        let (up, down) = (ranks(false), ranks(true));
        let filled = up.iter().flatten().count();
        prop_assert!(up[filled..].iter().chain(&down[filled..]).all(Option::is_none));
        prop_assert!(up[..filled].is_sorted());
        let mut turned = down[..filled].to_vec();
        turned.reverse();
        prop_assert_eq!(&turned, &up[..filled]);
    }

    #[test]
    fn a_filter_keeps_the_order_of_what_it_keeps(
        cells in vec(cell(), 0..12), words in "[a-e0-9 ]{0,4}"
    ) {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let table = table(&texts);
        let sort = Some(Sort { column: 0, descending: false });
        let kept = table.view(sort, &words);
        let all = table.view(sort, "");
        let same: Vec<usize> = all.into_iter().filter(|row| kept.contains(row)).collect();
        prop_assert_eq!(kept, same);
    }

    #[test]
    fn any_numbers_are_sorted_by_value(values in vec(-1_000_000i64..1_000_000, 1..10)) {
        let written: Vec<String> = values
            .iter()
            .map(|value| format!("{}{},{:02}\u{a0}s", if *value < 0 { "−" } else { "" }, value.abs() / 100, value.abs() % 100))
            .collect();
        let texts: Vec<&str> = written.iter().map(String::as_str).collect();
        let rows = table(&texts).view(Some(Sort { column: 0, descending: false }), "");
        let sorted: Vec<i64> = rows.into_iter().map(|row| values[row]).collect();
        prop_assert!(sorted.is_sorted(), "{sorted:?}");
    }
}
