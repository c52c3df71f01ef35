use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::tag::clean_line;
use crate::{Date, Language, SafeUrl, Slug, Source, Tag};

/// The metadata of an article, whatever dialect it was written in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The article's name in the archive.
    pub slug: Slug,
    /// Never empty: where the file gives none it is the first heading, else the file's name.
    pub title: String,
    /// A paragraph; empty when there is none.
    pub summary: String,
    /// A section of the archive, such as `Operate`.
    pub category: Option<String>,
    /// Who wrote it.
    pub author: Option<Author>,
    /// The day it was published.
    pub published: Option<Date>,
    /// The day it was last changed.
    pub updated: Option<Date>,
    /// Views, comments, collects and likes, as far as they are known.
    pub stats: Stats,
    /// Without repetition, in the author's order.
    pub tags: Vec<Tag>,
    /// Where the article first appeared.
    pub original: Option<SafeUrl>,
    /// A picture for the rack.
    #[serde(serialize_with = "source")]
    pub cover: Option<Source>,
    /// The language it is written in: named by the author, else detected.
    pub language: Option<Language>,
    /// Minutes to read: 400 CJK characters or 230 words each, at least 1.
    pub reading_minutes: u32,
    /// Keys nobody knows, in the author's order. They show on the card.
    #[serde(serialize_with = "pairs")]
    pub extra: Vec<(String, String)>,
}

impl Card {
    /// A card that holds nothing but a name and a title.
    pub fn new(slug: Slug, title: &str) -> Self {
        Self {
            slug,
            title: clean_line(title),
            summary: String::new(),
            category: None,
            author: None,
            published: None,
            updated: None,
            stats: Stats::default(),
            tags: Vec::new(),
            original: None,
            cover: None,
            language: None,
            reading_minutes: 1,
            extra: Vec::new(),
        }
    }
}

/// Who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// One line; several authors are joined with `, `.
    pub name: String,
    /// The author's page.
    pub url: Option<SafeUrl>,
}

impl Author {
    /// An author, if the name holds anything visible.
    pub fn new(name: &str, url: Option<SafeUrl>) -> Option<Self> {
        let name = clean_line(name);
        (!name.is_empty()).then_some(Self { name, url })
    }
}

/// Something that is counted about an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stat {
    /// 浏览, reads.
    Views,
    /// 评论.
    Comments,
    /// 收藏, bookmarks.
    Collects,
    /// 点赞.
    Likes,
}

impl Stat {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Views, Self::Comments, Self::Collects, Self::Likes];

    /// The key in JSON, front matter and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Views => "views",
            Self::Comments => "comments",
            Self::Collects => "collects",
            Self::Likes => "likes",
        }
    }
}

/// Counts by kind. A kind that the article does not name is absent, which is not the same as zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats([Option<u64>; 4]);

impl Stats {
    /// The count of one kind.
    pub fn get(&self, stat: Stat) -> Option<u64> {
        self.0[stat as usize]
    }

    /// Sets the count of one kind.
    pub fn set(&mut self, stat: Stat, count: u64) {
        self.0[stat as usize] = Some(count);
    }

    /// The counts that are known, in the order they are shown.
    pub fn iter(&self) -> impl Iterator<Item = (Stat, u64)> + '_ {
        Stat::ALL.into_iter().filter_map(|stat| Some((stat, self.get(stat)?)))
    }
}

impl Serialize for Stats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(stat, count)| (stat.key(), count)))
    }
}

fn source<S: Serializer>(source: &Option<Source>, serializer: S) -> Result<S::Ok, S::Error> {
    match source {
        None => serializer.serialize_none(),
        Some(Source::Url(url)) => url.serialize(serializer),
        Some(Source::File(path)) => path.serialize(serializer),
    }
}

fn pairs<S: Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_json_with_stats_as_an_object() {
        let mut card = Card::new(Slug::new("it/1").unwrap(), " A\ttitle ");
        card.stats.set(Stat::Views, 3577);
        card.stats.set(Stat::Collects, 0);
        card.extra.push(("layout".into(), "post".into()));
        let json = serde_json::to_value(&card).unwrap();
        assert_eq!(json["title"], "A title");
        assert_eq!(json["stats"], serde_json::json!({"views": 3577, "collects": 0}));
        assert_eq!(json["extra"], serde_json::json!({"layout": "post"}));
    }
}
