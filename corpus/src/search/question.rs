//! What a question is about: a pod, for "c'est quoi un pod ?" as for "pod, définition".
//!
//! Who asks what something is means the thing. Where the words that ask are taken away and a name
//! is left, the place of that name is wanted, and the question is answered like the name alone.

use std::ops::Range;

use crate::search::{
    Index,
    analysis::{self, Lang, Token},
    condition::Reading,
    fields::{entire, joined},
    plan::{Plan, Planner},
    postings::Reader,
    tuning,
};

/// Words around the name of a thing in the question what it is, folded and sorted. Those that ask
/// anything else (why, how, when, with or without what) are not among them.
const ASKING: [&str; 45] = [
    "are",
    "c",
    "ca",
    "ce",
    "cela",
    "ces",
    "cest",
    "cet",
    "cette",
    "define",
    "definir",
    "definis",
    "definition",
    "definitions",
    "dire",
    "does",
    "est",
    "explication",
    "explications",
    "explique",
    "expliquer",
    "is",
    "kezako",
    "mean",
    "meaning",
    "means",
    "moi",
    "qu",
    "que",
    "quel",
    "quelle",
    "quelles",
    "quels",
    "quest",
    "quoi",
    "s",
    "signification",
    "significations",
    "signifie",
    "signifient",
    "sont",
    "veulent",
    "veut",
    "what",
    "whats",
];

/// Words that stand between those and the name, and ask nothing by themselves.
const ARTICLES: [&str; 14] = [
    "a", "an", "d", "de", "des", "du", "l", "la", "le", "les", "of", "the", "un", "une",
];

/// What is left of a question without the words that ask, if there were any.
pub(super) fn subject(text: &str) -> Option<Range<usize>> {
    let tokens: Vec<Token> = analysis::tokens(text, Lang::French).collect();
    let is_among = |words: &[&str], token: &Token| words.binary_search(&&*token.word).is_ok();
    let asks = |token: &Token| is_among(&ASKING, token);
    let tells = |token: &Token| !asks(token) && !is_among(&ARTICLES, token);
    let first = tokens.iter().position(tells)?;
    let last = tokens.iter().rposition(tells)?;
    let mut around = tokens[..first].iter().chain(&tokens[last + 1..]);
    around
        .any(asks)
        .then(|| tokens[first].span.start..tokens[last].span.end)
}

/// How near a query is to the name of some place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    Otherwise,
    /// But for inflections and stop words.
    Nearly,
    Exactly,
}

impl Index {
    /// What `text` asks for.
    pub(super) fn plan(&self, text: &str) -> Plan {
        let planner = Planner {
            lexicon: &self.lexicon,
            synonyms: &self.synonyms,
            english: self.english,
            tuning: &self.tuning,
        };
        let text = start(text, tuning::LONGEST_QUERY);
        let reading = Reading::of(text);
        let mut plan = self.understood(&planner, &reading.plain);
        let demands = reading.conditions.iter();
        plan.demands = demands.map(|demand| planner.demand(demand)).collect();
        if let Some(better) = &mut plan.suggestion {
            for excluded in reading.excluded(text) {
                better.push(' ');
                better.push_str(excluded);
            }
        }
        plan
    }

    /// What a query without demands asks for.
    fn understood(&self, planner: &Planner<'_>, text: &str) -> Plan {
        let plan = planner.plan(text);
        let Some(span) = subject(text) else {
            return plan;
        };
        let about = planner.plan(&text[span.clone()]);
        match self.is_better(&about, &plan) {
            true => Plan {
                suggestion: about.suggestion.map(|better| {
                    let (before, after) = (&text[..span.start], &text[span.end..]);
                    format!("{before}{better}{after}")
                }),
                ..about
            },
            false => plan,
        }
    }

    /// Whether what a question is about has a name, and the question itself, which may be a heading
    /// like any, has none.
    fn is_better(&self, about: &Plan, question: &Plan) -> bool {
        let asked = self.called(question);
        match stems(about) == stems(question) {
            true => self.called(about) > asked,
            false => self.called(about) > Called::Otherwise && asked == Called::Otherwise,
        }
    }

    fn called(&self, plan: &Plan) -> Called {
        let is_name = |name: &str| {
            let found = |reader: Reader<'_>| reader.find(self.fields.whole, name);
            self.reader().and_then(found).is_some()
        };
        if is_name(&entire(&plan.words)) {
            Called::Exactly
        } else if is_name(&stems(plan)) {
            Called::Nearly
        } else {
            Called::Otherwise
        }
    }
}

/// The first `characters` of `text`.
fn start(text: &str, characters: usize) -> &str {
    let end = text
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// The stems of a query that count, as names are kept.
fn stems(plan: &Plan) -> String {
    joined(plan.concepts.iter().map(|concept| &concept.stem))
}

#[cfg(test)]
mod tests {
    use super::{ARTICLES, ASKING, subject};

    fn about(text: &str) -> Option<&str> {
        subject(text).map(|span| &text[span])
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(ASKING.is_sorted() && ARTICLES.is_sorted());
    }

    #[test]
    fn what_is_asked_about_is_left() {
        for (question, thing) in [
            ("c’est quoi un pod ?", "pod"),
            ("C'EST QUOI L’ÉTAT VOULU", "ÉTAT VOULU"),
            ("cest quoi un pod", "pod"),
            ("un pod, c’est quoi ?", "pod"),
            ("qu’est-ce qu’un namespace", "namespace"),
            (
                "qu'est ce que c'est que la mise à l'échelle",
                "mise à l'échelle",
            ),
            ("que veut dire PVC ?", "PVC"),
            ("pvc ça veut dire quoi", "pvc"),
            ("que signifie CNI", "CNI"),
            ("définition : pod", "pod"),
            ("pod définition", "pod"),
            ("quelle est la définition d’un nœud", "nœud"),
            ("signification de QoS", "QoS"),
            ("what is a pod", "pod"),
            ("what’s a rolling update?", "rolling update"),
            ("what does CNI mean", "CNI"),
        ] {
            assert_eq!(about(question), Some(thing), "{question}");
        }
    }

    #[test]
    fn other_questions_keep_their_words() {
        for text in [
            "pod",
            "les pods",
            "plan de contrôle",
            "pourquoi Kubernetes",
            "comment définir un quota",
            "quand Docker",
            "avec Docker",
            "c’est quoi",
            "",
        ] {
            assert_eq!(about(text), None, "{text}");
        }
    }
}
