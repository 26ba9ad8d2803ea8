//! The headers every answer carries, and how long an answer may be kept.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::framing::{FrameAncestors, is_embedded};

/// Nothing but our own files, no inline script, no frame around us. The WebAssembly of the
/// islands needs `'wasm-unsafe-eval'`, which allows compiling modules and nothing else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// For drawings opened on their own: their style sheet is in the file, and scripts that somebody
/// may have put there do not run.
pub const DRAWING_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

/// For files that notes link to, should a browser take one for a page: nothing in it runs.
const FILE_SECURITY_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// For PDFs: browsers show none in a sandbox, and make a page of their own around it.
const PDF_SECURITY_POLICY: &str = "default-src 'none'; object-src 'self'; \
    style-src 'unsafe-inline'; frame-ancestors 'none'";

/// Where the rules stand by which browsers load the next page ahead.
pub const SPECULATION_RULES_PATH: &str = "/speculation-rules.json";

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

const EVERYWHERE: [(HeaderName, &str); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (RESOURCE_POLICY, "same-origin"),
];

/// What concerns documents. Scripts, styles and WebAssembly never are one: there these would be
/// half a kilobyte with each file, more than the first script itself.
const DOCUMENTS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// How long an answer may be kept: every answer follows one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// Kept, but asked for again each time: the `ETag` makes that cheap.
    Revalidate,
    /// Kept for good: the name changes with the content.
    Immutable,
    /// Never kept: it is true at this moment only.
    Never,
}

impl CachePolicy {
    /// The value of `Cache-Control`.
    pub fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Revalidate => "no-cache",
            Self::Immutable => "max-age=31536000, immutable",
            Self::Never => "no-store",
        })
    }
}

/// The headers that do not depend on what is answered.
#[derive(Clone, Debug)]
pub struct StandingHeaders {
    everywhere: HeaderMap,
    documents: HeaderMap,
    /// What pages made for frames have instead; empty where nobody may frame them.
    embedded: HeaderMap,
}

impl StandingHeaders {
    /// `https` says that people reach the site through TLS, and adds
    /// `Strict-Transport-Security`: over plain HTTP it would mean nothing.
    pub fn new(https: bool) -> Self {
        let mut everywhere = map(&EVERYWHERE);
        if https {
            everywhere.insert(
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=31536000"),
            );
        }
        Self {
            everywhere,
            documents: map(&DOCUMENTS),
            embedded: HeaderMap::new(),
        }
    }

    /// Lets these sites show the pages that are made for it in frames of theirs.
    pub fn with_frames(mut self, ancestors: &FrameAncestors) -> Self {
        let sources = format!("frame-ancestors {}", ancestors.sources());
        let policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", &sources);
        if let (false, Ok(policy)) = (ancestors.is_empty(), HeaderValue::try_from(policy)) {
            self.embedded
                .insert(header::CONTENT_SECURITY_POLICY, policy);
            // For sites that are isolated and let nothing in without it.
            self.embedded
                .insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        }
        self
    }

    /// Whether any site may.
    pub fn allows_frames(&self) -> bool {
        !self.embedded.is_empty()
    }

    /// The same as [`Self::apply`], for the answer to a request of that path.
    pub fn apply_at(&self, path: &str, headers: &mut HeaderMap) {
        self.apply(headers);
        if path.starts_with("/media/") && !has_type(headers, "image/") {
            let policy = match has_type(headers, "application/pdf") {
                true => PDF_SECURITY_POLICY,
                false => FILE_SECURITY_POLICY,
            };
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(policy),
            );
        }
        if is_embedded(path) && is_html(headers) {
            for (name, value) in &self.embedded {
                headers.insert(name, value.clone());
            }
        }
    }

    /// Puts the standing headers among those of an answer. HTML also says where the rules for
    /// loading pages ahead are, drawings have a policy of their own, and an answer that says
    /// nothing of caching is to be revalidated.
    pub fn apply(&self, headers: &mut HeaderMap) {
        let documents = (!is_subresource(headers)).then_some(&self.documents);
        for (name, value) in documents.into_iter().chain([&self.everywhere]).flatten() {
            headers.insert(name, value.clone());
        }
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert_with(|| CachePolicy::Revalidate.value());
        if has_type(headers, "image/svg+xml") {
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(DRAWING_SECURITY_POLICY),
            );
        }
        if is_html(headers) {
            headers.insert(
                HeaderName::from_static("speculation-rules"),
                HeaderValue::from_static("\"/speculation-rules.json\""),
            );
        }
    }
}

