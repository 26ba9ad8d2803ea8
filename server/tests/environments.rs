//! Environments: readings, comparisons, files.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::TestSite;

const COMPARE: &str = "/environnements/comparer";

#[tokio::test]
async fn what_an_address_does_not_mean_is_said() {
    let site = TestSite::new();
    let unknown = [
        (format!("{COMPARE}?a=rien&b=lab"), "rien", "?a=lab"),
        (
            format!("{COMPARE}?a=lab&b=lab&d=lab"),
            "d",
            "?a=lab&amp;b=lab",
        ),
        (format!("{COMPARE}?a=lab&a=lab"), "lab", "?a=lab"),
        (
            "/environnements/lab?vue=zut".to_owned(),
            "vue",
            "/environnements/lab",
        ),
        (
            "/environnements/lab?perte=zut".to_owned(),
            "perte",
            "/environnements/lab",
        ),
        (
            "/environnements/lab?perte=%3Cb%3E&vue=ou".to_owned(),
            "perte",
            "?vue=ou",
        ),
    ];
    for (path, ignored, canonical) in unknown {
        let page = site.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let notice = page.text().split("class=\"notice\"").nth(1).expect(&path);
        let notice = notice.split("</p>").next().unwrap();
        assert!(
            notice.contains(ignored) && notice.contains(canonical),
            "{path}: {notice}"
        );
    }
    for path in [
        COMPARE,
        &format!("{COMPARE}?a=lab&b="),
        "/environnements/lab?vue=noyaux",
    ] {
        let page = site.get(path).await;
        assert!(!page.text().contains("class=\"notice\""), "{path}");
    }
}

#[tokio::test]
async fn an_environment_compared_with_itself_has_no_difference() {
    let page = TestSite::new().get(&format!("{COMPARE}?a=lab&b=lab")).await;
    assert!(page.text().contains("Aucune différence."));
    assert_eq!(page.text().matches("couche-pc\">Un PC").count(), 2);
}

#[tokio::test]
async fn a_reading_is_in_the_drawing_and_in_the_list() {
    let site = TestSite::new();
    let plain = site.get("/environnements/lab").await;
    assert!(!plain.text().contains("is-failing"));
    let page = site.get("/environnements/lab?perte=pc").await;
    assert!(
        page.text()
            .contains("class=\"box leaf kind-hardware is-failing\"")
    );
    assert!(page.text().contains("class=\"mark is-failing\""));
    assert!(page.text().contains("Si «\u{202f}Un PC\u{202f}» tombe"));
}

#[tokio::test]
async fn every_file_of_an_environment_has_its_type() {
    let site = TestSite::new();
    let files = [
        ("svg", "image/svg+xml", "<title"),
        ("svg?theme=sombre", "image/svg+xml", "background:#14171c"),
        ("svg?theme=clair", "image/svg+xml", "background:#fff"),
        ("txt", "text/plain; charset=utf-8", "│ Un PC "),
        (
            "toml",
            "application/toml; charset=utf-8",
            "label = \"Un PC\"",
        ),
    ];
    for (ending, content_type, content) in files {
        let file = site.get(&format!("/environnements/lab.{ending}")).await;
        assert_eq!(file.header("content-type"), content_type, "{ending}");
        assert!(file.text().contains(content), "{ending}: {}", file.text());
    }
    let table = site.get("/comparer/conteneurs-vm.toml").await;
    assert!(table.text().starts_with("title = \"Conteneurs et VM\""));
    assert_eq!(site.get("/comparer/rien.toml").await.status, 404);
    let dark = site.get("/environnements/lab.svg?theme=sombre").await;
    assert!(!dark.text().contains("@media"), "one theme, not both");
    assert_eq!(site.get("/environnements/rien.txt").await.status, 404);
    assert_eq!(site.get("/environnements/evolution/rien").await.status, 404);
}

#[test]
fn the_drawing_of_the_bank_is_small() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let corpus = corpus::load(&content).unwrap();
    let svg = app::stack_svg(corpus.stack("banque").unwrap(), app::Theme::Either);
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut svg.as_bytes(), &mut packed, &parameters).unwrap();
    println!("{} bytes in brotli, of {}", packed.len(), svg.len());
    assert!(packed.len() < 12_000, "{}", packed.len());
}

/// Authors leave room between the numbers of phases; readers count them.
#[tokio::test]
async fn a_phase_leads_to_its_place_in_the_series() {
    let phase = |title: &str, step: &str| {
        format!(
            "title = \"{title}\"\nseries = \"Le lab grandit\"\nstep = {step}\n\
             [[layers]]\nid = \"pc\"\nkind = \"hardware\"\nlabel = \"{title}\"\n"
        )
    };
    let phases = [
        ("a", "Un", "30"),
        ("b", "Deux", "10"),
        ("c", "Trois", "20.5"),
    ];
    let files =
        phases.map(|(slug, title, step)| (format!("stacks/{slug}.toml"), phase(title, step)));
    let mut all = vec![("notes/index.md", "# Note\n")];
    all.extend(files.iter().map(|(name, text)| (&**name, &**text)));
    let site = TestSite::of(&all);
    for (slug, title, at) in [("b", "Deux", 1), ("c", "Trois", 2), ("a", "Un", 3)] {
        let page = site.get(&format!("/environnements/{slug}")).await;
        let address = format!("/environnements/evolution/le-lab-grandit?etape={at}");
        assert!(
            page.text().contains(&format!("href=\"{address}\"")),
            "{slug}"
        );
        let series = site.get(&address).await;
        assert!(
            series
                .text()
                .contains(&format!("Étape {at} sur 3\u{a0}: {title}</h2>")),
            "{slug}"
        );
        assert!(!series.text().contains("class=\"notice\""), "{slug}");
    }
}
