//! What somebody looks for, as the address of the search page says it.

use corpus::search::{Asked, Filter, HitKind, Part, Query};
use percent_encoding::utf8_percent_encode;

use crate::{strings::search, table::COMPONENT};

/// Pages of the site that a page of results shows.
pub(crate) const PAGES: usize = 15;
/// Pages of results that can be reached.
const FURTHEST: usize = 50;
/// The path of the search page.
pub(crate) const PATH: &str = "/recherche";

/// A search: what is asked, among what, and which page of the results is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finding<'a> {
    pub(crate) asked: Asked,
    pub(crate) kinds: Vec<HitKind>,
    /// The ids of parts, in the order of the course.
    pub(crate) parts: Vec<&'a str>,
    /// From 1.
    pub(crate) page: usize,
    /// What the address says besides, which means nothing.
    pub(crate) ignored: Vec<String>,
}

impl<'a> Finding<'a> {
    /// Reads the parameters of an address.
    pub(crate) fn read<'p>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        parts: &'a [Part],
    ) -> Self {
        let mut finding = Self {
            page: 1,
            ..Self::default()
        };
        let (mut q, mut page) = (None, None);
        for (name, value) in pairs {
            let understood = match name {
                "q" if q.is_none() => {
                    q = Some(value);
                    true
                }
                "page" if page.is_none() => {
                    page = Some(value);
                    finding.take_page(value)
                }
                "genre" => finding.take_kind(value),
                "partie" => finding.take_part(value, parts),
                _ => false,
            };
            if !understood {
                let shown = format!("{name}={value}");
                finding.ignored.push(shown.chars().take(80).collect());
            }
        }
        let place = |id: &&str| parts.iter().position(|part| part.id == *id);
        finding.parts.sort_by_key(place);
        finding.asked = Asked::read(q.unwrap_or_default());
        finding
    }

    fn take_page(&mut self, value: &str) -> bool {
        let page = value.parse().ok();
        let page = page.filter(|page| (1..=FURTHEST).contains(page));
        self.page = page.unwrap_or(1);
        page.is_some()
    }

    fn take_kind(&mut self, value: &str) -> bool {
        let named = |kind: &HitKind| search::kind_slug(kind.name()) == value;
        let kind = HitKind::ALL.into_iter().find(named);
        self.kinds
            .extend(kind.filter(|kind| !self.kinds.contains(kind)));
        kind.is_some()
    }

    fn take_part(&mut self, value: &str, parts: &'a [Part]) -> bool {
        let part = parts.iter().find(|part| part.id == value);
        let id = part.map(|part| part.id.as_str());
        self.parts.extend(id.filter(|id| !self.parts.contains(id)));
        part.is_some()
    }

    /// What the index is asked.
    pub(crate) fn query(&self) -> Query<'_> {
        Query {
            text: &self.asked.text,
            limit: PAGES,
            offset: (self.page - 1) * PAGES,
            filter: Filter {
                kinds: &self.kinds,
                parts: &self.parts,
            },
        }
    }

    /// Whether the reader has made choices.
    pub(crate) fn is_filtered(&self) -> bool {
        !self.kinds.is_empty() || !self.parts.is_empty()
    }

    /// The address of this search at another page: the same search always has the same one.
    pub(crate) fn at(&self, page: usize) -> String {
        let mut address = wider(&self.asked.text);
        for kind in HitKind::ALL.iter().filter(|kind| self.kinds.contains(kind)) {
            address.push_str("&genre=");
            address.push_str(search::kind_slug(kind.name()));
        }
        for part in &self.parts {
            address.push_str("&partie=");
            address.extend(utf8_percent_encode(part, COMPONENT));
        }
        if page > 1 {
            address.push_str(&format!("&page={page}"));
        }
        match self.asked.text.is_empty() && !self.is_filtered() {
            true => PATH.to_owned(),
            false => address,
        }
    }

    /// The last page of results, of so many pages of the site.
    pub(crate) fn last(found: usize) -> usize {
        found.div_ceil(PAGES).clamp(1, FURTHEST)
    }
}

/// The address of a search in the whole course.
pub(crate) fn wider(text: &str) -> String {
    format!("{PATH}?q={}", utf8_percent_encode(text, COMPONENT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part> {
        ["lab", "production"]
            .map(|id| Part {
                id: id.to_owned(),
                title: id.to_owned(),
            })
            .into()
    }

    #[test]
    fn the_same_search_has_one_address() {
        let parts = parts();
        let given = [
            ("q", "  l’hôte & co "),
            ("genre", "flux"),
            ("genre", "note"),
            ("genre", "flux"),
            ("partie", "production"),
            ("partie", "lab"),
            ("page", "2"),
        ];
        let finding = Finding::read(given, &parts);
        assert_eq!(finding.ignored, [""; 0]);
        let address = "/recherche?q=l%E2%80%99h%C3%B4te%20%26%20co&genre=note&genre=flux&partie=lab&partie=production";
        assert_eq!(finding.at(1), address);
        assert_eq!(finding.at(2), format!("{address}&page=2"));
        assert_eq!(finding.query().offset, PAGES);
    }

    #[test]
    fn what_means_nothing_is_named_and_left_aside() {
        let parts = parts();
        let given = [
            ("q", "a"),
            ("q", "b"),
            ("genre", "chose"),
            ("partie", ""),
            ("page", "-1"),
            ("utm_source", "x"),
        ];
        let finding = Finding::read(given, &parts);
        assert_eq!(finding.at(finding.page), "/recherche?q=a");
        assert_eq!(finding.ignored.len(), 5);
        assert_eq!(Finding::read([], &parts).at(1), "/recherche");
    }
}
