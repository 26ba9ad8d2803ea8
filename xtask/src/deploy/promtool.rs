//! Alerts and dashboard, held to PromQL by promtool.
//!
//! The Prometheus Operator wraps rules into an object of Kubernetes, which promtool does not know;
//! queries of the dashboard become rules for its sake.

use std::fs;

use anyhow::{Context, Result};
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
    fn queries_are_found_wherever_they_stand() {
        let dashboard = serde_json::json!({
            "panels": [{ "targets": [{ "expr": "rate(a{n=\"$namespace\"}[$__rate_interval])" }] }, {}],
        });
        let found = queries(&dashboard);
        assert_eq!(found, ["rate(a{n=\"strates\"}[5m])"]);
        assert!(as_rules(&found).contains("expr: \"rate(a{n=\\\"strates\\\"}[5m])\""));
    }
}
