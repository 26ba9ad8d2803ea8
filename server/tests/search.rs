//! `/api/search` as programs rely on it, and the document that tells them how.
#![allow(clippy::unwrap_used)]

mod common;
mod schema;

use common::{Answer, TestSite};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use schema::Schemas;
use serde_json::Value;

fn keys(json: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

fn codes(answer: &Answer) -> Vec<String> {
    let reasons = answer.json()["reasons"].as_array().unwrap().clone();
    for reason in &reasons {
        assert!(!reason["message"].as_str().unwrap().is_empty());
    }
    let code = |reason: &Value| reason["code"].as_str().unwrap().to_owned();
    reasons.iter().map(code).collect()
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[tokio::test]
async fn an_answer_has_its_fields() {
    let site = TestSite::new();
    let found = site.get("/api/search?q=noyau&limit=1").await;
    assert_eq!(found.header("content-type"), "application/json");
    assert_eq!(found.header("cache-control"), "no-cache");
    let json = found.json();
    let fields = [
        "facets", "hits", "limit", "next", "offset", "query", "reasons", "took_us", "total",
    ];
    assert_eq!(keys(&json), fields);
    assert_eq!(json["query"], "noyau");
    assert!(json["total"].as_u64().unwrap() > 1);
    let hits = json["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1);
    let fields = [
        "heading", "kind", "part", "path", "snippet", "source", "title",
    ];
    assert_eq!(keys(&hits[0]), fields);
    assert_eq!(hits[0]["part"], "partie");
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let site = TestSite::new();
    let path = "/api/search?q=noyau&limit=1";
    let found = site.get(path).await;
    let again = site
        .get_with(path, "if-none-match", found.header("etag"))
        .await;
    assert_eq!(again.status, 304);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), found.header("etag"));
    let other = site.get("/api/search?q=noyau&limit=2").await;
    assert_ne!(other.header("etag"), found.header("etag"));
}

#[tokio::test]
async fn kinds_and_parts_bound_what_is_found() {
    let site = TestSite::new();
    let all = site.get("/api/search?q=noyau&limit=100").await.json();
    let count = |name: &str, id: &str| {
        let facets = all["facets"][format!("{name}s")].as_array().unwrap();
        let entry = facets.iter().find(|entry| entry[name] == id);
        entry.unwrap()["count"].as_u64().unwrap()
    };
    let (notes, rows) = (count("kind", "note"), count("kind", "criterion"));
    assert_eq!(notes + rows, all["total"].as_u64().unwrap());
    for (filter, expected) in [
        ("kind=note", notes),
        ("kind=note&kind=criterion", notes + rows),
        ("part=partie", count("part", "partie")),
        ("part=partie&kind=criterion", 0),
    ] {
        let path = format!("/api/search?q=noyau&limit=100&{filter}");
        let some = site.get(&path).await.json();
        assert_eq!(some["total"], expected, "{filter}");
        assert_eq!(some["hits"].as_array().unwrap().len() as u64, expected);
        assert_eq!(some["reasons"], serde_json::json!([]));
    }
}

#[tokio::test]
async fn pages_lead_to_one_another() {
    let site = TestSite::new();
    let all = site.get("/api/search?q=noyau").await.json()["hits"].clone();
    let mut seen = Vec::new();
    let mut next = Some("/api/search?q=noyau&limit=1&page=1".to_owned());
    while let Some(path) = next {
        let page = site.get(&path).await;
        let json = page.json();
        seen.extend(json["hits"].as_array().unwrap().clone());
        next = json["next"].as_str().map(str::to_owned);
        let link = page.header("link").to_owned();
        assert!(link.contains("</api/openapi.json>; rel=\"service-desc\""));
        if let Some(next) = &next {
            assert!(link.contains(&format!("<{next}>; rel=\"next\"")), "{link}");
        }
        if let Some(before) = json["previous"].as_str() {
            assert!(
                link.contains(&format!("<{before}>; rel=\"prev\"")),
                "{link}"
            );
            let before = site.get(before).await.json();
            assert_eq!(before["hits"][0], seen[seen.len() - 2]);
        }
    }
    assert_eq!(Value::from(seen), all);
}

#[tokio::test]
async fn whatever_is_asked_is_answered_with_a_reason() {
    let site = TestSite::new();
    let words: Vec<String> = (0..200).map(|i| format!("mot{i}")).collect();
    for (q, expected) in [
        ("", "empty"),
        ("   ", "empty"),
        ("\u{0}\u{7}\u{1b}", "empty"),
        ("?!;… (—)", "no-words"),
        ("🐳🎉", "no-words"),
        ("le la les de", "only-stop-words"),
        ("no\u{0}yau", "invisible-characters"),
        ("\u{202e}noyau\u{200f}", "invisible-characters"),
        ("\"noyau\" AND -vm", "operators"),
        ("noyau -machine", "excluded-words"),
        ("\"noyau noyau noyau\"", "relaxed"),
        (&"a".repeat(10_240), "too-long"),
        (&"é".repeat(5_120), "too-long"),
        (&"\u{0}".repeat(10_240), "invisible-characters"),
        (&words.join(" "), "too-many-words"),
    ] {
        let found = site.get(&format!("/api/search?q={}", encode(q))).await;
        let what: String = q.chars().take(20).collect();
        assert_eq!(found.status, 200, "{what:?}");
        let given = codes(&found);
        assert!(
            given.iter().any(|code| code == expected),
            "{what:?}: {given:?}"
        );
        let page = site.get(&format!("/recherche?q={}", encode(q))).await;
        assert_eq!(page.status, 200, "{what:?}");
    }
    let marked = site
        .get("/api/search?q=%E2%80%AEno%E2%80%8Fyau")
        .await
        .json();
    assert_eq!(marked["query"], "noyau");
    assert!(marked["total"].as_u64().unwrap() > 0);
    for (parameters, expected) in [
        ("", "empty"),
        ("?q=a&limit=0", "out-of-range"),
        ("?q=a&limit=101", "out-of-range"),
        ("?q=a&limit=x", "out-of-range"),
        ("?q=a&page=-1", "out-of-range"),
        ("?q=a&page=99999999999999999999", "out-of-range"),
        ("?q=a&offset=1001", "out-of-range"),
        ("?q=a&kind=chose", "unknown-kind"),
        ("?q=a&part=ailleurs", "unknown-part"),
        ("?q=a&callback=f", "unknown-parameter"),
        ("?q=a&q=b", "repeated-parameter"),
        ("?q=a&page=1&offset=0", "ignored-parameter"),
        ("?&&==&q", "unknown-parameter"),
    ] {
        let found = site.get(&format!("/api/search{parameters}")).await;
        assert_eq!(found.status, 200, "{parameters}");
        let given = codes(&found);
        assert!(
            given.iter().any(|code| code == expected),
            "{parameters}: {given:?}"
        );
    }
}

/// A server that has one of everything that is described.
fn described() -> TestSite {
    let site = TestSite::new();
    let flow = "title = \"Appliquer\"\n[[participants]]\nid = \"a\"\nname = \"A\"\nkind = \"app\"\n\
        [[steps]]\nnumber = \"1\"\nfrom = \"a\"\nlabel = \"Agit\"\n";
    site.write("content/flows/apply.toml", flow);
    server::reload::reload(&site.site, &site.sources);
    site
}

#[tokio::test]
async fn what_is_described_answers_as_described() {
    let site = described();
    let whole = site.get("/api/openapi.json").await;
    assert_eq!(whole.header("content-type"), "application/json");
    assert_ne!(whole.header("etag"), "");
    let whole = whole.json();
    assert_eq!(whole["openapi"], "3.1.0");
    for (template, item) in whole["paths"].as_object().unwrap() {
        let operation = &item["get"];
        let address = address(template, operation);
        let answer = site.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        let content = operation["responses"]["200"]["content"]
            .as_object()
            .unwrap();
        let (media, body) = content.iter().next().unwrap();
        let given = answer.header("content-type").split(';').next().unwrap();
        assert_eq!(given, media, "{address}");
        let value = match media.as_str() {
            json if json.ends_with("json") => answer.json(),
            _ => Value::from(answer.text()),
        };
        let schema = Schemas::new(&whole);
        assert_eq!(schema.faults(&body["schema"], &value), [""; 0], "{address}");
    }
}

/// The address of an operation, with the examples of its parameters.
fn address(template: &str, operation: &Value) -> String {
    let mut path = template.to_owned();
    let mut query = Vec::new();
    let parameters = operation["parameters"].as_array();
    for parameter in parameters.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        let example = &parameter["example"];
        let example = example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned);
        match parameter["in"].as_str() {
            Some("path") => path = path.replace(&format!("{{{name}}}"), &example),
            _ if example != "null" => query.push(format!("{name}={example}")),
            _ => {}
        }
    }
    format!("{path}?{}", query.join("&"))
}

