//! What search engines, feed readers and browsers read: sitemap, feed, search description, robots.

use std::{fmt::Write, fs, sync::Arc, time::SystemTime};

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use corpus::{Html, note::Note};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    headers::SPECULATION_RULES_PATH,
    pages,
    site::{Edition, Site},
};

/// The paths answered here: each answer depends on the edition alone.
pub const PATHS: [&str; 5] = [
    "/sitemap.xml",
    "/atom.xml",
    "/opensearch.xml",
    "/robots.txt",
    SPECULATION_RULES_PATH,
];

/// Pages that are no destination of their own.
const UNLISTED: [&str; 1] = ["/recherche"];

/// Which pages browsers may load ahead: any page, never a file that would be saved.
const SPECULATION_RULES: &str = r#"{"prerender":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/*.:extension(md|csv|html|json|svg|toml|xml|txt)"}},{"not":{"href_matches":"/api/*"}},{"not":{"selector_matches":"[download], [rel~=nofollow]"}}]},"eagerness":"moderate"}]}
"#;

/// `/sitemap.xml`
pub async fn sitemap(State(site): State<Arc<Site>>) -> Response {
    let edition = site.edition();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let corpus = &edition.context.corpus;
    let listed =
        |path: &&String| !UNLISTED.contains(&path.as_str()) && pages::is_filled(corpus, path);
    for path in edition.paths.iter().filter(listed) {
        let url = absolute(&edition, path);
        let _ = writeln!(xml, "  <url><loc>{url}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    typed("application/xml; charset=utf-8", xml)
}

/// Notes in the feed: readers of feeds know the older ones.
const NEWEST: usize = 30;

/// `/atom.xml`: the notes that changed last, newest first.
pub async fn atom(State(site): State<Arc<Site>>) -> Response {
    let edition = site.edition_owned();
    let feed = tokio::task::spawn_blocking(move || atom_feed(&edition)).await;
    match feed {
        Ok(xml) => typed("application/atom+xml; charset=utf-8", xml),
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn atom_feed(edition: &Edition) -> String {
    let notes = edition.context.corpus.notes().iter();
    let mut dated: Vec<_> = notes.map(|note| (modified(edition, note), note)).collect();
    dated.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    dated.truncate(NEWEST);
    let newest = dated.first().map_or(edition.loaded, |(date, _)| *date);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n  \
         <title>{title}</title>\n  <id>{home}</id>\n  <link href=\"{home}\"/>\n  \
         <link rel=\"self\" href=\"{itself}\"/>\n  <updated>{updated}</updated>\n  \
         <author><name>{title}</name></author>\n",
        title = Html::escaped(edition.context.name()),
        home = absolute(edition, "/"),
        itself = absolute(edition, "/atom.xml"),
        updated = rfc3339(newest),
    );
    for (date, note) in dated {
        entry(&mut xml, edition, note, date);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, edition: &Edition, note: &Note, date: SystemTime) {
    let url = absolute(edition, &note.path());
    let title = Html::escaped(&note.title);
    let summary = note.summary.as_ref().map(Html::text).unwrap_or_default();
    let summary = Html::escaped(&summary);
    let _ = writeln!(
        xml,
        "  <entry>\n    <title>{title}</title>\n    <id>{url}</id>\n    \
         <link href=\"{url}\"/>\n    <updated>{updated}</updated>\n    \
         <summary>{summary}</summary>\n  </entry>",
        updated = rfc3339(date),
    );
}

/// When a note was changed, as its author says; else when its file was last written, and the time of
/// loading where the system does not say.
fn modified(edition: &Edition, note: &Note) -> SystemTime {
    if let Some(date) = note.updated.as_deref().and_then(moment) {
        return date;
    }
    fs::metadata(edition.folder.join(&note.source))
        .and_then(|file| file.modified())
        .unwrap_or(edition.loaded)
}

/// A moment in RFC 3339, or the beginning of a day, whatever stands behind it.
fn moment(written: &str) -> Option<SystemTime> {
    if let Ok(moment) = OffsetDateTime::parse(written, &Rfc3339) {
        return Some(moment.into());
    }
    let day = written.get(..10)?;
    let midnight = OffsetDateTime::parse(&format!("{day}T00:00:00Z"), &Rfc3339);
    midnight.ok().map(SystemTime::from)
}

fn rfc3339(time: SystemTime) -> String {
    OffsetDateTime::from(time)
        .replace_nanosecond(0)
        .ok()
        .and_then(|time| time.format(&Rfc3339).ok())
        .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

/// `/opensearch.xml`: lets a browser search the site from its address bar.
pub async fn opensearch(State(site): State<Arc<Site>>) -> Response {
    let edition = site.edition();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n  \
         <ShortName>{name}</ShortName>\n  <Description>{description}</Description>\n  \
         <InputEncoding>UTF-8</InputEncoding>\n  <Language>fr</Language>\n  \
         <Image width=\"16\" height=\"16\" type=\"image/svg+xml\">{icon}</Image>\n  \
         <Url type=\"text/html\" template=\"{results}?q={{searchTerms}}\"/>\n  \
         <Url type=\"application/x-suggestions+json\" template=\"{suggestions}?q={{searchTerms}}\"/>\n  \
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{itself}\"/>\n\
         </OpenSearchDescription>\n",
        name = Html::escaped(edition.context.name()),
        description = Html::escaped(edition.context.summary()),
        icon = absolute(&edition, "/favicon.svg"),
        results = absolute(&edition, "/recherche"),
        suggestions = absolute(&edition, "/api/suggest"),
        itself = absolute(&edition, "/opensearch.xml"),
    );
    typed("application/opensearchdescription+xml; charset=utf-8", xml)
}

/// `/robots.txt`: everything may be read but the pages made for one query.
pub async fn robots(State(site): State<Arc<Site>>) -> Response {
    let edition = site.edition();
    let sitemap = absolute(&edition, "/sitemap.xml");
    let text = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /recherche?\nAllow: /\n\nSitemap: {sitemap}\n"
    );
    typed("text/plain; charset=utf-8", text)
}

/// `/speculation-rules.json`
pub async fn speculation_rules() -> Response {
    typed(
        "application/speculationrules+json",
        SPECULATION_RULES.to_owned(),
    )
}

fn typed(content_type: &'static str, text: String) -> Response {
    let content_type = HeaderValue::from_static(content_type);
    ([(header::CONTENT_TYPE, content_type)], text).into_response()
}

/// The URL of a path, ready to stand in XML.
fn absolute(edition: &Edition, path: &str) -> Html {
    Html::escaped(&format!("{}{path}", edition.context.base_url))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn speculation_rules_are_json() {
        let rules: serde_json::Value = serde_json::from_str(SPECULATION_RULES).unwrap();
        assert_eq!(rules["prerender"][0]["eagerness"], "moderate");
    }

    #[test]
    fn a_day_or_a_moment_is_understood() {
        let read = |written| moment(written).map(rfc3339);
        for (written, expected) in [
            ("2024-05-01", "2024-05-01T00:00:00Z"),
            ("2024-05-01T10:20:30Z", "2024-05-01T10:20:30Z"),
            ("2024-05-01 10:20:30 +0200", "2024-05-01T00:00:00Z"),
        ] {
            assert_eq!(read(written).as_deref(), Some(expected), "{written}");
        }
        for written in ["", "hier", "2024-13-01", "1er mai 2024", "2024-05-0é"] {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn dates_are_rfc_3339_without_fractions() {
        let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_123);
        assert_eq!(rfc3339(time), "2023-11-14T22:13:20Z");
    }
}
