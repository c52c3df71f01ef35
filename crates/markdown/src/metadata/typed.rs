//! One value as one thing of a card: an author, a picture, an address.

use article::{ArchivePath, Author, SafeUrl, Source, Tag, UrlError};

use super::inline;
use super::value::Value;

/// What generators write when they know nothing (SYNTAX.md section B2).
const PLACEHOLDERS: [&str; 8] = [
    "N/A",
    "Unknown",
    "Unknown date",
    "None",
    "Untitled",
    "uncategorized",
    "No brief available.",
    "No summary available.",
];

/// Endings of the pictures that a browser shows: `image: docker/alpine` is no cover.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"];

/// The text of a value unless it is a placeholder.
pub(super) fn known(text: &str) -> Option<&str> {
    let text = text.trim();
    let nothing = text.is_empty() || PLACEHOLDERS.iter().any(|placeholder| text.eq_ignore_ascii_case(placeholder));
    (!nothing).then_some(text)
}

/// A text that is neither a placeholder nor a switch (`cover: false`, `excerpt: true`).
pub(super) fn one_text(value: &Value) -> Option<&str> {
    let text = match value {
        Value::Map(_) => value.text_at(&["name", "title"]),
        value => value.text(),
    };
    text.and_then(known).filter(|text| !matches!(*text, "true" | "false"))
}

/// A tag, or the name that a map gives it.
pub(super) fn tag(value: &Value) -> Option<Tag> {
    match value {
        Value::Map(_) => value.text_at(&["name", "title", "tag", "label", "primary"]).and_then(Tag::new),
        value => value.text().and_then(Tag::new),
    }
}

/// An author, or several joined with commas. An address is kept when it is the only author's.
pub(super) fn author(value: &Value) -> Option<Author> {
    let people: Vec<Author> = value.leaves().into_iter().filter_map(person).collect();
    match <[Author; 1]>::try_from(people) {
        Ok([author]) => Some(author),
        Err(people) => {
            let names: Vec<&str> = people.iter().map(|author| author.name.as_str()).collect();
            Author::new(&names.join(", "), None)
        }
    }
}

fn person(value: &Value) -> Option<Author> {
    let url = value.text_at(&["url", "link", "homepage", "website"]).and_then(|address| web(address).ok());
    let name = one_text(value)?;
    match inline::link(name) {
        Some((name, address)) => Author::new(known(name)?, web(address).ok()),
        None => Author::new(name, url),
    }
}

/// An address on the web. `Err(None)`: a relative one, or a word.
pub(super) fn web(address: &str) -> Result<SafeUrl, Option<UrlError>> {
    match SafeUrl::parse(address) {
        Ok(url) if url.is_web() => Ok(url),
        Ok(_) => Err(None),
        Err(error) => Err(Some(error)),
    }
}

/// A picture: an address, a file of the archive, or the first of a list.
pub(super) fn cover(value: &Value, path: &ArchivePath) -> Option<Source> {
    let first = value.leaves().into_iter().next()?;
    let text = match first {
        Value::Map(_) => first.text_at(&["url", "src", "path", "image"])?,
        value => value.text()?,
    };
    let address = inline::picture(text).unwrap_or(text);
    match SafeUrl::parse_image(address) {
        Ok(url) if !url.is_relative() => Some(Source::Url(url)),
        _ => {
            let file = address.split(['?', '#']).next()?;
            let ending = file.rsplit_once('.')?.1;
            let shown = PICTURES.iter().any(|known| ending.eq_ignore_ascii_case(known));
            // A drive letter or a scheme is no folder of the archive.
            let inside = shown && !file.split('/').next()?.contains(':');
            inside.then(|| path.join(file).ok().map(Source::File))?
        }
    }
}
