use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use article::ArchivePath;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::live::{self, Revision};
use super::mime;

/// Compressed files that are kept in memory.
const CACHED: usize = 2_000;

/// What a browser asks for.
pub(super) struct Ask<'a> {
    pub(super) method: &'a str,
    /// Path and query.
    pub(super) address: &'a str,
    pub(super) accept_encoding: Option<&'a str>,
    pub(super) if_none_match: Option<&'a str>,
}

/// What it gets. The body of an answer to `HEAD` is dropped by the server, its length is not.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
}

/// Bytes that may be shared with the cache.
#[derive(Clone, Debug)]
pub(super) struct Body(Arc<[u8]>);

impl Body {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The folders, and the compressed form of what was asked for.
#[derive(Debug)]
pub(super) struct Site {
    /// With a slash at both ends; and the folder's real path, or the given one if there is none yet.
    mounts: Vec<(String, PathBuf)>,
    packed: Mutex<HashMap<String, Body>>,
    /// There when pages are to load again after a change.
    revision: Option<Arc<Revision>>,
}

/// What an address leads to.
enum Found {
    File(PathBuf),
    /// A folder with an `index.html`, asked for without a slash.
    Folder,
    Nothing,
}

impl Site {
    pub(super) fn new(mounts: Vec<(String, PathBuf)>) -> Self {
        let mounts = mounts.into_iter().map(|(prefix, folder)| {
            let prefix = prefix.trim_matches('/');
            (if prefix.is_empty() { "/".to_owned() } else { format!("/{prefix}/") }, folder)
        });
        Self { mounts: mounts.collect(), packed: Mutex::default(), revision: None }
    }

    pub(super) fn live(mounts: Vec<(String, PathBuf)>, revision: Arc<Revision>) -> Self {
        Self { revision: Some(revision), ..Self::new(mounts) }
    }

