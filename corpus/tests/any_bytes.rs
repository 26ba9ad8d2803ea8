//! Whatever a file holds, loading ends with a corpus or with problems, each on a line of its file.

#![allow(clippy::unwrap_used)]

use std::fs;

use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest},
    prop_assert, prop_assert_eq,
};

/// Files a content folder is made of.
const FILES: [&str; 5] = [
    "notes/a.md",
    "comparisons/a.toml",
    "stacks/a.toml",
    "flows/a.toml",
    "glossary.toml",
];

/// Lines that mean something, in no order that does.
const LINES: [&str; 34] = [
    "+++",
    "---",
    "title = \"A\"",
    "title: A",
    "order = 1",
    "order: [",
    "[[layers]]",
    "[[subjects]]",
    "[[groups]]",
    "[[groups.criteria]]",
    "[groups.criteria.cells]",
    "[[participants]]",
    "[[steps]]",
    "[[terms]]",
    "id = \"a\"",
    "id = \"b\"",
    "in = \"a\"",
    "in = \"b\"",
    "kind = \"os\"",
    "label = \"L\"",
    "name = \"N\"",
    "from = \"a\"",
    "number = \"1\"",
    "definition = \"[d](a.md#x)\"",
    "note = \"a#x\"",
    "a = { text = \"x\", level = \"haut\" }",
    "a = { unknown = true }",
    "scale = [\"bas\", \"haut\"]",
    "detail = \"\"\"",
    "[x](../stacks/a.toml#couche-a)",
    "![x](a.png)",
    "## X",
    "> [!NOTE]",
    "é = \"\\u0000\"",
];

/// The bytes of a file: random, or lines that nearly make sense.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let line = proptest::sample::select(LINES.to_vec());
    let lines = vec(line, 0..40).prop_map(|lines| lines.join("\n").into_bytes());
    prop_oneof![
        8 => lines,
        1 => vec(any::<u8>(), 0..200),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => Just(Vec::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn loading_never_panics(contents in proptest::array::uniform5(content())) {
        let folder = tempfile::tempdir().unwrap();
        for (file, content) in FILES.iter().zip(&contents) {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let Err(problems) = corpus::load(folder.path()) else {
            return Ok(());
        };
        prop_assert!(!problems.0.is_empty());
        for problem in &problems.0 {
            let Some(i) = FILES.iter().position(|file| *file == problem.file) else {
                prop_assert_eq!(problem.fault.rule(), "no-notes");
                continue;
            };
            let lines = 1 + contents[i].iter().filter(|&&byte| byte == b'\n').count();
            let line = problem.line.unwrap_or(1);
            prop_assert!((1..=lines).contains(&line), "{} of {lines} lines", problem);
        }
    }
}
