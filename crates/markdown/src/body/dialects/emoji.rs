//! Short names of emoji: `:tada:`.
//!
//! GitHub has 1,900 of them. These are the ones that real articles use: all that occur in the
//! collections of SYNTAX.md and are emoji, and the usual ones of changelogs and lists.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names and emoji in turn, divided by spaces. A name may stand twice.
const TABLE: &str = include_str!("emoji.txt");

/// The table, made ready for many questions.
pub(super) struct Emoji {
    names: HashMap<&'static str, &'static str>,
}

impl Emoji {
    /// The table, made ready once.
    pub(super) fn table() -> &'static Self {
        static EMOJI: LazyLock<Emoji> = LazyLock::new(Emoji::new);
        &EMOJI
    }

    fn new() -> Self {
        let mut words = TABLE.split_ascii_whitespace();
        let pairs = std::iter::from_fn(|| Some((words.next()?, words.next()?)));
        Self { names: pairs.collect() }
    }

    /// The emoji of a name, without its colons. Hyphens count as underscores: GitBook writes `thumbs-up`.
    fn of(&self, name: &str) -> Option<&'static str> {
        self.names.get(name).or_else(|| self.names.get(name.replace('-', "_").as_str())).copied()
    }

    /// The emoji that the whole text names. Inside is `None` where the name is no emoji.
    pub(super) fn only(&self, text: &str) -> Option<Option<&'static str>> {
        let name = text.trim().strip_prefix(':')?.strip_suffix(':')?;
        is_name(name).then(|| self.of(name))
    }

    /// The text with every short name that is known replaced. `None` when there is none.
    pub(super) fn replace(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        let mut from = 0;
        while let Some(start) = text[from..].find(':').map(|at| from + at) {
            let Some(end) = text[start + 1..].find(':').map(|at| start + 1 + at) else { break };
            // A colon that ends no name may begin the next one.
            from = end;
            let is_free = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ':' || c == '/');
            let name = &text[start + 1..end];
            let stands_alone = is_free(text[..start].chars().next_back()) && is_free(text[end + 1..].chars().next());
            if let Some(emoji) = self.of(name).filter(|_| stands_alone && is_name(name)) {
                out.push_str(&text[done..start]);
                out.push_str(emoji);
                done = end + 1;
                from = done;
            }
        }
        (done > 0).then(|| out + &text[done..])
    }
}

fn is_name(name: &str) -> bool {
    (2..=40).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+'))
        || name == "x"
        || name == "o"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Emoji::new().replace(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn known_names_become_emoji_and_nothing_else_does() {
        check("hi :wave: :+1:", Some("hi 👋 👍"));
        check(":tada::tada:", None);
        check(":nothing: :tada:", Some(":nothing: 🎉"));
        check("10:30:45, std::tada::x, http://x/:tada:", None);
        assert_eq!(Emoji::new().only(":thumbs-up:"), Some(Some("👍")));
        let emoji = Emoji::new();
        assert_eq!((emoji.only(":layer-group:"), emoji.only("text")), (Some(None), None));
    }

    #[test]
    fn the_table_is_made_of_names_and_emoji_in_turn() {
        let words: Vec<_> = TABLE.split_ascii_whitespace().collect();
        for pair in words.chunks(2) {
            assert!(pair.len() == 2 && is_name(pair[0]) && !pair[1].is_ascii(), "{pair:?}");
        }
    }
}
