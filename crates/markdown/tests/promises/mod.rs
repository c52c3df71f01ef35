//! What every article keeps to, whatever its author wrote. The property tests (`properties.rs`) and the
//! fuzz targets (`fuzz/`) hold each article they get against it.

use std::collections::HashSet;

use article::{Article, Attr, Class, Element, Limits, Link, Node, SafeUrl, Slug, Source, clean_line, wire};

/// Elements that painting and footnotes may put around what [`Limits::depth`] bounds.
const WRAPPERS: usize = 8;
/// Nodes that footnotes and links of bare addresses may add to what [`Limits::nodes`] bounds: each link
/// cuts one text into three, each footnote gets an item and its way back.
const ADDED: usize = 8;

/// Fails with what is wrong when the article breaks a promise.
#[track_caller]
pub(crate) fn hold(article: &Article, limits: &Limits) {
    let mut seen = Seen::default();
    for nodes in [&article.body, &article.clutter] {
        nodes.iter().for_each(|node| seen.node(node, 1));
    }
    assert!(seen.depth <= limits.depth + WRAPPERS, "{} elements deep", seen.depth);
    assert!(seen.nodes <= limits.nodes * ADDED, "{} nodes", seen.nodes);
    card(article);
    let bytes = wire::encode(&Ok(article.clone()));
    assert_eq!(wire::decode(&bytes), Ok(Ok(article.clone())), "the bytes between renderer and page say something else");
}

/// One walk over a tree.
#[derive(Default)]
struct Seen {
    depth: usize,
    nodes: usize,
    ids: HashSet<String>,
}

impl Seen {
    fn node(&mut self, node: &Node, depth: usize) {
        self.depth = self.depth.max(depth);
        self.nodes += 1;
        let Node::Element(element) = node else { return };
        assert!(!element.name.is_void() || element.children.is_empty(), "a void {:?} holds something", element.name);
        self.attributes(element);
        element.children.iter().for_each(|child| self.node(child, depth + 1));
    }

    fn attributes(&mut self, element: &Element) {
        let kinds: HashSet<_> = element.attrs.iter().map(std::mem::discriminant).collect();
        assert_eq!(kinds.len(), element.attrs.len(), "an attribute stands twice: {:?}", element.attrs);
        for attr in &element.attrs {
            match attr {
                Attr::Id(id) => {
                    assert!(
                        id.starts_with("h-") || id.starts_with("fn"),
                        "the id {id:?} could shadow a name of the page"
                    );
                    assert!(!id.contains(|c: char| c.is_whitespace() || c.is_control()), "{id:?}");
                    assert!(self.ids.insert(id.clone()), "the id {id:?} stands twice");
                }
                Attr::Href(link) => leads_nowhere_bad(link),
                Attr::Src(Source::Url(url)) => shows_nothing_bad(url),
                Attr::Class(Class::Code(language)) => assert!(!language.contains(char::is_whitespace), "{language:?}"),
                Attr::ColSpan(number) | Attr::RowSpan(number) => assert!((1..=1000).contains(number), "{number}"),
                Attr::Percent(number) => assert!(*number <= 100, "{number}"),
                _ => {}
            }
        }
    }
}

fn leads_nowhere_bad(link: &Link) {
    if let Link::Url(url) = link {
        assert_eq!(SafeUrl::parse(url.as_str()).as_ref(), Ok(url), "an address changes when it is checked again");
        let scheme = url.as_str().split([':', '/', '?', '#']).next().unwrap_or_default();
        let allowed = ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str());
        assert!(allowed || url.is_relative(), "{url}");
    }
}

fn shows_nothing_bad(url: &SafeUrl) {
    assert_eq!(SafeUrl::parse_image(url.as_str()).as_ref(), Ok(url), "an address changes when it is checked again");
    assert!(url.is_web() || url.is_relative() || url.as_str().to_ascii_lowercase().starts_with("data:image/"), "{url}");
}

fn card(article: &Article) {
    let card = &article.card;
    assert!(!card.title.is_empty(), "no title");
    let author = card.author.as_ref().map(|author| author.name.as_str());
    let lines = [card.title.as_str(), card.summary.as_str()];
    for line in lines.into_iter().chain(author).chain(card.category.as_deref()) {
        assert_eq!(clean_line(line), line, "more than one clean line");
    }
    let links = card.original.iter().chain(card.author.as_ref().and_then(|author| author.url.as_ref()));
    links.for_each(|url| leads_nowhere_bad(&Link::Url(url.clone())));
    if let Some(Source::Url(url)) = &card.cover {
        shows_nothing_bad(url);
    }
    assert_eq!(Slug::new(card.slug.as_str()).as_ref(), Ok(&card.slug));
}
