//! The sizes of an archive's own pictures, so that a page keeps their place before they come.

use std::path::Path;

use article::{Article, Attr, Element, Name, Node, Source};

/// Gives the article's pictures that are files below `dir` the width and height they have, unless the
/// author says another. A file that is no picture, or of a kind without a size (SVG), is left as it is.
pub(crate) fn measure(article: &mut Article, dir: &Path) {
    measure_all(&mut article.body, dir);
    measure_all(&mut article.clutter, dir);
}

/// Trees are bounded (`article::Limits`), so they may be walked by recursion.
fn measure_all(nodes: &mut [Node], dir: &Path) {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.name == Name::Img {
                element.attrs.extend(size(element, dir).into_iter().flatten());
            }
            measure_all(&mut element.children, dir);
        }
    }
}

fn size(picture: &Element, dir: &Path) -> Option<[Attr; 2]> {
    let Source::File(path) = picture.src()? else { return None };
    if picture.attrs.iter().any(|attr| matches!(attr, Attr::Width(_) | Attr::Height(_))) {
        return None;
    }
    let size = imagesize::size(dir.join(path.as_str())).ok()?;
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
