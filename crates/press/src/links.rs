//! Links and pictures that lead nowhere: reported by file and line, and shown as such on pages.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use ::article::{ArchivePath, Article, Card, Link, Name, Node, Slug, Source};
use markdown::{Address, Anchors, Options, Target, Vault};

use crate::archive::{self, Archive};
use crate::report::{Finding, Kind};
use crate::walk::{Walked, walk};
use crate::{PressError, Progress, parallel};

/// What links to other articles need to know of one.
struct Read {
    anchors: Anchors,
    addresses: Vec<Address>,
}

/// As [`archive::read`]; among the findings is every link and picture of the archive that leads to nothing in
/// it. Other hosts are not asked.
///
/// # Errors
/// When the folder itself is missing or unreadable.
pub fn check(dir: &Path, vault: Vault, progress: &Progress) -> Result<Archive, PressError> {
    let Walked { articles, others, findings, .. } = walk(dir)?;
    let done = parallel::each(&articles, "articles read", progress, |path| {
        archive::look(&dir.join(path.as_str()), path, vault, |bytes, article| read(bytes, article, path, vault))
    });
    let mut archive = Archive { cards: Vec::with_capacity(articles.len()), findings };
    let mut read = HashMap::new();
    for (found, findings) in done {
        archive.findings.extend(findings);
        if let Some((card, found)) = found {
            read.insert(card.slug.clone(), found);
            archive.cards.push(card);
        }
    }
    archive.settle();
    // An article that is left out is none that a link could lead to.
    let known: HashMap<&Slug, &Read> =
        archive.cards.iter().filter_map(|card| Some((&card.slug, read.get(&card.slug)?))).collect();
    let files: HashSet<&ArchivePath> = articles.iter().chain(&others).collect();
    let mut findings = Vec::new();
    for (slug, read) in archive.cards.iter().filter_map(|card| Some((&card.slug, known.get(&card.slug)?))) {
        for address in &read.addresses {
            if let Some(message) = broken(address, slug, &known, &files) {
                findings.push(Finding {
                    file: slug.path().to_string(),
                    line: Some(address.line),
                    kind: Kind::Kept,
                    message,
                });
            }
        }
    }
    findings.dedup();
    archive.findings.extend(findings);
    archive.findings.sort();
    Ok(archive)
}

fn read(bytes: &[u8], article: Article, path: &ArchivePath, vault: Vault) -> (Card, Read) {
    let options = Options { vault, ..Options::default() };
    // The same bytes have just been an article.
    let addresses = markdown::addresses(bytes, path, &options).unwrap_or_default();
    let anchors = Anchors::of(&article);
    (article.card, Read { anchors, addresses })
}

/// What is wrong with an address of this article.
fn broken(
    address: &Address,
    from: &Slug,
    known: &HashMap<&Slug, &Read>,
    files: &HashSet<&ArchivePath>,
) -> Option<String> {
    let written = &address.text;
    let to_heading = |slug: &Slug, heading: &str| match known.get(slug) {
        Some(read) if !read.anchors.holds(heading) => {
            Some(format!("The link {written} leads to a heading that is not there; correct what follows the #."))
        }
        _ => None,
    };
    match &address.target {
        Target::Link(None) if written.trim().is_empty() => Some("The link has no address; give it one.".to_owned()),
        Target::Link(None) | Target::Picture(None) => {
            Some(format!("The address {written} is refused; give one of the archive, or of the web with https."))
        }
        Target::Link(Some(Link::Heading(heading))) => to_heading(from, heading),
        Target::Link(Some(Link::Article { slug, heading })) => match (known.contains_key(slug), heading) {
            (true, Some(heading)) => to_heading(slug, heading),
            (false, _) if !files.contains(&slug.path()) => {
                Some(format!("The link {written} leads to no file; there is no {}.", slug.path()))
            }
            _ => None,
        },
        Target::Link(Some(Link::File(path))) | Target::Picture(Some(Source::File(path))) => {
            let inside = format!("{path}/");
            let is_folder = || files.iter().any(|file| file.as_str().starts_with(&inside));
            (!files.contains(path) && !is_folder())
                .then(|| format!("The address {written} leads to no file; there is no {path}."))
        }
        Target::Link(Some(Link::Url(_))) | Target::Picture(Some(Source::Url(_))) => None,
    }
}

/// Shows links to articles that there are not as dead.
pub(crate) fn mark_dead(nodes: &mut [Node], is_there: &impl Fn(&Slug) -> bool) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.name == Name::A && matches!(element.href(), Some(Link::Article { slug, .. }) if !is_there(slug)) {
            element.lead_nowhere();
        }
        mark_dead(&mut element.children, is_there);
    }
}

#[cfg(test)]
mod tests {
    use ::article::{Attr, Class, Element, Part};

    use super::*;

    #[test]
    fn a_dead_link_has_one_class_and_no_address() {
        let slug = Slug::new("gone").unwrap();
        let button = Element::new(Name::A)
            .with(Attr::Class(Class::Part(Part::Button)))
            .with(Attr::Href(Link::Article { slug, heading: None }))
            .with(Attr::Title("t".into()));
        let mut nodes = [Node::Element(Element::new(Name::P).containing(vec![Node::Element(button)]))];
        mark_dead(&mut nodes, &|_| false);
        let shown = markdown::html::serialise(&nodes, &markdown::html::AsFiles);
        assert_eq!(shown.matches("class=").count(), 1, "{shown}");
        assert!(shown.contains("dead-link") && !shown.contains("href") && shown.contains("title=\"t\""), "{shown}");
    }
}
