//! The bill of materials: every crate that is in the image, in CycloneDX's form.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::{Value, json};

use crate::repo;
use crate::run::{cargo, output};

/// A crate at a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Component {
    name: String,
    version: String,
    license: String,
}

/// The bill, for a server that is compiled for `target`, and the islands.
pub(super) fn sbom(target: &str, epoch: u64) -> Result<String> {
    let mut components = BTreeSet::new();
    for (package, target) in [("server", target), ("frontend", "wasm32-unknown-unknown")] {
        let tree = cargo(&[
            "tree",
            "--locked",
            "--package",
            package,
            "--edges",
            "normal",
            "--target",
            target,
            "--prefix",
            "none",
            "--format",
            "{p}|{l}",
        ]);
        components.extend(output(tree)?.lines().filter_map(component));
    }
    let lock = std::fs::read_to_string(repo::root().join("Cargo.lock"))?;
    let bill = bill(&components, &checksums(&lock), epoch);
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

/// `serde v1.0.0 (proc-macro)|MIT/Apache-2.0`, maybe followed by ` (*)`.
fn component(line: &str) -> Option<Component> {
    let (package, license) = line.trim_end_matches(" (*)").split_once('|')?;
    let mut words = package.split(' ');
    Some(Component {
        name: words.next()?.to_owned(),
        version: words.next()?.trim_start_matches('v').to_owned(),
        // The form of old: what is now `OR`.
        license: license.replace('/', " OR "),
    })
}

/// The checksum of each crate of a registry, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let field = |name: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(name))?;
                Some(line.trim_start_matches(" = ").trim_matches('"').to_owned())
            };
            Some(((field("name")?, field("version")?), field("checksum")?))
        })
        .collect()
}

fn bill(
    components: &BTreeSet<Component>,
    checksums: &BTreeMap<(String, String), String>,
    epoch: u64,
) -> Value {
    let listed = components.iter().map(|component| {
        let Component {
            name,
            version,
            license,
        } = component;
        let purl = format!("pkg:cargo/{name}@{version}");
        let mut entry = json!({
            "type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl,
        });
        if !license.is_empty() {
            entry["licenses"] = json!([{ "expression": license }]);
        }
        if let Some(checksum) = checksums.get(&(name.clone(), version.clone())) {
            entry["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        }
        entry
    });
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "container",
                "name": "strates",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
            "properties": [{ "name": "source-date-epoch", "value": epoch.to_string() }],
        },
        "components": listed.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_tree_are_components() {
        let found = component("serde_derive v1.0.228 (proc-macro)|MIT/Apache-2.0 (*)");
        let found = found.expect("a component");
        assert_eq!(found.name, "serde_derive");
        assert_eq!(found.version, "1.0.228");
        assert_eq!(found.license, "MIT OR Apache-2.0");
        assert_eq!(component(""), None);
    }

    #[test]
    fn the_bill_holds_checksums_of_the_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\nsource = \"x\"\nchecksum = \"c0ffee\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        let components = ["a v1.2.3|MIT", "own v0.1.0 (/src/own)|MIT"];
        let components = components.into_iter().filter_map(component).collect();
        let bill = bill(&components, &checksums(lock), 7);
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/a@1.2.3");
        assert_eq!(bill["components"][0]["hashes"][0]["content"], "c0ffee");
        assert_eq!(bill["components"][1]["hashes"], Value::Null);
    }
}
