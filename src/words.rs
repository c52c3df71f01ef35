//! Every word of the interface (`crates/words`), with numbers as the reader's browser writes them.

pub(crate) use ::words::*;

use crate::format::number;
use crate::theme::Theme;

/// `1 article`, `1,209 articles`
pub(crate) fn articles(count: u64) -> String {
    ::words::articles(count, number)
}

/// `98 of 1,209 articles`, or all of them.
pub(crate) fn of_articles(shown: u64, all: u64) -> String {
    ::words::of_articles(shown, all, number)
}

/// `98 articles in 小红书 + 行业观察`
pub(crate) fn list_of(count: u64, chosen: &[String]) -> String {
    ::words::list_of(count, chosen, number)
}

pub(crate) fn minutes(count: u32) -> String {
    ::words::minutes(count, number)
}

pub(crate) fn minutes_to_read(count: u32) -> String {
    ::words::minutes_to_read(count, number)
}

pub(crate) fn show_all(count: usize) -> String {
    ::words::show_all(count, number)
}

pub(crate) fn at_least(least: u32) -> String {
    ::words::at_least(least, number)
}

/// `Views: 100 or more`
pub(crate) fn ranged(stat: article::Stat, range: catalog::Range) -> String {
    ::words::ranged(stat, range, number)
}

/// The name of the theme that is on, for the button that changes it.
pub(crate) fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => THEME_SYSTEM,
        Theme::Light => THEME_LIGHT,
        Theme::Dark => THEME_DARK,
    }
}
