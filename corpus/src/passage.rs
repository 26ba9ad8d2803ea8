//! The paragraph of a note that a short text was made from.

use std::collections::HashSet;

use crate::{markdown::slug, note::Note};

impl Note {
    /// The paragraph, row or item that shares most words with `about`, among those under the
    /// heading `anchor`, its subsections included; in the whole note where no heading has that
    /// name. Without any word in common, the first one.
    pub fn passage(&self, anchor: Option<&str>, about: &str) -> Option<&str> {
        let wanted = words(about);
        let mut best: Option<(usize, &str)> = None;
        for text in self.texts_under(anchor) {
            let shared = words(text).intersection(&wanted).map(String::len).sum();
            if best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, text));
            }
        }
        best.map(|(_, text)| text)
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
            minutes: 1,
            markdown: String::new(),
        }
    }

    #[test]
    fn the_passage_is_the_one_with_most_words_in_common() {
        let note = note();
        let passage = |anchor, about| note.passage(anchor, about).unwrap_or_default().to_owned();
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
        assert_eq!(note.passage(Some("noyau"), "mégaoctets"), cost);
        assert_eq!(note.passage(Some("cout"), "rien de tel"), cost);
        assert_eq!(
            note.passage(Some("reseau"), "noyau partagé"),
            Some("Les mégaoctets passent par un pont.")
        );
    }

    #[test]
    fn without_a_heading_the_whole_note_is_looked_through() {
        let note = note();
        let bridge = Some("Les mégaoctets passent par un pont.");
        assert_eq!(note.passage(None, "pont"), bridge);
        assert_eq!(note.passage(Some("absent"), "pont"), bridge);
        assert_eq!(note.passage(None, "zzz"), Some("Deux manières d’isoler."));
    }
}
