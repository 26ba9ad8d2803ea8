//! What a query asks for: its words, and for each of them everything that would satisfy it.

use std::ops::Range;

use crate::search::{
    analysis::{self, Lang, Token},
    lexicon::{Lexicon, Word},
    synonyms::{LONGEST_NAME, Synonyms},
    tuning,
};

/// A query understood.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The words that count, in the order they were typed.
    pub(super) concepts: Vec<Concept>,
    /// The query with its unknown words replaced by the closest known ones.
    pub(super) suggestion: Option<String>,
}

/// A word of the query.
#[derive(Debug)]
pub(super) struct Concept {
    /// The stem that stands for the word in phrases.
    pub(super) stem: String,
    /// Where the word stands among the words of the query, stop words included.
    pub(super) position: usize,
    /// What satisfies it.
    pub(super) leaves: Vec<Leaf>,
}

/// Something to look up.
#[derive(Debug, PartialEq)]
pub(super) struct Leaf {
    pub(super) form: Form,
    /// 1 for the word as typed, less for what resembles it.
    pub(super) weight: f32,
}

/// What is looked up.
#[derive(Debug, PartialEq)]
pub(super) enum Form {
    /// A folded word.
    Word(String),
    /// All words of a stem.
    Stem(String),
    /// Stems in a row.
    Phrase(Vec<String>),
}

/// What plans are made with.
#[derive(Clone, Copy)]
pub(super) struct Planner<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) synonyms: &'a Synonyms,
    /// Whether some notes are in English.
    pub(super) english: bool,
}

impl Planner<'_> {
    /// Understands `text`; what exceeds the bounds is ignored.
    pub(super) fn plan(&self, text: &str) -> Plan {
        let text = start(text, tuning::LONGEST_QUERY);
        let words = words(text);
        let mut concepts: Vec<Concept> = Vec::with_capacity(words.len());
        let mut corrections = Vec::new();
        for (position, token) in words {
            let open = token.span.end == text.len();
            let (concept, correction) = self.concept(&token, position, open);
            corrections.extend(correction.map(|word| (token.span, word)));
            concepts.push(concept);
        }
        self.add_compounds(&mut concepts);
        self.add_synonyms(&mut concepts);
        Plan {
            concepts,
            suggestion: corrected(text, corrections),
        }
    }

    /// A word with its inflections; if it is `open`, still being typed, with its completions; if
    /// nothing is known of it, with what resembles it, the closest of which is the correction.
    fn concept(&self, token: &Token, position: usize, open: bool) -> (Concept, Option<&str>) {
        let word = self.lexicon.get(&token.word);
        let mut leaves = vec![Leaf::word(&token.word, 1.0)];
        let stems = self.stems(token, word);
        leaves.extend(stems.iter().map(|stem| Leaf::stem(stem, 1.0)));
        if open {
            self.complete(&token.word, &mut leaves);
        }
        let mut correction = None;
        if leaves.len() == 1 && word.is_none() {
            let mut similar = self.similar(&token.word, false);
            correction = similar.first().map(|(word, _)| &*word.surface);
            if similar.is_empty() && open {
                similar = self.similar(&token.word, true);
            }
            add_words(&mut leaves, similar);
        } else if let Some(word) = word.filter(|word| word.docs <= tuning::RARE) {
            add_words(&mut leaves, self.misspelt_here(word));
        }
        let stem = stems
            .into_iter()
            .next()
            .unwrap_or_else(|| token.stem.clone());
        (
            Concept {
                stem,
                position,
                leaves,
            },
            correction,
        )
    }

    /// The stems of a word that the corpus knows, those of the corpus' own spelling first:
    /// whoever types without accents means the accented word.
    fn stems(&self, token: &Token, word: Option<&Word>) -> Vec<String> {
        let known = word.into_iter().flat_map(|word| &word.stems);
        let mut stems: Vec<String> = known.map(|stem| stem.to_string()).collect();
        let english = self.english.then(|| Lang::English.stem(&token.surface));
        for stem in std::iter::once(token.stem.clone()).chain(english) {
            if self.lexicon.has_stem(&stem) && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }

    fn complete(&self, prefix: &str, leaves: &mut Vec<Leaf>) {
        if prefix.chars().count() < tuning::SHORTEST_PREFIX {
            return;
        }
        let mut words: Vec<_> = self.lexicon.starting_with(prefix).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.docs));
        words.truncate(tuning::COMPLETIONS);
        add_words(
            leaves,
            words.into_iter().map(|word| (word, tuning::COMPLETION)),
        );
    }

    /// Words that `typed` may be a mistyping of (or of whose start), the likeliest first.
    fn similar(&self, typed: &str, start: bool) -> Vec<(&Word, f32)> {
        let most = match typed.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let found = (1..=most).find_map(|edits| {
            let found = self.lexicon.close_to(typed, edits, start);
            (!found.is_empty()).then_some((found, edits))
        });
        let Some((found, edits)) = found else {
            return Vec::new();
        };
        let weigh = |word| (word, likelihood(typed, word, edits));
        let mut found: Vec<_> = found.into_iter().map(weigh).collect();
        found.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(b.docs.cmp(&a.docs)));
        found.truncate(tuning::SIMILAR);
        found
    }

    /// Much more frequent words of which a rare one may be a mistyping in the notes themselves.
    fn misspelt_here(&self, rare: &Word) -> Vec<(&Word, f32)> {
        let mut found = self.similar(&rare.word, false);
        found.retain(|(word, _)| {
            word.docs >= rare.docs * tuning::FREQUENT && same_first_letter(&rare.word, &word.word)
        });
        found
            .iter_mut()
            .for_each(|(_, weight)| *weight *= tuning::RARE_TYPO);
        found
    }

    /// `config map` finds `ConfigMap`.
    fn add_compounds(&self, concepts: &mut [Concept]) {
        for i in 1..concepts.len() {
            let (Form::Word(left), Form::Word(right)) =
                (&concepts[i - 1].leaves[0].form, &concepts[i].leaves[0].form)
            else {
                continue;
            };
            let joined = format!("{left}{right}");
            if let Some(word) = self.lexicon.get(&joined) {
                add_words(&mut concepts[i - 1].leaves, [(word, 1.0)]);
                add_words(&mut concepts[i].leaves, [(word, 1.0)]);
            }
        }
    }

    /// Every name found in the query is as good as the other names of the same thing, nearly.
    fn add_synonyms(&self, concepts: &mut [Concept]) {
        let stems: Vec<String> = concepts.iter().map(|c| c.stem.clone()).collect();
        for start in 0..stems.len() {
            for end in start + 1..=stems.len().min(start + LONGEST_NAME) {
                for name in self.synonyms.of(&stems[start..end]) {
                    let covered = &mut concepts[start..end];
                    covered
                        .iter_mut()
                        .for_each(|c| c.leaves.push(Leaf::name(name)));
                }
            }
        }
    }
}

