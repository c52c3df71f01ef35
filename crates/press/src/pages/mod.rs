//! The files of a published site, as text: data in, text out, nothing is read or written here.
//!
//! ```text
//! index.html                     the rack with its first cards          rack
//! a/<slug>/index.html            an article                             article
//! a/<slug>/index.html.md         its Markdown                           (a copy)
//! t/<folder>/index.html          the articles of a tag                  tag
//! articles/…                     the archive with its catalog, which the app reads
//! articles/catalog/list.html     all articles as a plain list           plain_list
//! 404.html                       for any path that is not there         missing
//! feed.xml                       Atom (RFC 4287)                        feed
//! sitemap.xml, sitemap-<n>.xml   sitemaps.org                           sitemap
//! robots.txt  llms.txt  manifest.webmanifest                            robots, llms, web_manifest
//! ```
//!
//! All addresses between these files are relative and name `index.html`, so that the site works under
//! any path, on an object store and from a disk. What a standard wants absolute is written only for a
//! site that was told its address ([`Settings::base_url`]): a feed and a sitemap are not valid
//! without one (RFC 4287 section 4.2.6; sitemaps.org, "loc"), so there are none then, and a page
//! names no canonical address.
//!
//! A page holds what the app would make of it, element by element, so that the app can take it over
//! without a flash; `src/views` and the modules here are to be changed together.

mod address;
mod article_page;
mod byline;
mod card;
mod feed;
mod frame;
mod head;
pub(crate) mod html;
mod icon;
mod ids;
mod json_ld;
mod llms;
mod missing;
mod rack;
mod sitemap;
mod tag_page;
mod tags;
#[cfg(test)]
mod tests;
mod web_manifest;

use std::cmp::Reverse;
use std::collections::HashMap;

use article::{Article, Card, Slug, Tag};
use catalog::Listing;
use catalog::build::listings;

pub use self::address::{ARCHIVE, SitePath, page_path, text_path};
use self::address::{Place, Public};
pub use self::feed::FULL_TEXTS;
use self::tags::Tags;
pub use self::tags::{TagPage, tag_folder};
use crate::plain_list;
use crate::settings::Settings;
use crate::shell::Shell;

/// Everything that the pages of one site have in common.
pub struct Context<'a> {
    settings: &'a Settings,
    shell: &'a Shell,
    /// Newest first, as in the catalog; a card's place is its row there.
    cards: Vec<&'a Card>,
    /// The same as the rack shows them.
    listings: Vec<Listing>,
    rows: HashMap<&'a str, usize>,
    tags: Tags,
}

impl<'a> Context<'a> {
    /// The pages of these cards, which are to be published (no drafts), in any order.
    pub fn new(settings: &'a Settings, shell: &'a Shell, cards: &'a [Card]) -> Self {
        let (listings, _) = listings(cards);
        let mut cards: Vec<&Card> = cards.iter().collect();
        cards.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
        let rows = cards.iter().enumerate().map(|(row, card)| (card.slug.as_str(), row)).collect();
        let tags = Tags::of(&listings);
        Self { settings, shell, cards, listings, rows, tags }
    }

    /// What the site was told about itself.
    pub fn settings(&self) -> &Settings {
        self.settings
    }

    /// The published cards, newest first, undated ones last.
    pub fn cards(&self) -> &[&'a Card] {
        &self.cards
    }

    /// The tags, most used first.
    pub fn tags(&self) -> &[TagPage] {
        &self.tags.pages
    }

    /// The page of a tag, in whatever spelling it is written.
    pub fn tag_page(&self, tag: &Tag) -> Option<&TagPage> {
        self.tags.find(tag)
    }

    /// What the site calls itself.
    fn title(&self) -> &str {
        self.settings.title.as_deref().unwrap_or(words::SITE_TITLE)
    }

    fn public(&self) -> Option<Public<'_>> {
        Public::of(self.settings)
    }

    pub(crate) fn row(&self, slug: &Slug) -> Option<usize> {
        self.rows.get(slug.as_str()).copied()
    }

    fn count(&self) -> u64 {
        self.cards.len() as u64
    }

    /// There is a feed: the site knows its address, and something in it has a date.
    pub(crate) fn has_feed(&self) -> bool {
        self.public().is_some() && self.cards.first().is_some_and(|card| card.published.is_some())
    }
}

/// The page of an article, for [`page_path`].
pub fn article(context: &Context<'_>, article: &Article) -> String {
    article_page::page(context, article)
}

/// The rack, for `index.html`.
pub fn rack(context: &Context<'_>) -> String {
    rack::page(context)
}

/// The page of a tag, for [`TagPage::path`].
pub fn tag(context: &Context<'_>, tag: &TagPage) -> String {
    tag_page::page(context, tag)
}

/// The page for any path that is not there, for `404.html`.
pub fn missing(context: &Context<'_>) -> String {
    missing::page(context)
}

/// All articles as a list that needs no script and no style, for `articles/catalog/list.html`.
pub fn plain_list(context: &Context<'_>) -> String {
    let place = Place::of(&SitePath::new("articles/catalog/list.html"));
    plain_list::with_links(context.cards.iter().copied(), |slug| place.to_path(&page_path(slug)))
}

/// The feed, for `feed.xml`; none where it could not be valid. `texts` are the newest
/// [`FULL_TEXTS`] articles, or fewer: these are in it whole.
pub fn feed(context: &Context<'_>, texts: &[Article]) -> Option<String> {
    feed::feed(context, texts)
}

/// The sitemap: `sitemap.xml`, and more files where that one is an index. None without an address of
/// the site.
pub fn sitemap(context: &Context<'_>) -> Vec<(SitePath, String)> {
    sitemap::sitemap(context)
}

/// The file `robots.txt`.
pub fn robots(context: &Context<'_>) -> String {
    sitemap::robots(context)
}

/// The file `llms.txt`.
pub fn llms(context: &Context<'_>) -> String {
    llms::llms(context)
}

/// The file `manifest.webmanifest`.
pub fn web_manifest(context: &Context<'_>) -> String {
    web_manifest::manifest(context)
}
