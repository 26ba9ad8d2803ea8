//! The pages of a corpus, by the names that links give them.

use std::collections::HashMap;

use corpus::{Corpus, markdown::slug};
use percent_encoding::percent_decode_str;

/// Something that a search may open: a note, a comparison, an environment or a flow.
#[derive(Debug)]
pub(crate) struct Page {
    /// Relative to the content folder.
    file: String,
    pub(crate) url: String,
    pub(crate) title: String,
}

/// All pages; a page is known by its position. Those of notes come first, in course order.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    all: Vec<Page>,
    by_file: HashMap<String, usize>,
    /// Notes alone.
    by_slug: HashMap<String, usize>,
}

impl Pages {
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let mut pages = Self::default();
        for note in corpus.notes() {
            let at = pages.add(&note.source, note.path(), &note.title);
            let slug = note.slug.as_str().to_owned();
            pages.by_slug.entry(slug).or_insert(at);
        }
        for comparison in corpus.comparisons() {
            pages.add(&comparison.source, comparison.path(), &comparison.title);
        }
        for stack in corpus.stacks() {
            pages.add(&stack.source, stack.path(), &stack.title);
        }
        for flow in corpus.flows() {
            pages.add(&flow.source, flow.path(), &flow.title);
        }
        pages
    }

    fn add(&mut self, file: &str, url: String, title: &str) -> usize {
        let (file, title) = (file.to_owned(), title.to_owned());
        self.by_file.insert(file.clone(), self.all.len());
        self.all.push(Page { file, url, title });
        self.all.len() - 1
    }

    pub(crate) fn all(&self) -> &[Page] {
        &self.all
    }

    /// The page a link in page `from` leads to, if it leads to one of ours: the file at its
    /// relative path, else the note with its slug, else, for an address from the root, the note
    /// left when leading segments are dropped, else the only note whose slug ends with it.
    pub(crate) fn resolve(&self, from: usize, dest: &str) -> Option<usize> {
        let path = path_of(dest)?;
        let here = match path.starts_with('/') {
            true => None,
            false => self.beside(&self.all[from].file, &path),
        };
        here.or_else(|| self.named(&path))
    }

    /// The page a relative path means: seen from the folder of the file or, as in addresses that
    /// end in a slash, from the page itself.
    fn beside(&self, file: &str, path: &str) -> Option<usize> {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stem = file.strip_suffix(".md").filter(|_| bare(path) == path);
        let bases = [Some(folder), stem];
        let paths = bases.into_iter().flatten().filter_map(|b| join(b, path));
        paths.into_iter().find_map(|path| self.at(&path))
    }

    fn at(&self, path: &str) -> Option<usize> {
        let file = self.by_file.get(path);
        let slug = || self.by_slug.get(&key(path.strip_prefix("notes/")?));
        file.or_else(slug).copied()
    }

    fn named(&self, path: &str) -> Option<usize> {
        let whole = key(path);
        let exact = self.by_slug.get(&whole).copied();
        let dropped = || path.starts_with('/').then(|| self.end_of(&whole)).flatten();
        exact
            .or_else(dropped)
            .or_else(|| self.only_ending_with(&whole))
    }

    /// The note whose slug is the longest end of `slug`: `/docs/fr/guide/a` may be `guide/a`.
    fn end_of(&self, slug: &str) -> Option<usize> {
        let cuts = slug.match_indices('/');
        let mut ends = cuts.map(|(at, _)| &slug[at + 1..]);
        ends.find_map(|end| self.by_slug.get(end)).copied()
    }

    fn only_ending_with(&self, slug: &str) -> Option<usize> {
        if slug.is_empty() {
            return None;
        }
        let ends = |name: &str| {
            let start = name.strip_suffix(slug);
            start.is_some_and(|start| start.ends_with('/'))
        };
        let mut found = self.by_slug.iter().filter(|(name, _)| ends(name));
        match (found.next(), found.next()) {
            (Some((_, &page)), None) => Some(page),
            _ => None,
        }
    }
}

