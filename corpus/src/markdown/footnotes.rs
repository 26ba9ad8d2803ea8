//! Footnotes: numbered as they are called, shown together at the end.

use std::collections::HashMap;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Number and calls so far, by name.
    called: HashMap<String, (usize, usize)>,
    /// What they say, by name.
    notes: HashMap<String, String>,
    /// The definition being written: its name, and where it starts in the output.
    open: Option<(String, usize)>,
}

impl Footnotes {
    /// Writes a call; `as_link` is false inside another link.
    pub(super) fn call(&mut self, out: &mut String, name: &str, as_link: bool) {
        let next = self.called.len() + 1;
        let (number, calls) = self.called.entry(name.to_owned()).or_insert((next, 0));
        if !as_link {
            out.push_str(&format!("<sup>{number}</sup>"));
            return;
        }
        *calls += 1;
        let again = if *calls > 1 {
            format!(":{calls}")
        } else {
            String::new()
        };
        out.push_str(&format!(
            "<sup><a href=\"#fn:{number}\" id=\"fnref:{number}{again}\" class=\"footnote-ref\" \
             role=\"doc-noteref\" aria-label=\"Note {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn open(&mut self, out: &str, name: &str) {
        self.open = Some((name.to_owned(), out.len()));
    }

    pub(super) fn close(&mut self, out: &mut String) {
        if let Some((name, start)) = self.open.take() {
            self.notes
                .entry(name)
                .or_insert_with(|| out.split_off(start));
            out.truncate(start);
        }
    }

    /// Writes the notes that are called, in the order of their numbers.
    pub(super) fn finish(self, out: &mut String) {
        if self.called.is_empty() {
            return;
        }
        let mut called: Vec<_> = self.called.into_iter().collect();
        called.sort_by_key(|&(_, (number, _))| number);
        out.push_str("<section class=\"footnotes\" aria-label=\"Notes de bas de page\"><ol>\n");
        for (name, (number, calls)) in called {
            let note = self.notes.get(&name).map_or("", String::as_str).trim_end();
            let (body, end) = match note.strip_suffix("</p>") {
                Some(body) => (body, "</p>"),
                None => (note, ""),
            };
            out.push_str(&format!("<li id=\"fn:{number}\">{body}"));
            if calls > 0 {
                out.push_str(&format!(
                    " <a href=\"#fnref:{number}\" class=\"footnote-back\" role=\"doc-backlink\" \
                     aria-label=\"Retour à l’appel de la note {number}\">↩</a>"
                ));
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }
}
