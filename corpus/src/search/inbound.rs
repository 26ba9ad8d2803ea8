//! How many notes link to a page: what many point to is what most people mean.
//!
//! Only the number counts. The texts of the links are not looked at: they are the queries that
//! `cargo xtask relevance` measures with.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::{markdown::slug, note::Note};

/// The slugs of all notes, to find what links mean that lead to nothing as they are written.
struct Slugs<'a> {
    all: HashMap<&'a str, usize>,
    /// Slugs by their last segment.
    by_end: HashMap<&'a str, Vec<usize>>,
    slugs: Vec<&'a str>,
}

/// For each of `notes`, how many others link to it.
pub(super) fn counts(notes: &[Note]) -> Vec<u32> {
    let slugs = Slugs::of(notes);
    let mut counts = vec![0_u32; notes.len()];
    for (from, note) in notes.iter().enumerate() {
        let known = note.leads_to.iter();
        let known = known.filter_map(|slug| slugs.all.get(slug.as_str()).copied());
        let dead = note.dead_links.iter();
        let guessed = dead.filter_map(|dest| slugs.target(note, dest));
        let targets: HashSet<usize> = known.chain(guessed).filter(|&to| to != from).collect();
        targets.into_iter().for_each(|to| counts[to] += 1);
    }
    counts
}

impl<'a> Slugs<'a> {
    fn of(notes: &'a [Note]) -> Self {
        let slugs: Vec<&str> = notes.iter().map(|note| note.slug.as_str()).collect();
        let all = slugs.iter().enumerate().map(|(i, slug)| (*slug, i));
        let mut by_end = HashMap::<&str, Vec<usize>>::new();
        for (i, slug) in slugs.iter().enumerate() {
            by_end.entry(last_segment(slug)).or_default().push(i);
        }
        Self {
            all: all.collect(),
            by_end,
            slugs,
        }
    }

    /// The note a link of `note` leads to: seen from its folder, from the note itself as in
    /// addresses that end in a slash, or from some root of the site it was written for.
    fn target(&self, note: &Note, dest: &str) -> Option<usize> {
        let path = &dest[..dest.find(['#', '?']).unwrap_or(dest.len())];
        if path.is_empty() || path.starts_with("//") || path.contains(':') {
            return None;
        }
        let path = percent_decode_str(path).decode_utf8_lossy();
        if path.starts_with('/') {
            return self.at_root(&key([&*path]));
        }
        let file = note.source.strip_prefix("notes/").unwrap_or(&note.source);
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let seen_from = |base| self.all.get(key([base, &*path]).as_str()).copied();
        let beside = seen_from(folder).or_else(|| seen_from(stem));
        beside.or_else(|| self.at_root(&key([&*path])))
    }

    /// The note whose slug is the longest end of `path`, or the only one that ends with it.
    fn at_root(&self, path: &str) -> Option<usize> {
        let starts = path.match_indices('/').map(|(at, _)| at + 1);
        let mut ends = std::iter::once(0).chain(starts).map(|at| &path[at..]);
        let end = ends.find_map(|end| self.all.get(end).copied());
        end.or_else(|| {
            let alike = self.by_end.get(last_segment(path))?;
            let ends = |i: &&usize| {
                let start = self.slugs[**i].strip_suffix(path);
                start.is_some_and(|start| start.ends_with('/'))
            };
            let mut found = alike.iter().filter(ends);
            found.next().copied().filter(|_| found.next().is_none())
        })
    }
}

fn last_segment(slug: &str) -> &str {
    slug.rsplit('/').next().unwrap_or(slug)
}

/// The slug of the note that a path below `notes/` would be.
fn key<const N: usize>(paths: [&str; N]) -> String {
    let mut segments: Vec<String> = Vec::new();
    for segment in paths.iter().flat_map(|path| path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment.to_owned()),
        }
    }
    if let Some(last) = segments.last_mut() {
        let extensions = [".md", ".mdx", ".markdown", ".html"];
        let bare = extensions.iter().find_map(|e| last.strip_suffix(e));
        *last = bare.unwrap_or(last).to_owned();
    }
    let mut slugs: Vec<String> = segments.iter().map(|segment| slug(segment)).collect();
    slugs.pop_if(|last| matches!(last.as_str(), "index" | "readme"));
    slugs.join("/")
}
