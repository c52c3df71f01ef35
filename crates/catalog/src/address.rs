use article::{ArchivePath, Slug};

use crate::ViewState;

/// The folder of the pages of articles, and the page that a folder stands for.
const PAGES: &str = "a/";
const INDEX: &str = "index.html";

/// How the addresses of a site name what is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// All in the query of one page: works on every host.
    ///
    /// ```text
    /// address = root ["index.html"] ["?" query]
    /// ```
    #[default]
    Query,
    /// Articles have pages of their own, and the host answers a folder with its `index.html`.
    ///
    /// ```text
    /// address = root ["a/" slug "/"] ["?" query]        slug: percent-encoded, with its slashes
    /// ```
    Folders,
    /// In the query of somebody else's page, beside its own parameters: the names of ours begin with this.
    ///
    /// ```text
    /// address = page ["?" theirs] ["&" (prefix name "=" value)*]
    /// ```
    Beside(String),
}

/// The addresses of a site: a state as an address, and an address as a state. Pages and queries are
/// both always read, in whichever form addresses are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// An address that every address of the site begins with.
    root: String,
    /// The file below the root that queries are for.
    index: String,
    form: Form,
    /// Parameters of somebody else, which stay.
    theirs: String,
}

impl Address {
    /// For the site at `root`, an address that ends in a slash.
    pub fn new(root: &str, form: Form) -> Self {
        Self { root: root.to_owned(), index: String::new(), form, theirs: String::new() }
    }

    /// For a site without pages of its own, opened at `here`: the page stays the one that it is.
    pub fn of_page(here: &str) -> Self {
        let path = path_of(here);
        let (root, index) = path.split_at(path.rfind('/').map_or(path.len(), |at| at + 1));
        Self { index: index.to_owned(), ..Self::new(root, Form::Query) }
    }

    /// For a published site that was opened at `here`. A page that was asked for by its file's name, such
    /// as `…/index.html`, is taken as a sign that the host has no index files (an object store): then every
    /// address names the one page that is certain to be there.
    pub fn published(root: &str, here: &str) -> Self {
        match path_of(here).ends_with('/') {
            true => Self::new(root, Form::Folders),
            false => Self { index: INDEX.to_owned(), ..Self::new(root, Form::Query) },
        }
    }

    /// Inside somebody's page, which is at `here`, with names that begin with `prefix`.
    pub fn beside(here: &str, prefix: &str) -> Self {
        let theirs = query_of(here).split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(prefix));
        let theirs = theirs.collect::<Vec<_>>().join("&");
        Self { theirs, ..Self::new(path_of(here), Form::Beside(prefix.to_owned())) }
    }

    /// Whether it is in the query of somebody else's page.
    pub fn is_beside(&self) -> bool {
        matches!(self.form, Form::Beside(_))
    }

    /// The address that shows a state.
    pub fn href(&self, state: &ViewState) -> String {
        let mut out = self.root.clone();
        let query = match (&state.article, &self.form) {
            (Some(slug), Form::Folders) if has_page(slug) => {
                out.push_str(PAGES);
                out.push_str(&folder(slug));
                out.push('/');
                state.closed().to_query()
            }
            (_, Form::Beside(prefix)) => {
                let mut query = self.theirs.clone();
                for pair in state.to_query().split('&').filter(|pair| !pair.is_empty()) {
                    if !query.is_empty() {
                        query.push('&');
                    }
                    query.push_str(prefix);
                    query.push_str(pair);
                }
                query
            }
            _ => {
                out.push_str(&self.index);
                state.to_query()
            }
        };
        if !query.is_empty() {
            out.push('?');
            out.push_str(&query);
        }
        out
    }

    /// The state that an address shows; `None` when it leads elsewhere. A fragment is not looked at.
    pub fn read(&self, address: &str) -> Option<ViewState> {
        let (path, query) = (path_of(address).strip_prefix(self.root.as_str())?, query_of(address));
        if let Form::Beside(prefix) = &self.form {
            let ours = query.split('&').filter_map(|pair| pair.strip_prefix(prefix.as_str()));
            return path.is_empty().then(|| ViewState::parse(&ours.collect::<Vec<_>>().join("&")));
        }
        let state = ViewState::parse(query);
        match path.strip_prefix(PAGES) {
            Some(page) => {
                let folder = page.strip_suffix(INDEX).unwrap_or(page).strip_suffix('/')?;
                Some(state.opened(&Slug::new(&article::percent_decode(folder)?).ok()?))
            }
            None if path.is_empty() || path == INDEX || path == self.index => Some(state),
            None => None,
        }
    }
}

