//! Traces, as a collector gets them.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use axum::http::Request;
use common::TestSite;
use serde_json::Value;
use server::traces::Tracer;

/// A collector that answers with `status` and hands on what it gets.
fn collector(status: &'static str) -> (std::net::SocketAddr, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let (sender, got) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut read = Vec::new();
            let body = loop {
                let mut chunk = [0; 4096];
                let n = stream.read(&mut chunk).unwrap();
                read.extend_from_slice(&chunk[..n]);
                let text = String::from_utf8_lossy(&read).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else {
                    continue;
                };
                assert!(head.starts_with("POST /v1/traces HTTP/1.1\r\n"), "{head}");
                assert!(head.contains("content-type: application/json"), "{head}");
                let length = head.split("content-length: ").nth(1).unwrap();
                let length: usize = length.lines().next().unwrap().parse().unwrap();
                if body.len() == length {
                    break body.to_owned();
                }
            };
            write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").unwrap();
            sender.send(serde_json::from_str(&body).unwrap()).ok();
        }
    });
    (addr, got)
}

fn spans(request: &Value) -> &Vec<Value> {
    request["resourceSpans"][0]["scopeSpans"][0]["spans"]
        .as_array()
        .unwrap()
}

fn named<'a>(spans: &'a [Value], name: &str) -> &'a Value {
    spans.iter().find(|span| span["name"] == name).unwrap()
}

#[tokio::test]
async fn a_request_goes_on_with_the_trace_of_its_proxy_and_says_where_its_time_went() {
    let (addr, got) = collector("200 OK");
    let metrics = TestSite::new().site.metrics.clone();
    let tracer = Tracer::new(addr, metrics.spans_dropped.clone());
    let site = TestSite::traced(tracer.clone());
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let request = Request::get("/recherche?q=secret")
        .header("traceparent", parent)
        .header("x-forwarded-for", "203.0.113.9");
    assert_eq!(site.send(request).await.status, 200);
    tokio::task::spawn_blocking(move || tracer.flush())
        .await
        .unwrap();
    let sent = got.recv_timeout(Duration::from_secs(20)).unwrap();
    let resource = &sent["resourceSpans"][0]["resource"]["attributes"][0];
    assert_eq!(resource["value"]["stringValue"], "strates");
    let spans = spans(&sent);
    assert_eq!(spans.len(), 3);
    let whole = named(spans, "GET /recherche");
    assert_eq!(whole["traceId"], "0af7651916cd43dd8448eb211c80319c");
    assert_eq!(whole["parentSpanId"], "b7ad6b7169203331");
    assert_eq!(whole["kind"], 2);
    assert_eq!(whole["attributes"][2]["value"]["intValue"], "200");
    let time = |span: &Value, key: &str| -> u128 { span[key].as_str().unwrap().parse().unwrap() };
    for part in ["wait", "make"] {
        let part = named(spans, part);
        assert_eq!(part["traceId"], whole["traceId"]);
        assert_eq!(part["parentSpanId"], whole["spanId"]);
        assert!(time(part, "startTimeUnixNano") >= time(whole, "startTimeUnixNano"));
        assert!(time(part, "endTimeUnixNano") <= time(whole, "endTimeUnixNano"));
    }
    for secret in ["secret", "203.0.113.9", "recherche?"] {
        assert!(!sent.to_string().contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_is_kept_and_what_is_not_wanted_is_not_traced() {
    let (addr, got) = collector("200 OK");
    let tracer = Tracer::new(addr, Default::default());
    let site = TestSite::traced(tracer.clone());
    let unwanted = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    site.get_with("/recherche?q=a", "traceparent", unwanted)
        .await;
    site.get("/notes").await;
    site.get("/notes").await;
    tokio::task::spawn_blocking(move || tracer.flush())
        .await
        .unwrap();
    let sent = got.recv_timeout(Duration::from_secs(20)).unwrap();
    let names: Vec<_> = spans(&sent)
        .iter()
        .map(|span| span["name"].clone())
        .collect();
    assert_eq!(names, ["wait", "make", "GET /notes"]);
}

#[tokio::test]
async fn a_collector_that_does_not_take_them_disturbs_nobody() {
    for status in ["503 Busy", "no HTTP"] {
        let (addr, _got) = collector(status);
        let site = TestSite::new();
        let tracer = Tracer::new(addr, site.site.metrics.spans_dropped.clone());
        let traced = TestSite::traced(tracer.clone());
        assert_eq!(traced.get("/recherche?q=a").await.status, 200);
        tokio::task::spawn_blocking(move || tracer.flush())
            .await
            .unwrap();
        let metrics = site.site.metrics.render();
        assert!(
            metrics.contains("strates_trace_spans_dropped_total 3\n"),
            "{metrics}"
        );
    }
}
