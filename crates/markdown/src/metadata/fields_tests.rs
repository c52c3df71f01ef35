//! Keys and values as the fields of a card.

use article::{ArchivePath, Date, SafeUrl, Source, Stat, Tag};

use super::fields::{Fields, read};
use super::yaml;

fn fields(yaml_text: &str) -> Fields {
    read(yaml::read(yaml_text, 1), &ArchivePath::new("posts/a.md").unwrap())
}

fn tags(yaml_text: &str, expected: &[&str]) {
    let fields = fields(yaml_text);
    assert_eq!(fields.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), expected, "{yaml_text}");
}

fn extra(yaml_text: &str, expected: &[(&str, &str)]) {
    let fields = fields(yaml_text);
    let shown: Vec<_> = fields.extra.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(shown, expected, "{yaml_text}");
}

fn writer(yaml_text: &str, name: &str, url: Option<&str>) {
    let author = fields(yaml_text).author.unwrap();
    assert_eq!((author.name.as_str(), author.url.as_ref().map(SafeUrl::as_str)), (name, url), "{yaml_text}");
}

#[test]
fn tags_split_on_ascii_commas_only() {
    tags("tags: a, b ,c,,", &["a", "b", "c"]);
    tags("tags: [\"产品入门，产品经理\", 小红书]", &["产品入门，产品经理", "小红书"]);
    tags("tags: CPU", &["CPU"]);
    tags("tags: [null]", &[]);
    tags("tags:\n- ", &[]);
    tags("tags: None", &[]);
    tags("tags: [youji, 1560942895181, youji]", &["youji", "1560942895181"]);
    tags("tags:\n- name: a\n- title: b", &["a", "b"]);
    tags("tag: a\ntags: [b]", &["a", "b"]);
    tags("keywords: x\ntags: b", &["b"]);
    tags("keywords: x, y", &["x", "y"]);
}

#[test]
fn authors_may_be_text_lists_or_maps() {
    writer("author: A", "A", None);
    writer("authors: [A, B]", "A, B", None);
    writer("authors:\n- name: A\n  url: https://a.example", "A", Some("https://a.example"));
    writer("author:\n  name: A\n  link: https://a.example", "A", Some("https://a.example"));
    writer("author: A\nauthorLink: https://a.example", "A", Some("https://a.example"));
    writer("author: '[A](https://a.example)'", "A", Some("https://a.example"));
    assert_eq!(fields("author: Unknown").author, None);
    assert_eq!(fields("author: '[N/A](#)'").author, None);
    writer("author: A\nauthor_url: javascript:alert(1)", "A", None);
}

#[test]
fn the_most_telling_key_wins_and_the_other_is_shown() {
    let found = fields("created: 2020-01-01\ndate: 2021-02-03\nlink: https://b.example\noriginal: https://a.example");
    assert_eq!(found.published, Date::new(2021, 2, 3));
    assert_eq!(found.original.as_ref().map(SafeUrl::as_str), Some("https://a.example"));
    let extra: Vec<_> = found.extra.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(extra, ["created", "link"]);
}

#[test]
fn switches_and_unknown_keys_are_shown() {
    extra(
        "comments: true\nlayout: post\npublished: false\ncover: false",
        &[("comments", "true"), ("layout", "post"), ("published", "false"), ("cover", "false")],
    );
    extra("a:\n  b: [1, 2]\n  c: x\nd:", &[("a.b", "1, 2"), ("a.c", "x")]);
    extra("url: /posts/x/\nlanguage: 中文", &[("url", "/posts/x/"), ("language", "中文")]);
    extra("categories: [[Linux, Hexo], [Tools]]", &[("categories", "Linux, Hexo, Tools")]);
    extra("title: Untitled\ncategory: uncategorized\npublished: Unknown date", &[]);
}

#[test]
fn counts_may_have_any_unit() {
    let stats = fields("views: 3,577\nreads: 1\ncomments: 2\nfavorites: 1.2K\n点赞: 3.5万").stats;
    assert_eq!(Stat::ALL.map(|stat| stats.get(stat)), [Some(3577), Some(2), Some(1200), Some(35_000)]);
}

#[test]
fn a_date_that_does_not_exist_is_reported_and_shown() {
    let found = fields("title: x\ndate: 2018-02-31 23:50:48");
    assert_eq!(found.problems[0].line, 2);
    assert!(found.problems[0].message.contains("does not exist"), "{:?}", found.problems);
    extra("date: yesterday", &[("date", "yesterday")]);
}

#[test]
fn a_cover_is_a_picture_of_the_web_or_the_archive() {
    let cover = |text| match fields(text).cover {
        Some(Source::Url(url)) => url.as_str().to_owned(),
        Some(Source::File(path)) => path.as_str().to_owned(),
        None => "-".to_owned(),
    };
    assert_eq!(cover("cover: https://a.example/x.jpg!/both/72x72"), "https://a.example/x.jpg!/both/72x72");
    assert_eq!(cover("image: img/a%20b.png?v=1"), "posts/img/a b.png");
    assert_eq!(cover("cover:\n  image: /x.webp\n  alt: y"), "x.webp");
    assert_eq!(cover("images: [a.png, b.png]"), "posts/a.png");
    assert_eq!(cover("cover: '![alt](a.png)'"), "posts/a.png");
    assert_eq!(cover("image: docker/alpine"), "-");
    assert_eq!(cover("cover: ../../../etc/x.png"), "-");
    assert_eq!(cover("cover: javascript:x.png"), "-");
}
