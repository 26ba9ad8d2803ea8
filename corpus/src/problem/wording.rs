//! Turns of phrase that messages share.

/// On how many lines, where it is not the one that is named.
pub(super) fn extent(lines: usize) -> String {
    match lines {
        0 | 1 => String::new(),
        _ => format!(" sur {lines} lignes à partir d’ici"),
    }
}

/// What to do about a name that is not known.
pub(super) fn remedy(nearest: &Option<String>, otherwise: &str) -> String {
    match nearest {
        Some(name) => format!("vouliez-vous dire « {name} » ?"),
        None => otherwise.to_owned(),
    }
}

/// How many references lead to something.
pub(super) fn lead(references: usize, to: &str) -> String {
    match references {
        1 => format!("un renvoi mène à {to}"),
        _ => format!("{references} renvois mènent à {to}"),
    }
}
