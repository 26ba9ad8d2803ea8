//! What is said of parameters that mean nothing.

use leptos::prelude::*;

use crate::strings::frame;

/// Names what was ignored, with the address of what is shown instead.
pub(crate) fn notice(ignored: &[String], address: &str) -> Option<AnyView> {
    (!ignored.is_empty()).then(|| {
        let (ignored, address) = (ignored.join(", "), address.to_owned());
        view! {
            <p class="notice" role="status">
                {frame::IGNORED} "\u{a0}: " {ignored} ". "
                <a href=address>{frame::PERMALINK}</a>
            </p>
        }
        .into_any()
    })
}
