//! Where pages are, and how one names another.

use article::paint::Addresses;
use article::{ArchivePath, Slug, Source, url_path};
use catalog::ViewState;

use crate::settings::{LinkStyle, Settings};

/// The folder of the site that holds the archive.
pub const ARCHIVE: &str = "articles/";

/// The name of a page in its folder.
const INDEX: &str = "index.html";

/// A file of the site, relative to its root: segments that are neither empty nor dots.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(String);

impl SitePath {
    pub(super) fn new(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The path as plain text, for the file system.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path percent-encoded for a URL.
    pub(super) fn to_url_path(&self) -> String {
        url_path(&self.0)
    }
}

/// The page of an article. Two articles never share one, and a page is never in the way of another:
/// a folder that has the name of a page or of the text beside it gets an underscore more.
pub fn page_path(slug: &Slug) -> SitePath {
    let segment = |segment: &str| {
        let name = segment.trim_end_matches('_').to_ascii_lowercase();
        match name == INDEX || name == "index.html.md" {
            true => format!("{segment}_"),
            false => segment.to_owned(),
        }
    };
    let folders: Vec<String> = slug.as_str().split('/').map(segment).collect();
    SitePath(format!("a/{}/{INDEX}", folders.join("/")))
}

/// The Markdown of an article, beside its page.
pub fn text_path(slug: &Slug) -> SitePath {
    SitePath(format!("{}.md", page_path(slug).as_str()))
}

/// A page as what names other files: all its addresses are relative, so that the site works below any
/// path without being told which.
#[derive(Clone, Debug)]
pub(super) struct Place {
    root: String,
}

impl Place {
    /// The place of a page.
    pub(super) fn of(path: &SitePath) -> Self {
        Self { root: "../".repeat(path.as_str().matches('/').count()) }
    }

    /// What leads to the site's root, for what the app makes of it: never empty.
    pub(super) fn root(&self) -> &str {
        if self.root.is_empty() { "./" } else { &self.root }
    }

    /// The address of a file, given percent-encoded from the site's root.
    pub(super) fn to(&self, url_path: &str) -> String {
        format!("{}{url_path}", self.root)
    }

    /// The address of another page or file.
    pub(super) fn to_path(&self, path: &SitePath) -> String {
        self.to(&path.to_url_path())
    }

    /// The rack with filters, which are the app's work.
    pub(super) fn to_rack(&self, state: &ViewState) -> String {
        match state.to_query().as_str() {
            "" => self.to(INDEX),
            query => self.to(&format!("{INDEX}?{query}")),
        }
    }
}

impl Addresses for Place {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        with_heading(self.to_path(&page_path(slug)), heading)
    }

    fn file(&self, path: &ArchivePath) -> String {
        self.to(&format!("{ARCHIVE}{}", path.to_url_path()))
    }
}

/// The site from outside: only a site that was told its address has one.
pub(super) struct Public<'a> {
    base: &'a str,
    links: LinkStyle,
}

impl<'a> Public<'a> {
    /// The outside of a site. Only an address of the web that ends in a slash is one.
    pub(super) fn of(settings: &'a Settings) -> Option<Self> {
        let base = settings.base_url.as_ref().filter(|url| url.is_web() && url.as_str().ends_with('/'))?;
        Some(Self { base: base.as_str(), links: settings.links })
    }

    /// The site's first page.
    pub(super) fn home(&self) -> &str {
        self.base
    }

    /// A page, in the style of the site.
    pub(super) fn page(&self, path: &SitePath) -> String {
        match self.links {
            LinkStyle::Folders => self.lasting(path),
            LinkStyle::Files if path.as_str() == INDEX => self.base.to_owned(),
            LinkStyle::Files => self.to(&path.to_url_path()),
        }
    }

    /// A page by the address that does not change with the style of links.
    pub(super) fn lasting(&self, path: &SitePath) -> String {
        let address = self.to(&path.to_url_path());
        address.strip_suffix(INDEX).map_or(address.clone(), str::to_owned)
    }

    /// A file, given percent-encoded from the site's root.
    pub(super) fn to(&self, url_path: &str) -> String {
        format!("{}{url_path}", self.base)
    }

    /// A picture that others may fetch: of the archive, or of the web.
    pub(super) fn picture(&self, source: &Source) -> Option<String> {
        match source {
            Source::Url(url) => url.is_web().then(|| url.as_str().to_owned()),
            Source::File(path) => Some(self.file(path)),
        }
    }
}

impl Addresses for Public<'_> {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        with_heading(self.page(&page_path(slug)), heading)
    }

    fn file(&self, path: &ArchivePath) -> String {
        self.to(&format!("{ARCHIVE}{}", path.to_url_path()))
    }
}

fn with_heading(address: String, heading: Option<&str>) -> String {
    match heading {
        Some(heading) => format!("{address}#{heading}"),
        None => address,
    }
}

#[cfg(test)]
mod tests {
    use article::SafeUrl;

    use super::*;

    fn check(slug: &str, path: &str, root: &str, address: &str) {
        let page = page_path(&Slug::new(slug).unwrap());
        assert_eq!(page.as_str(), path);
        assert_eq!(Place::of(&page).root(), root);
        assert_eq!(page.to_url_path(), address);
    }

    #[test]
    fn a_page_knows_its_way_to_the_root_however_deep_it_is() {
        check("x", "a/x/index.html", "../../", "a/x/index.html");
        check("it/6170668", "a/it/6170668/index.html", "../../../", "a/it/6170668/index.html");
        check("articles/图 1", "a/articles/图 1/index.html", "../../../", "a/articles/%E5%9B%BE%201/index.html");
        check("50%#?😀", "a/50%#?😀/index.html", "../../", "a/50%25%23%3F%F0%9F%98%80/index.html");
        assert_eq!(Place::of(&SitePath::new("index.html")).root(), "./");
    }

    #[test]
    fn no_page_is_in_the_way_of_another() {
        let check = |slug: &str, path: &str| assert_eq!(page_path(&Slug::new(slug).unwrap()).as_str(), path);
        check("x/index.html", "a/x/index.html_/index.html");
        check("x/index.html_", "a/x/index.html__/index.html");
        check("Index.HTML.md/y", "a/Index.HTML.md_/y/index.html");
    }

    #[test]
    fn the_outside_names_pages_in_the_style_of_the_site() {
        let check = |base: &str, links: LinkStyle, expected: Option<&str>| {
            let settings = Settings { base_url: SafeUrl::parse(base).ok(), links, ..Settings::default() };
            let slug = Slug::new("图").unwrap();
            let page = Public::of(&settings).map(|public| public.page(&page_path(&slug)));
            assert_eq!(page.as_deref(), expected);
        };
        check("https://x.example/r/", LinkStyle::Folders, Some("https://x.example/r/a/%E5%9B%BE/"));
        check("https://x.example/r/", LinkStyle::Files, Some("https://x.example/r/a/%E5%9B%BE/index.html"));
        check("https://x.example/r", LinkStyle::Files, None);
        check("r/", LinkStyle::Folders, None);
    }
}
