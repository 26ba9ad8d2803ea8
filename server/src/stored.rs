//! An answer kept as bytes, with its headers, in every encoding.

use std::sync::OnceLock;

use axum::http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{self, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
};
use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    encoding::{Effort, Encoding, WORTHWHILE, is_compressible},
    metrics::Hits,
};

/// An answer that stays the same for as long as it is kept.
pub struct Stored {
    hits: Hits,
    tag: Tag,
    /// How much time its encodings may take.
    effort: Effort,
    compressible: bool,
    identity: Variant,
    gzip: OnceLock<Variant>,
    brotli: OnceLock<Variant>,
}

/// The part of the `ETag` that the encodings share.
#[derive(Clone, Copy)]
struct Tag {
    weak: bool,
    hash: u64,
}

/// The answer in one encoding.
pub struct Variant {
    etag: HeaderValue,
    found: HeaderMap,
    body: Bytes,
}

/// What is sent of a [`Variant`].
pub struct Reply {
    /// 200 or 304.
    pub status: StatusCode,
    /// All headers but `Date`.
    pub headers: HeaderMap,
    /// Empty for `HEAD` and 304.
    pub body: Bytes,
}

impl Stored {
    /// Keeps `body`. `headers` are those of the answer as they are sent, but for what depends
    /// on the encoding; they hold a `Content-Type`. An `ETag` in them says what makes the answer
    /// another one; without it, its bytes do.
    pub fn new(headers: HeaderMap, body: Bytes, effort: Effort, hits: Hits) -> Self {
        let tag = Tag::of(&headers, &body);
        let compressible =
            body.len() >= WORTHWHILE && headers.get(CONTENT_TYPE).is_some_and(is_compressible);
        Self {
            hits,
            tag,
            effort,
            compressible,
            identity: Variant::new(headers, body, Encoding::Identity, tag),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// Adds what was compressed beforehand, and so was found worth it.
    pub fn with_encoded(mut self, encoding: Encoding, body: Bytes) -> Self {
        self.compressible = true;
        self.keep(encoding, body);
        self
    }

    /// The encoding that the client likes best.
    pub fn negotiate(&self, request: &HeaderMap) -> Encoding {
        Encoding::negotiate(request, self.effort)
    }

    /// The answer in that encoding, or in none where compressing would not help.
    /// `None` where it still has to be compressed: see [`Self::compress`].
    pub fn variant(&self, encoding: Encoding) -> Option<&Variant> {
        match encoding {
            Encoding::Gzip if self.compressible => self.gzip.get(),
            Encoding::Brotli if self.compressible => self.brotli.get(),
            _ => Some(&self.identity),
        }
    }

    /// Whether compressing it takes so long that a thread should not be kept from other work.
    pub fn is_slow(&self) -> bool {
        self.effort == Effort::Thorough
    }

    /// The same, compressing it now if need be: some milliseconds, where it is kept for good.
    pub fn compress(&self, encoding: Encoding) -> &Variant {
        if self.variant(encoding).is_none() {
            self.keep(encoding, encoding.encode(&self.identity.body, self.effort));
        }
        self.variant(encoding).unwrap_or(&self.identity)
    }

    /// Answers a `GET` or `HEAD` with that variant.
    pub fn reply(&self, variant: &Variant, method: &Method, request: &HeaderMap) -> Reply {
        let head = method == Method::HEAD;
        let fresh = request
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .any(|tags| matches(tags, &variant.etag));
        let mut headers = variant.found.clone();
        if fresh {
            for of_the_body in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
                headers.remove(of_the_body);
            }
        }
        Reply {
            status: match fresh {
                true => StatusCode::NOT_MODIFIED,
                false => StatusCode::OK,
            },
            headers,
            body: match head || fresh {
                true => Bytes::new(),
                false => variant.body.clone(),
            },
        }
    }

    /// Counts an answer that nobody had to make.
    pub fn count(&self, method: &Method, status: StatusCode) {
        let head = method == Method::HEAD;
        self.hits.count(head, status == StatusCode::NOT_MODIFIED);
    }

    /// The bytes before any encoding.
    pub fn bytes(&self) -> &Bytes {
        &self.identity.body
    }

    fn keep(&self, encoding: Encoding, body: Bytes) {
        let slot = match encoding {
            Encoding::Identity => return,
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
        };
        let mut headers = self.identity.found.clone();
        headers.remove(CONTENT_LENGTH);
        // Somebody else may have been faster: their bytes are the same.
        let _ = slot.set(Variant::new(headers, body, encoding, self.tag));
    }
}

impl Tag {
    fn of(headers: &HeaderMap, body: &[u8]) -> Self {
        match headers.get(header::ETAG).map(HeaderValue::as_bytes) {
            Some(tag) => Self {
                weak: tag.starts_with(b"W/"),
                hash: xxh3_64(tag),
            },
            None => Self {
                weak: false,
                hash: xxh3_64(body),
            },
        }
    }
}

impl Variant {
    fn new(mut found: HeaderMap, body: Bytes, encoding: Encoding, tag: Tag) -> Self {
        let suffix = match encoding {
            Encoding::Identity => "",
            Encoding::Gzip => "-gz",
            Encoding::Brotli => "-br",
        };
        let (weak, hash) = (if tag.weak { "W/" } else { "" }, tag.hash);
        let etag = HeaderValue::try_from(format!("{weak}\"{hash:016x}{suffix}\""))
            .expect("hexadecimal digits are a valid header value");
        found.insert(header::ETAG, etag.clone());
        found.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        found.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        if let Some(value) = encoding.value() {
            found.insert(CONTENT_ENCODING, value);
        }
        Self { etag, found, body }
    }
}

/// Whether a list of `If-None-Match` names that tag (weak comparison, RFC 9110 §13.1.2).
fn matches(list: &HeaderValue, etag: &HeaderValue) -> bool {
    fn opaque(tag: &[u8]) -> &[u8] {
        let tag = tag.trim_ascii();
        tag.strip_prefix(b"W/").unwrap_or(tag)
    }
    let wanted = opaque(etag.as_bytes());
    list.as_bytes()
        .split(|&byte| byte == b',')
        .any(|tag| opaque(tag) == wanted || tag.trim_ascii() == b"*")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(body: &'static str) -> Stored {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        Stored::new(
            headers,
            Bytes::from_static(body.as_bytes()),
            Effort::Thorough,
            Hits::detached(),
        )
    }

