//! What is decided when the tree stands: what each text may hold, what a picture's title is, and what a
//! page of its own has no use for.
//!
//! - texts, descriptions and titles are settled ([`characters::settle`])
//! - a picture that stands alone in its paragraph and has a title becomes a figure with a caption
//! - a paragraph `[TOC]` goes: the page has a table of contents; and one that holds nothing

use article::{Attr, Element, Name, Node};

use crate::characters::{self, Place};

/// How authors ask for a table of contents, in lower case.
const CONTENTS: [&str; 5] = ["[toc]", "[[toc]]", "@[toc]", "{:toc}", "[[_toc_]]"];

/// Polishes everything in a body.
pub(crate) fn polish(nodes: &mut Vec<Node>) {
    nodes.retain(|node| !says_nothing(node));
    polish_in(nodes, Place::Prose);
}

fn polish_in(nodes: &mut [Node], place: Place) {
    for node in nodes {
        match node {
            Node::Text(text) => characters::settle(text, place),
            Node::Element(element) => {
                for attr in &mut element.attrs {
                    if let Attr::Alt(text) | Attr::Title(text) = attr {
                        characters::settle(text, Place::Prose);
                    }
                }
                caption(element);
                let inside = if matches!(element.name, Name::Code | Name::Pre) { Place::Code } else { place };
                polish_in(&mut element.children, inside);
            }
        }
    }
}

fn says_nothing(node: &Node) -> bool {
    node.element().filter(|element| element.name == Name::P).is_some_and(|paragraph| {
        match paragraph.children.as_slice() {
            [] => true,
            [Node::Text(text)] => CONTENTS.contains(&text.trim().to_ascii_lowercase().as_str()),
            _ => false,
        }
    })
}

/// Makes a figure of a paragraph that holds one picture with a title, and nothing else.
fn caption(paragraph: &mut Element) {
    if paragraph.name != Name::P {
        return;
    }
    let [Node::Element(only)] = paragraph.children.as_mut_slice() else { return };
    let picture = match (only.name, only.children.as_mut_slice()) {
        (Name::Img, _) => only,
        (Name::A, [Node::Element(linked)]) if linked.name == Name::Img => linked,
        _ => return,
    };
    let title = picture.attrs.iter().position(|attr| matches!(attr, Attr::Title(title) if !title.trim().is_empty()));
    if let Some(at) = title
        && let Attr::Title(title) = picture.attrs.remove(at)
    {
        let caption = Element::new(Name::Figcaption).containing(vec![Node::Text(title)]);
        paragraph.name = Name::Figure;
        paragraph.children.push(Node::Element(caption));
    }
}