impl Leaf {
    fn word(word: &str, weight: f32) -> Self {
        Self {
            form: Form::Word(word.to_owned()),
            weight,
        }
    }

    fn stem(stem: &str, weight: f32) -> Self {
        Self {
            form: Form::Stem(stem.to_owned()),
            weight,
        }
    }

    fn name(name: &[String]) -> Self {
        let form = match name {
            [stem] => Form::Stem(stem.clone()),
            _ => Form::Phrase(name.to_vec()),
        };
        Self {
            form,
            weight: tuning::SYNONYM,
        }
    }
}

/// The first words that count, each once, with their positions among all words.
fn words(text: &str) -> Vec<(usize, Token)> {
    let tokens: Vec<Token> = analysis::tokens(text, Lang::French).collect();
    let mut words: Vec<(usize, Token)> = Vec::new();
    for (position, token) in analysis::content(&tokens) {
        if words.iter().all(|(_, other)| other.word != token.word) {
            words.push((position, token.clone()));
        }
    }
    words.truncate(tuning::MOST_WORDS);
    words
}

/// The first `characters` of `text`.
fn start(text: &str, characters: usize) -> &str {
    let end = text
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// Adds the stems of `words` that are not among the leaves yet.
fn add_words<'a>(leaves: &mut Vec<Leaf>, words: impl IntoIterator<Item = (&'a Word, f32)>) {
    for (word, weight) in words {
        for stem in &word.stems {
            let leaf = Leaf::stem(stem, weight);
            if leaves.iter().all(|other| other.form != leaf.form) {
                leaves.push(leaf);
            }
        }
    }
}

/// How likely `word` was meant by whoever typed something `edits` changes away.
fn likelihood(typed: &str, word: &Word, edits: u8) -> f32 {
    let distance = if edits == 1 {
        tuning::ONE_EDIT
    } else {
        tuning::TWO_EDITS
    };
    let first = if same_first_letter(typed, &word.word) {
        1.0
    } else {
        tuning::OTHER_FIRST_LETTER
    };
    distance * first
}

fn same_first_letter(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
}

/// `text` with the words at the spans replaced.
fn corrected(text: &str, corrections: Vec<(Range<usize>, &str)>) -> Option<String> {
    if corrections.is_empty() {
        return None;
    }
    let mut out = text.to_owned();
    for (span, word) in corrections.into_iter().rev() {
        out.replace_range(span, word);
    }
    Some(out.trim().to_owned())
}
