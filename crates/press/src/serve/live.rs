//! Pages that load again when the site behind them has changed: only the server's answers know of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the script of live pages is.
pub(super) const SCRIPT_ADDRESS: &str = "/newsstand-preview.js";

/// Where they ask for the revision.
pub(super) const REVISION_ADDRESS: &str = "/newsstand-preview.txt";

/// The script itself. The page's policy allows it, since it comes from where the page comes from.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// Which state of a site is served.
#[derive(Debug)]
pub struct Revision(AtomicU64);

impl Default for Revision {
    /// Begins with the time, so that a page of an earlier server loads again too.
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(AtomicU64::new(now.as_secs()))
    }
}

impl Revision {
    /// Tells open pages to load again.
    pub fn advance(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn number(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The page with the script at the end of its body. It knows which revision it was made for.
pub(super) fn page(html: &[u8], revision: u64) -> Vec<u8> {
    let end = html.windows(7).rposition(|tag| tag.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    let tag = format!("<script src=\"{SCRIPT_ADDRESS}?{revision}\"></script>");
    [&html[..end], tag.as_bytes(), &html[end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body_or_of_the_page() {
        let check =
            |html: &str, expected: &str| assert_eq!(String::from_utf8_lossy(&page(html.as_bytes(), 7)), expected);
        check("<p>a</BODY></html>", "<p>a<script src=\"/newsstand-preview.js?7\"></script></BODY></html>");
        check("<p>a", "<p>a<script src=\"/newsstand-preview.js?7\"></script>");
    }

    #[test]
    fn a_revision_is_another_one_after_it_has_advanced() {
        let revision = Revision::default();
        let before = revision.number();
        revision.advance();
        assert_ne!(revision.number(), before);
    }
}
