use article::{ArchivePath, Card, Date, Language, SafeUrl, Slug, Source, Stat, Stats, Tag};

use crate::CatalogError;
use crate::json::{Kind, Reader};
use crate::value::{self, Value};
use crate::write::Writer;

/// Characters of a title, of a summary (about four lines on the widest rack; the reader shows it whole),
/// and of a name.
pub(crate) const MAX_TITLE: usize = 300;
pub(crate) const MAX_SUMMARY: usize = 200;
pub(crate) const MAX_NAME: usize = 200;
/// Tags of one article; real ones have at most some 30.
pub(crate) const MAX_TAGS: usize = 100;

/// What a card on the rack shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The article's name in the archive.
    pub slug: Slug,
    /// Never empty.
    pub title: String,
    /// The beginning of the summary, at most 200 characters; empty when there is none.
    pub summary: String,
    /// A section of the archive.
    pub category: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Minutes to read; 0 when that is not known (a catalog written by hand).
    pub reading_minutes: u32,
    /// Views, comments, collects and likes, as far as they are known.
    pub stats: Stats,
    /// Without repetition, in the author's order, in the spelling of the catalog.
    pub tags: Vec<Tag>,
    /// A picture.
    pub cover: Option<Source>,
    /// The language of title and summary.
    pub language: Option<Language>,
}

impl Listing {
    /// A listing that holds nothing but a name and a title.
    pub fn new(slug: Slug, title: String) -> Self {
        Self {
            slug,
            title: value::shorten(title, MAX_TITLE),
            summary: String::new(),
            category: None,
            author: None,
            published: None,
            reading_minutes: 0,
            stats: Stats::default(),
            tags: Vec::new(),
            cover: None,
            language: None,
        }
    }

    /// One card as an object; the grammar is [`CardChunk`]'s.
    fn write(&self, json: &mut Writer) {
        let mut text = |key: &str, text: &str| {
            json.key(key);
            json.text(text);
        };
        self.author.iter().for_each(|author| text("a", author));
        self.category.iter().for_each(|category| text("c", category));
        self.published.iter().for_each(|date| text("d", &date.to_string()));
        if !self.tags.is_empty() {
            json.key("g");
            json.open('[');
            self.tags.iter().for_each(|tag| json.text(tag.as_str()));
            json.close(']');
        }
        if let Some(Source::File(path)) = &self.cover {
            json.key("i");
            json.text(path.as_str());
        }
        if let Some(language) = &self.language {
            json.key("l");
            json.text(language.as_str());
        }
        if self.reading_minutes > 0 {
            json.key("m");
            json.number(u64::from(self.reading_minutes));
        }
        if let Some(last) = Stat::ALL.iter().rposition(|stat| self.stats.get(*stat).is_some()) {
            json.key("n");
            json.open('[');
            Stat::ALL[..=last].iter().for_each(|stat| json.maybe(self.stats.get(*stat)));
            json.close(']');
        }
        json.key("s");
        json.text(self.slug.as_str());
        json.key("t");
        json.text(&self.title);
        if let Some(Source::Url(url)) = &self.cover {
            json.key("u");
            json.text(url.as_str());
        }
        if !self.summary.is_empty() {
            json.key("x");
            json.text(&self.summary);
        }
    }

    /// Reads [`Listing::write`]. Only a card without a proper slug is no card at all.
    fn read(value: &Value<'_>) -> Option<Self> {
        let object = value.as_object()?;
        let slug = Slug::new(object.text("s")?).ok()?;
        let title = object.line("t", MAX_TITLE).unwrap_or_else(|| slug.to_string());
        let mut listing = Self::new(slug, title);
        listing.summary = object.line("x", MAX_SUMMARY).unwrap_or_default();
        listing.category = object.line("c", MAX_NAME);
        listing.author = object.line("a", MAX_NAME);
        listing.published = object.text("d").and_then(|date| date.parse().ok());
        listing.reading_minutes =
            object.get("m").and_then(Value::count).and_then(|m| u32::try_from(m).ok()).unwrap_or(0);
        for (stat, value) in Stat::ALL.into_iter().zip(object.list("n")) {
            value.count().into_iter().for_each(|count| listing.stats.set(stat, count));
        }
        listing.tags = object.list("g").iter().filter_map(|tag| Tag::new(tag.as_text()?)).take(MAX_TAGS).collect();
        let file = object.text("i").and_then(|path| ArchivePath::new(path).ok()).map(Source::File);
        listing.cover = file.or_else(|| SafeUrl::parse_image(object.text("u")?).ok().map(Source::Url));
        listing.language = object.text("l").and_then(Language::new);
        Some(listing)
    }
}

