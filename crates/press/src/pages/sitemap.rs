//! What search engines are told: the sitemap (sitemaps.org) and robots.txt (RFC 9309).

use article::Date;
use article::html::escape;

use super::Context;
use super::address::{Public, SitePath, page_path};

/// Addresses and bytes that one file may have (sitemaps.org, "Sitemap file requirements"); a little is
/// left for what stands around them.
const MAX_ADDRESSES: usize = 50_000;
const MAX_BYTES: usize = 52_428_800 - 1_000;
/// Characters that an address must stay below (sitemaps.org, "loc").
const MAX_ADDRESS: usize = 2_048;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files of the sitemap. The first is `sitemap.xml`: all there is, or an index of the others.
pub(super) fn sitemap(context: &Context<'_>) -> Vec<(SitePath, String)> {
    let Some(public) = context.public() else { return Vec::new() };
    let mut parts = parts(context, &public, MAX_ADDRESSES, MAX_BYTES);
    let first = SitePath::new("sitemap.xml");
    if parts.len() == 1 {
        return parts.pop().into_iter().map(|urls| (first.clone(), whole("urlset", &urls))).collect();
    }
    let path = |at: usize| SitePath::new(&format!("sitemap-{}.xml", at + 1));
    let index: String = (0..parts.len()).map(|at| location("sitemap", &public.to(path(at).as_str()), None)).collect();
    let files = parts.into_iter().enumerate().map(|(at, urls)| (path(at), whole("urlset", &urls)));
    [(first, whole("sitemapindex", &index))].into_iter().chain(files).collect()
}

/// The addresses of the site, in as many parts as they need.
fn parts(context: &Context<'_>, public: &Public<'_>, most: usize, bytes: usize) -> Vec<String> {
    let newest = context.cards().iter().filter_map(|card| card.updated.max(card.published)).max();
    let home = (SitePath::new("index.html"), newest);
    let articles = context.cards().iter().map(|card| (page_path(&card.slug), card.updated.max(card.published)));
    let tags = context.tags().iter().map(|tag| {
        let dates = tag.rows.iter().filter_map(|row| context.cards().get(*row));
        (tag.path(), dates.filter_map(|card| card.updated.max(card.published)).max())
    });
    let mut parts = vec![String::new()];
    let mut count = 0;
    for (path, changed) in [home].into_iter().chain(articles).chain(tags) {
        let address = public.page(&path);
        if address.len() >= MAX_ADDRESS {
            continue;
        }
        let url = location("url", &address, changed);
        if count == most || parts.last().is_some_and(|part| part.len() + url.len() > bytes) {
            parts.push(String::new());
            count = 0;
        }
        parts.last_mut().into_iter().for_each(|part| part.push_str(&url));
        count += 1;
    }
    parts
}

fn location(name: &str, address: &str, changed: Option<Date>) -> String {
    let mut out = format!("<{name}><loc>");
    escape(&mut out, address);
    out.push_str("</loc>");
    out.extend(changed.map(|date| format!("<lastmod>{date}</lastmod>")));
    out.push_str(&format!("</{name}>\n"));
    out
}

fn whole(name: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{name} xmlns=\"{NAMESPACE}\">\n{content}</{name}>\n")
}

/// Everything may be read. Crawlers ask for this file only at the root of a host (RFC 9309 section
/// 2.3); below it, it does no harm.
pub(super) fn robots(context: &Context<'_>) -> String {
    let sitemap = context.public().map(|public| format!("\nSitemap: {}\n", public.to("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::{Fixture, cards};

    #[test]
    fn what_does_not_fit_into_one_file_goes_on_in_the_next() {
        let fixture = Fixture::published();
        let cards = cards(20);
        let context = fixture.context(&cards);
        let public = context.public().unwrap();
        let count = |most: usize, bytes: usize| {
            let parts = parts(&context, &public, most, bytes);
            let urls: Vec<usize> = parts.iter().map(|part| part.matches("<url>").count()).collect();
            assert_eq!(urls.iter().sum::<usize>(), 1 + 20 + context.tags().len());
            assert!(parts.iter().all(|part| part.len() <= bytes));
            (parts.len(), urls[0])
        };
        assert_eq!(count(7, 1 << 20), ((21 + context.tags().len()).div_ceil(7), 7));
        assert!(count(1_000, 500).0 > 2);
        assert_eq!(count(1_000, 1 << 20).0, 1);
    }
}
