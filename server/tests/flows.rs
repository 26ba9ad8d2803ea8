//! A flow, whole and step by step.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use common::TestSite;
use server::{headers::StandingHeaders, metrics::Metrics, site::Mistakes};

const FLOW: &str = "title = \"Envoi\"\n\
    [[participants]]\nid = \"a\"\nname = \"kubectl\"\nkind = \"app\"\n\
    [[participants]]\nid = \"b\"\nname = \"etcd\"\nkind = \"storage\"\n\
    [[steps]]\nnumber = \"2\"\nfrom = \"a\"\nto = \"b\"\nlabel = \"Envoie\"\n\
    [[steps]]\nnumber = \"1b\"\nfrom = \"b\"\nlabel = \"Enregistre\"\n";

fn site() -> TestSite {
    let site = TestSite::new();
    site.write("content/flows/envoi.toml", FLOW);
    let (standing, metrics) = (StandingHeaders::new(true), Arc::new(Metrics::default()));
    let edition = site.sources.load(Mistakes::Refuse, &standing, &metrics);
    site.site.publish(edition.unwrap());
    site
}

#[tokio::test]
async fn the_whole_is_kept_and_lists_every_step() {
    let site = site();
    let page = site.get("/flux/envoi").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("id=\"etape-2\"") && text.contains("id=\"etape-1b\""));
    assert!(text.contains("Commencer pas à pas"));
    assert!(!text.contains("aria-current=\"step\"") && !text.contains("class=\"notice\""));
    let again = site
        .get_with("/flux/envoi", "if-none-match", page.header("etag"))
        .await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn a_step_has_an_address_and_the_others_stay() {
    let site = site();
    let page = site.get("/flux/envoi?etape=1b").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Étape 1b (2 sur 2)"), "{text}");
    assert_eq!(text.matches("aria-current=\"step\"").count(), 1);
    assert!(text.contains("id=\"etape-2\""));
    assert!(text.contains("href=\"/flux/envoi?etape=2\""), "{text}");
    assert!(text.contains("data-live-address=\"/flux/envoi?etape=1b\""));
    assert_eq!(
        text.matches("class=\"message current\"").count(),
        4,
        "in each of the drawings"
    );
    let whole = site.get("/flux/envoi").await;
    assert!(
        !whole.text().contains("id=\"pas\""),
        "the page kept is the whole"
    );
}

#[tokio::test]
async fn what_an_address_does_not_mean_is_said() {
    let site = site();
    for query in [
        "etape=99",
        "etape=",
        "etape=%3Cb%3E&couleur=rouge",
        "etape=1",
    ] {
        let page = site.get(&format!("/flux/envoi?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let text = page.text();
        assert!(text.contains("class=\"notice\""), "{query}");
        assert!(
            text.contains("<a href=\"/flux/envoi\">Adresse de cette vue</a>"),
            "{query}"
        );
        assert!(
            !text.contains("<b>&couleur") && !text.contains("etape=<b>"),
            "{query}"
        );
    }
}
