//! Tests of the files of a comparison.

use corpus::{Html, Id, Slug, Target, comparison as c};
use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;

fn known(plain: &str, level: Option<usize>) -> c::Cell {
    c::Cell::Known {
        text: Html::escaped(plain),
        plain: plain.to_owned(),
        level,
        source: level.map(|_| Target {
            href: "/notes/a#b".to_owned(),
            title: "Un <titre>".to_owned(),
        }),
    }
}

fn criterion(id: &str, level: bool, cells: &[c::Cell; 2]) -> Criterion {
    Criterion {
        id: Id::new(id).expect("a valid id"),
        name: id.to_uppercase(),
        help: level.then(|| Html::escaped("à <lire>")),
        scale: level.then(|| c::Scale {
            levels: ["faible", "fort"].map(str::to_owned).into(),
            better: Some(c::Better::High),
        }),
        cells: cells.to_vec().into(),
    }
}

fn comparison(texts: [&str; 2]) -> Comparison {
    let subject = |(id, name): (&str, &str)| Subject {
        id: Id::new(id).expect("a valid id"),
        name: name.to_owned(),
        kind: None,
        note: None,
        stack: None,
    };
    let group = |name: &str, criteria| c::Group {
        name: name.to_owned(),
        criteria,
    };
    Comparison {
        slug: Slug::new("test"),
        source: "comparisons/test.toml".to_owned(),
        title: "Un & deux".to_owned(),
        summary: None,
        note: None,
        subjects: [("c", "Conteneurs"), ("vm", "VM")].map(subject).into(),
        groups: vec![
            group(
                "Vie",
                vec![criterion(
                    "texte",
                    false,
                    &texts.map(|text| known(text, None)),
                )],
            ),
            group(
                "Vitesse",
                vec![
                    criterion(
                        "rapide",
                        true,
                        &[known("vite", Some(1)), known("lent", Some(0))],
                    ),
                    criterion("prix", false, &[known("rien", None), c::Cell::Unknown]),
                ],
            ),
        ],
    }
}

fn file(format: Format, query: &str) -> Export {
    let uri = format!("/comparer/test.{}{query}", format.extension());
    comparison_file(
        &comparison(["un, \"deux\"", "trois"]),
        format,
        &uri,
        "https://s",
    )
}

#[test]
fn without_a_query_the_whole_table_is_written() {
    assert_eq!(
        file(Format::Csv, "").text.replace('\u{a0}', " "),
        "\u{feff}Groupe,Critère,Conteneurs,VM\r\n\
         Vie,TEXTE,\"un, \"\"deux\"\"\",trois\r\n\
         Vitesse,RAPIDE,fort : vite,faible : lent\r\n\
         Vitesse,PRIX,rien,non renseigné dans les notes\r\n"
    );
    assert_eq!(
        file(Format::Markdown, "").text.replace('\u{a0}', " "),
        "# Un & deux\n\n\
         | Critère | Conteneurs | VM |\n| --- | --- | --- |\n\
         | **Vie** |  |  |\n\
         | TEXTE | un, \"deux\" | trois |\n\
         | **Vitesse** |  |  |\n\
         | RAPIDE | fort : vite [↗](https://s/notes/a#b \"Source : Un \\<titre>\") \
         | faible : lent [↗](https://s/notes/a#b \"Source : Un \\<titre>\") |\n\
         | PRIX | rien | non renseigné dans les notes |\n"
    );
}

