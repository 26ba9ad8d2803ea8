//! What is said of parameters that mean nothing.

use leptos::prelude::*;

use crate::strings::frame;

/// How many of them are named.
const NAMED: usize = 20;

/// Names what was ignored, with the address of what is shown instead.
pub(crate) fn notice(ignored: &[String], address: &str) -> Option<AnyView> {
    (!ignored.is_empty()).then(|| {
        let (ignored, address) = (named(ignored), address.to_owned());
        view! {
            <p class="notice" role="status">
                {frame::IGNORED} "\u{a0}: " {ignored} ". "
                <a href=address>{frame::PERMALINK}</a>
            </p>
        }
        .into_any()
    })
}

/// Each once, and the first ones only: an address can be made of nothing else.
fn named(ignored: &[String]) -> String {
    let mut named: Vec<&str> = Vec::new();
    for what in ignored {
        if named.len() > NAMED {
            break;
        }
        if !named.contains(&what.as_str()) {
            named.push(what);
        }
    }
    if named.len() > NAMED {
        named[NAMED] = "…";
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_named_once_and_not_without_end() {
        let list = |names: &[&str]| named(&names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["a", "b", "a"]), "a, b");
        let many: Vec<String> = (0..5000).map(|i| i.to_string()).collect();
        assert!(named(&many[..NAMED]).ends_with(", 19"));
        assert!(named(&many).ends_with(", 19, …"));
    }
}
