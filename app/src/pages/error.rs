//! The page that says what went wrong, with the status to match.

use corpus::search::Query;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::location::RequestUrl;
use percent_encoding::percent_decode_str;

use crate::{
    Site,
    components::{Layout, PageInfo},
    strings::{error, frame, home, search},
};

/// How many pages are offered in the place of one that is not there.
const NEAR: usize = 3;
/// How much of an address is looked for, in characters.
const LONGEST: usize = 60;

/// Answers with `status` and says in plain words what it means and where to go from here.
#[component]
pub(crate) fn ErrorPage(status: u16) -> impl IntoView {
    if let (Some(response), Ok(code)) = (
        use_context::<ResponseOptions>(),
        StatusCode::from_u16(status),
    ) {
        response.set_status(code);
    }
    let (title, explanation) = error::page(status);
    let page = PageInfo {
        title: title.to_owned(),
        unlisted: true,
        ..PageInfo::default()
    };
    let lost = (status == 404).then(|| lost().into_any());
    view! {
        <Layout page>
            <h1>{title}</h1>
            <p class="lead">{explanation}</p>
            {lost}
            <p class="about">{format!("HTTP {status}")}</p>
            <ul class="ways-out">
                <li><a href="/">{frame::HOME}</a></li>
                <li><a href="/plan-du-site">{frame::SITE_PLAN}</a></li>
                <li><a href="/recherche">{frame::SEARCH}</a></li>
            </ul>
        </Layout>
    }
}

/// What the address may have meant, and a field to look for it.
fn lost() -> impl IntoView {
    let Site { index, .. } = expect_context();
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    let words = url.map(|url| words(url.path())).unwrap_or_default();
    let query = Query {
        text: &words,
        limit: NEAR,
        ..Query::default()
    };
    let found = index.search_pages(&query, 1);
    let near = found.groups.iter().filter_map(|group| group.hits.first());
    let near: Vec<_> = near
        .map(|hit| {
            let path = hit.path.split(['#', '?']).next().unwrap_or_default();
            view! { <li><a href=path.to_owned()>{hit.title.clone()}</a></li> }
        })
        .collect();
    let near = (!near.is_empty()).then(|| {
        view! {
            <h2>{error::NEAR}</h2>
            <ul>{near}</ul>
        }
    });
    view! {
        <form class="search-form" action="/recherche" role="search">
            <label for="page:perdu">{home::SEARCH_LABEL}</label>
            <input id="page:perdu" type="search" name="q" value=words/>
            <button type="submit">{search::SUBMIT}</button>
        </form>
        {near}
    }
}

/// The last step of a path, as words.
fn words(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next();
    let text = percent_decode_str(last.unwrap_or_default()).decode_utf8_lossy();
    let letters = text.chars().map(|c| match c {
        '-' | '_' | '.' | '+' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    let text: String = letters.take(LONGEST).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_address_is_read_as_words() {
        for (path, said) in [
            ("/notes/lab/mise-a-l-echelle", "mise a l echelle"),
            ("/comparer/n%C5%93uds_et_pods/", "nœuds et pods"),
            ("/%FF%00x", "\u{fffd} x"),
            ("/", ""),
        ] {
            assert_eq!(words(path), said, "{path}");
        }
        assert_eq!(words(&"/a".repeat(9)), "a");
        assert_eq!(words(&format!("/{}", "é".repeat(500))).chars().count(), 60);
    }
}
