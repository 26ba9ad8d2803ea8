//! From a content folder to a [`Corpus`]: the only code of this crate that
//! touches the disk, but for kept search indexes.
//!
//! 1. `walk` finds the files, `text` reads them;
//! 2. `draft` cuts each note in front matter and Markdown, and outlines it; TOML files become
//!    trees of `node`s that know their lines;
//! 3. `course` puts the notes in order;
//! 4. `site` knows all pages and anchors from here on, so that every reference can be resolved;
//! 5. notes are rendered, and `comparison`, `stack`, `flow`, `glossary` read the trees, then
//!    `advisor`, which rests on a comparison;
//! 6. what was read becomes a [`Corpus`], unless anything was wrong anywhere.
//!
//! Nothing stops at the first mistake: each step reports what it finds and goes on with the rest.

mod address;
mod advisor;
mod comparison;
mod cores;
mod course;
mod draft;
mod embed;
mod fields;
mod files;
mod flow;
mod front;
mod glossary;
mod identity;
mod language;
mod link;
mod misplaced;
mod names;
mod near;
mod node;
mod pages;
mod render;
mod report;
mod root;
mod series;
mod sheet;
mod site;
mod stack;
mod text;
mod toml_file;
mod walk;
mod wiki;

use std::{collections::BTreeMap, path::Path};

use xxhash_rust::xxh3::Xxh3Default;

use self::{
    pages::{Addresses, Page},
    root::Root,
    site::Site,
    toml_file::{Read, TomlFile},
    walk::{Data, Found, Kind},
};
use crate::{
    Corpus, Part,
    comparison::Comparison,
    corpus::Sources,
    glossary::Glossary,
    markdown::Foreign,
    media::Media,
    note::Note,
    problem::{FileFault, Problem, Problems},
};

/// A file's text.
struct Source {
    kind: Kind,
    /// Relative to the content folder.
    path: String,
    text: String,
}

/// Reads and checks a content folder.
///
/// # Errors
/// All problems of the folder at once, in the order of its files and lines.
pub fn load(folder: &Path) -> Result<Corpus, Problems> {
    match salvage(folder)? {
        (corpus, None) => Ok(corpus),
        (_, Some(problems)) => Err(problems),
    }
}

/// Reads a content folder as far as it can be read: what a server shows that has nothing better.
/// Notes keep what is right in them; of other files, what a mistake would make misleading is left
/// out: a link, a term of the glossary, a row, or all of it. Beside the corpus stands what [`load`]
/// would have said.
///
/// # Errors
/// All problems of the folder, where no note of it can be shown.
pub fn salvage(folder: &Path) -> Result<(Corpus, Option<Problems>), Problems> {
    let about_folder = |fault: FileFault| Problem {
        file: folder.display().to_string(),
        line: None,
        fault: fault.into(),
    };
    if !folder.is_dir() {
        return Err(Problems(vec![about_folder(FileFault::NoFolder)]));
    }
    let root = Root::new(folder);
    let (found, mut problems) = walk::walk(&root);
    let corpus = read(&root, &found, &mut problems);
    let (remarks, mut problems): (Vec<_>, Vec<_>) = pages::count_awaited(problems)
        .into_iter()
        .partition(|problem| problem.fault.is_remark());
    let corpus = corpus.with_remarks(sorted(remarks).0);
    let all_drafts = || problems.is_empty() && corpus.notes().is_empty();
    if !found.iter().any(|file| file.kind == Kind::Note) || all_drafts() {
        problems.push(about_folder(FileFault::NoNotes));
    }
    match (problems.is_empty(), corpus.notes().is_empty()) {
        (true, _) => Ok((corpus, None)),
        (false, true) => Err(sorted(problems)),
        (false, false) => Ok((corpus, Some(sorted(problems)))),
    }
}

