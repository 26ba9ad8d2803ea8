//! What a request may look like. Whatever does not fit is answered here and goes no further.

use std::borrow::Cow;

use axum::{
    body::HttpBody,
    http::{HeaderMap, Method, Request, StatusCode, Uri, Version, header},
};
use percent_encoding::percent_decode_str;

use crate::health;

/// Bytes of a path, as sent.
pub const PATH: usize = 2048;
/// Bytes of a query string, as sent.
pub const QUERY: usize = 4096;
/// Bytes of a query string that somebody types or pastes: what exceeds the length that is searched
/// is left aside, and said to be. Ten kilobytes with every byte escaped fit.
pub const SEARCH: usize = 36 * 1024;
/// Bytes of all headers, names and values.
pub const HEADER_BYTES: usize = 16 * 1024;
/// Number of headers.
pub const HEADERS: usize = 64;

/// Checks one request against all limits.
///
/// # Errors
/// The status that says which one it breaks.
pub fn check<B: HttpBody>(request: &Request<B>) -> Result<(), StatusCode> {
    method(request.method(), request.uri().path())?;
    length(request.uri())?;
    headers(request.headers())?;
    host(request.version(), request.headers())?;
    match request.body().is_end_stream() {
        true => encoding(request.uri()),
        // No page takes a body.
        false => Err(StatusCode::PAYLOAD_TOO_LARGE),
    }
}

/// The whole site is there to be read; one path takes a word from the browser.
fn method(method: &Method, path: &str) -> Result<(), StatusCode> {
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        Method::POST if path == health::BOOT_FAILED => Ok(()),
        _ => Err(StatusCode::METHOD_NOT_ALLOWED),
    }
}

/// The methods of a path, as `Allow` names them.
pub fn methods(path: &str) -> &'static str {
    match path {
        health::BOOT_FAILED => "POST",
        _ => "GET, HEAD",
    }
}

fn length(uri: &Uri) -> Result<(), StatusCode> {
    let query = uri.query().unwrap_or_default();
    let most = if is_search(uri) { SEARCH } else { QUERY };
    match uri.path().len() > PATH || query.len() > most {
        true => Err(StatusCode::URI_TOO_LONG),
        false => Ok(()),
    }
}

/// Searches take whatever was typed, and say what they make of it.
fn is_search(uri: &Uri) -> bool {
    ["/recherche", "/api/search", "/api/palette", "/api/suggest"].contains(&uri.path())
}

fn headers(headers: &HeaderMap) -> Result<(), StatusCode> {
    let bytes: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    match headers.len() > HEADERS || bytes > HEADER_BYTES {
        true => Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
        false => Ok(()),
    }
}

/// HTTP/1.1 says exactly once which host is meant (RFC 9112 §3.2): where two proxies take different
/// ones of several, one asks for what the other did not allow.
fn host(version: Version, headers: &HeaderMap) -> Result<(), StatusCode> {
    let hosts = headers.get_all(header::HOST).iter().count();
    let fits = match version {
        Version::HTTP_11 => hosts == 1,
        _ => hosts <= 1,
    };
    match fits {
        true => Ok(()),
        false => Err(StatusCode::BAD_REQUEST),
    }
}

/// Path and query are UTF-8 once decoded, every `%` starts an escape, and there is no control
/// character but the line ends and tabs that a query may hold, or any that somebody searches for.
fn encoding(uri: &Uri) -> Result<(), StatusCode> {
    fn decoded(part: &str) -> Option<Cow<'_, str>> {
        let whole = escapes_are_whole(part).then(|| percent_decode_str(part));
        whole?.decode_utf8().ok()
    }
    let clean = |part: &str, allowed: &[char]| {
        decoded(part).is_some_and(|text| {
            text.chars()
                .all(|c| !c.is_control() || allowed.contains(&c))
        })
    };
    let query = uri.query().unwrap_or_default();
    let clean_query = match is_search(uri) {
        true => decoded(query).is_some(),
        false => clean(query, &['\n', '\r', '\t']),
    };
    match clean(uri.path(), &[]) && clean_query {
        true => Ok(()),
        false => Err(StatusCode::BAD_REQUEST),
    }
}

