//! Notes by title or path, as Obsidian links to them: `[[Titre]]`, `[[dossier/nom]]`, `[[nom]]`.

use std::{collections::HashMap, sync::OnceLock};

use super::{near::nearest, pages::Page};
use crate::{markdown::slug, problem::Remark};

/// The notes by what they may be called, in the form of slugs.
#[derive(Debug, Default)]
pub(super) struct Names(OnceLock<HashMap<String, Vec<usize>>>);

impl Names {
    /// The one of `pages` that is called so.
    ///
    /// # Errors
    /// When none is, or several are.
    pub(super) fn find(&self, pages: &[Page], name: &str) -> Result<usize, Remark> {
        let names = self.0.get_or_init(|| names(pages));
        let path = path_of(name.trim().trim_end_matches(".md"));
        let mut found: Vec<usize> = [slug(name), path]
            .iter()
            .filter_map(|key| names.get(key))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let is_shown = |page: &usize| pages[*page].absence.is_none();
        if found.iter().any(is_shown) {
            found.retain(is_shown);
        }
        match found.as_slice() {
            [page] => Ok(*page),
            [first, second, ..] => Err(Remark::AmbiguousWikiLink {
                dest: name.to_owned(),
                first: pages[*first].file.clone(),
                second: pages[*second].file.clone(),
            }),
            [] => {
                let titles = pages.iter().filter(|page| is_note(page));
                let titles = titles.map(|page| page.title.as_str());
                Err(Remark::UnknownWikiLink {
                    dest: name.to_owned(),
                    nearest: nearest(name, titles),
                })
            }
        }
    }
}

fn is_note(page: &Page) -> bool {
    page.file.starts_with("notes/")
}

/// Every note by its title, and by its path from any folder on.
fn names(pages: &[Page]) -> HashMap<String, Vec<usize>> {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| is_note(page)) {
        let mut add = |name: String| names.entry(name).or_default().push(at);
        add(slug(&page.title));
        let mut path = page.href.strip_prefix("/notes/").unwrap_or_default();
        while !path.is_empty() {
            add(path.to_owned());
            path = path.split_once('/').map_or("", |(_, inside)| inside);
        }
    }
    names.remove("");
    names
}

/// A path in the form of slugs, from the folder of notes on.
fn path_of(name: &str) -> String {
    let path = name.trim_matches('/');
    let segments = path.strip_prefix("notes/").unwrap_or(path).split('/');
    segments.map(slug).collect::<Vec<_>>().join("/")
}
