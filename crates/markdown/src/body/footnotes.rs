//! Footnotes, gathered at the end of the article.

use std::collections::HashMap;

use article::{Attr, Class, Element, Link, Name, Node};

/// References to one note that get an arrow back. Past it the note stays reachable, without a way
/// back to every place (security rule 14: back-references must not multiply the output).
const MOST_ARROWS: usize = 20;

/// Notes in the order they are first referred to.
#[derive(Default)]
pub(crate) struct Footnotes {
    numbers: HashMap<String, u32>,
    notes: Vec<Note>,
    open: Vec<String>,
}

#[derive(Default)]
struct Note {
    references: usize,
    content: Option<Node>,
}

impl Footnotes {
    /// The raised number that stands for a reference.
    pub(crate) fn reference(&mut self, label: &str) -> Element {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.references += 1;
        let link = Element::new(Name::A)
            .with(Attr::Href(Link::Heading(format!("fn-{number}"))))
            .containing(vec![Node::Text(number.to_string())]);
        Element::new(Name::Sup)
            .with(Attr::Id(reference_id(number, note.references)))
            .with(Attr::Class(Class::FootnoteRef))
            .containing(vec![Node::Element(link)])
    }

    /// A definition begins.
    pub(crate) fn open(&mut self, label: &str) {
        self.open.push(label.to_owned());
    }

    /// The innermost definition ends; `content` is its list item. The first definition counts.
    pub(crate) fn close(&mut self, content: Option<Node>) {
        if let Some(label) = self.open.pop() {
            let number = self.number(&label);
            let note = &mut self.notes[number - 1];
            note.content = note.content.take().or(content);
        }
    }

    /// The list for the end of the article, if there is any note. A note that nothing refers to is
    /// listed too: it is the author's text.
    pub(crate) fn finish(self) -> Option<Node> {
        let mut items = Vec::new();
        for (at, note) in self.notes.into_iter().enumerate() {
            let number = at + 1;
            let mut item = match note.content {
                Some(Node::Element(item)) => item,
                _ => Element::new(Name::Li),
            };
            item.attrs.push(Attr::Id(format!("fn-{number}")));
            item.attrs.push(Attr::Class(Class::Footnotes));
            let arrows = (1..=note.references.min(MOST_ARROWS)).flat_map(|reference| arrow(number, reference));
            match item.children.last_mut() {
                Some(Node::Element(last)) if last.name == Name::P => last.children.extend(arrows),
                _ => item.children.extend(arrows),
            }
            items.push(Node::Element(item));
        }
        if items.is_empty() {
            return None;
        }
        let list = Node::Element(Element::new(Name::Ol).containing(items));
        Some(Node::Element(Element::new(Name::Section).with(Attr::Class(Class::Footnotes)).containing(vec![list])))
    }

    fn number(&mut self, label: &str) -> usize {
        match self.numbers.get(label) {
            Some(number) => *number as usize,
            None => {
                self.notes.push(Note::default());
                self.numbers.insert(label.to_owned(), self.notes.len() as u32);
                self.notes.len()
            }
        }
    }
}

fn reference_id(number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{reference}"),
    }
}

fn arrow(number: usize, reference: usize) -> [Node; 2] {
    let link = Element::new(Name::A)
        .with(Attr::Href(Link::Heading(reference_id(number, reference))))
        .with(Attr::Class(Class::FootnoteBack))
        .containing(vec![Node::Text("↩".to_owned())]);
    [Node::Text(" ".to_owned()), Node::Element(link)]
}
