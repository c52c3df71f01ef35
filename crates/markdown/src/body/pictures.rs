//! Pictures as people write them.
//!
//! ```text
//! size    = figure+ ("x" figure+)?            after the last "|" of a description: `![cat|200x100](cat.png)`
//!         | figure* "x" figure*               after " =" at the end of an address: `![cat](cat.png =200x)`
//! film    = any+ "." (mp4 | webm | mov | …)   in the syntax of a picture: a link to it
//! ```

use article::{Attr, Element, Name, Node, Source};

use super::links::Links;
use crate::Dialect;

const FILMS: [&str; 10] = ["mp4", "webm", "mov", "m4v", "ogv", "avi", "mkv", "mp3", "m4a", "wav"];

/// The largest size that is taken for one.
const MOST_PIXELS: u16 = 9_999;

/// A picture of the tree, used by Markdown and HTML alike.
pub(super) fn picture(source: Option<Source>, alt: String, title: &str) -> Element {
    let mut img = Element::new(Name::Img);
    img.attrs.extend(source.map(Attr::Src));
    img.attrs.push(Attr::Alt(alt));
    img.attrs.extend((!title.is_empty()).then(|| Attr::Title(title.to_owned())));
    img
}

/// What `![…](address "title")` begins; [`finish`] adds its description.
pub(super) fn begin(address: &str, title: &str, links: &Links<'_>) -> Element {
    if links.dialect() == Dialect::CommonMark {
        return picture(links.source(address), String::new(), title);
    }
    let (address, size) = split_size(address);
    let file = address.split(['?', '#']).next().unwrap_or_default();
    let mut element = match file.rsplit_once('.') {
        Some((_, ending)) if FILMS.iter().any(|film| film.eq_ignore_ascii_case(ending)) => {
            let name = file.rsplit('/').next().unwrap_or(file);
            let mut link = Element::new(Name::A).containing(vec![Node::Text(name.to_owned())]);
            link.attrs = links.attributes(address);
            link
        }
        _ => picture(links.source(address), String::new(), title),
    };
    element.attrs.extend(size);
    element
}

/// An address without the size at its end, and the size.
pub(crate) fn split_size(address: &str) -> (&str, Vec<Attr>) {
    match address.rsplit_once(" =") {
        Some((before, size)) if size.contains('x') => (before, dimensions(size).unwrap_or_default()),
        _ => (address, Vec::new()),
    }
}

/// Gives a picture its description; the link to a film is named by it.
pub(super) fn finish(element: &mut Element, mut alt: &str, dialect: Dialect) {
    if dialect == Dialect::Archive
        && let Some((before, size)) = alt.rsplit_once('|')
        && let Some(size) = dimensions(size.trim()).filter(|size| matches!(size.first(), Some(Attr::Width(_))))
    {
        element.attrs.extend(size);
        alt = before.trim_end();
    }
    if element.name == Name::A {
        element.attrs.retain(|attr| !matches!(attr, Attr::Width(_) | Attr::Height(_)));
        if !alt.trim().is_empty() {
            element.children = vec![Node::Text(alt.to_owned())];
        }
        return;
    }
    for attr in &mut element.attrs {
        if let Attr::Alt(text) = attr {
            alt.clone_into(text);
        }
    }
}

/// `200`, `200x100`, `200x`, `x100`.
fn dimensions(size: &str) -> Option<Vec<Attr>> {
    let (width, height) = size.split_once('x').unwrap_or((size, ""));
    let mut attrs = Vec::new();
    for (figures, attr) in [(width, Attr::Width as fn(u16) -> Attr), (height, Attr::Height)] {
        match figures {
            "" => {}
            _ => attrs.push(attr(figures.parse().ok().filter(|pixels| (1..=MOST_PIXELS).contains(pixels))?)),
        }
    }
    (!attrs.is_empty()).then_some(attrs)
}

#[cfg(test)]
mod tests {
    use article::ArchivePath;

    use crate::{Options, html};

    fn check(text: &str, expected: &str) {
        let path = ArchivePath::new("a.md").unwrap();
        let body = super::super::render(text, &path, &Options::default());
        let shown = html::serialise(&body.nodes, &html::AsFiles);
        let shown = shown.trim_end().replace("<p>", "").replace("</p>", "");
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_size_may_stand_in_the_description_or_after_the_address() {
        check("![cat|200](c.png)", "<img src=\"c.png\" alt=\"cat\" width=\"200\">");
        check("![cat | 200x100](c.png)", "<img src=\"c.png\" alt=\"cat\" width=\"200\" height=\"100\">");
        check("![|200](c.png)", "<img src=\"c.png\" alt=\"\" width=\"200\">");
        check("![cat](c.png =200x100)", "<img src=\"c.png\" alt=\"cat\" width=\"200\" height=\"100\">");
        check("![cat](https://a.example/c =x100)", "<img src=\"https://a.example/c\" alt=\"cat\" height=\"100\">");
    }

    #[test]
    fn what_is_no_size_stays_in_the_description() {
        check("![a|b](c.png)", "<img src=\"c.png\" alt=\"a|b\">");
        check("![a|x9](c.png)", "<img src=\"c.png\" alt=\"a|x9\">");
        check("![a|0](c.png)", "<img src=\"c.png\" alt=\"a|0\">");
        check("![a|99999](c.png)", "<img src=\"c.png\" alt=\"a|99999\">");
    }

    #[test]
    fn a_film_in_the_syntax_of_a_picture_is_a_link() {
        check("![demo](v/x.mp4)", "<a href=\"v/x.mp4\">demo</a>");
        check("![](v/x.WebM?a#b)", "<a href=\"v/x.WebM\">x.WebM</a>");
        check("![|300](javascript:x.mp4)", "<a class=\"dead-link\">javascript:x.mp4</a>");
    }

    #[test]
    fn a_title_is_the_caption_of_a_picture_that_stands_alone() {
        check("![a](b.png \"c\")", "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c</figcaption>\n</figure>");
        check(
            "[![](b.png \"c\")](d.md)",
            "<figure><a href=\"d.md\"><img src=\"b.png\" alt=\"\"></a><figcaption>c</figcaption>\n</figure>",
        );
        check("x ![a](b.png \"c\")", "x <img src=\"b.png\" alt=\"a\" title=\"c\">");
        check("![a](b.png \" \")", "<img src=\"b.png\" alt=\"a\" title=\" \">");
    }
}
