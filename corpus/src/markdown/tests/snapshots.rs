//! One picture per construct of Markdown.

use insta::{assert_debug_snapshot, assert_snapshot};

use super::{Folder, french, html};
use crate::{
    markdown::{Context, Foreign, Rendered, inline, outline, render},
    problem::Fault,
};

#[test]
fn headings() {
    assert_snapshot!(html(
        "Avant.\n\n# Un autre titre\n\n## Déployé avec `kubectl`\n\n## Déployé avec kubectl\n\n\
         ### Nœud {#noeud-choisi}\n\n###### Sixième *niveau*"
    ));
}

#[test]
fn tables() {
    assert_snapshot!(html(
        "## Coûts\n\n| | Démarrage | Taille |\n|---|:-:|--:|\n| **Conteneur** | < 1 s | `10 Mo` |\n\
         | VM | 30 s ! | 10 Go |\n\n| A |\n|---|\n| b |"
    ));
}

#[test]
fn lists_and_tasks() {
    assert_snapshot!(html(
        "- un\n- deux\n  1. trois\n  2. quatre\n\n3. cinq\n\n- [x] fait\n- [ ] à faire\n\n- [ ] aéré\n\n- [x] aussi"
    ));
}

#[test]
fn code_blocks() {
    assert_snapshot!(html(
        "```yaml\nkind: Pod # nom : web\nport: 80\n```\n\n```\n«brut» : <b>\n```\n\n    indenté ;\n\n\
         ```basic\nPRINT \"x\"\n```\n"
    ));
}

#[test]
fn consoles() {
    assert_snapshot!(html(
        "```console\n$ kubectl get pods \\\n    -n web\nNAME   READY\nweb    1/1\neva@k3s:~$ exit\n```"
    ));
}

#[test]
fn alerts_and_quotes() {
    assert_snapshot!(html(
        "> [!NOTE]\n> Une note.\n\n> [!TIP]\n> b\n\n> [!IMPORTANT]\n> c\n\n> [!WARNING]\n> d\n\n\
         > [!CAUTION]\n> e\n\n> Une citation."
    ));
}

#[test]
fn alerts_of_other_tools() {
    assert_snapshot!(html(
        "> [!note] Un *titre* : `x` ?\n> Une note.\n\n> [!QUESTION]\n> b\n\n> [!tip]- Caché\n> c\n\n\
         > [!tip]+\n> d\n\n> [!bizarre]\n\n:::info[À *lire* \"vite\"]\n- e\n\n> f\n:::\n\n\
         ::::caution\ng\n\n:::tip\nh\n:::\n::::\n\n!!! warning \"T\"\n\n    i\n\n    ```yaml\n    a: 1\n    ```\n\n\
         ??? abstract\n    j\n\n- k\n\n    !!! danger\n        l"
    ));
}

#[test]
fn what_is_not_quite_an_alert_is_a_quote() {
    assert_snapshot!(html(
        "> [!note un] a\n\n> [note] b\n\n> *[!tip]* c\n\n> d\n> [!tip] e\n\n> [!tip]\\\n> f\n\n\
         > - [!tip] g\n\n> [!tip] *h\n> i* j"
    ));
}

#[test]
fn faults_in_admonitions_come_with_their_line() {
    let source = "a\n:::note[[x](un.md)]\n[x](deux.md)\n\n!!! tip\n    ```stack nom\n    ```\n    [x](trois.md)\n:::\n\
                  [x](quatre.md) <b\n onclick=x>";
    let (rendered, faults) = french(source);
    let lines: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 8, 10, 11]);
    assert_eq!(rendered.fences[0].0, 6);
}

#[test]
fn footnotes() {
    assert_snapshot!(html(
        "Premier[^b], second[^a], encore[^b].\n\n[^a]: Note A.\n[^b]: Note B :\n\n    - liste\n\n[^c]: jamais appelée"
    ));
}

#[test]
fn links() {
    assert_snapshot!(html(
        "[une note](autre.md#ancre), [un site](https://exemple.fr \"Titre : x\"), <https://a.fr/?b;c>, \
         <eva@exemple.fr>, [ici](#la)"
    ));
}

#[test]
fn images() {
    assert_snapshot!(html(
        "![Un *schéma* : deux couches](schema.png \"Titre\")\n\n![badge](https://exemple.fr/b.svg) \
         [![badge](https://exemple.fr/b.svg)](https://exemple.fr)"
    ));
}

#[test]
fn typography_spans_markup_and_spares_code() {
    assert_snapshot!(html(
        "L'**hôte** : \"*partagé*\" ? `a : b ; c !` : oui, <kbd>Ctrl ; C</kbd>... <https://a.fr/x?y!z>\n\n\
         Il dit « *non* » et 10 Mo\nde plus !"
    ));
}

#[test]
fn foreign_terms_are_marked_in_prose_alone() {
    let source = "Avant.\n\n## Le scheduler et *Kubernetes* {#s}\n\nLe **scheduler**, l'API server \
                  ([Docker](https://docker.com \"Docker\")), `Docker`, <code>Docker</code>, \
                  <https://docker.com/Docker>, ![Docker](schema.png)[^d].\n\n\
                  | Docker | x |\n|---|---|\n| **Kubernetes** | des schedulers |\n\n\
                  ```bash\nDocker\n```\n\n[^d]: Par Docker.";
    let names = ["scheduler", "Kubernetes", "API server", "Docker"];
    let foreign = Foreign::new(names.map(|name| (name.to_owned(), "en".to_owned())));
    let rendered = |lang, foreign| {
        let context = Context {
            lang,
            title: None,
            first_line: 1,
            resolve: &Folder,
            foreign,
        };
        render(source, &context).0
    };
    let none = Foreign::default();
    let (marked, unmarked) = (rendered("fr", &foreign), rendered("fr", &none));
    assert_snapshot!(marked.html.as_str());
    // Nothing but the HTML knows of it.
    let html = unmarked.html.clone();
    assert_eq!(Rendered { html, ..marked }, unmarked);
    let english = rendered("en", &foreign).html;
    assert!(!english.as_str().contains("<span lang="));
}

