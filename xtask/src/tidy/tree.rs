//! The sources of the repository, as text.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::Result;
use ignore::WalkBuilder;

/// The text of every file that is not ignored by Git, by its path from the root with `/` between.
pub(super) struct Tree {
    files: BTreeMap<String, String>,
}

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    path: String,
    /// Counted from 1; 0 for the file as a whole.
    line: usize,
    what: String,
}

impl Tree {
    /// Reads the files below `root`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        let mut walk = WalkBuilder::new(root);
        // `.ci` and `.cargo` are sources, too.
        walk.hidden(false)
            .filter_entry(|entry| entry.file_name() != ".git");
        for entry in walk.build() {
            let entry = entry?;
            if entry.file_type().is_none_or(|kind| kind.is_dir()) {
                continue;
            }
            // A picture is there, and has no text.
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            files.insert(
                entry
                    .path()
                    .strip_prefix(root)?
                    .to_string_lossy()
                    .into_owned(),
                text,
            );
        }
        Ok(Self { files })
    }

    /// A made-up tree.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let owned = |&(path, text): &(&str, &str)| (path.to_owned(), text.to_owned());
        Self {
            files: files.iter().map(owned).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether `path` is a file of the tree, or a folder that holds one.
    pub(super) fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let in_folder = |file: &String| {
            file.strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        path.is_empty() || self.files.contains_key(path) || self.files.keys().any(in_folder)
    }

    /// The files whose path begins with `start` and ends with `end`.
    pub(super) fn files(&self, start: &str, end: &str) -> impl Iterator<Item = (&str, &str)> {
        let wanted = move |path: &str| path.starts_with(start) && path.ends_with(end);
        let files = self
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        files.filter(move |(path, _)| wanted(path))
    }

    /// A finding for each line of these files of which `wrong` says what is wrong with it.
    pub(super) fn lines(
        &self,
        start: &str,
        end: &str,
        wrong: impl Fn(&str, &str) -> Option<String>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (path, text) in self.files(start, end) {
            for (at, line) in text.lines().enumerate() {
                let finding = |what| Finding::new(path, at + 1, what);
                findings.extend(wrong(path, line).map(finding));
            }
        }
        findings
    }
}

impl Finding {
    pub(super) fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            what: what.into(),
        }
    }

    /// `path:line`, for tests.
    #[cfg(test)]
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.path, self.line)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, what } = self;
        write!(f, "{path}:{line}: {what}")
    }
}

/// The places of findings, for tests.
#[cfg(test)]
pub(super) fn places(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(Finding::place).collect()
}
