//! All pages of the site with their anchors: what links and references are resolved by.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

use super::{
    address::{Parts, join, relative},
    files::Files,
    names,
    near::{nearest, nearest_by},
    pages::{Page, note_href},
    root::Root,
    wiki::Names,
};
use crate::{
    Id, Slug, Target,
    markdown::{Image, Resolve},
    media::MediaKind,
    problem::{Fault, RelationFault, Remark},
};

/// What the URL of an environment begins with.
const ENVIRONMENTS: &str = "/environnements/";
/// What the URL of a flow begins with.
const FLOWS: &str = "/flux/";

/// The pages, by everything they can be found by.
#[derive(Debug)]
pub(super) struct Site {
    pages: Vec<Page>,
    by_file: HashMap<String, usize>,
    by_href: HashMap<String, usize>,
    /// Folders of notes, with the page that opens each: its own note, else its first.
    folders: HashMap<String, usize>,
    pub(super) files: Files,
    /// The notes by title and path, once somebody asks.
    names: Names,
}

/// The site as a file sees it: links are relative to its folder.
pub(super) struct Links<'a> {
    pub(super) site: &'a Site,
    /// Relative to the content folder.
    file: &'a str,
    followed: RefCell<Followed>,
}

/// Where the links of a file led.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// To these notes.
    pub(super) notes: BTreeSet<Slug>,
    /// To nothing that is here: their addresses as written.
    pub(super) dead: BTreeSet<String>,
}

impl Site {
    /// Takes the pages (those of notes in course order) and the folder that files lie in.
    pub(super) fn new(root: Root, pages: Vec<Page>) -> Self {
        let index = |key: fn(&Page) -> &String| {
            let keyed = pages.iter().enumerate().rev();
            keyed.map(|(i, page)| (key(page).clone(), i)).collect()
        };
        Self {
            by_file: index(|page| &page.file),
            by_href: index(|page| &page.href),
            folders: folders(&pages),
            files: Files::new(root),
            names: Names::default(),
            pages,
        }
    }

    /// Resolves a reference of a TOML file or of a search: a note's slug, maybe with an anchor.
    ///
    /// # Errors
    /// When there is no such note or anchor.
    pub(super) fn reference(&self, reference: &str) -> Result<Target, Fault> {
        let (slug, anchor) = match reference.split_once('#') {
            Some((slug, anchor)) => (slug, Some(anchor)),
            None => (reference, None),
        };
        let page = self
            .note(slug.trim_end_matches('/'))
            .ok_or_else(|| Fault::DeadLink {
                dest: reference.to_owned(),
                nearest: self.nearest_slug(slug),
            })?
            .shown()?;
        let Some(anchor) = anchor else {
            return Ok(Target {
                href: page.href.clone(),
                title: page.title.clone(),
            });
        };
        let found = page.anchor(anchor)?;
        Ok(Target {
            href: format!("{}#{}", page.href, found.id),
            title: match found.title.is_empty() {
                true => page.title.clone(),
                false => found.title,
            },
        })
    }

