//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md that a program can check.
//!
//! A rule is a function from the [`Tree`] of sources to its [`Finding`]s. To add one: write it in
//! the module of its subject with tests on made-up trees, and name it in [`RULES`].

mod crates;
mod documents;
mod features;
mod rust;
mod tree;

use anyhow::{Result, bail};

use self::tree::{Finding, Tree};
use crate::repo;

type Rule = fn(&Tree) -> Vec<Finding>;

/// What each rule demands, and the rule.
const RULES: [(&str, Rule); 14] = [
    ("corpus knows nothing of the web", crates::corpus_is_not_web),
    (
        "every dependency is pinned in the workspace",
        crates::dependencies_are_workspace,
    ),
    (
        "only corpus::load and kept indexes touch the disk",
        rust::only_load_reads,
    ),
    (
        "domain types are not Serialize",
        rust::corpus_is_not_serialized,
    ),
    (
        "features are told apart in app/src/lib.rs only",
        features::one_place,
    ),
    (
        "inner_html takes Html values in the named files only",
        rust::inner_html_is_safe,
    ),
    ("no unsafe code", rust::no_unsafe),
    ("French stands in app/src/strings", rust::french_in_strings),
    (
        "French does not break before punctuation",
        rust::strings_do_not_break,
    ),
    ("an #[allow] says why", rust::allow_has_a_reason),
    ("a file is seldom over 400 lines", rust::files_are_short),
    (
        "every style sheet is imported",
        documents::styles_are_imported,
    ),
    (
        "links between documents lead somewhere",
        documents::links_lead_somewhere,
    ),
    ("no path of somebody's machine", documents::no_foreign_paths),
];

/// Checks every rule and prints what breaks them as `file:line: what (rule)`.
pub(crate) fn tidy() -> Result<()> {
    let tree = Tree::read(repo::root())?;
    let mut count = 0;
    for (demand, rule) in RULES {
        for finding in rule(&tree) {
            println!("{finding} ({demand})");
            count += 1;
        }
    }
    for finding in features::browser_dependencies()? {
        println!("{finding} (router, meta and corpus never reach the browser)");
        count += 1;
    }
    if count > 0 {
        bail!("{count} places break a rule of the house");
    }
    println!(
        "tidy: {} rules hold in {} files",
        RULES.len() + 1,
        tree.len()
    );
    Ok(())
}
