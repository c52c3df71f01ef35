//! The static server over a real connection.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::net::TcpStream;

use press::serve::{Running, Server};

fn server() -> (tempfile::TempDir, Running) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("index.html"), "<h1>rack</h1>").unwrap();
    std::fs::write(dir.path().join("big.json"), "[0]".repeat(50_000)).unwrap();
    let server = Server::new(vec![("/".to_owned(), dir.path().to_owned())]).start(20_000..=60_000).unwrap();
    (dir, server)
}

fn ask(server: &Running, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "{request}\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_page_comes_with_its_length_and_its_type() {
    let (_dir, server) = server();
    let answer = ask(&server, "GET / HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n<h1>rack</h1>"), "{answer}");
    assert!(answer.contains("Content-Type: text/html; charset=utf-8"), "{answer}");
    let big = ask(&server, "GET /big.json HTTP/1.1");
    assert!(big.contains("Content-Length: 150000"), "{}", &big[..400]);
    assert!(server.url().ends_with(&format!(":{}/", server.port())));
}

#[test]
fn head_gives_the_headers_without_the_body() {
    let (_dir, server) = server();
    let answer = ask(&server, "HEAD / HTTP/1.1");
    assert!(answer.contains("Content-Length: 13") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn a_path_that_climbs_is_not_found() {
    let (_dir, server) = server();
    for path in ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd"] {
        let answer = ask(&server, &format!("GET {path} HTTP/1.1"));
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn a_taken_port_is_passed_over_and_no_port_is_an_error_with_a_remedy() {
    let (dir, first) = server();
    let again = || Server::new(vec![("/".to_owned(), dir.path().to_owned())]);
    let error = again().start(first.port()..=first.port()).err().unwrap();
    assert!(error.to_string().contains("stop another server"), "{error}");
    assert!(again().start(first.port()..=60_000).unwrap().port() > first.port());
}
