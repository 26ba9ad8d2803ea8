//! The decision helper.

use super::count;

/// Link to the helper, and what it is called where it is announced.
pub const TITLE: &str = "Choisir";
/// Link to the helper from the comparisons.
pub const INVITE: &str =
    "Vous hésitez\u{202f}? Répondez à quelques questions, le classement donne ses raisons";
/// Link to the note that tells the same as prose.
pub const READ_NOTE: &str = "Lire la note";
/// Link to the comparison whose levels count.
pub const COMPARISON: &str = "Les niveaux viennent du tableau";
/// Heading above the questions.
pub const QUESTIONS: &str = "Vos réponses";
/// The answer that says nothing.
pub const NO_OPINION: &str = "Sans avis";
/// Label of the weight of a question.
pub const WEIGHT: &str = "Importance";
/// Button of the form.
pub const APPLY: &str = "Classer";
/// Link back to no answer at all.
pub const RESET: &str = "Tout effacer";
/// Heading above the ranking.
pub const RANKING: &str = "Classement";
/// Headings of the ranking's columns.
pub const COLUMNS: [&str; 4] = ["Rang", "Option", "Accord", "Points"];
/// Said where nothing was answered.
pub const NOTHING_ANSWERED: &str = "Aucune réponse pour l’instant\u{a0}: il n’y a rien à classer. Répondez à une question au moins.";
/// What the figures mean.
pub const METHOD: &str = "Chaque réponse vaut de −2 (ne convient pas) à 2 points (convient), autant de fois que son importance. 100\u{202f}%\u{a0}: aucune option n’aurait pu mieux faire\u{202f}; 50\u{202f}%\u{a0}: ni pour, ni contre.";
/// Link to the view that is shown.
pub const PERMALINK: &str = "Adresse de ce choix";
/// Heading above the reasons.
pub const REASONS: &str = "Pourquoi";
/// After points that come from one part of a combination.
pub const LIKE: &str = "comme";
/// What an unfilled cell says.
pub const SILENT: &str = "non renseigné dans les notes";
/// Said of an answer that no rule ties to an option.
pub const UNCONCERNED: &str = "aucune règle ne le concerne";
/// What an option costs whatever the answers are.
pub const COST: &str = "Quelles que soient les réponses";
/// Opens a quotation, before a link that stands in it.
pub const OPEN: &str = "«\u{202f}";
/// Closes a quotation.
pub const CLOSE: &str = "\u{202f}»";
/// Heading above what would change the first place.
pub const CHANGES: &str = "Ce qui changerait le verdict";
/// Said before the changes.
pub const CHANGES_INTRO: &str = "Un seul changement à la fois, et qui passerait en tête.";
/// Said where nothing would.
pub const NO_CHANGE: &str =
    "Aucune réponse donnée, aucune importance, changée seule, ne renverse ce classement.";
/// Before the questions that were not answered.
pub const NEW_ANSWERS: &str = "Une réponse de plus";
/// Heading above what the notes leave open.
pub const SILENCES: &str = "Ce que les notes ne disent pas";
/// Said where the notes speak of everything that was asked.
pub const NO_SILENCE: &str =
    "Sur les réponses données, les notes ont un mot de chaque technique qu’elles comparent.";
/// Before the cases.
pub const CASES: &str = "Des situations que les notes tranchent";
/// Said before the cases.
pub const CASES_INTRO: &str = "Chaque lien remplit les réponses\u{202f}; le classement doit donner ce que dit la note, et c’est vérifié à chaque publication.";
/// Link to the note of a case.
pub const CASE_NOTE: &str = "Ce qu’en dit la note";

/// How much a question counts.
pub fn weight(weight: u8) -> &'static str {
    match weight {
        1 => "un peu",
        2 => "assez",
        _ => "beaucoup",
    }
}

/// What search engines say of a helper that has no summary.
pub fn description(questions: usize, options: &[String]) -> String {
    let (questions, options) = (count(questions, "question"), listed(options));
    format!("{questions} pour choisir entre {options}, avec les raisons du cours.")
}

/// `11 questions, 7 options`.
pub fn size(questions: usize, options: usize) -> String {
    let (questions, options) = (count(questions, "question"), count(options, "option"));
    format!("{questions}, {options}")
}

