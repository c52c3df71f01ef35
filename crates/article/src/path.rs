use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Bytes a path may have; longer than any file system allows.
const MAX_BYTES: usize = 1024;

/// File name endings that mark an article. The first is the one a [`Slug`] leaves out.
const ARTICLE_ENDINGS: [&str; 4] = [".md", ".markdown", ".mdx", ".txt"];

/// A file of the archive: a path relative to the archive's root that cannot leave it.
///
/// Grammar: `segment ("/" segment)*`; a segment is not empty, not `.` or `..`, and holds neither
/// `/`, `\` nor a control character. Segments are plain text, not percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArchivePath(String);

/// Why a text is not an [`ArchivePath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PathError {
    /// Empty, or nothing but dots and slashes.
    #[error("the path is empty")]
    Empty,
    /// `..` climbs above the root.
    #[error("the path leaves the archive")]
    Outside,
    /// Control characters, backslashes, broken percent-encoding or an empty segment.
    #[error("the path holds characters that no file of an archive has")]
    Malformed,
    /// Longer than 1,024 bytes.
    #[error("the path is too long")]
    TooLong,
}

impl ArchivePath {
    /// Checks a path that is already plain text, such as one read from a folder or a catalog.
    pub fn new(path: &str) -> Result<Self, PathError> {
        if path.is_empty() {
            return Err(PathError::Empty);
        }
        if path.len() > MAX_BYTES {
            return Err(PathError::TooLong);
        }
        for segment in path.split('/') {
            match segment {
                ".." => return Err(PathError::Outside),
                "" | "." => return Err(PathError::Malformed),
                _ if segment.contains(|c: char| c == '\\' || c.is_control()) => return Err(PathError::Malformed),
                _ => {}
            }
        }
        Ok(Self(path.to_owned()))
    }

    /// Where `reference` leads when an author writes it in the file `self`: relative to the file's
    /// folder, or to the archive's root when it begins with `/`. Percent-encoding is undone once,
    /// before dots are resolved, so that `%2e%2e%2f` is no way out.
    pub fn join(&self, reference: &str) -> Result<Self, PathError> {
        let decoded = percent_decode(reference).ok_or(PathError::Malformed)?;
        let mut segments: Vec<&str> = match decoded.starts_with('/') {
            true => Vec::new(),
            false => self.folder().split('/').filter(|segment| !segment.is_empty()).collect(),
        };
        for segment in decoded.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop().ok_or(PathError::Outside)?;
                }
                _ => segments.push(segment),
            }
        }
        Self::new(&segments.join("/"))
    }

    /// The path as plain text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file is in, without a slash at its end; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's own name.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// The path percent-encoded for a URL, relative to the archive's root. It can neither be read
    /// as a scheme nor as another host.
    pub fn to_url_path(&self) -> String {
        url_path(&self.0)
    }
}

/// Any path of segments and slashes, percent-encoded for a URL.
pub fn url_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for &byte in path.as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
            | b'@' => out.push(char::from(byte)),
            _ => push_percent(&mut out, byte),
        }
    }
    out
}

impl fmt::Display for ArchivePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ArchivePath {
    type Error = PathError;

    fn try_from(path: String) -> Result<Self, PathError> {
        Self::new(&path)
    }
}

impl From<ArchivePath> for String {
    fn from(path: ArchivePath) -> Self {
        path.0
    }
}

/// The name of an article: its path, without `.md`.
///
/// A file with another ending keeps it (`notes.markdown`), and so does a file whose name would
/// otherwise be taken for one (`list.txt.md`): [`Slug::path`] always leads back to the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(ArchivePath);

impl Slug {
    /// Checks a slug, for instance one from an address.
    pub fn new(text: &str) -> Result<Self, PathError> {
        ArchivePath::new(text).map(Self)
    }

    /// The slug of a file, when its ending says that it is an article.
    pub fn of(path: &ArchivePath) -> Option<Self> {
        let text = path.as_str();
        if !has_article_ending(text) {
            return None;
        }
        match text.strip_suffix(ARTICLE_ENDINGS[0]) {
            Some(rest) if !rest.is_empty() && !rest.ends_with('/') && !has_article_ending(rest) => {
                Some(Self(ArchivePath(rest.to_owned())))
            }
            _ => Some(Self(path.clone())),
        }
    }

    /// The file of the article.
    pub fn path(&self) -> ArchivePath {
        match has_article_ending(self.as_str()) {
            true => self.0.clone(),
            false => ArchivePath(format!("{}{}", self.0.0, ARTICLE_ENDINGS[0])),
        }
    }

    /// The slug as plain text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Slug {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        Self::new(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0.into()
    }
}

fn has_article_ending(path: &str) -> bool {
    let bytes = path.as_bytes();
    ARTICLE_ENDINGS.iter().any(|ending| {
        bytes.len() > ending.len() && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    })
}

/// Undoes percent-encoding. `None` when the result is not UTF-8; a lone `%` stays as it is.
pub fn percent_decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Appends a byte as `%XX`.
pub fn push_percent(out: &mut String, byte: u8) {
    const HEX: [u8; 16] = *b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(file: &str, reference: &str, expected: Result<&str, PathError>) {
        let from = ArchivePath::new(file).unwrap();
        assert_eq!(from.join(reference).as_ref().map(ArchivePath::as_str).map_err(|e| *e), expected, "{reference}");
    }

    #[test]
    fn references_resolve_against_the_folder_of_the_file() {
        join("it/2025/a.md", "b.md", Ok("it/2025/b.md"));
        join("it/2025/a.md", "./img/x 1.png", Ok("it/2025/img/x 1.png"));
        join("it/2025/a.md", "../b.md", Ok("it/b.md"));
        join("it/2025/a.md", "/b.md", Ok("b.md"));
        join("a.md", "%E5%9B%BE/%20a.png", Ok("图/ a.png"));
    }

    #[test]
    fn no_reference_leaves_the_archive() {
        join("a.md", "../b.md", Err(PathError::Outside));
        join("x/a.md", "..%2f..%2fsecret.md", Err(PathError::Outside));
        join("x/a.md", "%2e%2e/%2e%2e/etc/passwd", Err(PathError::Outside));
        join("a.md", "b\\..\\c.md", Err(PathError::Malformed));
        join("a.md", "b%00.md", Err(PathError::Malformed));
        join("a.md", "%ff.md", Err(PathError::Malformed));
        join("a.md", "", Err(PathError::Empty));
    }

    #[test]
    fn a_slug_leads_back_to_its_file() {
        for path in ["a.md", "it/6170668.md", "x.markdown", "list.txt.md", "a.MD", "b.mdx", ".md.md", "深/目录.md"] {
            let path = ArchivePath::new(path).unwrap();
            assert_eq!(Slug::of(&path).map(|slug| slug.path()), Some(path));
        }
        assert_eq!(Slug::of(&ArchivePath::new("x.png").unwrap()), None);
        assert_eq!(Slug::of(&ArchivePath::new("it/1.md").unwrap()).unwrap().as_str(), "it/1");
    }

    #[test]
    fn a_url_path_is_never_a_scheme_nor_a_query() {
        let path = ArchivePath::new("javascript:alert(1)/a?b#c%.md").unwrap();
        assert_eq!(path.to_url_path(), "javascript%3Aalert(1)/a%3Fb%23c%25.md");
    }
}
