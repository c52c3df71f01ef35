//! What the keys of all dialects mean.

use article::Stat;

/// A field of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Author,
    /// The address that belongs to an author named elsewhere (`authorLink` of the MDX card).
    AuthorUrl,
    Category,
    Published,
    Updated,
    Tags,
    /// Tags, unless the file has real ones.
    Keywords,
    Summary,
    Cover,
    Original,
    Language,
    /// All counts in one line, as in a GitBook card.
    Stats,
    Count(Stat),
}

/// The names of each field, the most telling first: where a file has several, the first wins and
/// the others are shown as they are. Lower case, without `-`, `_` and spaces. The sources are the
/// documentation of Hexo, Hugo, Jekyll, VuePress, Docusaurus, GitBook, Obsidian, Zola and Pelican,
/// and SYNTAX.md section D for the rest.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Title, &["title", "标题"]),
    (Field::Author, &["author", "authors", "作者", "原文作者", "author.name"]),
    (Field::AuthorUrl, &["authorurl", "authorlink", "author.url", "author.link", "author.uri"]),
    (Field::Category, &["category", "categories", "分类", "类别", "栏目", "section"]),
    (
        Field::Published,
        &[
            "published",
            "date",
            "publisheddate",
            "publishdate",
            "pubdate",
            "pubdatetime",
            "publishedat",
            "datepublished",
            "发布时间",
            "发布日期",
            "日期",
            "created",
            "createdat",
        ],
    ),
    (
        Field::Updated,
        &[
            "updated",
            "lastmod",
            "modified",
            "lastupdate",
            "lastupdate.date",
            "lastupdated",
            "lastmodified",
            "updatedat",
            "moddatetime",
            "更新时间",
            "更新日期",
        ],
    ),
    (Field::Tags, &["tags", "tag", "标签"]),
    (Field::Keywords, &["keywords", "关键词"]),
    (Field::Summary, &["summary", "description", "excerpt", "brief", "摘要", "简介", "subtitle"]),
    (
        Field::Cover,
        &[
            "cover",
            "cover.image",
            "cover.src",
            "cover.url",
            "封面",
            "featuredimage",
            "coverimage",
            "heroimage",
            "image",
            "image.path",
            "image.src",
            "image.url",
            "images",
            "banner",
            "thumbnail",
            "thumb",
            "ogimage",
            "header.image",
            "header.ogimage",
            "header.teaser",
        ],
    ),
    (
        Field::Original,
        &[
            "original",
            "originallink",
            "originalurl",
            "原文",
            "原文链接",
            "原文地址",
            "canonical",
            "canonicalurl",
            "via",
            "source",
            "sourceurl",
            "customediturl",
            "link",
            "url",
        ],
    ),
    (Field::Language, &["lang", "language", "语言", "locale"]),
    (Field::Stats, &["stats", "数据"]),
    (
        Field::Count(Stat::Views),
        &["views", "view", "浏览", "浏览量", "阅读", "阅读量", "reads", "pageviews", "观看", "hits"],
    ),
    (Field::Count(Stat::Comments), &["comments", "comment", "评论", "评论数", "commentcount"]),
    (
        Field::Count(Stat::Collects),
        &["collects", "collect", "收藏", "收藏数", "favorites", "favourites", "bookmarks", "stars", "saves"],
    ),
    (Field::Count(Stat::Likes), &["likes", "like", "点赞", "点赞数", "赞", "upvotes", "claps"]),
];

/// Tables in which Hugo and Zola make people put their own keys.
const TABLES: [&str; 4] = ["extra.", "params.", "taxonomies.", "stats."];

/// The field that a key names, and how well: 0 is best.
pub(super) fn field(key: &str) -> Option<(Field, usize)> {
    let mut plain: String = key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
    plain.make_ascii_lowercase();
    named(&plain).or_else(|| {
        let inner = TABLES.iter().find_map(|table| plain.strip_prefix(table))?;
        let (field, rank) = named(inner)?;
        Some((field, rank + 100))
    })
}

/// The count that a word of a stats line names: `views`, `次浏览`, or the icon before it.
pub(super) fn stat(word: &str) -> Option<Stat> {
    const ICONS: [(&str, Stat); 6] = [
        ("👁", Stat::Views),
        ("💬", Stat::Comments),
        ("⭐", Stat::Collects),
        ("🔖", Stat::Collects),
        ("👍", Stat::Likes),
        ("❤", Stat::Likes),
    ];
    let mut counts = FIELDS.iter().filter_map(|(field, names)| match field {
        Field::Count(stat) => Some((*stat, *names)),
        _ => None,
    });
    let is_name = |name: &&str| match name.is_ascii() {
        true => word.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part.eq_ignore_ascii_case(name)),
        false => word.contains(*name),
    };
    let named = counts.find(|(_, names)| names.iter().any(is_name)).map(|(stat, _)| stat);
    named.or_else(|| ICONS.iter().find(|(icon, _)| word.contains(icon)).map(|(_, stat)| *stat))
}

fn named(key: &str) -> Option<(Field, usize)> {
    FIELDS.iter().find_map(|(field, names)| names.iter().position(|name| *name == key).map(|rank| (*field, rank)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, expected: Option<Field>) {
        assert_eq!(field(key).map(|(field, _)| field), expected, "{key}");
    }

    #[test]
    fn spelling_does_not_matter() {
        check("Publish Date", Some(Field::Published));
        check("publishDate", Some(Field::Published));
        check("pub_date", Some(Field::Published));
        check("custom_edit_url", Some(Field::Original));
        check("Original Link", Some(Field::Original));
        check("header.image", Some(Field::Cover));
        check("taxonomies.tags", Some(Field::Tags));
        check("发布时间", Some(Field::Published));
        check("extra.author", Some(Field::Author));
        check("last_update.date", Some(Field::Updated));
    }

    #[test]
    fn what_nobody_knows_has_no_field() {
        for key in ["id", "layout", "permalink", "draft", "slug", "weight", "toc", "extra.team", "categries", ""] {
            check(key, None);
        }
    }

    #[test]
    fn a_better_name_has_a_lower_rank() {
        let rank = |key| field(key).map(|(_, rank)| rank);
        assert!(rank("original") < rank("link"));
        assert!(rank("date") < rank("created"));
        assert!(rank("title") < rank("extra.title"));
    }

    #[test]
    fn counts_are_named_by_word_or_icon() {
        assert_eq!(stat("👁️ views"), Some(Stat::Views));
        assert_eq!(stat("次浏览"), Some(Stat::Views));
        assert_eq!(stat("⭐ "), Some(Stat::Collects));
        assert_eq!(stat("❤️"), Some(Stat::Likes));
        assert_eq!(stat("minutes"), None);
    }
}
