//! What a site calls itself.
#![allow(clippy::unwrap_used)]

mod common;

use common::TestSite;
use server::reload::reload;

#[tokio::test]
async fn a_site_calls_itself_what_its_author_does() {
    let site = TestSite::new();
    let home = site.get("/").await.text().to_owned();
    assert!(
        home.contains("<title>Strates · Notes de cours</title>"),
        "{home}"
    );
    site.write(
        "content/site.toml",
        "name = \"A & B\"\nheading = \"Les réseaux\"\nsummary = \"Du câble au service.\"\nexample = \"routeur\"\n",
    );
    reload(&site.site, &site.sources);
    let home = site.get("/").await.text().to_owned();
    for words in [
        "<title>A &amp; B · Les réseaux</title>",
        "<h1>Les réseaux</h1>",
        "Du câble au service.",
        "placeholder=\"routeur\"",
    ] {
        assert!(home.contains(words), "{words}: {home}");
    }
    let note = site.get("/notes/partie/noyau").await.text().to_owned();
    assert!(
        note.contains("<title>Le noyau · A &amp; B</title>"),
        "{note}"
    );
    let feed = site.get("/atom.xml").await.text().to_owned();
    assert!(feed.contains("<title>A &amp; B</title>"), "{feed}");
    let search = site.get("/opensearch.xml").await.text().to_owned();
    assert!(
        search.contains("<ShortName>A &amp; B</ShortName>"),
        "{search}"
    );
}
