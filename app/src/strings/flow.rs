//! Flows.

use super::count;

/// Read where an arrow leads from one name to another.
pub const TOWARDS: &str = "vers";
/// Heading of the index.
pub const TITLE: &str = "Flux";
/// What a page of this section is, in the name of the tab.
pub const ONE: &str = "Flux";
/// Said where the course has none.
pub const EMPTY: &str = "Ce cours n’a pas encore de flux.";
/// What the index is.
pub const INTRO: &str = "Qui parle à qui, étape par étape.";
/// Heading above the participants.
pub const PARTICIPANTS: &str = "Participants";
/// Heading above the steps.
pub const STEPS: &str = "Étapes";
/// Link to the note of a step.
pub const READ_NOTE: &str = "Lire la note";
/// Link from all steps to the first one.
pub const START: &str = "Commencer pas à pas";
/// Link from a step to all of them.
pub const WHOLE: &str = "Vue d’ensemble";
/// Opens the steps of a picture as a list.
pub const IN_WORDS: &str = "Les étapes en mots";
/// Link that lets the steps run by themselves.
pub const PLAY: &str = "Lecture automatique";
/// Heading beside the lanes while the steps run.
pub const PLAYING: &str = "Lecture automatique";
/// Box that stops the steps for a while.
pub const PAUSE: &str = "Pause";
/// Link that ends it.
pub const STOP: &str = "Arrêter";
/// Link from there to the steps one by one.
pub const STEP_BY_STEP: &str = "Pas à pas";
/// Said instead to those who asked for less motion.
pub const STILL: &str = "Votre appareil demande moins d’animations\u{a0}: avancez pas à pas, ou lisez la liste des étapes.";
/// Before the name of the environment a flow runs over.
pub const GROUND: &str = "Sur l’environnement";
/// Said below it where no step is shown.
pub const OUTLINED: &str = "Ce qui prend part au flux y est encadré.";
/// Said below it where the step shows nothing of it.
pub const NOT_THERE: &str = "Cette étape se passe hors de ce schéma.";
/// Name of the links from step to step.
pub const STEPPER: &str = "Pas à pas";

/// What search engines say of a flow that has no summary.
pub fn description(title: &str) -> String {
    format!("{title}\u{a0}: qui parle à qui, étape par étape.")
}

/// `8 étapes, 5 participants`.
pub fn size(steps: usize, participants: usize) -> String {
    let (steps, participants) = (count(steps, "étape"), count(participants, "participant"));
    format!("{steps}, {participants}")
}

/// `Étape 3 sur 10`, or where the course counts otherwise, `Étape 6b (9 sur 10)`.
pub fn position(number: &str, place: usize, of: usize) -> String {
    match number == place.to_string() {
        true => format!("Étape {number} sur {of}"),
        false => format!("Étape {number} ({place} sur {of})"),
    }
}

/// Name of the tab on the page of a step.
pub fn step_title(number: &str, title: &str) -> String {
    format!("Étape {number}\u{a0}: {title}")
}
