//! Which other sites may show a comparison in a frame of theirs.

use std::str::FromStr;

/// The sources of `frame-ancestors`; without any, nobody may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameAncestors(Vec<String>);

/// Whether the page at that path is made for frames.
pub fn is_embedded(path: &str) -> bool {
    path.starts_with(app::EMBEDDED)
}

impl FrameAncestors {
    /// Whether nobody may.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the directive lists them.
    pub fn sources(&self) -> String {
        match self.is_empty() {
            true => "'none'".to_owned(),
            false => self.0.join(" "),
        }
    }
}

/// Origins apart by commas or spaces; nothing, or `none`, for nobody.
impl FromStr for FrameAncestors {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        let items: Vec<_> = list
            .split([',', ' '])
            .filter(|item| !item.is_empty())
            .collect();
        match items[..] {
            ["none" | "'none'"] => Ok(Self::default()),
            _ => items
                .into_iter()
                .map(source)
                .collect::<Result<_, _>>()
                .map(Self),
        }
    }
}

fn source(text: &str) -> Result<String, String> {
    match text {
        "self" | "'self'" => Ok("'self'".to_owned()),
        "*" => Ok("*".to_owned()),
        _ => origin(text).ok_or_else(|| {
            format!(
                "`{text}` is no origin; give scheme and host only, as in \
                 https://cours.example.org or https://*.example.org, apart by commas"
            )
        }),
    }
}

/// Scheme, host and perhaps a port, as Content Security Policy writes them.
fn origin(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().ok()?)),
        None => (rest, None),
    };
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if !matches!(scheme, "http" | "https") || !labels.split('.').all(is_label) {
        return None;
    }
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{scheme}://{}{port}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &str) -> Result<String, String> {
        list.parse::<FrameAncestors>().map(|list| list.sources())
    }

    #[test]
    fn origins_are_listed_as_the_policy_wants_them() {
        for (list, sources) in [
            ("", "'none'"),
            ("none", "'none'"),
            ("self", "'self'"),
            ("*", "*"),
            (
                "https://Cours.example.org/, http://localhost:8080",
                "https://cours.example.org http://localhost:8080",
            ),
            ("'self' https://*.univ.fr", "'self' https://*.univ.fr"),
        ] {
            assert_eq!(read(list).as_deref(), Ok(sources), "{list}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused_and_told() {
        for list in [
            "cours.example.org",
            "https://",
            "https://a/b",
            "https://a;script-src",
            "https://a:99999",
            "https://a:",
            "https://*",
            "https://a.*.b",
            "https://[::1]",
            "javascript:alert(1)",
            "https://é.fr",
            "https://a\r\nx",
            "none,https://a",
        ] {
            let told = read(list).expect_err(list);
            assert!(
                told.contains("is no origin; give scheme and host"),
                "{told}"
            );
        }
    }

    #[test]
    fn pages_for_frames_are_known_by_their_path() {
        assert!(is_embedded("/embed/comparer/a"));
        for path in ["/embed", "/comparer/a", "/notes/embed/a", "//embed/a"] {
            assert!(!is_embedded(path), "{path}");
        }
    }
}
