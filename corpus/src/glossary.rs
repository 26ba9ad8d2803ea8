//! The glossary: terms, their definitions and the other words for them.

use crate::{Filter, Html, Id, Target, markdown::slug};

/// The terms of `glossary.toml`, in alphabetical order.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Sorted by [`Term::name`], accents folded.
    pub terms: Vec<Term>,
}

/// A term of the course.
#[derive(Clone, Debug)]
pub struct Term {
    /// Unique; the term's anchor on `/glossaire`.
    pub id: Id,
    /// Plain text, as the course writes it.
    pub name: String,
    /// BCP 47 tag of the name where it is not French.
    pub lang: Option<String>,
    /// Inline HTML.
    pub definition: Html,
    /// The same as plain text, for search.
    pub plain: String,
    /// Other words for the same thing, French and English: `kernel`, `k8s`.
    pub synonyms: Vec<String>,
    /// The note that explains it.
    pub note: Option<Target>,
}

impl Glossary {
    /// The terms whose name, synonyms and definition hold all words of `filter`, whatever their
    /// accents.
    pub fn view(&self, filter: &str) -> Vec<&Term> {
        let filter = Filter::new(filter);
        let passes = |term: &&Term| filter.passes(term.texts());
        self.terms.iter().filter(passes).collect()
    }
}

impl Term {
    /// The letter that a glossary lists it under; `None` for a name that begins with none.
    pub fn letter(&self) -> Option<char> {
        let first = slug(&self.name).chars().next();
        first.filter(char::is_ascii_alphabetic)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.name, &self.plain].into_iter();
        texts.chain(&self.synonyms).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn term(name: &str, plain: &str, synonyms: &[&str]) -> Term {
        Term {
            id: Id::new("x").unwrap(),
            name: name.to_owned(),
            lang: None,
            definition: Html::escaped(plain),
            plain: plain.to_owned(),
            synonyms: synonyms.iter().map(|&s| s.to_owned()).collect(),
            note: None,
        }
    }

    #[test]
    fn a_term_is_listed_under_its_letter_without_accent() {
        let letter = |name| term(name, "", &[]).letter();
        assert_eq!(letter("Émulation"), Some('e'));
        assert_eq!(letter("œil"), Some('o'));
        assert_eq!(letter("12-factor"), None);
        assert_eq!(letter("日本"), None);
    }

    #[test]
    fn a_filter_keeps_the_terms_that_hold_all_its_words() {
        let terms = vec![
            term("noyau", "Cœur du système.", &["kernel"]),
            term("nœud", "Une machine du cluster.", &["node"]),
        ];
        let glossary = Glossary { terms };
        let names = |filter| -> Vec<String> {
            let terms = glossary.view(filter).into_iter();
            terms.map(|term| term.name.clone()).collect()
        };
        assert_eq!(names("SYSTEME kern"), ["noyau"]);
        assert_eq!(names("noeud"), ["nœud"]);
        assert_eq!(names("du"), ["noyau", "nœud"]);
        assert_eq!(names("du rien"), [""; 0]);
        assert_eq!(names("").len(), 2);
    }
}
