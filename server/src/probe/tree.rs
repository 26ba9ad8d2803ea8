//! The files of a machine, and the environment of its process.

use std::{fs::File, io::Read, path::PathBuf};

use app::ground::Evidence;

/// More than any of these files has that means something.
const LIMIT: u64 = 64 * 1024;
/// From this many letters on, hexadecimal digits are the name of a container or a pod.
const IDENTIFIER: usize = 12;

type Variables = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Where a probe reads.
pub(super) struct Tree {
    root: PathBuf,
    variables: Variables,
}

impl Tree {
    pub(super) fn new(root: PathBuf, variables: Variables) -> Self {
        Self { root, variables }
    }

    /// The text of the file at that absolute path; `None` if it cannot be read. What is no UTF-8
    /// is replaced, and no file is read to an end that does not come.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let file = File::open(self.root.join(path.trim_start_matches('/'))).ok()?;
        let mut bytes = Vec::new();
        file.take(LIMIT).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The one line of a file, without the zero that firmware ends its strings with.
    pub(super) fn line(&self, path: &str) -> Option<String> {
        let text = self.text(path)?;
        let line = text.lines().next()?.trim_matches(['\0', ' ', '\t']);
        (!line.is_empty()).then(|| line.to_owned())
    }

    /// The one number of a file.
    pub(super) fn number(&self, path: &str) -> Option<u64> {
        self.line(path)?.parse().ok()
    }

    /// The value behind `key` in a file of `key: value` or `KEY="value"` lines.
    pub(super) fn entry(&self, path: &str, key: &str, separator: char) -> Option<String> {
        let text = self.text(path)?;
        let pairs = text.lines().filter_map(|line| line.split_once(separator));
        let (_, value) = pairs.into_iter().find(|(name, _)| name.trim() == key)?;
        let value = value.trim().trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The bytes behind `key` in a file of `key: 12 kB` lines.
    pub(super) fn kilobytes(&self, path: &str, key: &str) -> Option<u64> {
        let entry = self.entry(path, key, ':')?;
        let number: u64 = entry.strip_suffix(" kB")?.trim().parse().ok()?;
        number.checked_mul(1024)
    }

    /// Whether there is something at that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.root.join(path.trim_start_matches('/')).exists()
    }

    /// A variable of the environment that is not empty.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }
}

/// That a word stands in a file.
pub(super) fn word(file: &str, word: &str) -> Evidence {
    Evidence::Word(file.to_owned(), word.to_owned())
}

/// A path as it is shown: long identifiers are cut.
pub(super) fn shown(path: &str) -> String {
    let mut out = String::new();
    let is_part = |c: char| c.is_ascii_hexdigit();
    let mut rest = path;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        out.push_str(before);
        match digits.len() >= IDENTIFIER {
            true => out.push('…'),
            false => out.push_str(digits),
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn identifiers_are_cut_and_words_are_not() {
        assert_eq!(
            shown("/sys/fs/cgroup/docker/0123456789abcdef0123/memory.max"),
            "/sys/fs/cgroup/docker/…/memory.max"
        );
        assert_eq!(
            shown("/system.slice/facade.service"),
            "/system.slice/facade.service"
        );
        assert_eq!(shown(""), "");
    }
}
