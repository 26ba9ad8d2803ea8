//! The text of a link as a query, or none where it says nothing of what it leads to.

use unicode_normalization::UnicodeNormalization;

use crate::{links::Link, variants::without_accents};

/// What links are called that could lead anywhere, without accents.
const ANYWHERE: [&str; 40] = [
    "above",
    "apres",
    "avant",
    "below",
    "cela",
    "celui-ci",
    "celle-ci",
    "ceci",
    "ci-apres",
    "ci-dessous",
    "ci-dessus",
    "click here",
    "cliquez ici",
    "en savoir plus",
    "en lire plus",
    "here",
    "ici",
    "la",
    "la-bas",
    "learn more",
    "lire la suite",
    "more",
    "next",
    "par ici",
    "plus",
    "plus bas",
    "plus d'informations",
    "plus haut",
    "plus loin",
    "precedent",
    "previous",
    "read more",
    "see",
    "see more",
    "suite",
    "suivant",
    "that",
    "this",
    "voir",
    "voir plus",
];

/// What stands before the name of a thing without saying which.
const DETERMINERS: [&str; 19] = [
    "a", "an", "another", "autre", "ce", "ces", "cet", "cette", "l'autre", "la", "le", "les",
    "next", "our", "that", "the", "this", "un", "une",
];

/// Things that any page is, or is a part of.
const THINGS: [&str; 32] = [
    "annexe",
    "appendix",
    "article",
    "chapitre",
    "chapter",
    "demo",
    "details",
    "doc",
    "docs",
    "document",
    "documentation",
    "etape",
    "example",
    "exemple",
    "figure",
    "guide",
    "lien",
    "link",
    "note",
    "page",
    "paragraphe",
    "part",
    "partie",
    "section",
    "sections",
    "site",
    "source",
    "step",
    "tableau",
    "tutorial",
    "tutoriel",
    "video",
];

/// The query that the text of a link makes: in lower case, spaces and apostrophes plain, nothing
/// but letters and digits at both ends. `None` for code alone, for addresses, for less than two
/// letters, and for what could lead anywhere.
pub(crate) fn query(link: &Link) -> Option<String> {
    let text = normalised(&link.text);
    (link.prose && !is_address(&text) && says_something(&text)).then_some(text)
}

/// A text as a query.
pub(crate) fn normalised(text: &str) -> String {
    let plain = |c| if matches!(c, '’' | 'ʼ') { '\'' } else { c };
    let lower = text.nfc().flat_map(char::to_lowercase).map(plain);
    let lower: String = lower.collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let ends = |c: char| !c.is_alphanumeric();
    words.join(" ").trim_matches(ends).to_owned()
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.")
}

fn says_something(text: &str) -> bool {
    let text = without_accents(text);
    let mut words: Vec<&str> = text.split(' ').collect();
    if ANYWHERE.contains(&text.as_str()) {
        return false;
    }
    while words.first().is_some_and(|word| DETERMINERS.contains(word)) {
        words.remove(0);
    }
    if words
        .first()
        .is_some_and(|word| THINGS.contains(&article_off(word)))
    {
        words.remove(0);
    }
    // Of "la section 3.2", only a number is left.
    words.iter().any(|word| letters(word) >= 2)
}

fn article_off(word: &str) -> &str {
    ["l'", "d'"]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .unwrap_or(word)
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::{normalised, query};
    use crate::links::Link;

    fn of(text: &str) -> Option<String> {
        query(&Link {
            text: text.to_owned(),
            prose: true,
            ..Link::default()
        })
    }

    #[test]
    fn two_spellings_of_a_text_are_one_query() {
        let spellings = [
            "L’état\u{a0}du  nœud",
            "« l'e\u{301}tat du nœud »",
            "l'État\ndu nœud.",
        ];
        for text in spellings {
            assert_eq!(normalised(text), "l'état du nœud", "{text}");
        }
    }

    #[test]
    fn what_could_lead_anywhere_is_no_query() {
        let texts = [
            "ici",
            "Là",
            "« cette page »",
            "Here",
            "la documentation",
            "l’article",
            "3.2",
            "",
            "section 3",
            "le chapitre 12",
            "x",
            "https://example.org/a",
            "www.example.org",
            "…",
            "En savoir plus",
        ];
        for text in texts {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_names_its_subject_is_one() {
        let texts = [
            "la page des volumes",
            "le guide de style",
            "les pods",
            "k8s io",
            "ps",
        ];
        for text in texts {
            assert_eq!(of(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn code_alone_is_none() {
        let text = "kubectl apply".to_owned();
        assert_eq!(
            query(&Link {
                text,
                ..Link::default()
            }),
            None
        );
    }
}
