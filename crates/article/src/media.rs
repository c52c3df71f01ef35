use crate::{SafeUrl, Source};

/// Which pictures are loaded without asking the reader first: a picture on another host tells that host
/// who reads what.
///
/// ```text
/// media  := policy (SP origin)*
/// policy := "ask"      other hosts wait for the reader's consent; the default
///         | "allow"    everything is loaded
///         | "block"    other hosts are never asked, and the reader is not offered it
///         | "none"     no picture at all, not even the site's own: for pages that embed the widget
/// origin := scheme "://" host [":" port]     loaded without asking
/// ```
///
/// Otherwise the site's own files and pictures inside an address (`data:`) are always loaded. `public/reading/`
/// reads the same text to decide what it offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaPolicy(String);

impl MediaPolicy {
    /// The policy that a text describes. Words that are no part of the grammar allow nothing.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The same policy where a reader has agreed to these sites: that counts where the reader is asked.
    pub fn agreed(mut self, sites: &str) -> Self {
        if self.0.is_empty() || self.0.split(' ').next() == Some("ask") {
            self.0.push(' ');
            self.0.push_str(sites);
        }
        self
    }

    /// The text that describes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The picture is loaded without asking.
    pub fn may_load(&self, source: &Source) -> bool {
        match source {
            Source::Url(url) if url.is_web() => self.is_open_to(url),
            _ => self.0 != "none",
        }
    }

    fn is_open_to(&self, url: &SafeUrl) -> bool {
        let lies_at = |origin| url.as_str().strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'));
        self.0.split(' ').any(|word| word == "allow" || lies_at(word))
    }
}

impl Default for MediaPolicy {
    fn default() -> Self {
        Self("ask".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ArchivePath;

    fn check(policy: &str, address: &str, expected: bool) {
        let source = Source::Url(SafeUrl::parse_image(address).unwrap());
        assert_eq!(MediaPolicy::new(policy.into()).may_load(&source), expected, "{policy}: {address}");
    }

    #[test]
    fn other_hosts_are_asked_for_only_where_the_policy_names_them() {
        check("ask", "https://a.example/x.png", false);
        check("", "https://a.example/x.png", false);
        check("allow", "https://a.example/x.png", true);
        check("block", "https://a.example/x.png", false);
        check("ask https://a.example", "https://a.example/x.png", true);
        check("ask https://a.example", "//a.example/x.png", true);
        check("ask https://a.example", "http://a.example/x.png", false);
        check("ask https://a.example", "https://a.example:8443/x.png", false);
        check("ask https://a.example", "https://a.example.evil.example/x.png", false);
        check("ask https://a.example", "https://a.example@evil.example/x.png", false);
        check("ask h", "https://a.example/x.png", false);
    }

    #[test]
    fn what_a_reader_agreed_to_counts_only_where_readers_are_asked() {
        let check = |policy: &str, expected: bool| {
            let source = Source::Url(SafeUrl::parse_image("https://a.example/x.png").unwrap());
            let policy = MediaPolicy::new(policy.into()).agreed("https://b.example https://a.example");
            assert_eq!(policy.may_load(&source), expected, "{policy:?}");
        };
        check("ask", true);
        check("ask https://c.example", true);
        check("", true);
        check("block", false);
        check("block https://c.example", false);
        check("none", false);
        let file = Source::File(ArchivePath::new("x.png").unwrap());
        assert!(!MediaPolicy::new("none".into()).agreed("").may_load(&file));
        assert!(!MediaPolicy::new("none".into()).agreed("https://a.example").may_load(&file));
    }

    #[test]
    fn what_is_the_sites_own_is_always_loaded() {
        check("block", "data:image/gif;base64,R0lGOD==", true);
        check("block", "x.png", true);
        let file = Source::File(ArchivePath::new("x.png").unwrap());
        assert!(MediaPolicy::new("block".into()).may_load(&file));
        assert!(!MediaPolicy::new("none".into()).may_load(&file));
    }
}
