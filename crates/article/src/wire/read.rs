//! The bytes of an article, read: every value goes through the checks of its type.

use super::Damaged;
use crate::{
    Align, ArchivePath, Attr, Author, Card, Class, Date, Element, Formula, Language, Link, Name, Node, Part, SafeUrl,
    Slug, Source, Stat, Stats, Tag, Tone,
};

const ALIGNS: [Align; 3] = [Align::Left, Align::Center, Align::Right];
const TONES: [Tone; 4] = [Tone::Info, Tone::Success, Tone::Warning, Tone::Danger];
/// Deeper than any tree the limits let through; a damaged message cannot exhaust the stack.
const MAX_DEPTH: usize = 256;

/// What stands at a place of a closed list.
pub(super) fn pick<T: Copy>(all: &[T], at: u8) -> Result<T, Damaged> {
    all.get(usize::from(at)).copied().ok_or(Damaged)
}

pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// Nothing may be left over.
    pub(super) fn end(&self) -> Result<(), Damaged> {
        if self.rest.is_empty() { Ok(()) } else { Err(Damaged) }
    }

    pub(super) fn byte(&mut self) -> Result<u8, Damaged> {
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

    pub(super) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
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

    pub(super) fn card(&mut self) -> Result<Card, Damaged> {
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

    pub(super) fn nodes(&mut self, depth: usize) -> Result<Vec<Node>, Damaged> {
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
