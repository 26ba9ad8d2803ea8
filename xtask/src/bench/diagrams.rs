//! Diagrams: laying them out, sending them, walking through them.

use anyhow::{Context, Result, bail};

use super::{pages, report};
use crate::repo;
use crate::run::{cargo, output, step};

/// The stack that every reader of the course opens.
pub(super) const BANK: &str = "/environnements/banque";

/// A line of the layout's own measure.
struct Timing {
    name: String,
    layers: usize,
    millis: f64,
}

/// How long layouts take, and how that grows.
pub(super) fn layout() -> Result<()> {
    let mut example = cargo(&["run", "--release", "--quiet", "-p", "corpus"]);
    example.args(["--example", "layout", "--"]);
    example.arg(repo::root().join("content"));
    let printed = step("Measure the layout", || output(example))?;
    let timings = printed.lines().map(timing).collect::<Result<Vec<_>>>()?;
    let [largest, first, .., last, nested] = &timings[..] else {
        bail!("the layout was not measured: {printed}");
    };
    let name = format!("layout of {} ({} layers)", largest.name, largest.layers);
    within(&name, largest.millis, 1.0);
    for timing in &timings[1..timings.len() - 1] {
        let name = format!("layout of {} generated layers", timing.layers);
        within(&name, timing.millis, 50.0);
    }
    let name = format!("layout of {} layers, all in one", nested.layers);
    within(&name, nested.millis, 50.0);
    let each = |timing: &Timing| timing.millis / timing.layers as f64;
    let growth = each(last) / each(first);
    let name = format!("time for a layer, {} against {}", last.layers, first.layers);
    report(&name, &format!("× {growth:.2}"), "≤ 2", growth <= 2.0);
    Ok(())
}

fn within(name: &str, millis: f64, target: f64) {
    let figure = format!("{millis:.3} ms");
    report(name, &figure, &format!("< {target} ms"), millis < target);
}

fn timing(line: &str) -> Result<Timing> {
    let mut parts = line.split(' ');
    let mut next = || {
        parts
            .next()
            .with_context(|| format!("cannot read {line:?}"))
    };
    Ok(Timing {
        name: next()?.to_owned(),
        layers: next()?.parse()?,
        millis: next()?.parse::<f64>()? / 1000.0,
    })
}

/// Bytes of the bank's drawing as a browser gets it.
pub(super) fn size(url: &str) -> Result<()> {
    let bytes = pages::get(&format!("{url}{BANK}.svg"), "br")?.len();
    let figure = format!("{:.2} kB", bytes as f64 / 1e3);
    report(
        "SVG of the bank, brotli",
        &figure,
        "< 12 kB",
        bytes < 12_000,
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_a_count_and_microseconds() {
        let timing = timing("banque 33 250.5").expect("valid");
        assert_eq!((timing.name.as_str(), timing.layers), ("banque", 33));
        assert!((timing.millis - 0.2505).abs() < 1e-9);
        assert!(super::timing("banque 33").is_err());
    }
}
