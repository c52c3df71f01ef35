//! Clutter of scraped pages: what repeats the card, sells something or asks to be shared.
//!
//! Such pieces go into a disclosure at the end of the article; nothing is lost. The rules know
//! pages of woshipm.com as scrapers leave them (SYNTAX.md B3: seen in 3,320 to 6,000 of 6,000
//! articles). A piece that does not match its rule exactly stays where it is: never guess.
//!
//! | rule | what it matches | files |
//! |---|---|---|
//! | title | a heading with the title's own text, before any other text | 5,997 |
//! | summary | a quote with the summary's own text | 5,950 |
//! | byline | `关注 2025-01-14 2 评论 3577 浏览 12 收藏 10 分钟`, in one paragraph or in several, and the avatar, author link and advertisement around it | 6,000 |
//! | ad card | a paragraph that is one link ending in `查看详情 >` | 3,320 |
//! | footer | from `赞赏 收藏已收藏12 点赞已赞7` to the end | 6,000 |

use article::{Card, Element, Link, Name, Node};

/// Pieces at the beginning of an article in which the byline is looked for.
const HEAD: usize = 14;

/// Takes the clutter out of a body and returns it, in the order of the page.
pub(crate) fn fold(body: &mut Vec<Node>, card: &Card) -> Vec<Node> {
    let mut folded = vec![false; body.len()];
    let elements: Vec<(usize, &Element)> =
        body.iter().enumerate().filter_map(|(at, node)| Some((at, node.element()?))).collect();

    if let Some((at, _)) = elements.first().filter(|(_, first)| repeats_title(first, card)) {
        folded[*at] = true;
    }
    for at in byline(&elements) {
        folded[at] = true;
    }
    for (at, element) in elements.iter().take(HEAD) {
        folded[*at] |= element.name == Name::Blockquote && repeats_summary(element, card);
    }
    for (at, element) in &elements {
        folded[*at] |= is_ad_card(element);
    }
    if let Some((from, _)) = elements.iter().find(|(_, element)| is_footer(element)) {
        folded[*from..].fill(true);
    }

    let mut clutter = Vec::new();
    for (node, fold) in std::mem::take(body).into_iter().zip(folded) {
        match fold {
            true => clutter.push(node),
            false => body.push(node),
        }
    }
    clutter
}

/// Letters and digits only: titles and summaries differ in spaces and escapes.
fn essence(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn repeats_title(element: &Element, card: &Card) -> bool {
    element.name.heading_level().is_some() && essence(&element.text()) == essence(&card.title)
}

fn repeats_summary(element: &Element, card: &Card) -> bool {
    !card.summary.is_empty() && essence(&element.text()) == essence(&card.summary)
}

/// The pieces of a byline: those from the first piece to the one with the counts, as long as each
/// is one a byline is made of, and an advertisement right after it.
fn byline(elements: &[(usize, &Element)]) -> Vec<usize> {
    let counts = elements.iter().take(HEAD).position(|(_, element)| element.name == Name::P && has_counts(element));
    let Some(counts) = counts else { return Vec::new() };
    let heading = usize::from(elements.first().is_some_and(|(_, first)| first.name.heading_level().is_some()));
    let before = &elements[heading.min(counts)..counts];
    if !before.iter().all(|(_, element)| is_byline_part(element)) {
        return Vec::new();
    }
    let after = elements.get(counts + 1).filter(|(_, element)| is_ad_line(element));
    before.iter().chain([&elements[counts]]).chain(after).map(|(at, _)| *at).collect()
}

/// `2 评论 3577 浏览 12 收藏 10 分钟`, and nothing but a date, a name and an advertisement around it.
fn has_counts(element: &Element) -> bool {
    let text = element.text();
    let mut rest = text.as_str();
    ["评论", "浏览", "收藏", "分钟"].iter().all(|word| match rest.split_once(word) {
        Some((before, after)) => {
            rest = after;
            before.trim_end().ends_with(|c: char| c.is_ascii_digit())
        }
        None => false,
    })
}

/// A linked avatar, a linked name with a badge and `关注`, or a date on its own.
fn is_byline_part(element: &Element) -> bool {
    let text = element.text();
    let text = text.trim();
    let only_pictures = text.is_empty() && contains(element, |inner| inner.name == Name::Img);
    let follows = text.ends_with("关注");
    let date = text.len() == 10 && text.parse::<article::Date>().is_ok();
    element.name == Name::P && (only_pictures || follows || date)
}

/// `🔗 …`: the advertisement in the byline, one link and nothing else.
fn is_ad_line(element: &Element) -> bool {
    element.name == Name::P && element.text().trim_start().starts_with('🔗') && is_one_link(element)
}

fn is_ad_card(element: &Element) -> bool {
    let text = element.text();
    let text = text.trim_end();
    element.name == Name::P && (text.ends_with("查看详情 >") || text.ends_with("查看详情>")) && is_one_link(element)
}

fn is_one_link(element: &Element) -> bool {
    let mut parts = element.children.iter().filter(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    let link = parts.next().and_then(Node::element);
    parts.next().is_none() && link.is_some_and(|link| matches!(link.href(), Some(Link::Url(_))))
}

fn is_footer(element: &Element) -> bool {
    let text: String = element.text().chars().filter(|c| !c.is_whitespace()).take(40).collect();
    element.name == Name::P
        && (text.starts_with("赞赏收藏已收藏") || text.starts_with("收藏已收藏"))
        && text.contains("点赞已赞")
}

fn contains(element: &Element, found: fn(&Element) -> bool) -> bool {
    found(element) || element.children.iter().filter_map(Node::element).any(|child| contains(child, found))
}
