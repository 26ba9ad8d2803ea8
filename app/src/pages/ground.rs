//! "Sous vos pieds": what runs under the server of this very page.

use std::sync::Arc;

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::location::RequestUrl;

use super::{environment, pairs, query};
use crate::{
    Site,
    components::{Diagram, LayerPanel, Layout, LiveRegion, PageInfo, notice},
    ground::{Evidence, Fact, Ground, Part, in_words, stack},
    islands::LayerExplorer,
    strings::ground::{self as say, PATH},
};

/// The page that reads itself anew.
const FOLLOWED: &str = "/environnements/sous-vos-pieds?suivre=1";

/// The report in the context; an explanation and the status 404 where there is none.
#[component]
pub(crate) fn UnderYourFeet() -> impl IntoView {
    let page = PageInfo {
        path: PATH.to_owned(),
        title: say::TITLE.to_owned(),
        description: Some(say::DESCRIPTION.to_owned()),
        crumbs: vec![environment::crumb()],
        unlisted: true,
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    match use_context::<Arc<Ground>>() {
        Some(ground) => open(page, &ground).into_any(),
        None => closed(page).into_any(),
    }
}

fn closed(page: PageInfo) -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <Layout page=PageInfo { title: say::CLOSED.to_owned(), ..page }>
            <h1>{say::CLOSED}</h1>
            <p>
                {say::CLOSED_WHY} " " <code>"--reveal-runtime"</code> " " {say::OR} " "
                <code>"STRATES_REVEAL_RUNTIME"</code> "."
            </p>
            <p><a href="/environnements">{say::OTHERS}</a></p>
        </Layout>
    }
}

/// Whether the page is to read anew by itself; what means nothing comes second.
fn read<'a>(parameters: impl Iterator<Item = (&'a str, &'a str)>) -> (bool, Vec<String>) {
    let (mut follows, mut ignored) = (false, Vec::new());
    for (name, value) in parameters {
        match (name, value) {
            ("suivre", "1") => follows = true,
            ("relire", "1") => {}
            _ => ignored.push(name.to_owned()),
        }
    }
    (follows, ignored)
}

/// Seconds until a browser without scripts loads the page again, where that was asked for. Nobody
/// gets this without a link that says so, and the page has one to end it. Asked outside of the router.
pub(crate) fn refresh() -> Option<&'static str> {
    use_context::<Arc<Ground>>()?;
    let url = use_context::<RequestUrl>()?.parse().ok()?;
    (url.search_params().get_str("suivre") == Some("1")).then_some("5")
}

fn open(page: PageInfo, ground: &Ground) -> impl IntoView + use<> {
    let (follows, ignored) = read(pairs(&query()));
    let follow = follow(follows);
    let (address, again) = match follows {
        true => (FOLLOWED, format!("{FOLLOWED}&relire=1")),
        false => (PATH, format!("{PATH}?relire=1")),
    };
    let notice = notice(&ignored, address);
    let stack = stack(ground);
    let diagram = view! { <Diagram stack=&stack marks=&[]/> }.into_any();
    let facts = facts(ground);
    let taken = say::taken(&ground.taken);
    view! {
        <Layout page>
            <h1>{say::TITLE}</h1>
            <p class="lead">{say::INTRO}</p>
            {follow}
            <LayerExplorer>
                <LiveRegion id="releve" address>
                    {notice}
                    <p class="reading">
                        // What is read every few seconds is not said every time.
                        <span data-live-status=(!follows).then_some("")>{taken}</span>
                        " "
                        <a class="button" id="relire" href=again>{say::REFRESH}</a>
                    </p>
                    {diagram}
                    {facts}
                </LiveRegion>
                <LayerPanel/>
            </LayerExplorer>
            <p class="layer-fact privacy">{say::PRIVACY}</p>
        </Layout>
    }
}

/// The link that starts reading anew again and again, or the one that ends it, with the script that
/// does it while the page is seen. Outside of the live region: it is for the browser to follow.
fn follow(follows: bool) -> impl IntoView {
    match follows {
        false => view! {
            <p><a href=FOLLOWED rel="nofollow">{say::FOLLOW}</a></p>
        }
        .into_any(),
        true => {
            let Site { assets, .. } = expect_context();
            view! {
                <p class="notice">{say::FOLLOWING} " " <a href=PATH>{say::PAUSE}</a></p>
                <script src=assets.follow.clone() defer></script>
            }
            .into_any()
        }
    }
}

/// Everything that was read and looked for, with where.
fn facts(ground: &Ground) -> impl IntoView + use<> {
    let bodies = Part::ALL.into_iter().zip(say::PARTS);
    let bodies = bodies.map(|(part, title)| {
        let rows: Vec<_> = ground.of(part).map(fact).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <tbody>
                    <tr class="group"><th scope="rowgroup" colspan="3">{title}</th></tr>
                    {rows}
                </tbody>
            }
        })
    });
    let bodies = bodies.collect_view();
    let heads = say::COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <h2 id="releves">{say::FACTS}</h2>
        <div class="table-scroll facts-scroll" id="table-releves" role="region" aria-labelledby="releves" tabindex="0">
            <table class="comparison facts columns-2">
                <thead><tr>{heads.collect_view()}</tr></thead>
                {bodies}
            </table>
        </div>
    }
}

fn fact(fact: &Fact) -> impl IntoView + use<> {
    let (class, before) = match fact.value {
        Some(_) => ("", None),
        None => ("unknown", Some(format!("{} ", say::LOOKED_FOR))),
    };
    let found = fact.found.iter().enumerate().map(evidence).collect_view();
    view! {
        <tr>
            <th scope="row">{fact.name.in_french()}</th>
            <td class=class>{in_words(fact)}</td>
            <td>{before} {found}</td>
        </tr>
    }
}

fn evidence((i, evidence): (usize, &Evidence)) -> impl IntoView + use<> {
    let (file, words) = evidence.parts();
    let file = file.map(|file| view! { <code>{file.to_owned()}</code> });
    let comma = (i > 0).then_some(", ");
    match evidence {
        Evidence::File(_) => view! { {comma} {file} }.into_any(),
        Evidence::Variable(_) => view! { {comma} {words} " " {file} }.into_any(),
        Evidence::Word(..) | Evidence::Itself => view! { {comma} {file} " " {words} }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn following_is_asked_for_in_one_way() {
        assert_eq!(read([("suivre", "1")].into_iter()), (true, vec![]));
        assert_eq!(read([("relire", "1")].into_iter()), (false, vec![]));
        let ignored = vec!["suivre".to_owned()];
        assert_eq!(read([("suivre", "oui")].into_iter()), (false, ignored));
    }
}
