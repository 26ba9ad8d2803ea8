//! Inline HTML of the course as Markdown that means the same, for a cell of a GFM table.

use corpus::{Html, unescaped};

/// Signs that stand for elements.
const SIGNS: [(&str, &str); 6] = [
    ("strong", "**"),
    ("b", "**"),
    ("em", "*"),
    ("i", "*"),
    ("del", "~~"),
    ("s", "~~"),
];

/// Emphasis, code and links as Markdown; elements that it has no sign for as the HTML they are, but for
/// those that mark another language. Addresses in `html` are whole.
pub(super) fn inline(html: &Html) -> String {
    let mut writer = Writer::default();
    let mut pieces = html.pieces().peekable();
    while let Some((text, tag)) = pieces.next() {
        writer.text(&unescaped(text));
        let tag = tag.trim_start_matches('<').trim_end_matches('>');
        match tag.strip_prefix('/') {
            Some(name) => {
                let next = pieces.peek().map(|(text, _)| text.chars().next());
                writer.end(name, next);
            }
            None if tag.is_empty() => {}
            None => writer.start(tag),
        }
    }
    writer.out.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What `<code>` holds so far.
    code: Option<String>,
    /// Where the text of each link begins, and where it leads.
    links: Vec<(usize, String)>,
    /// Where each emphasis begins, and its element.
    marks: Vec<(usize, String)>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.out.push_str(&escaped(text)),
        }
    }

    fn start(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let at = self.out.len();
        match name {
            _ if self.code.is_some() => {}
            "code" => self.code = Some(String::new()),
            "a" => {
                let href = tag
                    .split_once("href=\"")
                    .and_then(|(_, rest)| rest.split('"').next());
                self.links.push((at, unescaped(href.unwrap_or_default())));
            }
            "span" | "wbr" | "img" => {}
            "br" => self.out.push_str("<br>"),
            _ if sign(name).is_some() => self.marks.push((at, name.to_owned())),
            _ => self.out.push_str(&format!("<{name}>")),
        }
    }

    /// `next` is what comes behind: nothing, another tag, or a character.
    fn end(&mut self, name: &str, next: Option<Option<char>>) {
        match name {
            "code" => {
                let code = self.code.take().unwrap_or_default();
                self.out.push_str(&fenced(&code));
            }
            _ if self.code.is_some() => {}
            "a" => {
                if let Some((at, href)) = self.links.pop().filter(|(_, href)| !href.is_empty()) {
                    let text = self.out.split_off(at);
                    self.out.push_str(&link(&text, &href, None));
                }
            }
            "span" => {}
            _ => match self.marks.pop_if(|(_, open)| open == name) {
                Some((at, _)) => self.mark(at, name, next),
                None => self.out.push_str(&format!("</{name}>")),
            },
        }
    }

    /// Puts the sign of an element around what was written since `at`; the element itself where the sign
    /// would mean nothing.
    fn mark(&mut self, at: usize, name: &str, next: Option<Option<char>>) {
        let inside = self.out.split_off(at);
        let written = match sign(name).filter(|sign| holds(&self.out, &inside, next, sign)) {
            Some(sign) => format!("{sign}{inside}{sign}"),
            None => format!("<{name}>{inside}</{name}>"),
        };
        self.out.push_str(&written);
    }
}

fn sign(name: &str) -> Option<&'static str> {
    let mut signs = SIGNS.iter();
    signs.find_map(|(element, sign)| (*element == name).then_some(*sign))
}

/// Whether a sign around `inside` opens behind `before`, and closes ahead of `next` (CommonMark §6.2): not
/// beside a space within, and beside a point or the like only where there is no word without.
fn holds(before: &str, inside: &str, next: Option<Option<char>>, sign: &str) -> bool {
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let flanks = |within: char, without: Option<char>| {
        let apart = without.is_none_or(|c| !c.is_alphanumeric());
        within.is_alphanumeric() || (apart && !within.is_whitespace())
    };
    let behind = before.chars().next_back();
    let ahead = next.map_or(Some(' '), |next| next);
    // Signs that meet would be read as one.
    let meets = ['*', '~'].map(Some).contains(&behind) || inside.contains(sign) || ahead.is_none();
    flanks(first, behind) && flanks(last, ahead) && !meets
}

