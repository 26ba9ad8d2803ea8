//! Comparisons.

use std::fmt::{Display, from_fn};

use super::count;

/// Heading of the index.
pub const TITLE: &str = "Comparer";
/// Said where the course has none.
pub const EMPTY: &str = "Ce cours n’a pas encore de comparaison.";
/// What the index is.
pub const INTRO: &str = "Chaque tableau répond à une question. Masquez ce qui ne vous sert pas\u{a0}: l’adresse de la page garde votre vue et se partage.";
/// Heading of the first column.
pub const CRITERION: &str = "Critère";
/// Heading of the column that says which group a criterion is of, in a spreadsheet.
pub const GROUP: &str = "Groupe";
/// Heading of the first column where subjects are rows.
pub const SUBJECT: &str = "Sujet";
/// What an unfilled cell says.
pub const UNKNOWN: &str = "non renseigné dans les notes";
/// Before what is chosen, on the line that unfolds the form on narrow screens.
pub const OPTIONS: &str = "Choisir et trier";
/// Said there when the last box of a column is unticked.
pub const ONE_COLUMN: &str = "il faut au moins une colonne";
/// Said there when the last box of a criterion is unticked.
pub const ONE_CRITERION: &str = "il faut au moins un critère";
/// Summary of what is needed less often than columns and words.
pub const MORE: &str = "Trier, mesurer, choisir les critères";
/// Said there while rows that say the same are left out.
pub const ONLY_DIFFERENCES: &str = "différences seules";
/// Said there while subjects are rows.
pub const TURNED: &str = "sujets en lignes";
/// Link from a cell to the note that says it.
pub const SOURCE: &str = "Source";
/// Legend of the column boxes.
pub const SUBJECTS: &str = "Colonnes";
/// Legend of the row boxes.
pub const CRITERIA: &str = "Critères";
/// Box that hides the rows that say the same.
pub const DIFFERENCES: &str = "Seulement les différences";
/// Label of the field that keeps the rows with some words in them.
pub const FILTER: &str = "Filtrer les critères";
/// Box that makes subjects rows.
pub const TRANSPOSED: &str = "Sujets en lignes";
/// Box that brings the cells closer.
pub const COMPACT: &str = "Affichage compact";
/// Label of the list of subjects to sort by.
pub const SORT: &str = "Trier par niveau";
/// Label of the list of subjects to measure against.
pub const PINNED: &str = "Mesurer par rapport à";
/// First entry of both lists.
pub const NONE: &str = "aucun sujet";
/// Said in the column of the subject that the others are measured against.
pub const BASE: &str = "Référence";
/// Name of the buttons of a column.
pub const LEFT: &str = "Déplacer avant";
/// Name of the buttons of a column.
pub const RIGHT: &str = "Déplacer après";
/// Legend of the buttons that choose criteria by group.
pub const GROUPS: &str = "Groupes de critères";
/// Legend of the switch between columns on a narrow screen.
pub const TWO: &str = "Deux colonnes à la fois";
/// Name of a list of the switch.
pub const FIRST: &str = "Première colonne";
/// Name of a list of the switch.
pub const SECOND: &str = "Seconde colonne";
/// Button that brings another subject into the place of the second.
pub const NEXT: &str = "Voir";
/// What the sign of a cell means that says what one before it says.
pub const ECHO: &str = "=\u{a0}: la case répète ce que dit une autre avant elle.";
/// Button of the detail of a cell.
pub const CLOSE: &str = "Fermer";
/// Before the title of the note a cell comes from.
pub const IN_NOTE: &str = "Lire dans la note";
/// Button of the form.
pub const APPLY: &str = "Appliquer";
/// Link back to everything.
pub const RESET: &str = "Tout afficher";
/// Link to the note that tells the same as prose.
pub const READ_NOTE: &str = "Lire la note";
/// Said where no row is left.
pub const NOTHING_LEFT: &str = "Aucun critère ne correspond à ce choix.";
/// Heading above the ways to take a view elsewhere.
pub const EXPORT: &str = "Copier, télécharger ou intégrer cette vue";
/// Button that copies a block.
pub const COPY: &str = "Copier";
/// Before the name of a file.
pub const DOWNLOAD: &str = "Télécharger";
/// Button that shows the code of a frame.
pub const FRAME: &str = "Intégrer";
/// Said above the code of a frame.
pub const FRAME_HINT: &str =
    "Collez ce code dans une page du cours\u{a0}: elle montrera cette vue, toujours à jour.";
/// Said in its place where no site may show frames.
pub const FRAME_REFUSED: &str = "Aucun autre site n’est encore autorisé à montrer ces tableaux dans ses pages. L’exploitant de ce site peut en autoriser avec le réglage STRATES_FRAME_ANCESTORS.";
/// Link to what the frame will show.
pub const FRAME_OPEN: &str = "Voir le tableau seul";
/// Said where the boxes have changed since an export was made.
pub const STALE: &str = "La vue a changé\u{a0}: choisissez à nouveau un format.";
/// Link from a frame to the page of the comparison.
pub const WHOLE: &str = "Ouvrir la comparaison complète";
/// Said of the links in a frame.
pub const NEW_TAB: &str = "(les liens s’ouvrent dans un nouvel onglet)";

/// What search engines say of a comparison that has no summary.
pub fn description(title: &str) -> String {
    format!("{title}\u{a0}: le tableau comparatif du cours, critère par critère.")
}

/// `Markdown : prêt à copier ou à télécharger`.
pub fn export_ready(format: &str) -> String {
    format!("{format}\u{a0}: prêt sous le tableau")
}

/// `Tableau : Conteneurs et machines virtuelles`.
pub fn table_label(title: &str) -> String {
    format!("Tableau\u{a0}: {title}")
}

/// `Déplacer avant : Kubernetes`.
pub fn of(action: &str, subject: &str) -> String {
    format!("{action}\u{a0}: {subject}")
}

/// `Détail : Noyau, Conteneurs`.
pub fn detail(criterion: impl Display, subject: impl Display) -> impl Display {
    let pair = pair(criterion, subject);
    from_fn(move |f| write!(f, "Détail\u{a0}: {pair}"))
}

/// `filtre : « noyau »`.
pub fn filtered(words: &str) -> String {
    format!("filtre\u{a0}: «\u{202f}{words}\u{202f}»")
}

/// `tri : Kubernetes`.
pub fn sorted(subject: &str) -> String {
    format!("tri\u{a0}: {subject}")
}

/// `Noyau, Conteneurs`.
pub fn pair(criterion: impl Display, subject: impl Display) -> impl Display {
    from_fn(move |f| write!(f, "{criterion}, {subject}"))
}

/// `par rapport à Conteneurs`.
pub fn against(subject: &str) -> String {
    format!("par rapport à {subject}")
}

/// What a cell is to that of the subject it is measured against, each after its sign: the
/// same, on the same level, better, worse, higher, lower, different.
pub const VERDICTS: [(&str, &str); 7] = [
    ("=", "identique"),
    ("≈", "même niveau"),
    ("▲", "mieux"),
    ("▼", "moins bien"),
    ("△", "plus"),
    ("▽", "moins"),
    ("≠", "différent"),
];

/// `niveau 2 sur 3`.
pub fn level(level: usize, of: usize) -> impl Display {
    from_fn(move |f| write!(f, "niveau {level} sur {of}"))
}

/// `5 critères, 2 colonnes`.
pub fn size(criteria: usize, subjects: usize) -> String {
    let (criteria, subjects) = (count(criteria, "critère"), count(subjects, "colonne"));
    format!("{criteria}, {subjects}")
}
