//! The document around every page.

use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

use crate::{App, EMBEDDED, Site};

/// The whole HTML document. Needs a [`Site`] in the context.
///
/// There is no inline script and no nonce: one external script applies the stored theme before
/// the first paint, another one, after the header, wakes the islands when
/// somebody reaches for one of them.
pub fn shell() -> impl IntoView {
    let site: Site = expect_context();
    let name = site.name().to_owned();
    let Site { assets, dev, .. } = site;
    // In a frame of another site, links lead out of it: no other page may be shown there.
    let path = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    let embedded = path.is_some_and(|url| url.path().starts_with(EMBEDDED));
    let base = embedded.then(|| view! { <base target="_blank"/> });
    // Where there are scripts, one does it, and only while the page is seen.
    let refresh = crate::pages::refresh().map(|seconds| {
        view! { <noscript><meta http-equiv="refresh" content=seconds/></noscript> }
    });
    let reload = dev.then(|| view! { <script type="module" src="/dev/reload.js"></script> });
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                {base}
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                // Neither the parser nor the script waits, the first paint does. The sheet first:
                // it says that pages pass into each other, which browsers ask before the rest.
                <script async blocking="render" src=assets.theme.clone()></script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="alternate" type="application/atom+xml" href="/atom.xml"/>
                <link
                    rel="search"
                    type="application/opensearchdescription+xml"
                    href="/opensearch.xml"
                    title=name
                />
                {refresh}
                {reload}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
