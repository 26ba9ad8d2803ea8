//! Rules on what is server code and what is browser code.

use anyhow::Result;

use super::tree::{Finding, Tree};
use crate::run::{cargo, output};

/// What has no business in a browser.
const SERVER_ONLY: [&str; 7] = [
    "axum",
    "corpus",
    "leptos_axum",
    "leptos_meta",
    "leptos_router",
    "tantivy",
    "tokio",
];

/// `cfg(feature = …)` stands in `app/src/lib.rs` and nowhere else.
pub(super) fn one_place(tree: &Tree) -> Vec<Finding> {
    tree.lines("", ".rs", |path, line| {
        let code = line.trim_start();
        let attribute =
            code.starts_with("#[cfg") || code.starts_with("#![cfg") || code.contains("cfg!(");
        (path != "app/src/lib.rs" && attribute && code.contains("feature"))
            .then(|| "asks for a feature: move the item to a module that lib.rs gates".into())
    })
}

/// What Cargo would link into the WebAssembly module and must not.
pub(super) fn browser_dependencies() -> Result<Vec<Finding>> {
    let tree = output(cargo(&[
        "tree",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{lib}",
    ]))?;
    Ok(unwanted(&tree))
}

/// The unwanted names in a list of crates, one a line.
fn unwanted(list: &str) -> Vec<Finding> {
    let among = |name: &&&str| list.lines().any(|line| line.trim() == **name);
    let finding = |name: &&str| {
        Finding::new(
            "frontend/Cargo.toml",
            0,
            format!("brings `{name}` to the browser; `cargo tree -p frontend -i {name}` says how"),
        )
    };
    SERVER_ONLY.iter().filter(among).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::places;
    use super::*;

    #[test]
    fn a_feature_gate_elsewhere_is_found() {
        let gate = "#[cfg(feature = \"ssr\")]\nmod a;\n#[cfg(test)]\nmod b;\n";
        let tree = Tree::of(&[("app/src/lib.rs", gate), ("app/src/pages/mod.rs", gate)]);
        assert_eq!(places(&one_place(&tree)), ["app/src/pages/mod.rs:1"]);
    }

    #[test]
    fn a_server_crate_in_the_browser_is_found() {
        assert_eq!(unwanted("app\nleptos\nleptos_router\n").len(), 1);
        assert_eq!(unwanted("app\nleptos\nleptos_router_macro\n"), []);
    }
}
