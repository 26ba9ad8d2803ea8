//! Blocks of code: their language, their caption, the button that copies them.

use super::{
    escape::{push_attribute, push_text},
    fence,
    highlight::push_highlighted,
};

/// Languages by the name a grammar has, the other names authors use, and the caption.
const LANGUAGES: &[(&str, &[&str], &str)] = &[
    ("bash", &["sh", "shell", "zsh", "ksh"], "Shell"),
    (
        "console",
        &["shell-session", "shellsession", "terminal", "bash-session"],
        "Terminal",
    ),
    ("css", &[], "CSS"),
    ("diff", &["patch"], "Différences"),
    ("dockerfile", &["docker", "containerfile"], "Dockerfile"),
    ("go", &["golang"], "Go"),
    ("hcl", &["terraform", "tf"], "HCL"),
    ("html", &["htm", "xhtml"], "HTML"),
    (
        "ini",
        &["conf", "cfg", "properties", "systemd", "env", "dotenv"],
        "INI",
    ),
    (
        "javascript",
        &["js", "jsx", "mjs", "cjs", "node"],
        "JavaScript",
    ),
    ("json", &["jsonc", "json5"], "JSON"),
    ("make", &["makefile", "mk"], "Makefile"),
    ("nginx", &[], "nginx"),
    ("python", &["py", "python3"], "Python"),
    ("rust", &["rs"], "Rust"),
    (
        "sql",
        &["postgresql", "postgres", "psql", "mysql", "sqlite", "plsql"],
        "SQL",
    ),
    ("toml", &[], "TOML"),
    ("typescript", &["ts", "mts", "cts", "tsx"], "TypeScript"),
    ("yaml", &["yml"], "YAML"),
    (
        "",
        &["text", "txt", "plain", "plaintext", "none", "output"],
        "",
    ),
];

/// What a block is written in.
struct Language<'a> {
    /// In lower case; empty for plain text.
    name: &'a str,
    caption: &'a str,
}

impl<'a> Language<'a> {
    /// Reads the word after the fence: `bash`, `yaml title="…"`, `{.python}`.
    fn from_info(info: &'a str) -> Self {
        let word = info
            .trim_start_matches(['{', '.', ' '])
            .split([' ', '\t', ',', '{', '}'])
            .next();
        let word = word.filter(|word| !word.contains('=')).unwrap_or_default();
        let is_word = |name: &str| name.eq_ignore_ascii_case(word);
        let known = LANGUAGES
            .iter()
            .find(|(name, aliases, _)| is_word(name) || aliases.iter().any(|alias| is_word(alias)));
        match known {
            Some(&(name, _, caption)) => Self { name, caption },
            None => Self {
                name: word,
                caption: word,
            },
        }
    }
}

/// The language of a block that other tools draw.
pub(super) fn diagram(info: &str) -> Option<&str> {
    let name = Language::from_info(info).name;
    let drawn = ["mermaid", "plantuml", "puml", "dot", "graphviz", "d2"];
    drawn
        .iter()
        .any(|one| name.eq_ignore_ascii_case(one))
        .then_some(name)
}

/// Writes a block of code. With `plain`, colours are left out.
pub(super) fn push_block(out: &mut String, info: &str, code: &str, plain: bool) {
    let language = Language::from_info(info);
    let (title, mut lines) = fence::words(info);
    let code = fence::without_comments(code.trim_end_matches('\n'), &mut lines);
    let is_console = language.name == "console";
    let copies =
        !language.name.is_empty() && (!is_console || code.lines().any(|l| prompt(l).is_some()));

    out.push_str("<figure class=\"code\"");
    if !language.name.is_empty() {
        push_attribute(out, "data-lang", language.name);
    }
    out.push('>');
    let caption = [title.unwrap_or_default(), language.caption];
    let caption = caption.map(str::trim).into_iter();
    let caption: Vec<&str> = caption.filter(|part| !part.is_empty()).collect();
    if !caption.is_empty() {
        out.push_str("<figcaption>");
        push_text(out, &caption.join(" · "));
        out.push_str("</figcaption>");
    }
    if copies {
        let what = if is_console { "cmd" } else { "" };
        out.push_str("<button class=\"copy\" type=\"button\" hidden=\"\"");
        push_attribute(out, "data-copy", what);
        out.push_str(">Copier</button>");
    }
    out.push_str("<pre tabindex=\"0\"><code");
    if !language.name.is_empty() {
        push_attribute(out, "class", &format!("language-{}", language.name));
    }
    out.push('>');
    let mut coloured = String::new();
    match (plain, is_console) {
        (true, _) => push_text(&mut coloured, &code),
        (false, true) => push_console(&mut coloured, &code),
        (false, false) => push_highlighted(&mut coloured, language.name, &code),
    }
    match lines.is_empty() {
        true => out.push_str(&coloured),
        false => fence::push_marked(out, &coloured, &lines),
    }
    out.push_str("</code></pre></figure>\n");
}

