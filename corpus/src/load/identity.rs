//! `site.toml`.

use super::{Source, fields::Fields, node::Node, report::Report, toml_file::broken};
use crate::{identity::Identity, problem::Problem};

/// Reads what the site calls itself; what is wrong with it comes second.
pub(super) fn read(source: &Source) -> (Option<Identity>, Vec<Problem>) {
    let report = Report::about(&source.path);
    let tree = Node::from_toml(&source.text, 1).map_err(|all| broken(all, &report));
    let tree = tree.ok();
    let fields = tree
        .as_ref()
        .and_then(|tree| Fields::of(tree, "le fichier", &report));
    let identity = fields.map(|fields| {
        let identity = Identity {
            name: fields.short_text("name"),
            heading: fields.short_text("heading"),
            summary: fields.short_text("summary"),
            example: fields.short_text("example"),
        };
        fields.finish();
        identity
    });
    (identity, report.into_problems())
}
