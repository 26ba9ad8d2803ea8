//! Search in generated courses of ten times as many sections, again and again.
//!
//! The clients are on this machine: they and the server share its processors. They ask in two
//! manners: each as soon as it is answered, which is as much as there can be, and each about five
//! times a second, out of step with the others, as people do who type.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::wrk::Load;
use super::{memory, quiet_server, report, wrk};
use crate::repo;
use crate::run::{cargo, output, run, step};
use crate::server::Server;

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const CLIENTS: usize = 32;
/// Milliseconds that pass after an answer before somebody who types asks again: on average, and half
/// as many at least.
const TYPING: u32 = 200;

const HEADER: &str = "sections   load s   index s   CPU s     MB   p50 ms   p99 ms   \
                      server MB   typing: p99 ms   flat out: 1/s    p99 ms";

/// What a size costs: seconds, megabytes and milliseconds.
struct Figures {
    load: f64,
    build: f64,
    worked: f64,
    resident: f64,
    p50: f64,
    p99: f64,
    server: f64,
    typing: Load,
    flat_out: Load,
}

/// Measures all sizes; the targets are those of the largest.
pub(super) fn measure() -> Result<()> {
    let folder = repo::target().join("growth");
    let mut all = Vec::new();
    for sections in SIZES {
        let course = folder.join(sections.to_string());
        let what = format!("Search in {sections} sections");
        all.push((sections, step(&what, || figures(&course, sections))?));
    }
    std::fs::remove_dir_all(&folder).ok();
    println!("{HEADER}");
    for (sections, figures) in &all {
        println!("{}", figures.line(*sections));
    }
    if let Some((sections, figures)) = all.last() {
        figures.judge(*sections);
    }
    Ok(())
}

impl Figures {
    fn line(&self, sections: usize) -> String {
        let (typing, flat_out) = (self.typing, self.flat_out);
        format!(
            "{sections:>8} {:>8.2} {:>9.2} {:>7.2} {:>6.0} {:>8.2} {:>8.2} {:>11.0} {:>16.1} {:>15.0} {:>9.1}",
            self.load,
            self.build,
            self.worked,
            self.resident,
            self.p50,
            self.p99,
            self.server,
            typing.p99,
            flat_out.rate,
            flat_out.p99,
        )
    }

    fn judge(&self, sections: usize) {
        let line = |what: &str, figure: f64, unit: &str, target: f64| {
            let (what, figured) = (
                format!("{sections} sections: {what}"),
                format!("{figure:.1} {unit}"),
            );
            report(
                &what,
                &figured,
                &format!("≤ {target} {unit}"),
                figure <= target,
            );
        };
        line("index built", self.build, "s", 20.0);
        line("resident, the whole server", self.server, "MB", 1_000.0);
        line("/api/search p99, 32 who type", self.typing.p99, "ms", 15.0);
        line(
            "/api/search p99, 32 flat out",
            self.flat_out.p99,
            "ms",
            15.0,
        );
    }
}

fn figures(course: &Path, sections: usize) -> Result<Figures> {
    let content = repo::root().join("content");
    let mut write = example("write", course);
    write.arg(sections.to_string()).arg(content);
    run(write)?;
    let printed = output(example("measure", course))?;
    let numbers = printed.split_whitespace().map(str::parse);
    let numbers: Vec<f64> = numbers.collect::<Result<_, _>>()?;
    let [_, load, build, worked, resident, p50, p99] = numbers[..] else {
        bail!("the search was not measured: {printed}");
    };
    let mut server = quiet_server();
    server.env("STRATES_CONTENT", course);
    let server = Server::start_anywhere(server)?;
    let queries = output(example("queries", course))?;
    let [typing, flat_out] = [TYPING, 0].map(|pause| ask(&server, course, &queries, pause));
    Ok(Figures {
        load,
        build,
        worked,
        resident,
        p50,
        p99,
        server: memory::of(server.pid())?,
        typing: typing?,
        flat_out: flat_out?,
    })
}

fn ask(server: &Server, course: &Path, queries: &str, pause: u32) -> Result<Load> {
    let script = course.join("queries.lua");
    std::fs::write(&script, lua(queries, pause)).with_context(|| script.display().to_string())?;
    wrk::ask(&format!("{}/api/search", server.url()), CLIENTS, &script)
}

/// Asks one query after the other, each client so many milliseconds after its last answer. Every
/// address is a new one, so that no answer is one that was kept.
fn lua(queries: &str, pause: u32) -> String {
    let mut script = String::from("local paths = {\n");
    for query in queries.lines().filter(|query| !query.is_empty()) {
        let _ = writeln!(script, "\"/api/search?q={}\",", encoded(query));
    }
    script += "}\nlocal asked = 0\nfunction request()\n  asked = asked + 1\n  \
               return wrk.format(\"GET\", paths[asked % #paths + 1] .. \"&n=\" .. asked)\nend\n";
    if pause > 0 {
        let (least, most) = (pause / 2, pause + pause / 2);
        let _ = writeln!(
            script,
            "function delay() return math.random({least}, {most}) end"
        );
    }
    script
}

fn encoded(query: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    query.bytes().map(byte).collect()
}

fn example(verb: &str, course: &Path) -> std::process::Command {
    let mut example = cargo(&["run", "--release", "--quiet", "-p", "corpus"]);
    example
        .args(["--example", "growth", "--", verb])
        .arg(course);
    example
}

#[cfg(test)]
mod tests {
    use super::lua;

    #[test]
    fn queries_are_escaped() {
        let script = lua("l’hôte \"x\"\n\nb\n", 0);
        assert!(
            script.contains("?q=l%E2%80%99h%C3%B4te%20%22x%22\","),
            "{script}"
        );
        assert_eq!(script.matches("?q=").count(), 2);
    }
}
