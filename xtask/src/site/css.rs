//! One style sheet from `style/main.css` and all it imports.

use std::fmt::Display;
use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// The oldest browsers served, those of autumn 2023: what is newer is rewritten for them.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(119, 0),
        chrome: version(119, 0),
        edge: version(119, 0),
        firefox: version(120, 0),
        ios_saf: version(17, 1),
        opera: version(105, 0),
        safari: version(17, 1),
        samsung: version(24, 0),
        ie: None,
    })
}

/// Bundles and minifies the style sheet at `entry`.
pub(super) fn bundle(entry: &Path) -> Result<Vec<u8>> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // The errors borrow from the files: they are put into words here.
    let mut sheet = bundler.bundle(entry).map_err(|error| located(&error))?;
    let minify = MinifyOptions {
        targets: targets(),
        ..MinifyOptions::default()
    };
    sheet.minify(minify).map_err(|error| located(&error))?;
    let print = PrinterOptions {
        minify: true,
        targets: targets(),
        ..PrinterOptions::default()
    };
    Ok(sheet
        .to_css(print)
        .map_err(|error| located(&error))?
        .code
        .into_bytes())
}

/// The error as `file:line:column: what`; lightningcss counts lines from 0.
fn located<T: Display>(error: &Error<T>) -> anyhow::Error {
    let Error { kind, loc } = error;
    match loc {
        Some(at) => anyhow!("{}:{}:{}: {kind}", at.filename, at.line + 1, at.column),
        None => anyhow!("{kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let dir = tempfile::tempdir()?;
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text)?;
        }
        Ok(String::from_utf8(bundle(&dir.path().join("main.css"))?)?)
    }

    #[test]
    fn imports_become_layers_of_one_sheet() {
        let main = "@layer base, top;\n@import \"base.css\" layer(base);";
        let css = bundled(&[("main.css", main), ("base.css", "a { color: #ff0000 }")]);
        assert_eq!(
            css.expect("valid CSS"),
            "@layer base{a{color:red}}@layer top;"
        );
    }

    #[test]
    fn what_old_browsers_lack_is_rewritten() {
        let css = bundled(&[("main.css", "a { color: light-dark(#fff, #000) }")]);
        assert!(!css.expect("valid CSS").contains("light-dark("));
    }

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let error =
            bundled(&[("main.css", "a {\n  color: red;\n}\n}")]).expect_err("one } too many");
        assert!(error.to_string().contains("main.css:4"), "{error}");
    }
}
