use serde::{Deserialize, Serialize};

/// A language, as a BCP 47 tag such as `zh-Hans` or `en`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Checks a tag: `[A-Za-z]{2,8}` and up to four subtags of `[A-Za-z0-9]{1,8}`. An underscore
    /// (`zh_CN`) counts as a hyphen.
    pub fn new(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut subtags = tag.split('-');
        let first = subtags.next()?;
        let valid = (2..=8).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && subtags.clone().count() <= 4
            && subtags.all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
        valid.then_some(Self(tag))
    }

    /// The language a text is most likely in, from the scripts it is written with: kana means
    /// Japanese, hangul Korean, other Han characters Chinese. Latin letters are taken for English,
    /// because that is what mixed archives hold; anything else is left open.
    pub fn detect(text: &str) -> Option<Self> {
        let (mut han, mut kana, mut hangul, mut latin) = (0_usize, 0_usize, 0_usize, 0_usize);
        for c in text.chars().take(4_000) {
            match c {
                '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => kana += 1,
                '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{20000}'..='\u{323af}' => {
                    han += 1;
                }
                '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => hangul += 1,
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
                _ => {}
            }
        }
        // A Han character says about as much as three Latin letters.
        let east = han + kana + hangul;
        let tag = if east * 3 > latin {
            match (kana * 8 > han, hangul * 2 > han + kana) {
                (_, true) => "ko",
                (true, _) => "ja",
                _ => "zh",
            }
        } else if latin > 0 {
            "en"
        } else {
            return None;
        };
        Some(Self(tag.to_owned()))
    }

    /// Its first part: the language without script and country.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::new(&tag).ok_or("a language is a BCP 47 tag such as zh-Hans")
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Language::detect(text).as_ref().map(Language::as_str), expected, "{text:?}");
    }

    #[test]
    fn the_script_tells_the_language() {
        check("下沉市场的第二次机会", Some("zh"));
        check("TikTok跌倒，小红书吃饱", Some("zh"));
        check("Notes on short video search", Some("en"));
        check("Notes on 小红书 search boxes", Some("en"));
        check("この記事は日本語です", Some("ja"));
        check("한국어 기사", Some("ko"));
        check("1234 — …", None);
    }

    #[test]
    fn a_language_tag_is_checked() {
        assert_eq!(Language::new("zh_CN").unwrap().as_str(), "zh-CN");
        assert_eq!(Language::new("zh-Hans").unwrap().as_str(), "zh-Hans");
        assert!(Language::new("x").is_none());
        assert!(Language::new("en\" onload=").is_none());
    }
}
