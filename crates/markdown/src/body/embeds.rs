//! Things of other sites inside an article (films, posts, widgets): a link that says where it leads. Nothing
//! is loaded from there; `public/reading/players.js` offers players of sites it knows.

use article::{Attr, Class, Element, Link, Name, Node, Part};

use super::links::Links;

/// The link: the site's name, and the whole address.
pub(super) fn link(address: &str, links: &Links<'_>) -> Element {
    let mut link = Element::new(Name::A);
    link.attrs = links.attributes(address);
    let host = match link.href() {
        Some(Link::Url(url)) => url.host().map(|host| host.trim_start_matches("www.").to_owned()),
        _ => None,
    };
    if let Some(host) = host {
        let host = Element::new(Name::Strong).containing(vec![Node::Text(host)]);
        link.children = vec![Node::Element(host), Node::Text(" ".to_owned())];
    }
    link.children.push(Node::Element(Element::new(Name::Small).containing(vec![Node::Text(address.to_owned())])));
    link
}

/// What stands for a tag of raw HTML that would load something from elsewhere: `iframe`, `embed`, `object`,
/// `video`, `audio` and the `source` inside one. Only where it names a site.
pub(super) fn of_tag(name: &str, attributes: &[(String, String)], links: &Links<'_>) -> Option<Element> {
    let key = match name {
        "iframe" | "embed" | "video" | "audio" | "source" => "src",
        "object" => "data",
        _ => return None,
    };
    let (_, address) = attributes.iter().find(|(name, _)| name == key)?;
    let link = link(address.trim(), links);
    let is_of_a_site =
        matches!(link.href(), Some(Link::Url(url)) if url.is_web()) || matches!(link.href(), Some(Link::File(_)));
    is_of_a_site.then(|| {
        Element::new(Name::Figure).with(Attr::Class(Class::Part(Part::Embed))).containing(vec![Node::Element(link)])
    })
}

#[cfg(test)]
mod tests {
    use crate::{Options, html};

    fn check(text: &str, expected: &str) {
        let path = article::ArchivePath::new("a/b.md").unwrap();
        let body = super::super::render(text, &path, &Options::default());
        assert_eq!(html::serialise(&body.nodes, &html::AsFiles).replace('\n', ""), expected);
    }

    fn card(href: &str, host: &str, shown: &str) -> String {
        format!(
            "<figure class=\"embed\"><a href=\"{href}\"><strong>{host}</strong> <small>{shown}</small></a></figure>"
        )
    }

    #[test]
    fn a_frame_is_a_link_to_what_it_would_load() {
        let film = card("https://www.youtube.com/embed/abc", "youtube.com", "https://www.youtube.com/embed/abc");
        check("<iframe src=\"https://www.youtube.com/embed/abc\" width=560 onload=\"x\">no</iframe>", &film);
        check(
            "<iframe src='//player.bilibili.com/player.html?aid=1'></iframe>",
            &card(
                "https://player.bilibili.com/player.html?aid=1",
                "player.bilibili.com",
                "//player.bilibili.com/player.html?aid=1",
            ),
        );
        check(
            "<object data=\"https://a.example/x.swf\"><param></object>",
            &card("https://a.example/x.swf", "a.example", "https://a.example/x.swf"),
        );
    }

    #[test]
    fn a_film_is_a_link_wherever_its_address_stands() {
        check(
            "<video src=\"film.mp4\" controls>no</video>",
            "<figure class=\"embed\"><a href=\"a/film.mp4\"><small>film.mp4</small></a></figure>",
        );
        check(
            "<video controls><source src=\"https://a.example/f.mp4\"><track src=x>Your browser is old.</video>after",
            &format!("{}after", card("https://a.example/f.mp4", "a.example", "https://a.example/f.mp4")),
        );
    }

    #[test]
    fn what_names_no_site_leaves_nothing() {
        for html in [
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<iframe srcdoc=\"<script>x</script>\"></iframe>",
            "<iframe src=\"data:text/html,x\"></iframe>",
            "<embed src=\"#x\">",
            "<picture><source srcset=\"https://a.example/x.png\"></picture>",
        ] {
            let text = format!("a\n\n{html}\n\nb");
            let path = article::ArchivePath::new("a/b.md").unwrap();
            let body = super::super::render(&text, &path, &Options::default());
            assert!(!html::serialise(&body.nodes, &html::AsFiles).contains("figure"), "{html}");
        }
    }
}
