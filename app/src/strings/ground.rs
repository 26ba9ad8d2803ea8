//! What runs under the server.

use std::time::Duration;

/// Path of the page.
pub const PATH: &str = "/environnements/sous-vos-pieds";
/// Heading of the page, and link to it.
pub const TITLE: &str = "Sous vos pieds";
/// What the page is.
pub const INTRO: &str = "Qu’est-ce qui tourne sous cette page\u{202f}? Le serveur qui vous l’envoie vient de lire, sur sa propre machine, ce qui le porte.";
/// What search engines say of it.
pub const DESCRIPTION: &str =
    "Ce qui porte le serveur de ce site, du matériel au processus, lu sur la machine même.";
/// Heading where the operator has not opened the page.
pub const CLOSED: &str = "Sous vos pieds, mais caché";
/// Why it is closed, and how it is opened.
pub const CLOSED_WHY: &str = "Cette page dit de quoi est faite la machine du serveur\u{a0}: son noyau, son hyperviseur, son nœud, ses limites. Comme tout visiteur le lirait, elle reste fermée tant que l’exploitant ne l’ouvre pas, avec l’option";
/// Between the option and the variable.
pub const OR: &str = "ou la variable";
/// Way out of the closed page.
pub const OTHERS: &str = "Voir les autres environnements";
/// Link that reads anew.
pub const REFRESH: &str = "Relire maintenant";
/// Link that reads anew every few seconds.
pub const FOLLOW: &str = "Suivre en direct";
/// Said while that happens.
pub const FOLLOWING: &str =
    "La page se relit toutes les 5\u{a0}secondes, tant qu’elle est à l’écran.";
/// Link that ends it.
pub const PAUSE: &str = "Mettre en pause";
/// Heading of the table.
pub const FACTS: &str = "Ce qui a été lu, et où";
/// What is not read.
pub const PRIVACY: &str = "Ni numéro de série, ni adresse, ni jeton, ni secret n’est lu. Les identifiants trouvés dans un chemin sont abrégés.";
/// Headings of the columns.
pub const COLUMNS: [&str; 3] = ["Quoi", "Valeur", "D’où on le sait"];
/// The parts of the table, from the ground up.
pub const PARTS: [&str; 5] = [
    "La machine",
    "Le système",
    "Kubernetes",
    "Le conteneur et ses limites",
    "Le serveur",
];
/// Said of what could not be read.
pub const UNKNOWN: &str = "inconnu";
/// Before the places where an unknown was looked for.
pub const LOOKED_FOR: &str = "cherché en vain dans";
/// Before an environment variable.
pub const VARIABLE: &str = "variable d’environnement";
/// Said of what the server knows of itself.
pub const ITSELF: &str = "le serveur lui-même";

/// Names of the facts, in the order of `ground::Name`.
pub const NAMES: [&str; 23] = [
    "Sorte de machine",
    "Hyperviseur",
    "Modèle",
    "Processeur",
    "Processeurs vus",
    "Mémoire",
    "Noyau",
    "Distribution",
    "Système démarré depuis",
    "Nœud",
    "Moteur de conteneurs",
    "Pod",
    "Espace de noms",
    "Réplique",
    "Autour du serveur",
    "Groupes de contrôle",
    "Mémoire",
    "Processeur",
    "Temps de processeur consommé",
    "Tâches",
    "Version",
    "Démarré depuis",
    "Mémoire résidente",
];

/// A physical machine.
pub const PHYSICAL: &str = "Machine physique";
/// Hardware under a virtual machine.
pub const HIDDEN_HARDWARE: &str = "Matériel\u{a0}: invisible depuis la machine virtuelle";
/// What the machine runs on.
pub const HYPERVISOR: &str = "Hyperviseur";
/// A virtual machine.
pub const VIRTUAL: &str = "Machine virtuelle";
/// A machine of which nothing is known.
pub const SOME_MACHINE: &str = "Machine, physique ou virtuelle";
/// A Kubernetes node.
pub const NODE: &str = "Nœud Kubernetes";
/// A container engine.
pub const ENGINE: &str = "Moteur de conteneurs";
/// A pod.
pub const POD: &str = "Pod";
/// A container.
pub const CONTAINER: &str = "Conteneur";
/// What may be between the system and the server.
pub const SOME_CONTAINER: &str = "Un conteneur, peut-être";

/// `Pod : strates-1`.
pub fn named(what: &str, name: Option<&str>) -> String {
    format!("{what}\u{a0}: {}", name.unwrap_or(UNKNOWN))
}

/// `Machine virtuelle : QEMU`, or what it is alone.
pub fn maybe_named(what: &str, name: Option<&str>) -> String {
    match name {
        Some(_) => named(what, name),
        None => what.to_owned(),
    }
}

