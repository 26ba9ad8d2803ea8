//! Where links and images lead.

use super::{Image, Resolve};
use crate::problem::Fault;

/// A link that may be written.
pub(super) struct Link {
    pub(super) href: String,
    /// Leads to another site.
    pub(super) external: bool,
}

/// What is to be shown for an image.
pub(super) enum Picture {
    /// A file of the content folder.
    Here(Image),
    /// An image of another site: pages load nothing from elsewhere, so it becomes a link.
    Elsewhere(String),
}

/// Checks a link, and resolves it if it stays on the site.
pub(super) fn link(dest: &str, resolve: &dyn Resolve) -> Result<Link, Fault> {
    let dest = cleaned(dest);
    let external = match scheme(&dest).as_deref() {
        None if dest.starts_with("//") => true,
        None => {
            return Ok(Link {
                href: resolve.link(&dest)?,
                external: false,
            });
        }
        Some("http" | "https") => true,
        Some("mailto" | "tel") => false,
        Some(scheme) => {
            return Err(Fault::ForbiddenScheme {
                scheme: scheme.to_owned(),
            });
        }
    };
    Ok(Link {
        href: dest,
        external,
    })
}

/// Checks the address of an image, and resolves it if it is a file.
pub(super) fn image(dest: &str, resolve: &dyn Resolve) -> Result<Picture, Fault> {
    let dest = cleaned(dest);
    match scheme(&dest).as_deref() {
        None if dest.starts_with("//") => Ok(Picture::Elsewhere(dest)),
        None => resolve.image(&dest).map(Picture::Here),
        Some("http" | "https") => Ok(Picture::Elsewhere(dest)),
        Some(scheme) => Err(Fault::ForbiddenScheme {
            scheme: scheme.to_owned(),
        }),
    }
}

/// Whether an image is to be drawn from data: a `.toml` file of the content folder.
pub(super) fn is_picture(dest: &str) -> bool {
    let path = dest.split(['?', '#']).next().unwrap_or_default();
    path.ends_with(".toml") && !path.starts_with("//") && scheme(dest).is_none()
}

/// The scheme of an address as browsers read it, in lower case.
pub(super) fn scheme(dest: &str) -> Option<String> {
    let cleaned = cleaned(dest);
    let (scheme, _) = cleaned.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// Browsers drop control characters from addresses before they look at the scheme: so do we.
fn cleaned(dest: &str) -> String {
    dest.trim_matches(|c: char| c <= ' ')
        .replace(|c: char| c.is_control(), "")
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        assert_eq!(scheme("JavaScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(
            scheme("\u{1} java\tscript\n:x").as_deref(),
            Some("javascript")
        );
        assert_eq!(scheme("https://x").as_deref(), Some("https"));
        for dest in ["a/b:c.md", "#a:b", "./x", "?q=a:b", "1a:b", ""] {
            assert_eq!(scheme(dest), None, "{dest}");
        }
    }
}
