//! What is settled when the whole tree is there: emoji, cards, empty captions, attributes after links.

use article::{Attr, Element, Name, Node, Part};

use super::emoji::Emoji;
use super::{openers, tiles};

/// Goes over the tree once.
pub(super) fn finish(nodes: &mut Vec<Node>) {
    Finish { emoji: Emoji::table() }.nodes(nodes);
}

struct Finish {
    emoji: &'static Emoji,
}

impl Finish {
    fn nodes(&self, nodes: &mut Vec<Node>) {
        let mut is_after_link = false;
        for node in nodes.iter_mut() {
            match node {
                Node::Text(text) => self.text(text, is_after_link),
                Node::Element(element) => self.element(element),
            }
            is_after_link = node.element().is_some_and(|element| matches!(element.name, Name::A | Name::Img));
        }
        nodes.retain(|node| !is_over(node));
    }

    fn text(&self, text: &mut String, is_after_link: bool) {
        if is_after_link
            && text.starts_with("{:")
            && let Some(end) = text.find('}')
            && openers::attributes(&text[..=end]).is_some()
        {
            text.replace_range(..=end, "");
        }
        if let Some(replaced) = self.emoji.replace(text) {
            *text = replaced;
        }
    }

    fn element(&self, element: &mut Element) {
        match element.name {
            Name::Pre | Name::Code => return,
            // GitBook's icons: a name for people without the font. Those that are no emoji only adorn.
            Name::I => {
                if let [Node::Text(text)] = element.children.as_mut_slice()
                    && let Some(emoji) = self.emoji.only(text)
                {
                    *text = emoji.unwrap_or_default().to_owned();
                }
            }
            Name::Table if element.is_part(Part::Tiles) => tiles::make(element),
            _ => {}
        }
        if matches!(element.name, Name::Th | Name::Table) {
            element.attrs.retain(|attr| !matches!(attr, Attr::Class(_)));
        }
        if element.is_part(Part::Reference) || element.is_part(Part::File) {
            prefer_own_link(element);
        }
        self.nodes(&mut element.children);
    }
}

/// The link that the author wrote says more than the one that was made of the address.
fn prefer_own_link(block: &mut Element) {
    if block.name == Name::Div && block.children.iter().skip(1).any(tiles::has_link) {
        block.children.remove(0);
    }
}

/// A caption without a word, an icon that only adorned.
fn is_over(node: &Node) -> bool {
    let Node::Element(element) = node else { return false };
    matches!(element.name, Name::Figcaption | Name::I)
        && element.attrs.is_empty()
        && element.children.iter().all(|child| matches!(child, Node::Text(text) if text.trim().is_empty()))
}
