//! What is shown of folders that are not as they should be, and what never is.

#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use corpus::Corpus;

fn load(folder: &Path) -> Corpus {
    corpus::load(folder).unwrap_or_else(|problems| panic!("{}:\n{problems}", folder.display()))
}

fn paths(corpus: &Corpus) -> Vec<String> {
    corpus.notes().iter().map(|note| note.path()).collect()
}

fn html<'a>(corpus: &'a Corpus, slug: &str) -> &'a str {
    corpus.notes()[corpus.note(slug).unwrap()].html.as_str()
}

/// Kubernetes mounts a ConfigMap as links to links, and swaps the middle one to update it.
#[cfg(unix)]
#[test]
fn a_mounted_config_map_loads_once() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("..2026_01/notes")).unwrap();
    fs::write(root.join("..2026_01/notes/a.md"), "# A\n\n[b](b.md)\n").unwrap();
    fs::write(root.join("..2026_01/b.md"), "# B\n").unwrap();
    symlink("..2026_01", root.join("..data")).unwrap();
    symlink("..data/notes", root.join("notes")).unwrap();
    symlink("../b.md", root.join("..2026_01/notes/b.md")).unwrap();
    assert_eq!(paths(&load(root)), ["/notes/a", "/notes/b"]);
}

/// git-sync checks a commit out beside the others, and turns a link above the content to it.
#[cfg(unix)]
#[test]
fn what_git_sync_checks_out_loads() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join(".worktrees/c0ffee/content/notes")).unwrap();
    fs::create_dir_all(root.join(".worktrees/c0ffee/content/commun")).unwrap();
    let content = root.join(".worktrees/c0ffee/content");
    fs::write(content.join("commun/a.md"), "# A\n").unwrap();
    symlink("../commun/a.md", content.join("notes/a.md")).unwrap();
    symlink(".worktrees/c0ffee", root.join("current")).unwrap();
    assert_eq!(paths(&load(&root.join("current/content"))), ["/notes/a"]);
    symlink("current/content", root.join("contenu")).unwrap();
    assert_eq!(paths(&load(&root.join("contenu"))), ["/notes/a"]);
}

/// Who may push notes must not read the server's files with them.
#[cfg(unix)]
#[test]
fn links_out_of_the_folder_publish_nothing() {
    use std::os::unix::fs::symlink;

    let secret = tempfile::tempdir().unwrap();
    fs::create_dir(secret.path().join("d")).unwrap();
    for name in ["passwd.md", "d/x.md", "plan.png", "x.toml"] {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03";
        fs::write(secret.path().join(name), png).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("notes")).unwrap();
    let page = "# A\n\n![Plan](plan.png) [plan](plan.png)\n\n![Là](../ailleurs/plan.png)\n";
    fs::write(content.join("notes/a.md"), page).unwrap();
    for (target, link) in [
        ("passwd.md", "notes/b.md"),
        ("d", "notes/d"),
        ("plan.png", "notes/plan.png"),
        ("", "ailleurs"),
        ("", "stacks"),
        ("x.toml", "glossary.toml"),
        ("passwd.md", "notes/inconnu.bin"),
    ] {
        symlink(secret.path().join(target), content.join(link)).unwrap();
    }
    let (corpus, problems) = corpus::salvage(&content).unwrap();
    assert_eq!(paths(&corpus), ["/notes/a"]);
    assert!(corpus.media().is_empty());
    let said = problems.unwrap().0;
    let places: Vec<_> = said
        .iter()
        .map(|one| (one.file.as_str(), one.line))
        .collect();
    let expected = [
        ("glossary.toml", None),
        ("notes/a.md", Some(3)),
        ("notes/a.md", Some(5)),
        ("notes/b.md", None),
        ("notes/d", None),
        ("stacks", None),
    ];
    assert_eq!(places, expected, "{said:?}");
    assert!(said.iter().all(|one| one.fault.rule() == "outside-folder"));
}