    /// The environment of that slug.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn stack(&self, slug: &str) -> Result<Slug, Fault> {
        self.slug(ENVIRONMENTS, slug).map_err(|nearest| {
            let slug = slug.to_owned();
            RelationFault::UnknownStack { slug, nearest }.into()
        })
    }

    /// The flow of that slug.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn flow(&self, slug: &str) -> Result<Slug, Fault> {
        self.slug(FLOWS, slug).map_err(|nearest| {
            let slug = slug.to_owned();
            RelationFault::UnknownFlow { slug, nearest }.into()
        })
    }

    /// The slug of a page below `section`, or the one that looks most like it.
    fn slug(&self, section: &str, slug: &str) -> Result<Slug, Option<String>> {
        let page = self.at_href(&format!("{section}{slug}"));
        match page.filter(|page| page.is_of_file()) {
            Some(_) => Ok(Slug::new(slug)),
            None => {
                let pages = self.pages.iter().filter(|page| page.is_of_file());
                let hrefs = pages.map(|page| page.href.as_str());
                let slugs = hrefs.filter_map(|href| href.strip_prefix(section));
                Err(nearest(slug, slugs))
            }
        }
    }

    /// The layer of that id in an environment.
    ///
    /// # Errors
    /// When it has none.
    pub(super) fn layer(&self, stack: &Slug, id: &str) -> Result<Id, Fault> {
        let page = self.at_href(&format!("{ENVIRONMENTS}{stack}"));
        let anchors = page.and_then(|page| page.anchors.as_deref());
        let layers = || anchors.into_iter().flatten();
        let layers = || layers().filter_map(|anchor| anchor.id.strip_prefix("couche-"));
        // Of a broken file, any layer may be right.
        let known = anchors.is_none() || layers().any(|layer| layer == id);
        let found = Id::new(id).filter(|_| known);
        found.ok_or_else(|| {
            RelationFault::ForeignLayer {
                id: id.to_owned(),
                stack: stack.clone(),
                nearest: nearest(id, layers()),
            }
            .into()
        })
    }

    /// Whether a file makes a page of that URL, be it broken.
    pub(super) fn has(&self, href: &str) -> bool {
        self.by_href.contains_key(href)
    }

    fn note(&self, slug: &str) -> Option<&Page> {
        self.at_href(&note_href(slug))
    }

    fn at_href(&self, href: &str) -> Option<&Page> {
        Some(&self.pages[*self.by_href.get(href)?])
    }

    fn nearest_slug(&self, slug: &str) -> Option<String> {
        let slugs = self
            .pages
            .iter()
            .filter_map(|page| page.href.strip_prefix("/notes/"));
        nearest(slug, slugs)
    }

    /// The page a path without scheme means, where there is one; `base` is a folder.
    fn page(&self, base: &str, path: &str) -> Option<&Page> {
        if path.starts_with('/') {
            let href = match path.trim_end_matches('/') {
                "" => "/",
                href => href,
            };
            let note = || {
                let slug = names::slug_of(&format!("{}.md", href.trim_start_matches('/')));
                self.note(slug.ok()?.as_str())
            };
            return self.at_href(href).or_else(note);
        }
        let path = join(base, path)?;
        let page = |i: &usize| &self.pages[*i];
        self.by_file
            .get(&path)
            .or_else(|| self.by_file.get(&format!("{path}.md")))
            .or_else(|| self.folders.get(&path))
            .map(page)
            .or_else(|| self.note(slug_of_link(&path)?.as_str()))
    }
}

impl<'a> Links<'a> {
    /// The site as `file` sees it, whose path is relative to the content folder.
    pub(super) fn of(site: &'a Site, file: &'a str) -> Self {
        Self {
            site,
            file,
            followed: RefCell::default(),
        }
    }

    /// Where the links led that were resolved so far.
    pub(super) fn into_followed(self) -> Followed {
        self.followed.into_inner()
    }

    fn follow(&self, page: &Page) {
        let notes = page
            .href
            .strip_prefix("/notes")
            .filter(|_| page.is_of_file());
        if let Some(slug) = notes {
            let slug = Slug::new(slug.trim_start_matches('/'));
            self.followed.borrow_mut().notes.insert(slug);
        }
    }

    fn folder(&self) -> &str {
        names::split(self.file).0
    }

    /// The page a path means: seen from the file's folder, or, as in the URLs of Starlight and
    /// Hugo that end in a slash, from the page itself.
    fn page(&self, path: &str) -> Option<&Page> {
        let page_as_folder = || {
            let stem = self.file.strip_suffix(".md")?;
            let written_as_url = names::split(path).1.rsplit_once('.').is_none();
            written_as_url.then(|| self.site.page(stem, path)).flatten()
        };
        self.site.page(self.folder(), path).or_else(page_as_folder)
    }

    /// The URL of the file beside the notes that a link means. What stands behind its `#` is kept: the
    /// page of a PDF.
    fn file(&self, dest: &str, path: &str) -> Result<String, Fault> {
        // A note that is not published is no file to save.
        let is_note = path.ends_with(".md");
        let found = (!is_note).then(|| self.site.files.link(self.folder(), path));
        match found.transpose()?.flatten() {
            Some(href) => Ok(match dest.split_once('#') {
                Some((_, anchor)) => format!("{href}#{anchor}"),
                None => href,
            }),
            None => Err(self.dead(dest, path)),
        }
    }

