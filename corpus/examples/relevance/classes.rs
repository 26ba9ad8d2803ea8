//! The queries, by class.

use std::collections::{BTreeMap, BTreeSet};

use corpus::Corpus;

use crate::{
    anchors::{self, normalised},
    links::links,
    pages::Pages,
    variants::{cut_short, mistyped, without_accents},
};

/// Texts and the pages that answer them, any of which will do.
type Queries = BTreeMap<String, BTreeSet<usize>>;

/// What the links of a corpus ask.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Links that have a text of their own.
    links: usize,
    /// Those that lead to another page.
    to_pages: usize,
    anchors: Queries,
}

/// Queries of one kind.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) name: &'static str,
    /// Texts, each with the pages that answer it.
    pub(crate) queries: Vec<(String, BTreeSet<usize>)>,
}

impl Found {
    /// Reads the links of all notes.
    pub(crate) fn in_notes(corpus: &Corpus, pages: &Pages) -> Self {
        let mut found = Self::default();
        for (from, note) in corpus.notes().iter().enumerate() {
            found.add(from, &note.markdown, pages);
        }
        found
    }

    fn add(&mut self, from: usize, markdown: &str, pages: &Pages) {
        for link in links(markdown) {
            self.links += 1;
            let target = pages.resolve(from, &link.dest);
            let Some(target) = target.filter(|&target| target != from) else {
                continue;
            };
            self.to_pages += 1;
            if let Some(text) = anchors::query(&link) {
                self.anchors.entry(text).or_default().insert(target);
            }
        }
    }

    /// How much there is to measure with.
    pub(crate) fn summary(&self, pages: &Pages) -> String {
        format!(
            "{} pages; {} links, {} of them to another page; {} distinct texts",
            pages.all().len(),
            self.links,
            self.to_pages,
            self.anchors.len()
        )
    }
}

/// All classes; the first four are made of the texts of links.
pub(crate) fn classes(found: &Found, pages: &Pages) -> Vec<Class> {
    let anchors = |name, variant: fn(&str) -> Option<String>| {
        let queries = found.anchors.iter();
        let queries = queries.filter_map(|(text, pages)| Some((variant(text)?, pages.clone())));
        let queries = queries.collect();
        Class { name, queries }
    };
    vec![
        anchors("anchors", |text| Some(text.to_owned())),
        anchors("one typo", mistyped),
        anchors("no accents", |text| Some(without_accents(text))),
        anchors("cut short", cut_short),
        titles(pages),
    ]
}

/// The title of each page; pages of one title answer for one another.
fn titles(pages: &Pages) -> Class {
    let mut titles = Queries::new();
    for (at, page) in pages.all().iter().enumerate() {
        let title = normalised(&page.title);
        if !title.is_empty() {
            titles.entry(title).or_default().insert(at);
        }
    }
    Class {
        name: "titles",
        queries: titles.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::{Found, classes};
    use crate::{folder, pages::Pages};

    /// Texts of a class, each with the addresses that answer it.
    type Shown = Vec<(String, Vec<String>)>;

    fn shown(files: &[(&str, &str)]) -> (Found, Vec<(&'static str, Shown)>) {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in files {
            fs::write(folder.path().join(file), text).unwrap();
        }
        let (corpus, _) = folder::read(folder.path()).unwrap();
        let pages = Pages::of(&corpus);
        let found = Found::in_notes(&corpus, &pages);
        let url = |&page: &usize| pages.all()[page].url.clone();
        let all = classes(&found, &pages).into_iter().map(|class| {
            let queries = class.queries.into_iter();
            let shown = queries.map(|(text, to)| (text, to.iter().map(url).collect()));
            (class.name, shown.collect())
        });
        let all = all.collect();
        (found, all)
    }

    #[test]
    fn a_text_is_one_query_with_all_its_targets() {
        let a = "# Le réseau\n\n[Les nœuds](b.md) [les nœuds](c.md#x) [ici](b.md) [réseau](a.md)\n";
        let b = "# B\n\n[le réseau](./a) [site](https://example.org) [mort](gone.md)\n";
        let (found, all) = shown(&[("a.md", a), ("b.md", b), ("c.md", "# B\n")]);
        assert_eq!((found.links, found.to_pages), (7, 4));
        let to = |pages: &[&str]| {
            pages
                .iter()
                .map(|p| format!("/notes/{p}"))
                .collect::<Vec<_>>()
        };
        let (name, anchors) = &all[0];
        assert_eq!(*name, "anchors");
        let expected = [
            ("le réseau".to_owned(), to(&["a"])),
            ("les nœuds".to_owned(), to(&["b", "c"])),
        ];
        assert_eq!(anchors[..], expected);
        let texts: Vec<&str> = all[2].1.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["le reseau", "les noeuds"]);
        let (_, titles) = &all[4];
        assert_eq!(titles[0], ("b".to_owned(), to(&["b", "c"])));
        assert_eq!(titles[1], ("le réseau".to_owned(), to(&["a"])));
    }
}
