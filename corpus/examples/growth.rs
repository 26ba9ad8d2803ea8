//! How search grows: French notes of any number of sections, what it takes to index them, and how
//! long queries take. `cargo xtask bench growth` reads what this prints.
//!
//! ```text
//! growth write DIR SECTIONS CONTENT    notes into DIR/notes, in the words of a course
//! growth queries DIR                   what may be asked of them, one a line
//! growth measure DIR                   sections, seconds to load, seconds to index, of them seconds
//!                                      of processors, resident MB, p50 and p99 in milliseconds
//! ```
//!
//! Words are drawn by Zipf's law: first those of the course, as often as it uses them, then made
//! ones of syllables and French endings. Chance has a seed: the same arguments write the same.

use std::{
    collections::HashMap,
    error::Error,
    fmt::Write as _,
    fs,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use corpus::{
    Corpus,
    search::{Index, Query},
};
use fastrand::Rng;

/// Words there are to choose from.
const VOCABULARY: usize = 60_000;
/// The most frequent ones, which no heading is made of.
const SMALL_WORDS: usize = 120;
/// Sections of a note.
const SECTIONS: usize = 8;
/// Notes in a folder.
const NOTES: usize = 50;
const QUERIES: usize = 1_000;
const ENDINGS: [&str; 12] = [
    "", "s", "e", "es", "er", "é", "ée", "és", "ement", "ation", "ations", "eur",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["write", dir, sections, content] => write(dir, sections, content),
        ["queries", dir] => queries(dir).map(|all| println!("{}", all.join("\n"))),
        ["measure", dir] => measure(dir),
        _ => Err("usage: growth write DIR SECTIONS CONTENT | queries DIR | measure DIR".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A rank in `from..end`, as likely as it is low.
fn rank(random: &mut Rng, from: usize, end: usize) -> usize {
    let (from, end) = ((from + 1) as f64, (end + 1) as f64);
    (from * (end / from).powf(random.f64())) as usize - 1
}

fn write(dir: &str, sections: &str, content: &str) -> Result<(), Box<dyn Error>> {
    let words = vocabulary(Path::new(content))?;
    let sections: usize = sections.parse()?;
    let mut random = Rng::with_seed(1);
    let count = sections.div_ceil(SECTIONS);
    for note in 0..count {
        let folder = Path::new(dir).join(format!("notes/partie-{}", note / NOTES));
        fs::create_dir_all(&folder)?;
        let inside = SECTIONS.min(sections - note * SECTIONS);
        let text = note_of(inside, count, &words, &mut random);
        fs::write(folder.join(format!("note-{note}.md")), text)?;
    }
    Ok(())
}

/// A note: its top counts as a section.
fn note_of(sections: usize, notes: usize, words: &[String], random: &mut Rng) -> String {
    let mut text = format!("# {}\n\n", title(words, random));
    for section in 0..sections {
        if section > 0 {
            let _ = write!(text, "## {}\n\n", title(words, random));
        }
        for _ in 0..3 + random.usize(..5) {
            text.push_str(&sentence(words, random));
        }
        let to = rank(random, 0, notes);
        let name = title(words, random);
        let _ = write!(text, "[{name}](../partie-{}/note-{to}.md)\n\n", to / NOTES);
    }
    text
}

fn title(words: &[String], random: &mut Rng) -> String {
    let count = 2 + random.usize(..3);
    let words = (0..count).map(|_| words[rank(random, SMALL_WORDS, words.len())].as_str());
    words.collect::<Vec<_>>().join(" ")
}

fn sentence(words: &[String], random: &mut Rng) -> String {
    let count = 8 + random.usize(..14);
    let words = (0..count).map(|_| words[rank(random, 0, words.len())].as_str());
    format!("{}. ", words.collect::<Vec<_>>().join(" "))
}

/// The words of a course, the most frequent first, and made ones.
fn vocabulary(content: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let corpus = read(content)?;
    let mut counts = HashMap::<String, usize>::new();
    for section in corpus.notes().iter().flat_map(|note| &note.sections) {
        let words = section.text.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut words: Vec<String> = counts.into_iter().map(|(word, _)| word).collect();
    let mut random = Rng::with_seed(2);
    while words.len() < VOCABULARY {
        let root: String = (0..2 + random.usize(..2))
            .map(|_| syllable(&mut random))
            .collect();
        words.extend(ENDINGS.iter().map(|ending| format!("{root}{ending}")));
    }
    Ok(words)
}

fn syllable(random: &mut Rng) -> String {
    let starts = [
        "b", "ch", "cr", "d", "f", "g", "gr", "l", "m", "n", "p", "pl", "r", "s", "t", "tr", "v",
    ];
    let vowels = ["a", "e", "i", "o", "u", "ai", "ou", "é", "eau", "on", "an"];
    let ends = ["", "", "l", "r", "n", "t", "c", "s"];
    let mut pick = |from: &[&'static str]| from[random.usize(..from.len())];
    [pick(&starts), pick(&vowels), pick(&ends)].concat()
}

fn read(folder: &Path) -> Result<Corpus, Box<dyn Error>> {
    let salvaged = corpus::salvage(folder).map_err(|problems| problems.to_string())?;
    Ok(salvaged.0)
}

/// Headings, words of texts, starts and mistypings.
fn queries(dir: &str) -> Result<Vec<String>, Box<dyn Error>> {
    Ok(queries_of(&read(Path::new(dir))?))
}

fn queries_of(corpus: &Corpus) -> Vec<String> {
    let mut random = Rng::with_seed(3);
    let notes = corpus.notes();
    let mut query = |i: usize| {
        let note = &notes[random.usize(..notes.len())];
        let section = &note.sections[random.usize(..note.sections.len())];
        let words: Vec<&str> = section.text.split_whitespace().collect();
        let at = random.usize(..words.len().saturating_sub(3).max(1));
        let near = words[at.min(words.len())..].iter().take(1 + i % 3);
        let typed = match i % 4 {
            0 => section.heading.clone(),
            _ => near.copied().collect::<Vec<_>>().join(" "),
        };
        let mut letters: Vec<char> = typed.chars().filter(|c| *c != '.').collect();
        if i.is_multiple_of(5) && letters.len() > 5 {
            letters.remove(1 + random.usize(..4));
        }
        if i.is_multiple_of(7) && letters.len() > 5 {
            letters.truncate(letters.len() - 2);
        }
        letters.into_iter().collect()
    };
    (0..QUERIES).map(&mut query).collect()
}

fn measure(dir: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let corpus = read(Path::new(dir))?;
    let loaded = start.elapsed();
    let (start, worked) = (Instant::now(), processor_time());
    let index = Index::build(&corpus)?;
    let (built, worked) = (start.elapsed(), processor_time() - worked);
    let resident = resident().unwrap_or(f64::NAN);
    let sections: usize = corpus.notes().iter().map(|note| note.sections.len()).sum();
    let (p50, p99) = percentiles(timed(&index, &queries_of(&corpus)));
    let (loaded, built) = (loaded.as_secs_f64(), built.as_secs_f64());
    println!("{sections} {loaded:.2} {built:.2} {worked:.2} {resident:.0} {p50:.3} {p99:.3}");
    Ok(())
}

/// Seconds that processors have worked for this program, on all its threads.
fn processor_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in parentheses may hold anything; time stands 11 and 12 fields after it, in ticks.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let fields = fields.split_whitespace().skip(11).take(2);
    fields
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn timed(index: &Index, queries: &[String]) -> Vec<Duration> {
    let time = |text: &String| {
        let start = Instant::now();
        std::hint::black_box(index.search(&Query {
            text,
            limit: 10,
            ..Query::default()
        }));
        start.elapsed()
    };
    queries.iter().map(time).collect()
}

/// In milliseconds.
fn percentiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |percent: usize| {
        let time = times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
        time.map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    };
    (at(50), at(99))
}

/// Megabytes of a million bytes, where the kernel says.
fn resident() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}