/// `1er`, `2e ex æquo`.
pub fn rank(rank: usize, shared: bool) -> String {
    let ending = if rank == 1 { "er" } else { "e" };
    let shared = if shared { " ex\u{a0}æquo" } else { "" };
    format!("{rank}{ending}{shared}")
}

/// `+2,5`, `−1`, `0`: at most one decimal.
pub fn points(points: f64) -> String {
    let rounded = (points * 10.0).round() / 10.0;
    let text = format!("{}", rounded.abs()).replace('.', ",");
    match rounded {
        n if n > 0.0 => format!("+{text}"),
        n if n < 0.0 => format!("−{text}"),
        _ => text,
    }
}

/// `+2 × 3`: points and how many times they count.
pub fn product(each: f64, weight: u8) -> String {
    format!("{} × {weight}", points(each))
}

/// What points say, in words.
pub fn verdict(points: f64) -> &'static str {
    match points {
        p if p >= 1.5 => "convient bien",
        p if p > 0.0 => "convient plutôt",
        p if p <= -1.5 => "ne convient pas",
        p if p < 0.0 => "convient mal",
        _ => "ni pour ni contre",
    }
}

/// What a share of the points says, in words.
pub fn agreement(share: u8) -> &'static str {
    match share {
        80.. => "très bon",
        60.. => "bon",
        40.. => "moyen",
        20.. => "faible",
        _ => "très faible",
    }
}

/// `83 %`.
pub fn share(share: u8) -> String {
    format!("{share}\u{202f}%")
}

/// `En tête : Kubernetes, devant Docker Compose.`
pub fn leader(first: &str, second: Option<&str>) -> String {
    match second {
        Some(second) => format!("En tête\u{a0}: {first}, devant {second}."),
        None => format!("En tête\u{a0}: {first}."),
    }
}

/// `À égalité en tête : Kubernetes et machines virtuelles.`
pub fn tie(names: &[String]) -> String {
    format!("À égalité en tête\u{a0}: {}.", listed(names))
}

/// Said under a ranking whose first place is shared.
pub fn tied(names: &[String]) -> String {
    format!(
        "{} ont exactement les mêmes points\u{a0}: vos réponses ne les départagent pas. Leur ordre ici est celui du fichier, il ne dit rien.",
        listed(names)
    )
}

/// `Kubernetes, Docker Compose et machines virtuelles`.
pub fn listed(names: &[String]) -> String {
    super::listed(names, "et")
}

/// What a change leads to.
pub fn would_lead(names: &[String]) -> String {
    match names {
        [one] => format!("{one} en tête"),
        several => format!("{} à égalité", listed(several)),
    }
}

/// Link to the row of a comparison: `Ligne « Isolation »`.
pub fn row(criterion: &str) -> String {
    format!("Ligne «\u{202f}{criterion}\u{202f}»")
}

/// The level that a row is read for: `recherché « très forte »`.
pub fn wanted(level: &str) -> String {
    format!("recherché «\u{202f}{level}\u{202f}»")
}

/// `Répondre « Linux »`.
pub fn answering(answer: &str) -> String {
    format!("Répondre «\u{202f}{answer}\u{202f}»")
}

/// Giving no answer.
pub const WITHDRAWING: &str = "Ne pas répondre";

/// `Y attacher beaucoup d’importance`.
pub fn weighing(weight: u8) -> &'static str {
    match weight {
        1 => "Y attacher un peu d’importance",
        2 => "Y attacher assez d’importance",
        _ => "Y attacher beaucoup d’importance",
    }
}

/// `« Isolation » : rien sur Docker Compose.`
pub fn nothing_on(subject: &str, names: &[String]) -> String {
    format!(
        "«\u{202f}{subject}\u{202f}»\u{a0}: rien sur {}.",
        listed(names)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_a_sign_and_a_comma() {
        assert_eq!(points(2.5), "+2,5");
        assert_eq!(points(-1.0), "−1");
        assert_eq!(points(0.666_667), "+0,7");
        assert_eq!(points(-0.01), "0");
    }

    #[test]
    fn names_are_listed_as_one_says_them() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&names), "a, b et c");
        assert_eq!(listed(&names[..1]), "a");
    }
}
