//! `newsstand.toml`: what an archive says about itself.

use std::fs;
use std::io;
use std::path::Path;

use article::{Language, MediaPolicy, SafeUrl, Tag, clean_line};
use catalog::build::Aliases;
use markdown::Vault;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::{Finding, Kind};
use crate::walk::SETTINGS;

/// What an archive says about itself. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The name of the site.
    pub title: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Where it will stand on the web; ends with a slash.
    pub base_url: Option<SafeUrl>,
    /// The language of most articles.
    pub language: Option<Language>,
    /// How links between pages are written.
    pub links: LinkStyle,
    /// Whether readers may keep the site.
    pub offline: Offline,
    /// Which pictures are loaded without asking the reader.
    pub media: MediaPolicy,
    /// Whether wiki links and the like mean something: the folder is a vault of Obsidian, or says so.
    pub vault: Vault,
    /// Other names of tags.
    pub tags: Aliases,
}

/// How links between pages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkStyle {
    /// `a/name/`: for every host that shows `index.html` for a folder.
    #[default]
    Folders,
    /// `a/name/index.html`: for disks, and hosts that do not.
    Files,
}

/// Whether readers may keep the site to read it without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    /// They may.
    #[default]
    On,
    /// Nothing is kept.
    Off,
}

/// Reads `newsstand.toml` of a folder. Without the file everything has its default; what cannot be
/// understood is reported by line, and the rest holds.
pub fn read(dir: &Path) -> (Settings, Vec<Finding>) {
    let settings = Settings { vault: Vault::of(dir.join(VAULT).is_dir()), ..Settings::default() };
    match fs::read_to_string(dir.join(SETTINGS)) {
        Ok(text) => parse(&text, settings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (settings, Vec::new()),
        Err(error) => {
            let message = format!("The settings cannot be read ({error}); the site is made without them.");
            (settings, vec![finding(None, Kind::LeftOut, message)])
        }
    }
}

/// The folder in which Obsidian keeps what it knows about a vault.
const VAULT: &str = ".obsidian";

/// An address for a site: the web, a host, no query; with a slash at its end.
pub fn base_url(address: &str) -> Option<SafeUrl> {
    let address = address.trim();
    let plain = !address.contains(['?', '#']);
    let slash = if address.ends_with('/') { "" } else { "/" };
    SafeUrl::parse(&format!("{address}{slash}")).ok().filter(|url| plain && url.is_web())
}

/// Reads the text over what the folder itself says.
fn parse(text: &str, settings: Settings) -> (Settings, Vec<Finding>) {
    let mut reading = Reading { text, settings, findings: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => table.get_ref().iter().for_each(|(key, value)| reading.entry(key, value)),
        Err(error) => {
            let line = error.span().map(|span| reading.line(span.start));
            let message = format!("The settings are no TOML: {}.", error.message().trim_end_matches('.'));
            reading.findings.push(finding(line, Kind::LeftOut, message));
        }
    }
    reading.findings.sort();
    (reading.settings, reading.findings)
}

struct Reading<'a> {
    text: &'a str,
    settings: Settings,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn entry(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let settings = &mut self.settings;
        let expected = match (key.get_ref().as_ref(), value.get_ref()) {
            ("title", DeValue::String(text)) => return settings.title = line_of_text(text),
            ("description", DeValue::String(text)) => return settings.description = line_of_text(text),
            ("base_url", DeValue::String(text)) => match base_url(text) {
                Some(url) => return settings.base_url = Some(url),
                None => "the address of the site, such as \"https://example.org/articles/\"",
            },
            ("language", DeValue::String(text)) => match Language::new(text) {
                Some(language) => return settings.language = Some(language),
                None => "the tag of a language, such as \"en\" or \"zh-Hans\"",
            },
            ("links", DeValue::String(text)) if text == "folders" => return settings.links = LinkStyle::Folders,
            ("links", DeValue::String(text)) if text == "files" => return settings.links = LinkStyle::Files,
            ("offline", DeValue::Boolean(true)) => return settings.offline = Offline::On,
            ("offline", DeValue::Boolean(false)) => return settings.offline = Offline::Off,
            ("vault", DeValue::Boolean(is_vault)) => return settings.vault = Vault::of(*is_vault),
            ("media", DeValue::String(text)) if matches!(text.as_ref(), "ask" | "allow" | "block") => {
                return settings.media = MediaPolicy::new(text.to_string());
            }
            ("media", DeValue::Array(origins)) => match origins_of(origins) {
                Some(origins) => return settings.media = MediaPolicy::new(format!("ask {}", origins.join(" "))),
                None => MEDIA_VALUES,
            },
            ("media", _) => MEDIA_VALUES,
            ("tags", DeValue::Table(tags)) => return self.tags(tags),
            ("tags", _) => "a table of tags and their other names, such as \"小红书\" = [\"xhs\", \"RED\"]",
            ("title" | "description" | "base_url" | "language", _) => "text in quotation marks",
            ("links", _) => "\"folders\" or \"files\"",
            ("offline" | "vault", _) => "true or false",
            (unknown, _) => {
                let message = format!("The setting `{}` is not known; it does nothing.", unknown.escape_debug());
                let line = self.line(key.span().start);
                return self.findings.push(finding(Some(line), Kind::Kept, message));
            }
        };
        let message = format!("The setting `{}` is left out: it must be {expected}.", key.get_ref());
        let line = self.line(key.span().start);
        self.findings.push(finding(Some(line), Kind::LeftOut, message));
    }

    /// `[tags]`: each key a tag, each value its other name or a list of them.
    fn tags(&mut self, table: &DeTable<'_>) {
        let mut listed = Vec::new();
        for (key, value) in table {
            let name = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().and_then(Tag::new);
            let others = match value.get_ref() {
                DeValue::String(_) => name(value).map(|other| vec![other]),
                DeValue::Array(others) => others.iter().map(name).collect(),
                _ => None,
            };
            match (Tag::new(key.get_ref()), others) {
                (Some(tag), Some(others)) => listed.push((tag, others)),
                _ => {
                    let name = key.get_ref().escape_debug();
                    let message =
                        format!("The tag `{name}` is left out: its other names must be text, or a list of texts.");
                    let line = self.line(key.span().start);
                    self.findings.push(finding(Some(line), Kind::LeftOut, message));
                }
            }
        }
        self.settings.tags = Aliases::new(listed);
    }

    fn line(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
    }
}

