//! The passage of a text that answers a query, with what matched marked.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    Html,
    search::{
        analysis,
        lexicon::Lexicon,
        plan::{Form, Leaf, Plan},
        tuning,
    },
};

/// Bytes of a text that are looked at: a section is seldom longer, and time must be bounded.
const SCANNED: usize = 20_000;
/// Bytes of a passage.
const WIDTH: usize = 190;
/// Bytes shown before what matched first.
const LEAD: usize = 50;
/// Punctuation and elided articles up to so many bytes stay with their word.
const CLING: usize = 24;

/// The bit of all first letters that have none of their own: with an accent, above all.
const OTHER: u64 = 1 << 63;

/// The words of the concepts that satisfy a query, as bits: bit `i` for concept `i`.
pub(super) type Concepts = u16;

/// What satisfies a query, word by word.
#[derive(Default)]
pub(super) struct Matcher<'a> {
    /// Letters and digits that words of the query start with, as bits.
    starts: u64,
    /// How many words the query has.
    concepts: usize,
    words: HashMap<&'a str, Concepts>,
    phrases: Vec<(Vec<HashSet<&'a str>>, Concepts)>,
}

/// Something that matched.
struct Mark {
    span: Range<usize>,
    concepts: Concepts,
}

/// A text cut into words.
struct Words<'a> {
    text: &'a str,
    spans: Vec<Range<usize>>,
    marks: Vec<Mark>,
}

impl<'a> Matcher<'a> {
    /// Everything that the plan's leaves stand for.
    pub(super) fn new(plan: &'a Plan, lexicon: &'a Lexicon) -> Self {
        let mut matcher = Self {
            concepts: plan.concepts.len(),
            ..Self::default()
        };
        for (i, concept) in plan.concepts.iter().enumerate() {
            for leaf in &concept.leaves {
                matcher.add(leaf, lexicon, 1 << i);
            }
        }
        // What is quoted is one more reason to show a passage.
        let quoted = plan.demands.iter().filter(|demand| demand.wanted);
        for (demand, bit) in quoted.zip(tuning::MOST_WORDS..Concepts::BITS as usize) {
            let words = demand.words.iter().map(|word| HashSet::from([&**word]));
            matcher.phrases.push((words.collect(), 1 << bit));
        }
        let words = matcher
            .words
            .keys()
            .chain(matcher.phrases.iter().flat_map(|p| p.0.iter().flatten()));
        matcher.starts = words.map(|word| start(word)).fold(0, |all, bit| all | bit);
        matcher
    }

    fn add(&mut self, leaf: &'a Leaf, lexicon: &'a Lexicon, concept: Concepts) {
        let family = |stem: &str| lexicon.family(stem).map(|word| &*word.word);
        match &leaf.form {
            Form::Word(word) => *self.words.entry(word).or_default() |= concept,
            // The folded word stands for it, too.
            Form::Accented(_) => {}
            Form::Stem(stem) | Form::Name(stem) => {
                for word in family(stem) {
                    *self.words.entry(word).or_default() |= concept;
                }
            }
            Form::Phrase(stems) => {
                let families = stems.iter().map(|stem| family(stem).collect());
                self.phrases.push((families.collect(), concept));
            }
        }
    }

    /// Whether the query has several words.
    pub(super) fn has_several(&self) -> bool {
        self.concepts > 1
    }

    /// What a name satisfies, and how many of its words satisfy nothing.
    pub(super) fn named(&self, name: &str) -> (Concepts, usize) {
        let words = self.words(name);
        let all = words.marks.iter().fold(0, |all, mark| all | mark.concepts);
        (all, words.spans.len() - words.marks.len())
    }

    /// The best passage of `text`: words are whole, and every piece is escaped.
    pub(super) fn snippet(&self, text: &str) -> Html {
        let words = self.words(text);
        let window = words.window();
        let mut out = String::with_capacity(2 * WIDTH);
        if !text[..window.start].trim().is_empty() {
            out.push_str("… ");
        }
        let mut at = window.start;
        for mark in &words.marks {
            if mark.span.start < at || mark.span.end > window.end {
                continue;
            }
            out.push_str(Html::escaped(&text[at..mark.span.start]).as_str());
            out.push_str("<mark>");
            out.push_str(Html::escaped(&text[mark.span.clone()]).as_str());
            out.push_str("</mark>");
            at = mark.span.end;
        }
        out.push_str(Html::escaped(&text[at..window.end]).as_str());
        if !text[window.end..].trim().is_empty() {
            out.push_str(" …");
        }
        Html::vouched(out)
    }