#[test]
fn what_is_right_can_be_saved_from_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file(
        "notes/a.md",
        "# A\n\n[mort](rien.md) <script>alert(1)</script>\n",
    );
    file("notes/b.md", "# B\n\n[a](a.md)\n");
    file(
        "notes/c.md",
        "+++\ntitle = \"Sans fin\"\n# nom court\norder = 2\n\n# Un titre\n\nLe texte.\n",
    );
    file("notes/d.md", "---\ntitle: \"sans fin\n---\n\nQuand même.\n");
    file(
        "stacks/s.toml",
        "title = \"S\"\n[[layers]]\nid = \"x\"\nkind = \"lune\"\nlabel = \"X\"\n",
    );
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    let said = corpus::load(folder.path()).unwrap_err().to_string();
    assert_eq!(problems.unwrap().to_string(), said);
    assert_eq!(
        paths(&corpus),
        ["/notes/c", "/notes/a", "/notes/b", "/notes/d"]
    );
    assert_eq!(corpus.notes()[0].title, "Sans fin");
    let c = html(&corpus, "c");
    assert!(
        c.ends_with("<p>Le texte.</p>\n") && !c.contains("order"),
        "{c}"
    );
    assert!(html(&corpus, "d").contains("Quand même"));
    assert!(html(&corpus, "a").contains("mort"));
    assert!(!html(&corpus, "a").contains("alert"));
    assert!(corpus.stacks().is_empty());
}

#[test]
fn of_two_files_at_one_address_one_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    for file in [
        "Cas.md",
        "cas.md",
        "lab.md",
        "lab/_index.md",
        "lab/index.md",
    ] {
        let path = folder.path().join("notes").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("# {file}\n\n[Cas](/notes/cas)\n")).unwrap();
    }
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    assert_eq!(paths(&corpus), ["/notes/cas", "/notes/lab"]);
    assert_eq!(corpus.note("cas"), Some(0));
    assert!(
        corpus
            .lists()
            .iter()
            .all(|list| list.slug.as_str().is_empty())
    );
    let problems = problems.unwrap();
    assert_eq!(problems.0.len(), 3, "{problems}");
    assert!(problems.0.iter().all(|one| one.fault.rule() == "same-slug"));
}

#[test]
fn a_draft_that_others_link_to_is_kept_back_without_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/remarks/awaited-draft");
    let corpus = load(&folder);
    assert_eq!(paths(&corpus), ["/notes/debut"]);
    let text = "<p>La suite, un, deux, trois.</p>\n";
    assert!(html(&corpus, "debut").ends_with(text));
    assert!(corpus.glossary().terms[0].note.is_none());
}

#[test]
fn nothing_can_be_saved_from_a_folder_without_a_readable_note() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("notes")).unwrap();
    fs::write(folder.path().join("notes/a.md"), b"# A\xff\n").unwrap();
    let problems = corpus::salvage(folder.path()).unwrap_err();
    assert_eq!(problems.0.len(), 1);
}

const NOTE: &str = "# A\n\n## Détail\n\nTexte.\n";

/// What a folder shows that holds these files beside a note, and how many mistakes it has.
fn salvaged(files: &[(&str, &str)]) -> (Corpus, usize) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("notes/a.md", NOTE)].iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    (corpus, problems.map_or(0, |problems| problems.0.len()))
}

#[test]
fn a_glossary_is_read_term_by_term() {
    let term =
        |id: &str, rest: &str| format!("[[terms]]\nid = \"{id}\"\nname = \"{id}\"\n{rest}\n");
    let text = [
        term("bon", "definition = \"D.\""),
        term("faute", "definitio = \"D.\""),
        term("bon", "definition = \"Deux fois.\""),
        term("note", "definition = \"D.\"\nnote = \"a#rien\""),
        term("lien", "definition = \"Un [lien](rien.md).\""),
        term("vide", "definition = \"[](rien.md)\""),
        term("cle", "definition = \"D.\"\ncouleur = \"rouge\""),
    ];
    let (corpus, mistakes) = salvaged(&[("glossary.toml", &text.concat())]);
    let terms = corpus.glossary().terms.iter();
    let terms: Vec<&str> = terms.map(|term| term.id.as_str()).collect();
    assert_eq!(terms, ["bon", "cle", "lien", "note"]);
    assert_eq!(mistakes, 7);
}

