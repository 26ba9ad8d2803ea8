//! One module for each kind of page. Server code: complete without JavaScript.

mod accessibility;
mod choice;
mod comparison;
mod embedded;
mod environment;
mod environments_compared;
mod error;
mod evolution;
mod flow;
mod glossary;
mod ground;
mod home;
mod index;
mod note;
mod part;
mod search;
mod site_plan;

pub(crate) use accessibility::Accessibility;
pub(crate) use choice::Choose;
pub use comparison::comparison_region;
pub(crate) use comparison::{Comparison, Comparisons};
pub(crate) use embedded::Embedded;
pub(crate) use environment::{Environment, Environments};
pub(crate) use environments_compared::EnvironmentsCompared;
pub(crate) use error::ErrorPage;
pub(crate) use evolution::Evolution;
pub(crate) use flow::{Flow, Flows};
pub(crate) use glossary::Glossary;
pub(crate) use ground::{UnderYourFeet, refresh};
pub(crate) use home::Home;
pub(crate) use note::Note;
pub(crate) use search::{NEAR, Search, parts, say};
pub(crate) use site_plan::SitePlan;

use corpus::Html;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The part of the URL that names the page below its section; empty at the section's root.
fn slug() -> String {
    use_params_map()
        .read_untracked()
        .get("slug")
        .unwrap_or_default()
}

/// The parameters of the query string, in its order.
pub(crate) fn query() -> Vec<(String, String)> {
    let query = use_query_map().get_untracked();
    let pairs = query.into_iter();
    pairs
        .map(|(name, value)| (name.into_owned(), value))
        .collect()
}

pub(crate) fn pairs(query: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
}

/// What search engines say of a page: its summary, or `otherwise`.
fn describe(summary: Option<&Html>, otherwise: String) -> String {
    summary.map_or(otherwise, Html::text)
}
