//! What the parsers of TOML and YAML say, in the language of who reads it.

/// A text that is not what it should be.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum SyntaxFault {
    /// The front matter is not the language its fence announces.
    #[error(
        "en-tête illisible : {} ; corrigez la syntaxe {language} de cette ligne {}",
        meaning(reason),
        detail(reason)
    )]
    BrokenFrontMatter {
        /// TOML or YAML.
        language: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// A file is not TOML.
    #[error(
        "TOML illisible : {} ; corrigez la syntaxe de cette ligne {}",
        meaning(reason),
        detail(reason)
    )]
    BrokenToml {
        /// What the parser says.
        reason: String,
    },
}

/// What begins a parser's message, and what it means. The first that fits counts.
const KNOWN: &[(&str, &str)] = &[
    // TOML
    (
        "unclosed array table",
        "les crochets d’un titre [[…]] ne sont pas tous fermés",
    ),
    (
        "unclosed table",
        "le crochet d’un titre […] n’est pas fermé",
    ),
    (
        "unclosed inline table",
        "l’accolade d’une table { … } n’est pas fermée",
    ),
    ("unclosed array", "le crochet d’une liste n’est pas fermé"),
    ("string values must be quoted", "un texte sans guillemets"),
    ("duplicate key", "une clé écrite deux fois"),
    ("missing opening quote", "un guillemet manque"),
    (
        "invalid basic string",
        "un texte dont le guillemet n’est pas fermé",
    ),
    (
        "invalid literal string",
        "un texte dont l’apostrophe n’est pas fermée",
    ),
    (
        "invalid multi-line",
        "un texte sur plusieurs lignes qui n’est pas fermé",
    ),
    ("missing comma", "une virgule manque"),
    ("extra comma", "une virgule de trop"),
    ("missing assignment", "le signe = manque après une clé"),
    ("key with no value", "une clé sans valeur"),
    ("missing value", "une clé sans valeur"),
    ("invalid value", "une valeur mal écrite"),
    ("invalid unquoted key", "une clé mal écrite"),
    ("unquoted keys cannot be empty", "une clé vide"),
    (
        "missing escape",
        "une barre oblique inverse sans rien à sa suite",
    ),
    ("carriage return", "une fin de ligne abîmée"),
    ("unexpected leading zero", "un nombre qui commence par zéro"),
    // YAML
    (
        "mapping values are not allowed",
        "un deux-points de trop : un texte qui en contient un va entre guillemets",
    ),
    (
        "invalid indentation in multiline quoted scalar",
        "un texte dont le guillemet n’est pas fermé, ou mal décalé",
    ),
    ("duplicate mapping key", "une clé écrite deux fois"),
    (
        "while scanning a simple key",
        "le deux-points manque après une clé",
    ),
    ("simple key expect", "le deux-points manque après une clé"),
    (
        "while scanning a quoted scalar",
        "un texte dont le guillemet n’est pas fermé",
    ),
    (
        "unexpected end of plain scalar",
        "un texte qui s’arrête trop tôt",
    ),
    (
        "while parsing a quoted scalar",
        "une barre oblique inverse suivie d’un signe qu’elle n’admet pas",
    ),
    (
        "while parsing a flow",
        "un crochet ou une accolade qui n’est pas fermé",
    ),
    (
        "while parsing a block mapping",
        "une ligne qui n’est pas alignée sur les autres clés",
    ),
    (
        "while parsing a block collection",
        "une ligne qui n’est pas alignée sur les autres éléments",
    ),
    (
        "while scanning for the next token, found character that cannot start",
        "un signe qui ne peut pas commencer une valeur : mettez-la entre guillemets",
    ),
    (
        "tabs disallowed",
        "une tabulation en début de ligne, où il faut des espaces",
    ),
    (
        "while parsing node, found unknown anchor",
        "un renvoi « * » vers rien",
    ),
    ("unknown anchor", "un renvoi « * » vers rien"),
    (
        "invalid indentation",
        "un décalage qui ne correspond à rien",
    ),
    ("wrongly indented", "un décalage qui ne correspond à rien"),
];

/// What kind of mistake a parser has found.
fn meaning(reason: &str) -> &'static str {
    let known = KNOWN.iter().find(|(start, _)| reason.starts_with(start));
    known.map_or("la syntaxe n’est pas comprise", |(_, meaning)| *meaning)
}

/// The parser's own words, for who knows them.
fn detail(reason: &str) -> String {
    format!("(détail : « {} »)", reason.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[test]
    fn the_most_precise_meaning_is_found() {
        let doubled = meaning("unclosed array table, expected `]]`");
        assert!(doubled.contains("[[…]]"), "{doubled}");
        assert!(meaning("unclosed array, expected `]`").contains("liste"));
        assert!(meaning("never seen before").contains("pas comprise"));
    }
}
