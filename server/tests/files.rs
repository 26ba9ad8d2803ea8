//! The files that notes link to, as browsers get them.

#![allow(clippy::unwrap_used)]

mod common;

use common::TestSite;

#[tokio::test]
async fn files_are_shown_or_saved_and_never_run() {
    let note =
        "# TP\n\n[1](sujet.pdf) [2](pod.yaml) [3](tp.zip) [4](notes.csv) [5](x.json) ![s](s.svg)";
    let site = TestSite::of(&[
        ("notes/tp.md", note),
        ("notes/sujet.pdf", "%PDF-1.4\n"),
        ("notes/pod.yaml", "kind: Pod\n"),
        ("notes/tp.zip", "PK\u{3}\u{4}"),
        ("notes/notes.csv", "a;b\n"),
        ("notes/x.json", "{}"),
        ("notes/s.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("notes/secret.txt", "no note links to it"),
    ]);
    for (name, content_type, saved, sandboxed) in [
        ("sujet.pdf", "application/pdf", false, false),
        ("pod.yaml", "text/plain; charset=utf-8", false, true),
        ("tp.zip", "application/zip", true, true),
        ("notes.csv", "text/csv; charset=utf-8", true, true),
        ("x.json", "application/json", false, true),
        ("s.svg", "image/svg+xml", false, true),
    ] {
        for query in ["", "?v=1"] {
            let path = format!("/media/notes/{name}{query}");
            let file = site.get(&path).await;
            assert_eq!(file.status, 200, "{path}");
            assert_eq!(file.header("content-type"), content_type, "{path}");
            assert_eq!(file.header("x-content-type-options"), "nosniff", "{path}");
            let policy = file.header("content-security-policy");
            assert!(!policy.contains("script-src"), "{path}: {policy}");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert_eq!(policy.contains("sandbox"), sandboxed, "{path}: {policy}");
            let disposition = file.headers.get("content-disposition");
            let disposition = disposition.map(|value| value.to_str().unwrap());
            assert_eq!(disposition, saved.then_some("attachment"), "{path}");
        }
    }
    let file = site.get("/media/notes/tp.zip").await;
    let again = site
        .get_with("/media/notes/tp.zip", "if-none-match", file.header("etag"))
        .await;
    assert_eq!(again.status, 304);
    assert_eq!(site.get("/media/notes/secret.txt").await.status, 404);
}
