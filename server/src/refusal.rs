//! Answers to requests that there is no time for: made of bytes that are there already, since
//! there is no time to make better ones.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use crate::headers::CachePolicy;

/// Seconds after which somebody who was turned away should ask again.
pub const COME_BACK: u64 = 5;

/// Set on answers of this module: making them took no time, and says nothing of those that do.
#[derive(Clone, Copy, Debug)]
pub struct Shed;

const BUSY: &str = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Trop de demandes</title>\
    <h1>Trop de demandes en ce moment</h1><p>Le site répond déjà à beaucoup de monde\u{a0}: \
    réessayez dans quelques secondes. Les notes restent lisibles.</p>\
    <p><a href=\"/\">Retour à l’accueil</a></p></html>\n";

const OFTEN: &str = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Trop de demandes</title>\
    <h1>Trop de demandes depuis votre adresse</h1><p>Réessayez dans quelques secondes. \
    Un réseau partagé compte pour une seule adresse.</p>\
    <p><a href=\"/\">Retour à l’accueil</a></p></html>\n";

/// Too many requests of everybody: 503.
pub fn busy(path: &str) -> Response {
    shed(StatusCode::SERVICE_UNAVAILABLE, BUSY, COME_BACK, path)
}

/// Too many requests of one address: 429, with the seconds until the next is welcome.
pub fn too_often(path: &str, seconds: u64) -> Response {
    shed(StatusCode::TOO_MANY_REQUESTS, OFTEN, seconds, path)
}

fn shed(status: StatusCode, page: &'static str, seconds: u64, path: &str) -> Response {
    let mut response = match is_for_programs(path) {
        true => (status, format!("{status}\n")).into_response(),
        false => (status, Html(page)).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, seconds.into());
    headers.insert(header::CACHE_CONTROL, CachePolicy::Never.value());
    response.extensions_mut().insert(Shed);
    response
}

/// Paths that programs ask for, not people.
pub fn is_for_programs(path: &str) -> bool {
    ["/api/", "/assets/", "/media/", "/dev/"]
        .iter()
        .any(|prefix| path.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_get_a_page_and_programs_a_line_both_with_the_time_to_come_back() {
        let page = busy("/recherche");
        assert_eq!(page.status(), 503);
        assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(page.headers()["retry-after"], "5");
        assert_eq!(page.headers()["cache-control"], "no-store");
        let line = too_often("/api/search", 2);
        assert_eq!(line.status(), 429);
        assert_eq!(line.headers()["content-type"], "text/plain; charset=utf-8");
        assert_eq!(line.headers()["retry-after"], "2");
    }
}