    pub(super) fn answer(&self, ask: &Ask<'_>) -> Answer {
        if !matches!(ask.method, "GET" | "HEAD") {
            let mut answer = text(405, "Only GET and HEAD are served here.\n");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        let (path, query) =
            ask.address.split_once('?').map_or((ask.address, None), |(path, query)| (path, Some(query)));
        match (&self.revision, path) {
            (Some(_), live::SCRIPT_ADDRESS) => return plain(200, "text/javascript; charset=utf-8", live::SCRIPT),
            (Some(revision), live::REVISION_ADDRESS) => return text(200, &format!("{}\n", revision.number())),
            _ => {}
        }
        match self.find(path) {
            Found::File(file) => self.file(&file, ask).unwrap_or_else(|_| self.missing()),
            Found::Folder => {
                // Only the last part, so that the redirect holds behind any proxy and leads to no other host.
                let last = path.rsplit('/').next().unwrap_or_default();
                let query = query.map_or(String::new(), |query| format!("?{query}"));
                let mut answer = text(301, "Moved.\n");
                answer.headers.push(("Location", format!("./{last}/{query}")));
                answer
            }
            Found::Nothing => self.missing(),
        }
    }

    fn find(&self, path: &str) -> Found {
        let Some(path) = checked(path) else { return Found::Nothing };
        for (prefix, folder) in &self.mounts {
            let inside = match path.strip_prefix(prefix.as_str()) {
                Some(inside) => inside,
                None if path == prefix.trim_end_matches('/') => "",
                None => continue,
            };
            let target = folder.join(inside.trim_end_matches('/'));
            match (is_inside(&target, folder), target.is_dir(), path.ends_with('/')) {
                (false, ..) => {}
                (_, true, true) if target.join("index.html").is_file() => {
                    return Found::File(target.join("index.html"));
                }
                (_, true, false) if target.join("index.html").is_file() => return Found::Folder,
                (_, false, false) if target.is_file() => return Found::File(target),
                _ => {}
            }
        }
        Found::Nothing
    }

    fn file(&self, file: &Path, ask: &Ask<'_>) -> io::Result<Answer> {
        let metadata = fs::metadata(file)?;
        let changed = metadata.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let (kind, packing) = mime::of(&file.to_string_lossy());
        let gzip = packing == mime::Kind::Text && ask.accept_encoding.is_some_and(accepts_gzip);
        let revision = self.revision.as_ref().map(|revision| revision.number()).filter(|_| kind == mime::HTML);
        let live = revision.map_or(String::new(), |revision| format!("-{revision:x}"));
        let tag = format!("\"{changed:x}-{:x}{live}{}\"", metadata.len(), if gzip { "-gz" } else { "" });
        let mut headers = vec![
            ("Content-Type", kind.to_owned()),
            ("Cache-Control", "no-cache".to_owned()),
            ("ETag", tag.clone()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        if packing == mime::Kind::Text {
            headers.push(("Vary", "Accept-Encoding".to_owned()));
        }
        if ask
            .if_none_match
            .is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag))
        {
            return Ok(Answer { status: 304, headers, body: Body(Arc::default()) });
        }
        let body = if gzip {
            headers.push(("Content-Encoding", "gzip".to_owned()));
            self.packed(file, &tag, revision)?
        } else {
            Body(contents(file, revision)?.into())
        };
        Ok(Answer { status: 200, headers, body })
    }

    /// The file, compressed; from memory if its tag is the same.
    fn packed(&self, file: &Path, tag: &str, revision: Option<u64>) -> io::Result<Body> {
        let key = format!("{}{tag}", file.display());
        // A thread that panicked while it held the map cannot have left half an entry in it.
        let lock = || self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = lock().get(&key) {
            return Ok(body.clone());
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&contents(file, revision)?)?;
        let body = Body(encoder.finish()?.into());
        let mut packed = lock();
        if packed.len() >= CACHED {
            packed.clear();
        }
        packed.insert(key, body.clone());
        Ok(body)
    }

    /// The site's own page for what is missing, as GitHub Pages does, or a line of text.
    fn missing(&self) -> Answer {
        let page = self.mounts.iter().find_map(|(_, folder)| fs::read(folder.join("404.html")).ok());
        match page {
            Some(page) => {
                let page = match &self.revision {
                    Some(revision) => live::page(&page, revision.number()),
                    None => page,
                };
                Answer { status: 404, headers: vec![("Content-Type", mime::HTML.to_owned())], body: Body(page.into()) }
            }
            None => text(404, "There is nothing here.\n"),
        }
    }
}

/// A file as it is sent: a page of a live site has the script that loads it again.
fn contents(file: &Path, revision: Option<u64>) -> io::Result<Vec<u8>> {
    let bytes = fs::read(file)?;
    Ok(match revision {
        Some(revision) => live::page(&bytes, revision),
        None => bytes,
    })
}

fn text(status: u16, body: &str) -> Answer {
    plain(status, "text/plain; charset=utf-8", body)
}

fn plain(status: u16, kind: &str, body: &str) -> Answer {
    let headers = vec![("Content-Type", kind.to_owned()), ("Cache-Control", "no-store".to_owned())];
    Answer { status, headers, body: Body(body.as_bytes().into()) }
}

/// The path, decoded and without dots, with its slash at the end if it had one. `None` when it leaves the
/// root, when no file can have the name, or when a part of it is hidden.
fn checked(path: &str) -> Option<String> {
    if path.bytes().all(|byte| byte == b'/') {
        return Some("/".to_owned());
    }
    let root = ArchivePath::new("index.html").ok()?;
    let inside = root.join(path.trim_start_matches('/')).ok()?;
    let hidden = inside.as_str().split('/').any(|part| part.starts_with('.'));
    let slash = if path.ends_with('/') { "/" } else { "" };
    (!hidden).then(|| format!("/{inside}{slash}"))
}

/// No symbolic link leads out of the folder.
fn is_inside(target: &Path, folder: &Path) -> bool {
    match (target.canonicalize(), folder.canonicalize()) {
        (Ok(target), Ok(folder)) => target.starts_with(folder),
        _ => false,
    }
}

fn accepts_gzip(header: &str) -> bool {
    header.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.replace(' ', "").trim_start_matches("q=").parse::<f32>() == Ok(0.0);
        matches!(name.trim(), "gzip" | "*") && !refused
    })
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
