#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::collections::HashSet;

use article::{
    ArchivePath, Article, Attr, Author, Card, Element, Language, Link, Name, Node, SafeUrl, Slug, Source, Stat, Tag,
};
use scraper::{Html, Selector};

use super::*;
use crate::shell::tests::BUILT;

mod files;

/// A text that tries everything: markup, quotes, an end of script, controls, right to left.
const HOSTILE: &str = "</script><script>alert(1)</script>\" onload='x' & ]]> \u{1}\u{2028}\u{fffe} עברית <!--";

/// What the pages of a test have in common.
pub(super) struct Fixture {
    settings: Settings,
    shell: Shell,
}

impl Fixture {
    /// A site that knows nothing of itself.
    pub(super) fn bare() -> Self {
        Self { settings: Settings::default(), shell: Shell::read(BUILT).unwrap() }
    }

    /// A site that knows its address.
    pub(super) fn published() -> Self {
        let settings = Settings {
            title: Some("阅览室 <b>".into()),
            description: Some("A \"quiet\" room".into()),
            base_url: SafeUrl::parse("https://x.example/r/").ok(),
            language: Language::new("zh-Hans"),
            ..Settings::default()
        };
        Self { settings, ..Self::bare() }
    }

    pub(super) fn context<'a>(&'a self, cards: &'a [Card]) -> Context<'a> {
        Context::new(&self.settings, &self.shell, cards)
    }
}

pub(super) fn cards(count: u32) -> Vec<Card> {
    let card = |n: u32| {
        let mut card = Card::new(Slug::new(&format!("it/文 {n}")).unwrap(), &format!("第{n}篇"));
        card.published = article::Date::from_days(20_000 + n as i32);
        card.tags =
            ["小红书", if n.is_multiple_of(2) { "A/B" } else { "odd" }].iter().filter_map(|t| Tag::new(t)).collect();
        card.author = Author::new("作者", None);
        card.summary = "摘要".into();
        card
    };
    (0..count).map(card).collect()
}

fn hostile() -> Article {
    let mut card = Card::new(Slug::new("it/50% #1? \"<图>").unwrap(), HOSTILE);
    card.summary = HOSTILE.into();
    card.category = Some(HOSTILE.into());
    card.author = Author::new(HOSTILE, SafeUrl::parse("https://x.example/?a=\"<&>").ok());
    card.published = "2025-01-14".parse().ok();
    card.updated = "2025-02-01".parse().ok();
    card.stats.set(Stat::Views, 3577);
    card.tags = ["</script>", "a\"b", "CON"].iter().filter_map(|tag| Tag::new(tag)).collect();
    card.original = SafeUrl::parse("https://y.example/").ok();
    card.cover = Some(Source::File(ArchivePath::new("covers/图 \".png").unwrap()));
    card.language = Language::new("zh");
    card.extra = vec![(HOSTILE.into(), HOSTILE.into())];
    let text = |text: &str| Node::Text(text.into());
    let link = |link| Node::Element(Element::new(Name::A).with(Attr::Href(link)).containing(vec![text("x")]));
    let body = vec![
        Node::Element(Element::new(Name::H2).with(Attr::Id("h-a".into())).containing(vec![text("A")])),
        Node::Element(Element::new(Name::P).containing(vec![
            text(HOSTILE),
            link(Link::Article { slug: Slug::new("it/文 0").unwrap(), heading: Some("h-b".into()) }),
            link(Link::File(ArchivePath::new("img/a b.pdf").unwrap())),
        ])),
        Node::Element(Element::new(Name::H3).with(Attr::Id("h-b".into())).containing(vec![text("B")])),
        Node::Element(Element::new(Name::Pre).containing(vec![text("\n\n</pre>")])),
        Node::Element(Element::new(Name::Img).with(Attr::Src(Source::File(ArchivePath::new("i.png").unwrap())))),
    ];
    Article { card, clutter: vec![body[1].clone()], body, limits: vec![article::Limit::Nodes] }
}

/// Parses a page as browsers do, and lets nothing pass that the parser had to repair.
fn parsed(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}\n{page}", html.errors);
    let mut ids = HashSet::new();
    for element in html.select(&Selector::parse("[id]").unwrap()) {
        assert!(ids.insert(element.value().attr("id").unwrap()), "an id occurs twice");
    }
    for script in html.select(&Selector::parse("script").unwrap()) {
        let inline: String = script.text().collect();
        assert!(script.attr("src").is_some() || script.attr("type") == Some("application/ld+json"), "{inline}");
    }
    for element in html.select(&Selector::parse("*").unwrap()) {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on") && name != "style", "{name}={value}");
        }
    }
    html
}

fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
    html.select(&Selector::parse(selector).unwrap()).next()?.attr(name).map(str::to_owned)
}

fn text(html: &Html, selector: &str) -> Option<String> {
    Some(html.select(&Selector::parse(selector).unwrap()).next()?.text().collect())
}

fn all(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

fn json_ld(html: &Html) -> serde_json::Value {
    serde_json::from_str(&text(html, "script[type='application/ld+json']").unwrap()).unwrap()
}

#[test]
fn a_hostile_article_is_a_well_formed_page_that_says_what_it_is() {
    let fixture = Fixture::published();
    let article = hostile();
    let mut cards = cards(3);
    cards.push(article.card.clone());
    let html = parsed(&super::article(&fixture.context(&cards), &article));
    assert_eq!(text(&html, "h1#ns-title").unwrap(), article.card.title.replace(['\u{fffe}'], ""));
    assert_eq!(text(&html, "title").unwrap(), format!("{} — 阅览室 <b>", article.card.title.replace('\u{fffe}', "")));
    assert_eq!(
        attribute(&html, "link[rel=canonical]", "href").unwrap(),
        "https://x.example/r/a/it/50%25%20%231%3F%20%22%3C%E5%9B%BE%3E/"
    );
    assert_eq!(
        attribute(&html, "meta[property='og:image']", "content").unwrap(),
        "https://x.example/r/articles/covers/%E5%9B%BE%20%22.png"
    );
    assert_eq!(attribute(&html, "meta[property='article:published_time']", "content").unwrap(), "2025-01-14");
    let json = json_ld(&html);
    assert_eq!((&json["@context"], &json["@type"]), (&"https://schema.org".into(), &"Article".into()));
    assert_eq!(json["headline"], article.card.title);
    assert_eq!(json["interactionStatistic"][0]["userInteractionCount"], 3577);
    assert_eq!(json["dateModified"], "2025-02-01");
}

#[test]
fn the_page_of_an_article_is_laid_out_as_the_app_does_it() {
    let fixture = Fixture::bare();
    let article = hostile();
    let mut cards = cards(3);
    cards.push(article.card.clone());
    let html = parsed(&super::article(&fixture.context(&cards), &article));
    let there =
        |selector: &str| assert!(html.select(&Selector::parse(selector).unwrap()).next().is_some(), "{selector}");
    there(
        "body > #newsstand[data-src='../../../articles/'][data-root='../../../'][data-title] > a.skip + header.bar + main#ns-main > .reader > a#ns-back.crumb + article + nav.toc",
    );
    there("article > h1#ns-title + .mcard + p.notice.small");
    there("article > #ns-body.body[lang=zh] + details#ns-clutter.clutter + nav.pn");
    there(".mcard > .by + dl.cells + .tags + details.more");
    there("#ns-body > pre[role=group][tabindex='0']");
    there("nav.toc > h2 + ul > li.deeper > a[href='#h-b']");
    there("time[datetime='2025-01-14']");
    assert_eq!(text(&html, "#ns-body pre").unwrap(), "\n\n</pre>");
    assert_eq!(
        all(&html, "#ns-body p a", "href"),
        ["../../../a/it/%E6%96%87%200/index.html#h-b", "../../../articles/img/a%20b.pdf"]
    );
    assert_eq!(attribute(&html, "#ns-body img", "src").unwrap(), "../../../articles/i.png");
    assert!(
        all(&html, ".mcard .tags a", "href")
            .iter()
            .all(|href| href.starts_with("../../../t/") && href.ends_with("/index.html"))
    );
}

#[test]
fn every_address_of_a_page_is_relative_and_the_app_is_found() {
    let fixture = Fixture::bare();
    let article = hostile();
    let html = parsed(&super::article(&fixture.context(&[]), &article));
    assert_eq!(
        attribute(&html, "meta[name=newsstand-renderer]", "content").unwrap(),
        "../../../renderer-82bb_loader.js"
    );
    assert_eq!(attribute(&html, "script[data-wasm]", "data-wasm").unwrap(), "../../../newsstand-app-94a0_bg.wasm");
    assert_eq!(attribute(&html, "link[rel=stylesheet]", "href").unwrap(), "../../../newsstand-5745.css");
    assert_eq!(attribute(&html, "link[type='text/markdown']", "href").unwrap(), "index.html.md");
    for selector in [
        "link[rel=canonical]",
        "meta[property='og:url']",
        "meta[property='og:image']",
        "link[type='application/atom+xml']",
    ] {
        assert!(html.select(&Selector::parse(selector).unwrap()).next().is_none(), "{selector}");
    }
    for name in ["href", "src"] {
        for address in all(&html, "head *", name) {
            assert!(address.starts_with("../../../") || address == "index.html.md", "{address}");
        }
    }
}

#[test]
fn previous_and_next_are_by_date() {
    let fixture = Fixture::bare();
    let cards = cards(3);
    let context = fixture.context(&cards);
    let check = |at: usize, previous: Option<&str>, next: Option<&str>| {
        let article = Article { card: cards[at].clone(), body: vec![], clutter: vec![], limits: vec![] };
        let html = parsed(&super::article(&context, &article));
        assert_eq!(text(&html, ".pn .previous span").as_deref(), previous);
        assert_eq!(text(&html, ".pn .next span").as_deref(), next);
    };
    check(2, None, Some("第1篇"));
    check(1, Some("第2篇"), Some("第0篇"));
    check(0, Some("第1篇"), None);
}

#[test]
fn the_rack_has_its_first_cards_and_ways_on_without_script() {
    let fixture = Fixture::published();
    let cards = cards(30);
    let context = fixture.context(&cards);
    let html = parsed(&rack(&context));
    let items = all(&html, "ol#ns-cards > li > article.card", "class");
    assert_eq!(items.len(), 24);
    assert_eq!(attribute(&html, "#newsstand", "data-root").unwrap(), "./");
    assert_eq!(attribute(&html, "#ns-card-0", "href").unwrap(), "a/it/%E6%96%87%2029/index.html");
    assert_eq!(attribute(&html, "#ns-cards > li", "aria-setsize").unwrap(), "30");
    assert_eq!(attribute(&html, "nav.filters a.row", "href").unwrap(), "t/%E5%B0%8F%E7%BA%A2%E4%B9%A6/index.html");
    assert_eq!(text(&html, "nav.filters a.row").unwrap(), "小红书 30 articles");
    assert_eq!(attribute(&html, ".list > p a", "href").unwrap(), "articles/catalog/list.html");
    assert_eq!(attribute(&html, "link[rel=canonical]", "href").unwrap(), "https://x.example/r/");
    assert_eq!(json_ld(&html)["mainEntity"]["itemListElement"].as_array().unwrap().len(), 24);
    parsed(&rack(&fixture.context(&[])));
}

#[test]
fn a_tag_has_a_page_of_all_its_articles_that_needs_no_script() {
    let fixture = Fixture::bare();
    let cards = cards(100);
    let context = fixture.context(&cards);
    let page = context.tag_page(&Tag::new("ａ/b").unwrap()).unwrap();
    let html = parsed(&tag(&context, page));
    assert_eq!(text(&html, "h1").unwrap(), "A/B");
    assert_eq!(text(&html, "title").unwrap(), "A/B — Reading Room");
    assert_eq!(all(&html, "#ns-cards a.title", "href").len(), 50);
    assert_eq!(attribute(&html, "a.way", "href").unwrap(), "../../index.html?tag=A/B");
    assert!(all(&html, "script[src]", "src").iter().all(|src| src == "../../theme.js"));
    assert!(all(&html, "link[rel=modulepreload]", "href").is_empty());
}

#[test]
fn the_page_for_a_missing_path_names_no_wrong_address() {
    let html = |fixture: &Fixture| Html::parse_document(&missing(&fixture.context(&[])));
    let known = html(&Fixture::published());
    assert!(known.errors.is_empty());
    assert_eq!(all(&known, "a", "href"), ["https://x.example/r/"; 2]);
    assert!(text(&known, "script").is_none());
    let unknown = html(&Fixture::bare());
    assert!(unknown.errors.is_empty());
    assert!(all(&unknown, "a", "href").is_empty());
    let policy = attribute(&unknown, "meta[http-equiv]", "content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("script-src 'sha256-"));
    assert!(all(&unknown, "section", "lang") == ["en", "zh-Hans"]);
}
