//! Everything the interface says, in French. Notes and `check` messages speak for themselves.

pub mod choice;
pub mod compare;
pub mod environment;
pub mod ground;
pub mod note_tables;
pub mod search;

/// `12 notes`, `1 note`, `0 note`: in French, what is less than two is one.
pub(crate) fn count(n: usize, what: &str) -> String {
    let ending = if n > 1 { "s" } else { "" };
    format!("{n}\u{a0}{what}{ending}")
}

/// `a, b et c`.
pub(crate) fn listed(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}

/// The name of a site that has not said another one in `site.toml`, as with all that follows.
pub const SITE: &str = "Strates";
/// What the site is, in a line.
pub const TAGLINE: &str = "Des notes à lire, à chercher et à comparer.";

/// Links, buttons and landmarks of every page.
pub mod frame {
    /// First link of the page.
    pub const SKIP: &str = "Aller au contenu";
    /// Before the list of parameters that mean nothing on the page.
    pub const IGNORED: &str = "Paramètres ou valeurs inconnus, ignorés";
    /// Link to the view that is shown, without what was ignored.
    pub const PERMALINK: &str = "Adresse de cette vue";
    /// Name of the navigation at the top.
    pub const MAIN_NAV: &str = "Navigation principale";
    /// Link to the start of the course.
    pub const COURSE: &str = "Cours";
    /// Link to the comparisons.
    pub const COMPARE: &str = "Comparer";
    /// Link to the stacks.
    pub const ENVIRONMENTS: &str = "Environnements";
    /// Link to the flows.
    pub const FLOWS: &str = "Flux";
    /// Link to the glossary.
    pub const GLOSSARY: &str = "Glossaire";
    /// Link to the search page, and its button.
    pub const SEARCH: &str = "Rechercher";
    /// Link to the plan.
    pub const SITE_PLAN: &str = "Plan du site";
    /// Link to the accessibility statement.
    pub const ACCESSIBILITY: &str = "Accessibilité";
    /// Link to the feed.
    pub const FEED: &str = "Flux Atom";
    /// Name of the side navigation.
    pub const COURSE_NAV: &str = "Sommaire du cours";
    /// Button that opens the side navigation on narrow screens.
    pub const COURSE_BUTTON: &str = "Sommaire";
    /// Link to a part's own note, under the part's title.
    pub const OVERVIEW: &str = "Présentation";
    /// Name of the navigation at the foot.
    pub const FOOTER_NAV: &str = "Pied de page";
    /// Name of the breadcrumbs.
    pub const BREADCRUMBS: &str = "Fil d’Ariane";
    /// First breadcrumb.
    pub const HOME: &str = "Accueil";
    /// Way out of a page that has nothing to show.
    pub const BACK_HOME: &str = "Revenir à l’accueil";
    /// Name of the table of contents.
    pub const TOC: &str = "Sur cette page";
    /// Name of previous and next.
    pub const PAGER: &str = "Notes voisines";
    /// Before the previous note's title.
    pub const PREVIOUS: &str = "Précédent";
    /// Before the next note's title.
    pub const NEXT: &str = "Suivant";
    /// Above what is wrong with the content, while somebody writes it.
    pub const MISTAKES: &str = "Le contenu a des erreurs\u{a0}: le site reste tel qu’il était, ou montre ce qui a pu être lu.";
    /// Said of the site in the footer.
    pub const FOOTER: &str = "Notes de cours servies par Strates.";
}

/// The home page.
pub mod home {
    /// Heading of the page.
    pub const TITLE: &str = "Notes de cours";
    /// Label of the search field.
    pub const SEARCH_LABEL: &str = "Que cherchez-vous\u{202f}?";
    /// Example in the search field.
    pub const SEARCH_PLACEHOLDER: &str = "un mot, une question…";
    /// Link to the first note.
    pub const START: &str = "Commencer le cours";
    /// Heading above the two environments that come first.
    pub const FRONT: &str =
        "En un coup d’œil\u{a0}: qu’y a\u{2011}t\u{2011}il sous l’application\u{202f}?";
    /// Link to their comparison.
    pub const COMPARE_FRONT: &str = "Comparer les deux, couche par couche";
    /// Heading above the parts.
    pub const PARTS: &str = "Le cours";
    /// Heading above the comparisons.
    pub const COMPARISONS: &str = "Comparer";
    /// Heading above the environments.
    pub const ENVIRONMENTS: &str = "Ce qui tourne sous quoi";

