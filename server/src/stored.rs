//! An answer kept as bytes, with its headers, in every encoding.

use std::sync::OnceLock;

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    encoding::{Effort, Encoding, WORTHWHILE, is_compressible},
    metrics::Hits,
};

/// An answer that stays the same for as long as it is kept.
pub struct Stored {
    hits: Hits,
    /// Hash of the identity bytes: the part of the `ETag` that the encodings share.
    hash: u64,
    compressible: bool,
    identity: Variant,
    gzip: OnceLock<Variant>,
    brotli: OnceLock<Variant>,
}

/// The answer in one encoding.
pub struct Variant {
    etag: HeaderValue,
    found: HeaderMap,
    not_modified: HeaderMap,
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
    /// on the encoding; they hold a `Content-Type`.
    pub fn new(headers: HeaderMap, body: Bytes, hits: Hits) -> Self {
        let hash = xxh3_64(&body);
        let compressible = body.len() >= WORTHWHILE
            && headers
                .get(header::CONTENT_TYPE)
                .is_some_and(is_compressible);
        Self {
            hits,
            hash,
            compressible,
            identity: Variant::new(headers, body, Encoding::Identity, hash),
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

    /// The answer in that encoding, or in none where compressing would not help.
    /// `None` where it still has to be compressed: see [`Self::compress`].
    pub fn variant(&self, encoding: Encoding) -> Option<&Variant> {
        match encoding {
            Encoding::Gzip if self.compressible => self.gzip.get(),
            Encoding::Brotli if self.compressible => self.brotli.get(),
            _ => Some(&self.identity),
        }
    }

    /// The same, compressing it now if need be: some milliseconds.
    pub fn compress(&self, encoding: Encoding) -> &Variant {
        if self.variant(encoding).is_none() {
            self.keep(
                encoding,
                encoding.encode(&self.identity.body, Effort::Thorough),
            );
        }
        self.variant(encoding).unwrap_or(&self.identity)
    }

    /// Answers a `GET` or `HEAD` with that variant, and counts it.
    pub fn reply(&self, variant: &Variant, method: &Method, request: &HeaderMap) -> Reply {
        let head = method == Method::HEAD;
        let fresh = request
            .get(header::IF_NONE_MATCH)
            .is_some_and(|tags| matches(tags, &variant.etag));
        self.hits.count(head, fresh);
        let (status, headers) = match fresh {
            true => (StatusCode::NOT_MODIFIED, &variant.not_modified),
            false => (StatusCode::OK, &variant.found),
        };
        Reply {
            status,
            headers: headers.clone(),
            body: match head || fresh {
                true => Bytes::new(),
                false => variant.body.clone(),
            },
        }
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
        headers.remove(header::CONTENT_LENGTH);
        // Somebody else may have been faster: their bytes are the same.
        let _ = slot.set(Variant::new(headers, body, encoding, self.hash));
    }
}

impl Variant {
    fn new(mut found: HeaderMap, body: Bytes, encoding: Encoding, hash: u64) -> Self {
        let suffix = match encoding {
            Encoding::Identity => "",
            Encoding::Gzip => "-gz",
            Encoding::Brotli => "-br",
        };
        let etag = HeaderValue::try_from(format!("\"{hash:016x}{suffix}\""))
            .expect("hexadecimal digits are a valid header value");
        found.insert(header::ETAG, etag.clone());
        found.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let mut not_modified = found.clone();
        not_modified.remove(header::CONTENT_TYPE);
        found.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        if let Some(value) = encoding.value() {
            found.insert(header::CONTENT_ENCODING, value);
        }
        Self {
            etag,
            found,
            not_modified,
            body,
        }
    }
}

/// Whether a list of `If-None-Match` names that tag (weak comparison, RFC 9110 §13.1.2).
pub fn matches(list: &HeaderValue, etag: &HeaderValue) -> bool {
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
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        Stored::new(
            headers,
            Bytes::from_static(body.as_bytes()),
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
        assert!(!variant.found.contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn head_tells_the_length_and_sends_nothing() {
        let stored = stored("court");
        let variant = stored.compress(Encoding::Identity);
        let reply = stored.reply(variant, &Method::HEAD, &HeaderMap::new());
        assert_eq!(reply.headers[header::CONTENT_LENGTH], "5");
        assert!(reply.body.is_empty());
    }
}
