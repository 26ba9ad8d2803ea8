//! The lines of a text, followed through lists and past code; those of admonitions are quoted.

use super::{
    cursor::Cursor,
    opener::{self, Opener},
};

/// Admonitions nested deeper stay as they are.
const DEEPEST: usize = 8;
/// What is indented by this much below an admonition of MkDocs belongs to it.
const STEP: usize = 4;
/// Elements of HTML whose text is no Markdown, up to their end.
const RAW: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// What holds a line. Columns count from where the text of the enclosing one begins.
#[derive(Clone, Copy, Debug)]
enum Container {
    /// An item of a list, whose text begins there.
    Item { indent: usize },
    /// An admonition between colons.
    Colons { indent: usize, count: usize },
    /// An admonition that ends with what is indented below it.
    Body { indent: usize },
}

/// What is left alone up to its end.
#[derive(Clone, Copy, Debug)]
enum Code {
    Fence { mark: u8, length: usize },
    Html { end: &'static str },
}

/// Rewrites a text: its lines, each with the line of the source it comes from. `None` where
/// nothing is to be changed.
pub(super) fn rewrite(source: &str) -> Option<(String, Vec<usize>)> {
    let lines: Vec<&str> = source.split('\n').collect();
    let mut rewriter = Rewriter {
        last_closings: last_closings(&lines),
        lines: &lines,
        at: 0,
        open: Vec::new(),
        code: None,
        out: String::with_capacity(source.len() + source.len() / 8),
        from: Vec::with_capacity(lines.len() + lines.len() / 8),
        changed: false,
    };
    for (at, line) in lines.iter().enumerate() {
        rewriter.at = at;
        rewriter.line(line);
    }
    rewriter.changed.then_some((rewriter.out, rewriter.from))
}

struct Rewriter<'a> {
    lines: &'a [&'a str],
    /// The last line that closes at least so many colons.
    last_closings: Vec<usize>,
    /// The line being read.
    at: usize,
    open: Vec<Container>,
    /// What is left alone, and how many containers it stands in.
    code: Option<(Code, usize)>,
    out: String,
    from: Vec<usize>,
    changed: bool,
}

