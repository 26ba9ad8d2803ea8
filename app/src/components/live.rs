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
    let region = region(id, address, children());
    view! { <Live>{region}</Live> }
}

/// The region without the island around it.
pub(crate) fn region(id: &'static str, address: Option<String>, content: AnyView) -> impl IntoView {
    view! { <div id=id data-live="" data-live-address=address>{content}</div> }
}
