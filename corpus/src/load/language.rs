//! The language of a note whose author does not say it: French, unless it is plainly English. What
//! is too short to tell speaks like its neighbours: the notes of its folder, or of the nearest one
//! above it that has others.
//!
//! Small words tell. Those that both languages have (`on`, `a`, `me`…) count for neither, and code
//! does not count at all: its comments are English in French notes, too.

use std::collections::HashMap;

/// Folders of other tools hold long files: this many words tell enough.
const WORDS_READ: usize = 2_000;
/// Small words from which on a text is long enough to be judged.
const ENOUGH: usize = 12;
/// How many times more English ones there must be than French ones.
const PLAINLY: usize = 4;

/// Sorted.
const ENGLISH: [&str; 36] = [
    "and", "any", "are", "be", "been", "but", "by", "can", "does", "each", "for", "from", "has",
    "have", "if", "into", "is", "it", "its", "not", "of", "should", "that", "the", "their", "then",
    "there", "these", "this", "to", "was", "when", "which", "will", "with", "you",
];

/// Sorted.
const FRENCH: [&str; 36] = [
    "au", "aux", "avec", "ce", "ces", "cette", "comme", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "il", "ils", "la", "le", "les", "leur", "mais", "ne", "nous", "ou", "par", "pas",
    "pour", "que", "qui", "se", "sont", "sur", "un", "une", "vous",
];

/// A BCP 47 tag as everything that compares tags expects it: `fr`, `en-US`, `zh-Hant`. Case means
/// nothing in a tag, and other systems write `fr_FR`.
pub(super) fn tag(written: &str) -> String {
    let mut subtags = written.trim().split(['-', '_']);
    let mut tag = subtags.next().unwrap_or_default().to_lowercase();
    for subtag in subtags {
        let mut cased = subtag.to_lowercase();
        match subtag.len() {
            2 => cased.make_ascii_uppercase(),
            4 => cased
                .get_mut(..1)
                .unwrap_or_default()
                .make_ascii_uppercase(),
            _ => {}
        }
        tag.push('-');
        tag.push_str(&cased);
    }
    tag
}

/// The language of a tag, without country or script.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// What a text says of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    English,
    /// Or of both languages: then the site's own.
    French,
    /// Too short to tell, and rather one of them or not even that.
    Unsure {
        rather_french: bool,
    },
}

/// How many notes of a folder, those of the folders in it included, are in English, and how many
/// are not.
#[derive(Default)]
pub(super) struct Neighbours<'a>(HashMap<&'a str, (usize, usize)>);

impl<'a> Neighbours<'a> {
    /// Takes a note whose language is known.
    pub(super) fn add(&mut self, path: &'a str, is_english: bool) {
        for folder in folders(path) {
            let (english, other) = self.0.entry(folder).or_default();
            *(if is_english { english } else { other }) += 1;
        }
    }

    /// Whether the notes around a note are in English.
    pub(super) fn are_english(&self, path: &str) -> bool {
        let counts = folders(path).find_map(|folder| self.0.get(folder));
        counts.is_some_and(|(english, other)| english > other)
    }
}

/// The folder of a file, the one that it is in, and so on.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Guesses the language of a text in Markdown.
pub(super) fn guess(markdown: &str) -> Guess {
    let (mut english, mut french) = (0, 0);
    let words = prose(markdown).flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
    for word in words.filter(|word| !word.is_empty()).take(WORDS_READ) {
        let word = word.to_ascii_lowercase();
        english += usize::from(ENGLISH.binary_search(&word.as_str()).is_ok());
        french += usize::from(FRENCH.binary_search(&word.as_str()).is_ok());
    }
    match english + french {
        0..ENOUGH => Guess::Unsure {
            rather_french: french > english,
        },
        _ if english >= ENOUGH && english >= PLAINLY * french => Guess::English,
        _ => Guess::French,
    }
}

/// The text outside fenced blocks and, as far as lines tell, outside inline code.
fn prose(markdown: &str) -> impl Iterator<Item = &str> {
    let mut fence = None;
    let lines = markdown.lines().filter(move |line| {
        let line = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| line.starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => return true,
            _ => {}
        }
        false
    });
    lines.flat_map(|line| line.split('`').step_by(2))
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, Guess, Neighbours, guess};

    const ENGLISH_TEXT: &str = "A container is a group of processes that the kernel isolates from \
        the others. It is not a machine: there is no kernel in it, and it can be started in the \
        time that it takes to start a process. If you want to know which one it is, ask `ps`.";
    const FRENCH_TEXT: &str = "Un conteneur est un groupe de processus que le noyau isole des \
        autres. Ce n’est pas une machine : il démarre dans le temps qu’il faut à un processus.";

    #[test]
    fn the_lists_are_sorted_and_apart() {
        assert!(ENGLISH.is_sorted() && FRENCH.is_sorted());
        assert!(ENGLISH.iter().all(|word| !FRENCH.contains(word)));
    }

    fn is_english(markdown: &str) -> bool {
        guess(markdown) == Guess::English
    }

    #[test]
    fn a_short_text_says_at_most_what_it_rather_is() {
        let rather = |rather_french| Guess::Unsure { rather_french };
        assert_eq!(guess("The end of the list"), rather(false));
        assert_eq!(guess("La fin de la liste"), rather(true));
        assert_eq!(guess("kubectl apply"), rather(false));
    }

    #[test]
    fn the_nearest_neighbours_say_most() {
        let mut neighbours = Neighbours::default();
        let notes = [
            ("a/x.md", true),
            ("a/y.md", true),
            ("a/b/z.md", false),
            ("c.md", false),
        ];
        for (path, is_english) in notes {
            neighbours.add(path, is_english);
        }
        assert!(neighbours.are_english("a/new.md"));
        assert!(neighbours.are_english("a/d/e/new.md"));
        assert!(!neighbours.are_english("a/b/new.md"));
        assert!(!neighbours.are_english("other/new.md"));
        assert!(!Neighbours::default().are_english("a/new.md"));
    }

    #[test]
    fn each_language_is_told() {
        assert!(is_english(ENGLISH_TEXT));
        assert!(!is_english(FRENCH_TEXT));
    }

    #[test]
    fn a_text_of_both_languages_or_too_short_is_not_plainly_english() {
        assert!(!is_english(&format!("{ENGLISH_TEXT}\n\n{FRENCH_TEXT}")));
        assert!(!is_english("The end of the list"));
        assert!(!is_english(""));
    }

    #[test]
    fn code_does_not_count() {
        let fenced = |mark| format!("Voir le code :\n\n{mark}text\n{ENGLISH_TEXT}\n{mark}\n");
        assert!(!is_english(&fenced("```")));
        assert!(!is_english(&fenced("~~~")));
        let inline = ENGLISH_TEXT.replace('`', "");
        assert!(!is_english(&format!("Il dit `{inline}` et rien de plus.")));
    }
}
