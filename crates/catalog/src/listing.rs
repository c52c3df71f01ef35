use article::{ArchivePath, Card, Date, Language, SafeUrl, Slug, Source, Stat, Stats, Tag};
use serde_json::{Value, json};

use crate::CatalogError;
use crate::value::{self, Object, count, line};

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
    pub(crate) fn to_json(&self) -> Value {
        let mut object = Object::new();
        let mut put = |key: &str, value: Value| {
            object.insert(key.to_owned(), value);
        };
        put("s", self.slug.as_str().into());
        put("t", self.title.as_str().into());
        if !self.summary.is_empty() {
            put("x", self.summary.as_str().into());
        }
        self.category.iter().for_each(|category| put("c", category.as_str().into()));
        self.author.iter().for_each(|author| put("a", author.as_str().into()));
        self.published.iter().for_each(|date| put("d", date.to_string().into()));
        if self.reading_minutes > 0 {
            put("m", self.reading_minutes.into());
        }
        let known = Stat::ALL.iter().rposition(|stat| self.stats.get(*stat).is_some());
        if let Some(last) = known {
            put("n", Stat::ALL[..=last].iter().map(|stat| json!(self.stats.get(*stat))).collect());
        }
        if !self.tags.is_empty() {
            put("g", self.tags.iter().map(Tag::as_str).collect());
        }
        match &self.cover {
            Some(Source::File(path)) => put("i", path.as_str().into()),
            Some(Source::Url(url)) => put("u", url.as_str().into()),
            None => {}
        }
        self.language.iter().for_each(|language| put("l", language.as_str().into()));
        Value::Object(object)
    }

    /// Reads [`Listing::to_json`]. Only a card without a proper slug is no card at all.
    fn from_json(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        let slug = Slug::new(object.get("s")?.as_str()?).ok()?;
        let title = line(object, "t", MAX_TITLE).unwrap_or_else(|| slug.to_string());
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let list = |key: &str| object.get(key).and_then(Value::as_array).map_or([].as_slice(), Vec::as_slice);
        let mut listing = Self::new(slug, title);
        listing.summary = line(object, "x", MAX_SUMMARY).unwrap_or_default();
        listing.category = line(object, "c", MAX_NAME);
        listing.author = line(object, "a", MAX_NAME);
        listing.published = text("d").and_then(|date| date.parse().ok());
        listing.reading_minutes = object.get("m").and_then(count).and_then(|m| u32::try_from(m).ok()).unwrap_or(0);
        for (stat, value) in Stat::ALL.into_iter().zip(list("n")) {
            count(value).into_iter().for_each(|count| listing.stats.set(stat, count));
        }
        listing.tags = list("g").iter().filter_map(|tag| Tag::new(tag.as_str()?)).take(MAX_TAGS).collect();
        let file = text("i").and_then(|path| ArchivePath::new(path).ok()).map(Source::File);
        listing.cover = file.or_else(|| SafeUrl::parse_image(text("u")?).ok().map(Source::Url));
        listing.language = text("l").and_then(Language::new);
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
        match value::json(text)? {
            Value::Array(cards) => Ok(Self { cards: cards.iter().map(Listing::from_json).collect() }),
            _ => Err(CatalogError::NotACatalog),
        }
    }

    /// Writes the file.
    pub fn write<'a>(cards: impl Iterator<Item = &'a Listing>) -> String {
        Value::Array(cards.map(Listing::to_json).collect()).to_string()
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
