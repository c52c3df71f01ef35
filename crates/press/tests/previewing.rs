//! `newsstand serve` as people use it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::{archive, article, bundle_folder, write};

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The program, stopped when the test ends, however it ends.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks until it is so.
fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn an_edit_reaches_open_pages_and_nothing_is_left_behind() {
    let dir = archive(&[("a.md", &article(1)), ("b.md", &article(2))]);
    let viewer = bundle_folder(dir.path());
    let temporary = dir.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_newsstand"))
        .current_dir(dir.path())
        .env("TMPDIR", &temporary)
        .args(["serve", "in", "--port", "21000", "--bundle"])
        .arg(viewer)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut serving = Serving(child);
    let lines = BufReader::new(serving.0.stdout.take().unwrap()).lines();
    let address = lines.map_while(Result::ok).find_map(|line| line.trim().strip_prefix("http://").map(str::to_owned));
    let address = address.unwrap().trim_end_matches('/').to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{address}");

    let page = get(&address, "/a/a/");
    assert!(page.contains("newsstand-preview.js?"), "{page}");
    assert!(get(&address, "/newsstand-preview.js").contains("location.reload()"));
    assert!(!get(&address, "/boot.js").contains("newsstand-preview"));
    let revision = || {
        let answer = get(&address, "/newsstand-preview.txt");
        answer.rsplit("\r\n\r\n").next().map(str::to_owned)
    };
    let before = revision();

    write(&dir.path().join("in"), "a.md", article(1).replace("正文", "新文").as_bytes());
    wait_for("the edit is not served", || get(&address, "/a/a/").contains("新文"));
    wait_for("open pages do not hear of it", || revision() != before);
    write(&dir.path().join("in"), "c.md", article(3).as_bytes());
    wait_for("the new article is not served", || get(&address, "/a/c/").starts_with("HTTP/1.1 200"));
    // Nothing changes for a while: no page may load again.
    thread::sleep(Duration::from_millis(600));
    let quiet = revision();
    thread::sleep(Duration::from_millis(1200));
    assert_eq!(revision(), quiet);

    Command::new("kill").args(["-INT", &serving.0.id().to_string()]).status().unwrap();
    assert!(serving.0.wait().unwrap().success());
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "the temporary folder is left");
}
