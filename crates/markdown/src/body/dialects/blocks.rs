//! Markers to elements.

use article::{Attr, Class, Element, Name, Node, Part};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::marker::{Block, Fold, Hint, Line, Marker, Opening, Piece};
use crate::body::walk::{Walk, boxed};
use crate::body::{embeds, pictures, raw_html};

fn part(name: Name, part: Part) -> Element {
    Element::new(name).with(Attr::Class(Class::Part(part)))
}

impl Walk<'_> {
    /// Raw HTML, with the markers in it.
    pub(in crate::body) fn html(&mut self, html: &str) {
        let markers = self.extra.markers;
        let pieces = markers.cut(html);
        let is_marked = pieces.len() > 1;
        for piece in pieces {
            match piece {
                // The indentation and the line end of a marker.
                Piece::Text(text) if is_marked && text.trim().is_empty() => {}
                Piece::Text(text) => raw_html::feed(&mut self.builder, text, &self.links),
                Piece::Marker(marker) => self.marker(marker),
            }
        }
    }

    fn marker(&mut self, marker: &Marker) {
        match marker {
            Marker::Open(opening) => self.open_block(opening),
            Marker::Close(block) => self.close_block(*block),
            Marker::Callout(hint) => {
                if !self.builder.turn_into(Name::Blockquote, boxed(hint.tone)) {
                    self.builder.open_html(boxed(hint.tone));
                }
                self.heading(hint);
            }
            Marker::Attributes(tone) => {
                if let (Some(tone), Some(Node::Element(last))) = (tone, self.builder.last_child())
                    && matches!(last.name, Name::P | Name::Blockquote | Name::Ul | Name::Ol | Name::Div)
                {
                    let mut content = std::mem::replace(last, boxed(*tone));
                    last.children = match content.name {
                        Name::Blockquote => std::mem::take(&mut content.children),
                        _ => vec![Node::Element(content)],
                    };
                }
            }
            Marker::Code(attrs) => self.extra.code = attrs.clone(),
            Marker::Note(note) => {
                let reference = self.footnotes.reference(&format!("\u{fdd1}{}", self.extra.notes.len()));
                self.extra.notes.push(note.clone());
                self.builder.leaf(reference);
            }
            Marker::Nothing => {}
        }
    }

    /// The footnotes that were written where they are referred to.
    pub(in crate::body) fn write_notes(&mut self) {
        for (at, note) in std::mem::take(&mut self.extra.notes).iter().enumerate() {
            self.footnotes.open(&format!("\u{fdd1}{at}"));
            self.builder.open_markdown(Element::new(Name::Li));
            self.builder.open_markdown(Element::new(Name::P));
            self.line(note);
            self.builder.close_markdown();
            self.close_footnote();
        }
    }

    fn open_block(&mut self, opening: &Opening) {
        match opening {
            Opening::Hint(hint) => {
                self.builder.open_html(boxed(hint.tone));
                self.heading(hint);
            }
            Opening::Details { title, fold } => self.details(title, *fold),
            Opening::Tab(title) => {
                self.builder.close_where(|element| element.is_part(Part::Tab), |element| element.is_part(Part::Tabs));
                self.tab(title);
            }
            Opening::Update { date, tags } => {
                self.builder.open_html(part(Name::Section, Part::Update));
                let time = Element::new(Name::Time).containing(vec![Node::Text(date.clone())]);
                let mut line = part(Name::P, Part::UpdateDate).containing(vec![Node::Element(time)]);
                if !tags.is_empty() {
                    line.children.push(Node::Text(format!(" {}", tags.replace(',', ", ").replace("  ", " "))));
                }
                self.builder.complete(line);
            }
            Opening::Embed(address) => self.embed(address),
            Opening::Reference(address) => self.linked(Part::Reference, address),
            Opening::File(address) => self.linked(Part::File, address),
            Opening::Picture { address, alt, caption, link } => {
                self.picture_block(address, alt, caption, link.as_deref())
            }
            Opening::Plain(block) => self.plain(*block),
        }
    }

    fn plain(&mut self, block: Block) {
        let element = match block {
            Block::Part(Part::Steps) => part(Name::Ol, Part::Steps),
            Block::Part(Part::Step) if self.builder.has_open(&Attr::Class(Class::Part(Part::Steps))) => {
                part(Name::Li, Part::Step)
            }
            Block::Part(Part::Step) => part(Name::Section, Part::Step),
            Block::Part(kind @ (Part::Tabs | Part::Columns | Part::Column | Part::Updates)) => part(Name::Div, kind),
            Block::Center => Element::new(Name::Div).with(Attr::Align(article::Align::Center)),
            Block::Part(_) | Block::Hint | Block::Details | Block::Code => return,
        };
        self.builder.open_html(element);
    }

    fn close_block(&mut self, block: Block) {
        let closes = |element: &Element| match block {
            Block::Hint => element.attrs.iter().any(|attr| matches!(attr, Attr::Class(Class::Hint(_)))),
            Block::Details => element.name == Name::Details,
            Block::Center => element.name == Name::Div && element.attrs == [Attr::Align(article::Align::Center)],
            Block::Part(part) => element.is_part(part),
            Block::Code => false,
        };
        if block == Block::Code {
            self.extra.code.clear();
        }
        self.builder.close_where(closes, |_| false);
    }

    /// The first line of a remark; where it can be folded, the line does it.
    fn heading(&mut self, hint: &Hint) {
        match (&hint.title, hint.fold) {
            (Some(title), Fold::Never) => {
                self.builder.open_html(part(Name::P, Part::Title));
                self.line(title);
                self.builder.close_html(Name::P);
            }
            (Some(title), fold) => self.details(title, fold),
            (None, Fold::Never) => {}
            (None, fold) => self.details(&Line::new("…"), fold),
        }
    }

    fn details(&mut self, title: &Line, fold: Fold) {
        let mut details = Element::new(Name::Details);
        details.attrs.extend((fold == Fold::Open).then_some(Attr::Open));
        self.builder.open_html(details);
        self.builder.open_html(Element::new(Name::Summary));
        self.line(title);
        self.builder.close_html(Name::Summary);
    }

    fn embed(&mut self, address: &str) {
        self.builder.open_html(part(Name::Figure, Part::Embed));
        self.builder.complete(embeds::link(address, &self.links));
        self.builder.open_html(Element::new(Name::Figcaption));
    }

    /// A link that stands by itself. Where the author wrote one inside, that one is shown instead
    /// ([`mod@super::finish`]).
    fn linked(&mut self, kind: Part, address: &str) {
        self.builder.open_html(part(Name::Div, kind));
        let mut link = Element::new(Name::A);
        link.attrs = self.links.attributes(address);
        let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        link.children = vec![Node::Text(article::percent_decode(name).unwrap_or_else(|| name.to_owned()))];
        self.builder.complete(link);
    }

    fn picture_block(&mut self, address: &str, alt: &str, caption: &Line, link: Option<&str>) {
        let picture = pictures::picture(self.links.source(address), alt.to_owned(), "");
        self.builder.open_html(Element::new(Name::Figure));
        if let Some(link) = link {
            let mut anchor = Element::new(Name::A);
            anchor.attrs = self.links.attributes(link);
            self.builder.open_html(anchor);
        }
        self.builder.leaf(picture);
        self.builder.close_html(Name::A);
        if !caption.is_empty() {
            self.builder.open_html(Element::new(Name::Figcaption));
            self.line(caption);
            self.builder.close_html(Name::Figcaption);
        }
        self.builder.close_html(Name::Figure);
    }

    fn tab(&mut self, title: &Line) {
        self.builder.open_html(part(Name::Section, Part::Tab));
        self.builder.open_html(part(Name::P, Part::TabTitle));
        self.line(title);
        self.builder.close_html(Name::P);
    }

    /// Inline Markdown of one line.
    fn line(&mut self, line: &Line) {
        let parser = Parser::new_ext(line.as_heading(), self.extra.parser_options);
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)) => {}
                event => self.event(event, &line.as_heading()[range.start..]),
            }
        }
    }
}
