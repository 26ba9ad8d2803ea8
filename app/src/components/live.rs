//! A region whose links and forms are followed in place.

use leptos::prelude::*;

use crate::islands::Live;

/// The region `id`, which must be unique in the page. `address` is the canonical address of the
/// view it shows.
///
/// How links, forms and the rest in it behave is said in [`crate::islands::live`]. Islands that
/// belong to it go around it, never inside.
#[component]
pub(crate) fn LiveRegion(
    id: &'static str,
    #[prop(optional, into)] address: Option<String>,
    children: Children,
) -> impl IntoView {
    let content = children();
    view! {
        <Live>
            <div id=id data-live="" data-live-address=address>
                {content}
            </div>
        </Live>
    }
}