    /// Says that there is no such page or file, and which of nearly that name there is: a page written
    /// as a URL, or a file seen from here.
    fn dead(&self, dest: &str, path: &str) -> Fault {
        let pages = || self.site.pages.iter();
        let page = || match path.starts_with('/') {
            true => {
                let hrefs = pages().map(|page| page.href.as_str());
                nearest_by(names::own(path), hrefs, names::own).map(str::to_owned)
            }
            false => {
                let files = pages().filter(|page| page.is_of_file());
                let files = files.map(|page| page.file.as_str());
                let file = nearest_by(names::own(path), files, names::own);
                file.map(|file| relative(self.folder(), file))
            }
        };
        let file = MediaKind::of_name(path)
            .and_then(|_| self.site.files.nearest(self.folder(), path, |_| true));
        Fault::DeadLink {
            dest: dest.to_owned(),
            nearest: file.or_else(page),
        }
    }
}

impl Resolve for Links<'_> {
    fn link(&self, dest: &str) -> Result<String, Fault> {
        let Parts {
            path,
            query,
            anchor,
        } = Parts::of(dest);
        let here = path.is_empty() && anchor.is_some();
        let page = match here {
            true => self
                .site
                .by_file
                .get(self.file)
                .map(|&i| &self.site.pages[i]),
            false => self.page(&path),
        };
        let Some(page) = page else {
            return self.file(dest, &path).inspect_err(|_| {
                let mut followed = self.followed.borrow_mut();
                followed.dead.insert(dest.to_owned());
            });
        };
        let page = page.shown()?;
        self.follow(page);
        let anchor = match anchor {
            Some(anchor) => format!("#{}", page.anchor(&anchor)?.id),
            None => String::new(),
        };
        match here {
            true => Ok(anchor),
            false => Ok(format!("{}{query}{anchor}", page.href)),
        }
    }

    fn image(&self, dest: &str) -> Result<Image, Fault> {
        self.site.files.image(self.folder(), &Parts::of(dest).path)
    }

    fn wiki(&self, dest: &str) -> Result<String, Fault> {
        let Parts { path, anchor, .. } = Parts::of(dest);
        let page = match path.trim().is_empty() {
            true => self.site.by_file.get(self.file).copied(),
            false => Some(self.site.names.find(&self.site.pages, &path)?),
        };
        let unknown = || Remark::UnknownWikiLink {
            dest: dest.to_owned(),
            nearest: None,
        };
        let page = self.site.pages[page.ok_or_else(unknown)?].shown()?;
        self.follow(page);
        match anchor {
            Some(anchor) => page
                .anchor(anchor.trim())
                .map(|anchor| format!("{}#{}", page.href, anchor.id))
                .map_err(|_| unknown().into()),
            None => Ok(page.href.clone()),
        }
    }

    fn picture(&self, dest: &str) -> Result<String, Fault> {
        let path = Parts::of(dest).path;
        let page = self.page(&path).ok_or_else(|| self.dead(dest, &path))?;
        let page = page.shown()?;
        let named = |section, word: &str| {
            let slug = page.href.strip_prefix(section)?;
            Some(format!("{word} {slug}"))
        };
        named(ENVIRONMENTS, "stack")
            .or_else(|| named(FLOWS, "flow"))
            .ok_or_else(|| {
                let dest = dest.to_owned();
                RelationFault::NoPicture { dest }.into()
            })
    }
}

/// The slug of the note a path below the content folder would be, however it is spelt.
fn slug_of_link(path: &str) -> Option<Slug> {
    let inside = path.strip_prefix("notes/")?;
    let stem = inside.strip_suffix(".md").unwrap_or(inside);
    names::slug_of(&format!("{stem}.md")).ok()
}

fn folders(pages: &[Page]) -> HashMap<String, usize> {
    let mut folders = HashMap::new();
    for (i, page) in pages.iter().enumerate() {
        let mut folder = names::split(&page.file).0;
        while folder.starts_with("notes") {
            folders.entry(folder.to_owned()).or_insert(i);
            folder = names::split(folder).0;
        }
    }
    folders
}
