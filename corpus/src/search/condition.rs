//! What a query demands besides its words: `"espace de noms"` word for word, and `-windows` nowhere.
//!
//! The words in quotation marks are looked for like any others, among the places alone that have
//! them so. What demands nothing is searched as if it stood there without its mark: a quotation that
//! is not closed, a minus before fewer than three letters (`docker run -d`) or before `-` (`--rm`).
//! Where no place does as demanded, the demands are given up, and the answer says so.

use std::ops::Range;

use tantivy::schema::Field;

use crate::search::{
    analysis::{self, Lang, Token},
    plan::Planner,
    rank::Ranker,
};

/// Marks of quotation that belong together.
const QUOTES: [(char, char); 4] = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

/// Letters and digits of words that can be excluded: shorter ones are options of commands.
const EXCLUDED: usize = 3;

/// A query taken apart.
pub(super) struct Reading {
    /// With spaces where something is excluded: all else stands where it stood.
    pub(super) plain: String,
    pub(super) conditions: Vec<Condition>,
}

/// Words that are quoted or excluded.
pub(super) struct Condition {
    pub(super) words: Vec<Token>,
    /// Whether places must have them, one after the other; else they must not.
    pub(super) wanted: bool,
    /// Where it stands, with its marks.
    pub(super) span: Range<usize>,
}

/// A condition as the index can be asked.
#[derive(Debug, Default)]
pub(super) struct Demand {
    /// Folded words; what is found has all of them, one after the other.
    pub(super) words: Vec<String>,
    /// Stems; what is found has one of them, if there are any.
    stems: Vec<String>,
    /// Whether places must be among those that are found.
    pub(super) wanted: bool,
}

impl Reading {
    /// Reads what somebody typed. Without a word to look for, nothing is excluded.
    pub(super) fn of(text: &str) -> Self {
        let mut conditions = conditions(text);
        let excluded = conditions.iter().filter(|condition| !condition.wanted);
        let mut plain = blanked(text, excluded);
        if analysis::spans(&plain).next().is_none() {
            conditions.clear();
            text.clone_into(&mut plain);
        }
        Self { plain, conditions }
    }

    /// The query without what is quoted or excluded.
    pub(super) fn unconditional(&self) -> String {
        blanked(&self.plain, self.conditions.iter())
    }

    /// What of `text` is excluded, as it was typed.
    pub(super) fn excluded<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let excluded = self.conditions.iter().filter(|condition| !condition.wanted);
        excluded.map(move |condition| &text[condition.span.clone()])
    }

    /// Whether the word at a span is quoted.
    pub(super) fn quotes(&self, span: &Range<usize>) -> bool {
        let mut wanted = self.conditions.iter().filter(|condition| condition.wanted);
        wanted.any(|condition| condition.span.start <= span.start && span.end <= condition.span.end)
    }
}

/// `text` with spaces where some conditions stand.
fn blanked<'c>(text: &str, conditions: impl Iterator<Item = &'c Condition>) -> String {
    let mut blanked = text.to_owned();
    for condition in conditions {
        let blank = " ".repeat(condition.span.len());
        blanked.replace_range(condition.span.clone(), &blank);
    }
    blanked
}

fn conditions(text: &str) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let condition = condition(text, at, before);
        let end = condition.as_ref().map_or(at + c.len_utf8(), |c| c.span.end);
        before = text[at..end].chars().next_back().unwrap_or(c);
        conditions.extend(condition.filter(|condition| !condition.words.is_empty()));
        at = end;
    }
    conditions
}

/// What begins at a place, after that character.
fn condition(text: &str, at: usize, before: char) -> Option<Condition> {
    let after_minus = text[at..].strip_prefix('-').map(|_| at + 1);
    let (inner, wanted) = match after_minus.filter(|_| before.is_whitespace()) {
        Some(start) => match quoted(text, start) {
            Some(inner) => (inner, false),
            None => (excluded(text, start)?, false),
        },
        None if before.is_alphanumeric() => return None,
        None => (quoted(text, at)?, true),
    };
    let words = analysis::tokens(&text[inner.clone()], Lang::French).collect();
    let closing = text[inner.end..].chars().next();
    let closing = closing.filter(|c| QUOTES.iter().any(|(_, close)| close == c));
    Some(Condition {
        words,
        wanted,
        span: at..inner.end + closing.map_or(0, char::len_utf8),
    })
}

