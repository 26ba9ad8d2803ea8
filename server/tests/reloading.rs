//! Content that changes under a running server.
#![allow(clippy::unwrap_used)]

mod common;

use std::{fs, os::unix::fs::symlink, sync::Arc, time::Duration};

use axum::http::Uri;
use common::{COURSE, TestSite, write};
use server::{
    reload::{reload, watch},
    site::Mistakes,
};

#[tokio::test]
async fn good_content_is_published() {
    let site = TestSite::new();
    let before = site.get("/notes").await;
    site.write("content/notes/_index.md", "# Le cours\n\nTout a changé.\n");
    reload(&site.site, &site.sources);
    let after = site
        .get_with("/notes", "if-none-match", before.header("etag"))
        .await;
    assert_eq!(after.status, 200);
    assert!(after.text().contains("Tout a changé."));
    assert!(metric(
        &site,
        "strates_corpus_reloads_total{outcome=\"accepted\"} 1"
    ));
    assert!(metric(&site, "strates_corpus_version 2"));
}

#[tokio::test]
async fn content_with_mistakes_leaves_the_site_as_it_was() {
    let site = TestSite::new();
    let before = site.get("/notes").await;
    site.write("content/notes/_index.md", "# Le cours\n\n[mort](rien.md)\n");
    reload(&site.site, &site.sources);
    let after = site.get("/notes").await;
    assert_eq!(after.body, before.body);
    let mistakes = site.site.mistakes();
    assert!(
        mistakes.borrow().contains("notes/_index.md:3"),
        "{mistakes:?}"
    );
    assert!(metric(
        &site,
        "strates_corpus_reloads_total{outcome=\"refused\"} 1"
    ));
    assert!(metric(&site, "strates_corpus_version 1"));
    assert!(metric(&site, "strates_corpus_mistakes 1"));
    // Taken back, it is what is served already.
    site.write("content/notes/_index.md", COURSE);
    reload(&site.site, &site.sources);
    assert_eq!(&**mistakes.borrow(), "");
    assert!(metric(&site, "strates_corpus_mistakes 0"));
}

#[test]
fn a_start_shows_what_could_be_read_unless_told_not_to() {
    let site = TestSite::new();
    site.write("content/notes/morte.md", "# Morte\n\n[mort](rien.md)\n");
    let load = |mistakes| {
        let (standing, metrics) = (&site.site.standing, &site.site.metrics);
        site.sources.load(mistakes, standing, metrics)
    };
    assert!(load(Mistakes::Refuse).is_err());
    let edition = load(Mistakes::Report).unwrap();
    assert!(edition.context.corpus.note("morte").is_some());
}

#[tokio::test]
async fn mistakes_that_were_there_from_the_start_hinder_no_reload_until_they_are_gone() {
    let site = TestSite::new();
    site.write("content/notes/morte.md", "# Morte\n\n[mort](rien.md)\n");
    let (standing, metrics) = (&site.site.standing, &site.site.metrics);
    let salvaged = site.sources.load(Mistakes::Report, standing, metrics);
    site.site.publish(salvaged.unwrap());
    assert!(metric(&site, "strates_corpus_mistakes 1"));
    let shows = async |text: &str, slug: &str| {
        let page = format!("# Une note\n\n{text}\n");
        site.write(&format!("content/notes/{slug}.md"), &page);
        reload(&site.site, &site.sources);
        site.get(&format!("/notes/{slug}")).await.status == 200
    };
    assert!(shows("Écrite à côté.", "nouvelle").await);
    assert!(shows("Sans lien.", "morte").await);
    assert!(!shows("[mort](rien.md)", "refusee").await);
}

#[tokio::test]
async fn mistakes_that_were_there_from_the_start_excuse_no_others() {
    let site = TestSite::new();
    site.write("content/notes/morte.md", "# Morte\n\n[mort](rien.md)\n");
    let (standing, metrics) = (&site.site.standing, &site.site.metrics);
    let salvaged = site.sources.load(Mistakes::Report, standing, metrics);
    site.site.publish(salvaged.unwrap());
    let comparison = site
        .folder
        .path()
        .join("content/comparisons/conteneurs-vm.toml");
    let good = fs::read_to_string(&comparison).unwrap();
    for bad in [
        good.replace("title =", "titre ="),
        good.replace("[[subjects]]", "[[sujets"),
    ] {
        fs::write(&comparison, &bad).unwrap();
        reload(&site.site, &site.sources);
        assert_eq!(
            site.get("/comparer/conteneurs-vm").await.status,
            200,
            "{bad}"
        );
        let mistakes = site.site.mistakes();
        assert!(
            mistakes.borrow().starts_with("comparisons/"),
            "{mistakes:?}"
        );
        assert!(!mistakes.borrow().contains("morte.md"), "{mistakes:?}");
    }
    // As good as before is good enough, and what is written besides appears.
    fs::write(&comparison, good).unwrap();
    site.write(
        "content/notes/morte.md",
        "# Morte\n\nEncore [mort](rien.md), [là](rien.md).\n",
    );
    reload(&site.site, &site.sources);
    assert!(site.get("/notes/morte").await.text().contains("Encore"));
}

