//! No page has an id twice: a link into it leads to one place.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::TestSite;
use server::pages;

/// The ids of a page, in its order.
fn ids(html: &str) -> Vec<&str> {
    let quoted = html.split(" id=\"").skip(1);
    quoted.map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The ids that a page has more than once.
fn twice(html: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let mut all = ids(html);
    all.retain(|id| !seen.insert(*id));
    all
}

async fn assert_unique(site: &TestSite, path: &str) {
    let page = site.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    let html = page.text();
    assert_eq!(twice(html), [""; 0], "{path}");
    for name in ["aria-labelledby", "aria-controls", "popovertarget", "for"] {
        for rest in html.split(&format!(" {name}=\"")).skip(1) {
            let id = rest.split('"').next().unwrap();
            assert!(ids(html).contains(&id), "{path}: {name}=\"{id}\"");
        }
    }
}

#[tokio::test]
async fn no_page_of_the_course_has_an_id_twice() {
    let site = TestSite::course();
    let paths = pages::paths(&site.site.edition().context.corpus);
    assert!(paths.len() > 100);
    for path in paths {
        assert_unique(&site, &path).await;
    }
    for path in [
        "/recherche?q=pod",
        "/comparer/conteneurs-vm?export=md",
        "/environnements/comparer?a=docker-compose&b=lab-k3s",
    ] {
        assert_unique(&site, path).await;
    }
}

/// A note whose headings and anchors are named like what stands around it.
#[tokio::test]
async fn headings_take_no_id_of_what_stands_around_them() {
    let table = "+++\nlearn = [\"<a id=\\\"contenu\\\">a</a>\"]\n\
         questions = [{ question = \"Q ?\", answer = \"R\" }]\n+++\n# Note\n\n\
         ## Coûts\n\n<!-- tableau : triable filtrable -->\n| A | B |\n|---|---|\n| x | 1 |\n";
    let plain = TestSite::of(&[("notes/index.md", table), ("notes/autre.md", "# Autre\n")]);
    // All that the page of such a note has, once as the title of a section, once as its anchor.
    let html = plain.get("/notes?tri=-b").await;
    let own = ids(html.text());
    assert!(own.contains(&"tableau-couts"), "{own:?}");
    let mut hostile = table.to_owned();
    for id in &own {
        hostile.push_str(&format!("\n## {id}\n\n<b id=\"{id}\">a</b>[^1]\n"));
        hostile.push_str(&format!("\n## {}\n", id.trim_start_matches("page:")));
    }
    hostile.push_str("\n## fn 1\n\n<b id=\"fn:1\">b</b>\n\n[^1]: Ici.\n");
    let files = [
        ("notes/index.md", hostile.as_str()),
        ("notes/autre.md", "# Autre\n\n[là](index.md#contenu)\n"),
    ];
    let site = TestSite::of(&files);
    assert_unique(&site, "/notes").await;
    assert_unique(&site, "/notes?tri=-b&filtre=x").await;
    let page = site.get("/notes").await;
    assert!(page.text().contains("<h2 id=\"contenu\""));
}

/// A comparison whose criteria are named like what stands around its table.
#[tokio::test]
async fn criteria_take_no_id_of_what_stands_around_them() {
    let criterion = |id: &str| {
        format!(
            "[[groups.criteria]]\nid = \"{id}\"\nname = \"{id}\"\n[groups.criteria.cells]\n\
             a = \"x\"\nb = \"y\"\nc = \"x\"\n"
        )
    };
    let table = format!(
        "title = \"T\"\n{}[[groups]]\nname = \"G\"\n{}",
        ["a", "b", "c"]
            .map(|id| format!("[[subjects]]\nid = \"{id}\"\nname = \"{id}\"\n"))
            .concat(),
        criterion("un"),
    );
    let note = ("notes/index.md", "# Note\n");
    let views = [
        "",
        "?cellule=un.a&export=csv&epingle=a",
        "?transpose=1&deux=b.c",
    ];
    let plain = TestSite::of(&[note, ("comparisons/t.toml", &table)]);
    let mut hostile = table;
    let mut taken = BTreeSet::from(["un".to_owned()]);
    for view in views {
        let page = plain.get(&format!("/comparer/t{view}")).await;
        for id in ids(page.text()) {
            let id = id.trim_start_matches("page:").replace('.', "-");
            if taken.insert(id.clone()) {
                hostile.push_str(&criterion(&id));
            }
        }
    }
    assert!(
        taken.contains("detail") && taken.contains("reglages"),
        "{taken:?}"
    );
    let site = TestSite::of(&[note, ("comparisons/t.toml", &hostile)]);
    for view in views {
        assert_unique(&site, &format!("/comparer/t{view}")).await;
    }
}
