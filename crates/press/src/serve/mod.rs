//! Folders over HTTP, as a static host would serve them: for trying a site out and for tests.
//!
//! What it shares with GitHub Pages: `index.html` for a folder, a redirect to the address with a slash,
//! gzip for text, status 404 for what is missing (with the site's own `404.html`), no rewriting. Only
//! this machine can reach it.

mod answer;
mod live;
mod mime;

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tiny_http::{Request, StatusCode};

use crate::PressError;
use answer::{Answer, Ask, Site};

pub use live::Revision;

/// Connections served at once.
const THREADS: usize = 8;

/// Folders that are to be served.
#[derive(Debug)]
pub struct Server {
    site: Arc<Site>,
}

impl Server {
    /// Each mount is the beginning of an address, such as `/articles/`, and a folder. For a request the
    /// mounts are tried in order, so that an earlier one lies over a later one.
    pub fn new(mounts: Vec<(String, PathBuf)>) -> Self {
        Self { site: Arc::new(Site::new(mounts)) }
    }

    /// Pages ask for the revision every second, and load again when it is another one.
    pub fn live(mounts: Vec<(String, PathBuf)>, revision: Arc<Revision>) -> Self {
        Self { site: Arc::new(Site::live(mounts, revision)) }
    }

    /// Serves on the first free port of 127.0.0.1.
    ///
    /// # Errors
    /// [`PressError::NoPort`] when all are taken.
    pub fn start(self, ports: RangeInclusive<u16>) -> Result<Running, PressError> {
        let no_port = PressError::NoPort { first: *ports.start(), last: *ports.end() };
        let http = ports.into_iter().find_map(|port| tiny_http::Server::http(("127.0.0.1", port)).ok());
        let http = Arc::new(http.ok_or(no_port)?);
        let serve = |_| {
            let (http, site) = (Arc::clone(&http), Arc::clone(&self.site));
            // `recv` fails once the server is stopped.
            thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    respond(&site, request);
                }
            })
        };
        let threads = (0..THREADS).map(serve).collect();
        Ok(Running { http, threads })
    }
}

/// A server at work; it stops when this is dropped.
pub struct Running {
    http: Arc<tiny_http::Server>,
    threads: Vec<JoinHandle<()>>,
}

impl Running {
    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.http.server_addr().to_ip().map_or(0, |address| address.port())
    }

    /// The address to open, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port())
    }

    /// Serves until the program ends.
    pub fn wait(mut self) {
        for thread in std::mem::take(&mut self.threads) {
            // A thread that panicked has nothing more to serve; the others go on.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.http.unblock();
        }
    }
}

fn respond(site: &Site, request: Request) {
    let header = |name: &'static str| {
        request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
    };
    let method = request.method().as_str();
    let ask = Ask {
        method,
        address: request.url(),
        accept_encoding: header("Accept-Encoding"),
        if_none_match: header("If-None-Match"),
    };
    let answer = site.answer(&ask);
    let with_body = method != "HEAD";
    // A browser that went away is no error of ours.
    let _: io::Result<()> = send(&answer, with_body, request.into_writer());
}

/// Writes an answer and lets the connection end. `tiny_http` would keep it, and a browser opens six at
/// once: its pool then leaves some waiting behind others that are kept and have nothing to say. No header
/// of its own can end them, so the answer is written here.
fn send(Answer { status, headers, body }: &Answer, with_body: bool, mut out: impl Write) -> io::Result<()> {
    write!(out, "HTTP/1.1 {status} {}\r\n", StatusCode(*status).default_reason_phrase())?;
    for (name, value) in headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    // What has not changed has a length, but not the one of this body.
    if *status != 304 {
        write!(out, "Content-Length: {}\r\n", body.len())?;
    }
    out.write_all(b"Connection: close\r\n\r\n")?;
    if with_body {
        out.write_all(body.as_ref())?;
    }
    out.flush()
}
