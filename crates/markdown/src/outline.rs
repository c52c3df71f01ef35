//! Headings of an article, under the page's own.
//!
//! The page gives the title as `h1`, so an article's headings begin with `h2`; and no level is left
//! out on the way down, because people who read by headings would look for what is missing (WCAG
//! 1.3.1). Only the depth is repaired: what was below another heading stays below it.

use article::{Name, Node};

const LEVELS: [Name; 5] = [Name::H2, Name::H3, Name::H4, Name::H5, Name::H6];

/// Gives every heading, wherever it stands, the level of its place in the outline.
pub(crate) fn repair(nodes: &mut [Node]) {
    repair_below(nodes, &mut Vec::new());
}

/// `open` holds the levels the author gave to the headings that the next one could stand below.
fn repair_below(nodes: &mut [Node], open: &mut Vec<u8>) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Some(level) = element.name.heading_level() {
            while open.last().is_some_and(|above| *above >= level) {
                open.pop();
            }
            element.name = LEVELS[open.len().min(LEVELS.len() - 1)];
            open.push(level);
        }
        repair_below(&mut element.children, open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Element;

    fn check(levels: &[Name], expected: &[u8]) {
        let mut nodes: Vec<_> = levels.iter().map(|name| Node::Element(Element::new(*name))).collect();
        repair(&mut nodes);
        let repaired: Vec<_> = nodes.iter().filter_map(|node| node.element()?.name.heading_level()).collect();
        assert_eq!(repaired, expected);
    }

    #[test]
    fn an_outline_begins_below_the_title_and_leaves_no_level_out() {
        check(&[Name::H2, Name::H3, Name::H2], &[2, 3, 2]);
        check(&[Name::H1, Name::H3, Name::H2], &[2, 3, 3]);
        check(&[Name::H4, Name::H6, Name::H4, Name::H2], &[2, 3, 2, 2]);
        check(&[Name::H1, Name::H2, Name::H3, Name::H4, Name::H5, Name::H6], &[2, 3, 4, 5, 6, 6]);
    }
}
