//! Requests nobody should send: each gets a readable answer, with all the headers.
#![allow(clippy::unwrap_used)]

mod common;

use axum::{body::Body, http::Request};
use common::{Answer, TestSite};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use server::reload::reload;

fn assert_readable(answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status, status, "{what}");
    assert_eq!(
        answer.header("content-type"),
        "text/html; charset=utf-8",
        "{what}"
    );
    assert!(answer.text().contains(&format!("HTTP {status}")), "{what}");
    assert!(answer.text().contains("<nav"), "{what}");
    assert_headers(answer, what);
}

fn assert_headers(answer: &Answer, what: &str) {
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "strict-transport-security",
        "cache-control",
    ] {
        assert_ne!(answer.header(name), "", "{what}: {name}");
    }
}

#[tokio::test]
async fn unknown_pages() {
    let site = TestSite::new();
    for path in [
        "/rien",
        "/notes/rien",
        "/comparer/rien",
        "/environnements/rien",
        "/flux/rien",
        "/notes/rien?q=1",
        "/index.html",
        "/rien/",
        "/notes/rien/",
        "//example.org/",
        "/wp-login.php",
    ] {
        assert_readable(&site.get(path).await, 404, path);
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_site() {
    let site = TestSite::new();
    for path in [
        "/../Cargo.toml",
        "/notes/../../site/manifest.json",
        "/notes/%2e%2e/%2e%2e/site/manifest.json",
        "/notes/..%2f..%2fsite%2fmanifest.json",
        "/notes/%5c..%5cmanifest.json",
        "/notes//partie/noyau",
    ] {
        assert_readable(&site.get(path).await, 404, path);
    }
    for path in [
        "/assets/../manifest.json",
        "/media/../../site/manifest.json",
    ] {
        assert_eq!(site.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn bad_escapes() {
    let site = TestSite::new();
    for path in [
        "/%zz",
        "/notes/%ff",
        "/notes/%00",
        "/recherche?q=%e9",
        "/api/search?q=%",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert_headers(&answer, path);
    }
    assert_readable(&site.get("/notes/%ff").await, 400, "a page");
}

#[tokio::test]
async fn long_addresses() {
    let site = TestSite::new();
    let path = format!("/notes/{}", "a".repeat(3000));
    assert_readable(&site.get(&path).await, 414, "path");
    let query = format!("/glossaire?q={}", "a".repeat(5000));
    assert_readable(&site.get(&query).await, 414, "query");
    let long = format!("/glossaire?q={}", "a".repeat(4000));
    assert_eq!(site.get(&long).await.status, 200);
}

#[tokio::test]
async fn odd_methods() {
    let site = TestSite::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        for path in ["/", "/notes/partie/noyau", "/rien"] {
            let answer = site.send(Request::builder().method(method).uri(path)).await;
            assert_readable(&answer, 405, method);
            assert_eq!(answer.header("allow"), "GET, HEAD", "{method}");
        }
    }
    let beacon = Request::put("/boot-failed");
    let answer = site.send(beacon).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (405, "POST")
    );
    let connect = Request::builder().method("CONNECT").uri("example.org:443");
    assert_eq!(site.send(connect).await.status, 405);
    let asterisk = Request::builder().method("OPTIONS").uri("*");
    assert_eq!(site.send(asterisk).await.status, 405);
}

#[tokio::test]
async fn bodies() {
    let site = TestSite::new();
    let request = Request::get("/").body(Body::from("x")).unwrap();
    assert_readable(&site.send_body(request).await, 413, "a page that is kept");
}

#[tokio::test]
async fn many_headers() {
    let site = TestSite::new();
    // Kept or not, for the second time or the first.
    for path in ["/rien", "/", "/", "/favicon.svg"] {
        let many = (0..70).fold(Request::get(path), |request, i| {
            request.header(format!("x-{i}"), "1")
        });
        assert_readable(&site.send(many).await, 431, path);
        let large = Request::get(path).header("x", "a".repeat(20_000));
        assert_readable(&site.send(large).await, 431, path);
        assert!(site.get(path).await.status != 431, "{path}");
    }
}

#[tokio::test]
async fn one_host_is_asked_for() {
    let site = TestSite::new();
    for path in ["/rien", "/", "/"] {
        let two = Request::get(path).header("host", "a").header("host", "b");
        assert_readable(&site.send(two).await, 400, path);
    }
}

#[tokio::test]
async fn a_slash_too_many_is_taken_away() {
    let site = TestSite::new();
    for (path, location) in [
        ("/notes/", "/notes"),
        ("/notes/partie/noyau/", "/notes/partie/noyau"),
        ("/comparer//", "/comparer"),
        (
            "/comparer/conteneurs-vm/?differences=1",
            "/comparer/conteneurs-vm?differences=1",
        ),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 308, "{path}");
        assert_eq!(answer.header("location"), location, "{path}");
        assert_headers(&answer, path);
    }
}

#[tokio::test]
async fn programs_get_short_answers() {
    let site = TestSite::new();
    for path in ["/assets/rien.js", "/media/rien.png", "/api/rien"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text(), "404 Not Found\n", "{path}");
        assert_headers(&answer, path);
    }
}

#[tokio::test]
async fn a_file_is_the_same_whatever_the_query() {
    let site = TestSite::new();
    for path in ["/favicon.svg", "/assets/s-1.css"] {
        let plain = site.get(path).await;
        for query in ["v=2", "", "a&b"] {
            let answer = site.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, 200, "{path}?{query}");
            assert_eq!(answer.body, plain.body, "{path}?{query}");
        }
        assert_eq!(site.get(&format!("{path}?%00")).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn what_clients_make_up_is_not_kept() {
    let site = TestSite::new();
    for path in ["/rien", "/notes/rien", "/?x=1", "/recherche?q=a"] {
        site.get(path).await;
        assert!(site.site.edition().slot(path).is_none(), "{path}");
    }
}

/// What would run, or at least show, wherever a text is written as it was given.
const MARKUP: &str = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

fn assert_inert(page: &str, what: &str) {
    for trace in ["<script>alert", "<img src=x"] {
        assert!(!page.contains(trace), "{what}: {trace} in {page}");
    }
}

#[tokio::test]
async fn markup_in_addresses_is_text() {
    let site = TestSite::new();
    let typed = utf8_percent_encode(MARKUP, NON_ALPHANUMERIC);
    for address in [
        format!("/recherche?q={typed}"),
        format!("/recherche?q=noyau&genre={typed}&partie={typed}&page={typed}&{typed}=1"),
        format!("/api/palette?q={typed}"),
        format!(
            "/comparer/conteneurs-vm?sujets={typed}&criteres={typed}&tri={typed}&{typed}={typed}"
        ),
        format!("/environnements/lab?vue={typed}&{typed}={typed}"),
        format!("/environnements/comparer?a={typed}&b={typed}&{typed}={typed}"),
        format!("/glossaire?q={typed}&{typed}={typed}"),
        format!("/notes/partie/noyau?{typed}={typed}"),
        format!("/notes/{typed}"),
        format!("/{typed}"),
    ] {
        assert_inert(site.get(&address).await.text(), &address);
    }
}

#[tokio::test]
async fn markup_in_names_is_text() {
    let site = TestSite::new();
    let quoted = MARKUP.replace('"', "\\\"");
    site.write(
        "content/notes/essai.md",
        &format!("+++\ntitle = \"{quoted}\"\nsummary = \"{quoted}\"\n+++\n\nDu texte.\n"),
    );
    site.write(
        "content/comparisons/essai.toml",
        &format!(
            "title = \"{quoted}\"\n[[subjects]]\nid = \"a\"\nname = \"{quoted}\"\n\
             [[subjects]]\nid = \"b\"\nname = \"B\"\n[[groups]]\nname = \"{quoted}\"\n\
             [[groups.criteria]]\nid = \"c\"\nname = \"{quoted}\"\n[groups.criteria.cells]\n\
             a = \"x\"\nb = \"y\"\n"
        ),
    );
    site.write(
        "content/stacks/essai.toml",
        &format!(
            "title = \"{quoted}\"\n[[layers]]\nid = \"a\"\nkind = \"vm\"\nlabel = \"{quoted}\"\n"
        ),
    );
    site.write(
        "content/site.toml",
        &format!("name = \"{quoted}\"\nheading = \"{quoted}\"\nsummary = \"{quoted}\"\nexample = \"{quoted}\"\n"),
    );
    reload(&site.site, &site.sources);
    let paths = site.site.edition().paths.clone();
    for name in ["/notes/essai", "/comparer/essai", "/environnements/essai"] {
        assert!(paths.iter().any(|path| path == name), "{name} in {paths:?}");
    }
    let others = [
        "/recherche?q=title",
        "/api/palette?q=title",
        "/atom.xml",
        "/opensearch.xml",
    ];
    for path in paths.iter().map(String::as_str).chain(others) {
        assert_inert(site.get(path).await.text(), path);
    }
}
