//! Environments.

use super::count;

/// Heading of the index.
pub const TITLE: &str = "Environnements";
/// What a page of this section is, in the name of the tab.
pub const ONE: &str = "Environnement";
/// The same of a series.
pub const SERIES: &str = "Évolution";
/// The same of the index.
pub const ALL: &str = "Schémas";
/// Said where the course has none.
pub const EMPTY: &str = "Ce cours n’a pas encore de schéma d’environnement.";
/// Said where there are not two to compare.
pub const TOO_FEW: &str = "Ce cours n’a pas encore deux environnements à comparer.";
/// What the index is.
pub const INTRO: &str = "Chaque schéma montre ce qui tourne sous quoi, du matériel à l’application. Chaque couche s’ouvre et mène à la note qui l’explique.";
/// Heading above the environments that belong to no part of the course.
pub const NO_PART: &str = "Autres environnements";
/// Name of the links to the parts.
pub const PARTS: &str = "Par partie du cours";
/// Before the environments that grow, phase by phase.
pub const EVOLUTIONS: &str = "Pas à pas, ce que chaque phase ajoute";
/// Heading above the nested list.
pub const LAYERS: &str = "Les couches, une à une";
/// Link to the note of a layer.
pub const READ_NOTE: &str = "Lire la note";
/// Name of the panel that shows the layer picked in the drawing.
pub const CHOSEN: &str = "Couche choisie";

/// `13 couches`.
pub fn size(layers: usize) -> String {
    count(layers, "couche")
}

/// What search engines say of an environment that has no summary.
pub fn description(title: &str) -> String {
    format!("{title}\u{a0}: ce qui tourne sous quoi, du matériel à l’application.")
}

/// `Schéma de l’environnement « Banque »`.
pub fn alternative(title: &str) -> String {
    format!("Schéma de l’environnement «\u{202f}{title}\u{202f}»")
}

/// Link to the comparison of environments, and heading of its page.
pub const COMPARE: &str = "Comparer des environnements";
/// What that page is.
pub const COMPARE_INTRO: &str = "Choisissez deux ou trois environnements\u{a0}: les couches de même sorte se placent en face l’une de l’autre, et ce qui manque ou diffère est signalé.";
/// Link from an environment.
pub const COMPARE_THIS: &str = "Comparer avec un autre environnement";
/// Link from a comparison table.
pub const COMPARE_DRAWINGS: &str = "Comparer les schémas";
/// Heading above the examples.
pub const EXAMPLES: &str = "Par où commencer";
/// Labels of the three fields.
pub const COLUMNS: [&str; 3] = [
    "Premier environnement",
    "Deuxième environnement",
    "Troisième, au choix",
];
/// The empty choice of a field.
pub const NONE: &str = "aucun";
/// Button of the form.
pub const COMPARE_SUBMIT: &str = "Comparer";
/// Said where only one environment is chosen.
pub const CHOOSE_ANOTHER: &str = "Choisissez un second environnement à mettre en face.";
/// Heading above the sentences.
pub const DIFFERENCES: &str = "En quelques phrases";
/// Heading above the table, and its name.
pub const SIDE_BY_SIDE: &str = "Couche par couche";
/// Heading above the drawings.
pub const DRAWINGS: &str = "Les schémas";
/// Heading of the first column.
pub const KIND: &str = "Sorte de couche";
/// Heading of the last column.
pub const VERDICT: &str = "Constat";
/// Said in a cell where there is no such layer.
pub const ABSENT: &str = "non dessinée";
/// Said where two environments have the same layers.
pub const NO_DIFFERENCE: &str = "Aucune différence.";
/// What a row tells: everywhere the same, everywhere but different, not everywhere.
pub const VERDICTS: [&str; 3] = ["pareille", "différente", "pas partout"];
/// On a drawing, said of a layer that no other environment has.
pub const ONLY_HERE: &str = "seulement ici";

