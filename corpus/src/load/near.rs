//! "Did you mean": the known name that looks most like an unknown one.

/// The candidate most like `name`, if so few letters differ that a slip explains them.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest_by(name, candidates, |candidate| candidate).map(str::to_owned)
}

/// The candidate whose `key` is most like `name`, if so few letters differ that a slip explains
/// them.
pub(super) fn nearest_by<'a, T: Copy>(
    name: &str,
    candidates: impl IntoIterator<Item = T>,
    key: impl Fn(T) -> &'a str,
) -> Option<T> {
    let name = name.to_lowercase();
    let slips = name.chars().count() / 3;
    candidates
        .into_iter()
        .map(|candidate| {
            let known = key(candidate).to_lowercase();
            (strsim::osa_distance(&name, &known), candidate)
        })
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether a slip may have made `name` of `known`, be it as short as can be.
pub(super) fn resembles(name: &str, known: &str) -> bool {
    let slips = (name.chars().count() / 3).max(1);
    strsim::osa_distance(&name.to_lowercase(), known) <= slips
}

#[cfg(test)]
mod tests {
    use super::{nearest, resembles};

    #[test]
    fn short_keys_are_recognised_as_well() {
        assert!(resembles("im", "in") && resembles("TO", "to") && resembles("levl", "level"));
        assert!(!resembles("id", "to") && !resembles("couleur", "scale"));
    }

    #[test]
    fn finds_slips_and_nothing_else() {
        let kinds = ["hardware", "hypervisor", "vm", "os"];
        assert_eq!(nearest("hypervizor", kinds).as_deref(), Some("hypervisor"));
        assert_eq!(nearest("Hardware", kinds).as_deref(), Some("hardware"));
        assert_eq!(nearest("banane", kinds), None);
        assert_eq!(nearest("o", kinds), None, "one letter says nothing");
    }
}
