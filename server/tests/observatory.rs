//! The score that the headers of a page get by the published rules of MDN's HTTP Observatory.
//!
//! Sources, read in 2026: which result a header leads to in `src/analyzer/tests/*.js` of
//! <https://github.com/mdn/mdn-http-observatory>, what each is worth in `src/grader/charts.js`, and in
//! words at <https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring>. A site begins
//! with 100. Bonuses count only from 90 on, and from 100 on the grade is A+.
//!
//! Redirection from HTTP and the certificate are the ingress controller's; they give no bonus.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{Answer, TestSite};

const BASELINE: i32 = 100;
const EXTRA_CREDIT_FROM: i32 = 90;
const BEST_GRADE_FROM: i32 = 100;

const BROAD: [&str; 8] = [
    "ftp:",
    "http:",
    "https:",
    "*",
    "http://*",
    "http://*.*",
    "https://*",
    "https://*.*",
];
const INLINE: [&str; 2] = ["'unsafe-inline'", "data:"];

type Policy<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn parse(policy: &str) -> Policy<'_> {
    let directives = policy.split(';').map(str::split_whitespace);
    directives
        .filter_map(|mut words| Some((words.next()?, words.collect())))
        .collect()
}

/// The sources of a directive, or of what stands in for it.
fn sources<'a>(policy: &Policy<'a>, directive: &str) -> Vec<&'a str> {
    let found = policy.get(directive).or_else(|| policy.get("default-src"));
    found.cloned().unwrap_or_else(|| vec!["*"])
}

fn any(sources: &[&str], bad: &[&str]) -> bool {
    sources.iter().any(|source| bad.contains(source))
}

fn content_security_policy(answer: &Answer) -> i32 {
    let policy = parse(answer.header("content-security-policy"));
    if policy.is_empty() {
        return -25;
    }
    let [script, style, object] =
        ["script-src", "style-src", "object-src"].map(|directive| sources(&policy, directive));
    let insecure = |passive: bool| {
        let is_passive = |name: &str| matches!(name, "img-src" | "media-src");
        let of_kind = policy
            .iter()
            .filter(|(name, _)| is_passive(name) == passive);
        let mut sources = of_kind.flat_map(|(_, sources)| sources);
        sources.any(|source| source.starts_with("http:") || source.starts_with("ftp:"))
    };
    if any(&script, &BROAD) || any(&script, &INLINE) || any(&object, &BROAD) || insecure(false) {
        -20
    } else if any(&script, &["'unsafe-eval'"]) || any(&style, &["'unsafe-eval'"]) || insecure(true)
    {
        -10
    } else if any(&style, &BROAD) || any(&style, &INLINE) {
        0
    } else if policy
        .get("default-src")
        .is_some_and(|sources| *sources == ["'none'"])
    {
        10
    } else {
        5
    }
}

fn frames(answer: &Answer) -> i32 {
    let policy = parse(answer.header("content-security-policy"));
    match answer.header("x-frame-options") {
        _ if policy
            .get("frame-ancestors")
            .is_some_and(|sources| !any(sources, &BROAD)) =>
        {
            5
        }
        "DENY" | "SAMEORIGIN" => 0,
        _ => -20,
    }
}

fn transport(answer: &Answer) -> i32 {
    let header = answer.header("strict-transport-security");
    let max_age = header
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age="));
    match max_age.map(str::parse::<u64>) {
        Some(Ok(15_768_000..)) => 0,
        Some(Ok(_)) => -10,
        _ => -20,
    }
}

fn referrer(answer: &Answer) -> i32 {
    match answer.header("referrer-policy") {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
        "" => 0,
        _ => -5,
    }
}

fn resource_policy(answer: &Answer) -> i32 {
    match answer.header("cross-origin-resource-policy") {
        "same-origin" | "same-site" => 10,
        "" | "cross-origin" => 0,
        _ => -5,
    }
}

fn sharing(answer: &Answer) -> i32 {
    match answer.header("access-control-allow-credentials") {
        "true" => -50,
        _ => 0,
    }
}

fn cookies(answer: &Answer) -> i32 {
    // Each of ours would have to be looked at; there is none.
    assert!(!answer.headers.contains_key("set-cookie"));
    0
}

fn types(answer: &Answer) -> i32 {
    match answer.header("x-content-type-options") {
        "nosniff" => 0,
        _ => -5,
    }
}

/// Scripts of our own origin need no integrity, and others are not allowed.
fn integrity(answer: &Answer) -> i32 {
    let scripts = answer.text().split("<script").skip(1);
    let sources = scripts.filter_map(|rest| rest.split('>').next()?.split("src=\"").nth(1));
    let ours = |source: &str| source.starts_with('/') && !source.starts_with("//");
    match sources.into_iter().all(ours) {
        true => 0,
        false => -50,
    }
}

/// The points that an answer gets or loses by a rule.
type Rule = fn(&Answer) -> i32;

/// What each rule gives, and all of them together.
fn score(answer: &Answer) -> (BTreeMap<&'static str, i32>, i32) {
    let rules: [(&str, Rule); 9] = [
        ("content-security-policy", content_security_policy),
        ("cookies", cookies),
        ("cross-origin-resource-policy", resource_policy),
        ("cross-origin-resource-sharing", sharing),
        ("referrer-policy", referrer),
        ("strict-transport-security", transport),
        ("subresource-integrity", integrity),
        ("x-content-type-options", types),
        ("x-frame-options", frames),
    ];
    let given: BTreeMap<_, _> = rules.map(|(name, rule)| (name, rule(answer))).into();
    let penalties: i32 = given.values().filter(|points| **points < 0).sum();
    let bonuses: i32 = given.values().filter(|points| **points > 0).sum();
    let plain = BASELINE + penalties;
    let total = if plain >= EXTRA_CREDIT_FROM {
        plain + bonuses
    } else {
        plain
    };
    (given, total)
}

#[tokio::test]
async fn pages_behind_tls_get_the_best_grade() {
    let site = TestSite::new();
    for path in ["/", "/notes/partie/noyau", "/recherche?q=a", "/rien"] {
        let answer = site.get(path).await;
        let (given, total) = score(&answer);
        assert!(total >= BEST_GRADE_FROM, "{path}: {total} {given:?}");
        assert!(
            given.values().all(|points| *points >= 0),
            "{path}: {given:?}"
        );
        assert_eq!(total, 130, "{path}: {given:?}");
    }
}

#[tokio::test]
async fn the_rules_take_points_away_where_a_header_is_missing_or_lax() {
    let site = TestSite::new();
    let worse = async |change: fn(&mut Answer)| {
        let mut answer = site.get("/").await;
        change(&mut answer);
        score(&answer).1
    };
    assert_eq!(
        worse(|a| drop(a.headers.remove("strict-transport-security"))).await,
        80
    );
    // Without the policy, frames are not kept out either.
    assert_eq!(
        worse(|a| drop(a.headers.remove("content-security-policy"))).await,
        55
    );
    let lax = worse(|a| {
        let policy =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
        a.headers
            .insert("content-security-policy", policy.parse().unwrap());
    });
    assert_eq!(lax.await, 80);
    assert_eq!(
        worse(|a| drop(a.headers.remove("x-content-type-options"))).await,
        125
    );
    let foreign = worse(|a| {
        a.body
            .extend_from_slice(b"<script src=\"//example.org/x.js\"></script>");
    });
    assert_eq!(foreign.await, 50);
}
