//! The server on a real socket: protocol, limits, shutdown, metrics.
#![allow(clippy::unwrap_used)]

mod common;

use std::{net::SocketAddr, time::Duration};

use common::TestSite;
use server::{
    listen::{Acceptor, bind},
    serve::metrics_router,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
};
use tower::ServiceExt;

struct Running {
    addr: SocketAddr,
    stop: oneshot::Sender<()>,
    drained: JoinHandle<bool>,
}

fn start(site: &TestSite) -> Running {
    let listener = bind("127.0.0.1:0".parse().unwrap(), "--addr").unwrap();
    let addr = listener.local_addr().unwrap();
    let acceptor = Acceptor::new(listener, site.front.clone(), site.site.metrics.clone(), 16);
    let (stop, stopped) = oneshot::channel();
    let drained = tokio::spawn(async move {
        tokio::select! {
            () = acceptor.run() => {}
            _ = stopped => {}
        }
        acceptor.drain(Duration::from_millis(500)).await
    });
    Running {
        addr,
        stop,
        drained,
    }
}

/// Sends bytes and reads until the server closes the connection.
async fn exchange(addr: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(Duration::from_secs(10), reading)
        .await
        .unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn pages_go_over_the_wire() {
    let site = TestSite::new();
    let server = start(&site);
    let request = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    for _ in 0..2 {
        let answer = exchange(server.addr, request).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("\r\ndate: "), "{answer}");
        assert!(answer.ends_with("</html>"), "{answer}");
    }
}

#[tokio::test]
async fn nonsense_is_refused_and_the_server_lives_on() {
    let site = TestSite::new();
    let server = start(&site);
    let huge = format!(
        "GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n",
        "a".repeat(200_000)
    );
    for nonsense in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"GET /\r\n\r\n",
        b"G\0T / HTTP/1.1\r\n\r\n",
        huge.as_bytes(),
    ] {
        let answer = exchange(server.addr, nonsense).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{answer}"
        );
    }
    let fine = exchange(
        server.addr,
        b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    );
    assert!(fine.await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn large_headers_get_a_readable_page() {
    let site = TestSite::new();
    let server = start(&site);
    let large = format!(
        "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx: {}\r\n\r\n",
        "a".repeat(20_000)
    );
    let answer = exchange(server.addr, large.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(answer.contains("HTTP 431"), "{answer}");
}

#[tokio::test]
async fn an_uploaded_body_is_refused_unread() {
    let site = TestSite::new();
    let server = start(&site);
    let request = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000\r\n\r\nx";
    let mut stream = TcpStream::connect(server.addr).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 405");
}

#[tokio::test]
async fn stopping_waits_for_idle_connections_only_as_long_as_needed() {
    let site = TestSite::new();
    let server = start(&site);
    let mut idle = TcpStream::connect(server.addr).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut answer = [0; 12];
    idle.read_exact(&mut answer).await.unwrap();
    server.stop.send(()).unwrap();
    assert!(server.drained.await.unwrap(), "drained before the deadline");
    assert!(TcpStream::connect(server.addr).await.is_err());
}

#[tokio::test]
async fn stopping_lets_a_slow_reader_finish() {
    let site = TestSite::new();
    let server = start(&site);
    let mut stream = TcpStream::connect(server.addr).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    stream.readable().await.unwrap();
    server.stop.send(()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("</html>"), "{answer}");
    assert!(server.drained.await.unwrap());
}

#[tokio::test]
async fn connections_beyond_the_limit_are_told_to_come_back() {
    let site = TestSite::new();
    let server = start(&site);
    let mut held = Vec::new();
    for _ in 0..16 {
        let mut stream = TcpStream::connect(server.addr).await.unwrap();
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        assert!(stream.read(&mut [0; 1024]).await.unwrap() > 0);
        held.push(stream);
    }
    let answer = exchange(server.addr, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
    assert!(head.contains("retry-after: 5\r\n"), "{head}");
    assert!(
        head.contains(&format!("content-length: {}\r\n", body.len())),
        "{head}"
    );
    let counted = "strates_http_connections_turned_away_total 1\n";
    assert!(site.site.metrics.render().contains(counted));
    // As soon as one ends, the next is served.
    drop(held.pop());
    let served = async {
        loop {
            let close = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
            if exchange(server.addr, close)
                .await
                .starts_with("HTTP/1.1 200 ")
            {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), served)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_address_in_use_says_what_to_do() {
    let taken = bind("127.0.0.1:0".parse().unwrap(), "--addr").unwrap();
    let error = bind(taken.local_addr().unwrap(), "--addr").unwrap_err();
    assert!(error.to_string().contains("--addr"), "{error:#}");
}

#[tokio::test]
async fn metrics_name_routes_and_never_paths() {
    let site = TestSite::new();
    for _ in 0..3 {
        site.get("/notes/partie/noyau").await;
    }
    site.get("/recherche?q=secret").await;
    site.get("/notes/invention").await;
    site.get("/invention").await;
    let request = axum::http::Request::get("/metrics").body(axum::body::Body::empty());
    let router = metrics_router(site.site.metrics.clone());
    let answer = router.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let text = site.site.metrics.render();
    for line in [
        "strates_http_requests_total{method=\"GET\",route=\"/notes/{*slug}\",status=\"200\",cache=\"hit\"} 2",
        "strates_http_requests_total{method=\"GET\",route=\"/notes/{*slug}\",status=\"200\",cache=\"miss\"} 1",
        "strates_http_requests_total{method=\"GET\",route=\"/notes/{*slug}\",status=\"404\",cache=\"miss\"} 1",
        "strates_http_requests_total{method=\"GET\",route=\"/recherche\",status=\"200\",cache=\"miss\"} 1",
        "strates_http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\",cache=\"miss\"} 1",
        "strates_corpus_version 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    for secret in ["secret", "invention", "noyau"] {
        assert!(!text.contains(secret), "{secret}");
    }
}
