//! How well the search of a folder of notes finds what their authors mean: the text of a link is
//! a query, and the page it leads to is the answer. docs/search.md says how and why.
//!
//! 1. [`folder`] reads the notes, of a course or of any other documentation in Markdown;
//! 2. [`links`] lists their links, and [`pages`] says to which page each of them leads;
//! 3. [`anchors`] makes a query of the text of a link, or drops it;
//! 4. [`classes`] puts queries together, as written and, by [`variants`], as people mistype them;
//! 5. [`score`] asks the index, and keeps ranks and times;
//! 6. [`tune`] chooses the weights of the search by them;
//! 7. [`dump`] hands pages and queries to other programs.

mod anchors;
mod classes;
mod dump;
mod folder;
mod links;
mod pages;
mod score;
mod tune;
mod variants;

use std::{
    env,
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};

use corpus::search::{Index, Tuning};

use self::{classes::Found, pages::Pages, score::Score};

const USAGE: &str = "usage: relevance [--misses | --dump] [WEIGHT=VALUE…] DIR
       relevance --golden [WEIGHT=VALUE…] DIR GOLDEN.tsv
       relevance --tune [WEIGHT=VALUE…] {DIR [GOLDEN.tsv]}…";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (options, rest): (Vec<_>, Vec<_>) = arguments.iter().partition(|a| a.starts_with("--"));
    let (weights, folders): (Vec<_>, Vec<_>) = rest.into_iter().partition(|a| a.contains('='));
    let folders: Vec<PathBuf> = folders.into_iter().map(PathBuf::from).collect();
    let options: Vec<&str> = options.into_iter().map(String::as_str).collect();
    let done = tuning(&weights).and_then(|tuning| match (&options[..], &folders[..]) {
        ([], [folder]) => measure(folder, tuning),
        (["--misses"], [folder]) => list_misses(folder, tuning),
        (["--golden"], [folder, file]) => tune::list_missed(folder, file, tuning),
        (["--dump"], [folder]) => dump_all(folder),
        (["--tune"], [_, ..]) => tune::tune(&folders, tuning),
        _ => Err(USAGE.into()),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The weights of the search, but for those given as `name=value`.
fn tuning(weights: &[&String]) -> Result<Tuning, Box<dyn Error>> {
    let mut tuning = Tuning::default();
    for weight in weights {
        let (name, value) = weight.split_once('=').ok_or(USAGE)?;
        let mut all = tuning.parameters().into_iter();
        let (_, place) = all.find(|(known, _)| *known == name).ok_or(USAGE)?;
        *place = value.parse()?;
    }
    Ok(tuning)
}

/// Ranks go to the standard output, the same for the same folder; the rest, to the other one.
fn measure(folder: &Path, tuning: Tuning) -> Result<(), Box<dyn Error>> {
    let (corpus, problems) = folder::read(folder)?;
    if problems > 0 {
        eprintln!("{problems} problems in the folder: measured with what could be read");
    }
    let index = Index::build(&corpus)?.tuned(tuning);
    let pages = Pages::of(&corpus);
    let found = Found::in_notes(&corpus, &pages);
    println!("{}\n\n{}", found.summary(&pages), score::HEADER);
    let mut times = vec![score::TIMES.to_owned()];
    for class in classes::classes(&found, &pages) {
        let score = Score::of(&class, &index, &pages);
        println!("{}", score.line(class.name));
        times.push(score.times_line(class.name));
    }
    eprintln!("\n{}", times.join("\n"));
    Ok(())
}

/// Prints what is measured, for other programs.
fn dump_all(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (corpus, _) = folder::read(folder)?;
    let pages = Pages::of(&corpus);
    let found = Found::in_notes(&corpus, &pages);
    dump::print(&corpus, &pages, &classes::classes(&found, &pages));
    Ok(())
}

/// Prints every query whose page is not first, with the place of its page and what is first.
fn list_misses(folder: &Path, tuning: Tuning) -> Result<(), Box<dyn Error>> {
    let (corpus, _) = folder::read(folder)?;
    let index = Index::build(&corpus)?.tuned(tuning);
    let pages = Pages::of(&corpus);
    for class in classes::classes(&Found::in_notes(&corpus, &pages), &pages) {
        for miss in score::misses(&class, &index, &pages) {
            println!("{:<10} {miss}", class.name);
        }
    }
    Ok(())
}
