//! The map of the pages.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    ErrorStatus,
    pages::{
        Accessibility, Choose, Comparison, Comparisons, Embedded, Environment, Environments,
        EnvironmentsCompared, ErrorPage, Evolution, Flow, Flows, Glossary, Home, Note, Search,
        SitePlan, UnderYourFeet,
    },
};

/// Pages below this path are made for frames of other sites.
pub const EMBEDDED: &str = "/embed/";

/// The address at which a comparison stands alone, from the one of its page.
pub fn embedded(address: &str) -> String {
    format!("{}{}", EMBEDDED.trim_end_matches('/'), address)
}

/// Every page of the site. An [`ErrorStatus`] in the context takes the place of all of them.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    match use_context::<ErrorStatus>() {
        Some(ErrorStatus(status)) => view! { <ErrorPage status/> }.into_any(),
        None => view! { <Pages/> }.into_any(),
    }
}

#[component]
fn Pages() -> impl IntoView {
    const SSR: SsrMode = SsrMode::Async;
    view! {
        <Router>
            <Routes fallback=|| view! { <ErrorPage status=404/> }>
                <Route path=path!("/") view=Home ssr=SSR/>
                <Route path=path!("/notes") view=Note ssr=SSR/>
                <Route path=path!("/notes/*slug") view=Note ssr=SSR/>
                <Route path=path!("/comparer") view=Comparisons ssr=SSR/>
                <Route path=path!("/comparer/:slug") view=Comparison ssr=SSR/>
                <Route path=path!("/choisir") view=Choose ssr=SSR/>
                <Route path=path!("/embed/comparer/:slug") view=Embedded ssr=SSR/>
                <Route path=path!("/environnements") view=Environments ssr=SSR/>
                <Route path=path!("/environnements/comparer") view=EnvironmentsCompared ssr=SSR/>
                <Route path=path!("/environnements/evolution/:slug") view=Evolution ssr=SSR/>
                <Route path=path!("/environnements/sous-vos-pieds") view=UnderYourFeet ssr=SSR/>
                <Route path=path!("/environnements/:slug") view=Environment ssr=SSR/>
                <Route path=path!("/flux") view=Flows ssr=SSR/>
                <Route path=path!("/flux/:slug") view=Flow ssr=SSR/>
                <Route path=path!("/glossaire") view=Glossary ssr=SSR/>
                <Route path=path!("/recherche") view=Search ssr=SSR/>
                <Route path=path!("/plan-du-site") view=SitePlan ssr=SSR/>
                <Route path=path!("/accessibilite") view=Accessibility ssr=SSR/>
            </Routes>
        </Router>
    }
}
