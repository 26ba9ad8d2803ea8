//! Folders that must load, as other tools and other systems leave them.

#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use corpus::{
    Corpus,
    citation::CitationKind,
    comparison::Cell,
    media::MediaKind,
    search::{Index, Query},
};

fn load(folder: &Path) -> Corpus {
    corpus::load(folder).unwrap_or_else(|problems| panic!("{}:\n{problems}", folder.display()))
}

fn case(name: &str) -> Corpus {
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/valid");
    load(&valid.join(name))
}

fn paths(corpus: &Corpus) -> Vec<String> {
    corpus.notes().iter().map(|note| note.path()).collect()
}

fn html<'a>(corpus: &'a Corpus, slug: &str) -> &'a str {
    corpus.notes()[corpus.note(slug).unwrap()].html.as_str()
}

#[test]
fn one_note_without_title_is_enough() {
    let corpus = case("minimal");
    assert_eq!(paths(&corpus), ["/notes/seule"]);
    assert_eq!(corpus.notes()[0].title, "Seule");
    assert_eq!(corpus.notes()[0].minutes, 1);
}

#[test]
fn a_hugo_folder_loads_as_it_is() {
    let corpus = case("hugo");
    let expected = [
        "/notes",
        "/notes/reseau",
        "/notes/reseau/services",
        "/notes/reseau/dns",
        "/notes/kubernetes/pods",
    ];
    assert_eq!(paths(&corpus), expected);
    assert_eq!(corpus.course().title, "Le cours");
    assert_eq!(corpus.course().parts[0].title, "Réseau");
    assert_eq!(corpus.course().parts[1].title, "Kubernetes");
    assert!(html(&corpus, "").contains(r#"href="/notes/reseau""#));
    assert!(html(&corpus, "").contains(r#"href="/notes/kubernetes/pods""#));
    assert!(html(&corpus, "reseau/services").contains(r##"href="/notes/reseau/dns#resolution""##));
    let pods = &corpus.notes()[4];
    let summary = pods.summary.as_ref().unwrap();
    assert_eq!(summary.as_str(), "Plus petite unité.");
    let image = &corpus.media()["notes/reseau/dns/schema.png"];
    assert_eq!((image.kind, image.size), (MediaKind::Png, Some((4, 3))));
}

#[test]
fn a_docusaurus_folder_loads_as_it_is() {
    let corpus = case("docusaurus");
    let expected = [
        "/notes/intro",
        "/notes/02-kubernetes-avance/noeuds",
        "/notes/02-kubernetes-avance/9-avant",
        "/notes/02-kubernetes-avance/10-fin",
    ];
    assert_eq!(paths(&corpus), expected);
    assert_eq!(corpus.course().parts[0].title, "Kubernetes avance");
    assert_eq!(corpus.notes()[0].title, "Introduction");
    assert_eq!(corpus.notes()[1].title, "2026");
    let intro = html(&corpus, "intro");
    assert!(intro.contains(r##"href="/notes/02-kubernetes-avance/noeuds#le-role""##));
    assert_eq!(
        intro.matches("/notes/02-kubernetes-avance/noeuds").count(),
        3
    );
    assert_eq!(corpus.media()["img/plan.svg"].kind, MediaKind::Svg);
}

#[test]
fn a_starlight_folder_loads_as_it_is() {
    let corpus = case("starlight");
    let expected = [
        "/notes/regle",
        "/notes/guides/second",
        "/notes/guides/premier",
    ];
    assert_eq!(paths(&corpus), expected);
    let premier = html(&corpus, "guides/premier");
    assert!(premier.contains(r##"href="/notes/guides/second#la-suite""##));
}

#[test]
fn files_that_notes_link_to_are_kept_and_no_others() {
    let corpus = case("fichiers");
    let kept: Vec<_> = corpus.media().keys().map(String::as_str).collect();
    let expected = [
        "commun/tp.tar.gz",
        "notes/tp/Dockerfile",
        "notes/tp/pod à lire.yaml",
        "notes/tp/sujet.pdf",
    ];
    assert_eq!(kept, expected);
    let note = html(&corpus, "tp/note");
    for link in [
        r#"<a href="/media/notes/tp/sujet.pdf#page=2">sujet</a>"#,
        r#"<a href="/media/notes/tp/pod%20%C3%A0%20lire.yaml">manifeste</a>"#,
        r#"<a href="/media/commun/tp.tar.gz">archive</a>"#,
        r#"<a href="/media/notes/tp/Dockerfile">Dockerfile</a>"#,
    ] {
        assert!(note.contains(link), "{link} in {note}");
    }
    assert_eq!(note.matches("/media/notes/tp/sujet.pdf").count(), 3);
}

#[cfg(unix)]
#[test]
fn links_on_disk_publish_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.txt");
    fs::write(&secret, "secret").unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    fs::write(notes.join("a.md"), "# A\n\n[x](x.txt) et [y](y.txt)\n").unwrap();
    fs::write(notes.join("ici.txt"), "ici").unwrap();
    std::os::unix::fs::symlink("ici.txt", notes.join("y.txt")).unwrap();
    std::os::unix::fs::symlink(&secret, notes.join("x.txt")).unwrap();
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    let kept: Vec<_> = corpus.media().keys().map(String::as_str).collect();
    assert_eq!(kept, ["notes/y.txt"]);
    assert_eq!(problems.unwrap().0.len(), 1);
}

#[test]
fn blank_lines_may_stand_before_the_front_matter() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    fs::write(
        notes.join("a.md"),
        "\n\n+++\ntitle = \"T\"\nlearn = 1\n+++\n\n[x](y.md)\n",
    )
    .unwrap();
    fs::write(notes.join("b.md"), "\n---\ntitle: Deux\n---\n").unwrap();
    fs::write(notes.join("c.md"), "\n---\n\nUn filet.\n\n---\n").unwrap();
    let (corpus, problems) = corpus::salvage(folder.path()).unwrap();
    let titles = corpus.notes().iter().map(|note| note.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["T", "Deux", "C"]);
    let lines = problems.unwrap().0;
    let lines: Vec<_> = lines.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(5), Some(8)]);
}

#[test]
fn windows_line_ends_and_byte_order_marks_do_no_harm() {
    let corpus = case("crlf");
    assert_eq!(corpus.notes()[0].title, "Windows");
    assert_eq!(corpus.notes()[0].toc[0].anchor, "detail");
    assert!(!corpus.notes()[0].markdown.contains('\r'));
    let note = corpus.stacks()[0].layers[0].note.as_ref().unwrap();
    assert_eq!(note.href, "/notes/avec#detail");
}

#[test]
fn everything_is_read_and_linked_both_ways() {
    let corpus = case("complet");
    let note = &corpus.notes()[0];
    assert_eq!(
        note.learn[0].as_str(),
        "distinguer <strong>image</strong> et conteneur"
    );
    assert_eq!(note.questions[0].answer.as_str(), "Le <code>noyau</code>.");
    for href in [
        "/comparer/conteneurs-vm#noyau",
        "/environnements/lab#couche-os",
        "/flux/apply#etape-1b",
        "/glossaire#noyau",
    ] {
        assert!(note.html.as_str().contains(href), "{href}");
    }

    let comparison = corpus.comparison("conteneurs-vm").unwrap();
    let row = comparison.criteria().next().unwrap();
    let Cell::Known { plain, level, .. } = &row.cells[0] else {
        panic!("the first cell is the first subject's");
    };
    assert_eq!((plain.as_str(), *level), ("Le même noyau", Some(1)));
    assert_eq!(row.scale.as_ref().unwrap().levels[1], "l’entre-deux");
    assert!(matches!(row.cells[1], Cell::Unknown));

    let stack = corpus.stack("lab").unwrap();
    let walked: Vec<_> = stack
        .walk()
        .iter()
        .map(|(d, l)| (*d, l.id.as_str()))
        .collect();
    assert_eq!(walked, [(0, "serveur"), (1, "os"), (0, "reseau")]);
    let os = &stack.layers[0].children[0];
    assert_eq!(os.on, Some(vec![]), "it says that nothing carries it");
    assert_eq!(stack.layers[0].on, None);
    assert_eq!(os.uses, [stack.layers[1].id.clone()]);
    assert!(os.several && !stack.layers[0].several);
    let loss = os.loss.as_ref().unwrap().to_string();
    assert_eq!(loss, "Le <code>noyau</code> aussi.");
    let step = &corpus.flow("apply").unwrap().steps[1];
    assert_eq!((step.from, step.to), (1, 1));
    let terms: Vec<_> = corpus
        .glossary()
        .terms
        .iter()
        .map(|t| t.id.as_str())
        .collect();
    assert_eq!(terms, ["noyau", "pod"]);
    let synonyms = &corpus.glossary().terms[0].synonyms;
    assert_eq!(synonyms, &["kernel", "cœur de l’hôte"]);

    let cited: Vec<_> = corpus
        .cited_by(0)
        .iter()
        .map(|c| (c.href.as_str(), c.kind))
        .collect();
    assert!(cited.contains(&("/comparer/conteneurs-vm#noyau", CitationKind::Comparison)));
    assert!(cited.contains(&("/flux/apply#etape-1b", CitationKind::Flow)));
    assert!(cited.contains(&("/glossaire#noyau", CitationKind::Term)));
    assert_eq!(cited.len(), 6, "{cited:?}");
}

#[test]
fn a_summary_is_a_line_of_markdown_or_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    let note = |name: &str, summary: &str| {
        let text = format!("+++\nsummary = '{summary}'\n+++\nx\n");
        fs::write(notes.join(name), text).unwrap();
    };
    note("a.md", "De `kubectl` au *pod*, <b>vite</b>.");
    note("b.md", "- Une [liste](rien.md) < 3");
    let corpus = load(folder.path());
    let summary = |i: usize| corpus.notes()[i].summary.as_ref().unwrap();
    assert_eq!(
        summary(0).as_str(),
        "De <code>kubectl</code> au <em>pod</em>, <b>vite</b>."
    );
    assert_eq!(summary(1).text(), "- Une [liste](rien.md) < 3");
}

#[test]
fn the_version_follows_the_content_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("notes/a.md");
    fs::create_dir(folder.path().join("notes")).unwrap();
    fs::write(&note, "# A\n").unwrap();
    let first = load(folder.path()).version();
    fs::write(&note, "# A\n").unwrap();
    assert_eq!(load(folder.path()).version(), first);
    fs::write(&note, "# B\n").unwrap();
    assert_ne!(load(folder.path()).version(), first);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_walked_once() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    fs::write(notes.join("a.md"), "# A\n").unwrap();
    std::os::unix::fs::symlink(".", notes.join("boucle")).unwrap();
    assert_eq!(paths(&load(folder.path())), ["/notes/a"]);
}

#[test]
fn hidden_files_and_packages_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["", ".git", "node_modules/paquet", ".obsidian"] {
        let inside = folder.path().join("notes").join(path);
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join("README.md"), "# A\n").unwrap();
        fs::write(inside.join(".caché.md"), "[mort](rien.md)\n").unwrap();
    }
    assert_eq!(paths(&load(folder.path())), ["/notes"]);
}

#[test]
fn every_page_of_the_site_can_be_linked_to() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for step in 1..3 {
        let stack = format!(
            "title = \"S\"\nseries = \"Le Lab\"\nstep = {step}\n\
            [[layers]]\nid = \"x\"\nkind = \"os\"\nlabel = \"X\"\n"
        );
        file(&format!("stacks/s{step}.toml"), &stack);
    }
    file("notes/lab/a.md", "# A\n");
    let addresses = [
        "/",
        "/notes",
        "/notes/lab",
        "/notes/lab/a",
        "/comparer",
        "/environnements",
        "/environnements/comparer?avec=s1",
        "/environnements/sous-vos-pieds",
        "/environnements/evolution/le-lab#etape-2",
        "/environnements/s1#couche-x",
        "/flux",
        "/glossaire",
        "/notes/lab/a#page:acquis-1",
        "/recherche?q=a#resultats",
        "/plan-du-site",
        "/accessibilite",
    ];
    let links = addresses.map(|address| format!("[x]({address})"));
    file("notes/b.md", &links.join("\n\n"));
    let corpus = load(folder.path());
    for address in addresses {
        let href = format!("href=\"{address}\"");
        assert!(html(&corpus, "b").contains(&href), "{address}");
    }
    assert_eq!(corpus.list("lab").unwrap().slug.as_str(), "lab");
    assert!(corpus.list("la").is_none() && corpus.list("lab/a").is_none());
}

#[test]
fn a_note_plainly_in_english_is_english_unless_it_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    let text = "A pod is the unit that is placed on a node. It is not a container: there can be \
        more than one of them in it, and they share the network and the volumes of the pod.\n";
    fs::write(notes.join("a.md"), text).unwrap();
    fs::write(
        notes.join("b.md"),
        format!("+++\nlang = \"de\"\n+++\n{text}"),
    )
    .unwrap();
    fs::write(notes.join("c.md"), "Le pod est placé sur un nœud.\n").unwrap();
    let corpus = load(folder.path());
    let langs: Vec<&str> = corpus
        .notes()
        .iter()
        .map(|note| note.lang.as_str())
        .collect();
    assert_eq!(langs, ["en", "de", "fr"]);
}

#[test]
fn the_case_of_a_language_means_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("notes")).unwrap();
    for (name, lang) in [("a", "FR"), ("b", "EN_us"), ("c", "Zh-hANT-tw")] {
        let text = format!("+++\nlang = \"{lang}\"\n+++\n# {name}\n\nVraiment ? Les nœuds.\n");
        fs::write(folder.path().join(format!("notes/{name}.md")), text).unwrap();
    }
    let corpus = load(folder.path());
    let langs: Vec<&str> = corpus.notes().iter().map(|note| &*note.lang).collect();
    assert_eq!(langs, ["fr", "en-US", "zh-Hant-TW"]);
    assert!(html(&corpus, "a").contains("Vraiment\u{202f}?"));
    let index = Index::build(&corpus).unwrap();
    let query = Query {
        text: "noeud",
        limit: 5,
        ..Query::default()
    };
    assert!(index.paths(&query).contains(&"/notes/a"));
}
