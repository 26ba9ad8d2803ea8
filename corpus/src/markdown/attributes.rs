//! Lists of attributes of MkDocs and its like: `{ width=200 }`, `{: .note }`, `{ .md-button #id }`.
//! What they say of looks means nothing here, and nobody should read them.

/// The length of the list that a text begins with, if it begins with one.
pub(super) fn list(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('{')?;
    let line = inside.split('\n').next().unwrap_or_default();
    let end = line.find('}')?;
    let words = line[..end].strip_prefix(':').unwrap_or(&line[..end]);
    let mut rest = words.trim();
    let mut any = false;
    while !rest.is_empty() {
        rest = word(rest)?.trim_start();
        any = true;
    }
    any.then_some(end + 2)
}

/// A text without a list that is its last line.
pub(super) fn without_last_line(text: &str) -> Option<&str> {
    let (before, line) = text.rsplit_once('\n').unwrap_or(("", text));
    let line = line.trim();
    (list(line)? == line.len()).then_some(before)
}

/// What follows the class, id or key with a value that a list goes on with.
fn word(text: &str) -> Option<&str> {
    let name = |text: &str| {
        let is_name = |c: char| c.is_alphanumeric() || "-_:".contains(c);
        text.find(|c| !is_name(c)).unwrap_or(text.len())
    };
    let marked = text.strip_prefix(['.', '#']);
    if let Some(marked) = marked {
        let end = name(marked);
        return (end > 0).then(|| &marked[end..]);
    }
    let end = name(text);
    let value = text[end..].strip_prefix('=').filter(|_| end > 0)?;
    let Some(quote) = value.chars().next().filter(|c| "\"'".contains(*c)) else {
        let end = value.find(char::is_whitespace).unwrap_or(value.len());
        return Some(&value[end..]);
    };
    let (_, rest) = value[1..].split_once(quote)?;
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::{list, without_last_line};

    #[test]
    fn lists_are_told_from_text_in_braces() {
        for text in [
            "{ width=200 }",
            "{width=\"50 %\" .a}",
            "{: .note}",
            "{#x}",
            "{.md-button .b }",
            "{ target=_blank }",
        ] {
            assert_eq!(list(text), Some(text.len()), "{text}");
        }
        for text in [
            "{}", "{ }", "{a}", "{a, b}", "{{ x }}", "{.}", "{ a=1", "{\n.a}", "{a b=1}",
        ] {
            assert_eq!(list(text), None, "{text}");
        }
        assert_eq!(list("{.a} suite"), Some(4));
    }

    #[test]
    fn only_a_whole_line_is_taken_away() {
        assert_eq!(without_last_line("a\n{: .b}"), Some("a"));
        assert_eq!(without_last_line("{: .b }"), Some(""));
        assert_eq!(without_last_line("a {.b}"), None);
    }
}
