//! What is said of parameters that mean nothing.

use leptos::prelude::*;

use crate::strings::environment;

/// Names what was ignored, with the address of what is shown instead.
pub(super) fn notice(ignored: &[String], address: &str) -> Option<AnyView> {
    (!ignored.is_empty()).then(|| {
        let (ignored, address) = (ignored.join(", "), address.to_owned());
        view! {
            <p class="notice" role="status">
                {environment::IGNORED} "\u{a0}: " {ignored} ". "
                <a href=address>{environment::PERMALINK}</a>
            </p>
        }
        .into_any()
    })
}
