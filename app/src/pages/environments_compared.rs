//! Two or three environments side by side.

use corpus::{
    Corpus,
    stack::{Stack, Verdict},
};
use leptos::prelude::*;

use super::{environment, index::nothing, pairs, query};
use crate::{
    Site,
    alignment::Alignment,
    components::{AlignedLayers, Drawing, Layout, LiveRegion, PageInfo, notice},
    strings::environment as say,
};

/// The page.
const PATH: &str = "/environnements/comparer";
/// The parameters, in the order of the columns.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// What is compared: the environments that the query string names.
#[component]
pub(crate) fn EnvironmentsCompared() -> impl IntoView {
    let Site { corpus, .. } = expect_context();
    let (chosen, ignored) = read(&corpus, pairs(&query()));
    let stacks: Vec<&Stack> = chosen.iter().flatten().copied().collect();
    let titles: Vec<String> = stacks.iter().map(|stack| stack.title.clone()).collect();
    let title = match titles.len() {
        0 | 1 => say::COMPARE.to_owned(),
        _ => say::compared(&titles),
    };
    let page = PageInfo {
        path: PATH.to_owned(),
        title: title.clone(),
        description: Some(say::COMPARE_INTRO.to_owned()),
        crumbs: vec![environment::crumb()],
        unlisted: corpus.stacks().len() < 2,
        wide: true,
        tools: true,
        ..PageInfo::default()
    };
    if page.unlisted && stacks.is_empty() && ignored.is_empty() {
        let nothing = nothing(say::TOO_FEW);
        return view! { <Layout page><h1>{title}</h1> {nothing}</Layout> }.into_any();
    }
    let address = address(&stacks);
    let notice = notice(&ignored, &address);
    let form = form(&corpus, chosen);
    let result = match stacks.len() {
        0 | 1 => start(&corpus, stacks.len()).into_any(),
        _ => compared(&stacks).into_any(),
    };
    view! {
        <Layout page>
            <LiveRegion id="comparaison" address>
                <h1>{title}</h1>
                <p class="lead">{say::COMPARE_INTRO}</p>
                {notice}
                {form}
                {result}
            </LiveRegion>
        </Layout>
    }
    .into_any()
}

/// The environment of each column; what means nothing comes second. An empty choice is none.
fn read<'a, 'q>(
    corpus: &'a Corpus,
    parameters: impl Iterator<Item = (&'q str, &'q str)>,
) -> ([Option<&'a Stack>; 3], Vec<String>) {
    let (mut chosen, mut ignored) = ([None; 3], Vec::new());
    for (name, value) in parameters {
        let column = NAMES.iter().position(|known| *known == name);
        match (column, corpus.stack(value)) {
            (Some(_), None) if value.is_empty() => {}
            (Some(column), Some(stack)) if chosen[column].is_none() => chosen[column] = Some(stack),
            (Some(_), _) => ignored.push(format!("{name}={value}")),
            (None, _) => ignored.push(name.to_owned()),
        }
    }
    (chosen, ignored)
}

/// The address of a comparison: the same one always has the same.
fn address(stacks: &[&Stack]) -> String {
    let pairs = stacks.iter().zip(NAMES);
    let pairs: Vec<String> = pairs
        .map(|(stack, name)| format!("{name}={}", stack.slug))
        .collect();
    match pairs.is_empty() {
        true => PATH.to_owned(),
        false => format!("{PATH}?{}", pairs.join("&")),
    }
}

fn form(corpus: &Corpus, chosen: [Option<&Stack>; 3]) -> impl IntoView + use<> {
    let fields = NAMES.into_iter().zip(say::COLUMNS).zip(chosen);
    let fields = fields.map(|((name, label), chosen)| {
        let options = corpus.stacks().iter().map(|stack| {
            let selected = chosen.is_some_and(|chosen| chosen.slug == stack.slug);
            view! { <option value=stack.slug.to_string() selected=selected>{stack.title.clone()}</option> }
        });
        let options = options.collect_view();
        let id = format!("colonne-{name}");
        view! {
            <p>
                <label for=id.clone()>{label}</label>
                <select id=id name=name>
                    <option value="">{say::NONE}</option>
                    {options}
                </select>
            </p>
        }
    });
    view! {
        <form class="choices" action=PATH data-auto="">
            {fields.collect_view()}
            <button type="submit">{say::COMPARE_SUBMIT}</button>
        </form>
    }
}

/// What to begin with: the comparisons that environments name.
fn start(corpus: &Corpus, chosen: usize) -> impl IntoView + use<> {
    let wanted = (chosen == 1).then(|| view! { <p data-live-status="">{say::CHOOSE_ANOTHER}</p> });
    let examples = corpus
        .stacks()
        .iter()
        .filter(|stack| !stack.compare.is_empty());
    let examples = examples.map(|stack| {
        let others = stack
            .compare
            .iter()
            .filter_map(|slug| corpus.stack(slug.as_str()));
        let stacks: Vec<&Stack> = std::iter::once(stack).chain(others).collect();
        let titles: Vec<String> = stacks.iter().map(|stack| stack.title.clone()).collect();
        let summaries = stacks.iter().filter_map(|stack| stack.summary.as_ref());
        let summaries = summaries.map(|html| view! { <p inner_html=html.to_string()></p> });
        view! {
            <li class="card">
                <h3><a href=address(&stacks)>{say::listed(&titles, "et")}</a></h3>
                {summaries.collect_view()}
            </li>
        }
    });
    let examples = examples.collect_view();
    view! {
        {wanted}
        <h2>{say::EXAMPLES}</h2>
        <ul class="cards">{examples}</ul>
    }
}

fn compared(stacks: &[&Stack]) -> impl IntoView + use<> {
    let alignment = Alignment::of(stacks);
    let sentences = alignment.sentences().into_iter();
    let sentences = sentences
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect_view();
    let table = view! { <AlignedLayers alignment=&alignment/> }.into_any();
    let drawings = stacks.iter().enumerate().map(|(column, stack)| {
        let marks = alignment.marks(column);
        view! {
            <section>
                <h3><a href=stack.path()>{stack.title.clone()}</a></h3>
                <Drawing stack marks=&marks/>
            </section>
        }
        .into_any()
    });
    let drawings = drawings.collect_view();
    let alike = alignment
        .rows
        .iter()
        .all(|row| row.verdict() == Verdict::Same);
    let lead = match alike {
        true => say::NO_DIFFERENCE.to_owned(),
        false => alignment.lead(),
    };
    let legend = alignment.legend().into_iter().map(|mark| {
        let class = format!("mark {}", mark.class);
        view! { <span class=class><span aria-hidden="true">{mark.sign} " "</span>{mark.words}</span> " " }
    });
    let legend = legend.collect_view();
    view! {
        <p class="overlay-lead" data-live-status="">{lead}</p>
        <h2>{say::DRAWINGS}</h2>
        <p class="legend" aria-hidden="true">{legend}</p>
        <div class="drawings">{drawings}</div>
        <h2>{say::DIFFERENCES}</h2>
        <ul class="sentences">{sentences}</ul>
        <h2>{say::SIDE_BY_SIDE}</h2>
        {table}
    }
}
