//! Links and images, as far as they lead somewhere.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::Writer;
use crate::{
    markdown::{
        escape::{push_attribute, push_text},
        reference::{self, Picture},
    },
    problem::{Fault, Remark},
};

/// An image being written: its alternative text is still to come.
pub(super) struct OpenImage {
    dest: String,
    title: String,
    pub(super) alt: String,
    /// Images in its alternative text.
    inner: usize,
}

impl Writer<'_> {
    pub(super) fn start_link(&mut self, kind: LinkType, dest: &str, title: &str, at: usize) {
        match kind {
            LinkType::Email => self.open_link(&format!("mailto:{dest}"), title, at),
            LinkType::WikiLink { has_pothole } => self.open_wiki_link(dest, has_pothole, at),
            _ if dest.is_empty() => {
                self.fault(at, Remark::EmptyLink.into());
                self.links.push("");
            }
            _ => self.open_link(dest, title, at),
        }
    }

    /// A link to a note by its name; as it was written where no note has it.
    fn open_wiki_link(&mut self, dest: &str, has_pothole: bool, at: usize) {
        match self.settings.resolve.wiki(dest) {
            Ok(href) => {
                self.out.push_str("<a");
                push_attribute(&mut self.out, "href", &href);
                self.out.push('>');
                self.links.push("</a>");
            }
            // A note that is there, and will be read one day.
            Err(fault @ (Fault::File(_) | Fault::Remark(Remark::AwaitedDraft { .. }))) => {
                self.fault(at, fault);
                self.links.push("");
            }
            Err(fault) => {
                self.fault(at, fault);
                let named = if has_pothole {
                    format!("{dest}|")
                } else {
                    String::new()
                };
                self.verbatim_text(&format!("[[{named}"));
                self.links.push("]]");
            }
        }
    }

    fn verbatim_text(&mut self, text: &str) {
        push_text(&mut self.out, text);
        self.plain(text);
    }

    pub(super) fn open_link(&mut self, dest: &str, title: &str, at: usize) {
        let written = match reference::link(dest, self.settings.resolve) {
            Ok(link) => {
                self.out.push_str("<a");
                push_attribute(&mut self.out, "href", &link.href);
                if link.external {
                    push_attribute(&mut self.out, "rel", "noreferrer");
                }
                if !title.is_empty() {
                    push_attribute(&mut self.out, "title", title);
                }
                self.out.push('>');
                "</a>"
            }
            Err(fault) => {
                self.fault(at, fault);
                ""
            }
        };
        self.links.push(written);
    }

    pub(super) fn close_link(&mut self) {
        match self.links.pop() {
            Some("]]") => self.verbatim_text("]]"),
            end => self.out.push_str(end.unwrap_or_default()),
        }
    }

    pub(super) fn open_image(&mut self, dest: &str, title: &str) {
        match &mut self.image {
            Some(outer) => outer.inner += 1,
            None => {
                let (dest, title) = (dest.to_owned(), title.to_owned());
                self.image = Some(OpenImage {
                    dest,
                    title,
                    alt: String::new(),
                    inner: 0,
                });
            }
        }
    }

    pub(super) fn close_image(&mut self, at: usize) {
        match self.image.take() {
            Some(OpenImage {
                inner: 0,
                dest,
                title,
                alt,
            }) => self.push_image(&dest, &title, &alt, at),
            Some(outer) => {
                self.image = Some(OpenImage {
                    inner: outer.inner - 1,
                    ..outer
                });
            }
            None => {}
        }
    }

    fn push_image(&mut self, dest: &str, title: &str, alt: &str, at: usize) {
        let alt = alt.trim();
        if alt.is_empty() {
            self.fault(at, Fault::MissingAlt);
        }
        self.plain(alt);
        if reference::is_picture(dest) {
            return self.push_picture(dest, alt, at);
        }
        match reference::image(dest, self.settings.resolve) {
            Err(fault) => self.fault(at, fault),
            Ok(Picture::Elsewhere(href)) if !self.links.is_empty() => {
                push_text(&mut self.out, alt);
                self.fault(at, Remark::RemoteImage { dest: href }.into());
            }
            Ok(Picture::Elsewhere(href)) => {
                self.out.push_str("<a");
                push_attribute(&mut self.out, "href", &href);
                push_attribute(&mut self.out, "rel", "noreferrer");
                self.out.push('>');
                push_text(&mut self.out, alt);
                self.out.push_str("</a>");
                self.fault(at, Remark::RemoteImage { dest: href }.into());
            }
            Ok(Picture::Here(image)) => {
                let out = &mut self.out;
                out.push_str("<img");
                push_attribute(out, "src", &image.src);
                push_attribute(out, "alt", alt);
                out.push_str(" loading=\"lazy\" decoding=\"async\"");
                if let Some((width, height)) = image.size {
                    out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
                if !title.is_empty() {
                    push_attribute(out, "title", title);
                }
                out.push('>');
            }
        }
    }
}

/// Whether an event has no place in the alternative text of an image, which is plain.
pub(super) fn is_markup_in_image(event: &Event<'_>) -> bool {
    !matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::Start(Tag::Image { .. })
            | Event::End(TagEnd::Image)
    )
}
