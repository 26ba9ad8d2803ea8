//! What a reader types to see fewer rows or terms.

use crate::markdown::slug;

/// Words that all must be there, in any order, whole or begun, whatever their case and accents.
#[derive(Clone, Debug, Default)]
pub struct Filter(Vec<String>);

impl Filter {
    /// The words of `text`: runs of letters and digits.
    pub fn new(text: &str) -> Self {
        let words = slug(text);
        let words = words.split('-').filter(|word| !word.is_empty());
        Self(words.map(str::to_owned).collect())
    }

    /// Whether these texts together hold all words.
    pub fn passes<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        self.0.is_empty() || self.passes_folded(&folded(texts))
    }

    /// The same of texts that were [`folded`] before.
    pub(crate) fn passes_folded(&self, texts: &str) -> bool {
        self.0.iter().all(|word| texts.contains(word.as_str()))
    }
}

/// Texts as filters look at them.
pub(crate) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(slug).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn all_words_must_be_there_in_any_order() {
        let texts = ["Démarrage à froid", "un pod, k8s"];
        for (filter, passes) in [
            ("", true),
            ("  ?!", true),
            ("DEMARRAGE", true),
            ("k8s,froid", true),
            ("pod-demarr", true),
            ("pod chaud", false),
            // No word goes on in the next text.
            ("froidun", false),
        ] {
            assert_eq!(Filter::new(filter).passes(texts), passes, "{filter}");
        }
    }
}
