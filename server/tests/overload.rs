//! More than the server can do, or than one address should ask for: said at once, and without
//! harm to what is quick.
#![allow(clippy::unwrap_used)]

mod common;

use std::{net::SocketAddr, time::Duration};

use axum::{body::Body, http::Request};
use common::TestSite;
use server::{
    front::Front,
    kitchen::Kitchen,
    listen::{Acceptor, bind},
    rate::{Gate, origin::Origins},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

/// The same site with a full kitchen: what is asked for now and not kept is one too many.
fn full(mut site: TestSite) -> TestSite {
    site.front = Front::new(site.site.clone(), Kitchen::new(1, 0).unwrap());
    site
}

/// Puts `front` on the network, with that much patience for connections of which nothing comes.
fn serve(site: &TestSite, front: Front, patience: Duration) -> SocketAddr {
    let listener = bind("127.0.0.1:0".parse().unwrap(), "--addr").unwrap();
    let addr = listener.local_addr().unwrap();
    let acceptor = Acceptor::new(listener, front, site.site.metrics.clone(), 64);
    let acceptor = acceptor.with_patience(patience);
    tokio::spawn(async move { acceptor.run().await });
    addr
}

/// A connection to a server that loses patience at once, on which something was sent already.
async fn connected(first: &str) -> TcpStream {
    let site = TestSite::new();
    let addr = serve(&site, site.front.clone(), Duration::from_millis(100));
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(first.as_bytes()).await.unwrap();
    stream
}

/// Sends `bytes` again and again, until the server has had enough of it.
async fn cut_off(stream: &mut TcpStream, bytes: &str, pause: Duration) {
    let trickle = async {
        while stream.write_all(bytes.as_bytes()).await.is_ok() {
            sleep(pause).await;
        }
    };
    timeout(Duration::from_secs(20), trickle).await.unwrap();
}

/// The answer to one request with these headers, on a connection of its own.
async fn get(addr: SocketAddr, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("no answer")
}

#[tokio::test]
async fn one_too_many_is_told_to_come_back_with_all_the_headers() {
    let site = full(TestSite::new());
    for path in [
        "/recherche?q=a",
        "/comparer/conteneurs-vm?diff=1",
        "/rien",
        "/notes",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(answer.header("retry-after"), "5", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_ne!(answer.header("content-security-policy"), "", "{path}");
        assert!(answer.text().contains("Réessayez") || answer.text().contains("réessayez"));
    }
    let answer = site.get("/api/search?q=a").await;
    assert_eq!(
        (answer.status.as_u16(), answer.text()),
        (503, "503 Service Unavailable\n")
    );
}

#[tokio::test]
async fn probes_and_what_is_kept_are_answered_however_full_it_is() {
    let site = TestSite::new();
    for path in ["/notes", "/notes/partie/noyau", "/comparer"] {
        assert_eq!(site.get(path).await.status, 200, "{path}");
    }
    let site = full(site);
    for path in [
        "/healthz",
        "/readyz",
        "/notes",
        "/notes/partie/noyau",
        "/comparer",
    ] {
        assert_eq!(site.get(path).await.status, 200, "{path}");
    }
    assert_eq!(site.get("/assets/s-1.css").await.status, 200);
}

#[tokio::test]
async fn what_is_turned_down_is_counted_and_not_timed() {
    let site = full(TestSite::new());
    site.get("/recherche?q=secret").await;
    let metrics = site.site.metrics.render();
    for line in [
        "strates_http_requests_refused_total{reason=\"busy\"} 1",
        "strates_http_requests_refused_total{reason=\"rate\"} 0",
        "strates_http_requests_total{method=\"GET\",route=\"/recherche\",status=\"503\",cache=\"miss\"} 1",
    ] {
        assert!(
            metrics.lines().any(|found| found == line),
            "{line}\n{metrics}"
        );
    }
    assert!(
        !metrics.contains("duration_seconds_count{route=\"/recherche\"}"),
        "{metrics}"
    );
}

#[tokio::test]
async fn an_address_that_asks_too_often_has_to_wait_and_others_do_not() {
    let site = TestSite::new();
    let origins = Origins {
        trusted: vec!["127.0.0.0/8".parse().unwrap()],
        ..Origins::default()
    };
    let front = site.front.clone().guarded(Gate::new(1, origins));
    let addr = serve(&site, front, Duration::from_secs(30));
    let from = |who: &str| format!("x-forwarded-for: 198.51.100.1, {who}\r\n");
    for _ in 0..5 {
        assert_eq!(status(&get(addr, "/", &from("203.0.113.9")).await), "200");
    }
    let refused = get(addr, "/recherche?q=a", &from("203.0.113.9")).await;
    assert_eq!(status(&refused), "429");
    assert!(refused.contains("retry-after: 1\r\n"), "{refused}");
    assert!(refused.contains("content-security-policy: "), "{refused}");
    assert!(refused.contains("depuis votre adresse"), "{refused}");
    assert_eq!(status(&get(addr, "/", &from("203.0.113.10")).await), "200");
    // Nor does the kubelet, whatever the address it comes from.
    assert_eq!(
        status(&get(addr, "/readyz", &from("203.0.113.9")).await),
        "200"
    );
    let metrics = site.site.metrics.render();
    assert!(metrics.contains("strates_http_requests_refused_total{reason=\"rate\"} 1\n"));
    assert!(
        !metrics.contains("203.0.113") && !metrics.contains("198.51.100"),
        "{metrics}"
    );
}

/// How often clients that send little send it.
const DRIP: Duration = Duration::from_millis(20);

#[tokio::test]
async fn headers_that_trickle_in_are_cut_off() {
    let mut stream = connected("GET / HTTP/1.1\r\n").await;
    cut_off(&mut stream, "x: y\r\n", DRIP).await;
}

#[tokio::test]
async fn a_body_that_trickles_in_is_refused_and_cut_off() {
    for framing in ["content-length: 100000", "transfer-encoding: chunked"] {
        let head = format!("GET / HTTP/1.1\r\nhost: a\r\n{framing}\r\n\r\n");
        let mut stream = connected(&head).await;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 413", "{framing}");
        cut_off(&mut stream, "1\r\nx\r\n", DRIP).await;
    }
}

#[tokio::test]
async fn somebody_who_does_not_read_is_cut_off() {
    let request = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut stream = connected(request).await;
    cut_off(&mut stream, request, Duration::ZERO).await;
}

#[tokio::test]
async fn browsers_say_that_the_islands_did_not_start_and_nothing_else() {
    let site = full(TestSite::new());
    let post =
        |origin: &str| Request::post("/boot-failed").header("sec-fetch-site", origin.to_owned());
    for (origin, count) in [("same-origin", 1), ("cross-site", 1), ("same-origin", 2)] {
        let answer = site.send(post(origin)).await;
        assert_eq!(answer.status, 204, "{origin}");
        assert_eq!(answer.header("cache-control"), "no-store");
        let metrics = site.site.metrics.render();
        let line = format!("strates_boot_failures_total {count}\n");
        assert!(metrics.contains(&line), "{origin}: {metrics}");
    }
    let site = TestSite::new();
    let with_body = Request::post("/boot-failed")
        .body(Body::from("who I am"))
        .unwrap();
    assert_eq!(site.send_body(with_body).await.status, 413);
    let read = site.get("/boot-failed").await;
    assert_eq!((read.status.as_u16(), read.header("allow")), (405, "POST"));
}