#[test]
fn english_is_left_alone() {
    let context = Context {
        lang: "en",
        title: None,
        first_line: 1,
        resolve: &Folder,
        foreign: &Foreign::default(),
    };
    let (rendered, _) = render("Is it \"ready\"? It's...", &context);
    assert_eq!(rendered.html.as_str(), "<p>Is it \"ready\"? It's...</p>\n");
}

#[test]
fn raw_html_that_may_stay() {
    assert_snapshot!(html(
        "<details open class=\"x\" style=\"color:red\"><summary>Plus ?</summary>\n\nTexte **gras**.\n\n</details>\n\n\
         <a name=\"ici\"></a>H<sub>2</sub>O<br>\n\n<img src=\"schema.png\" alt=\"Schéma\" width=\"30\">\n\n\
         <!-- rien --> <input> <a href=\"https://a.fr\">a</a>"
    ));
}

#[test]
fn sections_and_outline() {
    let source = "# Le titre\n\nAvant.\n\n## Un\n\n| a | b |\n|---|---|\n| c | d |\n\n```bash\nls -l\n```\n\n\
                  ### L'autre\n\nAprès : `code` et ![image](schema.png).\n\n- x\n- y";
    let (mut rendered, faults) = french(source);
    assert_eq!(faults, []);
    rendered.html = crate::Html::default();
    assert_debug_snapshot!((rendered, outline(source, "fr")));
}

#[test]
fn addresses_in_a_text_are_links() {
    assert_snapshot!(html(
        "Voir https://kubernetes.io/fr/docs/?a=1&amp;b=_c_ et www.docker.com. `https://a.fr` <https://b.fr> \
         [https://c.fr](#a) <a href=\"https://d.fr\">https://d.fr</a> <code>https://e.fr</code>\n\n\
         > «https://f.fr/x»\n\n| a |\n|---|\n| (https://g.fr/a_(b)) |\n\n    https://h.fr\n"
    ));
}

#[test]
fn what_mdx_and_mkdocs_mean_for_themselves_is_not_shown() {
    assert_snapshot!(html(
        "{/* un\n\ncommentaire */}\n\n## Utilisation {/*usage*/}\n\nAvant {/* milieu */}après, `{/* code */}`.\n\n\
         ![Schéma](schema.png){ width=200 } et [lien](#usage){.md-button target=_blank}, {a}.\n\n\
         Un paragraphe.\n{: .note }\n"
    ));
}

#[test]
fn the_title_is_not_repeated() {
    let titled = |source: &str, title| {
        let context = Context {
            lang: "fr",
            title,
            first_line: 1,
            resolve: &Folder,
            foreign: &Foreign::default(),
        };
        let (rendered, _) = render(source, &context);
        (
            rendered.title.unwrap_or_default(),
            rendered.html.as_str().contains("<h2"),
        )
    };
    assert_eq!(titled("# A\n\nx", None), ("A".to_owned(), false));
    assert_eq!(titled("## A\n\nx", None), ("A".to_owned(), false));
    assert_eq!(titled("x\n\n# A", None), ("A".to_owned(), true));
    assert_eq!(titled("# A\n\nx", Some("A B")), ("A B".to_owned(), true));
    let same = titled("# Le *Nœud*, déployé\n\nx", Some("Le noeud déployé"));
    assert_eq!(same, ("Le noeud déployé".to_owned(), false));
    assert_eq!(titled("## A\n\nx", Some("B")), ("B".to_owned(), true));
}

#[test]
fn faults_come_with_their_line() {
    let source = "a\n\n[x](absent.md)\n![](schema.png)\n\n<div>\n<script>alert(1)</script>\n</div>\n\n\
                  [y](javascript:alert(1)) <b onclick=\"x()\">z</b>\n\n## A {#a}\n\n## B {#a}\n\n\
                  <a\nhref=\"vbscript:x\">\n";
    let context = Context {
        lang: "fr",
        title: None,
        first_line: 4,
        resolve: &Folder,
        foreign: &Foreign::default(),
    };
    let (_, faults) = render(source, &context);
    let shown: Vec<_> = faults
        .iter()
        .map(|(line, fault)| format!("{line}: {fault}"))
        .collect();
    assert_debug_snapshot!(shown);
}

#[test]
fn foreign_terms_are_marked_in_short_texts() {
    let foreign = Foreign::new([("kubelet".to_owned(), "en".to_owned())]);
    let text = inline("Le kubelet lit `kubelet`.", "fr", &foreign, &Folder);
    let marked = "Le <span lang=\"en\">kubelet</span> lit <code>kubelet</code>.";
    assert_eq!(text.html.as_str(), marked);
    assert_eq!(text.plain, "Le kubelet lit kubelet.");
}

#[test]
fn inline_text_has_no_blocks() {
    let text = inline(
        " Un **noyau** partagé : `runc`.\n\nSuite [ici](autre.md#ancre) ",
        "fr",
        &Foreign::new([("runc".to_owned(), "en".to_owned())]),
        &Folder,
    );
    assert_eq!(text.faults, []);
    assert_snapshot!(format!("{}\n---\n{}", text.html, text.plain));
    for block in ["- a", "# a", "> a", "```\na\n```", "***", "<div>a</div>"] {
        let text = inline(block, "fr", &Foreign::default(), &Folder);
        assert_eq!(text.faults.first(), Some(&Fault::BlockMarkdown), "{block}");
    }
}
