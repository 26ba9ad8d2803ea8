//! A `<table>` that holds on its own in any page: caption, scopes, no class, no style.
//!
//! Written as text, like a drawing: a view would leave a framework's markers in it. Plain text
//! passes through [`Html::escaped`].

use std::fmt::{self, Write as _};

use corpus::{Html, comparison::Cell};

use super::sheet::{Entry, Group, Heading, Sheet};
use crate::{
    strings::compare::{SOURCE, UNKNOWN},
    table::markup::steps,
};

pub(super) fn write(sheet: &Sheet<'_>, base_url: &str) -> String {
    let mut out = Fragment {
        text: String::new(),
        base_url,
    };
    let caption = Html::escaped(sheet.title);
    out.push(format_args!(
        "<table lang=\"fr\">\n<caption>{caption}</caption>\n<thead>\n<tr>"
    ));
    let corner = Html::escaped(sheet.corner);
    out.push(format_args!("<th scope=\"col\">{corner}</th>"));
    for column in &sheet.columns {
        out.heading("col", column);
    }
    out.push(format_args!("</tr>\n</thead>\n"));
    for group in &sheet.groups {
        out.group(group, sheet.columns.len() + 1);
    }
    out.push(format_args!("</table>\n"));
    out.text
}

struct Fragment<'a> {
    text: String,
    base_url: &'a str,
}

impl Fragment<'_> {
    fn push(&mut self, text: fmt::Arguments<'_>) {
        // A String takes everything.
        let _ = self.text.write_fmt(text);
    }

    fn group(&mut self, group: &Group<'_>, width: usize) {
        self.push(format_args!("<tbody>\n"));
        if !group.name.is_empty() {
            let name = Html::escaped(group.name);
            self.push(format_args!(
                "<tr><th scope=\"rowgroup\" colspan=\"{width}\">{name}</th></tr>\n"
            ));
        }
        for (heading, cells) in &group.lines {
            self.push(format_args!("<tr>"));
            self.heading("row", heading);
            for cell in cells {
                self.cell(cell);
            }
            self.push(format_args!("</tr>\n"));
        }
        self.push(format_args!("</tbody>\n"));
    }

    fn heading(&mut self, scope: &str, heading: &Heading<'_>) {
        let name = Html::escaped(heading.name);
        self.push(format_args!("<th scope=\"{scope}\">"));
        match heading.note {
            Some(note) => self.link(&note.href, None, &name),
            None => self.push(format_args!("{name}")),
        }
        if let Some(help) = heading.help {
            let help = help.absolute(self.base_url);
            self.push(format_args!("<br><small>{help}</small>"));
        }
        self.push(format_args!("</th>"));
    }

    fn cell(&mut self, entry: &Entry<'_>) {
        self.push(format_args!("<td>"));
        if let Some((sign, words)) = entry.verdict {
            self.push(format_args!("<strong>"));
            self.sign(sign);
            self.push(format_args!("{words}</strong><br>"));
        }
        if let Some((level, scale)) = entry.level {
            self.sign(&steps(level, scale).to_string());
            let name = Html::escaped(&scale.levels[level]);
            self.push(format_args!("{name}<br>"));
        }
        match entry.cell {
            Cell::Unknown => self.push(format_args!("<em>{UNKNOWN}</em>")),
            Cell::Known { text, source, .. } => {
                let text = text.absolute(self.base_url);
                self.push(format_args!("{text}"));
                if let Some(source) = source {
                    self.push(format_args!(" "));
                    let name = format!("{SOURCE}\u{a0}: {}", source.title);
                    self.link(&source.href, Some(&name), &Html::escaped("↗"));
                }
            }
        }
        self.push(format_args!("</td>"));
    }

    /// What words beside it say, too.
    fn sign(&mut self, sign: &str) {
        if !sign.is_empty() {
            self.push(format_args!("<span aria-hidden=\"true\">{sign}</span> "));
        }
    }

    fn link(&mut self, href: &str, name: Option<&str>, text: &Html) {
        let address = Html::escaped(&format!("{}{href}", self.base_url));
        let name = name.map(Html::escaped);
        let name = name.map(|name| format!(" title=\"{name}\" aria-label=\"{name}\""));
        let name = name.unwrap_or_default();
        self.push(format_args!("<a href=\"{address}\"{name}>{text}</a>"));
    }
}