impl Rewriter<'_> {
    fn line(&mut self, line: &str) {
        let mut cursor = Cursor::new(line);
        let (mut prefix, mut depth) = (String::new(), 0);
        while depth < self.open.len() && self.open[depth].holds(&mut cursor, &mut prefix) {
            depth += 1;
        }
        self.leave(depth, &prefix);
        if self.code.is_some() {
            self.push(&prefix, &cursor, line);
            return self.follow_code(cursor);
        }
        let text = cursor.text();
        if text.is_empty() || cursor.indent() >= STEP {
            return self.push(&prefix, &cursor, line);
        }
        if let Some(depth) = opener::closing(text).and_then(|count| self.closes(count)) {
            self.open.truncate(depth);
            self.changed = true;
            return self.push_empty(&self.prefix());
        }
        if let Some((opener, container)) = self.opener(&cursor) {
            return self.open(&opener, container, &prefix);
        }
        self.push(&prefix, &cursor, line);
        match text.starts_with('>') {
            true => self.part_title(text, &prefix, cursor.indent()),
            false => self.follow(cursor),
        }
    }

    /// Leaves the containers that do not hold this line, from `depth` on.
    fn leave(&mut self, depth: usize, prefix: &str) {
        let left = &self.open[depth..];
        let was_quoted = left.iter().any(Container::is_admonition);
        self.open.truncate(depth);
        if self.code.is_some_and(|(_, inside)| inside > depth) {
            self.code = None;
        }
        if was_quoted {
            self.push_empty(prefix);
        }
    }

    /// The container that so many colons close.
    fn closes(&self, count: usize) -> Option<usize> {
        let with = |fits: fn(usize, usize) -> bool| {
            self.open.iter().rposition(|container| {
                matches!(container, Container::Colons { count: of, .. } if fits(*of, count))
            })
        };
        with(|of, count| of == count).or_else(|| with(|of, count| of < count))
    }

    /// The admonition that begins here.
    fn opener<'s>(&self, cursor: &Cursor<'s>) -> Option<(Opener<'s>, Container)> {
        let (text, indent) = (cursor.text(), cursor.indent());
        let nested = self.open.iter().filter(|one| one.is_admonition()).count();
        if nested >= DEEPEST {
            return None;
        }
        if let Some((count, opener)) = opener::colons(text) {
            let closes = self.last_closings.get(count).copied().unwrap_or_default();
            let container = Container::Colons { indent, count };
            return (closes > self.at).then_some((opener, container));
        }
        let opener = opener::indented(text)?;
        let has_body = self.has_body() || !opener.title.is_empty();
        has_body.then_some((opener, Container::Body { indent }))
    }

    /// Whether what follows this line is indented below it.
    fn has_body(&self) -> bool {
        let own = Cursor::new(self.lines[self.at]).indent();
        let mut following = self.lines[self.at + 1..].iter();
        let next = following.find(|line| !line.trim().is_empty());
        next.is_some_and(|next| Cursor::new(next).indent() >= own + STEP)
    }

    fn open(&mut self, opener: &Opener<'_>, container: Container, prefix: &str) {
        // What stands right above would go on in the quote, or hold it.
        if self.at > 0 && !self.lines[self.at - 1].trim().is_empty() {
            self.push_empty(prefix);
        }
        self.open.push(container);
        let inside = self.prefix();
        self.start_line();
        self.out.push_str(&inside);
        self.out.push_str(&opener.alert());
        // Whatever begins the text must not become part of the title.
        self.push_empty(&inside);
        self.changed = true;
    }

    /// Parts the title of an alert from what follows, which may not be able to follow a line.
    fn part_title(&mut self, text: &str, prefix: &str, indent: usize) {
        let (depth, inside) = unquoted(text);
        let name = inside.strip_prefix("[!").and_then(opener::name);
        let is_alert = name.is_some_and(|(_, rest)| rest.starts_with(']'));
        let neighbour = |at: usize| self.lines.get(at).map(|line| unquoted(line.trim_start()));
        let begins = self.at == 0 || neighbour(self.at - 1).is_none_or(|(of, _)| of < depth);
        let goes_on = neighbour(self.at + 1)
            .is_some_and(|(of, inside)| of == depth && !inside.trim().is_empty());
        if is_alert && begins && goes_on {
            let marks = &text[..text.len() - inside.len()];
            let quoted = format!("{prefix}{}{marks}", " ".repeat(indent));
            self.push_empty(&quoted);
            self.changed = true;
        }
    }

    /// Sees what begins on a line that stays as it is: items of lists, and code.
    fn follow(&mut self, mut cursor: Cursor<'_>) {
        let mut inside = 0;
        while let Some(marker) = marker(cursor.text()) {
            let before = cursor.indent();
            cursor.pass(marker);
            let after = match cursor.indent() {
                _ if cursor.text().is_empty() => 1,
                wide if wide > STEP => 1,
                after => after,
            };
            cursor.skip(after);
            inside = before + marker + after;
            self.open.push(Container::Item { indent: inside });
        }
        if inside > 0 && cursor.indent() >= STEP {
            return;
        }
        let text = cursor.text();
        if let Some((mark, length)) = fence(text) {
            self.code = Some((Code::Fence { mark, length }, self.open.len()));
            return;
        }
        let is_element = |(start, _): &&(&str, &str)| {
            let begin = text.get(..start.len());
            begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        };
        if let Some((start, end)) = RAW.iter().find(is_element)
            && !text[start.len()..].to_ascii_lowercase().contains(end)
        {
            self.code = Some((Code::Html { end }, self.open.len()));
        }
    }

    /// Sees whether code ends with this line.
    fn follow_code(&mut self, cursor: Cursor<'_>) {
        let text = cursor.text();
        let ends = match self.code {
            Some((Code::Fence { mark, length }, _)) => {
                let is_mark = !text.is_empty() && text.bytes().all(|byte| byte == mark);
                is_mark && text.len() >= length && cursor.indent() < STEP
            }
            Some((Code::Html { end }, _)) => text.to_ascii_lowercase().contains(end),
            None => false,
        };
        if ends {
            self.code = None;
        }
    }

    /// What stands before the text in the containers that are open.
    fn prefix(&self) -> String {
        let mut prefix = String::new();
        for container in &self.open {
            container.push_prefix(&mut prefix);
        }
        prefix
    }

    fn is_quoted(&self) -> bool {
        self.open.iter().any(Container::is_admonition)
    }

    /// Writes a line of the source behind what now stands before it.
    fn push(&mut self, prefix: &str, cursor: &Cursor<'_>, line: &str) {
        self.start_line();
        if !self.is_quoted() {
            return self.out.push_str(line);
        }
        if cursor.text().is_empty() && self.code.is_none() {
            return self.out.push_str(prefix.trim_end());
        }
        self.out.push_str(prefix);
        match self.code {
            Some(_) => cursor.push_as_it_is(&mut self.out),
            None => cursor.push(&mut self.out),
        }
    }

    fn push_empty(&mut self, prefix: &str) {
        self.start_line();
        self.out.push_str(prefix.trim_end());
    }

    fn start_line(&mut self) {
        if !self.from.is_empty() {
            self.out.push('\n');
        }
        self.from.push(self.at);
    }
}

