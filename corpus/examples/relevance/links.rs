//! The links of a text.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// A link that somebody gave a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) dest: String,
    /// What one reads; pictures have no part in it.
    pub(crate) text: String,
    /// Whether there is more to read than code.
    pub(crate) prose: bool,
}

/// The links of a text in Markdown, but for addresses that are their own text.
pub(crate) fn links(markdown: &str) -> Vec<Link> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut links = Vec::new();
    let mut open: Option<Link> = None;
    let mut pictures = 0_usize;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => open = opened(link_type, &dest_url),
            Event::End(TagEnd::Link) => links.extend(open.take()),
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            event if pictures == 0 => open.iter_mut().for_each(|link| link.read(&event)),
            _ => {}
        }
    }
    links
}

fn opened(link_type: LinkType, dest: &str) -> Option<Link> {
    let named = !matches!(link_type, LinkType::Autolink | LinkType::Email);
    named.then(|| Link {
        dest: dest.to_owned(),
        ..Link::default()
    })
}

impl Link {
    fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => {
                self.text.push_str(text);
                self.prose |= text.contains(char::is_alphanumeric);
            }
            Event::Code(code) => self.text.push_str(code),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, links};

    fn link(dest: &str, text: &str, prose: bool) -> Link {
        let (dest, text) = (dest.to_owned(), text.to_owned());
        Link { dest, text, prose }
    }

    #[test]
    fn text_is_what_one_reads() {
        let text = "[le **noyau**\nde `Linux`](a.md) [`ps`](b.md) [![plan](p.png) vu](c.md)";
        let expected = [
            link("a.md", "le noyau de Linux", true),
            link("b.md", "ps", false),
            link("c.md", " vu", true),
        ];
        assert_eq!(links(text), expected);
    }

    #[test]
    fn links_by_reference_count_and_bare_addresses_do_not() {
        let text = "[un pod][p] <https://example.org> <a@example.org>\n\n[p]: pods.md\n";
        assert_eq!(links(text), [link("pods.md", "un pod", true)]);
    }

    #[test]
    fn code_holds_no_link() {
        assert_eq!(links("`[a](b.md)`\n\n```\n[a](b.md)\n```\n"), []);
    }
}
