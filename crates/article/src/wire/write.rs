//! The bytes of an article, written.

use crate::{Attr, Card, Class, Link, Node, Source};

pub(super) struct Writer(Vec<u8>);

impl Default for Writer {
    fn default() -> Self {
        Self(Vec::with_capacity(4096))
    }
}

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte((number as u8) | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.varint(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn option<T>(&mut self, value: &Option<T>, write: impl FnOnce(&mut Self, &T)) {
        match value {
            None => self.byte(0),
            Some(value) => {
                self.byte(1);
                write(self, value);
            }
        }
    }

    pub(super) fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.varint(values.len() as u64);
        for value in values {
            write(self, value);
        }
    }

    pub(super) fn card(&mut self, card: &Card) {
        self.text(card.slug.as_str());
        self.text(&card.title);
        self.text(&card.summary);
        self.option(&card.category, |out, category| out.text(category));
        self.option(&card.author, |out, author| {
            out.text(&author.name);
            out.option(&author.url, |out, url| out.text(url.as_str()));
        });
        self.option(&card.published, |out, date| out.text(&date.to_string()));
        self.option(&card.updated, |out, date| out.text(&date.to_string()));
        self.list(&card.stats.iter().collect::<Vec<_>>(), |out, (stat, count)| {
            out.byte(*stat as u8);
            out.varint(*count);
        });
        self.list(&card.tags, |out, tag| out.text(tag.as_str()));
        self.option(&card.original, |out, url| out.text(url.as_str()));
        self.option(&card.cover, Self::source);
        self.option(&card.language, |out, language| out.text(language.as_str()));
        self.varint(u64::from(card.reading_minutes));
        self.list(&card.extra, |out, (key, value)| {
            out.text(key);
            out.text(value);
        });
    }

    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        self.list(nodes, |out, node| match node {
            Node::Text(text) => {
                out.byte(0);
                out.text(text);
            }
            Node::Element(element) => {
                out.byte(1);
                out.byte(element.name as u8);
                out.list(&element.attrs, Self::attr);
                out.nodes(&element.children);
            }
        });
    }

    fn source(&mut self, source: &Source) {
        match source {
            Source::Url(url) => {
                self.byte(0);
                self.text(url.as_str());
            }
            Source::File(path) => {
                self.byte(1);
                self.text(path.as_str());
            }
        }
    }

    fn link(&mut self, link: &Link) {
        match link {
            Link::Url(url) => {
                self.byte(0);
                self.text(url.as_str());
            }
            Link::Article { slug, heading } => {
                self.byte(1);
                self.text(slug.as_str());
                self.option(heading, |out, heading| out.text(heading));
            }
            Link::Heading(id) => {
                self.byte(2);
                self.text(id);
            }
            Link::File(path) => {
                self.byte(3);
                self.text(path.as_str());
            }
        }
    }

    fn attr(&mut self, attr: &Attr) {
        match attr {
            Attr::Id(id) => self.tagged(0, id),
            Attr::Href(link) => {
                self.byte(1);
                self.link(link);
            }
            Attr::Src(source) => {
                self.byte(2);
                self.source(source);
            }
            Attr::Alt(text) => self.tagged(3, text),
            Attr::Title(text) => self.tagged(4, text),
            Attr::Class(class) => {
                self.byte(5);
                self.class(class);
            }
            Attr::Lang(language) => self.tagged(6, language.as_str()),
            Attr::Start(number) => self.counted(7, *number),
            Attr::ColSpan(number) => self.counted(8, u64::from(*number)),
            Attr::RowSpan(number) => self.counted(9, u64::from(*number)),
            Attr::Align(align) => self.counted(10, *align as u64),
            Attr::Checked => self.byte(11),
            Attr::Open => self.byte(12),
            Attr::Width(number) => self.counted(13, u64::from(*number)),
            Attr::Height(number) => self.counted(14, u64::from(*number)),
            Attr::Percent(number) => self.counted(15, u64::from(*number)),
        }
    }

    fn tagged(&mut self, kind: u8, text: &str) {
        self.byte(kind);
        self.text(text);
    }

    fn counted(&mut self, kind: u8, number: u64) {
        self.byte(kind);
        self.varint(number);
    }

    fn class(&mut self, class: &Class) {
        match class {
            Class::Code(language) => self.tagged(0, language),
            Class::Hint(tone) => self.counted(1, *tone as u64),
            Class::FootnoteRef => self.byte(2),
            Class::Footnotes => self.byte(3),
            Class::FootnoteBack => self.byte(4),
            Class::Task => self.byte(5),
            Class::DeadLink => self.byte(6),
            Class::Part(part) => self.counted(7, *part as u64),
            Class::Maths(formula) => self.counted(8, *formula as u64),
        }
    }
}
