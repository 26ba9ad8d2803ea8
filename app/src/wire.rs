//! What the server and the islands send each other: types of their own, apart from the domain's.

/// The parameters of a comparison's address, in the order of a canonical one.
pub(crate) const TABLE_PARAMETERS: [&str; 10] = [
    "sujets",
    "criteres",
    "differences",
    "filtre",
    "tri",
    "epingle",
    "transpose",
    "densite",
    "deux",
    "cellule",
];

/// The address of a view of a comparison: the same view always has the same one. `value` gives
/// the value of a parameter as it stands in an address; nothing for one that says nothing.
pub(crate) fn table_address(path: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let parameters: Vec<String> = TABLE_PARAMETERS
        .iter()
        .filter_map(|name| Some(format!("{name}={}", value(name)?)))
        .collect();
    match parameters.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", parameters.join("&")),
    }
}
