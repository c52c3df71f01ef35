//! The sizes of an archive's own pictures, so that a page keeps their place before they come.

use std::path::Path;

use article::{Article, Attr, Element, Name, Node, Source};

use crate::memory::{Measured, Stamp};

/// Gives the article's pictures that are files below `dir` the width and height they have, unless the
/// author says another. A file that is no picture, or of a kind without a size (SVG), is left as it is.
/// Answers which files were looked at.
pub(crate) fn measure(article: &mut Article, dir: &Path) -> Vec<Measured> {
    let mut seen = Vec::new();
    measure_all(&mut article.body, dir, &mut seen);
    measure_all(&mut article.clutter, dir, &mut seen);
    seen
}

/// Trees are bounded (`article::Limits`), so they may be walked by recursion.
fn measure_all(nodes: &mut [Node], dir: &Path, seen: &mut Vec<Measured>) {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.name == Name::Img {
                element.attrs.extend(size(element, dir, seen).into_iter().flatten());
            }
            measure_all(&mut element.children, dir, seen);
        }
    }
}

fn size(picture: &Element, dir: &Path, seen: &mut Vec<Measured>) -> Option<[Attr; 2]> {
    let Source::File(path) = picture.src()? else { return None };
    if picture.attrs.iter().any(|attr| matches!(attr, Attr::Width(_) | Attr::Height(_))) {
        return None;
    }
    let file = dir.join(path.as_str());
    seen.push((path.clone(), Stamp::of(&file)));
    let size = imagesize::size(file).ok()?;
    let [width, height] = [size.width, size.height].map(|side| u16::try_from(side).ok().filter(|side| *side > 0));
    Some([Attr::Width(width?), Attr::Height(height?)])
}

#[cfg(test)]
mod tests {
    use std::fs;

    use article::{ArchivePath, Card, Slug};

    use super::*;

    /// A GIF's header says how large it is (GIF89a, section 18).
    const GIF_OF_300_BY_200: &[u8] = b"GIF89a\x2c\x01\xc8\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;";

    fn check(file: &[u8], attrs: Vec<Attr>, expected: &[Attr]) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.gif"), file).unwrap();
        let mut picture = Element::new(Name::Img).with(Attr::Src(Source::File(ArchivePath::new("a.gif").unwrap())));
        picture.attrs.extend(attrs);
        let body = vec![Node::Element(Element::new(Name::P).containing(vec![Node::Element(picture)]))];
        let card = Card::new(Slug::new("a").unwrap(), "A");
        let mut article = Article { card, body, clutter: Vec::new(), limits: Vec::new() };
        measure(&mut article, dir.path());
        let paragraph = article.body[0].element().unwrap();
        assert_eq!(paragraph.children[0].element().unwrap().attrs[1..], *expected);
    }

    #[test]
    fn a_picture_of_the_archive_gets_its_size_unless_the_author_says_another() {
        check(GIF_OF_300_BY_200, vec![], &[Attr::Width(300), Attr::Height(200)]);
        check(GIF_OF_300_BY_200, vec![Attr::Width(30)], &[Attr::Width(30)]);
    }

    #[test]
    fn a_file_that_is_no_picture_is_left_as_it_is() {
        check(b"<svg xmlns='http://www.w3.org/2000/svg'/>", vec![], &[]);
        check(b"", vec![], &[]);
    }
}
