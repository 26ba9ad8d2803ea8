//! How often notes are linked to.

use std::fs;

use crate::search::inbound::counts;

#[test]
fn each_note_counts_once_however_a_link_is_written() {
    let written = [
        (
            "a/x",
            "[y](y.md) [y](./y.md#z) [b](../b/index.md) [x](x.md)",
        ),
        (
            "a/y",
            "[x](/fr/docs/a/x/) [ext](https://a.org/a/x) [q](/q) `[b](../b)`",
        ),
        ("b/index", "[y](/a/y.html?v=2) [z](z) [p](deep/q.md)"),
        ("p/deep/q", "[x](../../a/x)"),
        ("r", "[[q]]\n\n!!! note\n\n    [y](a/y.md)\n"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in written {
        let path = folder.path().join(format!("notes/{name}.md"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a note");
    }
    let (corpus, _) = crate::salvage(folder.path()).expect("notes");
    let counts = counts(corpus.notes()).into_iter();
    let slugs = corpus.notes().iter().map(|note| note.slug.as_str());
    let mut found: Vec<(&str, u32)> = slugs.zip(counts).collect();
    found.sort_unstable();
    let expected = [("a/x", 2), ("a/y", 3), ("b", 1), ("p/deep/q", 3), ("r", 0)];
    assert_eq!(found, expected);
}
