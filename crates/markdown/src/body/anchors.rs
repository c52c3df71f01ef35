//! Where links inside the finished article lead, and what they show of it.
//!
//! - A link to a heading leads to the id that is written so, else to one of the same letters and digits,
//!   else to the heading itself when it says so; else it is dead.
//! - A link whose text is the address of one host and that leads to another says which (security rule 17):
//!   `bank.example (evil.example)`. So does one whose host mixes scripts, as `pаypal` with a Cyrillic `а`.

use std::collections::HashMap;

use article::{Attr, Class, Element, Link, Name, Node, percent_decode};

use super::is_wide;

/// Endings that make a text without `http` or `www.` an address.
const DOMAINS: [&str; 6] = ["com", "org", "net", "cn", "gov", "edu"];

/// Settles every link of a body whose ids are given.
pub(crate) fn settle(nodes: &mut [Node]) {
    let mut ids = Ids::default();
    ids.collect(nodes);
    settle_in(nodes, &ids);
}

/// The ids of a body. The map is of the type that [`super::ids`] has: another one is a kilobyte more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    all: Vec<String>,
    /// Places in `all`: of every id, behind a sign that no essence holds, and of the first with each essence.
    places: HashMap<String, u32>,
}

impl Ids {
    pub(crate) fn collect(&mut self, nodes: &[Node]) {
        for element in nodes.iter().filter_map(Node::element) {
            if let Some(id) = element.id() {
                let place = self.all.len() as u32;
                self.all.push(id.to_owned());
                self.places.insert(format!("#{id}"), place);
                self.places.entry(essence(id)).or_insert(place);
            }
            self.collect(&element.children);
        }
    }

    /// The id that is meant.
    pub(crate) fn meant(&self, id: &str) -> Option<&String> {
        let place = self.places.get(&format!("#{id}")).or_else(|| self.places.get(&essence(id)))?;
        self.all.get(*place as usize)
    }
}

/// What is the same in all spellings of an id. Only ASCII has two cases here, as in the ids themselves: the
/// tables for the rest are 5 KB of the renderer.
fn essence(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

fn settle_in(nodes: &mut [Node], ids: &Ids) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        settle_in(&mut element.children, ids);
        if element.name != Name::A {
            continue;
        }
        let told = element.href().and_then(|link| real_host(link, element));
        let mut is_dead = element.attrs.contains(&Attr::Class(Class::DeadLink));
        for attr in &mut element.attrs {
            if let Attr::Href(Link::Heading(id)) = attr {
                match ids.meant(id) {
                    Some(meant) => id.clone_from(meant),
                    // Such as the way back to a reference that went with what it stood in.
                    None => is_dead = true,
                }
            }
        }
        if is_dead {
            element.lead_nowhere();
        }
        if let Some(host) = told {
            let shown = Element::new(Name::Small).containing(vec![Node::Text(format!(" ({host})"))]);
            element.children.push(Node::Element(shown));
        }
    }
}

/// The host to be told, where the link's text does not.
fn real_host(link: &Link, element: &Element) -> Option<String> {
    let Link::Url(url) = link else { return None };
    let host = url.host()?;
    let decoded = percent_decode(host)?.to_ascii_lowercase();
    let real = decoded.strip_prefix("www.").unwrap_or(&decoded);
    let honest = match host_in(&element.text()) {
        Some(shown) => match shown.trim_end_matches(['…', '.']) {
            // A host that is cut short shows at least where it begins.
            cut if cut.len() < shown.len() => real.starts_with(cut),
            whole => real == whole || real.strip_suffix(whole).is_some_and(|rest| rest.ends_with('.')),
        },
        None => true,
    };
    (!honest || mixes_scripts(real)).then(|| host.to_owned())
}