    #[test]
    fn a_list_of_tags_matches_weakly() {
        let etag = HeaderValue::from_static("\"a\"");
        let matching = |list| matches(&HeaderValue::from_static(list), &etag);
        assert!(matching("\"a\""));
        assert!(matching("\"b\", W/\"a\""));
        assert!(matching("*"));
        assert!(!matching("\"b\""));
        assert!(!matching("a"));
    }

    #[test]
    fn every_encoding_has_a_tag_of_its_own() {
        let text: &'static str = Box::leak("couche ".repeat(400).into_boxed_str());
        let stored = stored(text);
        assert!(stored.variant(Encoding::Brotli).is_none());
        let tags = [Encoding::Identity, Encoding::Gzip, Encoding::Brotli]
            .map(|encoding| stored.compress(encoding).etag.clone());
        assert_ne!(tags[0], tags[1]);
        assert_ne!(tags[1], tags[2]);
        assert!(stored.variant(Encoding::Brotli).is_some());
    }

    #[test]
    fn short_answers_are_never_compressed() {
        let stored = stored("court");
        let variant = stored.compress(Encoding::Brotli);
        assert_eq!(variant.body, "court");
        assert!(!variant.found.contains_key(CONTENT_ENCODING));
    }

    #[test]
    fn a_tag_may_stand_in_any_line() {
        let stored = stored("court");
        let variant = stored.compress(Encoding::Identity);
        let mut request = HeaderMap::new();
        request.append(header::IF_NONE_MATCH, HeaderValue::from_static("\"b\""));
        request.append(header::IF_NONE_MATCH, variant.etag.clone());
        let reply = stored.reply(variant, &Method::GET, &request);
        assert_eq!(reply.status, StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn head_tells_the_length_and_sends_nothing() {
        let stored = stored("court");
        let variant = stored.compress(Encoding::Identity);
        let reply = stored.reply(variant, &Method::HEAD, &HeaderMap::new());
        assert_eq!(reply.headers[CONTENT_LENGTH], "5");
        assert!(reply.body.is_empty());
    }
}
