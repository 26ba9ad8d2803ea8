//! What a query asks for: its words, and for each of them everything that would satisfy it.

use std::ops::Range;

use crate::search::{
    analysis::{self, Lang, Token},
    condition::Demand,
    fields::joined,
    lexicon::{Lexicon, Word},
    synonyms::{LONGEST_NAME, Synonyms},
    tuning::{self, Tuning},
};

/// A query understood.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The words that count, in the order they were typed.
    pub(super) concepts: Vec<Concept>,
    /// All words, stop words too.
    pub(super) words: String,
    /// Stop words beside words that count.
    pub(super) idle: Vec<String>,
    /// The query with its unknown words replaced by the closest known ones.
    pub(super) suggestion: Option<String>,
    /// What places must have, or must not.
    pub(super) demands: Vec<Demand>,
}

/// A word of the query.
#[derive(Debug)]
pub(super) struct Concept {
    /// The stem that stands for the word in names.
    pub(super) stem: String,
    /// Where the word stands among the words of the query, stop words included.
    pub(super) position: usize,
    /// Whether it says nothing of the subject: all words of the query are of that sort then.
    pub(super) is_stop_word: bool,
    /// How much it counts: less where it says what is looked for, not what about.
    pub(super) weight: f32,
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
    /// A word with its accents.
    Accented(String),
    /// All words of a stem.
    Stem(String),
    /// The same, in titles and headings alone.
    Name(String),
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
    pub(super) tuning: &'a Tuning,
}