/// The path of a link, without query and anchor; `None` for other sites and the page itself.
fn path_of(dest: &str) -> Option<String> {
    let path = &dest[..dest.find(['#', '?']).unwrap_or(dest.len())];
    let scheme = path.split('/').next().is_some_and(|s| s.contains(':'));
    let elsewhere = path.is_empty() || scheme || path.starts_with("//");
    (!elsewhere).then(|| percent_decode_str(path).decode_utf8_lossy().into_owned())
}

/// `path` seen from the folder `base`; `None` where it leaves the content.
fn join(base: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in base.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// Without the extension of a page.
fn bare(path: &str) -> &str {
    let extensions = [".md", ".mdx", ".markdown", ".html", ".htm"];
    let strip = |extension: &&str| path.strip_suffix(*extension);
    extensions.iter().find_map(strip).unwrap_or(path)
}

/// The slug of the note a path below `notes/` would be.
fn key(path: &str) -> String {
    let segments = bare(path).split('/');
    let mut slugs: Vec<String> = segments
        .filter(|segment| !matches!(*segment, "" | "." | ".."))
        .map(slug)
        .collect();
    let index = |last: &String| matches!(last.as_str(), "index" | "readme");
    slugs.pop_if(|last| index(last));
    slugs.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Pages, key};

    /// Pages of these files of `notes`, with their slugs.
    fn pages(files: &[&str]) -> Pages {
        let mut pages = Pages::default();
        for file in files {
            let slug = key(file);
            let at = pages.add(&format!("notes/{file}"), format!("/notes/{slug}"), "");
            pages.by_slug.insert(slug, at);
        }
        pages
    }

    /// The file that a link of the first of `files` leads to.
    fn leads(files: &[&str], dest: &str) -> Option<String> {
        let pages = pages(files);
        let page = pages.resolve(0, dest)?;
        Some(pages.all()[page].file.replacen("notes/", "", 1))
    }

    #[test]
    fn a_relative_path_is_seen_from_the_folder() {
        let files = ["a/x.md", "a/y.md", "y.md", "b/index.md"];
        assert_eq!(leads(&files, "y.md#ici").as_deref(), Some("a/y.md"));
        assert_eq!(leads(&files, "./y").as_deref(), Some("a/y.md"));
        assert_eq!(leads(&files, "y.html?v=2").as_deref(), Some("a/y.md"));
        assert_eq!(leads(&files, "../y.md").as_deref(), Some("y.md"));
        assert_eq!(leads(&files, "../b/").as_deref(), Some("b/index.md"));
    }

    #[test]
    fn an_address_that_ends_in_a_slash_is_a_folder() {
        let files = ["a/x.md", "a/y.md"];
        assert_eq!(leads(&files, "../y/").as_deref(), Some("a/y.md"));
    }

    #[test]
    fn an_address_from_the_root_is_a_slug() {
        let files = ["a/x.md", "b/Été.md", "README.md", "a/b/ete.md"];
        assert_eq!(
            leads(&files, "/b/%C3%89t%C3%A9").as_deref(),
            Some("b/Été.md")
        );
        assert_eq!(leads(&files, "/").as_deref(), Some("README.md"));
    }

    #[test]
    fn leading_segments_are_dropped_before_a_suffix_is_sought() {
        let files = ["a/x.md", "guide/y.md", "deep/fr/guide/z.md", "y.md"];
        let dropped = leads(&files, "/docs/fr/guide/y");
        assert_eq!(dropped.as_deref(), Some("guide/y.md"));
        let suffix = leads(&files, "/guide/z");
        assert_eq!(suffix.as_deref(), Some("deep/fr/guide/z.md"));
    }

    #[test]
    fn a_suffix_of_two_pages_leads_nowhere() {
        let files = ["a/x.md", "b/c/y.md", "d/c/y.md", "e/not-y.md"];
        assert_eq!(leads(&files, "/c/y"), None);
        assert_eq!(leads(&files[..2], "/c/y").as_deref(), Some("b/c/y.md"));
        assert_eq!(leads(&files[3..], "/y"), None);
    }

    #[test]
    fn other_sites_and_the_page_itself_are_not_pages() {
        let files = ["a/x.md", "a/y.md"];
        let dests = [
            "https://example.org/a/y",
            "//cdn/a/y",
            "mailto:a/y",
            "#y",
            "?y",
        ];
        for dest in dests {
            assert_eq!(leads(&files, dest), None, "{dest}");
        }
    }
}
