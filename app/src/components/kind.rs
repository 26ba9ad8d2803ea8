//! The badge of a kind of layer: its colour, and its name in words.

use corpus::LayerKind;
use leptos::prelude::*;

use crate::strings::kind;

/// What people call that kind.
pub(crate) fn name(of: LayerKind) -> &'static str {
    match of {
        LayerKind::Hardware => kind::HARDWARE,
        LayerKind::Hypervisor => kind::HYPERVISOR,
        LayerKind::Vm => kind::VM,
        LayerKind::Os => kind::OS,
        LayerKind::Kubernetes => kind::KUBERNETES,
        LayerKind::Runtime => kind::RUNTIME,
        LayerKind::Pod => kind::POD,
        LayerKind::App => kind::APP,
        LayerKind::Storage => kind::STORAGE,
        LayerKind::Network => kind::NETWORK,
        LayerKind::Security => kind::SECURITY,
        LayerKind::Managed => kind::MANAGED,
        LayerKind::Zone => kind::ZONE,
    }
}

/// The CSS class that carries the colour of a kind.
pub(crate) fn class(of: LayerKind) -> String {
    format!("kind-{}", of.name())
}

/// The name of a kind in its colour.
#[component]
pub(crate) fn KindBadge(kind: LayerKind) -> impl IntoView {
    view! { <span class=format!("badge {}", class(kind))>{name(kind)}</span> }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corpus::LayerKind;

    /// The light and the dark value of a token.
    fn token(css: &str, name: &str) -> [String; 2] {
        let rule = format!("--{name}: light-dark(");
        let values = css.split(&rule).nth(1).unwrap_or_else(|| panic!("{name}"));
        let values = values.split(')').next().unwrap().split(", ");
        values
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap()
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let digits = colour.strip_prefix('#').unwrap();
        let width = digits.len() / 3;
        let part = |i: usize| {
            let digits = &digits[i * width..(i + 1) * width];
            let most = f64::from(if width == 1 { 15 } else { 255 });
            let part = f64::from(u32::from_str_radix(digits, 16).unwrap()) / most;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        assert!((contrast("#fff", "#000000") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.005);
    }

    /// Names of groups on their own ground, names of boxes on theirs, badges and the lanes of flows
    /// on the page, what arrows say beside them.
    #[test]
    fn text_of_every_kind_can_be_read_on_light_and_dark_ground() {
        let kinds = include_str!("../../../style/kinds.css");
        let tokens = include_str!("../../../style/tokens.css");
        let [ground, text, soft, accent] =
            ["ground", "text", "text-soft", "accent"].map(|name| token(tokens, name));
        for kind in LayerKind::ALL {
            let line = token(kinds, &format!("kind-{}", kind.name()));
            let fill = token(kinds, &format!("kind-{}-fill", kind.name()));
            for (over, under) in [(&line, &fill), (&line, &ground), (&text, &fill)] {
                for (over, under) in over.iter().zip(under) {
                    let contrast = contrast(over, under);
                    assert!(
                        contrast >= 4.5,
                        "{kind:?}: {over} on {under}: {contrast:.2}"
                    );
                }
            }
        }
        for over in [&text, &soft, &accent] {
            for (over, under) in over.iter().zip(&ground) {
                assert!(contrast(over, under) >= 4.5, "{over} on {under}");
            }
        }
    }
}
