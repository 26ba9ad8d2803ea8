//! What readers of feeds are told.
#![allow(clippy::unwrap_used)]

mod common;

use common::TestSite;

#[tokio::test]
async fn the_feed_has_the_notes_that_changed_last_newest_first() {
    let dated = |front: &str| format!("{front}\n# Note\n");
    let mut files = vec![
        (
            "notes/a.md".to_owned(),
            dated("+++\nupdated = 2031-02-03\n+++"),
        ),
        ("notes/b.md".to_owned(), dated("---\ndate: 2032-01-02\n---")),
        (
            "notes/c.md".to_owned(),
            dated("---\ndate: 2020-01-01\nlastmod: 2033-01-01T10:00:00Z\n---"),
        ),
        ("notes/d.md".to_owned(), dated("---\ndate: 1999-01-02\n---")),
    ];
    files.extend((0..40).map(|i| (format!("notes/n{i}.md"), dated(""))));
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let site = TestSite::of(&files);
    let feed = site.get("/atom.xml").await.text().to_owned();
    let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
    assert_eq!(entries.len(), 30);
    for (entry, (id, date)) in entries.iter().zip([
        ("c", "2033-01-01T10:00:00Z"),
        ("b", "2032-01-02T00:00:00Z"),
        ("a", "2031-02-03T00:00:00Z"),
    ]) {
        assert!(entry.contains(&format!("/notes/{id}</id>")), "{entry}");
        assert!(
            entry.contains(&format!("<updated>{date}</updated>")),
            "{entry}"
        );
    }
    assert!(!feed.contains("/notes/d</id>"));
}
