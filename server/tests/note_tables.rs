//! Tables of notes that are sorted and filtered by the address of the note.
#![allow(clippy::unwrap_used)]

mod common;

use axum::http::Uri;
use common::{Answer, TestSite};
use server::reload::reload;

const NOTE: &str = "# Les tailles\n\nAvant.\n\n## Coûts\n\n\
    <!-- tableau : triable filtrable -->\n\
    | Quoi | Taille | Note |\n|---|--:|---|\n\
    | **VM** | 2,5 Go | [noyau](partie/noyau.md) & \"co\" |\n\
    | **Pod** | 10 Mo | léger |\n\
    | **Image** | 500 Mo | couches |\n\n\
    ## Temps\n\n\
    <!-- tableau : triable -->\n\
    | Quoi | Délai |\n|---|---|\n| b | 2 min |\n| a | 10 s |\n\n\
    ## Simple\n\n| Quoi |\n|---|\n| z |\n";

fn site() -> TestSite {
    let site = TestSite::new();
    site.write("content/notes/tailles.md", NOTE);
    reload(&site.site, &site.sources);
    site
}

/// The rows of the `index`th table, each by its first cell.
fn rows(page: &Answer, index: usize) -> Vec<String> {
    let table = page.text().split("<table>").nth(index + 1).unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    let body = body.split("</tbody>").next().unwrap();
    let first = |row: &str| {
        let cell = row.split("</t").next().unwrap();
        let text = cell.rsplit_once('>').unwrap().1;
        match text.is_empty() {
            true => cell
                .split("</")
                .next()
                .unwrap()
                .rsplit_once('>')
                .unwrap()
                .1
                .to_owned(),
            false => text.to_owned(),
        }
    };
    body.split("<tr>").skip(1).map(first).collect()
}

fn notice(page: &Answer) -> Option<&str> {
    let (_, rest) = page.text().split_once("class=\"notice\"")?;
    rest.split("</p>").next()
}

#[tokio::test]
async fn without_parameters_the_note_is_kept_in_its_own_order() {
    let site = site();
    let page = site.get("/notes/tailles").await;
    assert_eq!(rows(&page, 0), ["VM", "Pod", "Image"]);
    assert_eq!(notice(&page), None);
    let again = site
        .get_with("/notes/tailles", "if-none-match", page.header("etag"))
        .await;
    assert_eq!(again.status, 304);
    assert!(
        site.site
            .edition()
            .stored(&Uri::from_static("/notes/tailles"))
            .is_some()
    );
    // The tools' sheet, and only here.
    assert!(page.text().contains("/assets/t-1.css"));
    let plain = site.get("/notes/partie/noyau").await;
    assert!(!plain.text().contains("/assets/t-1.css") && !plain.text().contains("data-live"));
}

#[tokio::test]
async fn the_address_sorts_and_filters() {
    let site = site();
    for (query, first, second) in [
        ("tri=taille", &["Pod", "Image", "VM"][..], &["b", "a"][..]),
        ("tri=-taille", &["VM", "Image", "Pod"], &["b", "a"]),
        ("tri=quoi&tri-2=delai", &["Image", "Pod", "VM"], &["a", "b"]),
        ("filtre=leger", &["Pod"], &["b", "a"]),
        (
            "filtre=mo&tri=-taille&tri-2=quoi",
            &["Image", "Pod"],
            &["a", "b"],
        ),
        ("filtre=", &["VM", "Pod", "Image"], &["b", "a"]),
    ] {
        let page = site.get(&format!("/notes/tailles?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        assert_eq!(rows(&page, 0), first, "{query}");
        assert_eq!(rows(&page, 1), second, "{query}");
        assert_eq!(rows(&page, 2), ["z"], "{query}");
        assert_eq!(notice(&page), None, "{query}");
    }
    let nothing = site.get("/notes/tailles?filtre=absent").await;
    assert!(
        nothing
            .text()
            .contains("Aucune ligne ne contient ces mots.")
    );
}

#[tokio::test]
async fn a_heading_goes_up_then_down_then_back_and_keeps_the_rest() {
    let site = site();
    let heading = |page: &Answer| {
        let (_, rest) = page
            .text()
            .split_once("id=\"page:tableau-couts-taille\" href=\"")
            .unwrap();
        rest.split('"').next().unwrap().replace("&amp;", "&")
    };
    let mut path = "/notes/tailles?filtre=mo".to_owned();
    for next in [
        "/notes/tailles?tri=taille&filtre=mo#page:tableau-couts-taille",
        "/notes/tailles?tri=-taille&filtre=mo#page:tableau-couts-taille",
        "/notes/tailles?filtre=mo#page:tableau-couts-taille",
    ] {
        let page = site.get(&path).await;
        assert_eq!(heading(&page), next);
        path = next.split('#').next().unwrap().to_owned();
    }
    let page = site.get("/notes/tailles?tri=-taille&tri-2=quoi").await;
    assert!(
        page.text().contains(
            "aria-sort=\"descending\"><a rel=\"nofollow\" id=\"page:tableau-couts-taille\""
        )
    );
    for hidden in [
        "<input type=\"hidden\" name=\"tri\" value=\"-taille\">",
        "<input type=\"hidden\" name=\"tri-2\" value=\"quoi\">",
    ] {
        assert!(page.text().contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn what_an_address_does_not_mean_is_said() {
    let site = site();
    for (query, named, canonical) in [
        ("couleur=bleu", "couleur", "/notes/tailles"),
        ("tri=poids&filtre=mo", "poids", "/notes/tailles?filtre=mo"),
        ("tri=taille&tri=quoi", "quoi", "/notes/tailles?tri=taille"),
        ("filtre-2=x", "filtre-2", "/notes/tailles"),
        ("tri=%22%3E%3Cscript%3E", "&lt;script&gt;", "/notes/tailles"),
    ] {
        let page = site.get(&format!("/notes/tailles?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let notice = notice(&page).unwrap_or_else(|| panic!("{query}: no notice"));
        assert!(notice.contains(named), "{query}: {notice}");
        assert!(
            notice.contains(&format!("href=\"{canonical}\"")),
            "{query}: {notice}"
        );
    }
    let page = site
        .get("/notes/tailles?filtre=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        .await;
    assert!(!page.text().contains("<script>alert"));
    assert!(page.text().contains("value=\"&quot;&gt;&lt;script&gt;"));
}
