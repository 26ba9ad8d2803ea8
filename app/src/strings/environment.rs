//! Environments.

/// Heading of the index.
pub const TITLE: &str = "Environnements";
/// What the index is.
pub const INTRO: &str = "Chaque schéma montre ce qui tourne sous quoi, du matériel à l’application. Chaque couche s’ouvre et mène à la note qui l’explique.";
/// Heading above the nested list.
pub const LAYERS: &str = "Les couches, une à une";
/// Link to the note of a layer.
pub const READ_NOTE: &str = "Lire la note";
/// Name of the panel that shows the layer picked in the drawing.
pub const CHOSEN: &str = "Couche choisie";
/// Link to the picture.
pub const DOWNLOAD_SVG: &str = "Télécharger le schéma (SVG)";

/// `13 couches`.
pub fn size(layers: usize) -> String {
    format!("{layers}\u{a0}couches")
}

/// What search engines say of an environment that has no summary.
pub fn description(title: &str) -> String {
    format!("{title}\u{a0}: ce qui tourne sous quoi, du matériel à l’application.")
}

/// `Schéma de l’environnement « Banque »`.
pub fn alternative(title: &str) -> String {
    format!("Schéma de l’environnement «\u{202f}{title}\u{202f}»")
}