/// The host of a text that looks like an address.
fn host_in(text: &str) -> Option<String> {
    let text: String = text.trim().chars().filter(|c| c.is_alphanumeric() || !is_invisible(*c)).collect();
    let lower = text.to_ascii_lowercase();
    let after_scheme = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://"));
    let rest = after_scheme.unwrap_or(&lower);
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let is_address = after_scheme.is_some()
        || host.starts_with("www.")
        || host.rsplit_once('.').is_some_and(|(name, domain)| {
            !name.is_empty() && DOMAINS.contains(&domain) && text.contains(&format!(".{domain}"))
        });
    let is_one_word = !rest.contains(char::is_whitespace) && !host.is_empty();
    (is_address && is_one_word).then(|| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// A label of a host has letters of ASCII and letters of another script that could be taken for them.
fn mixes_scripts(host: &str) -> bool {
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic() && !is_wide(c);
    host.split('.').any(|label| label.contains(foreign) && label.contains(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::{ArchivePath, SafeUrl};

    fn check_host(text: &str, address: &str, expected: Option<&str>) {
        let link = Link::Url(SafeUrl::parse(address).unwrap());
        let element = Element::new(Name::A).containing(vec![Node::Text(text.to_owned())]);
        assert_eq!(real_host(&link, &element).as_deref(), expected, "[{text}]({address})");
    }

    #[test]
    fn a_link_that_shows_another_host_tells_its_own() {
        check_host("https://bank.example/login", "https://evil.example/x", Some("evil.example"));
        check_host("www.bank.example", "https://evil.example", Some("evil.example"));
        check_host("PayPal.com", "http://paypal.com.evil.example", Some("paypal.com.evil.example"));
        check_host("bank.com@evil.example", "https://evil.example", None);
        check_host("https://bank.com@evil.example", "https://bank.com@evil.example", None);
        check_host("ba\u{200b}nk.com", "https://evil.example", Some("evil.example"));
        check_host("pаypal.com", "https://evil.example", Some("evil.example"));
        check_host("点这里", "https://xn--80ak6aa92e.com", None);
        check_host("pаypal", "https://pаypal.com/", Some("p%D0%B0ypal.com"));
    }

    #[test]
    fn a_link_that_shows_its_own_host_or_none_stays_as_it_is() {
        check_host("example.com/a", "https://www.example.com/a", None);
        check_host("example.com", "https://docs.example.com", None);
        check_host("https://docs.exam…", "https://docs.example.com/a", None);
        check_host("http://中文.cn", "http://中文.cn", None);
        check_host("Node.js", "https://nodejs.org", None);
        check_host("ASP.NET", "https://learn.example", None);
        check_host("Read example.com again", "https://other.example", None);
    }

    fn check(markdown: &str, expected: &str) {
        let path = ArchivePath::new("a.md").unwrap();
        let body = super::super::render(markdown, &path, &crate::Options::default());
        let markup = crate::html::serialise(&body.nodes, &crate::html::AsFiles);
        let link = markup.find("<a").map_or("", |at| &markup[at..]);
        assert_eq!(&link[..link.find('>').map_or(0, |at| at + 1)], expected, "{markdown}");
    }

    #[test]
    fn a_link_leads_to_the_heading_that_is_meant() {
        check("[a](#two-words)\n# Two Words", "<a href=\"#h-two-words\">");
        check("[a](#Two_Words)\n# Two Words", "<a href=\"#h-two-words\">");
        check("[a](#%E6%A6%82%E8%BF%B0)\n# 概述", "<a href=\"#h-概述\">");
        check("[a](#1-概述)\n# 1. 概述", "<a href=\"#h-1-概述\">");
        check("[a](#一概述)\n# 一、概述", "<a href=\"#h-一概述\">");
        check("[a](#b-1)\n# b\n# b", "<a href=\"#h-b-1\">");
        check("[a](#Own)\n# b {#own}", "<a href=\"#h-own\">");
        check("[a](#own)\n# b <a id=\"own\"></a>", "<a href=\"#h-own\">");
        check("[a](#nowhere)\n# b", "<a class=\"dead-link\">");
    }
}
