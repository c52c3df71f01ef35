//! The bytes in which an article crosses from the renderer's worker to the page.
//!
//! ```text
//! message  = 0x00 article | 0x01 refusal          refusal = u8, the place in `Refusal`
//! article  = card nodes nodes limits               body, clutter
//! nodes    = varint count, node*
//! node     = 0x00 text | 0x01 name attrs nodes     name = u8, the place in `Name::ALL`
//! attrs    = varint count, attr*                   attr = u8 kind, value
//! text     = varint length in bytes, UTF-8
//! varint   = LEB128, unsigned
//! option   = 0x00 | 0x01 value
//! ```
//!
//! Both ends are built together, so there is no version; a message that does not decode is an
//! error, never a panic, and decoded addresses and names go through the same checks as any other.

use thiserror::Error;

use crate::{
    Align, ArchivePath, Article, Attr, Author, Card, Class, Date, Element, Formula, Language, Limit, Link, Name, Node,
    Part, Refusal, SafeUrl, Slug, Source, Stat, Stats, Tag, Tone,
};

/// A message is damaged, or comes from another build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the renderer's answer cannot be read")]
pub struct Damaged;

/// Writes what the renderer made of an article.
pub fn encode(result: &Result<Article, Refusal>) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(4096));
    match result {
        Ok(article) => {
            out.byte(0);
            out.card(&article.card);
            out.nodes(&article.body);
            out.nodes(&article.clutter);
            out.list(&article.limits, |out, limit| out.byte(*limit as u8));
        }
        Err(refusal) => {
            out.byte(1);
            out.byte(*refusal as u8);
        }
    }
    out.0
}

/// Reads what [`encode`] wrote.
pub fn decode(bytes: &[u8]) -> Result<Result<Article, Refusal>, Damaged> {
    let mut input = Reader { rest: bytes };
    let message = match input.byte()? {
        0 => Ok(Article {
            card: input.card()?,
            body: input.nodes(0)?,
            clutter: input.nodes(0)?,
            limits: input.list(|input| pick(&[Limit::Depth, Limit::Nodes], input.byte()?))?,
        }),
        1 => Err(pick(&[Refusal::Empty, Refusal::NotText, Refusal::WebPage, Refusal::TooLarge], input.byte()?)?),
        _ => return Err(Damaged),
    };
    if input.rest.is_empty() { Ok(message) } else { Err(Damaged) }
}

const ALIGNS: [Align; 3] = [Align::Left, Align::Center, Align::Right];
const TONES: [Tone; 4] = [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger];
/// Deeper than any tree the limits let through; a damaged message cannot exhaust the stack.
const MAX_DEPTH: usize = 256;

fn pick<T: Copy>(all: &[T], at: u8) -> Result<T, Damaged> {
    all.get(usize::from(at)).copied().ok_or(Damaged)
}

struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
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

    fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.varint(values.len() as u64);
        for value in values {
            write(self, value);
        }
    }

    fn card(&mut self, card: &Card) {
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

    fn nodes(&mut self, nodes: &[Node]) {
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

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, Damaged> {
        let (&byte, rest) = self.rest.split_first().ok_or(Damaged)?;
        self.rest = rest;
        Ok(byte)
    }

    fn varint(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    fn number<T: TryFrom<u64>>(&mut self) -> Result<T, Damaged> {
        T::try_from(self.varint()?).map_err(|_| Damaged)
    }

    fn text(&mut self) -> Result<String, Damaged> {
        let length: usize = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(Damaged)?;
        self.rest = rest;
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Damaged)
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Damaged>) -> Result<Option<T>, Damaged> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(Damaged),
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
        let count: usize = self.number()?;
        // Every item takes a byte at least: a damaged count cannot reserve memory.
        if count > self.rest.len() {
            return Err(Damaged);
        }
        // No `collect`: it is another copy of much code for every kind of item.
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(read(self)?);
        }
        Ok(items)
    }

    fn card(&mut self) -> Result<Card, Damaged> {
        let slug = Slug::new(&self.text()?).map_err(|_| Damaged)?;
        let title = self.text()?;
        let mut card = Card::new(slug, &title);
        card.summary = self.text()?;
        card.category = self.option(Self::text)?;
        card.author = self.option(|input| Ok(Author { name: input.text()?, url: input.option(Self::url)? }))?;
        card.published = self.option(Self::date)?;
        card.updated = self.option(Self::date)?;
        let mut stats = Stats::default();
        for (stat, count) in self.list(|input| Ok((pick(&Stat::ALL, input.byte()?)?, input.varint()?)))? {
            stats.set(stat, count);
        }
        card.stats = stats;
        card.tags = self.list(|input| Tag::new(&input.text()?).ok_or(Damaged))?;
        card.original = self.option(Self::url)?;
        card.cover = self.option(Self::source)?;
        card.language = self.option(Self::language)?;
        card.reading_minutes = self.number()?;
        card.extra = self.list(|input| Ok((input.text()?, input.text()?)))?;
        Ok(card)
    }

    fn url(&mut self) -> Result<SafeUrl, Damaged> {
        SafeUrl::parse(&self.text()?).map_err(|_| Damaged)
    }

    fn path(&mut self) -> Result<ArchivePath, Damaged> {
        ArchivePath::new(&self.text()?).map_err(|_| Damaged)
    }

    fn date(&mut self) -> Result<Date, Damaged> {
        self.text()?.parse().map_err(|_| Damaged)
    }

    fn language(&mut self) -> Result<Language, Damaged> {
        Language::new(&self.text()?).ok_or(Damaged)
    }

    fn nodes(&mut self, depth: usize) -> Result<Vec<Node>, Damaged> {
        if depth > MAX_DEPTH {
            return Err(Damaged);
        }
        self.list(|input| match input.byte()? {
            0 => input.text().map(Node::Text),
            1 => {
                let name = pick(Name::ALL, input.byte()?)?;
                Ok(Node::Element(Element { name, attrs: input.list(Self::attr)?, children: input.nodes(depth + 1)? }))
            }
            _ => Err(Damaged),
        })
    }

    fn source(&mut self) -> Result<Source, Damaged> {
        match self.byte()? {
            0 => SafeUrl::parse_image(&self.text()?).map(Source::Url).map_err(|_| Damaged),
            1 => self.path().map(Source::File),
            _ => Err(Damaged),
        }
    }

    fn link(&mut self) -> Result<Link, Damaged> {
        match self.byte()? {
            0 => self.url().map(Link::Url),
            1 => {
                let slug = Slug::new(&self.text()?).map_err(|_| Damaged)?;
                Ok(Link::Article { slug, heading: self.option(Self::text)? })
            }
            2 => self.text().map(Link::Heading),
            3 => self.path().map(Link::File),
            _ => Err(Damaged),
        }
    }

    fn attr(&mut self) -> Result<Attr, Damaged> {
        Ok(match self.byte()? {
            0 => Attr::Id(self.text()?),
            1 => Attr::Href(self.link()?),
            2 => Attr::Src(self.source()?),
            3 => Attr::Alt(self.text()?),
            4 => Attr::Title(self.text()?),
            5 => Attr::Class(self.class()?),
            6 => Attr::Lang(self.language()?),
            7 => Attr::Start(self.varint()?),
            8 => Attr::ColSpan(self.number()?),
            9 => Attr::RowSpan(self.number()?),
            10 => Attr::Align(pick(&ALIGNS, self.number()?)?),
            11 => Attr::Checked,
            12 => Attr::Open,
            13 => Attr::Width(self.number()?),
            14 => Attr::Height(self.number()?),
            15 => Attr::Percent(self.number()?),
            _ => return Err(Damaged),
        })
    }

    fn class(&mut self) -> Result<Class, Damaged> {
        Ok(match self.byte()? {
            0 => Class::Code(self.text()?),
            1 => Class::Hint(pick(&TONES, self.number()?)?),
            2 => Class::FootnoteRef,
            3 => Class::Footnotes,
            4 => Class::FootnoteBack,
            5 => Class::Task,
            6 => Class::DeadLink,
            7 => Class::Part(pick(Part::ALL, self.number()?)?),
            8 => Class::Maths(pick(&[Formula::Inline, Formula::Display], self.number()?)?),
            _ => return Err(Damaged),
        })
    }
}

#[cfg(test)]
mod tests;