/// Name of the navigation between views.
pub const VIEWS: &str = "Lectures du schéma";
/// The view without marks.
pub const VIEW_PLAIN: &str = "Les couches";
/// The view of places.
pub const VIEW_WHERE: &str = "Ce qui tourne où";
/// The view of kernels.
pub const VIEW_KERNELS: &str = "Qui partage quel noyau";
/// Label of the field that makes a layer fail.
pub const VIEW_LOSS: &str = "Et si cette couche tombe\u{202f}?";
/// The empty choice of that field.
pub const NO_LOSS: &str = "aucune ne tombe";
/// Button of that field.
pub const SHOW: &str = "Montrer";
/// Said of a place or a fate that no layer has.
pub const NOTHING: &str = "rien";
/// Before the links to the files.
pub const DOWNLOAD: &str = "Télécharger";
/// What its author wrote.
pub const SOURCE: &str = "Source TOML";
/// The files of an environment.
pub const FILES: [&str; 5] = ["SVG", "SVG clair", "SVG sombre", "Texte", SOURCE];
/// The drawing as a picture, which the browser makes of it.
pub const PNG: &str = "PNG";
/// Before what a layer keeps apart.
pub const ISOLATES: &str = "Isole";
/// Before a layer's share of the machine.
pub const SHARE: &str = "Part";

/// Headings of the four places: Kubernetes, machines, what carries them, the rest.
pub const PLACES: [&str; 4] = [
    "Dans Kubernetes",
    "Machines virtuelles, et ce qui y tourne hors de Kubernetes",
    "Dessous ou autour\u{a0}: porte ou entoure des machines, ou Kubernetes",
    "En dehors des machines virtuelles et de Kubernetes",
];
/// The same, behind a layer's name.
pub const PLACES_SHORT: [&str; 4] = [
    "dans Kubernetes",
    "machine virtuelle, ou dedans",
    "dessous ou autour",
    "en dehors",
];
/// What the view of places shows.
pub const WHERE_LEAD: &str =
    "Chaque couche, rangée selon ce qui la fait tourner. Les listes nomment les plus intérieures.";
/// Heading of the layers whose kernel nobody drew.
pub const KERNEL_UNKNOWN: &str = "Noyau non dessiné";
/// The same, behind a layer's name.
pub const KERNEL_UNKNOWN_SHORT: &str = "noyau non dessiné";
/// Behind the name of a layer that fails.
pub const FAILS: &str = "tombe";
/// Behind the name of a layer that is lost with the one around it.
pub const LOST: &str = "perdue avec elle";
/// Headings of the fates: lost, started again, weakened, kept.
pub const FATES: [&str; 4] = [
    "Perdues avec elle",
    "Relancées ailleurs",
    "Continuent, diminuées",
    "Continuent comme avant",
];

/// Link from a phase to its series.
pub const EVOLUTION: &str = "Voir l’évolution";
/// Label of the slider.
pub const STEP: &str = "Étape";
/// Name of the links to the phases.
pub const STEPS: &str = "Étapes";
/// Headings: added, changed, gone.
pub const CHANGED: [&str; 3] = ["Ajoutées", "Modifiées", "Ne sont plus dessinées"];
/// The same, behind a layer's name.
pub const CHANGED_SHORT: [&str; 3] = ["ajoutée", "modifiée", "retirée"];
/// Said of the first phase.
pub const FIRST_PHASE: &str =
    "Le point de départ\u{a0}: les étapes suivantes disent ce qu’elles y ajoutent.";
/// Link to a phase's own page.
pub const OWN_PAGE: &str = "Ouvrir cette étape seule";

/// What a kind of layer keeps apart, where that is known of the kind.
pub fn isolates(kind: &str) -> Option<&'static str> {
    match kind {
        "hypervisor" => Some("des systèmes entiers, chacun avec son noyau."),
        "vm" => Some("son système et son noyau de ceux des autres machines."),
        "runtime" => Some(
            "les processus, les fichiers et le réseau de chaque conteneur\u{202f}; le noyau reste commun.",
        ),
        "pod" => Some("ses processus, ses fichiers et son réseau\u{202f}; pas son noyau."),
        _ => None,
    }
}

