//! What a request to `/api/search` asks for. Nothing that it says is an error: what means nothing
//! is left aside, and named.

use corpus::search::{Asked, HitKind, Part};

use super::answer::Reason;

/// Hits returned where the request does not say how many.
const DEFAULT_LIMIT: usize = 10;
/// Hits returned at most.
pub(super) const MOST_HITS: usize = 100;
/// Hits passed over at most: what comes later is not worth its time.
pub(super) const FURTHEST: usize = 1000;
/// Reasons given at most, but for one that says that there are more.
const MOST_REASONS: usize = 20;

/// A request understood.
#[derive(Debug, Default)]
pub(super) struct SearchRequest<'a> {
    pub(super) asked: Asked,
    pub(super) kinds: Vec<HitKind>,
    pub(super) parts: Vec<&'a str>,
    pub(super) offset: usize,
    pub(super) limit: usize,
    /// What was left aside, and why.
    pub(super) reasons: Vec<Reason>,
}

/// The parameters as they were given.
#[derive(Default)]
struct Given<'a> {
    q: Option<&'a str>,
    limit: Option<&'a str>,
    offset: Option<&'a str>,
    page: Option<&'a str>,
}

impl<'a> SearchRequest<'a> {
    /// Reads the parameters of a query string; `parts` are those of the course.
    pub(super) fn read(pairs: &[(String, String)], parts: &'a [Part]) -> Self {
        let mut request = Self::default();
        let mut given = Given::default();
        for (name, value) in pairs {
            request.take(&mut given, name, value, parts);
        }
        request.asked = Asked::read(given.q.unwrap_or_default());
        let reasons = &mut request.reasons;
        request.limit = number(reasons, "limit", given.limit, 1..=MOST_HITS, DEFAULT_LIMIT);
        request.offset = match (given.offset, given.page) {
            (None, Some(_)) => {
                let most = FURTHEST / request.limit + 1;
                let page = number(reasons, "page", given.page, 1..=most, 1);
                (page - 1) * request.limit
            }
            (offset, page) => {
                if page.is_some() {
                    let (code, why) = ("ignored-parameter", "offset was given");
                    say(reasons, Reason::about("page", code, why));
                }
                number(reasons, "offset", offset, 0..=FURTHEST, 0)
            }
        };
        request
    }

    fn take<'g>(&mut self, given: &mut Given<'g>, name: &str, value: &'g str, parts: &'a [Part]) {
        let once = match name {
            "q" => &mut given.q,
            "limit" => &mut given.limit,
            "offset" => &mut given.offset,
            "page" => &mut given.page,
            "kind" => return self.take_kind(value),
            "part" => return self.take_part(value, parts),
            _ => {
                let (code, why) = ("unknown-parameter", "there is no such parameter");
                let reason = Reason::about(&shortened(name), code, why);
                return say(&mut self.reasons, reason);
            }
        };
        if once.is_some() {
            let (code, why) = ("repeated-parameter", "only the first one counts");
            return say(&mut self.reasons, Reason::about(name, code, why));
        }
        *once = Some(value);
    }

    fn take_kind(&mut self, value: &str) {
        match HitKind::of_name(value) {
            Some(kind) if self.kinds.contains(&kind) => {}
            Some(kind) => self.kinds.push(kind),
            None => {
                let known = HitKind::ALL.map(HitKind::name).join(", ");
                let why = format!("{} is none of {known}", shortened(value));
                let reason = Reason::about("kind", "unknown-kind", &why);
                say(&mut self.reasons, reason);
            }
        }
    }

    fn take_part(&mut self, value: &str, parts: &'a [Part]) {
        match parts.iter().find(|part| part.id == value) {
            Some(part) if self.parts.contains(&part.id.as_str()) => {}
            Some(part) => self.parts.push(&part.id),
            None => {
                let why = format!("the course has no part {}", shortened(value));
                let reason = Reason::about("part", "unknown-part", &why);
                say(&mut self.reasons, reason);
            }
        }
    }
}

