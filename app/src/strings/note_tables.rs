//! Tables of notes that readers sort and filter.

/// Label of a filter.
pub const FILTER: &str = "Filtrer les lignes";
/// Button that filters.
pub const APPLY: &str = "Filtrer";
/// Link back to all rows.
pub const ALL: &str = "Toutes les lignes";
/// Said in the place of rows where no row holds the words.
pub const NOTHING: &str = "Aucune ligne ne contient ces mots.";
/// What a column's heading does next.
pub const ASCENDING: &str = "trier, ordre croissant";
/// What a column's heading does next.
pub const DESCENDING: &str = "trier, ordre décroissant";
/// What a column's heading does next.
pub const UNSORTED: &str = "revenir à l’ordre de la note";

/// `3 lignes sur 12`, or `12 lignes`.
pub fn count(shown: usize, all: usize) -> String {
    let lines = super::count(shown, "ligne");
    match shown == all {
        true => lines,
        false => format!("{lines} sur {all}"),
    }
}

/// The order of a table, as it is said after a change.
pub fn sorted_by(column: &str, descending: bool) -> String {
    let direction = if descending {
        "décroissant"
    } else {
        "croissant"
    };
    format!("par {column}, ordre {direction}")
}