/// `« Banque »`.
pub fn quoted(name: &str) -> String {
    format!("«\u{202f}{name}\u{202f}»")
}

/// `Comparer « Cloud » et « Banque »`.
pub fn compared(titles: &[String]) -> String {
    format!("Comparer {}", listed(titles, "et"))
}

/// `« a », « b » et « c »`.
pub fn listed(names: &[String], last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    super::listed(&quoted, last)
}

/// `Sur 5 lignes : 2 pareilles, 1 différente, 2 qui n’ont pas d’équivalent partout.`
pub fn alignment(same: usize, different: usize, missing: usize) -> String {
    let lines = same + different + missing;
    let have = if missing > 1 { "n’ont" } else { "n’a" };
    format!(
        "Sur {}\u{a0}: {}, {}, {missing}\u{a0}qui {have} pas d’équivalent partout.",
        count(lines, "ligne"),
        count(same, "pareille"),
        count(different, "différente")
    )
}

/// `Kubernetes : 1 couche dans « Lab » ; présent, sans couche à son nom, dans « Banque » ; aucune couche
/// de cette sorte dans « Hôte ».`
pub fn kind_missing(
    kind: &str,
    without: &[String],
    implied: &[String],
    with: &[(usize, String)],
) -> String {
    let among = |titles: &[String]| {
        let titles: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
        titles.join(" ni dans ")
    };
    let with: Vec<String> = with
        .iter()
        .map(|(count, title)| format!("{} dans {}", size(*count), quoted(title)))
        .collect();
    let mut said = vec![with.join(", ")];
    if !implied.is_empty() {
        let titles = among(implied).replace(" ni dans ", " et dans ");
        said.push(format!("présent, sans couche à son nom, dans {titles}"));
    }
    if !without.is_empty() {
        said.push(format!(
            "aucune couche de cette sorte dans {}",
            among(without)
        ));
    }
    format!("{kind}\u{a0}: {}.", said.join("\u{202f}; "))
}

/// `Matériel : « Rack » en face de « Calculateur ».`
pub fn kind_different(kind: &str, labels: &[String]) -> String {
    let labels: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
    format!("{kind}\u{a0}: {}.", labels.join(" en face de "))
}

/// `Stockage : 4 couches dans « Cloud », 6 couches dans « Banque ».`
pub fn kind_counted(kind: &str, with: &[(usize, String)]) -> String {
    let with: Vec<String> = with
        .iter()
        .map(|(count, title)| format!("{} dans {}", size(*count), quoted(title)))
        .collect();
    format!("{kind}\u{a0}: {}.", with.join(", "))
}

/// `Système : pareil partout.`
pub fn kind_same(kind: &str) -> String {
    format!("{kind}\u{a0}: pareil partout.")
}

/// `Noyaux dessinés : 1 dans « Des conteneurs », au moins 2 dans « Un cloud ».` A number that is the
/// least comes with `true`.
pub fn kernel_counts(counts: &[((usize, bool), String)]) -> String {
    let least = |(count, least): (usize, bool)| match least {
        true => format!("au moins {count}"),
        false => count.to_string(),
    };
    let counts: Vec<String> = counts
        .iter()
        .map(|(count, title)| format!("{} dans {}", least(*count), quoted(title)))
        .collect();
    format!("Noyaux dessinés\u{a0}: {}.", counts.join(", "))
}

/// `Noyau 1, celui de « Linux »`, or of each machine that the layer stands for.
pub fn kernel(number: usize, owner: &str, several: bool) -> String {
    let owner = quoted(owner);
    match several {
        true => format!("Noyau {number}\u{a0}: un dans chaque machine de {owner}"),
        false => format!("Noyau {number}, celui de {owner}"),
    }
}