impl From<&Card> for Listing {
    fn from(card: &Card) -> Self {
        Self {
            summary: value::shorten(card.summary.clone(), MAX_SUMMARY),
            category: card.category.clone(),
            author: card.author.as_ref().map(|author| author.name.clone()),
            published: card.published,
            reading_minutes: card.reading_minutes,
            stats: card.stats,
            tags: card.tags.iter().take(MAX_TAGS).cloned().collect(),
            cover: card.cover.clone(),
            language: card.language.clone(),
            ..Self::new(card.slug.clone(), card.title.clone())
        }
    }
}

/// A file `catalog/cards/<n>.<hash>.json`: the cards of some rows, newest first.
///
/// ```text
/// chunk = [card, …]
/// card  = { "s": slug, "t": title, "x"?: summary, "c"?: category, "a"?: author, "d"?: "2025-01-14",
///           "m"?: minutes, "n"?: [views, comments, collects, likes], "g"?: [tag, …],
///           "i"?: cover, a path in the archive  |  "u"?: cover, an address,  "l"?: language }
/// ```
///
/// A count that is not known is `null`, and absent at the end of `n`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardChunk {
    /// One per row; `None` where the entry is damaged.
    pub cards: Vec<Option<Listing>>,
}

impl CardChunk {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        let mut json = Reader::new(text)?;
        if json.kind()? != Kind::Array {
            return Err(CatalogError::NotACatalog);
        }
        let mut cards = Vec::new();
        json.array()?;
        while json.item()? {
            cards.push(Listing::read(&Value::read(&mut json)?));
        }
        json.end()?;
        Ok(Self { cards })
    }

    /// Writes the file.
    pub fn write<'a>(cards: impl Iterator<Item = &'a Listing>) -> String {
        let mut json = Writer::default();
        json.open('[');
        for card in cards {
            json.open('{');
            card.write(&mut json);
            json.close('}');
        }
        json.close(']');
        json.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Listing {
        let mut card = Card::new(Slug::new("it/6170668").unwrap(), "标题");
        card.summary = "要".repeat(300);
        card.category = Some("It".into());
        card.author = article::Author::new("作者", None);
        card.published = "2025-01-14".parse().ok();
        card.reading_minutes = 10;
        card.stats.set(Stat::Views, 3577);
        card.stats.set(Stat::Collects, 12);
        card.tags = ["小红书", "DOU+"].iter().filter_map(|tag| Tag::new(tag)).collect();
        card.cover = Some(Source::File(ArchivePath::new("covers/a b.svg").unwrap()));
        card.language = Language::new("zh");
        Listing::from(&card)
    }

    #[test]
    fn cards_that_are_written_are_read_back() {
        let mut web = sample();
        web.cover = SafeUrl::parse_image("https://example.com/a.png").ok().map(Source::Url);
        let bare = Listing::new(Slug::new("b").unwrap(), "B".into());
        let cards = [sample(), web, bare];
        let read = CardChunk::parse(&CardChunk::write(cards.iter())).unwrap();
        assert_eq!(read.cards, cards.map(Some));
        assert_eq!(sample().summary.chars().count(), 201);
    }

    #[test]
    fn a_damaged_card_keeps_its_row_and_loses_what_cannot_be_right() {
        let text = r#"[{"s":"../x","t":"T"}, 7, {"s":"a","t":"","n":[-1,null,"1,200",1e99],"d":"2025-02-31",
            "u":"javascript:alert(1)","i":"../../x","g":["","b",3],"l":"<","m":-1}]"#;
        let cards = CardChunk::parse(text).unwrap().cards;
        assert_eq!(cards[..2], [None, None]);
        let card = cards[2].as_ref().unwrap();
        assert_eq!((card.title.as_str(), card.published, card.cover.as_ref()), ("a", None, None));
        assert_eq!(card.stats.iter().collect::<Vec<_>>(), [(Stat::Collects, 1200)]);
        assert_eq!(card.tags.len(), 1);
        assert!(CardChunk::parse("{}").is_err());
    }
}
