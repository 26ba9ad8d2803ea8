//! JavaScript, minified.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Minifies an ES module; what it exports keeps its name.
pub(super) fn module(source: &str) -> Result<Vec<u8>> {
    minify(source, SourceType::mjs())
}

/// Minifies a classic script; its global names stay.
pub(super) fn script(source: &str) -> Result<Vec<u8>> {
    minify(source, SourceType::script())
}

fn minify(source: &str, kind: SourceType) -> Result<Vec<u8>> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, source, kind).parse();
    if let Some(error) = parsed.diagnostics.into_iter().next() {
        bail!("{:?}", error.with_source_code(source.to_owned()));
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions::smallest()),
        ..MinifierOptions::default()
    };
    let minified = Minifier::new(options).minify(&arena, &mut program);
    let print = CodegenOptions {
        minify: true,
        comments: CommentOptions::disabled(),
        ..CodegenOptions::default()
    };
    let printed = Codegen::new()
        .with_options(print)
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(printed.code.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_long_names_go_and_exports_stay() {
        let source = "// Says hello.\nexport function greet(personName) {\n  return `Bonjour ${personName}`;\n}\n";
        let code = String::from_utf8(module(source).expect("valid")).expect("UTF-8");
        assert!(code.contains("greet"), "{code}");
        assert!(
            !code.contains("personName") && !code.contains("Says"),
            "{code}"
        );
    }

    #[test]
    fn a_syntax_error_is_reported() {
        assert!(module("export function (").is_err());
        assert!(script("{ return").is_err());
    }
}