/// What stands between marks of quotation the first of which is there.
fn quoted(text: &str, at: usize) -> Option<Range<usize>> {
    let open = text[at..].chars().next()?;
    let (_, close) = QUOTES.into_iter().find(|quotes| quotes.0 == open)?;
    let start = at + open.len_utf8();
    let length = text[start..].find(close)?;
    Some(start..start + length)
}

/// The word that is there, up to the next space, if it is long enough to be excluded.
fn excluded(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let is_word = word.starts_with(char::is_alphanumeric) && letters >= EXCLUDED;
    is_word.then(|| at..at + word.len())
}

impl Planner<'_> {
    /// How the index is asked for it: a word that is excluded is excluded in all its inflections.
    pub(super) fn demand(&self, condition: &Condition) -> Demand {
        let stems = match &condition.words[..] {
            [word] if !condition.wanted => self.stems(word, self.lexicon.get(&word.word)),
            _ => Vec::new(),
        };
        let words = condition.words.iter();
        Demand {
            words: words.map(|token| token.word.clone()).collect(),
            stems,
            wanted: condition.wanted,
        }
    }
}

impl Ranker<'_> {
    /// Which places do as demanded, by their numbers; nothing where nothing is.
    pub(super) fn allowed(&self, demands: &[Demand]) -> Option<Vec<bool>> {
        let (first, rest) = demands.split_first()?;
        let mut allowed = self.obeying(first);
        for demand in rest {
            let obeying = self.obeying(demand);
            let both = allowed.iter_mut().zip(obeying);
            both.for_each(|(allowed, obeys)| *allowed &= obeys);
        }
        Some(allowed)
    }

    fn obeying(&self, demand: &Demand) -> Vec<bool> {
        let mut obeying = vec![!demand.wanted; self.layout.len()];
        let mut found = |document: usize| obeying[document] = demand.wanted;
        let mut find = |field: Field, term: &str| {
            if let Some(term) = self.reader.find(field, term) {
                self.reader.all(&term, |document, _| found(document));
            }
        };
        match &demand.words[..] {
            [word] => {
                find(self.fields.exact, word);
                for stem in &demand.stems {
                    for (field, _) in self.stems() {
                        find(field, stem);
                    }
                }
            }
            words => {
                let words: Vec<_> = words.iter().map(String::as_str).enumerate().collect();
                self.reader.phrase(self.fields.exact, &words, 0, found);
            }
        }
        obeying
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Reading;

    /// What is demanded, with its mark, and what is left to look for.
    fn read(text: &str) -> (Vec<String>, String) {
        let reading = Reading::of(text);
        let said = reading.conditions.iter().map(|condition| {
            let words: Vec<_> = condition.words.iter().map(|word| &*word.word).collect();
            let mark = if condition.wanted { "+" } else { "-" };
            format!("{mark}{}", words.join(" "))
        });
        let plain = reading.plain.split_whitespace().collect::<Vec<_>>();
        (said.collect(), plain.join(" "))
    }

    #[test]
    fn quotations_are_wanted_and_minus_excludes() {
        for (text, conditions, plain) in [
            (
                "\"espace de noms\"",
                vec!["+espace de noms"],
                "\"espace de noms\"",
            ),
            (
                "« l’état voulu » pod",
                vec!["+etat voulu"],
                "« l’état voulu » pod",
            ),
            ("“a b” c", vec!["+a b"], "“a b” c"),
            ("pod -Windows", vec!["-windows"], "pod"),
            ("-docker-compose pod", vec!["-docker compose"], "pod"),
            (
                "pod -\"hôte Windows\" nœud",
                vec!["-hote windows"],
                "pod nœud",
            ),
            ("\"a b\" -cde", vec!["+a b", "-cde"], "\"a b\""),
        ] {
            let conditions = conditions.into_iter().map(str::to_owned).collect();
            assert_eq!(read(text), (conditions, plain.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_demand_is_left_as_it_is() {
        for text in [
            "docker run -d --rm -it nginx",
            "état-voulu",
            "pod - nœud",
            "un \"début",
            "5\" x 3\"",
            "\"\" «»",
            "-windows",
            "",
        ] {
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(read(text), (Vec::new(), plain), "{text}");
        }
    }

    proptest! {
        #[test]
        fn everything_stands_where_it_stood(text in "[-\"«»“”ab é|]{0,30}") {
            let reading = Reading::of(&text);
            prop_assert_eq!(reading.plain.len(), text.len());
            for condition in &reading.conditions {
                prop_assert!(text.get(condition.span.clone()).is_some());
                prop_assert!(!condition.words.is_empty());
            }
        }
    }
}
