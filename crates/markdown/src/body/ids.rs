//! Ids of headings and anchors: readable, unique, safe for any script.
//!
//! Every id begins with `h-` (footnotes: `fn-`), so that none can shadow a global of a page
//! (security rule 4: named access to `window.x`) nor meet an id of the interface (`ns-…`).

use std::collections::HashMap;

use article::{Attr, Name, Node, percent_decode};

/// The id of a text: ASCII letters in lower case, letters and digits of every script, `-` and `_`;
/// white space becomes `-`. `None` when nothing is left.
pub(crate) fn slugify(text: &str) -> Option<String> {
    let mut id = String::from("h-");
    for c in text.trim().chars() {
        match c {
            '-' | '_' => id.push(c),
            c if c.is_alphanumeric() => id.push(c.to_ascii_lowercase()),
            c if c.is_whitespace() => id.push('-'),
            _ => {}
        }
    }
    (id.len() > 2).then_some(id)
}

/// The id that a fragment of a link means: percent-encoding is undone first.
pub(crate) fn of_fragment(fragment: &str) -> Option<String> {
    let decoded = percent_decode(fragment)?;
    match decoded.strip_prefix("h-") {
        Some(rest) => slugify(rest),
        None => slugify(&decoded),
    }
}

/// Gives every heading an id, and makes every author's anchor unique and safe.
pub(crate) fn assign(nodes: &mut [Node]) {
    assign_in(nodes, &mut HashMap::new());
}

fn assign_in(nodes: &mut [Node], taken: &mut HashMap<String, u32>) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let wanted = match (element.id().map(str::to_owned), element.name.heading_level()) {
            (Some(footnote), _) if footnote.starts_with("fn") && element.attrs.iter().any(is_footnote_part) => None,
            (Some(id), _) => Some(slugify(&id)),
            (None, Some(_)) => Some(slugify(&element.text())),
            (None, None) => None,
        };
        if let Some(wanted) = wanted {
            let id = unique(wanted.unwrap_or_else(|| "h-section".to_owned()), taken);
            element.attrs.retain(|attr| !matches!(attr, Attr::Id(_)));
            element.attrs.insert(0, Attr::Id(id));
        }
        // An anchor that shows nothing is a place, not a link: nobody could tell what it does.
        if element.name == Name::A && element.children.iter().all(is_invisible) {
            element.name = Name::Span;
            element.attrs.retain(|attr| matches!(attr, Attr::Id(_)));
        }
        assign_in(&mut element.children, taken);
    }
}

fn is_footnote_part(attr: &Attr) -> bool {
    use article::Class::{FootnoteRef, Footnotes};
    matches!(attr, Attr::Class(FootnoteRef | Footnotes))
}

fn is_invisible(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => {
            !matches!(element.name, Name::Img | Name::Input | Name::Progress)
                && element.children.iter().all(is_invisible)
        }
    }
}

fn unique(id: String, taken: &mut HashMap<String, u32>) -> String {
    let mut candidate = id.clone();
    while taken.contains_key(&candidate) {
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        candidate = format!("{id}-{count}");
    }
    taken.insert(candidate.clone(), 0);
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(slugify(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn ids_are_readable_in_every_script() {
        check("Two Words, One id!", Some("h-two-words-one-id"));
        check("一、小红书是什么？", Some("h-一小红书是什么"));
        check("C++ & Rust", Some("h-c--rust"));
        check("？！", None);
        assert_eq!(of_fragment("%E6%A6%82%E8%BF%B0").as_deref(), Some("h-概述"));
        assert_eq!(of_fragment("h-some-heading").as_deref(), Some("h-some-heading"));
    }

    #[test]
    fn the_same_heading_twice_gets_two_ids_that_meet_no_third() {
        let mut taken = HashMap::new();
        let ids: Vec<_> = ["h-a", "h-a-1", "h-a", "h-a", "h-a-1"].map(|id| unique(id.into(), &mut taken)).into();
        assert_eq!(ids, ["h-a", "h-a-1", "h-a-2", "h-a-3", "h-a-1-1"]);
    }
}
