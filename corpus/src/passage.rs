//! The paragraph of a note that a short text was made from.

use std::{borrow::Cow, collections::HashSet};

use crate::{markdown::slug, note::Note};

impl Note {
    /// The paragraph, row or item that shares most words with `about`, among those under the
    /// heading `anchor`, its subsections included; in the whole note where no heading has that
    /// name. Without any word in common, the first one.
    ///
    /// It says something by itself: a sentence at its end that announces what follows (`:`) is left
    /// out; where it is all there is, the first block that follows stands with it.
    pub fn passage(&self, anchor: Option<&str>, about: &str) -> Option<Cow<'_, str>> {
        let wanted = words(about);
        let texts: Vec<&str> = self.texts_under(anchor).collect();
        let mut best: Option<(usize, usize)> = None;
        for (at, text) in texts.iter().enumerate() {
            let shared = words(text).intersection(&wanted).map(String::len).sum();
            if best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, at));
            }
        }
        let (_, at) = best?;
        Some(complete(texts[at], &texts[at + 1..]))
    }

    /// The blocks of text under a heading, in order.
    fn texts_under(&self, anchor: Option<&str>) -> impl Iterator<Item = &str> {
        let sections = &self.sections;
        let is_it = |wanted| {
            sections
                .iter()
                .position(|s| s.anchor.as_deref() == Some(wanted))
        };
        let start = anchor.and_then(is_it);
        let level = self.level(anchor);
        let below = sections
            .iter()
            .skip(start.unwrap_or(0) + 1)
            .take_while(|section| start.is_none() || self.level(section.anchor.as_deref()) > level);
        let count = 1 + below.count();
        let under = sections.iter().skip(start.unwrap_or(0)).take(count);
        under
            .flat_map(|section| section.text.lines())
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// The level of a heading; those that the table of contents leaves out are deeper.
    fn level(&self, anchor: Option<&str>) -> u8 {
        let entry = self
            .toc
            .iter()
            .find(|entry| Some(entry.anchor.as_str()) == anchor);
        entry.map_or(4, |entry| entry.level)
    }
}

/// A text without an announcement at its end, or with the start of what it announces.
fn complete<'a>(text: &'a str, following: &[&str]) -> Cow<'a, str> {
    if !text.ends_with(':') {
        return Cow::Borrowed(text);
    }
    match (without_last_sentence(text), following) {
        (Some(before), _) => Cow::Borrowed(before),
        (None, []) => Cow::Borrowed(text),
        (None, [next]) => Cow::Owned(format!("{text} {next}")),
        (None, [next, ..]) => Cow::Owned(format!("{text} {next} …")),
    }
}

/// What stands before the last sentence of a text, where there is anything.
fn without_last_sentence(text: &str) -> Option<&str> {
    let ends = text.match_indices(['.', '!', '?', '…']);
    let mut ends = ends.map(|(at, mark)| at + mark.len());
    let is_end = |&end: &usize| {
        let rest = text[end..].trim_start_matches([' ', '»', '\u{a0}', '\u{202f}']);
        rest.len() < text.len() - end && rest.starts_with(|c: char| c.is_uppercase())
    };
    let end = ends.rfind(is_end)?;
    let quoted = text[end..].trim_start_matches(['\u{a0}', '\u{202f}', ' ']);
    let end = match quoted.starts_with('»') {
        true => text.len() - quoted.len() + '»'.len_utf8(),
        false => end,
    };
    Some(&text[..end])
}

/// The words of a text that say something, in one form.
fn words(text: &str) -> HashSet<String> {
    let text = slug(text);
    let words = text.split('-').filter(|word| word.len() > 2);
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        Html, Slug,
        note::{Note, Section, TocEntry},
    };

    fn note() -> Note {
        let section = |anchor: Option<&str>, text: &str| Section {
            anchor: anchor.map(str::to_owned),
            heading: String::new(),
            text: text.to_owned(),
        };
        let entry = |level, anchor: &str| TocEntry {
            level,
            anchor: anchor.to_owned(),
            title: String::new(),
        };
        Note {
            slug: Slug::new("note"),
            source: "notes/note.md".to_owned(),
            title: "Note".to_owned(),
            summary: None,
            lang: "fr".to_owned(),
            learn: Vec::new(),
            html: Html::default(),
            tables: Vec::new(),
            embeds: Vec::new(),
            toc: vec![entry(2, "noyau"), entry(3, "cout"), entry(2, "reseau")],
            sections: vec![
                section(None, "Deux manières d’isoler."),
                section(
                    Some("noyau"),
                    "Tout dépend du noyau.\nConteneurs Le noyau de l’hôte est partagé.\nVM Un noyau propre.",
                ),
                section(Some("cout"), "Un conteneur coûte quelques mégaoctets."),
                section(Some("reseau"), "Les mégaoctets passent par un pont."),
            ],
            questions: Vec::new(),
            leads_to: Vec::new(),
            dead_links: Vec::new(),
            updated: None,
            minutes: 1,
            markdown: String::new(),
        }
    }

    #[test]
    fn the_passage_is_the_one_with_most_words_in_common() {
        let note = note();
        let passage = |anchor, about| note.passage(anchor, about).unwrap_or_default().into_owned();
        assert_eq!(passage(Some("noyau"), "VM : propre"), "VM Un noyau propre.");
        assert_eq!(
            passage(Some("noyau"), "Conteneurs partages"),
            "Conteneurs Le noyau de l’hôte est partagé."
        );
    }

    #[test]
    fn subsections_belong_to_a_section_and_the_next_one_does_not() {
        let note = note();
        let cost = Some("Un conteneur coûte quelques mégaoctets.");
        assert_eq!(note.passage(Some("noyau"), "mégaoctets").as_deref(), cost);
        assert_eq!(note.passage(Some("cout"), "rien de tel").as_deref(), cost);
        assert_eq!(
            note.passage(Some("reseau"), "noyau partagé").as_deref(),
            Some("Les mégaoctets passent par un pont.")
        );
    }

    #[test]
    fn without_a_heading_the_whole_note_is_looked_through() {
        let note = note();
        let bridge = Some("Les mégaoctets passent par un pont.");
        let passage = |anchor, about| note.passage(anchor, about);
        assert_eq!(passage(None, "pont").as_deref(), bridge);
        assert_eq!(passage(Some("absent"), "pont").as_deref(), bridge);
        assert_eq!(
            passage(None, "zzz").as_deref(),
            Some("Deux manières d’isoler.")
        );
    }

    #[test]
    fn a_passage_does_not_end_where_it_announces_something() {
        let complete = |text, following: &[&str]| super::complete(text, following).into_owned();
        let announced = ["Un noyau.", "Un réseau."];
        assert_eq!(
            complete(
                "Le pod est l’unité. Il a, v. 2, une adresse ! Deux conséquences :",
                &announced
            ),
            "Le pod est l’unité. Il a, v. 2, une adresse !"
        );
        assert_eq!(
            complete("Il dit « Non. » Deux raisons :", &announced),
            "Il dit « Non. »"
        );
        assert_eq!(
            complete("Deux conséquences :", &announced),
            "Deux conséquences : Un noyau. …"
        );
        assert_eq!(
            complete("Une conséquence :", &announced[1..]),
            "Une conséquence : Un réseau."
        );
        assert_eq!(complete("Rien :", &[]), "Rien :");
        assert_eq!(complete("Tout. Voilà.", &announced), "Tout. Voilà.");
    }
}