fn map(headers: &[(HeaderName, &'static str)]) -> HeaderMap {
    let values = headers
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
    values.collect()
}

/// Whether the answer with these headers is of a type that browsers never show as a document.
fn is_subresource(headers: &HeaderMap) -> bool {
    ["text/javascript", "text/css", "application/wasm"]
        .into_iter()
        .any(|essence| has_type(headers, essence))
}

/// Whether the answer with these headers is a page.
pub fn is_html(headers: &HeaderMap) -> bool {
    has_type(headers, "text/html")
}

fn has_type(headers: &HeaderMap, essence: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(essence.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(https: bool, content_type: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        StandingHeaders::new(https).apply(&mut headers);
        let mut lines: Vec<_> = headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().expect("ASCII")))
            .collect();
        lines.sort();
        lines.join("\n")
    }

    #[test]
    fn headers_of_a_page_to_the_letter() {
        assert_eq!(
            rendered(false, "text/html; charset=utf-8"),
            "cache-control: no-cache\n\
             content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
             style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
             manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\n\
             content-type: text/html; charset=utf-8\n\
             cross-origin-opener-policy: same-origin\n\
             cross-origin-resource-policy: same-origin\n\
             permissions-policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n\
             referrer-policy: same-origin\n\
             speculation-rules: \"/speculation-rules.json\"\n\
             x-content-type-options: nosniff"
        );
    }

    #[test]
    fn https_adds_strict_transport_security_and_nothing_else() {
        let plain = rendered(false, "text/plain");
        let secure = rendered(true, "text/plain");
        assert!(!plain.contains("speculation-rules"));
        assert_eq!(
            secure.replace("strict-transport-security: max-age=31536000\n", ""),
            plain
        );
    }

    #[test]
    fn scripts_and_styles_carry_no_policy_for_documents() {
        for content_type in [
            "text/javascript; charset=utf-8",
            "text/css",
            "application/wasm",
        ] {
            let headers = rendered(false, content_type);
            assert!(headers.contains("x-content-type-options: nosniff"));
            assert!(!headers.contains("policy: default-src"), "{headers}");
        }
        assert!(rendered(false, "application/octet-stream").contains("policy: default-src"));
    }

    #[test]
    fn drawings_are_kept_in_a_sandbox() {
        assert!(rendered(false, "image/svg+xml").contains(
            "content-security-policy: default-src 'none'; style-src 'unsafe-inline'; \
             img-src data:; frame-ancestors 'none'; sandbox\n"
        ));
    }

    #[test]
    fn sites_that_are_named_may_frame_what_is_made_for_it_and_nothing_else() {
        let headers = |path: &str, ancestors: &str, content_type: &'static str| {
            let mut headers = map(&[(header::CONTENT_TYPE, content_type)]);
            let ancestors = ancestors.parse().expect("origins");
            StandingHeaders::new(false)
                .with_frames(&ancestors)
                .apply_at(path, &mut headers);
            headers
        };
        let page = "text/html; charset=utf-8";
        let site = "https://cours.example.org";
        let open = headers("/embed/comparer/a", site, page);
        let shut = headers("/comparer/a", site, page);
        let policy = |headers: &HeaderMap| headers[header::CONTENT_SECURITY_POLICY].clone();
        assert_eq!(
            policy(&open),
            CONTENT_SECURITY_POLICY
                .replace("ancestors 'none'", "ancestors https://cours.example.org")
        );
        assert_eq!(open[RESOURCE_POLICY], "cross-origin");
        assert_eq!(policy(&shut), CONTENT_SECURITY_POLICY);
        assert_eq!(shut[RESOURCE_POLICY], "same-origin");
        assert_eq!(headers("/embed/comparer/a", "", page), shut);
        let other = headers("/embed/x", site, "text/plain");
        assert_eq!(policy(&other), CONTENT_SECURITY_POLICY);
    }

    #[test]
    fn the_header_names_the_path_that_is_served() {
        assert!(rendered(false, "text/html").contains(&format!("\"{SPECULATION_RULES_PATH}\"")));
    }

    #[test]
    fn cache_policies_to_the_letter() {
        assert_eq!(CachePolicy::Revalidate.value(), "no-cache");
        assert_eq!(
            CachePolicy::Immutable.value(),
            "max-age=31536000, immutable"
        );
        assert_eq!(CachePolicy::Never.value(), "no-store");
    }
}
