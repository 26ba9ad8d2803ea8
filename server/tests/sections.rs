//! Sections and parts that have little in them, and what heads say of pages.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::TestSite;
use server::pages;

/// Notes in folders, none of which has a note of its own.
fn bare() -> TestSite {
    TestSite::of(&[
        (
            "notes/10-Réseau/dns.md",
            "+++\nsummary = \"Des *noms*.\"\n+++\n# DNS\n\nTexte.\n",
        ),
        ("notes/10-Réseau/plus/tls.md", "# TLS\n\nTexte.\n"),
        ("notes/seule.md", "# Seule\n\nTexte.\n"),
        ("notes/double.md", "# Double\n"),
        ("notes/double/a.md", "# A\n"),
    ])
}

#[tokio::test]
async fn folders_without_a_note_of_their_own_have_a_list() {
    let site = bare();
    let sitemap = site.get("/sitemap.xml").await;
    for (path, links) in [
        (
            "/notes",
            vec!["/notes/seule", "/notes/10-reseau", "/notes/double"],
        ),
        (
            "/notes/10-reseau",
            vec!["/notes/10-reseau/dns", "/notes/10-reseau/plus"],
        ),
        (
            "/notes/10-reseau/plus",
            vec!["/notes/10-reseau", "/notes/10-reseau/plus/tls"],
        ),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let (_, main) = page.text().split_once("<main").unwrap();
        for link in links {
            assert!(
                main.contains(&format!("href=\"{link}\"")),
                "{path}: {link} in {main}"
            );
        }
        let line = format!("<loc>https://notes.example.org{path}</loc>");
        assert_eq!(sitemap.text().matches(&line).count(), 1, "{path}");
        let again = site.get(&format!("{path}/")).await;
        assert_eq!(
            (again.status.as_u16(), again.header("location")),
            (308, path)
        );
    }
    let list = site.get("/notes/10-reseau").await;
    assert!(list.text().contains("<em>noms</em>"));
    assert!(list.text().contains("1\u{a0}min de lecture"));
    // The note beside a folder of that name is its page.
    let page = site.get("/notes/double").await;
    assert!(page.text().contains("<h1>Double</h1>"));
    assert_eq!(site.get("/notes/rien").await.status, 404);
}

#[tokio::test]
async fn breadcrumbs_and_the_plan_lead_to_lists() {
    let site = bare();
    let note = site.get("/notes/10-reseau/plus/tls").await;
    let (_, crumbs) = note.text().split_once("class=\"breadcrumbs\"").unwrap();
    let (crumbs, _) = crumbs.split_once("</nav>").unwrap();
    for path in ["/", "/notes/10-reseau", "/notes/10-reseau/plus"] {
        assert!(crumbs.contains(&format!("href=\"{path}\"")), "{crumbs}");
    }
    let plan = site.get("/plan-du-site").await;
    let (_, main) = plan.text().split_once("<main").unwrap();
    for path in ["/notes", "/notes/10-reseau", "/notes/10-reseau/plus"] {
        assert!(main.contains(&format!("href=\"{path}\"")), "{path}");
    }
    let home = site.get("/").await;
    assert!(home.text().contains("<a href=\"/notes\">Cours</a>"));
}

#[tokio::test]
async fn sections_without_pages_say_so_and_are_not_listed() {
    let site = bare();
    let (sitemap, plan) = (
        site.get("/sitemap.xml").await,
        site.get("/plan-du-site").await,
    );
    for path in [
        "/comparer",
        "/environnements",
        "/environnements/comparer",
        "/flux",
        "/glossaire",
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("Ce cours n’a pas encore"), "{path}");
        assert!(page.text().contains("content=\"noindex\""), "{path}");
        assert!(!sitemap.text().contains(&format!("{path}<")), "{path}");
        assert!(!plan.text().contains(&format!("href=\"{path}\"")), "{path}");
    }
    assert!(!sitemap.text().contains("/choisir"));
    assert_eq!(site.get("/choisir").await.status, 404);
}

#[tokio::test]
async fn an_unknown_value_is_named_with_its_parameter() {
    let site = TestSite::course();
    let page = site.get("/environnements/comparer?a=nope&z=1").await;
    assert!(page.text().contains("Paramètres ou valeurs inconnus"));
    assert!(page.text().contains("a=nope, z"));
}

/// What a `<meta>` of that name says.
fn meta<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("<meta property=\"{name}\" content=\""))?;
    rest.split('"').next()
}

#[tokio::test]
async fn heads_say_where_a_page_is_and_no_two_have_one_title() {
    let site = TestSite::course();
    let paths = pages::paths(&site.site.edition().context.corpus);
    let mut titles = BTreeMap::new();
    for path in paths {
        let page = site.get(&path).await;
        let html = page.text();
        let (_, title) = html.split_once("<title>").unwrap();
        let (title, _) = title.split_once("</title>").unwrap();
        let other = titles.insert(title.to_owned(), path.clone());
        assert_eq!(other, None, "{path}: {title}");
        if path == "/recherche" {
            continue;
        }
        let address = format!("https://notes.example.org{path}");
        assert_eq!(meta(html, "og:url"), Some(address.as_str()), "{path}");
        assert!(html.contains(&format!("href=\"{address}\"")), "{path}");
        assert_eq!(meta(html, "og:site_name"), Some("Strates"), "{path}");
        let is_note = path.starts_with("/notes");
        let kind = if is_note { "article" } else { "website" };
        assert_eq!(meta(html, "og:type"), Some(kind), "{path}");
    }
}

#[tokio::test]
async fn the_glossary_is_filtered_and_listed_by_letter() {
    let site = TestSite::course();
    let whole = site.get("/glossaire").await;
    assert!(whole.text().contains("href=\"#page:n\""));
    assert!(whole.text().contains("<h2 id=\"page:n\">N</h2>"));
    let some = site.get("/glossaire?q=KERNEL&z=%3Cb%3E").await;
    assert_eq!(some.status, 200);
    let html = some.text();
    assert!(html.contains("<div id=\"noyau\">") && !html.contains("<div id=\"pod\">"));
    assert!(html.contains("ignorés") && html.contains("href=\"/glossaire?q=KERNEL\""));
    let none = site.get("/glossaire?q=zzz%22%3E").await;
    assert!(none.text().contains("Aucun terme ne contient ces mots."));
    assert!(none.text().contains("value=\"zzz&quot;&gt;\""));
}
