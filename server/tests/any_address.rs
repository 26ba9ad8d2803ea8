//! Whatever the address: an answer, soon, and never an error of the server.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use common::TestSite;
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::{
    collection::vec,
    prelude::{Strategy, any, prop_oneof, proptest},
    prop_assert, prop_assert_eq, prop_assume,
    sample::select,
};
use server::{pages, reload::reload};
use tokio::runtime::Runtime;

/// Far more than any of these pages takes, even without optimisation.
const SOON: Duration = Duration::from_secs(5);

/// One of every kind of page that the usual site of tests has not.
const MORE: [(&str, &str); 6] = [
    (
        "content/flows/appel.toml",
        "title = \"Appel\"\nstack = \"un\"\n\
         [[participants]]\nid = \"a\"\nname = \"A\"\nkind = \"app\"\nlayer = \"pc\"\n\
         [[participants]]\nid = \"b\"\nname = \"B\"\nkind = \"app\"\n\
         [[steps]]\nnumber = \"1\"\nfrom = \"a\"\nto = \"b\"\nlabel = \"Appelle\"\n\
         [[steps]]\nnumber = \"2b\"\nfrom = \"b\"\nlabel = \"Répond\"\n",
    ),
    (
        "content/stacks/un.toml",
        "title = \"Un\"\nseries = \"Le lab\"\nstep = 10\n\
         [[layers]]\nid = \"pc\"\nkind = \"hardware\"\nlabel = \"Un PC\"\n",
    ),
    (
        "content/stacks/deux.toml",
        "title = \"Deux\"\nseries = \"Le lab\"\nstep = 20\n\
         [[layers]]\nid = \"pc\"\nkind = \"hardware\"\nlabel = \"Un autre\"\n",
    ),
    (
        "content/choisir.toml",
        include_str!("../../corpus/tests/valid/choisir/choisir.toml"),
    ),
    (
        "content/comparisons/c.toml",
        include_str!("../../corpus/tests/valid/choisir/comparisons/c.toml"),
    ),
    (
        "content/notes/note.md",
        include_str!("../../corpus/tests/valid/choisir/notes/note.md"),
    ),
];

static SITE: LazyLock<(Runtime, TestSite)> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let site = runtime.block_on(async { TestSite::new() });
    for (name, text) in MORE {
        site.write(name, text);
    }
    reload(&site.site, &site.sources);
    assert_eq!(&**site.site.mistakes().borrow(), "");
    (runtime, site)
});

/// Paths that have an answer.
const PATHS: [&str; 21] = [
    "/",
    "/notes",
    "/notes/partie/noyau",
    "/notes/partie/noyau.md",
    "/comparer",
    "/comparer/conteneurs-vm",
    "/comparer/conteneurs-vm.csv",
    "/comparer/conteneurs-vm.json",
    "/embed/comparer/conteneurs-vm",
    "/environnements",
    "/environnements/lab",
    "/environnements/comparer",
    "/environnements/evolution/le-lab",
    "/flux",
    "/flux/appel",
    "/glossaire",
    "/choisir",
    "/recherche",
    "/api/search",
    "/atom.xml",
    "/media/notes/partie/sch%C3%A9ma.svg",
];

#[test]
fn the_paths_of_these_tests_have_an_answer() {
    let (runtime, site) = &*SITE;
    for path in PATHS {
        assert_eq!(runtime.block_on(site.get(path)).status, 200, "{path}");
    }
}

/// Paths of the site, with what comes near them.
fn path() -> impl Strategy<Value = String> {
    let known = select(PATHS.to_vec());
    prop_oneof![
        8 => known.prop_map(str::to_owned),
        1 => "/[a-z%./-]{0,20}",
    ]
}

/// Names and values that pages read, and any text.
fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        6 => select(vec![
            "q", "limit", "offset", "kind", "part", "page", "genre", "partie", "tri", "filtre",
            "tri-2", "filtre-2", "criteres", "deux", "differences", "vue", "perte", "a", "b", "c",
            "etape", "isolation", "lecture", "suivre", "theme", "sujets", "epingle", "transpose", "densite", "cellule", "export", "trier", "epingler", "groupe",
            "ouvrir", "montrer", "deplacer",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let value = prop_oneof![
        4 => select(vec![
            "", "1", "-1", "0", "99999999999999999999", "c", "vm", "c,vm", "noyau", "lab", "texte",
            "-nom", "a,,b", "é", "\"", "<script>", "%", "\n", "c:vm", "tout",
            "noyau.vm", "forte", "2b", "note", "pc", "md", "cadre", "compacte", "-c",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z ]{200,400}",
    ];
    vec((name, value), 0..8).prop_map(|pairs| {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    })
}

proptest! {
    #[test]
    fn every_address_has_an_answer(path in path(), query in query()) {
        let address = match query.is_empty() {
            true => path,
            false => format!("{path}?{query}"),
        };
        prop_assume!(address.parse::<Uri>().is_ok());
        let (runtime, site) = &*SITE;
        let began = Instant::now();
        let answer = runtime.block_on(site.get(&address));
        prop_assert!(!answer.status.is_server_error(), "{}: {}", address, answer.status);
        prop_assert!(began.elapsed() < SOON, "{}: {:?}", address, began.elapsed());
        prop_assert!(answer.body.len() < 1_000_000, "{}: {} bytes", address, answer.body.len());
        if answer.header("content-type").starts_with("text/html") {
            // What is asked for never becomes markup.
            prop_assert!(!answer.text().contains("<script>"), "{}", address);
        }
    }

    #[test]
    fn a_page_put_together_is_the_page_rendered_whole(query in query()) {
        let address = format!("/comparer/conteneurs-vm?{query}");
        prop_assume!(address.parse::<Uri>().is_ok());
        let (runtime, site) = &*SITE;
        let edition = site.site.edition_owned();
        let request = || Request::builder().uri(&address).body(Body::empty()).unwrap();
        let (filled, whole) = runtime.block_on(async {
            let context = edition.context.clone();
            let filled = edition.surroundings.fill(&context, request().uri()).await;
            (read(filled.unwrap()).await, read(pages::render_whole(context, request()).await).await)
        });
        prop_assert_eq!(filled, whole);
    }
}

async fn read(response: Response) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8(body.to_vec()).unwrap();
    (parts.status, parts.headers, text)
}