const MEDIA_VALUES: &str =
    "\"ask\", \"allow\", \"block\" or a list of sites such as [\"https://pictures.example.org\"]";

/// The origins of a list of sites, none of which may be anything else than a site.
fn origins_of(sites: &[Spanned<DeValue<'_>>]) -> Option<Vec<String>> {
    let origin = |site: &Spanned<DeValue<'_>>| {
        let url = base_url(site.get_ref().as_str()?)?;
        let (scheme, rest) = url.as_str().split_once("://")?;
        let host = rest.strip_suffix('/')?;
        (!host.contains(['/', '@'])).then(|| format!("{scheme}://{}", host.to_ascii_lowercase()))
    };
    sites.iter().map(origin).collect()
}

fn line_of_text(text: &str) -> Option<String> {
    Some(clean_line(text)).filter(|line| !line.is_empty())
}

fn finding(line: Option<usize>, kind: Kind, message: String) -> Finding {
    Finding { file: SETTINGS.to_owned(), line, kind, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Option<usize>, Kind)]) -> Settings {
        let (settings, findings) = parse(text, Settings::default());
        assert_eq!(findings.iter().map(|f| (f.line, f.kind)).collect::<Vec<_>>(), expected, "{text}: {findings:?}");
        settings
    }

    #[test]
    fn every_setting_is_read() {
        let settings = check(
            "title = ' 阅览室 '\ndescription = \"A room\"\nbase_url = 'https://a.example/x'\nlanguage = 'zh_Hans'\n\
             links = 'files'\noffline = false\nvault = true\n",
            &[],
        );
        assert_eq!(settings.title.as_deref(), Some("阅览室"));
        assert_eq!(settings.base_url.as_ref().map(SafeUrl::as_str), Some("https://a.example/x/"));
        assert_eq!(settings.language.as_ref().map(Language::as_str), Some("zh-Hans"));
        assert_eq!((settings.links, settings.offline), (LinkStyle::Files, Offline::Off));
        assert_eq!(settings.vault, Vault::Yes);
        assert_eq!(check("", &[]), Settings::default());
    }

    #[test]
    fn remote_pictures_are_asked_for_allowed_blocked_or_listed_by_site() {
        let media = |text: &str| check(text, &[]).media.as_str().to_owned();
        assert_eq!(media(""), "ask");
        assert_eq!(media("media = 'allow'"), "allow");
        assert_eq!(media("media = 'block'"), "block");
        assert_eq!(
            media("media = ['https://A.example', 'http://b.example:81/']"),
            "ask https://a.example http://b.example:81"
        );
        for wrong in ["'all'", "true", "['a.example']", "['https://a.example/x']", "['https://a@b.example']", "[1]"] {
            let settings = check(&format!("media = {wrong}"), &[(Some(1), Kind::LeftOut)]);
            assert_eq!(settings.media.as_str(), "ask", "{wrong}");
        }
    }

    #[test]
    fn a_setting_nobody_knows_is_named_with_its_line_and_does_no_harm() {
        let settings =
            check("title = 'A'\n\ncolour = 'red'\n[more]\na = 'b'\n", &[(Some(3), Kind::Kept), (Some(4), Kind::Kept)]);
        assert_eq!(settings.title.as_deref(), Some("A"));
    }

    #[test]
    fn tags_have_other_names_each_one_or_several() {
        let settings =
            check("[tags]\n'小红书' = ['xhs', 'RED']\nAI = '人工智能'\nbad = 1\n", &[(Some(4), Kind::LeftOut)]);
        let tag = |name: &str| settings.tags.tag(&Tag::new(name).unwrap()).to_string();
        assert_eq!(["red", "XHS", "人工智能", "ai", "其他"].map(tag), ["小红书", "小红书", "AI", "AI", "其他"]);
        check("tags = 'a'\n", &[(Some(1), Kind::LeftOut)]);
    }

    #[test]
    fn a_value_that_cannot_be_is_left_out_and_the_rest_holds() {
        let wrong = |line| (Some(line), Kind::LeftOut);
        let settings = check(
            "title = 1\nbase_url = 'ftp://x'\nlanguage = '?'\nlinks = 'none'\noffline = 'no'\ndescription = 'D'\n",
            &[wrong(1), wrong(2), wrong(3), wrong(4), wrong(5)],
        );
        assert_eq!(settings, Settings { description: Some("D".into()), ..Settings::default() });
        check("base_url = 'https://x.example/?a'", &[wrong(1)]);
        check("base_url = '/articles/'", &[wrong(1)]);
    }

    #[test]
    fn a_broken_file_is_one_problem_with_its_line() {
        check("title = 'A'\ntitle = ", &[(Some(2), Kind::LeftOut)]);
        check("title", &[(Some(1), Kind::LeftOut)]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_problem_too() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read(dir.path()), (Settings::default(), Vec::new()));
        fs::write(dir.path().join(SETTINGS), [0xff, 0xfe]).unwrap();
        assert_eq!(read(dir.path()).1.len(), 1);
    }
}
