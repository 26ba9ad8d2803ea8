//! Alerts and dashboard, held to PromQL by promtool.
//!
//! The Prometheus Operator wraps rules into an object of Kubernetes, which promtool does not know;
//! queries of the dashboard become rules for its sake.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::repo;
use crate::run::{command, first_on_path, output};

const FOLDER: &str = "deploy/components/monitoring";

/// Checks the rules, what they do on made-up series, and the queries of the dashboard.
pub(super) fn check() -> Result<()> {
    if first_on_path(&["promtool"]).is_none() {
        println!("alerts: not checked by promtool, which is not installed (Debian: prometheus)");
        return Ok(());
    }
    let source = repo::root().join(FOLDER);
    let folder = repo::target().join("promtool");
    fs::create_dir_all(&folder)?;
    let read = |name: &str| fs::read_to_string(source.join(name)).with_context(|| name.to_owned());
    let queries = queries(&serde_json::from_str(&read("dashboard.json")?)?);
    for (name, text) in [
        ("rules.yaml", groups(&read("alerts.yaml")?)),
        ("dashboard.yaml", as_rules(&queries)),
        ("test.yaml", read("alerts_test.yml")?),
    ] {
        fs::write(folder.join(name), text)?;
    }
    let path = |name: &str| folder.join(name).display().to_string();
    let rules = ["check", "rules", "--lint=all", "--lint-fatal"];
    for (words, file) in [
        (&rules[..], "rules.yaml"),
        (&["check", "rules", "--lint=none"], "dashboard.yaml"),
        (&["test", "rules"], "test.yaml"),
    ] {
        let mut promtool = command("promtool", words);
        promtool.arg(path(file));
        output(promtool)?;
    }
    println!(
        "alerts: rules, their tests and {} queries checked by promtool",
        queries.len()
    );
    Ok(())
}

/// Checks what a server that has been busy says of itself.
pub(crate) fn check_metrics(said: &str) -> Result<()> {
    if first_on_path(&["promtool"]).is_none() {
        println!("metrics: not checked by promtool, which is not installed (Debian: prometheus)");
        return Ok(());
    }
    ensure!(said.ends_with("# EOF\n"), "/metrics does not end in # EOF");
    let mut promtool = command("promtool", &["check", "metrics"]);
    promtool.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut promtool = promtool.spawn()?;
    let mut input = promtool.stdin.take().context("promtool reads nothing")?;
    input.write_all(plain(said).as_bytes())?;
    drop(input);
    let done = promtool.wait_with_output()?;
    let found = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "metrics: {}", found.trim());
    println!(
        "metrics: {} lines checked by promtool",
        said.lines().count()
    );
    Ok(())
}

/// OpenMetrics, as the server writes it, in Prometheus' older format, which is the only one that
/// this command of promtool reads: there counters and infos bear their suffix in `TYPE` and `HELP`,
/// infos are gauges, and units are not told.
fn plain(metrics: &str) -> String {
    let suffix = |name: &str| {
        let is = |kind: &str| metrics.contains(&format!("# TYPE {name} {kind}\n"));
        match (is("counter"), is("info")) {
            (true, _) => "_total",
            (_, true) => "_info",
            _ => "",
        }
    };
    let lines = metrics.lines().filter(|line| !line.starts_with("# UNIT "));
    lines
        .map(|line| match line.splitn(4, ' ').collect::<Vec<_>>()[..] {
            ["#", "TYPE", name, "info"] => format!("# TYPE {name}_info gauge\n"),
            ["#", word @ ("TYPE" | "HELP"), name, rest] => {
                format!("# {word} {name}{} {rest}\n", suffix(name))
            }
            _ => format!("{line}\n"),
        })
        .collect()
}

/// What stands below `spec:` of the object, one level up.
fn groups(object: &str) -> String {
    let spec = object.lines().skip_while(|line| *line != "spec:").skip(1);
    spec.map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line)))
        .collect()
}

/// Every `expr` of the dashboard, with values for what Grafana fills in.
fn queries(dashboard: &Value) -> Vec<String> {
    match dashboard {
        Value::Object(fields) => {
            let own = fields.get("expr").and_then(Value::as_str);
            let own = own.map(|expr| {
                expr.replace("$__rate_interval", "5m")
                    .replace("$namespace", "strates")
            });
            own.into_iter()
                .chain(fields.values().flat_map(queries))
                .collect()
        }
        Value::Array(items) => items.iter().flat_map(queries).collect(),
        _ => Vec::new(),
    }
}

fn as_rules(queries: &[String]) -> String {
    let rules = queries.iter().enumerate().map(|(i, query)| {
        // JSON is YAML.
        format!(
            "      - {{ record: \"dashboard:query_{i}\", expr: {} }}\n",
            Value::from(query.as_str())
        )
    });
    format!(
        "groups:\n  - name: dashboard\n    rules:\n{}",
        rules.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_taken_out_of_their_object() {
        let object = "kind: PrometheusRule\nspec:\n  groups:\n    - name: a\n      rules: []\n";
        assert_eq!(groups(object), "groups:\n  - name: a\n    rules: []\n");
    }

    #[test]
    fn metrics_are_written_in_the_older_format() {
        let new = "# HELP a_b Some.\n# TYPE a_b counter\n# UNIT a_b bytes\na_b_total{c=\"d e\"} 1\n\
                   # HELP v The version.\n# TYPE v info\nv_info{v=\"1\"} 1\n# HELP g Now.\n\
                   # TYPE g gauge\ng 2\n# EOF\n";
        let old = "# HELP a_b_total Some.\n# TYPE a_b_total counter\na_b_total{c=\"d e\"} 1\n\
                   # HELP v_info The version.\n# TYPE v_info gauge\nv_info{v=\"1\"} 1\n# HELP g Now.\n\
                   # TYPE g gauge\ng 2\n# EOF\n";
        assert_eq!(plain(new), old);
    }

    #[test]
    fn queries_are_found_wherever_they_stand() {
        let dashboard = serde_json::json!({
            "panels": [{ "targets": [{ "expr": "rate(a{n=\"$namespace\"}[$__rate_interval])" }] }, {}],
        });
        let found = queries(&dashboard);
        assert_eq!(found, ["rate(a{n=\"strates\"}[5m])"]);
        assert!(as_rules(&found).contains("expr: \"rate(a{n=\\\"strates\\\"}[5m])\""));
    }
}
