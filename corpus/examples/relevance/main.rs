//! How well the search of a folder of notes finds what their authors mean: the text of a link is
//! a query, and the page it leads to is the answer. docs/search.md says how and why.
//!
//! 1. [`folder`] reads the notes, of a course or of any other documentation in Markdown;
//! 2. [`links`] lists their links, and [`pages`] says to which page each of them leads;
//! 3. [`anchors`] makes a query of the text of a link, or drops it;
//! 4. [`classes`] puts queries together, as written and, by [`variants`], as people mistype them;
//! 5. [`score`] asks the index, and keeps ranks and times;
//! 6. [`tune`] chooses the weights of the search by them.

mod anchors;
mod classes;
mod folder;
mod links;
mod pages;
mod score;
mod tune;
mod variants;

use std::{env, error::Error, path::PathBuf, process::ExitCode};

use corpus::search::Index;

use self::{classes::Found, pages::Pages, score::Score};

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match arguments.as_slice() {
        [tune, folders @ ..] if tune.as_os_str() == "--tune" && !folders.is_empty() => {
            tune::tune(folders)
        }
        [misses, folder] if misses.as_os_str() == "--misses" => list_misses(folder),
        [folder] => measure(folder),
        _ => {
            eprintln!("usage: relevance [--misses] DIR\n       relevance --tune DIR…");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Ranks go to the standard output, the same for the same folder; the rest, to the other one.
fn measure(folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let (corpus, problems) = folder::read(folder)?;
    if problems > 0 {
        eprintln!("{problems} problems in the folder: measured with what could be read");
    }
    let index = Index::build(&corpus)?;
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

/// Prints every query whose page is not first, with the place of its page and what is first.
fn list_misses(folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let (corpus, _) = folder::read(folder)?;
    let index = Index::build(&corpus)?;
    let pages = Pages::of(&corpus);
    for class in classes::classes(&Found::in_notes(&corpus, &pages), &pages) {
        for miss in score::misses(&class, &index, &pages) {
            println!("{:<10} {miss}", class.name);
        }
    }
    Ok(())
}