/// Writes commands and what they print, line by line; a command goes on after a backslash.
fn push_console(out: &mut String, code: &str) {
    let mut continues = false;
    for (number, line) in code.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let command = match prompt(line) {
            Some(length) if !continues => {
                push_span(out, "hl-prompt", &line[..length]);
                &line[length..]
            }
            _ if continues => line,
            _ => {
                push_span(out, "hl-output", line);
                continue;
            }
        };
        out.push_str("<span class=\"hl-cmd\">");
        push_highlighted(out, "bash", command);
        out.push_str("</span>");
        continues = command.ends_with('\\');
    }
}

fn push_span(out: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        out.push_str("<span");
        push_attribute(out, "class", class);
        out.push('>');
        push_text(out, text);
        out.push_str("</span>");
    }
}

/// The length of the prompt a line begins with: `$ `, `# `, `user@host:~$ `, `PS> `.
fn prompt(line: &str) -> Option<usize> {
    let end = line.find(['$', '#'])?;
    let rest = &line[end + 1..];
    let place = &line[..end];
    let is_place = place.is_empty()
        || (place.contains('@') && !place.contains(' '))
        || (place.starts_with('[') && place.contains('@') && place.ends_with(']'))
        || (place.starts_with('(') && place.ends_with(") "));
    (is_place && rest.starts_with(' ')).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::{prompt, push_block};

    fn block(info: &str, code: &str) -> String {
        let mut out = String::new();
        push_block(&mut out, info, code, false);
        out
    }

    #[test]
    fn prompts_are_told_from_output() {
        assert_eq!(prompt("$ ls"), Some(2));
        assert_eq!(prompt("# apt update"), Some(2));
        assert_eq!(prompt("eva@k3s-1:~/lab$ kubectl get nodes"), Some(17));
        assert_eq!(prompt("[eva@k3s ~]$ ls"), Some(13));
        for output in [
            "NAME   STATUS",
            "coût : 3 $ par mois",
            "$HOME",
            "a#b",
            "",
            "  # indenté",
        ] {
            assert_eq!(prompt(output), None, "{output}");
        }
    }

    #[test]
    fn only_source_and_commands_are_copied() {
        assert!(block("yaml", "a: 1").contains("data-copy=\"\""));
        assert!(block("console", "$ ls\nfichier").contains("data-copy=\"cmd\""));
        for (info, code) in [("", "x"), ("text", "x"), ("console", "que du texte")] {
            assert!(!block(info, code).contains("<button"), "{info}");
        }
    }

    #[test]
    fn a_language_has_many_names() {
        assert!(block("yml title=\"x.yaml\"", "a: 1").contains("data-lang=\"yaml\""));
        assert!(block("{.python}", "x").contains("language-python"));
        assert!(block("Brainfuck", "+<").contains("<figcaption>Brainfuck</figcaption>"));
        assert!(block("a\"><b", "x").contains("data-lang=\"a&quot;&gt;&lt;b\""));
    }

    #[test]
    fn a_title_stands_above_and_lines_are_marked() {
        let html = block("js title=\"src/app.js\" {2}", "a();\nb();");
        assert!(html.contains("<figcaption>src/app.js · JavaScript</figcaption>"));
        assert!(
            html.contains("\n<mark><span class=\"hl-function\">b</span>();</mark></code>"),
            "{html}"
        );
        let untyped = block("title=\"notes.txt\"", "a");
        assert!(untyped.starts_with("<figure class=\"code\"><figcaption>notes.txt</figcaption>"));
    }

    #[test]
    fn every_enabled_grammar_colours_something() {
        for (language, code) in [
            ("bash", "if true; then echo \"$HOME\"; fi # fin"),
            ("css", "a { color: red; }"),
            ("dockerfile", "FROM alpine:3.20"),
            ("go", "func main() { fmt.Println(\"a\") }"),
            ("html", "<p class=\"a\">b</p>"),
            ("js", "const a = () => 'b'; // c"),
            ("rs", "fn main() { let a = 1; }"),
            ("terraform", "resource \"a\" \"b\" {\n  c = 1\n}"),
            ("ts", "let a: number = 1;"),
            ("ini", "[Unit]\nA=b"),
            ("json", "{\"a\": 1}"),
            ("make", "all: a.o\n\tcc -o $@"),
            ("python", "def f(): return 1"),
            ("toml", "a = \"b\""),
            ("yaml", "kind: Pod # un pod"),
            ("diff", "-a\n+b"),
        ] {
            assert!(
                block(language, code).contains("<span class=\"hl-"),
                "{language}"
            );
        }
    }
}
