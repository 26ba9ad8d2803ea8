//! The files that stand beside pages: the Markdown of a note, a comparison for a spreadsheet,
//! the drawing of an environment, the images of the notes.

use std::sync::Arc;

use app::{
    Theme,
    strings::compare::{CRITERION, UNKNOWN},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use corpus::{
    Corpus,
    comparison::{Cell, Comparison, Criterion},
    layout::ascii,
};
use serde_json::{Value, json};

use crate::site::Site;

/// The paths of all these files.
pub fn paths(corpus: &Corpus) -> impl Iterator<Item = String> {
    let notes = corpus.notes().iter().map(|note| note.path() + ".md");
    let tables = corpus.comparisons().iter().flat_map(|table| {
        ["csv", "json", "md"].map(|extension| format!("{}.{extension}", table.path()))
    });
    let drawings = corpus.stacks().iter().flat_map(|stack| {
        ["svg", "txt", "toml"].map(|extension| format!("{}.{extension}", stack.path()))
    });
    let media = corpus.media().keys().map(|path| format!("/media/{path}"));
    notes.chain(tables).chain(drawings).chain(media)
}

/// The file at that path, if there is one. Of a query, only the theme of a drawing counts.
pub fn file(site: &app::Site, path: &str, query: Option<&str>) -> Option<Response> {
    let (page, extension) = path.rsplit_once('.')?;
    let corpus = &site.corpus;
    let section = page.get(1..)?.split_once('/').unwrap_or_default();
    let text = match (section, extension) {
        (("comparer", slug), "csv") => csv(corpus.comparison(slug)?),
        (("comparer", slug), "json") => json(corpus.comparison(slug)?),
        (("comparer", slug), "md") => markdown(corpus.comparison(slug)?),
        (("environnements", slug), "svg") => app::stack_svg(corpus.stack(slug)?, theme(query)),
        (("environnements", slug), "txt") => ascii(corpus.stack(slug)?),
        (("environnements", slug), "toml") => corpus.stack(slug)?.text.clone(),
        (_, "md") => note(corpus, page)?.to_owned(),
        _ => return None,
    };
    let content_type = HeaderValue::from_static(match extension {
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "toml" => "application/toml; charset=utf-8",
        _ => "text/markdown; charset=utf-8",
    });
    Some(([(header::CONTENT_TYPE, content_type)], text).into_response())
}

fn theme(query: Option<&str>) -> Theme {
    match query {
        Some("theme=clair") => Theme::Light,
        Some("theme=sombre") => Theme::Dark,
        _ => Theme::Either,
    }
}

/// `/media/{*path}`: an image of a note.
pub async fn media(State(site): State<Arc<Site>>, Path(path): Path<String>) -> Response {
    let edition = site.edition();
    match edition.context.corpus.media().get(&path) {
        Some(media) => {
            let content_type = HeaderValue::from_static(media.kind.mime());
            ([(header::CONTENT_TYPE, content_type)], media.bytes.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn note<'a>(corpus: &'a Corpus, page: &str) -> Option<&'a str> {
    let below = page.strip_prefix("/notes")?;
    let slug = match below.strip_prefix('/') {
        Some(slug) => slug,
        None if below.is_empty() => "",
        None => return None,
    };
    let index = corpus.note(slug)?;
    Some(&corpus.notes()[index].markdown)
}

/// RFC 4180. Starts with a byte order mark, without which spreadsheets garble accents.
fn csv(table: &Comparison) -> String {
    let quoted = |field: &str| match field.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    };
    let lines = rows(table).into_iter().map(|row| {
        let fields: Vec<_> = row.iter().map(|field| quoted(field)).collect();
        fields.join(",") + "\r\n"
    });
    std::iter::once("\u{feff}".to_owned())
        .chain(lines)
        .collect()
}

/// A GFM table under a heading.
fn markdown(table: &Comparison) -> String {
    let line = |row: &[String]| {
        let fields: Vec<_> = row
            .iter()
            .map(|field| field.replace('|', "\\|").replace(['\r', '\n'], " "))
            .collect();
        format!("| {} |\n", fields.join(" | "))
    };
    let rows = rows(table);
    let (head, body) = rows.split_first().expect("a table has a header");
    let rule = line(&vec!["---".to_owned(); head.len()]);
    let body: String = body.iter().map(|row| line(row)).collect();
    format!("# {}\n\n{}{rule}{body}", table.title, line(head))
}

/// Header and rows, the criterion first, then a cell for each subject.
fn rows(table: &Comparison) -> Vec<Vec<String>> {
    let subjects = table.subjects.iter().map(|subject| subject.name.clone());
    let header = std::iter::once(CRITERION.to_owned()).chain(subjects);
    let row = |criterion: &Criterion| {
        let cells = criterion.cells.iter().map(|cell| match cell {
            Cell::Known { plain, .. } => plain.clone(),
            Cell::Unknown => UNKNOWN.to_owned(),
        });
        std::iter::once(criterion.name.clone())
            .chain(cells)
            .collect()
    };
    let rows = table.criteria().map(row);
    std::iter::once(header.collect()).chain(rows).collect()
}

fn json(table: &Comparison) -> String {
    let subjects: Vec<_> = table
        .subjects
        .iter()
        .map(|subject| json!({ "id": subject.id.as_str(), "name": subject.name }))
        .collect();
    let groups: Vec<_> = table
        .groups
        .iter()
        .map(|group| {
            let criteria = group.criteria.iter().map(|row| json_row(table, row));
            json!({ "name": group.name, "criteria": criteria.collect::<Vec<_>>() })
        })
        .collect();
    let whole = json!({ "title": table.title, "subjects": subjects, "groups": groups });
    format!("{whole:#}\n")
}

fn json_row(table: &Comparison, criterion: &Criterion) -> Value {
    let levels = criterion.scale.as_ref().map(|scale| &scale.levels);
    let cells = table.subjects.iter().zip(&criterion.cells);
    let cells = cells.map(|(subject, cell)| match cell {
        Cell::Unknown => json!({ "subject": subject.id.as_str(), "unknown": true }),
        Cell::Known {
            plain,
            level,
            source,
            ..
        } => json!({
            "subject": subject.id.as_str(),
            "text": plain,
            "level": level.and_then(|level| levels?.get(level)),
            "source": source.as_ref().map(|target| &target.href),
        }),
    });
    json!({
        "id": criterion.id.as_str(),
        "name": criterion.name,
        "scale": levels,
        "cells": cells.collect::<Vec<_>>(),
    })
}