#[tokio::test]
async fn what_is_described_is_what_there_is() {
    let site = TestSite::new();
    let whole = site.get("/api/openapi.json").await.json();
    let answer = &whole["components"]["schemas"]["SearchAnswer"]["properties"];
    let found = site
        .get("/api/search?q=noyau&limit=1&offset=1")
        .await
        .json();
    for key in keys(&found) {
        assert!(answer.get(key).is_some(), "{key} is not described");
    }
    let parameters = whole["paths"]["/api/search"]["get"]["parameters"].clone();
    for parameter in parameters.as_array().unwrap() {
        let name = parameter["name"].as_str().unwrap();
        let answer = site.get(&format!("/api/search?{name}=1")).await;
        assert!(
            !codes(&answer).contains(&"unknown-parameter".to_owned()),
            "{name}"
        );
    }
    for missing in ["/notes/rien.md", "/comparer/rien.json", "/flux/rien.toml"] {
        assert_eq!(site.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn browsers_are_offered_names_of_places() {
    let site = TestSite::new();
    let offered = site.get("/api/suggest?q=noy").await.json();
    assert_eq!(offered[0], "noy");
    assert!(offered[1].as_array().unwrap().contains(&"Le noyau".into()));
    let address = offered[3][0].as_str().unwrap();
    assert!(
        address.starts_with("https://notes.example.org/"),
        "{address}"
    );
    let description = site.get("/opensearch.xml").await;
    let template = "https://notes.example.org/api/suggest?q={searchTerms}";
    assert!(description.text().contains(template));
}

#[tokio::test]
async fn the_palette_is_given_options_without_a_page_around_them() {
    let site = TestSite::new();
    let found = site.get("/api/palette?q=noyau").await;
    assert_eq!(found.header("content-type"), "text/html; charset=utf-8");
    let html = found.text();
    assert!(html.starts_with("<div data-said=\""), "{html}");
    assert!(html.contains("role=\"option\"") && html.contains("<mark>noyau</mark>"));
    assert!(!html.contains("<html") && !html.contains("<script"));
    let again = site.get_with(
        "/api/palette?q=noyau",
        "if-none-match",
        found.header("etag"),
    );
    assert_eq!(again.await.status, 304);
    assert!(html.contains(" data-all=\"/recherche?q=noyau\""));
    let hostile = site
        .get("/api/palette?q=%22%3E%3Cscript%3E%F0%9F%90%B3")
        .await;
    assert!(!hostile.text().contains("<script"), "{}", hostile.text());
}

#[tokio::test]
async fn the_palette_offers_ways_out_where_nothing_is_found() {
    let site = TestSite::new();
    let nothing = site.get("/api/palette?q=azertyqsd").await;
    let html = nothing.text();
    assert!(html.contains("data-said=\"Aucun résultat."), "{html}");
    assert!(!html.contains("data-all"), "{html}");
    assert!(html.contains("Ou parcourez le cours") && html.contains("href=\"/notes/"));
    let nothing = site.get("/api/palette?q=noyautage").await;
    let html = nothing.text();
    assert!(html.contains("Termes proches"), "{html}");
    let term = "data-palette-take=\"\">noyau</a>";
    assert!(html.contains(term), "{html}");
}
