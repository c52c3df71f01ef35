//! A list of the articles that needs no script: the way out where the app cannot start.

use article::html::escape;
use article::{Card, SafeUrl, Slug};

/// The page `catalog/list.html`: every article's title, author and date, leading to its file; newest
/// first.
pub(crate) fn page(cards: &[Card]) -> String {
    let mut newest: Vec<&Card> = cards.iter().collect();
    newest.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.slug.cmp(&b.slug)));
    with_links(newest.into_iter(), |slug| {
        // An archive path is no address yet: as one it is checked like any other.
        let address = format!("../{}", slug.path().to_url_path());
        SafeUrl::parse(&address).map_or_else(|_| "#".to_owned(), |url| url.to_string())
    })
}

/// The same page, leading wherever `href` says.
pub(crate) fn with_links<'a>(cards: impl Iterator<Item = &'a Card>, href: impl Fn(&Slug) -> String) -> String {
    let items: String = cards.map(|card| item(card, &href(&card.slug))).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>All articles</title>\n\
         <h1>All articles</h1>\n<ul>\n{items}</ul>\n</html>\n"
    )
}

fn item(card: &Card, href: &str) -> String {
    let lang = card.language.as_ref().map_or(String::new(), |language| format!(" lang=\"{}\"", language.as_str()));
    let author = card.author.as_ref().map_or(String::new(), |author| format!(", {}", escaped(&author.name)));
    let date = card.published.map_or(String::new(), |date| format!(", <time>{date}</time>"));
    format!("<li{lang}><a href=\"{}\">{}</a>{author}{date}\n", escaped(href), escaped(&card.title))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_text_and_files_are_addresses() {
        let card = Card::new(Slug::new("notes/a b").unwrap(), "<b>\"Tom\" & co</b>");
        let page = page(&[card]);
        assert!(
            page.contains("<a href=\"../notes/a%20b.md\">&lt;b&gt;&quot;Tom&quot; &amp; co&lt;/b&gt;</a>"),
            "{page}"
        );
    }
}