/// An address without query and fragment.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

/// The query of an address, without `?`.
fn query_of(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or(address);
    address.split_once('?').map_or("", |(_, query)| query)
}

/// Whether the page of an article is where its slug says: a folder that has the name of a page gets
/// another one (`pages::page_path` of the press).
fn has_page(slug: &Slug) -> bool {
    !slug.as_str().to_ascii_lowercase().contains(INDEX)
}

/// A slug as the path of a folder in an address.
fn folder(slug: &Slug) -> String {
    // A slug is a path that was checked already.
    ArchivePath::new(slug.as_str()).map(|path| path.to_url_path()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "https://example.org/repo/";

    fn check(address: &Address, query: &str, expected: &str) {
        let state = ViewState::parse(query);
        assert_eq!(address.href(&state), format!("{ROOT}{expected}"), "{query}");
        assert_eq!(address.read(&format!("{ROOT}{expected}#part")), Some(state), "{expected}");
    }

    #[test]
    fn without_pages_everything_is_in_the_query() {
        let address = Address::new(ROOT, Form::Query);
        check(&address, "", "");
        check(&address, "article=it/1&tag=小红书&sort=views", "?article=it/1&tag=小红书&sort=views");
    }

    #[test]
    fn an_article_of_a_published_site_has_a_page() {
        let address = Address::published(ROOT, "https://example.org/repo/a/it/1/?tag=x");
        check(&address, "", "");
        check(&address, "tag=小红书", "?tag=小红书");
        check(&address, "article=it/1", "a/it/1/");
        check(&address, "article=图+1/50%25%3F%23&tag=x&q=y", "a/%E5%9B%BE%201/50%25%3F%23/?tag=x&q=y");
    }

    #[test]
    fn a_host_without_index_files_gets_the_address_of_a_file() {
        let address = Address::published(ROOT, "https://example.org/repo/a/it/1/index.html");
        check(&address, "", "index.html");
        check(&address, "article=it/1&tag=x", "index.html?article=it/1&tag=x");
    }

    #[test]
    fn a_page_of_another_name_stays_itself() {
        let address = Address::of_page("https://example.org/repo/reading.html?tag=x#h");
        check(&address, "tag=x", "reading.html?tag=x");
        check(&Address::of_page(ROOT), "tag=x", "?tag=x");
    }

    #[test]
    fn beside_the_parameters_of_a_host_ours_have_a_prefix() {
        let address = Address::beside("https://example.org/repo/?id=7&ns-tag=old#top", "ns-");
        check(&address, "", "?id=7");
        check(&address, "article=it/1&tag=小红书", "?id=7&ns-article=it/1&ns-tag=小红书");
        assert_eq!(address.read(&format!("{ROOT}?tag=theirs")), Some(ViewState::default()));
        assert_eq!(address.read("https://example.org/repo/other?ns-tag=x"), None);
    }

    #[test]
    fn both_forms_are_read_and_nothing_else() {
        let address = Address::new(ROOT, Form::Query);
        let read = |rest: &str| address.read(&format!("{ROOT}{rest}")).map(|state| state.to_query());
        assert_eq!(read("index.html?tag=a").as_deref(), Some("tag=a"));
        assert_eq!(read("a/it/1/").as_deref(), Some("article=it/1"));
        assert_eq!(read("a/it/1/index.html?tag=a").as_deref(), Some("article=it/1&tag=a"));
        assert_eq!(read("a/%E5%9B%BE/?article=other").as_deref(), Some("article=图"));
        for elsewhere in
            ["a/it/1", "a/", "a//", "a/../x/", "a/%2e%2e/x/", "a/%ff/", "t/x/", "articles/it/1.md", "feed.xml"]
        {
            assert_eq!(read(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(address.read("https://example.org/other/?tag=a"), None);
        assert_eq!(address.read("https://evil.example/repo/"), None);
    }

    /// Found by fuzzing: no other character of an address needs a second look where it is written.
    #[test]
    fn an_apostrophe_in_a_name_stays_and_leads_back() {
        check(&Address::new(ROOT, Form::Folders), "article=it/b'c", "a/it/b'c/");
    }
}