const TABLE: &str = "title = \"T\"
[[subjects]]
id = \"a\"
name = \"A\"
[[subjects]]
id = \"b\"
name = \"B\"
[[groups]]
[[groups.criteria]]
id = \"un\"
name = \"Un\"
[groups.criteria.cells]
a = { text = \"x\", source = \"a#detail\" }
b = \"y\"
[[groups.criteria]]
id = \"deux\"
name = \"Deux\"
scale = [\"bas\", \"haut\"]
[groups.criteria.cells]
a = { text = \"x\", level = \"bas\" }
b = { text = \"y\", level = \"haut\" }
";

#[test]
fn a_comparison_loses_what_is_wrong_in_it_and_no_more() {
    let rows = |from: &str, to: &str| -> Option<Vec<String>> {
        let table = TABLE.replacen(from, to, 1);
        assert!(from == to || table != TABLE, "{from}");
        let (corpus, mistakes) = salvaged(&[("comparisons/t.toml", &table)]);
        assert_eq!(mistakes > 0, from != to, "{to}");
        let ids = |row: &corpus::comparison::Criterion| row.id.to_string();
        Some(corpus.comparison("t")?.criteria().map(ids).collect())
    };
    let both = Some(vec!["un".to_owned(), "deux".to_owned()]);
    assert_eq!(rows("", ""), both);
    for (from, to) in [
        ("a#detail", "a#detial"),
        ("a#detail", "absente"),
        ("title", "resume = \"?\"\ntitle"),
        ("name = \"A\"", "name = \"A\"\nkind = \"lune\""),
        ("name = \"A\"", "name = \"A\"\nstack = \"absent\""),
        ("text = \"x\"", "text = \"[x](rien.md)\""),
    ] {
        assert_eq!(rows(from, to), both, "{to}");
    }
    let first = Some(vec!["un".to_owned()]);
    for (from, to) in [
        ("level = \"bas\"", "level = \"moyen\""),
        ("level = \"bas\"", "levl = \"bas\""),
        ("\nb = { text", "\nc = { text"),
    ] {
        assert_eq!(rows(from, to), first, "{to}");
    }
    for (from, to) in [("title", "titre"), ("id = \"b\"", "id = \"a\"")] {
        assert_eq!(rows(from, to), None, "{to}");
    }
}

#[test]
fn a_diagram_is_shown_unless_it_would_mislead() {
    let stack = "title = \"S\"\n[[layers]]\nid = \"x\"\nkind = \"vm\"\nlabel = \"X\"\n\
        [[layers]]\nid = \"y\"\nkind = \"os\"\nlabel = \"Y\"\nin = \"x\"\n";
    let flow = "title = \"F\"\n[[participants]]\nid = \"p\"\nname = \"P\"\nkind = \"app\"\n\
        [[participants]]\nid = \"q\"\nname = \"Q\"\nkind = \"app\"\n[[steps]]\nnumber = \"1\"\n\
        from = \"p\"\nto = \"q\"\nlabel = \"L\"\n";
    for (from, to, shown) in [
        ("", "", [true, true]),
        ("title", "note = \"absente\"\ntitle", [true, true]),
        ("title", "compare = [\"absent\"]\ntitle", [true, true]),
        ("label", "couleur = \"bleu\"\nlabel", [true, true]),
        ("kind", "knd", [false, true]),
        ("kind = \"app\"", "kind = \"lune\"", [true, true]),
        ("kind = \"vm\"", "kind = \"lune\"", [false, true]),
        ("in = ", "im = ", [false, true]),
        ("to = ", "tp = ", [true, false]),
        ("to = \"q\"", "to = \"z\"", [true, false]),
    ] {
        let [stack, flow] = [stack, flow].map(|text| text.replacen(from, to, 1));
        let files = [("stacks/s.toml", &*stack), ("flows/f.toml", &*flow)];
        let (corpus, mistakes) = salvaged(&files);
        let found = [corpus.stack("s").is_some(), corpus.flow("f").is_some()];
        assert_eq!(found, shown, "{to}");
        assert_eq!(mistakes > 0, from != to, "{to}");
    }
}
