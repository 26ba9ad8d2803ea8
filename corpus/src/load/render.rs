//! From a draft to a note.

use super::{
    draft::Draft,
    embed,
    fields::Text,
    report::Report,
    site::{Links, Site},
};
use crate::{
    Html,
    markdown::{self, Context, Foreign, Inline},
    note::{Note, Question},
    problem::{Fault, Problem},
};

/// Words read in a minute.
const WORDS_A_MINUTE: usize = 220;

/// Renders a note; what is wrong with it comes second.
pub(super) fn render(
    draft: &Draft<'_>,
    site: &Site,
    foreign: &Foreign,
) -> (Option<Note>, Vec<Problem>) {
    let report = Report::about(draft.path);
    let links = Links::of(site, draft.path);
    let lang = draft.front.lang();
    let context = Context {
        lang,
        title: draft.front.title.as_deref(),
        first_line: draft.first_line,
        resolve: &links,
        foreign,
    };
    let (rendered, faults) = markdown::render(draft.body, &context);
    faults
        .into_iter()
        .for_each(|(line, fault)| report.at(line, fault));
    let inline = |text: &Text| -> Html {
        let inline = markdown::inline(&text.text, lang, foreign, &links);
        let note = |fault| report.at(text.line, fault);
        inline.faults.into_iter().for_each(note);
        inline.html
    };
    let embeds = rendered.fences.iter();
    let embeds = embeds.map(|fence| embed::read(fence, draft, (site, foreign), &report));
    let question = |(question, answer): &(Text, Text)| Question {
        question: inline(question),
        answer: inline(answer),
    };
    let summary = draft.front.summary.as_ref();
    let summary = summary.map(|text| {
        let inline = markdown::inline(&text.text, lang, foreign, &links);
        self::summary(text, inline, lang, &report)
    });
    let learn = draft.front.learn.iter().map(inline).collect();
    let questions = draft.front.questions.iter().map(question).collect();
    let followed = links.into_followed();
    let note = Note {
        slug: draft.slug.clone(),
        source: draft.path.to_owned(),
        title: rendered.title.unwrap_or_else(|| draft.title()),
        summary,
        lang: lang.to_owned(),
        learn,
        html: rendered.html,
        tables: rendered.tables,
        embeds: embeds.collect(),
        toc: rendered.toc,
        sections: rendered.sections,
        questions,
        leads_to: followed.notes.into_iter().collect(),
        dead_links: followed.dead.into_iter().collect(),
        updated: draft.front.updated.clone(),
        minutes: rendered.words.div_ceil(WORDS_A_MINUTE).max(1),
        markdown: draft.body.to_owned(),
    };
    (Some(note), report.into_problems())
}

/// A summary, rendered like a line of text. Other tools take it for plain text: one that would be
/// a mistake as Markdown stays as it was written.
fn summary(text: &Text, inline: Inline, lang: &str, report: &Report) -> Html {
    if !inline.faults.iter().all(Fault::is_remark) {
        return Html::escaped(&markdown::typeset(&text.text, lang));
    }
    let note = |fault| report.at(text.line, fault);
    inline.faults.into_iter().for_each(note);
    inline.html
}