    /// `Tout voir (31)`.
    pub fn all(count: usize) -> String {
        format!("Tout voir ({count})")
    }
}

/// Notes.
pub mod note {
    /// Heading above what one learns.
    pub const LEARN: &str = "Ce que vous saurez faire";
    /// Heading above the questions.
    pub const QUESTIONS: &str = "Vérifiez vos acquis";
    /// Heading above the tables, diagrams and flows that cite the note.
    pub const CITED_BY: &str = "Tableaux, schémas et flux liés";
    /// Link to the Markdown file.
    pub const SOURCE: &str = "Voir le Markdown";
    /// What the button that copies a block of code says when it has.
    pub const COPIED: &str = "Copié";

    /// `12 notes`.
    pub fn notes(count: usize) -> String {
        super::count(count, "note")
    }

    /// What search engines say of the list of a part's notes.
    pub fn list_description(title: &str, count: usize) -> String {
        format!("{title}\u{a0}: {}.", notes(count))
    }

    /// `4 min de lecture`.
    pub fn reading_time(minutes: usize) -> String {
        format!("{minutes}\u{a0}min de lecture")
    }
}

/// Kinds of layers.
pub mod kind {
    /// Physical machines.
    pub const HARDWARE: &str = "Matériel";
    /// Hypervisors.
    pub const HYPERVISOR: &str = "Hyperviseur";
    /// Virtual machines.
    pub const VM: &str = "Machine virtuelle";
    /// Operating systems.
    pub const OS: &str = "Système";
    /// Kubernetes.
    pub const KUBERNETES: &str = "Kubernetes";
    /// Container engines.
    pub const RUNTIME: &str = "Moteur de conteneurs";
    /// Containers and pods.
    pub const POD: &str = "Conteneur ou pod";
    /// Applications.
    pub const APP: &str = "Application";
    /// Storage.
    pub const STORAGE: &str = "Stockage";
    /// Network.
    pub const NETWORK: &str = "Réseau";
    /// Security.
    pub const SECURITY: &str = "Sécurité";
    /// Managed services.
    pub const MANAGED: &str = "Service managé";
    /// Zones.
    pub const ZONE: &str = "Zone";
}

pub mod flow;

/// The glossary.
pub mod glossary {
    /// Heading of the page.
    pub const TITLE: &str = "Glossaire";
    /// What search engines say of the page.
    pub const DESCRIPTION: &str =
        "Les termes du cours, leurs synonymes français et anglais, et la note qui explique chacun.";
    /// Said where the course has none.
    pub const EMPTY: &str = "Ce cours n’a pas encore de glossaire.";
    /// Label of the field that keeps the terms with some words in them.
    pub const FILTER: &str = "Filtrer les termes";
    /// Link back to all of them.
    pub const ALL: &str = "Tous les termes";
    /// Said where none holds the words.
    pub const NOTHING: &str = "Aucun terme ne contient ces mots.";
    /// Name of the links to the letters.
    pub const LETTERS: &str = "Index alphabétique";
    /// Stands for what begins with no letter.
    pub const NO_LETTER: &str = "0–9";

    /// `3 termes sur 138`, or `138 termes`.
    pub fn count(shown: usize, all: usize) -> String {
        let terms = super::count(shown, "terme");
        match shown == all {
            true => terms,
            false => format!("{terms} sur {all}"),
        }
    }

    /// Before the synonyms.
    pub const SYNONYMS: &str = "On dit aussi";
    /// Link to the note of a term.
    pub const READ_NOTE: &str = "Lire la note";
}

/// The theme switch.
pub mod theme {
    /// Name of the switch.
    pub const LABEL: &str = "Thème";
    /// Follows the system.
    pub const AUTO: &str = "Auto";
    /// Light.
    pub const LIGHT: &str = "Clair";
    /// Dark.
    pub const DARK: &str = "Sombre";
}

