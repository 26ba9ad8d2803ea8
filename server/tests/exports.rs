//! Comparisons taken elsewhere: as files, copied, in frames of other sites.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Answer, TestSite};

const TABLE: &str = "/embed/comparer/conteneurs-vm";

fn framed() -> TestSite {
    TestSite::framed("https://cours.example.org,https://*.univ.fr")
}

fn ancestors(answer: &Answer) -> &str {
    let policy = answer.header("content-security-policy");
    policy.split_once("frame-ancestors ").unwrap().1
}

#[tokio::test]
async fn a_table_stands_alone_and_leads_to_its_page() {
    let site = framed();
    for (query, whole) in [
        ("", "/comparer/conteneurs-vm"),
        ("?sujets=vm", "/comparer/conteneurs-vm?sujets=vm"),
    ] {
        let page = site.get(&format!("{TABLE}{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let html = page.text();
        assert!(html.contains("<caption>Conteneurs et VM</caption>"));
        assert!(html.contains("<base target=\"_blank\">"), "{html}");
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(html.contains(&format!("<a href=\"{whole}\"")), "{query}");
        assert_eq!(html.contains(">Conteneurs</th>"), query.is_empty());
        for frame in ["<nav", "<header", "<footer", "/assets/b-1.js", "<form"] {
            assert!(!html.contains(frame), "{frame}");
        }
        assert!(!page.header("link").contains("/assets/b-1.js"));
    }
}

#[tokio::test]
async fn only_these_tables_may_be_framed_and_only_by_sites_that_are_named() {
    let site = framed();
    for path in [TABLE.to_owned(), format!("{TABLE}?transpose=1")] {
        for _ in 0..2 {
            let page = site.get(&path).await;
            assert_eq!(
                ancestors(&page),
                "https://cours.example.org https://*.univ.fr",
                "{path}"
            );
            assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
            assert_eq!(page.header("x-frame-options"), "");
        }
    }
    for path in [
        "/",
        "/comparer/conteneurs-vm",
        "/comparer/conteneurs-vm?sujets=vm",
        "/comparer/conteneurs-vm.html",
        "/embed",
        "/notes/partie/noyau",
    ] {
        let page = site.get(path).await;
        assert_eq!(ancestors(&page), "'none'", "{path}");
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    }
    let closed = TestSite::new().get(TABLE).await;
    assert_eq!(closed.status, 200);
    assert_eq!(ancestors(&closed), "'none'");
}

#[tokio::test]
async fn a_table_without_a_query_is_kept_like_a_page() {
    let site = framed();
    let first = site.get(TABLE).await;
    let again = site
        .get_with(TABLE, "if-none-match", first.header("etag"))
        .await;
    assert_eq!(again.status, 304);
    assert_eq!(site.get(TABLE).await.headers, first.headers);
    assert_eq!(site.get("/embed/comparer/rien").await.status, 404);
    assert!(!site.get("/sitemap.xml").await.text().contains("/embed/"));
}

#[tokio::test]
async fn what_an_address_does_not_mean_is_said_in_a_frame_too() {
    let site = framed();
    let page = site.get(&format!("{TABLE}?sujets=vm,%3Cb%3E&x=1")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("&lt;b&gt;, x"), "{}", page.text());
    assert!(page.text().contains(&format!("href=\"{TABLE}?sujets=vm\"")));
}

#[tokio::test]
async fn files_of_a_comparison_follow_the_view_and_name_its_address() {
    let site = TestSite::new();
    for (query, kept, csv) in [
        ("?sujets=vm", "?sujets=vm", "Critère,VM\r\n"),
        ("?transpose=1&x=%22", "?transpose=1", "Sujet,Noyau\r\n"),
        ("?filtre=rien", "?filtre=rien", "Critère,Conteneurs,VM\r\n"),
        (
            "?sujets=%3Cb%3E&tri='&epingle=%0d%0aset-cookie:a",
            "",
            "Critère,Conteneurs,VM\r\n",
        ),
    ] {
        for extension in ["csv", "md", "html", "json"] {
            let path = format!("/comparer/conteneurs-vm.{extension}");
            let file = site.get(&format!("{path}{query}")).await;
            assert_eq!(file.status, 200, "{path}{query}");
            let canonical = format!("<https://notes.example.org{path}{kept}>; rel=\"canonical\"");
            assert_eq!(file.header("link"), canonical, "{path}{query}");
            assert_eq!(file.header("x-robots-tag"), "noindex");
            assert_eq!(file.header("cache-control"), "no-cache");
            assert_eq!(file.header("set-cookie"), "");
        }
        let file = site
            .get(&format!("/comparer/conteneurs-vm.csv{query}"))
            .await;
        assert!(file.text().contains(csv), "{query}: {}", file.text());
    }
    let long = format!("/comparer/conteneurs-vm.html?filtre={}", "a".repeat(4000));
    assert_eq!(site.get(&long).await.status, 200);
}

#[tokio::test]
async fn the_panel_shows_the_file_of_the_view() {
    let site = TestSite::new();
    let page = "/comparer/conteneurs-vm?sujets=vm&export=";
    for (offer, code, link) in [
        (
            "md",
            "| Critère | VM |",
            "/comparer/conteneurs-vm.md?sujets=vm",
        ),
        (
            "csv",
            "Critère,VM\n",
            "/comparer/conteneurs-vm.csv?sujets=vm",
        ),
        (
            "html",
            "&lt;caption&gt;Conteneurs",
            "/comparer/conteneurs-vm.html?sujets=vm",
        ),
        (
            "json",
            "\"title\": \"Conteneurs et VM\"",
            "/comparer/conteneurs-vm.json?sujets=vm",
        ),
    ] {
        let answer = site.get(&format!("{page}{offer}")).await;
        let html = answer.text();
        let (_, made) = html.split_once("<pre tabindex=\"0\"><code>").unwrap();
        let made = made.split("</code>").next().unwrap().replace('\r', "");
        assert!(made.contains(code), "{offer}: {made}");
        assert!(!made.contains('\u{feff}'));
        assert!(
            html.contains(&format!("href=\"{link}\" download")),
            "{offer}"
        );
        let address =
            format!("data-live-address=\"/comparer/conteneurs-vm?sujets=vm&amp;export={offer}\"");
        assert!(html.contains(&address), "{offer}");
        assert!(!html.contains("class=\"notice\""), "{offer}");
    }
    let none = site.get("/comparer/conteneurs-vm?sujets=vm").await;
    assert!(!none.text().contains("<pre"));
    let unknown = site.get(&format!("{page}pdf%22")).await;
    assert_eq!(unknown.status, 200);
    let (_, notice) = unknown.text().split_once("class=\"notice\"").unwrap();
    let notice = notice.split("</p>").next().unwrap();
    assert!(notice.contains("pdf"), "{notice}");
    assert!(
        notice.contains("<a href=\"/comparer/conteneurs-vm?sujets=vm\""),
        "{notice}"
    );
}

#[tokio::test]
async fn the_code_of_a_frame_names_the_view_and_says_whether_it_may_be_used() {
    let page = "/comparer/conteneurs-vm?sujets=vm&transpose=1&export=cadre";
    let code = "&lt;iframe src=\"https://notes.example.org/embed/comparer/conteneurs-vm?sujets=vm&amp;amp;transpose=1\" title=\"Tableau\u{a0}: Conteneurs et VM\"";
    let open = framed().get(page).await;
    assert!(open.text().contains(code), "{}", open.text());
    assert!(!open.text().contains("STRATES_FRAME_ANCESTORS"));
    let shut = TestSite::new().get(page).await;
    assert!(shut.text().contains(code));
    assert!(shut.text().contains("STRATES_FRAME_ANCESTORS"));
}