#[test]
fn every_format_shows_what_the_view_shows_in_its_order() {
    let query = "?sujets=vm,c&criteres=rapide,prix&epingle=c&tri=-c";
    let csv = file(Format::Csv, query);
    assert_eq!(
        csv.text.replace('\u{a0}', " "),
        "\u{feff}Groupe,Critère,VM,Conteneurs\r\n\
         Vitesse,RAPIDE,\"moins bien, faible : lent\",\"Référence, fort : vite\"\r\n\
         Vitesse,PRIX,non renseigné dans les notes,Référence : rien\r\n"
    );
    assert_eq!(
        csv.address,
        format!(
            "/comparer/test.csv{}",
            "?sujets=vm,c&criteres=rapide,prix&tri=-c&epingle=c"
        )
    );
    let json: serde_json::Value =
        serde_json::from_str(&file(Format::Json, query).text).expect("JSON");
    assert_eq!(json["subjects"][0]["id"], "vm");
    assert_eq!(json["pinned"], "c");
    let rows = json["groups"][0]["criteria"].as_array().expect("a list");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["cells"][0]["verdict"], "moins bien");
    assert_eq!(rows[0]["cells"][0]["level"], "faible");
    assert_eq!(rows[1]["cells"][0]["unknown"], true);
    let turned = file(Format::Csv, "?criteres=rapide&transpose=1");
    assert_eq!(
        turned.text.replace('\u{a0}', " "),
        "\u{feff}Sujet,RAPIDE\r\nConteneurs,fort : vite\r\nVM,faible : lent\r\n"
    );
}

#[test]
fn what_means_nothing_is_left_aside() {
    let whole = file(Format::Json, "");
    for query in [
        "?sujets=rien&couleur=rouge",
        "?tri=%00&epingle='--",
        "?sujets=&sujets=&x",
    ] {
        let same = file(Format::Json, query);
        assert_eq!(same.text, whole.text, "{query}");
        assert_eq!(same.address, "/comparer/test.json", "{query}");
    }
}

#[test]
fn the_table_of_html_holds_anywhere() {
    let html = file(Format::Html, "?epingle=c").text.replace('\u{a0}', " ");
    for piece in [
        "<caption>Un &amp; deux</caption>",
        "<th scope=\"col\">Conteneurs</th>",
        "<tr><th scope=\"rowgroup\" colspan=\"3\">Vitesse</th></tr>",
        "<th scope=\"row\">RAPIDE<br><small>à &lt;lire&gt;</small></th>",
        "<strong><span aria-hidden=\"true\">▼</span> moins bien</strong><br>",
        "<span aria-hidden=\"true\">●○</span> faible<br>lent",
        "<a href=\"https://s/notes/a#b\" title=\"Source : Un &lt;titre&gt;\" aria-label=",
        "<td><em>non renseigné dans les notes</em></td>",
    ] {
        assert!(html.contains(piece), "{piece}\n{html}");
    }
    assert!(
        !html.contains("class=") && !html.contains("href=\"/"),
        "{html}"
    );
}

/// The cells of the table in some Markdown, row by row.
fn cells(markdown: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            Event::Text(text) => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            Event::Start(Tag::Heading { .. } | Tag::Table(_) | Tag::Strong) | Event::End(_) => {}
            other => rows.push(vec![format!("{other:?}")]),
        }
    }
    rows
}

/// The records of a CSV file, read as RFC 4180 says.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = rest.next() {
        let row = rows.last_mut().expect("a row");
        let field = row.last_mut().expect("a field");
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => field.push(c),
        }
    }
    rows.pop();
    rows
}

/// Text as the course has it: a line without spaces at its ends.
fn text() -> impl Strategy<Value = String> {
    "[a-z<>&#;|\\\\`*_\\[\\]()~!\"', é=:/.-]{1,24}".prop_map(|text| format!("a{text}z"))
}

proptest! {
    #[test]
    fn any_text_comes_through(texts in prop::array::uniform2(text())) {
        let comparison = comparison([&texts[0], &texts[1]]);
        let write = |format: Format| {
            let uri = format!("/x.{}?criteres=texte", format.extension());
            comparison_file(&comparison, format, &uri, "https://s").text
        };
        let head = vec!["Critère".to_owned(), "Conteneurs".to_owned(), "VM".to_owned()];
        let row = vec!["TEXTE".to_owned(), texts[0].clone(), texts[1].clone()];
        let found = cells(&write(Format::Markdown));
        prop_assert_eq!((found.first(), found.last()), (Some(&head), Some(&row)));
        let grouped = |group: &str, row: Vec<String>| [vec![group.to_owned()], row].concat();
        let expected = vec![grouped("Groupe", head), grouped("Vie", row)];
        prop_assert_eq!(&records(&write(Format::Csv)), &expected);
    }
}