/// The plan.
pub mod plan {
    /// Heading of the page.
    pub const TITLE: &str = "Plan du site";
    /// What search engines say of the page.
    pub const DESCRIPTION: &str =
        "Toutes les pages du site\u{a0}: notes, tableaux, schémas et flux.";
}

/// Errors.
pub mod error {
    /// Heading above pages that the address may have meant.
    pub const NEAR: &str = "Peut-être cherchiez-vous";

    /// Heading and explanation of the page for an HTTP status.
    pub fn page(status: u16) -> (&'static str, &'static str) {
        match status {
            404 => (
                "Page introuvable",
                "Cette adresse ne mène à rien. La page a peut-être changé de nom\u{a0}: cherchez un mot de son titre, ou parcourez le plan du site.",
            ),
            405 => (
                "Méthode refusée",
                "Cette adresse se lit\u{202f}; elle n’accepte pas d’autre demande.",
            ),
            413 => (
                "Demande trop longue",
                "Le contenu envoyé dépasse ce que le site accepte.",
            ),
            414 => (
                "Adresse trop longue",
                "Raccourcissez la recherche ou revenez à l’accueil.",
            ),
            400..=499 => (
                "Demande incomprise",
                "Le site n’a pas compris cette demande. Revenez à l’accueil.",
            ),
            503 => (
                "Site momentanément saturé",
                "Réessayez dans quelques secondes.",
            ),
            _ => (
                "Erreur du site",
                "Quelque chose s’est mal passé de notre côté. Les autres pages restent lisibles\u{202f}; l’incident est journalisé.",
            ),
        }
    }
}

/// The accessibility statement.
pub mod accessibility {
    /// First paragraph.
    pub const INTRO: &str = "Ce site vise la conformité aux WCAG 2.2 niveau AA et au RGAA 4.1. Cette page dit ce qui est fait, ce qui est vérifié, et ce qui ne l’est pas.";
    /// Headings and what stands under each of them.
    pub const SECTIONS: [(&str, &[&str]); 3] = [
        (
            "Ce qui est fait",
            &[
                "Tout se lit, se cherche et se compare sans JavaScript.",
                "Chaque commande s’atteint au clavier, avec un repère de focus visible.",
                "Chaque schéma existe aussi sous forme de liste imbriquée, avec les mêmes liens.",
                "Les tableaux ont un titre, des en-têtes de lignes et de colonnes, et défilent au clavier.",
                "Une couleur ne porte jamais seule une information\u{a0}: un mot ou une forme l’accompagne.",
                "Les thèmes clair et sombre, le contraste renforcé, les couleurs forcées et la réduction des animations sont respectés.",
            ],
        ),
        (
            "Ce qui est vérifié",
            &[
                "Chaque page du plan du site est contrôlée par axe-core (WCAG 2.2 A et AA) dans les deux thèmes, sans règle désactivée.",
                "Les parcours au clavier seul sont rejoués dans un navigateur à chaque modification.",
                "Les pages tiennent sans défilement horizontal à 320 pixels de large.",
            ],
        ),
        (
            "Limites connues",
            &[
                "Aucun audit par un organisme extérieur n’a encore eu lieu.",
                "Les contrôles automatiques ne remplacent pas des essais avec des personnes qui utilisent une aide technique.",
            ],
        ),
    ];
}

#[cfg(test)]
mod tests {
    use super::{choice, compare, environment, flow};

    #[test]
    fn what_is_less_than_two_is_one() {
        assert_eq!(compare::size(1, 2), "1\u{a0}critère, 2\u{a0}colonnes");
        assert_eq!(compare::size(0, 1), "0\u{a0}critère, 1\u{a0}colonne");
        assert_eq!(environment::size(1), "1\u{a0}couche");
        assert_eq!(flow::size(1, 2), "1\u{a0}étape, 2\u{a0}participants");
        assert_eq!(choice::size(1, 1), "1\u{a0}question, 1\u{a0}option");
        let names = ["Papier", "Pierre"].map(str::to_owned);
        assert_eq!(
            choice::description(1, &names),
            "1\u{a0}question pour choisir entre Papier et Pierre, avec les raisons du cours."
        );
    }
}