    fn words<'t>(&self, text: &'t str) -> Words<'t> {
        let text = &text[..text.floor_char_boundary(SCANNED)];
        let spans: Vec<_> = analysis::spans(text).collect();
        let mut concepts: Vec<Concepts> = spans
            .iter()
            .map(|span| self.concepts(&text[span.clone()]))
            .collect();
        self.add_phrases(text, &spans, &mut concepts);
        let marks = spans
            .iter()
            .cloned()
            .zip(concepts)
            .filter(|(_, concepts)| *concepts != 0);
        let marks = marks
            .map(|(span, concepts)| Mark { span, concepts })
            .collect();
        Words { text, spans, marks }
    }

    /// What a word satisfies; most words start like none of the query.
    fn concepts(&self, word: &str) -> Concepts {
        match start(word) & (self.starts | OTHER) {
            0 => 0,
            _ => *self.words.get(&*analysis::folded(word)).unwrap_or(&0),
        }
    }

    fn add_phrases(&self, text: &str, spans: &[Range<usize>], concepts: &mut [Concepts]) {
        if self.phrases.is_empty() {
            return;
        }
        let folded = |span: &Range<usize>| analysis::folded(&text[span.clone()]);
        let folded: Vec<String> = spans.iter().map(folded).collect();
        for (phrase, concept) in &self.phrases {
            for i in 0..(folded.len() + 1).saturating_sub(phrase.len()) {
                let mut pairs = phrase.iter().zip(&folded[i..]);
                if pairs.all(|(family, word)| family.contains(word.as_str())) {
                    let here = &mut concepts[i..i + phrase.len()];
                    here.iter_mut().for_each(|c| *c |= concept);
                }
            }
        }
    }
}

/// The bit of a word's first letter.
fn start(word: &str) -> u64 {
    match word.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        Some(digit @ b'0'..=b'9') => 1 << (26 + digit - b'0'),
        _ => OTHER,
    }
}

impl Words<'_> {
    /// The passage to show: the one with most of the concepts, then with most matches.
    fn window(&self) -> Range<usize> {
        let start = self.start(self.best_mark().map_or(0, |mark| mark.span.start));
        start..self.end(start)
    }

    fn best_mark(&self) -> Option<&Mark> {
        let value = |i: usize| {
            let first = &self.marks[i];
            let limit = first.span.start + WIDTH - LEAD;
            let near = self.marks[i..]
                .iter()
                .take_while(|mark| mark.span.end <= limit);
            let (concepts, count) = near.fold((0, 0), |(all, count), mark| {
                (all | mark.concepts, count + 1)
            });
            (concepts.count_ones(), count, std::cmp::Reverse(i))
        };
        let best = (0..self.marks.len()).max_by_key(|i| value(*i))?;
        self.marks.get(best)
    }

    /// Where a passage that shows what stands at `shown` starts: at a word some way before it.
    fn start(&self, shown: usize) -> usize {
        let blank = self.text.len() - self.text.trim_start().len();
        if shown <= LEAD {
            return blank;
        }
        let wanted = shown - LEAD;
        let i = self.spans.partition_point(|span| span.start < wanted);
        let word = self.spans.get(i).map_or(shown, |span| span.start);
        let clinging = self.text[..word].rfind(char::is_whitespace);
        let clinging = clinging.map_or(0, |i| self.text.ceil_char_boundary(i + 1));
        if word - clinging <= CLING {
            clinging
        } else {
            word
        }
    }

    /// Where a passage ends that starts at `start`: after the last word that has room.
    fn end(&self, start: usize) -> usize {
        let limit = start + WIDTH;
        if limit >= self.text.trim_end().len() {
            return self.text.trim_end().len().max(start);
        }
        let i = self.spans.partition_point(|span| span.end <= limit);
        let last = self.spans[..i].last().map(|span| span.end);
        let Some(word) = last.filter(|end| *end > start) else {
            return self.text.floor_char_boundary(limit);
        };
        let rest = &self.text[word..];
        let clinging = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if clinging <= CLING {
            word + clinging
        } else {
            word
        }
    }
}
