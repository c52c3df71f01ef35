//! Where the addresses of an article stand in its file, and whether they lead anywhere: for who checks a
//! whole archive. The tree does not say; it only knows what the article itself holds.

use article::{ArchivePath, Article, Link, Refusal, Source};
use pulldown_cmark::{Event, LinkType, Parser, Tag};

use crate::body::links::Links;
use crate::body::tokenizer::{Token, Tokenizer};
use crate::body::{address, anchors, parser_options, pictures};
use crate::{Options, Vault, decode};

/// An address in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The line it stands in, from 1.
    pub line: usize,
    /// The address as it was written, with its references and escapes resolved.
    pub text: String,
    /// Where it leads.
    pub target: Target,
}

/// Where an address leads; `None` when it is refused, empty, or leaves the archive.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Of a link.
    Link(Option<Link>),
    /// Of a picture.
    Picture(Option<Source>),
}

/// The addresses of the links and pictures in the article at `path`, in order.
///
/// # Errors
/// When the bytes are no article.
pub fn addresses(bytes: &[u8], path: &ArchivePath, options: &Options) -> Result<Vec<Address>, Refusal> {
    let text = decode::decode(bytes, &options.limits)?;
    let links = Links::new(path, options.dialect);
    let mut found = Vec::new();
    let (mut line, mut counted) = (1, 0);
    let mut known = parser_options(options.dialect);
    if options.vault == Vault::Yes {
        known |= pulldown_cmark::Options::ENABLE_WIKILINKS;
    }
    for (event, range) in Parser::new_ext(&text, known).into_offset_iter() {
        // Events begin in the order of the text, but for footnotes.
        if range.start >= counted {
            line += text[counted..range.start].matches('\n').count();
            counted = range.start;
        }
        let mut add = |text: &str, target| found.push(Address { line, text: text.to_owned(), target });
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Email | LinkType::Autolink, .. }) => {}
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                add(&dest_url, Target::Link(links.link(&address(link_type, &dest_url))));
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                let address = address(link_type, &dest_url);
                let (address, _) = pictures::split_size(&address);
                // A vault writes notes that it shows inside others as it writes pictures.
                let note = links
                    .link(address)
                    .filter(|link| matches!((link_type, link), (LinkType::WikiLink { .. }, Link::Article { .. })));
                let target =
                    note.map_or_else(|| Target::Picture(links.source(address)), |note| Target::Link(Some(note)));
                add(&dest_url, target);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for token in Tokenizer::new(&html) {
                    let Token::StartTag(tag) = token else { continue };
                    for (key, value) in &tag.attributes {
                        match (&*tag.name, key.as_str()) {
                            ("a", "href") => add(value, Target::Link(links.link(value))),
                            ("img", "src") => add(value, Target::Picture(links.source(value))),
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The places of an article that links can lead to.
#[derive(Clone, Debug, Default)]
pub struct Anchors(anchors::Ids);

impl Anchors {
    /// The headings, custom anchors and footnotes of an article.
    pub fn of(article: &Article) -> Self {
        let mut found = Self::default();
        found.0.collect(&article.body);
        found.0.collect(&article.clutter);
        found
    }

    /// A link to this heading leads somewhere.
    pub fn holds(&self, heading: &str) -> bool {
        self.0.meant(heading).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each address as `line: text`, with `!` where it leads nowhere.
    fn check(text: &str, expected: &[&str]) {
        check_in(Vault::No, text, expected);
    }

    fn check_in(vault: Vault, text: &str, expected: &[&str]) {
        let path = ArchivePath::new("a.md").unwrap();
        let shown: Vec<_> = addresses(text.as_bytes(), &path, &Options { vault, ..Options::default() })
            .unwrap()
            .into_iter()
            .map(|Address { line, text, target }| match target {
                Target::Link(None) | Target::Picture(None) => format!("{line}: {text}!"),
                Target::Link(Some(_)) | Target::Picture(Some(_)) => format!("{line}: {text}"),
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn every_address_is_found_with_its_line() {
        check("# a\r\n\r\n[b](c.md)\r\n![d](e f.png) `[x](y.md)`\n", &["3: c.md", "4: e f.png"]);
        check("> * [a][b]\n\n[b]: c.md\n", &["1: c.md"]);
        check("<p>\n<img src=\"a&amp;b.png\">\n</p>\n\nx <a href=c.md>d</a>", &["2: a&b.png", "5: c.md"]);
        check("[a]() [b](javascript:x) [c](../../d.md)", &["1: !", "1: javascript:x!", "1: ../../d.md!"]);
        check("```\n[a](b.md)\n```\n[c](d.md#e)", &["4: d.md#e"]);
    }

    #[test]
    fn an_address_leads_where_its_picture_or_its_note_is() {
        let path = ArchivePath::new("n/a.md").unwrap();
        let check = |text: &str, expected: Target| {
            let options = Options { vault: Vault::Yes, ..Options::default() };
            let found = addresses(text.as_bytes(), &path, &options).unwrap();
            assert_eq!(found.into_iter().map(|found| found.target).collect::<Vec<_>>(), [expected], "{text}");
        };
        let file = |path| Some(Source::File(ArchivePath::new(path).unwrap()));
        let note = |heading: Option<&str>| {
            let (slug, heading) = (article::Slug::new("n/b").unwrap(), heading.map(str::to_owned));
            Target::Link(Some(Link::Article { slug, heading }))
        };
        check("![c](c.png =200x100)", Target::Picture(file("n/c.png")));
        check("![[c.png|300]]", Target::Picture(file("n/c.png")));
        check("[[b]]", note(None));
        check("![[b#One two]]", note(Some("h-one-two")));
        check_in(Vault::No, "[[b]]", &[]);
    }
}
