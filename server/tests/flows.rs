//! A flow, whole and step by step.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use common::TestSite;
use server::{headers::StandingHeaders, metrics::Metrics, site::Mistakes};

const FLOW: &str = "title = \"Envoi\"\nstack = \"sol\"\n\
    [[participants]]\nid = \"a\"\nname = \"kubectl\"\nkind = \"app\"\nlayer = \"poste\"\n\
    [[participants]]\nid = \"b\"\nname = \"etcd\"\nkind = \"storage\"\nlayer = \"base\"\n\
    [[steps]]\nnumber = \"2\"\nfrom = \"a\"\nto = \"b\"\nlabel = \"Envoie\"\n\
    [[steps]]\nnumber = \"1b\"\nfrom = \"b\"\nlabel = \"Enregistre\"\n";

const STACK: &str = "title = \"Sol\"\ncompare = [\"lab\"]\n\
    [[layers]]\nid = \"poste\"\nkind = \"hardware\"\nlabel = \"Poste\"\n\
    [[layers]]\nid = \"base\"\nkind = \"storage\"\nlabel = \"Base\"\n\
    [[links]]\nfrom = \"poste\"\nto = \"base\"\nkind = \"data\"\nlabel = \"clés\"\n";

const NOTE: &str = "# Note\n\n```stack sol\n```\n\n- ```flow envoi\n  ```\n\n\
    ```stack\ntitle = \"Petit\"\n[[layers]]\nid = \"a\"\nkind = \"pod\"\nlabel = \"Seul <1>\"\n```\n";

fn site() -> TestSite {
    let site = TestSite::new();
    site.write("content/stacks/sol.toml", STACK);
    site.write("content/notes/dessins.md", NOTE);
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

#[tokio::test]
async fn a_step_is_outlined_on_its_environment() {
    let site = site();
    let spots = |text: &str| text.matches("<rect class=\"spot").count();
    for (path, count) in [
        ("/flux/envoi", 2),
        ("/flux/envoi?etape=2", 2),
        ("/flux/envoi?etape=1b", 1),
    ] {
        let page = site.get(path).await;
        assert_eq!(spots(page.text()), 4 * count, "{path}");
    }
    let page = site.get("/flux/envoi?etape=1b").await;
    assert!(
        page.text()
            .contains("href=\"/environnements/sol#couche-base\"")
    );
}

#[tokio::test]
async fn steps_run_by_themselves_without_reloading_the_page() {
    let site = site();
    let page = site.get("/flux/envoi?lecture=1").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("refresh"), "", "a reload takes the focus away");
    let text = page.text();
    for scene in ["scene at-0", "scene at-1"] {
        assert_eq!(text.matches(&format!("class=\"{scene}\"")).count(), 1);
    }
    let pause = "<input type=\"checkbox\" id=\"lecture\"";
    assert!(text.contains(pause) && text.contains("Arrêter"), "{text}");
    assert!(text.contains("id=\"etape-1b\""), "the list stays");
    let last = site.get("/flux/envoi?etape=1b&lecture=1").await;
    assert!(last.text().contains("class=\"notice\""), "nothing to run");
}

#[tokio::test]
async fn links_are_drawn_and_said() {
    let page = site().get("/environnements/sol").await;
    let text = page.text();
    assert_eq!(text.matches("<g class=\"link link-data\">").count(), 4);
    let words = text.split("class=\"link-list\"").nth(1).unwrap();
    let words = words.split("</ul>").next().unwrap();
    for word in ["Poste", "lit et écrit dans", "Base", "(clés)"] {
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[tokio::test]
async fn a_note_shows_environments_and_flows() {
    let site = site();
    let page = site.get("/notes/dessins").await;
    let text = page.text();
    assert_eq!(text.matches("<figure class=\"embed diagram\">").count(), 3);
    assert!(!text.contains("data-embed"), "every mark is replaced");
    assert!(text.contains("<a href=\"/environnements/sol\">Sol</a>"));
    assert!(text.contains("<a href=\"/flux/envoi\">Envoi</a>"));
    assert!(text.contains("Seul &lt;1&gt; (Conteneur ou pod)"), "{text}");
    let sheets = |text: &str| text.matches("rel=\"stylesheet\"").count();
    let plain = site.get("/notes/partie/noyau").await;
    assert_eq!(sheets(text), sheets(plain.text()) + 1, "for pictures alone");
}

#[tokio::test]
async fn the_home_page_begins_with_two_environments_that_their_author_compares() {
    let home = site().get("/").await;
    let front = home.text().split("class=\"front\"").nth(1).unwrap();
    let front = front.split("</section>").next().unwrap();
    assert_eq!(front.matches("<figure").count(), 2, "{front}");
    assert!(
        front.contains("/environnements/comparer?a=sol&amp;b=lab"),
        "{front}"
    );
    let without = TestSite::new().get("/").await;
    assert!(!without.text().contains("<figure"));
}