fn escapes_are_whole(part: &str) -> bool {
    part.split('%').skip(1).all(|rest| {
        rest.as_bytes()
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request() -> axum::http::request::Builder {
        Request::builder().header("host", "a")
    }

    fn status(method: &str, uri: &str) -> Option<u16> {
        let request = request().method(method).uri(uri);
        let request = request.body(Body::empty()).expect("a valid request");
        check(&request).err().map(|status| status.as_u16())
    }

    #[test]
    fn ordinary_requests_pass() {
        assert_eq!(status("GET", "/notes/a-b/c"), None);
        assert_eq!(
            status("HEAD", "/recherche?q=d%C3%A9ploy%C3%A9+100%25"),
            None
        );
    }

    #[test]
    fn odd_methods_are_not_allowed() {
        for method in ["POST", "OPTIONS", "TRACE", "BREW"] {
            assert_eq!(status(method, "/"), Some(405), "{method}");
        }
        assert_eq!(status("POST", "/boot-failed"), None);
        assert_eq!(status("PUT", "/boot-failed"), Some(405));
    }

    #[test]
    fn bad_escapes_are_bad_requests() {
        for uri in [
            "/notes/%",
            "/notes/%4",
            "/notes/%zz",
            "/notes/%ff",
            "/a%00b",
            "/?q=%",
            "/?q=%fe%ff",
            "/a%0a",
        ] {
            assert_eq!(status("GET", uri), Some(400), "{uri}");
        }
    }

    #[test]
    fn long_addresses_are_refused() {
        let path = |n: usize| format!("/{}", "a".repeat(n));
        assert_eq!(status("GET", &path(PATH - 1)), None);
        assert_eq!(status("GET", &path(PATH)), Some(414));
        let query = |n: usize| format!("/?{}", "a".repeat(n));
        assert_eq!(status("GET", &query(QUERY)), None);
        assert_eq!(status("GET", &query(QUERY + 1)), Some(414));
        let search = |n: usize| format!("/recherche?{}", "a".repeat(n));
        assert_eq!(status("GET", &search(SEARCH)), None);
        assert_eq!(status("GET", &search(SEARCH + 1)), Some(414));
    }

    #[test]
    fn searches_take_what_no_other_page_does() {
        assert_eq!(status("GET", "/?q=%00"), Some(400));
        assert_eq!(status("GET", "/recherche?q=%00"), None);
        assert_eq!(status("GET", "/api/search?q=a%07"), None);
        assert_eq!(status("GET", "/api/search?q=%ff"), Some(400));
    }

    #[test]
    fn many_or_large_headers_are_refused() {
        let many = (0..HEADERS).fold(request(), |request, i| {
            request.header(format!("x-{i}"), "1")
        });
        let large = request().header("x", "a".repeat(HEADER_BYTES));
        for request in [many, large] {
            let request = request.body(Body::empty()).expect("a valid request");
            assert_eq!(check(&request).map_err(|s| s.as_u16()), Err(431));
        }
    }

    #[test]
    fn bodies_are_refused() {
        let request = request().body(Body::from("x")).expect("a valid request");
        assert_eq!(check(&request).map_err(|s| s.as_u16()), Err(413));
    }

    #[test]
    fn one_host_is_meant() {
        let status = |version, hosts: &[&str]| {
            let request = Request::builder().version(version);
            let request = hosts
                .iter()
                .fold(request, |request, host| request.header("host", *host));
            let request = request.body(Body::empty()).expect("a valid request");
            check(&request).err().map(|status| status.as_u16())
        };
        assert_eq!(status(Version::HTTP_11, &["a"]), None);
        assert_eq!(status(Version::HTTP_11, &[]), Some(400));
        assert_eq!(status(Version::HTTP_11, &["a", "a"]), Some(400));
        assert_eq!(status(Version::HTTP_10, &[]), None);
        assert_eq!(status(Version::HTTP_10, &["a", "b"]), Some(400));
        assert_eq!(status(Version::HTTP_2, &[]), None);
    }
}
