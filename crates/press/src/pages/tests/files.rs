//! Feed, sitemap, and what else is no page.

use scraper::Html;

use super::*;

#[test]
fn the_feed_is_valid_atom_with_the_newest_articles_whole() {
    let fixture = Fixture::published();
    let article = hostile();
    let mut cards = cards(60);
    cards.push(article.card.clone());
    cards.push(Card::new(Slug::new("undated").unwrap(), "Undated"));
    let xml = feed(&fixture.context(&cards), std::slice::from_ref(&article)).unwrap();
    roxmltree::Document::parse(&xml).unwrap();
    let feed: atom_syndication::Feed = xml.parse().unwrap();
    assert_eq!((feed.entries.len(), feed.id.as_str()), (50, "https://x.example/r/"));
    assert_eq!(feed.authors[0].name, "阅览室 <b>");
    let entry = feed.entries.iter().find(|entry| entry.id.contains("50%25")).unwrap();
    assert_eq!(entry.title.value, article.card.title.replace('\u{fffe}', ""));
    assert_eq!(entry.updated.to_rfc3339(), "2025-02-01T00:00:00+00:00");
    let content = entry.content.as_ref().unwrap();
    assert_eq!(content.content_type.as_deref(), Some("html"));
    let html = Html::parse_fragment(content.value.as_deref().unwrap());
    let addresses: Vec<String> = [all(&html, "a", "href"), all(&html, "img", "src")].concat();
    assert!(addresses.len() == 3 && addresses.iter().all(|a| a.starts_with("https://x.example/r/")), "{addresses:?}");
}

#[test]
fn without_an_address_there_is_no_feed_and_no_sitemap() {
    let fixture = Fixture::bare();
    let cards = cards(3);
    let context = fixture.context(&cards);
    assert!(feed(&context, &[]).is_none() && sitemap(&context).is_empty());
    assert_eq!(robots(&context), "User-agent: *\nAllow: /\n");
    let published = Fixture::published();
    let undated = [Card::new(Slug::new("a").unwrap(), "A")];
    assert!(feed(&published.context(&undated), &[]).is_none());
}

#[test]
fn the_sitemap_names_every_page_and_when_it_changed() {
    let fixture = Fixture::published();
    let mut cards = cards(3);
    cards.push(Card::new(Slug::new("a&b'").unwrap(), "A"));
    let context = fixture.context(&cards);
    let files = sitemap(&context);
    assert_eq!((files.len(), files[0].0.as_str()), (1, "sitemap.xml"));
    let document = roxmltree::Document::parse(&files[0].1).unwrap();
    let found = |name: &str| -> Vec<&str> {
        document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", name)))
            .filter_map(|node| node.text())
            .collect()
    };
    assert_eq!(found("loc").len(), 1 + 4 + 3);
    assert!(found("loc").contains(&"https://x.example/r/a/a&b'/"));
    assert_eq!(found("lastmod").len(), 1 + 3 + 3);
    assert!(robots(&context).ends_with("\nSitemap: https://x.example/r/sitemap.xml\n"));
}

#[test]
fn language_models_get_a_list_of_the_texts() {
    let fixture = Fixture::published();
    let cards = cards(501);
    let said = llms(&fixture.context(&cards));
    assert!(
        said.starts_with("# 阅览室 \\<b\\>\n\n> A \"quiet\" room\n\nThese are the newest 500 of 501 articles"),
        "{said}"
    );
    assert_eq!(said.matches("index.html.md").count(), 500);
    assert!(said.contains("- [第500篇](https://x.example/r/a/it/%E6%96%87%20500/index.html.md): 摘要\n"));
    let bare = Fixture::bare();
    assert!(llms(&bare.context(&cards)).contains("](a/it/"));
}

#[test]
fn the_manifest_is_relative_to_itself() {
    let manifest: serde_json::Value = serde_json::from_str(&web_manifest(&Fixture::published().context(&[]))).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["name"]), (&".".into(), &"阅览室 <b>".into()));
    assert_eq!(manifest["icons"][0]["src"], "favicon.svg");
}

#[test]
fn the_plain_list_leads_to_the_pages() {
    let cards = cards(2);
    let list = plain_list(&Fixture::bare().context(&cards));
    assert!(list.contains("<a href=\"../../a/it/%E6%96%87%201/index.html\">第1篇</a>"), "{list}");
}
