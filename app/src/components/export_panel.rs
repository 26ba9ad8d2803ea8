//! What one does with a view elsewhere: copy it, save it, show it in a page of another site.

use corpus::{Html, comparison::Comparison};
use leptos::prelude::*;

use crate::{
    Site,
    export::{self, Format},
    strings::{compare, environment},
    table::{TableState, markup::FORM},
};

/// What the panel shows: the value of the parameter `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// The view as a file.
    File(Format),
    /// The code of a frame.
    Frame,
}

impl Offer {
    const ALL: [Self; 5] = [
        Self::File(Format::Markdown),
        Self::File(Format::Csv),
        Self::File(Format::Html),
        Self::File(Format::Json),
        Self::Frame,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::File(format) => format.extension(),
            Self::Frame => "cadre",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::File(Format::Markdown) => "Markdown",
            Self::File(Format::Csv) => "CSV",
            Self::File(Format::Html) => "HTML",
            Self::File(Format::Json) => "JSON",
            Self::Frame => compare::FRAME,
        }
    }

    /// The offer of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|offer| offer.name() == name)
    }

    /// The address of a view with this offer open.
    pub(crate) fn at(self, address: &str) -> String {
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}export={}", self.name())
    }

    /// What is said to screen readers once it is there.
    pub(crate) fn announcement(self) -> String {
        compare::export_ready(self.label())
    }
}

/// A button for each offer, and below them what was asked for. The buttons belong to the form of
/// the view, so that they see the boxes as they are. What was made for boxes that have changed
/// since is out of date: the style sheet finds that out and says so.
#[component]
pub(crate) fn ExportPanel<'a>(
    comparison: &'a Comparison,
    state: &'a TableState,
    chosen: Option<Offer>,
) -> impl IntoView {
    let target = format!("{}#page:export", comparison.path());
    let source = format!("{}.toml", comparison.path());
    let buttons = Offer::ALL
        .map(|offer| {
            let pressed = if chosen == Some(offer) {
                "true"
            } else {
                "false"
            };
            view! {
                <button
                    id=format!("page:export-{}", offer.name())
                    type="submit"
                    form=FORM
                    formaction=target.clone()
                    name="export"
                    value=offer.name()
                    aria-pressed=pressed
                >
                    {offer.label()}
                </button>
            }
        })
        .collect_view();
    let made = chosen.map(|offer| {
        let made = match offer {
            Offer::File(format) => file(comparison, state, format).into_any(),
            Offer::Frame => frame(comparison, state).into_any(),
        };
        view! {
            <p class="export-stale">{compare::STALE}</p>
            <div class="export-made">{made}</div>
        }
    });
    view! {
        <section id="page:export" class="export" aria-labelledby="page:export-titre">
            <h2 id="page:export-titre">{compare::EXPORT}</h2>
            <p class="export-offers">{buttons}</p>
            {made}
            <p class="downloads"><a href=source download="">{environment::SOURCE}</a></p>
        </section>
    }
}

fn file(comparison: &Comparison, state: &TableState, format: Format) -> impl IntoView + use<> {
    let Site { base_url, .. } = expect_context();
    let text = export::render(comparison, state, format, &base_url);
    let text = text.trim_start_matches('\u{feff}').trim_end().to_owned();
    let href = export::address(comparison, state, format);
    let name = format!("{}.{}", comparison.slug, format.extension());
    let saved_as = name.clone();
    view! {
        {code(Offer::File(format).label(), text)}
        <p><a href=href download=saved_as>{compare::DOWNLOAD} " " {name}</a></p>
    }
}

fn frame(comparison: &Comparison, state: &TableState) -> impl IntoView + use<> {
    let Site {
        base_url, framed, ..
    } = expect_context();
    let href = crate::embedded(&state.plain().address(comparison));
    let address = Html::escaped(&format!("{base_url}{href}"));
    let title = Html::escaped(&compare::table_label(&comparison.title));
    let text = format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>"
    );
    let hint = match framed {
        true => view! { <p>{compare::FRAME_HINT}</p> }.into_any(),
        false => view! { <p class="notice">{compare::FRAME_REFUSED}</p> }.into_any(),
    };
    view! {
        {hint}
        {code("HTML", text)}
        <p><a href=href>{compare::FRAME_OPEN}</a></p>
    }
}

/// A block like those of the notes, whose button copies it.
fn code(caption: &'static str, text: String) -> impl IntoView {
    view! {
        <figure class="code">
            <figcaption>{caption}</figcaption>
            <button class="copy" type="button" hidden data-copy="">{compare::COPY}</button>
            <pre tabindex="0"><code>{text}</code></pre>
        </figure>
    }
}