impl Container {
    /// Whether it holds the line: if so, the line goes on behind what stands before its text.
    fn holds(&self, cursor: &mut Cursor<'_>, prefix: &mut String) -> bool {
        let (needed, taken) = match *self {
            Self::Item { indent } => (indent, indent),
            Self::Colons { indent, .. } => (0, indent),
            Self::Body { indent } => (indent + STEP, indent + STEP),
        };
        if !cursor.text().is_empty() && cursor.indent() < needed {
            return false;
        }
        cursor.skip(taken);
        self.push_prefix(prefix);
        true
    }

    fn push_prefix(&self, prefix: &mut String) {
        let (indent, quote) = match *self {
            Self::Item { indent } => (indent, ""),
            Self::Colons { indent, .. } | Self::Body { indent } => (indent, "> "),
        };
        prefix.extend(std::iter::repeat_n(' ', indent));
        prefix.push_str(quote);
    }

    fn is_admonition(&self) -> bool {
        !matches!(self, Self::Item { .. })
    }
}

/// How deep a line is quoted, and what is quoted.
fn unquoted(text: &str) -> (usize, &str) {
    let inside = text.trim_start_matches(['>', ' ', '\t']);
    let marks = &text[..text.len() - inside.len()];
    (marks.matches('>').count(), inside)
}

/// The length of the mark that an item of a list begins with.
fn marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match (digits, text.as_bytes().get(digits)?) {
        (0, b'-' | b'*' | b'+') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    let rest = &text[length..];
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(length)
}

/// The sign and the length of the fence that code begins with.
fn fence(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first()?;
    let length = text.bytes().take_while(|&byte| byte == mark).count();
    match mark {
        b'`' if text[length..].contains('`') => None,
        b'`' | b'~' => (length >= 3).then_some((mark, length)),
        _ => None,
    }
}

/// For every number of colons, the last line that closes that many or more.
fn last_closings(lines: &[&str]) -> Vec<usize> {
    let mut last: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(count) = opener::closing(line.trim()) {
            let count = count.min(64);
            if last.len() <= count {
                last.resize(count + 1, 0);
            }
            last[..=count].fill(at);
        }
    }
    last
}
