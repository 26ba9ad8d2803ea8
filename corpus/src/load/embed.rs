//! The pictures that a note asks for.

use super::{
    draft::Draft,
    node::{Broken, Node},
    report::{Harm, Report},
    sheet::Sheet,
    site::{Links, Site},
    stack,
};
use crate::{
    Slug,
    embed::Embed,
    markdown::{Fence, Foreign},
    problem::{RelationFault, SyntaxFault},
};

/// How many environments stand side by side.
const LIMIT: usize = 3;

/// The picture that a block or an image asks for; `None` where something is wrong with it, which
/// `report` says.
pub(super) fn read(
    fence: &(usize, Fence),
    draft: &Draft<'_>,
    around: (&Site, &Foreign),
    report: &Report,
) -> Option<Embed> {
    let picture = shown(fence, draft, around, report)?;
    Some(match fence.1.caption.clone() {
        Some(caption) => Embed::Captioned(caption, Box::new(picture)),
        None => picture,
    })
}

fn shown(
    (line, fence): &(usize, Fence),
    draft: &Draft<'_>,
    (site, foreign): (&Site, &Foreign),
    report: &Report,
) -> Option<Embed> {
    let line = *line;
    let names: Vec<&str> = fence.info.split_whitespace().skip(1).collect();
    if names.is_empty() {
        return inline(line + 1, fence, draft, (site, foreign), report);
    }
    if !fence.source.trim().is_empty() {
        report.at(line + 1, RelationFault::FilledEmbed.into());
        return None;
    }
    if fence.is_flow() {
        let found = names.iter().map(|name| report.ok(line, site.flow(name)));
        let found: Vec<Option<Slug>> = found.collect();
        if found.len() > 1 {
            report.at(line, RelationFault::SeveralFlows.into());
            return None;
        }
        return found.into_iter().flatten().next().map(Embed::Flow);
    }
    if names.len() > LIMIT {
        let fault = RelationFault::TooManyStacks { limit: LIMIT };
        report.at(line, fault.into());
        return None;
    }
    let found: Vec<_> = names
        .iter()
        .map(|name| report.ok(line, site.stack(name)))
        .collect();
    let slugs: Option<Vec<Slug>> = found.into_iter().collect();
    slugs.map(Embed::Stacks)
}

/// An environment written in the note, whose first line is `line`.
fn inline(
    line: usize,
    fence: &Fence,
    draft: &Draft<'_>,
    (site, foreign): (&Site, &Foreign),
    report: &Report,
) -> Option<Embed> {
    let tree = Node::from_toml(&fence.source, line).map_err(|all| {
        for Broken { line, reason } in all {
            report.at(line, SyntaxFault::BrokenToml { reason }.into());
        }
    });
    let sheet = Sheet {
        path: draft.path,
        slug: Slug::new("note"),
        tree: &tree.ok()?,
        links: Links::of(site, draft.path),
        foreign,
        report: Report::about(draft.path),
    };
    let stack = stack::read(&sheet);
    let stack = stack.filter(|_| sheet.report.harm() == Harm::None);
    let problems = sheet.report.into_problems();
    for problem in problems {
        report.at(problem.line.unwrap_or(line), problem.fault);
    }
    Some(Embed::Inline(Box::new(stack?)))
}
