//! Every route: status, type, caching, encodings.
#![allow(clippy::unwrap_used)]

mod common;

use std::{io::Read, time::Duration};

use axum::http::Request;
use common::TestSite;

const PAGES: [&str; 10] = [
    "/",
    "/notes",
    "/notes/partie/noyau",
    "/comparer",
    "/comparer/conteneurs-vm",
    "/environnements",
    "/environnements/lab",
    "/glossaire",
    "/recherche",
    "/plan-du-site",
];

#[tokio::test]
async fn pages_are_html_that_may_be_kept_and_asked_for_again() {
    let site = TestSite::new();
    for path in PAGES {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.header("content-type"),
            "text/html; charset=utf-8",
            "{path}"
        );
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
        assert_eq!(page.header("vary"), "accept-encoding", "{path}");
        assert!(page.text().starts_with("<!DOCTYPE html>"), "{path}");
        assert!(!page.text().contains("nonce"), "{path}");
        let again = site
            .get_with(path, "if-none-match", page.header("etag"))
            .await;
        assert_eq!(again.status, 304, "{path}");
        assert!(again.body.is_empty(), "{path}");
        assert_eq!(again.header("etag"), page.header("etag"), "{path}");
    }
}

#[tokio::test]
async fn what_blocks_the_first_paint_is_named_in_a_header() {
    let site = TestSite::new();
    for path in [
        "/notes/partie/noyau",
        "/comparer/conteneurs-vm?differences=1",
        "/inconnu",
    ] {
        assert_eq!(
            site.get(path).await.header("link"),
            "</assets/d-1.js>; rel=preload; as=script, </assets/s-1.css>; rel=preload; as=style, </assets/b-1.js>; rel=preload; as=script",
            "{path}"
        );
    }
    assert!(!site.get("/robots.txt").await.headers.contains_key("link"));
}

#[tokio::test]
async fn no_page_holds_an_inline_script_or_style() {
    let site = TestSite::new();
    for path in PAGES {
        let page = site.get(path).await;
        for script in page.text().split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains("src="), "{path}: <script{tag}>");
        }
        assert!(!page.text().contains("<style"), "{path}");
    }
}

#[tokio::test]
async fn the_second_answer_is_the_first_one() {
    let site = TestSite::new();
    let first = site.get("/notes/partie/noyau").await;
    let second = site.get("/notes/partie/noyau").await;
    assert_eq!(first.body, second.body);
    assert_eq!(first.headers, second.headers);
}