#[tokio::test]
async fn a_folder_that_disappears_leaves_the_site_as_it_was() {
    let site = TestSite::new();
    fs::remove_dir_all(site.folder.path().join("content")).unwrap();
    reload(&site.site, &site.sources);
    assert_eq!(site.get("/notes/partie/noyau").await.status, 200);
}

#[tokio::test]
async fn the_same_content_is_not_published_again() {
    let site = TestSite::new();
    site.get("/notes").await;
    site.write("content/notes/.brouillon", "");
    reload(&site.site, &site.sources);
    assert!(
        site.site
            .edition()
            .stored(&Uri::from_static("/notes"))
            .is_some()
    );
    assert!(metric(&site, "strates_corpus_version 1"));
}

#[tokio::test]
async fn a_changed_file_is_noticed() {
    let site = TestSite::new();
    let mut versions = site.site.versions();
    tokio::spawn(watch(site.site.clone(), site.sources.clone()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    site.write("content/notes/nouvelle.md", "# Une nouvelle note\n");
    noticed(&mut versions).await;
    assert_eq!(site.get("/notes/nouvelle").await.status, 200);
}

/// A log beside the folder, in which reloading writes, would make it begin again for ever.
#[tokio::test]
async fn what_lies_beside_the_folder_is_not_watched() {
    let site = TestSite::new();
    site.write("content/notes/morte.md", "# Morte\n\n[mort](rien.md)\n");
    tokio::spawn(watch(site.site.clone(), site.sources.clone()));
    let refused = "strates_corpus_reloads_total{outcome=\"refused\"} ";
    told(&site, &format!("{refused}1")).await;
    for line in 0..3 {
        site.write("serve.log", &line.to_string());
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    site.write(
        "content/notes/morte.md",
        "# Morte\n\n[pire](nulle-part.md)\n",
    );
    told(&site, &format!("{refused}2")).await;
}

#[tokio::test]
async fn a_swapped_link_is_noticed_again_and_again() {
    follow_a_link("").await;
}

#[tokio::test]
async fn a_swapped_link_on_the_way_to_the_folder_is_noticed() {
    follow_a_link("course/content").await;
}

/// Swaps a link to versions of a folder, of which the content is a part.
async fn follow_a_link(part: &str) {
    let mut site = TestSite::new();
    let folder = site.folder.path().to_owned();
    let link = folder.join("current");
    let point_to = |version: &str| {
        let next = folder.join("next");
        let content = folder.join(version).join(part);
        write(&content, &format!("notes/{version}.md"), "# Une version\n");
        symlink(folder.join(version), &next).unwrap();
        fs::rename(&next, &link).unwrap();
    };
    point_to("v1");
    let sources = Arc::get_mut(&mut site.sources).unwrap();
    sources.content = link.join(part);
    let mut versions = site.site.versions();
    tokio::spawn(watch(site.site.clone(), site.sources.clone()));
    noticed(&mut versions).await;
    for version in ["v2", "v3"] {
        point_to(version);
        noticed(&mut versions).await;
        assert_eq!(site.get(&format!("/notes/{version}")).await.status, 200);
    }
}

#[tokio::test]
async fn a_config_map_is_noticed() {
    let mut site = TestSite::new();
    let mount = site.folder.path().join("mount");
    let publish = |version: &str, text: &str| {
        write(&mount, &format!("..{version}/a.md"), text);
        symlink(format!("..{version}"), mount.join("..data_tmp")).unwrap();
        fs::rename(mount.join("..data_tmp"), mount.join("..data")).unwrap();
    };
    publish("v1", "# Première\n");
    fs::create_dir_all(mount.join("notes")).unwrap();
    symlink("../..data/a.md", mount.join("notes/a.md")).unwrap();
    Arc::get_mut(&mut site.sources).unwrap().content = mount.clone();
    let mut versions = site.site.versions();
    tokio::spawn(watch(site.site.clone(), site.sources.clone()));
    noticed(&mut versions).await;
    publish("v2", "# Seconde\n");
    noticed(&mut versions).await;
    assert!(site.get("/notes/a").await.text().contains("Seconde"));
}

async fn noticed(versions: &mut tokio::sync::watch::Receiver<u64>) {
    tokio::time::timeout(Duration::from_secs(20), versions.changed())
        .await
        .expect("the change is noticed")
        .unwrap();
}

/// Waits for a metric to have that value: one that has passed it by never does.
async fn told(site: &TestSite, line: &str) {
    for _ in 0..200 {
        if metric(site, line) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never {line}");
}

fn metric(site: &TestSite, line: &str) -> bool {
    site.site
        .metrics
        .render()
        .lines()
        .any(|found| found == line)
}