/// `Debian GNU/Linux 12 : noyau 6.1.0`.
pub fn system(distribution: Option<&str>, kernel: Option<&str>) -> String {
    let kernel = kernel.unwrap_or(UNKNOWN);
    match distribution {
        Some(name) => format!("{name}\u{a0}: noyau {kernel}"),
        None => format!("Noyau\u{a0}: {kernel}"),
    }
}

/// `Strates 0.1.0 : le serveur de cette page`.
pub fn server(version: &str) -> String {
    format!("Strates {version}\u{a0}: le serveur de cette page")
}

/// `Lu le 21 novembre 2026 à 16:20:31 UTC.`, of an RFC 3339 date.
pub fn taken(time: &str) -> String {
    let (day, hour) = time.split_once('T').unwrap_or((time, ""));
    format!("Lu le {} à {} UTC.", date(day), hour.trim_end_matches('Z'))
}

/// `21 novembre 2026`, of `2026-11-21`.
fn date(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day_of_month] = parts[..] else {
        return day.to_owned();
    };
    let number = |text: &str| text.parse::<usize>().unwrap_or(0);
    let month = MONTHS.get(number(month).wrapping_sub(1)).unwrap_or(&month);
    match number(day_of_month) {
        1 => format!("1er {month} {year}"),
        day => format!("{day} {month} {year}"),
    }
}

/// What a machine is.
pub fn machine(is_virtual: bool) -> &'static str {
    match is_virtual {
        true => "virtuelle",
        false => "physique",
    }
}

/// What is around the server: a pod, a container, nothing.
pub fn container(pod: Option<bool>) -> &'static str {
    match pod {
        Some(true) => "le conteneur d’un pod",
        Some(false) => "un conteneur",
        None => "rien\u{a0}: un programme comme les autres",
    }
}

/// `« kvm-clock »`, behind the file where that was read.
pub fn word(word: &str) -> String {
    format!("«\u{202f}{word}\u{202f}»")
}

/// `12 345`.
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let bytes = digits.as_bytes();
    let groups: Vec<&str> = bytes
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join("\u{202f}")
}

/// `1,5 Gio`.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["octets", "Kio", "Mio", "Gio", "Tio"];
    let (mut size, mut unit) = (bytes as f64, 0);
    while size >= 1024.0 && unit < UNITS.len() - 1 {
        (size, unit) = (size / 1024.0, unit + 1);
    }
    let number = match unit > 0 && size < 10.0 {
        true => format!("{size:.1}").replace('.', ",").replace(",0", ""),
        false => format!("{size:.0}"),
    };
    format!("{number}\u{a0}{}", UNITS[unit])
}

/// `12 Mio sur 64 Mio (19 %)`.
pub fn used(used: &str, limit: Option<String>, hundredths: Option<u64>) -> String {
    match (limit, hundredths) {
        (Some(limit), Some(share)) => format!("{used} sur {limit} ({share}\u{202f}%)"),
        (Some(limit), None) => format!("{used} sur {limit}"),
        (None, _) => format!("{used}, sans limite"),
    }
}

/// `250 millicœurs`, `2 processeurs`.
pub fn millicores(limit: Option<u64>) -> String {
    match limit {
        None => "sans limite".to_owned(),
        Some(1000) => "l’équivalent d’un processeur au plus".to_owned(),
        Some(limit) if limit % 1000 == 0 => {
            format!("l’équivalent de {}\u{a0}processeurs au plus", limit / 1000)
        }
        Some(limit) => format!("{}\u{a0}millicœurs au plus", count(limit)),
    }
}

/// `2 j 3 h`, `4 min 12 s`: the two largest units.
pub fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    let units = [
        (seconds / 86_400, "j"),
        (seconds / 3600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let first = units.iter().position(|(count, _)| *count > 0).unwrap_or(3);
    let told = units.iter().skip(first).take(2);
    let told: Vec<String> = told
        .map(|(count, unit)| format!("{count}\u{a0}{unit}"))
        .collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_read_well() {
        assert_eq!(bytes(512), "512\u{a0}octets");
        assert_eq!(bytes(64 << 20), "64\u{a0}Mio");
        assert_eq!(bytes(3 << 29), "1,5\u{a0}Gio");
        assert_eq!(count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(12), "12");
        assert_eq!(time(Duration::from_secs(0)), "0\u{a0}s");
        assert_eq!(time(Duration::from_secs(65)), "1\u{a0}min 5\u{a0}s");
        assert_eq!(time(Duration::from_secs(90_000)), "1\u{a0}j 1\u{a0}h");
        assert_eq!(
            taken("2026-11-01T16:20:31Z"),
            "Lu le 1er novembre 2026 à 16:20:31 UTC."
        );
        assert_eq!(millicores(Some(250)), "250\u{a0}millicœurs au plus");
    }
}
