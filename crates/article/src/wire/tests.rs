use super::*;
use crate::{
    ArchivePath, Attr, Author, Card, Class, Element, Language, Link, Name, Node, SafeUrl, Slug, Source, Stat, Tag, Tone,
};

fn sample() -> Article {
    let url = |text| SafeUrl::parse(text).unwrap();
    let mut card = Card::new(Slug::new("it/6170668").unwrap(), "标题");
    card.summary = "A summary".into();
    card.category = Some("It".into());
    card.author = Author::new("作者", Some(url("https://example.com/u/1")));
    card.published = "2025-01-14".parse().ok();
    card.stats.set(Stat::Views, 3577);
    card.stats.set(Stat::Likes, 0);
    card.tags = vec![Tag::new("小红书").unwrap(), Tag::new("DOU+").unwrap()];
    card.original = Some(url("https://example.com/1.html"));
    card.cover = Some(Source::File(ArchivePath::new("covers/a b.svg").unwrap()));
    card.language = Language::new("zh");
    card.extra = vec![("layout".into(), "post".into())];
    let link = Element::new(Name::A)
        .with(Attr::Href(Link::Article { slug: Slug::new("b").unwrap(), heading: Some("x".into()) }))
        .containing(vec![Node::Text("b".into())]);
    let picture = Element::new(Name::Img)
        .with(Attr::Src(Source::Url(SafeUrl::parse_image("data:image/png;base64,AAAA").unwrap())))
        .with(Attr::Alt("图".into()))
        .with(Attr::Width(200));
    let hint = Element::new(Name::Aside).with(Attr::Class(Class::Hint(Tone::Warning)));
    let body = vec![Node::Element(Element::new(Name::P).containing(vec![
        Node::Element(link),
        Node::Element(picture),
        Node::Element(hint),
    ]))];
    Article { card, body, clutter: vec![Node::Text("赞赏".into())], limits: vec![Limit::Nodes] }
}

#[test]
fn what_is_written_is_read_back() {
    for message in [Ok(sample()), Err(Refusal::Empty), Err(Refusal::TooLarge)] {
        assert_eq!(decode(&encode(&message)), Ok(message));
    }
}

#[test]
fn every_damaged_message_is_an_error_and_none_a_panic() {
    let whole = encode(&Ok(sample()));
    for end in 0..whole.len() {
        assert_eq!(decode(&whole[..end]), Err(Damaged), "cut at {end}");
    }
    for at in 0..whole.len() {
        for flip in [1, 0x40, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            let _ = decode(&bytes);
        }
    }
}