/// A number within bounds; otherwise the nearest of them, or `default` where there is no number.
fn number(
    reasons: &mut Vec<Reason>,
    name: &'static str,
    given: Option<&str>,
    bounds: std::ops::RangeInclusive<usize>,
    default: usize,
) -> usize {
    let Some(text) = given else {
        return default;
    };
    let number = text.parse::<i128>().ok();
    if let Some(fits) = number.and_then(|n| usize::try_from(n).ok())
        && bounds.contains(&fits)
    {
        return fits;
    }
    let (first, last) = (*bounds.start(), *bounds.end());
    let taken = match number {
        None => default,
        Some(n) if n < 1 => first,
        Some(_) => last,
    };
    let why = format!("{name} is a number from {first} to {last}; {taken} was taken");
    say(reasons, Reason::about(name, "out-of-range", &why));
    taken
}

/// Gives a reason once, and so many of them at most: a client can make up any number.
fn say(reasons: &mut Vec<Reason>, reason: Reason) {
    if !reasons.contains(&reason) && reasons.len() <= MOST_REASONS {
        reasons.push(match reasons.len() < MOST_REASONS {
            true => reason,
            false => Reason::and_more(),
        });
    }
}

/// What a client has made up, in an answer: not as long as it likes.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(pairs: &[(&str, &str)], parts: &'a [Part]) -> SearchRequest<'a> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let pairs: Vec<_> = pairs.iter().map(owned).collect();
        SearchRequest::read(&pairs, parts)
    }

    fn codes(pairs: &[(&str, &str)]) -> Vec<&'static str> {
        let request = read(pairs, &[]);
        request.reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn pages_and_offsets_say_the_same() {
        let by_page = read(&[("q", "a"), ("page", "3"), ("limit", "20")], &[]);
        let by_offset = read(&[("q", "a"), ("offset", "40"), ("limit", "20")], &[]);
        assert_eq!((by_page.offset, by_page.limit), (40, 20));
        assert_eq!((by_offset.offset, by_offset.limit), (40, 20));
        assert!(by_page.reasons.is_empty() && by_offset.reasons.is_empty());
    }

    #[test]
    fn numbers_out_of_bounds_become_the_nearest() {
        let bounds = |limit| read(&[("limit", limit)], &[]).limit;
        assert_eq!(
            ["0", "-1", "101", "99999999999999999999", "x", ""].map(bounds),
            [1, 1, 100, 100, 10, 10]
        );
        assert_eq!(codes(&[("page", "-1")]), ["out-of-range"]);
        let last = read(&[("page", "9999"), ("limit", "100")], &[]);
        assert_eq!(last.offset, FURTHEST);
        assert_eq!(read(&[("offset", "5000")], &[]).offset, FURTHEST);
    }

    #[test]
    fn a_reason_is_given_once_and_not_without_end() {
        assert_eq!(
            codes(&[("a", ""), ("a", "1"), ("a", "")]),
            ["unknown-parameter"]
        );
        let names: Vec<String> = (0..5000).map(|i| format!("x{i}")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        let given = codes(&many);
        assert_eq!(given.len(), MOST_REASONS + 1);
        assert_eq!(given.last(), Some(&"more-reasons"));
    }

    #[test]
    fn what_means_nothing_is_named_and_left_aside() {
        let parts = [Part {
            id: "lab".to_owned(),
            title: "Lab".to_owned(),
        }];
        let given = [
            ("kind", "term"),
            ("kind", "note"),
            ("kind", "term"),
            ("kind", "chose"),
            ("part", "lab"),
            ("part", "ailleurs"),
            ("q", "a"),
            ("q", "b"),
            ("callback", "x"),
            ("offset", "1"),
            ("page", "1"),
        ];
        let request = read(&given, &parts);
        assert_eq!(request.kinds, [HitKind::Term, HitKind::Note]);
        assert_eq!(request.parts, ["lab"]);
        assert_eq!(request.asked.text, "a");
        assert_eq!(request.offset, 1);
        let codes: Vec<_> = request.reasons.iter().map(|reason| reason.code).collect();
        assert_eq!(
            codes,
            [
                "unknown-kind",
                "unknown-part",
                "repeated-parameter",
                "unknown-parameter",
                "ignored-parameter"
            ]
        );
    }
}
