//! The decision helper as it is served.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Answer, TestSite};
use server::reload::reload;

const RULES: &str = r#"
title = "Choisir une technique"
comparison = "conteneurs-vm"
[[options]]
id = "conteneurs"
name = "Conteneurs"
subject = "c"
[[options]]
id = "vm"
name = "VM"
subject = "vm"
[[options]]
id = "ensemble"
name = "Conteneurs dans des VM"
combines = ["conteneurs", "vm"]
cost = 0.5
because = "Deux étages."
source = "partie/noyau#partage"
[[questions]]
id = "isolation"
name = "Quelle cloison ?"
silence = "Rien n'est dit des <îlots>."
[[questions.answers]]
id = "forte"
text = "La plus forte"
[[questions.answers.effects]]
points = { conteneurs = -1, vm = 2, ensemble = 1 }
because = "Un noyau *chacun*."
source = "partie/noyau#partage"
[[questions]]
id = "poids"
name = "Quel encombrement ?"
[[questions.answers]]
id = "leger"
text = "Le plus faible"
[[questions.answers.effects]]
points = { conteneurs = 2, vm = -1 }
because = "Un seul noyau."
source = "partie/noyau#partage"
[[cases]]
id = "cloison"
name = "Une cloison solide"
source = "partie/noyau#partage"
answers = { isolation = "forte" }
first = ["vm"]
"#;

/// The small site, with a helper.
fn site() -> TestSite {
    let site = TestSite::new();
    site.write("content/choisir.toml", RULES);
    reload(&site.site, &site.sources);
    site
}

/// The names of the ranking, best first.
fn ranked(page: &Answer) -> Vec<String> {
    let text = page.text();
    let Some((_, table)) = text.split_once("class=\"ranking\"") else {
        return Vec::new();
    };
    let table = table.split("</table>").next().unwrap();
    let heads = table.split("<th scope=\"row\">").skip(1);
    let name = |cell: &str| {
        let (_, name) = cell.split_once('>').unwrap();
        name.split('<').next().unwrap().to_owned()
    };
    heads.map(name).collect()
}

/// The text of the notice, if there is one.
fn notice(page: &Answer) -> Option<String> {
    let (_, rest) = page.text().split_once("class=\"notice\"")?;
    Some(rest.split("</p>").next().unwrap().to_owned())
}

#[tokio::test]
async fn answers_in_the_address_make_the_ranking() {
    let site = site();
    let page = site.get("/choisir?isolation=forte").await;
    assert_eq!(page.status, 200);
    assert_eq!(
        ranked(&page),
        ["VM", "Conteneurs dans des VM", "Conteneurs"]
    );
    assert_eq!(notice(&page), None);
    for said in [
        "En tête\u{a0}: VM",
        "Un noyau <em>chacun</em>.",
        "href=\"/notes/partie/noyau#partage\"",
        // The other question, answered, or this one withdrawn.
        "href=\"/choisir?isolation=forte&amp;poids=leger\"",
        "Rien n’est dit des ",
    ] {
        assert!(page.text().contains(said), "{said}");
    }
    let heavier = site
        .get("/choisir?isolation=forte&poids-isolation=1&poids=leger&poids-poids=3")
        .await;
    assert_eq!(ranked(&heavier)[0], "Conteneurs dans des VM");
    assert!(
        heavier
            .text()
            .contains("<option value=\"3\" selected>beaucoup</option>")
    );
}

#[tokio::test]
async fn nothing_answered_is_no_ranking_and_a_kept_page() {
    let site = site();
    let page = site.get("/choisir").await;
    assert_eq!(page.status, 200);
    assert!(ranked(&page).is_empty());
    let again = site
        .get_with("/choisir", "if-none-match", page.header("etag"))
        .await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn what_an_address_does_not_mean_is_said_with_the_address_that_does() {
    let site = site();
    for (query, named) in [
        ("couleur=bleu", "couleur"),
        ("isolation=molle&isolation=forte", "molle"),
        ("isolation=forte&isolation=forte&poids-isolation=99", "99"),
        ("isolation=forte&%3Cscript%3E=1", "&lt;script&gt;"),
        ("isolation=forte&poids-isolation=%22%3E%3Cb%3E", "&lt;b&gt;"),
        ("isolation%5B%5D=forte", "isolation[]"),
    ] {
        let page = site.get(&format!("/choisir?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let notice = notice(&page).unwrap_or_else(|| panic!("{query}: no notice"));
        assert!(notice.contains(named), "{query}: {notice}");
        assert!(notice.contains("href=\"/choisir"), "{query}: {notice}");
        assert!(!page.text().contains("<script>"), "{query}");
        assert!(
            page.text()
                .contains("href=\"https://notes.example.org/choisir\" rel=\"canonical\""),
            "{query}"
        );
    }
    let page = site.get("/choisir?isolation=forte&isolation=molle").await;
    assert!(
        notice(&page)
            .unwrap()
            .contains("\"/choisir?isolation=forte\"")
    );
    assert_eq!(ranked(&page)[0], "VM");
}

#[tokio::test]
async fn pages_lead_to_the_helper_where_there_is_one() {
    let site = site();
    let listing = ["/", "/comparer", "/comparer/conteneurs-vm", "/plan-du-site"];
    for path in listing.into_iter().chain(["/sitemap.xml"]) {
        assert!(site.get(path).await.text().contains("/choisir"), "{path}");
    }
    let hits = site.get("/api/search?q=encombrement").await.json();
    let path = hits["hits"][0]["path"].as_str().unwrap();
    assert!(path.starts_with("/choisir"), "{path}");

    fs::remove_file(site.folder.path().join("content/choisir.toml")).unwrap();
    reload(&site.site, &site.sources);
    assert_eq!(site.get("/choisir").await.status, 404);
    assert_eq!(site.get("/choisir?isolation=forte").await.status, 404);
    for path in listing.into_iter().chain(["/sitemap.xml"]) {
        assert!(!site.get(path).await.text().contains("/choisir"), "{path}");
    }
}
