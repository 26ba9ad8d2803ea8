//! The built files of the browser's side: read once, with their compressed forms, served from memory.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;
use serde::Deserialize;

use crate::{
    encoding::{Effort, Encoding},
    headers::{CachePolicy, StandingHeaders},
    metrics::Metrics,
    stored::Stored,
};

/// The label of the hashed assets.
const HASHED: &str = "/assets/{file}";
/// The label of the other files: icons, the web manifest.
const PUBLIC: &str = "/{file}";

/// What `cargo xtask build` leaves in the site folder.
pub struct Assets {
    /// The addresses pages refer to.
    pub urls: Arc<app::Assets>,
    files: HashMap<String, Arc<Stored>>,
}

/// `manifest.json`: the address of each asset by its role.
#[derive(Deserialize)]
struct Manifest {
    css: String,
    tools: String,
    theme: String,
    boot: String,
    palette: String,
    png: String,
    follow: String,
    glue: String,
    wasm: String,
}

impl Assets {
    /// Reads a site folder.
    ///
    /// # Errors
    /// Where the folder is not one that `cargo xtask build` has made, or a file cannot be read.
    pub fn load(
        folder: &Path,
        standing: &StandingHeaders,
        metrics: &Metrics,
    ) -> anyhow::Result<Self> {
        let manifest = read_manifest(folder)?;
        let mut files = HashMap::new();
        for path in walk(folder)? {
            let url = url_of(folder, &path);
            if url != "/manifest.json" {
                let stored = read(&path, &url, standing, metrics);
                let stored = stored.with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(url, Arc::new(stored));
            }
        }
        let urls = app::Assets {
            css: manifest.css,
            tools: manifest.tools,
            theme: manifest.theme,
            boot: manifest.boot,
            palette: manifest.palette,
            png: manifest.png,
            follow: manifest.follow,
            glue: manifest.glue,
            wasm: manifest.wasm,
        };
        Ok(Self {
            urls: Arc::new(urls),
            files,
        })
    }

    /// No files at all: pages without style or script.
    pub fn none() -> Self {
        Self {
            urls: Arc::default(),
            files: HashMap::new(),
        }
    }

    /// The file at that path.
    pub fn file(&self, path: &str) -> Option<&Arc<Stored>> {
        self.files.get(path)
    }
}

fn read_manifest(folder: &Path) -> anyhow::Result<Manifest> {
    let path = folder.join("manifest.json");
    let Ok(text) = fs::read(&path) else {
        bail!(
            "no built site in {}: run `cargo xtask build`, or name the folder with --site",
            folder.display()
        );
    };
    serde_json::from_slice(&text)
        .with_context(|| format!("{} is damaged: build again", path.display()))
}

/// All files below `folder` that are not the compressed form of another.
fn walk(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.retain(|path| {
        let extension = path.extension().unwrap_or_default();
        let whole = !["br", "gz"].iter().any(|packed| extension == *packed);
        whole || !path.with_extension("").exists()
    });
    Ok(files)
}

fn url_of(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().fold(String::new(), |url, part| {
        format!("{url}/{}", part.to_string_lossy())
    })
}

fn read(
    path: &Path,
    url: &str,
    standing: &StandingHeaders,
    metrics: &Metrics,
) -> std::io::Result<Stored> {
    let (policy, route) = match url.starts_with("/assets/") {
        true => (CachePolicy::Immutable, HASHED),
        false => (CachePolicy::Revalidate, PUBLIC),
    };
    let mut headers = HeaderMap::new();
    let extension = path.extension().and_then(|ext| ext.to_str());
    headers.insert(header::CONTENT_TYPE, content_type(extension));
    headers.insert(header::CACHE_CONTROL, policy.value());
    standing.apply(&mut headers);
    let mut stored = Stored::new(
        headers,
        fs::read(path)?.into(),
        Effort::Thorough,
        metrics.hits(route),
    );
    for (extension, encoding) in [("br", Encoding::Brotli), ("gz", Encoding::Gzip)] {
        if let Ok(packed) = fs::read(path.with_added_extension(extension)) {
            stored = stored.with_encoded(encoding, Bytes::from(packed));
        }
    }
    // Files are answered ahead of the routes, which could not make what is missing.
    for encoding in [Encoding::Brotli, Encoding::Gzip] {
        stored.compress(encoding);
    }
    Ok(stored)
}

/// The media type of a file with that extension.
pub fn content_type(extension: Option<&str>) -> HeaderValue {
    HeaderValue::from_static(match extension {
        Some("avif") => "image/avif",
        Some("css") => "text/css; charset=utf-8",
        Some("gif") => "image/gif",
        Some("html") => "text/html; charset=utf-8",
        Some("ico") => "image/x-icon",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use axum::http::Method;

    use super::*;

    #[test]
    fn compressed_forms_are_read_beside_their_file_or_made() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = r#"{"css":"/assets/a.css","tools":"","theme":"","palette":"","png":"","follow":"","boot":"","glue":"","wasm":""}"#;
        fs::create_dir(folder.path().join("assets")).unwrap();
        for (name, text) in [
            ("manifest.json", manifest),
            ("assets/a.css", &"a{}".repeat(1000)),
            ("assets/a.css.br", "packed"),
            ("favicon.svg", "<svg/>"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let standing = StandingHeaders::new(false);
        let assets = Assets::load(folder.path(), &standing, &Metrics::default()).unwrap();
        let mut urls: Vec<_> = assets.files.keys().map(String::as_str).collect();
        urls.sort_unstable();
        assert_eq!(urls, ["/assets/a.css", "/favicon.svg"]);
        let css = assets.file("/assets/a.css").unwrap();
        let sent = |encoding| {
            let variant = css.variant(encoding).unwrap();
            css.reply(variant, &Method::GET, &HeaderMap::new())
        };
        assert_eq!(sent(Encoding::Brotli).body, "packed");
        let gzip = sent(Encoding::Gzip);
        assert_eq!(gzip.headers[header::CONTENT_ENCODING], "gzip");
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&*gzip.body)
            .read_to_string(&mut plain)
            .unwrap();
        assert_eq!(plain, "a{}".repeat(1000));
    }

    #[test]
    fn a_missing_site_says_what_to_do() {
        let standing = StandingHeaders::new(false);
        let error = Assets::load(Path::new("/nonexistent"), &standing, &Metrics::default());
        let message = error.err().unwrap().to_string();
        assert!(message.contains("cargo xtask build"), "{message}");
    }
}
