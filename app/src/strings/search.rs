//! Search, on its page and in the palette.

/// Heading of the page.
pub const TITLE: &str = "Rechercher";
/// Label of the field.
pub const LABEL: &str = "Rechercher dans le cours";
/// Button of the form.
pub const SUBMIT: &str = "Rechercher";
/// Before a better spelling.
pub const SUGGESTION: &str = "Vouliez-vous dire";
/// Said before anything is typed.
pub const HINT: &str = "Notes, lignes de tableaux, couches de schémas et définitions\u{a0}: tout se cherche, même sans accents. Des guillemets demandent l’expression exacte, un signe moins écarte un mot.";
/// Said where nothing was found.
pub const NOTHING: &str = "Aucun résultat.";
/// What to do about it.
pub const ADVICE: &str = "Essayez un mot plus court, ou moins de mots.";
/// What to do about it where the reader has made choices.
pub const UNFILTER: &str = "Chercher dans tout le cours";
/// Before words that resemble those that lead nowhere.
pub const NEAR: &str = "Termes proches";
/// Before the parts of the course.
pub const BROWSE: &str = "Ou parcourez le cours";
/// Legend of the boxes of kinds.
pub const KINDS: &str = "Genre";
/// Legend of the boxes of parts.
pub const PARTS: &str = "Partie du cours";
/// What opens the boxes.
pub const REFINE: &str = "Affiner par genre ou par partie du cours";
/// Name of the links to the results before and after.
pub const PAGES: &str = "Pages de résultats";
/// Link to the results before.
pub const PREVIOUS: &str = "Précédents";
/// Link to the results after.
pub const NEXT: &str = "Suivants";
/// Button that closes the palette.
pub const CLOSE: &str = "Fermer";
/// Said when the server does not answer.
pub const FAILED: &str = "La recherche ne répond pas. Réessayez, ou ouvrez la page de recherche.";
/// Before what the palette found.
pub const RESULTS: &str = "Résultats";
/// Link from the palette to the page with all results.
pub const ALL: &str = "Voir tous les résultats";
/// Before what was searched for last.
pub const RECENT: &str = "Recherches récentes";
/// Button that forgets it.
pub const FORGET: &str = "Effacer les recherches récentes";

/// `12 résultats`.
pub fn count(total: usize) -> String {
    match total {
        0 => "Aucun résultat".to_owned(),
        n => super::count(n, "résultat"),
    }
}

/// `12 résultats dans 3 pages`.
pub fn count_on(total: usize, pages: usize) -> String {
    let count = count(total);
    match (total, pages) {
        (0 | 1, _) => count,
        (_, 1) => format!("{count} dans une page"),
        (_, n) => format!("{count} dans {n}\u{a0}pages"),
    }
}

/// `3 autres passages de « Les sondes »`.
pub fn others(count: usize, title: &str) -> String {
    let others = match count {
        1 => "1\u{a0}autre passage".to_owned(),
        n => format!("{n}\u{a0}autres passages"),
    };
    format!("{others} de «\u{202f}{title}\u{202f}»")
}

/// `et 4 de plus dans la page`.
pub fn beyond(count: usize) -> String {
    format!("et {count} de plus dans la page")
}

/// `Page 2 sur 5`.
pub fn page_of(page: usize, last: usize) -> String {
    format!("Page {page} sur {last}")
}

/// What a hit is, by the name the wire uses.
pub fn kind(name: &str) -> &'static str {
    match name {
        "note" => "Note",
        "criterion" => "Comparaison",
        "layer" => "Environnement",
        "step" => "Flux",
        "term" => "Glossaire",
        "helper" => super::choice::TITLE,
        _ => "",
    }
}

/// The same in addresses.
pub fn kind_slug(name: &str) -> &'static str {
    match name {
        "note" => "note",
        "criterion" => "comparaison",
        "layer" => "environnement",
        "step" => "flux",
        "term" => "glossaire",
        "helper" => "choisir",
        _ => "",
    }
}

/// Why an answer is empty or partial.
pub mod remark {
    /// There is no letter and no digit.
    pub const NO_WORDS: &str =
        "Il n’y a ni lettre ni chiffre à chercher. Écrivez un mot, même incomplet.";
    /// Nothing but words that are everywhere.
    pub const ONLY_STOP_WORDS: &str =
        "Ces mots sont partout dans le cours. Ajoutez-en un qui dise de quoi il s’agit.";
    /// Control characters and their like were taken out.
    pub const INVISIBLE: &str = "Des caractères invisibles ont été retirés de la recherche.";
    /// Other operators are no commands.
    pub const OPERATORS: &str = "Seuls les guillemets, par paires, et le signe moins devant un mot sont interprétés\u{a0}: les autres opérateurs sont ignorés.";
    /// No place does as demanded.
    pub const RELAXED: &str = "Aucun passage ne répond à ces guillemets ou à ces exclusions\u{a0}: voici les résultats sans en tenir compte.";

    /// Only the beginning is read.
    pub fn too_long(most: usize) -> String {
        format!(
            "La recherche est trop longue\u{a0}: seuls ses {most} premiers caractères ont été lus."
        )
    }

    /// Only the first words count.
    pub fn too_many_words(most: usize) -> String {
        format!("Il y a trop de mots\u{a0}: seuls les {most} premiers ont été cherchés.")
    }

    /// Places with these words are left out.
    pub fn excluded(words: &[String]) -> String {
        let words = quoted(words).join(", ");
        format!("Les passages qui contiennent {words} sont écartés.")
    }

    fn quoted(words: &[String]) -> Vec<String> {
        let bare = words
            .iter()
            .map(|word| word.trim_matches(['"', '«', '»', '“', '”', '„', ' ']));
        bare.map(|word| format!("«\u{202f}{word}\u{202f}»"))
            .collect()
    }

    /// These words are everywhere.
    pub fn stop_words(words: &[String]) -> String {
        let words = quoted(words);
        match words.as_slice() {
            [one] => format!("{one} est trop courant pour compter."),
            many => format!("{} sont trop courants pour compter.", many.join(", ")),
        }
    }
}