#[tokio::test]
async fn pages_come_in_the_encoding_that_is_asked_for() {
    let site = TestSite::new();
    let plain = site.get("/").await;
    let brotli = site.get_with("/", "accept-encoding", "gzip, br").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*brotli.body, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    let gzip = site.get_with("/", "accept-encoding", "gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&*gzip.body)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    assert_ne!(brotli.header("etag"), plain.header("etag"));
    assert_ne!(brotli.header("etag"), gzip.header("etag"));
    for answer in [&plain, &brotli, &gzip] {
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
    }
}

#[tokio::test]
async fn head_answers_like_get_without_the_body() {
    let site = TestSite::new();
    for path in [
        "/",
        "/recherche?q=noyau",
        "/api/search?q=noyau",
        "/assets/s-1.css",
    ] {
        let get = site.get(path).await;
        let head = site.send(Request::head(path)).await;
        assert_eq!(head.status, 200, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(
            head.header("content-type"),
            get.header("content-type"),
            "{path}"
        );
    }
    let first = TestSite::new().send(Request::head("/")).await;
    assert_eq!(
        first.header("content-length"),
        site.get("/").await.header("content-length")
    );
}

#[tokio::test]
async fn pages_with_a_query_are_made_for_it_and_compressed() {
    let site = TestSite::new();
    let page = site
        .get_with("/recherche?q=noyau", "accept-encoding", "br")
        .await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-encoding"), "br");
    assert_eq!(page.header("vary"), "accept-encoding");
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*page.body, &mut unpacked).unwrap();
    assert!(
        String::from_utf8(unpacked)
            .unwrap()
            .contains("/notes/partie/noyau")
    );
}

#[tokio::test]
async fn assets_never_change_and_other_files_may() {
    let site = TestSite::new();
    let css = site.get("/assets/s-1.css").await;
    assert_eq!(css.status, 200);
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(css.header("cache-control"), "max-age=31536000, immutable");
    let icon = site.get("/favicon.svg").await;
    assert_eq!(icon.header("content-type"), "image/svg+xml");
    assert_eq!(icon.header("cache-control"), "no-cache");
    assert_eq!(site.get("/manifest.json").await.status, 404);
    assert_eq!(site.get("/assets/none.css").await.status, 404);
}

#[tokio::test]
async fn files_stand_beside_pages() {
    let site = TestSite::new();
    for (path, content_type, content) in [
        ("/notes.md", "text/markdown; charset=utf-8", "Bienvenue"),
        (
            "/notes/partie/noyau.md",
            "text/markdown; charset=utf-8",
            "## Partage",
        ),
        (
            "/comparer/conteneurs-vm.csv",
            "text/csv; charset=utf-8",
            "Noyau,\"partagé, \"\"léger\"\"\",non renseigné dans les notes\r\n",
        ),
        (
            "/comparer/conteneurs-vm.md",
            "text/markdown; charset=utf-8",
            "| Noyau | partagé, `\"léger\"` | non renseigné dans les notes |\n",
        ),
        (
            "/comparer/conteneurs-vm.json",
            "application/json",
            "\"unknown\": true",
        ),
        (
            "/comparer/conteneurs-vm.html",
            "text/html; charset=utf-8",
            "<th scope=\"row\">Noyau</th>",
        ),
        ("/environnements/lab.svg", "image/svg+xml", "Un PC"),
        (
            "/media/notes/partie/sch%C3%A9ma.svg",
            "image/svg+xml",
            "<svg",
        ),
    ] {
        let file = site.get(path).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-type"), content_type, "{path}");
        assert!(
            file.text().replace('\u{a0}', " ").contains(content),
            "{path}: {}",
            file.text()
        );
        let again = site
            .get_with(path, "if-none-match", file.header("etag"))
            .await;
        assert_eq!(again.status, 304, "{path}");
    }
    for path in [
        "/notes/none.md",
        "/comparer/none.csv",
        "/environnements/none.svg",
        "/media/x.png",
    ] {
        assert_eq!(site.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_page_shows_its_images() {
    let site = TestSite::new();
    let page = site.get("/notes/partie/noyau").await;
    let (_, rest) = page.text().split_once("src=\"/media/").unwrap();
    let path = format!("/media/{}", rest.split('"').next().unwrap());
    assert_eq!(site.get(&path).await.status, 200, "{path}");
}

#[tokio::test]
async fn feeds_name_the_site_by_its_public_address() {
    let site = TestSite::new();
    let sitemap = site.get("/sitemap.xml").await;
    assert_eq!(
        sitemap.header("content-type"),
        "application/xml; charset=utf-8"
    );
    for path in [
        "/",
        "/notes/partie/noyau",
        "/comparer/conteneurs-vm",
        "/environnements/lab",
    ] {
        let line = format!("<loc>https://notes.example.org{path}</loc>");
        assert!(sitemap.text().contains(&line), "{line}");
    }
    assert!(!sitemap.text().contains("/recherche"));
    let atom = site.get("/atom.xml").await;
    assert_eq!(
        atom.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert!(
        atom.text()
            .contains("<id>https://notes.example.org/notes/partie/noyau</id>")
    );
    assert!(
        atom.text()
            .contains("<summary>Ce que partagent les conteneurs.</summary>")
    );
    let search = site.get("/opensearch.xml").await;
    assert!(
        search
            .text()
            .contains("https://notes.example.org/recherche?q={searchTerms}")
    );
    let robots = site.get("/robots.txt").await;
    assert!(
        robots
            .text()
            .contains("Sitemap: https://notes.example.org/sitemap.xml\n")
    );
}

#[tokio::test]
async fn every_page_of_the_sitemap_exists() {
    let site = TestSite::new();
    let sitemap = site.get("/sitemap.xml").await;
    let pages = sitemap
        .text()
        .split("<loc>https://notes.example.org")
        .skip(1);
    let paths: Vec<_> = pages.map(|rest| rest.split('<').next().unwrap()).collect();
    assert!(paths.len() > PAGES.len() / 2);
    for path in paths {
        assert_eq!(site.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn speculation_rules_have_their_type() {
    let site = TestSite::new();
    let rules = site.get("/speculation-rules.json").await;
    assert_eq!(
        rules.header("content-type"),
        "application/speculationrules+json"
    );
    assert!(rules.json()["prerender"].is_array());
}

#[tokio::test]
async fn probes_tell_alive_from_ready() {
    let site = TestSite::new();
    assert_eq!(site.get("/healthz").await.status, 200);
    let ready = site.get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(ready.header("cache-control"), "no-store");
    site.site.retire();
    let ready = site.get("/readyz").await;
    assert_eq!(ready.status, 503);
    assert_eq!(ready.text(), "stopping\n");
    assert_eq!(site.get("/healthz").await.status, 200);
    assert_eq!(site.get("/").await.status, 200);
}

#[tokio::test]
async fn reloading_the_browser_is_for_development_only() {
    let site = TestSite::new();
    assert_eq!(site.get("/dev/reload.js").await.status, 404);
    assert_eq!(site.get("/dev/events").await.status, 404);
    let site = TestSite::with("http://localhost", true);
    let script = site.get("/dev/reload.js").await;
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(site.get("/").await.text().contains("/dev/reload.js"));
    site.site
        .find_fault("notes/a.md:3: un \"lien\" mort".into());
    let stopping = site.site.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        stopping.retire();
    });
    let events = site.get("/dev/events").await;
    assert_eq!(events.header("content-type"), "text/event-stream");
    let told = events.text();
    assert!(
        told.contains("\"mistakes\":\"notes/a.md:3: un \\\"lien\\\" mort\""),
        "{told}"
    );
}

#[tokio::test]
async fn an_answer_to_a_query_is_made_once_while_it_is_asked_for() {
    let site = TestSite::new();
    for path in [
        "/api/search?q=noyau",
        "/api/palette?q=noy",
        "/recherche?q=noyau",
        "/comparer/conteneurs-vm?differences=1",
        "/notes/partie/noyau?inconnu=1",
    ] {
        assert_eq!(site.get(path).await.status, 200, "{path}");
        // Kept from the second time on.
        let first = site.get(path).await;
        let again = site.get(path).await;
        // An answer of the interface says how long it took: another one would differ.
        assert_eq!(first.text(), again.text(), "{path}");
        assert_eq!(first.header("etag"), again.header("etag"), "{path}");
        let tag = first.header("etag");
        let fresh = site.get_with(path, "if-none-match", tag).await;
        assert_eq!(fresh.status, 304, "{path}");
        assert!(fresh.body.is_empty(), "{path}");
        let gzip = site.get_with(path, "accept-encoding", "gzip, br").await;
        let brotli = site.get_with(path, "accept-encoding", "br").await;
        for (answer, name) in [(&gzip, "gzip"), (&brotli, "br")] {
            let short = first.body.len() < 1024;
            let expected = if short { "" } else { name };
            assert_eq!(answer.header("content-encoding"), expected, "{path}");
        }
        let head = site.send(Request::head(path)).await;
        assert_eq!(head.status, 200, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn what_is_true_at_the_moment_only_and_what_failed_is_made_each_time() {
    let site = TestSite::new();
    for (path, status) in [("/readyz?x=1", 200), ("/notes/nulle-part?x=1", 404)] {
        for _ in 0..2 {
            let answer = site.get(path).await;
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.header("etag"), "", "{path}");
        }
    }
}
