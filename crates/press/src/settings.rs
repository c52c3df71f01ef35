//! What a site is told about itself.

use article::{Language, SafeUrl};

/// Everything that is chosen for a site as a whole.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What the site calls itself.
    pub title: Option<String>,
    /// A sentence about the site.
    pub description: Option<String>,
    /// Where the site will be, ending in a slash. Without it nothing that needs an absolute address
    /// is written.
    pub base_url: Option<SafeUrl>,
    /// The language most of it is written in.
    pub language: Option<Language>,
    /// How public addresses name a page.
    pub links: LinkStyle,
    /// Whether the site can be read without a network after a first visit.
    pub offline: Offline,
}

/// How canonical addresses, the feed and the sitemap name a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkStyle {
    /// `a/x/`, for hosts that look for `index.html` by themselves.
    #[default]
    Folders,
    /// `a/x/index.html`, for object stores that do not.
    Files,
}

/// Whether the site can be read without a network after a first visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    /// It can.
    #[default]
    On,
    /// It cannot.
    Off,
}
