//! What `deploy/` and the runbook say about the server is true: its probes, flags, metrics and
//! shutdown. Rendering and validating the manifests is `cargo xtask test`'s.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use axum::{body::Body, http::Request};
use clap::{CommandFactory, Parser};
use common::TestSite;
use serde_json::Value;
use server::{cli::Cli, serve::metrics_router};
use tower::ServiceExt;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Path and text of every file below `deploy/` with that extension.
fn files(extension: &str) -> Vec<(String, String)> {
    let mut folders = vec![root().join("deploy")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == extension) {
                found.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn documents(text: &str) -> Vec<Value> {
    serde_saphyr::from_multiple(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Every document below `deploy/`.
fn manifests() -> Vec<Value> {
    let texts = files("yaml").into_iter();
    texts.flat_map(|(_, text)| documents(&text)).collect()
}

fn of_kind(kind: &str) -> Vec<Value> {
    let wanted = |manifest: &Value| manifest["kind"] == kind;
    let found: Vec<Value> = manifests().into_iter().filter(wanted).collect();
    assert!(!found.is_empty(), "there is no {kind}");
    found
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The Deployment of the base, and the container of the server in it.
fn deployment() -> (Value, Value) {
    let deployment = documents(&read("deploy/base/deployment.yaml")).remove(0);
    let container = list(&deployment, "/spec/template/spec/containers")[0].clone();
    (deployment, container)
}

/// `NAME=value` of each setting that a kustomization gives the server.
fn settings(path: &str) -> Vec<(String, String)> {
    let kustomization = documents(&read(path)).remove(0);
    list(&kustomization, "/configMapGenerator")
        .iter()
        .filter(|generator| generator["name"] == "strates-settings")
        .flat_map(|generator| list(generator, "/literals"))
        .map(|literal| {
            let (name, value) = literal.as_str().unwrap().split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

fn seconds(settings: &[(String, String)], name: &str) -> i64 {
    let (_, value) = settings.iter().find(|(found, _)| found == name).unwrap();
    value.parse().unwrap()
}

/// The words that begin with `prefix`.
fn words(text: &str, prefix: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.starts_with(prefix))
        .map(String::from)
        .collect()
}

#[test]
fn every_manifest_is_an_object_of_kubernetes() {
    for manifest in manifests() {
        assert!(manifest["apiVersion"].is_string(), "{manifest}");
        assert!(manifest["kind"].is_string(), "{manifest}");
    }
}

#[tokio::test]
async fn probes_and_scrapes_ask_for_what_is_there() {
    let site = TestSite::new();
    let (_, container) = deployment();
    let mut asked = Vec::new();
    for probe in ["startupProbe", "readinessProbe", "livenessProbe"] {
        let get = &container[probe]["httpGet"];
        asked.push((get["port"].clone(), get["path"].clone()));
    }
    for monitor in of_kind("ServiceMonitor") {
        for endpoint in list(&monitor, "/spec/endpoints") {
            asked.push((endpoint["port"].clone(), endpoint["path"].clone()));
        }
    }
    assert_eq!(asked.len(), 4);
    for (port, path) in asked {
        let path = path.as_str().unwrap();
        let status = match port.as_str().unwrap() {
            "http" => site.get(path).await.status,
            "metrics" => {
                let router = metrics_router(site.site.metrics.clone());
                let request = Request::get(path).body(Body::empty()).unwrap();
                router.oneshot(request).await.unwrap().status()
            }
            other => panic!("there is no port {other}"),
        };
        assert_eq!(status, 200, "{path} on {port}");
    }
}

#[test]
fn settings_are_flags_of_the_server() {
    let command = Cli::command();
    let serve = command.find_subcommand("serve").unwrap();
    for (path, text) in files("yaml") {
        if !path.ends_with("kustomization.yaml") {
            continue;
        }
        let mut line: Vec<OsString> = vec!["strates".into(), "serve".into()];
        for (name, value) in settings(&path) {
            let flag = serve
                .get_arguments()
                .find(|flag| flag.get_env().is_some_and(|env| env == &*name))
                .unwrap_or_else(|| panic!("{path}: no flag reads {name}"));
            line.push(format!("--{}", flag.get_long().unwrap()).into());
            if flag.get_action().takes_values() {
                line.push(value.into());
            }
        }
        Cli::try_parse_from(line).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    }
    assert!(settings("deploy/base/kustomization.yaml").len() > 5);
}

#[test]
fn ports_are_those_that_the_server_listens_on() {
    let (_, container) = deployment();
    let settings = settings("deploy/base/kustomization.yaml");
    for (port, setting) in [
        ("http", "STRATES_ADDR"),
        ("metrics", "STRATES_METRICS_ADDR"),
    ] {
        let ports = list(&container, "/ports").iter();
        let number = ports
            .filter(|found| found["name"] == port)
            .map(|found| found["containerPort"].to_string())
            .next_back();
        let (_, addr) = settings.iter().find(|(name, _)| name == setting).unwrap();
        assert_eq!(number.as_deref(), addr.rsplit(':').next(), "{port}");
    }
}

#[test]
fn shutting_down_ends_before_the_grace_period() {
    let (deployment, container) = deployment();
    let settings = settings("deploy/base/kustomization.yaml");
    let pod = &deployment["spec"]["template"]["spec"];
    let grace = pod["terminationGracePeriodSeconds"].as_i64().unwrap();
    let pause = container["lifecycle"]["preStop"]["sleep"]["seconds"]
        .as_i64()
        .unwrap();
    let delay = seconds(&settings, "STRATES_SHUTDOWN_DELAY");
    let timeout = seconds(&settings, "STRATES_SHUTDOWN_TIMEOUT");
    assert!(pause + delay + timeout < grace);
    // Load balancers that ask /readyz themselves must have the time to be told.
    let probe = &container["readinessProbe"];
    assert!(delay >= probe["periodSeconds"].as_i64().unwrap());
}

#[tokio::test]
async fn alerts_and_the_dashboard_name_metrics_that_exist() {
    let site = TestSite::new();
    site.get("/recherche?q=x").await;
    site.get("/api/search?q=x").await;
    let rendered = site.site.metrics.render();
    let exposed = words(&rendered, "strates_");
    let mut named = BTreeSet::new();
    for text in [
        read("deploy/components/monitoring/alerts.yaml"),
        read("deploy/components/monitoring/dashboard.json"),
        read("docs/operations.md"),
    ] {
        named.extend(words(&text, "strates_"));
    }
    assert!(named.len() > 6, "{named:?}");
    for name in named {
        assert!(exposed.contains(&name), "the server has no {name}");
    }
    for label in [
        "route=\"/recherche\"",
        "route=\"/api/search\"",
        "outcome=\"refused\"",
        "cache=\"hit\"",
    ] {
        assert!(rendered.contains(label), "the server has no {label}");
    }
}

#[test]
fn every_alert_has_a_remedy_in_the_runbook() {
    let runbook = read("docs/operations.md");
    let described: BTreeSet<String> = runbook
        .lines()
        .filter_map(|line| line.strip_prefix("### Strates"))
        .map(|rest| format!("Strates{rest}"))
        .collect();
    let mut alerts = BTreeSet::new();
    for rules in of_kind("PrometheusRule") {
        for group in list(&rules, "/spec/groups") {
            for rule in list(group, "/rules") {
                let name = rule["alert"].as_str().unwrap();
                let link = format!("docs/operations.md#{}", name.to_lowercase());
                assert_eq!(rule["annotations"]["runbook"], link);
                alerts.insert(name.to_owned());
            }
        }
    }
    assert_eq!(alerts, described);
}

#[test]
fn the_limit_of_connections_is_the_same_everywhere() {
    let settings = settings("deploy/base/kustomization.yaml");
    let limit = seconds(&settings, "STRATES_MAX_CONNECTIONS");
    let alerts = read("deploy/components/monitoring/alerts.yaml");
    assert!(alerts.contains(&format!("> 0.8 * {limit}\n")));
}

#[test]
fn the_comments_lead_to_pages_of_the_course() {
    let corpus = corpus::load(&root().join("content")).unwrap();
    let mut links = 0;
    for (path, text) in files("yaml") {
        for found in text.lines().filter(|line| line.contains("Course: ")) {
            let (_, link) = found.split_once("Course: ").unwrap();
            let (page, anchor) = link.split_once('#').unwrap_or((link, ""));
            let slug = page.strip_prefix("/notes/").unwrap();
            let note = corpus.note(slug);
            let note = &corpus.notes()[note.unwrap_or_else(|| panic!("{path}: no note {slug}"))];
            let mut anchors = note.sections.iter().filter_map(|s| s.anchor.as_deref());
            let exists = anchor.is_empty() || anchors.any(|found| found == anchor);
            assert!(exists, "{path}: {link} has no such heading");
            links += 1;
        }
        let object = path.contains("/base/") || path.contains("/overlays/");
        assert!(
            !object || text.contains("Course: "),
            "{path} explains nothing"
        );
    }
    assert!(links > 40, "{links}");
}