/// Code between as many backticks as it takes.
fn fenced(code: &str) -> String {
    let runs = code.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    let code = code.replace('|', "\\|").replace(['\n', '\r'], " ");
    match code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) {
        true => format!("{fence} {code} {fence}"),
        false => format!("{fence}{code}{fence}"),
    }
}

/// A link around `text`, which is Markdown already.
pub(super) fn link(text: &str, address: &str, title: Option<&str>) -> String {
    let address = address
        .replace('|', "%7C")
        .replace('<', "%3C")
        .replace('>', "%3E");
    let address = match address.contains([' ', '(', ')']) {
        true => format!("<{address}>"),
        false => address,
    };
    let title = title.map(|title| format!(" \"{}\"", escaped(title).replace('"', "\\\"")));
    format!("[{text}]({address}{})", title.unwrap_or_default())
}

/// Text that means nothing but itself between two bars.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let means_something = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Between letters it stands for itself, as in `kube_proxy`.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_ascii_alphanumeric(),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use corpus::markdown::{Foreign, Image, Resolve};
    use corpus::problem::{Fault, MediaFault};
    use proptest::{collection::vec, prelude::*, sample::select};
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    struct Nowhere;

    impl Resolve for Nowhere {
        fn link(&self, dest: &str) -> Result<String, Fault> {
            Ok(dest.to_owned())
        }

        fn image(&self, dest: &str) -> Result<Image, Fault> {
            let (dest, nearest) = (dest.to_owned(), None);
            Err(MediaFault::MissingImage { dest, nearest }.into())
        }
    }

    fn again(source: &str) -> String {
        let html = corpus::markdown::inline(source, "en", &Foreign::default(), &Nowhere).html;
        inline(&html)
    }

    /// What is seen of Markdown, or of the last cell of a table.
    fn shown(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut out = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::TableCell) => out.clear(),
                Event::Start(Tag::Link { dest_url, .. }) => out += &format!("<a {dest_url}>"),
                Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out += "**",
                Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out += "*",
                Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => out += "~~",
                Event::End(TagEnd::Link) => out += "</a>",
                Event::Code(code) => out += &format!("<code>{code}</code>"),
                Event::Text(text) => out += &text.replace('<', "&lt;"),
                Event::InlineHtml(html) => out += &html,
                _ => {}
            }
        }
        // Elements that Markdown has a sign for say the same.
        let out = out.replace("<strong>", "**").replace("</strong>", "**");
        let out = out.replace("<em>", "*").replace("</em>", "*");
        out.replace("<del>", "~~").replace("</del>", "~~")
    }

    #[test]
    fn what_has_a_sign_is_written_with_it() {
        for source in [
            "un **noyau** *partagé*, `ps \\| grep`",
            "**Attention :** lire [la note](https://s/a#b)",
            "~~rien~~, ``a`b``",
        ] {
            let cell = source.replace("\\|", "|");
            assert_eq!(again(&cell), source);
        }
        assert_eq!(again("a<kbd>Ctrl</kbd>"), "a<kbd>Ctrl</kbd>");
        assert_eq!(again("<b> x</b>y"), "<b> x</b>y");
    }

    proptest! {
        #[test]
        fn a_cell_shows_what_the_course_shows(pieces in vec(select(vec![
            "mot", "a_b", " ", ", ", "1*2", "(", ").", "**gras**", "*penché*", "**(x)**", "~~del~~",
            "***deux***", "`code`", "`a|b`", "[lien](https://s/a_(b))", "[**l**](https://s/#c)", "&amp;",
            "<kbd>K</kbd>", "\\*", "**a `b`**",
        ]), 1..8)) {
            let source = format!("a{}z", pieces.concat());
            let written = again(&source);
            let table = format!("| h |\n| --- |\n| {written} |\n");
            prop_assert_eq!(shown(&table), shown(&source), "{}", written);
        }
    }
}
