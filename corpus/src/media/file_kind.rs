//! The files that notes may link to: slides, manifests, archives, documents.
//!
//! Only what is listed here is served. What a browser would run as a part of the site (HTML, scripts,
//! XML with styles) is not; what is text is served as nothing but text.

/// A kind of file that is linked to.
#[derive(Debug, PartialEq, Eq)]
pub struct FileKind {
    /// In lower case.
    extensions: &'static [&'static str],
    mime: &'static str,
    /// Browsers save it instead of showing it.
    is_saved: bool,
    content: Content,
}

/// What a file of that kind holds.
#[derive(Debug, PartialEq, Eq)]
enum Content {
    /// UTF-8.
    Text,
    /// What it has at that byte.
    Binary(usize, &'static [u8]),
}

/// How a ZIP archive begins, and so the documents of office programs.
const ZIP: Content = Content::Binary(0, b"PK");
const TEXT_LIMIT: u64 = 2_000_000;
const BINARY_LIMIT: u64 = 20_000_000;

/// A document of an office program, to be saved.
const fn document(extensions: &'static [&'static str], mime: &'static str) -> FileKind {
    archive(extensions, mime, ZIP)
}

const fn archive(
    extensions: &'static [&'static str],
    mime: &'static str,
    content: Content,
) -> FileKind {
    FileKind {
        extensions,
        mime,
        is_saved: true,
        content,
    }
}

/// Text that browsers show. Under its own type they would save YAML or TOML.
static PLAIN: FileKind = FileKind {
    extensions: &[
        "txt",
        "yaml",
        "yml",
        "toml",
        "ini",
        "conf",
        "cfg",
        "log",
        "sh",
        "bash",
        "py",
        "tf",
        "hcl",
        "go",
        "rs",
        "sql",
        "diff",
        "patch",
        "service",
        "dockerfile",
    ],
    mime: "text/plain; charset=utf-8",
    is_saved: false,
    content: Content::Text,
};

static KINDS: &[FileKind] = &[
    FileKind {
        extensions: &["pdf"],
        mime: "application/pdf",
        is_saved: false,
        content: Content::Binary(0, b"%PDF-"),
    },
    FileKind {
        extensions: &["json"],
        mime: "application/json",
        is_saved: false,
        content: Content::Text,
    },
    archive(&["csv"], "text/csv; charset=utf-8", Content::Text),
    archive(&["ipynb"], "application/x-ipynb+json", Content::Text),
    archive(&["zip"], "application/zip", ZIP),
    archive(
        &["gz", "tgz"],
        "application/gzip",
        Content::Binary(0, b"\x1f\x8b"),
    ),
    archive(
        &["xz"],
        "application/x-xz",
        Content::Binary(0, b"\xfd7zXZ\0"),
    ),
    archive(
        &["zst"],
        "application/zstd",
        Content::Binary(0, b"\x28\xb5\x2f\xfd"),
    ),
    archive(
        &["tar"],
        "application/x-tar",
        Content::Binary(257, b"ustar"),
    ),
    document(&["odt"], "application/vnd.oasis.opendocument.text"),
    document(&["odp"], "application/vnd.oasis.opendocument.presentation"),
    document(&["ods"], "application/vnd.oasis.opendocument.spreadsheet"),
    document(
        &["docx"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    document(
        &["pptx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    document(
        &["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    document(&["epub"], "application/epub+zip"),
];

/// Files that are known by their name, which may go on behind a full stop: `Dockerfile.dev`.
const NAMES: &[&str] = &[
    "Dockerfile",
    "Containerfile",
    "Makefile",
    "Vagrantfile",
    "Jenkinsfile",
];

impl FileKind {
    /// What the name of a file announces.
    pub(super) fn of_name(path: &str) -> Option<&'static Self> {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) => (stem, extension.to_ascii_lowercase()),
            None => (name, String::new()),
        };
        let is_it = |kind: &&Self| kind.extensions.contains(&&*extension);
        let known = KINDS.iter().chain([&PLAIN]).find(is_it);
        known.or_else(|| NAMES.contains(&stem).then_some(&PLAIN))
    }

    /// The media type.
    pub fn mime(&self) -> &'static str {
        self.mime
    }

    /// Whether browsers are to save it, instead of showing it.
    pub fn is_saved(&self) -> bool {
        self.is_saved
    }

    /// Largest file, in bytes. Text is compressed for those who ask for it, which takes its time.
    pub(super) fn limit(&self) -> u64 {
        match self.content {
            Content::Text => TEXT_LIMIT,
            Content::Binary(..) => BINARY_LIMIT,
        }
    }

    /// Whether a file's content is what its name announces.
    pub(super) fn is_it(&self, bytes: &[u8]) -> bool {
        match self.content {
            Content::Text => std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')),
            Content::Binary(at, sign) => bytes.get(at..at + sign.len()) == Some(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FileKind;

    #[test]
    fn what_a_browser_would_run_has_no_kind() {
        for name in [
            "a.html",
            "a.htm",
            "a.xhtml",
            "a.js",
            "a.mjs",
            "a.css",
            "a.xml",
            "a.wasm",
            "a.exe",
            "a.svgz",
            "a",
            "a.",
            "a.env",
            "pdf",
            "Dockerfiles",
            "a.md",
        ] {
            assert_eq!(FileKind::of_name(name), None, "{name}");
        }
    }

    #[test]
    fn names_and_extensions_are_known_in_any_case() {
        let mime = |name| FileKind::of_name(name).map(FileKind::mime);
        assert_eq!(mime("a/TP 1.PDF"), Some("application/pdf"));
        assert_eq!(mime("x.tar.gz"), Some("application/gzip"));
        for name in [
            "tp/Dockerfile",
            "Dockerfile.dev",
            "compose.yaml",
            "a.b/Makefile",
        ] {
            assert_eq!(mime(name), Some("text/plain; charset=utf-8"), "{name}");
        }
    }

    #[test]
    fn a_name_alone_makes_no_file() {
        let is_it = |name, bytes: &[u8]| FileKind::of_name(name).is_some_and(|k| k.is_it(bytes));
        assert!(is_it("a.pdf", b"%PDF-1.7\n"));
        assert!(is_it("a.zip", b"PK\x03\x04"));
        assert!(is_it("a.yaml", "clé: é\n".as_bytes()));
        assert!(!is_it("a.pdf", b"<script>"));
        assert!(!is_it("a.zip", b"MZ"));
        assert!(!is_it("a.tar", b"ustar"));
        assert!(!is_it("a.yaml", b"\xff\xfe"));
        assert!(!is_it("a.txt", b"a\0b"));
    }
}
