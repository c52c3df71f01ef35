//! The site for language models: llmstxt.org.

use super::Context;
use super::address::text_path;
use super::head::shortened;

/// Articles that are listed: such a file is read whole.
const MOST: usize = 500;
/// Characters of what is said about one.
const MAX_ABOUT: usize = 200;

/// The file: a heading, a quoted summary, and lists of links to Markdown. Without an address of the
/// site the links are relative to the file, which stands at its root.
pub(super) fn llms(context: &Context<'_>) -> String {
    let public = context.public();
    let to = |path: &str| public.as_ref().map_or_else(|| path.to_owned(), |public| public.to(path));
    let mut out = format!("# {}\n\n", text(context.title()));
    if let Some(description) = &context.settings.description {
        out.push_str(&format!("> {}\n\n", text(&shortened(description, MAX_ABOUT))));
    }
    let listed = context.cards().len().min(MOST);
    let said = match listed < context.cards().len() {
        true => format!("These are the newest {listed} of {} articles, each as Markdown.", context.cards().len()),
        false => "Each article is there as Markdown.".to_owned(),
    };
    out.push_str(&format!("{said}\n\n## Articles\n\n"));
    for card in context.cards().iter().take(MOST) {
        let address = to(&text_path(&card.slug).to_url_path()).replace('(', "%28").replace(')', "%29");
        let about = shortened(&card.summary, MAX_ABOUT);
        let about = if about.is_empty() { String::new() } else { format!(": {}", text(&about)) };
        out.push_str(&format!("- [{}]({address}){about}\n", text(&card.title)));
    }
    let list = to("articles/catalog/list.html");
    out.push_str(&format!("\n## Optional\n\n- [All articles]({list}): every title, author and date\n"));
    out
}

/// Text that Markdown shows as it is.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_stays_text() {
        assert_eq!(text("a](x) <b> #1"), "a\\](x) \\<b\\> \\#1");
    }
}
