//! The plain text of a note, by section: what search reads.

use crate::note::Section;

/// Gathers plain text.
pub(super) struct PlainText {
    sections: Vec<Section>,
    words: usize,
}

impl PlainText {
    pub(super) fn new() -> Self {
        let first = Section {
            anchor: None,
            heading: String::new(),
            text: String::new(),
        };
        Self {
            sections: vec![first],
            words: 0,
        }
    }

    /// Starts a section.
    pub(super) fn open(&mut self, anchor: String, heading: String) {
        self.count(&heading);
        self.sections.push(Section {
            anchor: Some(anchor),
            heading,
            text: String::new(),
        });
    }

    /// Adds prose; its no-break spaces become ordinary ones.
    pub(super) fn prose(&mut self, text: &str) {
        self.count(text);
        let plain = text.chars().map(|c| if is_no_break(c) { ' ' } else { c });
        self.current().extend(plain);
    }

    /// Adds code as it is; it does not count as words.
    pub(super) fn code(&mut self, text: &str) {
        self.current().push_str(text);
    }

    /// Parts what comes from what was, by a space or a line feed.
    pub(super) fn part(&mut self, by: char) {
        let text = self.current();
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(by);
        }
    }

    /// The heading of the section one is in; empty before the first.
    pub(super) fn heading(&self) -> &str {
        self.sections.last().map_or("", |section| &section.heading)
    }

    /// The sections, the first under `title`, and the number of words.
    pub(super) fn finish(mut self, title: Option<&str>) -> (Vec<Section>, usize) {
        self.sections[0].heading = title.unwrap_or_default().to_owned();
        for section in &mut self.sections {
            section.text.truncate(section.text.trim_end().len());
        }
        (self.sections, self.words)
    }

    fn count(&mut self, text: &str) {
        let words = text
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric));
        self.words += words.count();
    }

    fn current(&mut self) -> &mut String {
        let last = self
            .sections
            .last_mut()
            .expect("there is always a first section");
        &mut last.text
    }
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}')
}
