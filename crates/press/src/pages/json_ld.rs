//! Pages for machines, in the words of schema.org.

use article::{Card, Stat};
use serde_json::{Map, Value, json};

use super::Context;
use super::address::{SitePath, page_path};

/// An article, <https://schema.org/Article>.
pub(super) fn article(context: &Context<'_>, card: &Card) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        out.extend(value.map(|value| (key.to_owned(), value)));
    };
    let public = context.public();
    let author = card.author.as_ref().map(|author| {
        let url = author.url.as_ref().filter(|url| url.is_web()).map(|url| ("url".to_owned(), json!(url)));
        let person = [("@type".to_owned(), json!("Person")), ("name".to_owned(), json!(author.name))];
        Value::Object(person.into_iter().chain(url).collect())
    });
    let tags: Vec<&str> = card.tags.iter().map(article::Tag::as_str).collect();
    let counters: Vec<Value> = card.stats.iter().map(|(stat, count)| counter(stat, count)).collect();
    put("@type", Some(json!("Article")));
    put("headline", Some(json!(card.title)));
    put("description", (!card.summary.is_empty()).then(|| json!(card.summary)));
    put("datePublished", card.published.map(|date| json!(date)));
    put("dateModified", card.updated.or(card.published).map(|date| json!(date)));
    put("author", author);
    put("image", public.as_ref().and_then(|public| public.picture(card.cover.as_ref()?)).map(|image| json!([image])));
    put("keywords", (!tags.is_empty()).then(|| json!(tags)));
    put("articleSection", card.category.as_ref().map(|category| json!(category)));
    put("inLanguage", card.language.as_ref().map(|language| json!(language)));
    put("interactionStatistic", (!counters.is_empty()).then(|| json!(counters)));
    put("commentCount", card.stats.get(Stat::Comments).map(|count| json!(count)));
    put("timeRequired", Some(json!(format!("PT{}M", card.reading_minutes))));
    put("isBasedOn", card.original.as_ref().filter(|url| url.is_web()).map(|url| json!(url)));
    put("mainEntityOfPage", public.map(|public| json!(public.page(&page_path(&card.slug)))));
    put("isPartOf", Some(site(context)));
    Value::Object(out)
}

/// The site, <https://schema.org/WebSite>.
pub(super) fn site(context: &Context<'_>) -> Value {
    let mut out = Map::new();
    out.insert("@type".into(), json!("WebSite"));
    out.insert("name".into(), json!(context.title()));
    out.extend(context.public().map(|public| ("url".into(), json!(public.home()))));
    out.extend(context.settings.description.as_ref().map(|text| ("description".into(), json!(text))));
    out.extend(context.settings.language.as_ref().map(|language| ("inLanguage".into(), json!(language))));
    Value::Object(out)
}

/// A page that lists articles, <https://schema.org/CollectionPage>.
pub(super) fn collection<'a>(
    context: &Context<'_>,
    name: &str,
    path: &SitePath,
    cards: impl Iterator<Item = &'a Card>,
) -> Value {
    let public = context.public();
    let items: Vec<Value> = cards
        .enumerate()
        .filter_map(|(at, card)| {
            let address = public.as_ref()?.page(&page_path(&card.slug));
            Some(json!({ "@type": "ListItem", "position": at + 1, "url": address, "name": card.title }))
        })
        .collect();
    let mut out = Map::new();
    out.insert("@type".into(), json!("CollectionPage"));
    out.insert("name".into(), json!(name));
    out.extend(public.map(|public| ("url".into(), json!(public.page(path)))));
    out.insert("isPartOf".into(), site(context));
    if !items.is_empty() {
        out.insert("mainEntity".into(), json!({ "@type": "ItemList", "itemListElement": items }));
    }
    Value::Object(out)
}

fn counter(stat: Stat, count: u64) -> Value {
    let action = match stat {
        Stat::Views => "ViewAction",
        Stat::Comments => "CommentAction",
        Stat::Collects => "BookmarkAction",
        Stat::Likes => "LikeAction",
    };
    json!({ "@type": "InteractionCounter", "interactionType": { "@type": action }, "userInteractionCount": count })
}
