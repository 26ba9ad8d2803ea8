//! A small site in a temporary folder, and requests to it without a network.
#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Request, StatusCode},
};
use http_body_util::BodyExt;
use hyper::service::Service;
use server::{
    front::Front,
    headers::StandingHeaders,
    index::Shelf,
    kitchen::Kitchen,
    metrics::Metrics,
    probe::Probe,
    serve::Sources,
    site::{Mistakes, Site},
    traces::Tracer,
};
use tempfile::TempDir;

pub(crate) struct TestSite {
    pub(crate) folder: TempDir,
    pub(crate) sources: Arc<Sources>,
    pub(crate) site: Arc<Site>,
    pub(crate) front: Front,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// The first note of the site.
pub(crate) const COURSE: &str = "# Le cours\n\nBienvenue parmi les [couches](partie/noyau.md).\n";

const FILES: [(&str, &str); 9] = [
    ("content/notes/_index.md", COURSE),
    (
        "content/notes/partie/noyau.md",
        "+++\nsummary = \"Ce que partagent les conteneurs.\"\n+++\n\
         # Le noyau\n\n## Partage\n\nLes conteneurs partagent le noyau de l’hôte.\n\n\
         ![Deux couches](schéma.svg)\n",
    ),
    (
        "content/notes/partie/schéma.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"></svg>",
    ),
    (
        "content/comparisons/conteneurs-vm.toml",
        "title = \"Conteneurs et VM\"\n[[subjects]]\nid = \"c\"\nname = \"Conteneurs\"\n\
         [[subjects]]\nid = \"vm\"\nname = \"VM\"\n[[groups]]\nname = \"Isolation\"\n\
         [[groups.criteria]]\nid = \"noyau\"\nname = \"Noyau\"\n[groups.criteria.cells]\n\
         c = \"partagé, `\\\"léger\\\"`\"\nvm = { unknown = true }\n",
    ),
    (
        "content/stacks/lab.toml",
        "title = \"Le lab\"\n[[layers]]\nid = \"pc\"\nkind = \"hardware\"\nlabel = \"Un PC\"\n",
    ),
    (
        "site/manifest.json",
        r#"{"css":"/assets/s-1.css","tools":"/assets/t-1.css","theme":"/assets/d-1.js","boot":"/assets/b-1.js","palette":"/assets/q-1.js","png":"/assets/p-1.js","follow":"/assets/f-1.js","glue":"/assets/g-1.js","wasm":"/assets/w-1.wasm"}"#,
    ),
    ("site/assets/s-1.css", "body{margin:0}"),
    ("site/assets/b-1.js", "export{}"),
    (
        "site/favicon.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ),
];

impl TestSite {
    pub(crate) fn new() -> Self {
        Self::with("https://notes.example.org", false)
    }

    /// A site that shows what `probe` reads.
    pub(crate) fn revealing(probe: Probe) -> Self {
        Self::build("https://notes.example.org", false, Some(probe), "", None)
    }

    pub(crate) fn with(base_url: &str, dev: bool) -> Self {
        Self::build(base_url, dev, None, "", None)
    }

    /// A site that the sites with these origins may show in frames.
    pub(crate) fn framed(ancestors: &str) -> Self {
        Self::build("https://notes.example.org", false, None, ancestors, None)
    }

    /// A site that shows the course of this repository.
    pub(crate) fn course() -> Self {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        Self::build("https://notes.example.org", false, None, "", Some(content))
    }

    /// A site with these files below `content/` and no others.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let content = tempfile::tempdir().unwrap();
        for (name, text) in files {
            write(content.path(), name, text);
        }
        let path = Some(content.path().to_owned());
        Self::build("https://notes.example.org", false, None, "", path)
    }

    /// A site that tells `tracer` of requests.
    pub(crate) fn traced(tracer: Arc<Tracer>) -> Self {
        // Nobody else has them yet but the front, which is made anew.
        let Self {
            folder,
            sources,
            site,
            front,
        } = Self::new();
        drop(front);
        let mut site = Arc::into_inner(site).unwrap();
        site.trace(tracer);
        let site = Arc::new(site);
        Self {
            folder,
            sources,
            front: Front::new(site.clone(), Kitchen::new(1, 64).unwrap()),
            site,
        }
    }

    fn build(
        base_url: &str,
        dev: bool,
        probe: Option<Probe>,
        ancestors: &str,
        content: Option<PathBuf>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in FILES {
            write(folder.path(), name, text);
        }
        let sources = Arc::new(Sources {
            content: content.unwrap_or_else(|| folder.path().join("content")),
            site: folder.path().join("site"),
            shelf: Shelf::default(),
            base_url: base_url.into(),
            dev,
            reveals: probe.is_some(),
        });
        let ancestors = ancestors.parse().unwrap();
        let standing = StandingHeaders::new(base_url.starts_with("https://"));
        let standing = standing.with_frames(&ancestors);
        let metrics = Arc::new(Metrics::default());
        let edition = sources.load(Mistakes::Refuse, &standing, &metrics);
        let edition = edition.unwrap_or_else(|error| panic!("{error:#}"));
        let mut site = Site::new(edition, standing, metrics);
        if let Some(probe) = probe {
            site.reveal(probe);
        }
        let site = Arc::new(site);
        let front = Front::new(site.clone(), Kitchen::new(1, 64).unwrap());
        Self {
            folder,
            sources,
            site,
            front,
        }
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        write(self.folder.path(), name, text);
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    pub(crate) async fn get_with(&self, path: &str, name: &str, value: &str) -> Answer {
        self.send(Request::get(path).header(name, value)).await
    }

    pub(crate) async fn send(&self, request: axum::http::request::Builder) -> Answer {
        self.send_body(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send_body(&self, mut request: Request<Body>) -> Answer {
        let host = HeaderValue::from_static("notes.example.org");
        request.headers_mut().entry("host").or_insert(host);
        let answer = self.front.call(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