/// `noyau 1, partagé`, behind the name of a layer that has it or shares it.
pub fn kernel_short(number: usize, own: bool, several: bool) -> String {
    match (own, several) {
        (true, false) => format!("noyau {number}, le sien"),
        (true, true) => format!("noyau {number}, un par machine"),
        (false, false) => format!("noyau {number}, partagé"),
        (false, true) => format!("noyau {number}, celui de sa machine"),
    }
}

/// What the view of kernels shows.
pub fn kernels_lead(kernels: usize, several: bool) -> String {
    match kernels {
        0 => "Ce schéma ne montre aucun noyau.".to_owned(),
        _ if several => "Plusieurs noyaux\u{a0}: une couche qui dessine plusieurs machines en a un pour chacune. Ce qui arrive à l’un ne touche que ceux qui le partagent.".to_owned(),
        1 => "Un seul noyau\u{a0}: qui le fait tomber, ou en sort, touche tous ceux qui le partagent.".to_owned(),
        _ => format!(
            "{kernels}\u{a0}noyaux\u{a0}: ce qui arrive à l’un ne touche que les couches qui le partagent."
        ),
    }
}

/// `Si « VM 1 » tombe, 2 couches tombent avec elle ; 1 couche continue, diminuée.`
pub fn loss_lead(layer: &str, lost: usize, weakened: usize) -> String {
    let layer = quoted(layer);
    let lost = match lost {
        0 => "aucune autre couche de ce schéma ne tombe avec elle".to_owned(),
        1 => "1\u{a0}couche tombe avec elle".to_owned(),
        _ => format!("{lost}\u{a0}couches tombent avec elle"),
    };
    let weakened = match weakened {
        0 => String::new(),
        1 => "\u{202f}; 1\u{a0}couche continue, diminuée".to_owned(),
        _ => format!("\u{202f}; {weakened}\u{a0}couches continuent, diminuées"),
    };
    format!("Si {layer} tombe, {lost}{weakened}.")
}

/// `Kubelet (Nœud 1)`, where several layers are called like that.
pub fn within(name: &str, around: &str) -> String {
    format!("{name} ({around})")
}

/// Behind the name of a layer that goes on without another, or with less of it.
pub fn weakened(other: &str) -> String {
    format!(
        "continue, diminuée\u{a0}: elle compte sur {}",
        quoted(other)
    )
}

/// Behind the name of a layer that cannot do without a lost one.
pub fn needs(other: &str) -> String {
    format!("perdue, car elle a besoin de {}", quoted(other))
}

/// Behind the name of a layer that starts again elsewhere.
pub fn moves(other: &str) -> String {
    format!("relancée dans {}, si la place suffit", quoted(other))
}

/// `Étape 2 sur 4`.
pub fn step(step: usize, of: usize) -> String {
    format!("Étape {step} sur {of}")
}

/// `Par rapport à « Phase 1 » : 4 ajoutées, 2 modifiées, 2 retirées.`
pub fn change(before: &str, [added, altered, gone]: [usize; 3]) -> String {
    format!(
        "Par rapport à {}\u{a0}: {} de plus, {altered}\u{a0}sous un autre nom, {gone}\u{a0}de moins.",
        quoted(before),
        size(added)
    )
}

/// Opens the layers of a picture as a list.
pub const IN_WORDS: &str = "Ce schéma en mots";

/// Heading above the arrows between layers.
pub const LINKS: &str = "Qui s’adresse à qui";

/// What a layer does with another, by the name of the link's kind: between the two.
pub fn link_verb(kind: &str) -> &'static str {
    match kind {
        "data" => "lit et écrit dans",
        "message" => "envoie à",
        "watch" => "interroge",
        _ => "appelle",
    }
}

/// The same in the legend.
pub fn link_kind(kind: &str) -> &'static str {
    match kind {
        "data" => "lit et écrit",
        "message" => "envoie",
        "watch" => "interroge",
        _ => "appelle",
    }
}
