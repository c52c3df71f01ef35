//! Links and pictures that lead nowhere: reported by file and line, and shown as such on pages.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use ::article::{ArchivePath, Attr, Card, Class, Link, Name, Node, Slug, Source};
use markdown::{Address, Anchors, Options, Target};

use crate::report::{Finding, Kind};
use crate::walk::{Walked, walk};
use crate::{PressError, Progress, parallel};

/// What links to other articles need to know of one.
struct Read {
    anchors: Anchors,
    addresses: Vec<Address>,
}

/// Every link and picture of the archive that leads to nothing in it. Other hosts are not asked.
///
/// # Errors
/// When the folder itself is missing or unreadable.
pub fn check(dir: &Path, cards: &[Card], progress: &Progress) -> Result<Vec<Finding>, PressError> {
    let Walked { articles, others, .. } = walk(dir)?;
    let files: HashSet<&ArchivePath> = articles.iter().chain(&others).collect();
    let done = parallel::each(cards, "articles' links read", progress, |card| read(dir, &card.slug));
    let known: HashMap<&Slug, &Read> =
        cards.iter().zip(&done).filter_map(|(card, read)| Some((&card.slug, read.as_ref()?))).collect();
    let mut findings = Vec::new();
    for (card, read) in cards.iter().zip(&done) {
        for address in read.iter().flat_map(|read| &read.addresses) {
            if let Some(message) = broken(address, &card.slug, &known, &files) {
                let file = card.slug.path().to_string();
                findings.push(Finding { file, line: Some(address.line), kind: Kind::Kept, message });
            }
        }
    }
    findings.dedup();
    Ok(findings)
}

/// An article that cannot be read has been reported already.
fn read(dir: &Path, slug: &Slug) -> Option<Read> {
    let path = slug.path();
    let bytes = fs::read(dir.join(path.as_str())).ok()?;
    let parsed = markdown::read(&bytes, &path, &Options::default()).ok()?;
    let addresses = markdown::addresses(&bytes, &path, &Options::default()).ok()?;
    Some(Read { anchors: Anchors::of(&parsed.article), addresses })
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
            let is_folder = || files.iter().any(|file| file.as_str().starts_with(&format!("{path}/")));
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
        if element.name == Name::A {
            for attr in &mut element.attrs {
                if matches!(attr, Attr::Href(Link::Article { slug, .. }) if !is_there(slug)) {
                    *attr = Attr::Class(Class::DeadLink);
                }
            }
        }
        mark_dead(&mut element.children, is_there);
    }
}
