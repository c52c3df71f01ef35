//! Where links and pictures of an article lead.

use article::{ArchivePath, Attr, Class, Link, SafeUrl, Slug, Source};

use super::ids;
use crate::Dialect;

/// Resolves addresses as they stand in one file.
pub(crate) struct Links<'a> {
    path: &'a ArchivePath,
    dialect: Dialect,
}

impl<'a> Links<'a> {
    pub(crate) fn new(path: &'a ArchivePath, dialect: Dialect) -> Self {
        Self { path, dialect }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect.here()
    }

    /// The attributes of a link to `address`: where it leads, or that it is dead.
    pub(crate) fn attributes(&self, address: &str) -> Vec<Attr> {
        match (self.link(address), self.dialect()) {
            (Some(link), _) => vec![Attr::Href(link)],
            (None, Dialect::Archive) => vec![Attr::Class(Class::DeadLink)],
            (None, Dialect::CommonMark) => Vec::new(),
        }
    }

    /// Where a link leads. `None` when the address is refused, or leaves the archive.
    pub(crate) fn link(&self, address: &str) -> Option<Link> {
        let url = self.url(address)?;
        if self.dialect() == Dialect::CommonMark || !url.is_relative() {
            return Some(Link::Url(url));
        }
        let address = address.trim();
        if address.starts_with("www.") {
            return SafeUrl::parse(&format!("http://{address}")).ok().map(Link::Url);
        }
        let (address, fragment) = match address.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (address, None),
        };
        let heading = fragment.and_then(ids::of_fragment);
        let file = address.split('?').next().unwrap_or_default();
        // What GitBook writes for a page that is no more.
        if file.starts_with("broken-reference") || file.starts_with("/broken/pages/") {
            return None;
        }
        if file.is_empty() {
            return heading.map(Link::Heading);
        }
        let path = match file.ends_with('/') {
            true => self.path.join(&format!("{file}README.md")).ok()?,
            false => self.file(file)?,
        };
        Some(match Slug::of(&path) {
            Some(slug) => Link::Article { slug, heading },
            None => Link::File(path),
        })
    }

    /// The address, or the one that was meant: `ttps:`, `hhttps:`, `htpp:` (SYNTAX E4) are none of any site.
    fn url(&self, address: &str) -> Option<SafeUrl> {
        let refused = match SafeUrl::parse(address) {
            Ok(url) => return Some(url),
            Err(_) if self.dialect() == Dialect::CommonMark => return None,
            Err(_) => address.trim(),
        };
        let (scheme, rest) = refused.split_once("://")?;
        let is_meant = |b: u8| matches!(b, b'h' | b't' | b'p' | b's' | b'H' | b'T' | b'P' | b'S');
        (scheme.len() > 1 && scheme.bytes().all(is_meant)).then(|| SafeUrl::parse(&format!("https://{rest}")).ok())?
    }

    /// Where a picture comes from. `None` when the address is refused, or leaves the archive.
    pub(crate) fn source(&self, address: &str) -> Option<Source> {
        let url = SafeUrl::parse_image(address).ok()?;
        if self.dialect() == Dialect::CommonMark || !url.is_relative() {
            return Some(Source::Url(url));
        }
        let file = address.trim().split(['?', '#']).next().unwrap_or_default();
        self.file(file).map(Source::File)
    }

    /// A file of the archive. A path of Windows has backslashes instead of slashes.
    fn file(&self, file: &str) -> Option<ArchivePath> {
        match (file, file.contains('/')) {
            ("", _) => None,
            (_, true) => self.path.join(file).ok(),
            (_, false) => self.path.join(&file.replace('\\', "/")).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<Link>) {
        let path = ArchivePath::new("it/2025/a.md").unwrap();
        assert_eq!(Links::new(&path, Dialect::Archive).link(address), expected, "{address}");
    }

    #[test]
    fn links_between_articles_stay_inside_the_viewer() {
        let article = |slug, heading: Option<&str>| {
            Some(Link::Article { slug: Slug::new(slug).unwrap(), heading: heading.map(str::to_owned) })
        };
        check("b.md", article("it/2025/b", None));
        check("../b.md#%E6%A6%82%E8%BF%B0", article("it/b", Some("h-概述")));
        check("/guide/", article("guide/README", None));
        check("#Some-Heading", Some(Link::Heading("h-some-heading".into())));
        check("img\\b.md", article("it/2025/img/b", None));
        check("www.a.example/b.md", Some(Link::Url(SafeUrl::parse("http://www.a.example/b.md").unwrap())));
        check("x.pdf", Some(Link::File(ArchivePath::new("it/2025/x.pdf").unwrap())));
    }

    #[test]
    fn a_mistyped_scheme_is_the_one_that_was_meant() {
        let meant = || Some(Link::Url(SafeUrl::parse("https://a.example/b").unwrap()));
        check("ttps://a.example/b", meant());
        check("hhttps://a.example/b", meant());
        check("htpp://a.example/b", meant());
        check("ftp://a.example/b", None);
        check("s://a.example/b", None);
        check("ttps:javascript:alert(1)", None);
        check("ttps://", None);
    }

    #[test]
    fn what_leaves_the_archive_or_runs_something_is_no_link() {
        check("../../../etc/passwd", None);
        check("javascript:alert(1)", None);
        check("", None);
    }
}
