//! The pages of a running server, by its sitemap.

use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

/// The paths of a site, and the ones that are measured.
pub(super) struct Pages {
    pub all: Vec<String>,
    /// The longest note.
    pub note: String,
    /// The longest comparison.
    pub comparison: String,
    /// The first environment.
    pub environment: String,
}

impl Pages {
    /// Asks for every page of the sitemap once, so that all of them are in memory.
    pub(super) fn visit_all(url: &str) -> Result<Self> {
        let sitemap = get(&format!("{url}/sitemap.xml"), "identity")?;
        let all = paths(&String::from_utf8(sitemap)?);
        let mut sizes = Vec::new();
        for path in &all {
            sizes.push((get(&format!("{url}{path}"), "identity")?.len(), path));
        }
        let below = |start: &str| all.iter().find(|path| path.starts_with(start)).cloned();
        let longest = |start: &str| {
            let pages = sizes.iter().filter(|(_, path)| path.starts_with(start));
            pages.max().map(|(_, path)| (*path).clone())
        };
        Ok(Self {
            note: longest("/notes/").context("the site has no notes to measure")?,
            comparison: longest("/comparer/").context("the site has no comparison to measure")?,
            environment: below("/environnements/")
                .context("the site has no environment to measure")?,
            all,
        })
    }
}

/// The body of a page as it is sent in `encoding` (`identity`, `gzip` or `br`).
pub(super) fn get(url: &str, encoding: &str) -> Result<Vec<u8>> {
    let answer = ureq::get(url).header("Accept-Encoding", encoding).call();
    let mut answer = answer.with_context(|| url.to_owned())?;
    let sent = answer
        .headers()
        .get("content-encoding")
        .map_or("identity", |it| it.to_str().unwrap_or("?"));
    if sent != encoding {
        bail!("{url} was asked for in {encoding} and came in {sent}");
    }
    Ok(answer.body_mut().read_to_vec()?)
}

/// The paths of a sitemap's addresses.
fn paths(sitemap: &str) -> Vec<String> {
    static LOC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"<loc>(?:https?://[^/<]+)?(/[^<]*)</loc>").expect("a valid pattern")
    });
    LOC.captures_iter(sitemap)
        .map(|found| found[1].replace("&amp;", "&"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_is_read_whatever_its_host() {
        let sitemap = "<url><loc>https://a.org/</loc></url>\n<loc>http://b:80/notes/c</loc>";
        assert_eq!(paths(sitemap), ["/", "/notes/c"]);
    }
}
