//! `target/site`: written so that a running server never sees half a build.
//!
//! Assets have new names, so writing them disturbs nobody; the manifest that names them is
//! replaced in one step; then what neither it nor its predecessor names is removed. The files of
//! the build before stay, for the pages still open in somebody's browser.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::asset::{self, Asset};

/// Everything that is named after its content.
pub(super) struct Build {
    pub css: Asset,
    pub tools: Asset,
    pub theme: Asset,
    pub boot: Asset,
    pub palette: Asset,
    pub png: Asset,
    pub follow: Asset,
    pub glue: Asset,
    pub wasm: Asset,
}

/// What the server reads: the URL of each asset by its role.
type Manifest = BTreeMap<String, String>;

impl Build {
    fn roles(&self) -> [(&str, &Asset); 9] {
        [
            ("boot", &self.boot),
            ("css", &self.css),
            ("follow", &self.follow),
            ("glue", &self.glue),
            ("palette", &self.palette),
            ("png", &self.png),
            ("theme", &self.theme),
            ("tools", &self.tools),
            ("wasm", &self.wasm),
        ]
    }

    fn manifest(&self) -> Manifest {
        self.roles()
            .into_iter()
            .map(|(role, asset)| (role.to_owned(), asset.url()))
            .collect()
    }
}

/// Puts a build and the files of `public` into `site`; true if anything changed.
pub(super) fn publish(build: &Build, public: &Path, site: &Path) -> Result<bool> {
    let assets = site.join("assets");
    fs::create_dir_all(&assets).with_context(|| assets.display().to_string())?;
    for (_, asset) in build.roles() {
        asset::write(&assets.join(&asset.name), &asset.bytes)?;
    }
    let mut changed = mirror(public, site)?;
    let (old, new) = (read_manifest(site), build.manifest());
    if old != new {
        let text = serde_json::to_vec_pretty(&new)?;
        asset::write_whole(&manifest_path(site), &text)?;
        let named = old
            .values()
            .chain(new.values())
            .filter_map(|url| url.rsplit('/').next());
        remove_others(&assets, named)?;
        changed = true;
    }
    Ok(changed)
}

fn manifest_path(site: &Path) -> PathBuf {
    site.join("manifest.json")
}

/// The manifest in place; empty if there is none, or none that can be read.
fn read_manifest(site: &Path) -> Manifest {
    let text = fs::read(manifest_path(site)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Makes `site` hold the files of `public` beside `assets` and the manifest; true if it did not.
fn mirror(public: &Path, site: &Path) -> Result<bool> {
    let mut changed = false;
    let mut names = vec!["assets".to_owned(), "manifest.json".to_owned()];
    for entry in fs::read_dir(public).with_context(|| public.display().to_string())? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if name.starts_with('.') || !entry.file_type()?.is_file() {
            continue;
        }
        changed |= asset::write(&site.join(&name), &fs::read(entry.path())?)?;
        names.push(name);
    }
    changed |= remove_others(site, names.iter().map(String::as_str))?;
    Ok(changed)
}

/// Removes the files of `dir` that are neither named nor a named file's compressed form.
fn remove_others<'a>(dir: &Path, named: impl Iterator<Item = &'a str>) -> Result<bool> {
    let mut kept: BTreeSet<OsString> = BTreeSet::new();
    for name in named {
        let compressed = asset::compressed_paths(Path::new(name));
        kept.extend(compressed.into_iter().map(PathBuf::into_os_string));
        kept.insert(name.into());
    }
    let mut removed = false;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if !kept.contains(&entry.file_name()) && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
            removed = true;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(css: &str) -> Build {
        let asset = |stem: &str, ext: &str, text: &str| Asset::new(stem, ext, text.into());
        Build {
            css: asset("strates", "css", css),
            tools: asset("tools", "css", "td{}"),
            theme: asset("theme", "js", "t"),
            boot: asset("boot", "js", "b"),
            palette: asset("palette", "js", "q"),
            png: asset("png", "js", "p"),
            follow: asset("follow", "js", "f"),
            glue: asset("islands", "js", "g"),
            wasm: asset("islands", "wasm", "w"),
        }
    }

    struct Folders {
        public: tempfile::TempDir,
        site: tempfile::TempDir,
    }

    impl Folders {
        fn new() -> Self {
            let dir = || tempfile::tempdir().expect("a folder");
            Self {
                public: dir(),
                site: dir(),
            }
        }

        fn publish(&self, css: &str) -> bool {
            publish(&build(css), self.public.path(), self.site.path()).expect("published")
        }

        fn has_css(&self, css: &str) -> bool {
            self.site
                .path()
                .join("assets")
                .join(build(css).css.name)
                .exists()
        }
    }

    #[test]
    fn the_manifest_names_files_that_exist() {
        let dirs = Folders::new();
        assert!(dirs.publish("one"));
        let manifest = read_manifest(dirs.site.path());
        assert_eq!(
            manifest.keys().collect::<Vec<_>>(),
            [
                "boot", "css", "follow", "glue", "palette", "png", "theme", "tools", "wasm"
            ]
        );
        for url in manifest.values() {
            assert!(
                dirs.site.path().join(url.trim_start_matches('/')).exists(),
                "{url}"
            );
        }
    }

    #[test]
    fn one_build_before_is_kept_and_no_more() {
        let dirs = Folders::new();
        dirs.publish("one");
        dirs.publish("two");
        assert!(dirs.has_css("one") && dirs.has_css("two"));
        assert!(!dirs.publish("two"), "an unchanged build changes nothing");
        assert!(dirs.has_css("one"));
        dirs.publish("three");
        assert!(!dirs.has_css("one") && dirs.has_css("two") && dirs.has_css("three"));
    }

    #[test]
    fn public_files_come_and_go() {
        let dirs = Folders::new();
        let icon = dirs.public.path().join("favicon.svg");
        fs::write(&icon, "<svg/>").expect("written");
        assert!(dirs.publish("one"));
        assert!(dirs.site.path().join("favicon.svg.br").exists());
        fs::remove_file(&icon).expect("removed");
        assert!(dirs.publish("one"));
        assert_eq!(
            fs::read_dir(dirs.site.path()).expect("a folder").count(),
            2,
            "assets, manifest"
        );
    }
}