fn read(root: &Root, found: &[Found], problems: &mut Vec<Problem>) -> Corpus {
    let sources: Vec<Source> = gather(cores::map(found, source), problems);
    let of = |kind| sources.iter().filter(move |source| source.kind == kind);
    let identity = gather(of(Kind::Identity).map(identity::read).collect(), problems).pop();
    let notes: Vec<&Source> = of(Kind::Note).collect();
    let data: Vec<(&Source, Data)> = sources
        .iter()
        .filter_map(|source| Some((source, source.kind.data()?)))
        .collect();
    let drafts = gather(cores::map(&notes, |source| draft::draft(source)), problems);
    let parse = |&(source, data): &(_, _)| toml_file::parse(source, data);
    let mut files = gather(cores::map(&data, parse), problems);
    let (hidden, mut drafts): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| draft.front.draft);
    let mut addresses = Addresses::default();
    addresses.admit(&mut drafts, |draft| (draft.href(), draft.path), problems);
    addresses.admit(&mut files, |file| (file.href(), file.path), problems);
    draft::settle_languages(&mut drafts);
    let (course, drafts) = draft::arrange(drafts);
    let files = toml_file::arrange(files);
    series::validate(&files, problems);

    let of_drafts = drafts.iter().map(draft::Draft::page);
    let of_files = files.iter().map(TomlFile::page);
    let mut pages: Vec<Page> = of_drafts.chain(of_files).collect();
    let series = files.iter().filter_map(|file| Some(file.phase()?.1));
    pages.extend(pages::own(&pages, &course, series));
    pages.extend(hidden.iter().map(draft::Draft::page));
    pages.extend(pages::unread(found, &pages));
    let site = Site::new(root.clone(), pages);

    let foreign = Foreign::new(files.iter().flat_map(TomlFile::foreign));
    let notes = gather(
        cores::map(&drafts, |draft| render::render(draft, &site, &foreign)),
        problems,
    );
    let (last, files): (Vec<TomlFile<'_>>, Vec<TomlFile<'_>>) = files
        .into_iter()
        .partition(|file| file.data == Data::Advisor);
    let read = gather(
        cores::map(&files, |file| file.read(&site, &foreign)),
        problems,
    );
    let tables: Vec<&Comparison> = read.iter().filter_map(Read::comparison).collect();
    let advise = |file: &TomlFile<'_>| file.advise(&site, &foreign, &tables);
    let advisor = gather(last.iter().map(advise).collect(), problems).pop();
    let media = site.files.into_media();
    problems.extend(misplaced::remarks(root, &media));
    let version = version(&sources, &media);
    assemble(course, notes, read)
        .with_advisor(advisor)
        .with_identity(identity)
        .with_files(media, kept(sources), version)
}

/// What pages offer as it was written; notes keep their own Markdown.
fn kept(sources: Vec<Source>) -> Sources {
    let kept = [Data::Comparison, Data::Stack, Data::Flow].map(Kind::Data);
    let pages = sources.into_iter().filter(|file| kept.contains(&file.kind));
    pages
        .map(|file| (file.path, file.text.into_boxed_str()))
        .collect()
}

fn source(found: &Found) -> (Option<Source>, Vec<Problem>) {
    let text = match &found.refused {
        Some(fault) => Err((None, fault.clone())),
        None => text::read_text(&found.on_disk),
    };
    match text {
        Ok(text) => {
            let (kind, path) = (found.kind, found.path.clone());
            let problems = text::broken_encoding(&text).map(|(line, fault)| Problem {
                file: path.clone(),
                line: Some(line),
                fault: fault.into(),
            });
            let problems = problems.into_iter().collect();
            (Some(Source { kind, path, text }), problems)
        }
        Err((line, fault)) => {
            let file = found.path.clone();
            let fault = fault.into();
            (None, vec![Problem { file, line, fault }])
        }
    }
}

/// The results of a step; its problems join the others.
fn gather<T>(step: Vec<(Option<T>, Vec<Problem>)>, problems: &mut Vec<Problem>) -> Vec<T> {
    let keep = |(result, more)| {
        problems.extend::<Vec<Problem>>(more);
        result
    };
    step.into_iter().filter_map(keep).collect()
}

fn assemble(mut course: Part, notes: Vec<Note>, read: Vec<Read>) -> Corpus {
    entitle(&mut course, &notes);
    let (mut comparisons, mut stacks, mut flows) = (Vec::new(), Vec::new(), Vec::new());
    let mut glossary = Glossary::default();
    for one in read {
        match one {
            Read::Comparison { table, .. } => comparisons.push(table),
            Read::Stack(stack) => stacks.push(stack),
            Read::Flow(flow) => flows.push(flow),
            Read::Glossary(terms) => glossary = terms,
        }
    }
    Corpus::new(notes, course, comparisons, stacks, flows, glossary)
}

/// A folder is called what its own note is called.
fn entitle(part: &mut Part, notes: &[Note]) {
    if let Some(note) = part.index.and_then(|index| notes.get(index)) {
        part.title.clone_from(&note.title);
    }
    for inner in &mut part.parts {
        entitle(inner, notes);
    }
}

fn version(sources: &[Source], media: &BTreeMap<String, Media>) -> u64 {
    let mut hash = Xxh3Default::new();
    let texts = sources
        .iter()
        .map(|file| (&file.path, file.text.as_bytes()));
    let images = media.iter().map(|(path, media)| (path, &media.bytes[..]));
    for (path, content) in texts.chain(images) {
        for part in [path.as_bytes(), content] {
            hash.update(&part.len().to_le_bytes());
            hash.update(part);
        }
    }
    hash.digest()
}

fn sorted(mut problems: Vec<Problem>) -> Problems {
    let place = |one: &Problem| (one.file.clone(), one.fault.is_consequence(), one.line);
    problems.sort_by_cached_key(place);
    problems.dedup();
    Problems(problems)
}