impl Planner<'_> {
    /// Understands `text`; words beyond the bound are ignored.
    pub(super) fn plan(&self, text: &str) -> Plan {
        let tokens: Vec<Token> = analysis::tokens(text, Lang::French).collect();
        let words = words(&tokens);
        let mut concepts: Vec<Concept> = Vec::with_capacity(words.len());
        let mut corrections = Vec::new();
        for (position, token) in words {
            let open = token.span.end == text.len();
            let (concept, correction) = self.concept(&token, position, open);
            corrections.push(correction.map(|word| (token.span, word)));
            concepts.push(concept);
        }
        for part in self.add_compounds(&mut concepts) {
            corrections[part] = None;
        }
        self.add_synonyms(&mut concepts);
        Plan {
            concepts,
            words: joined(tokens.iter().map(|token| &token.word)),
            idle: analysis::idle(&tokens),
            suggestion: corrected(text, corrections.into_iter().flatten().collect()),
            demands: Vec::new(),
        }
    }

    /// A word with its inflections; if it is `open`, still being typed, with its completions;
    /// unless it is known well, with what resembles it. What resembles a word of which nothing
    /// is known corrects it.
    fn concept(&self, token: &Token, position: usize, open: bool) -> (Concept, Option<&str>) {
        let word = self.lexicon.get(&token.word);
        let mut leaves = vec![Leaf::word(&token.word, 1.0)];
        let stems = self.stems(token, word);
        leaves.extend(stems.iter().map(|stem| Leaf::stem(stem, 1.0)));
        if open {
            let weight = match leaves.len() {
                1 => self.tuning.completion,
                _ => self.tuning.longer,
            };
            self.complete(&token.word, weight, &mut leaves);
            // One that is short is the start of a name sooner than a stop word.
            if token.is_stop_word() && leaves.iter().any(|leaf| leaf.as_name().is_some()) {
                leaves.retain(|leaf| leaf.as_name().is_some());
                // Some notes are called so: "C".
                let form = Form::Name(token.stem.clone());
                leaves.push(Leaf { form, weight });
            }
        }
        let nothing = leaves.len() == 1 && word.is_none();
        let similar = match word {
            Some(word) => self.misspelt_here(word),
            None => self.corrections(token, open, stems.is_empty(), nothing),
        };
        let correction = similar.first().filter(|_| nothing).map(|(word, _)| *word);
        add_words(&mut leaves, similar);
        if token.has_accents() {
            leaves.push(Leaf::accented(&token.surface));
        }
        let corrected = correction.and_then(|word| word.stems.first());
        let corrected = corrected.map(|stem| stem.to_string());
        let stem = stems.into_iter().next().or(corrected);
        let concept = Concept {
            stem: stem.unwrap_or_else(|| token.stem.clone()),
            position,
            is_stop_word: token.is_stop_word(),
            weight: if token.is_weak() {
                self.tuning.weak
            } else {
                1.0
            },
            leaves,
        };
        (concept, correction.map(|word| &*word.surface))
    }

    /// What an unknown word may be a mistyping of: less likely if other forms of it are known, or
    /// words that it starts. If nothing at all is known of an `open` one, its start may be wrong.
    fn corrections(
        &self,
        token: &Token,
        open: bool,
        stemless: bool,
        nothing: bool,
    ) -> Vec<(&Word, f32)> {
        let mut similar = self.similar(&token.word, false);
        if similar.is_empty() && open && nothing {
            similar = self.similar(&token.word, true);
        }
        let factor = match (stemless, nothing) {
            (false, _) => self.tuning.typo_or_form,
            (true, false) => self.tuning.typo_or_start,
            (true, true) => 1.0,
        };
        similar.iter_mut().for_each(|(_, weight)| *weight *= factor);
        similar
    }

    /// The stems of a word that the corpus knows, those of the corpus' own spelling first:
    /// whoever types without accents means the accented word.
    pub(super) fn stems(&self, token: &Token, word: Option<&Word>) -> Vec<String> {
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

    fn complete(&self, prefix: &str, weight: f32, leaves: &mut Vec<Leaf>) {
        let most = tuning::COMPLETIONS;
        let (words, form): (_, fn(String) -> Form) =
            match prefix.chars().count() <= tuning::SHORT_PREFIX {
                true => (self.lexicon.names(prefix, most), Form::Name),
                false => (self.lexicon.completions(prefix, most), Form::Stem),
            };
        add_forms(leaves, words.into_iter().map(|word| (word, weight)), form);
    }

    /// Words that `typed` may be a mistyping of (or of whose start), the likeliest first.
    fn similar(&self, typed: &str, start: bool) -> Vec<(&Word, f32)> {
        let length = typed.chars().count();
        let most = match length {
            0..tuning::ONE_MISTAKE => 0,
            tuning::ONE_MISTAKE..tuning::TWO_MISTAKES => 1,
            _ => 2,
        };
        let fits =
            |word: &&Word| length >= tuning::FIRST_MISTAKE || same_first_letter(typed, &word.word);
        let found = (1..=most).find_map(|edits| {
            let mut found = self.lexicon.close_to(typed, edits, start);
            found.retain(|word| *word.word != *typed && fits(word));
            (!found.is_empty()).then_some((found, edits))
        });
        let Some((found, edits)) = found else {
            return Vec::new();
        };
        let weigh = |word| (word, self.likelihood(typed, word, edits));
        let mut found: Vec<_> = found.into_iter().map(weigh).collect();
        found.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(b.docs.cmp(&a.docs)));
        found.truncate(tuning::SIMILAR);
        found
    }

    /// How likely `word` was meant by whoever typed something `edits` changes away.
    fn likelihood(&self, typed: &str, word: &Word, edits: usize) -> f32 {
        let distance = match edits {
            1 => self.tuning.one_edit,
            _ => self.tuning.two_edits,
        };
        let first = match same_first_letter(typed, &word.word) {
            true => 1.0,
            false => self.tuning.other_first,
        };
        distance * first
    }

    /// Much more frequent words of which a known one may be a mistyping, in the query or in the
    /// notes themselves.
    fn misspelt_here(&self, known: &Word) -> Vec<(&Word, f32)> {
        if known.docs as f32 * self.tuning.frequent > self.lexicon.most_docs() as f32 {
            return Vec::new();
        }
        let mut found = self.similar(&known.word, false);
        found.retain(|(word, _)| {
            word.docs as f32 >= known.docs as f32 * self.tuning.frequent
                && same_first_letter(&known.word, &word.word)
        });
        let factor = self.tuning.typo_or_word;
        found.iter_mut().for_each(|(_, weight)| *weight *= factor);
        found
    }

    /// `config map` finds `ConfigMap`: nothing needs to be guessed of its parts then, which are
    /// returned.
    fn add_compounds(&self, concepts: &mut [Concept]) -> Vec<usize> {
        let mut parts = Vec::new();
        for length in 2..=tuning::COMPOUND {
            for start in 0..(concepts.len() + 1).saturating_sub(length) {
                let all = start..start + length;
                let typed = concepts[all.clone()].iter().filter_map(Concept::typed);
                let Some(word) = self.lexicon.get(&typed.collect::<String>()) else {
                    continue;
                };
                for part in &mut concepts[all.clone()] {
                    part.leaves.retain(|leaf| leaf.weight >= 1.0);
                    add_words(&mut part.leaves, [(word, 1.0)]);
                }
                parts.extend(all);
            }
        }
        parts
    }

    /// Every name found in the query is as good as the other names of the same thing, nearly.
    fn add_synonyms(&self, concepts: &mut [Concept]) {
        let stems: Vec<String> = concepts.iter().map(|c| c.stem.clone()).collect();
        for start in 0..stems.len() {
            for end in start + 1..=stems.len().min(start + LONGEST_NAME) {
                for name in self.synonyms.of(&stems[start..end]) {
                    let covered = &mut concepts[start..end];
                    let leaf = || Leaf::name(name, self.tuning.synonym);
                    covered.iter_mut().for_each(|c| c.leaves.push(leaf()));
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

    fn accented(surface: &str) -> Self {
        Self {
            form: Form::Accented(surface.to_owned()),
            weight: 1.0,
        }
    }

    fn stem(stem: &str, weight: f32) -> Self {
        Self {
            form: Form::Stem(stem.to_owned()),
            weight,
        }
    }

    fn name(name: &[String], weight: f32) -> Self {
        let form = match name {
            [stem] => Form::Stem(stem.clone()),
            _ => Form::Phrase(name.to_vec()),
        };
        Self { form, weight }
    }

    /// The stem, if it is one that is looked up in names.
    pub(super) fn as_name(&self) -> Option<&str> {
        match &self.form {
            Form::Name(stem) => Some(stem),
            _ => None,
        }
    }

    /// The stem, if it is one that is looked up.
    pub(super) fn as_stem(&self) -> Option<&str> {
        match &self.form {
            Form::Stem(stem) => Some(stem),
            _ => None,
        }
    }
}

impl Concept {
    /// The word as it was typed.
    fn typed(&self) -> Option<&str> {
        match &self.leaves.first()?.form {
            Form::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The first words that count, each once, with their positions among all words.
fn words(tokens: &[Token]) -> Vec<(usize, Token)> {
    let mut words: Vec<(usize, Token)> = Vec::new();
    for (position, token) in analysis::content(tokens) {
        if words.iter().all(|(_, other)| other.word != token.word) {
            words.push((position, token.clone()));
        }
    }
    words.truncate(tuning::MOST_WORDS);
    words
}

/// Adds the stems of `words` that are not among the leaves yet.
fn add_words<'a>(leaves: &mut Vec<Leaf>, words: impl IntoIterator<Item = (&'a Word, f32)>) {
    add_forms(leaves, words, Form::Stem);
}

fn add_forms<'a>(
    leaves: &mut Vec<Leaf>,
    words: impl IntoIterator<Item = (&'a Word, f32)>,
    form: fn(String) -> Form,
) {
    for (word, weight) in words {
        for stem in &word.stems {
            let form = form(stem.to_string());
            let leaf = Leaf { form, weight };
            if leaves.iter().all(|other| other.form != leaf.form) {
                leaves.push(leaf);
            }
        }
    }
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
