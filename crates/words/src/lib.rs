//! Every word of the interface, in one place: the app and the pages that the press writes say the
//! same.
//!
//! Numbers come as text, because how they are written is the reader's business: the app asks the
//! browser's `Intl`, the press writes them as English does.

#![forbid(unsafe_code)]

use article::Stat;
pub mod reading;

use article::paint::Labels;
use catalog::{Range, Sort};

/// `Reading Room`
pub const SITE_TITLE: &str = "Reading Room";
/// `Skip to content`
pub const SKIP: &str = "Skip to content";
/// `Tags`
pub const TAGS: &str = "Tags";
/// `Category`
pub const CATEGORY: &str = "Category";
/// `Author`
pub const AUTHOR: &str = "Author";
/// `Year`
pub const YEAR: &str = "Year";
/// `Month`
pub const MONTH: &str = "Month";
/// `Language`
pub const LANGUAGE: &str = "Language";
/// `from`
pub const FROM: &str = "from";
/// `to`
pub const TO: &str = "to";
/// `By name`
pub const BY_NAME: &str = "By name";
/// `By count`
pub const BY_COUNT: &str = "By count";
/// `Must have it`
pub const MUST_HAVE: &str = "Must have it";
/// `One of several`
pub const ONE_OF: &str = "One of several";
/// `Must not have it`
pub const MUST_NOT_HAVE: &str = "Must not have it";
/// `or`
pub const OR: &str = "or";
/// `not`
pub const NOT: &str = "not";
/// `With comments`
pub const WITH_COMMENTS: &str = "With comments";
/// `Click with Shift: one of several. With Alt: must not have it.`
pub const CLICK_KEYS: &str = "Click with Shift: one of several. With Alt: must not have it.";
/// `Related`
pub const RELATED: &str = "Related";
/// `Often together`
pub const TOGETHER: &str = "Often together";
/// `Find a tag`
pub const FIND_TAG: &str = "Find a tag";
/// `Find an author`
pub const FIND_AUTHOR: &str = "Find an author";
/// `Filters`
pub const FILTERS: &str = "Filters";
/// `Close`
pub const CLOSE: &str = "Close";
/// `Clear`
pub const CLEAR: &str = "Clear";
/// `Search`
pub const SEARCH: &str = "Search";
/// `Sort by`
pub const SORT: &str = "Sort by";
/// `Loading…`
pub const LOADING: &str = "Loading…";
/// `This is taking longer than usual…`
pub const SLOW: &str = "This is taking longer than usual…";
/// `Show more`
pub const MORE: &str = "Show more";
/// `Try again`
pub const RETRY: &str = "Try again";
/// `Open the file`
pub const OPEN_FILE: &str = "Open the file";
/// `Back to the list`
pub const BACK_TO_LIST: &str = "Back to the list";
/// `No article matches all of these.`
pub const NOTHING_FOUND: &str = "No article matches all of these.";
/// `Take away a filter, or all of them.`
pub const NOTHING_FOUND_ADVICE: &str = "Take away a filter, or all of them.";
/// `Show all articles`
pub const SHOW_ALL_ARTICLES: &str = "Show all articles";
/// `There is nothing to read here yet.`
pub const EMPTY_ARCHIVE: &str = "There is nothing to read here yet.";
/// `Put Markdown files into the folder and make its catalog again.`
pub const EMPTY_ARCHIVE_ADVICE: &str = "Put Markdown files into the folder and make its catalog again.";
/// `Original`
pub const ORIGINAL: &str = "Original";
/// `On this page`
pub const ON_THIS_PAGE: &str = "On this page";
/// `From the original page`
pub const CLUTTER: &str = "From the original page";
/// `More from the file`
pub const MORE_DETAILS: &str = "More from the file";
/// `‹ Previous`
pub const PREVIOUS: &str = "‹ Previous";
/// `Next ›`
pub const NEXT: &str = "Next ›";
/// `Previous and next article`
pub const NEIGHBOURS: &str = "Previous and next article";
/// `updated`
pub const UPDATED: &str = "updated";
/// `Table`
pub const TABLE: &str = "Table";
/// `Code`
pub const CODE: &str = "Code";
/// `Progress`
pub const PROGRESS: &str = "Progress";
/// `Task`
pub const TASK: &str = "Task";
/// `Back to the text`
pub const TO_TEXT: &str = "Back to the text";
/// `Picture not available`
pub const NO_PICTURE: &str = "Picture not available";
/// `Picture not loaded`
pub const HELD_PICTURE: &str = "Picture not loaded";
/// `opens in a new tab`
pub const NEW_TAB: &str = "opens in a new tab";
/// `Nothing of this name.`
pub const NO_MATCHING_VALUE: &str = "Nothing of this name.";
/// `Note`
pub const NOTE_INFO: &str = "Note";
/// `Tip`
pub const NOTE_SUCCESS: &str = "Tip";
/// `Warning`
pub const NOTE_WARNING: &str = "Warning";
/// `Caution`
pub const NOTE_DANGER: &str = "Caution";
/// `Filter further`
pub const FILTER_FURTHER: &str = "Filter further";
/// `All articles`
pub const ALL_ARTICLES: &str = "All articles";
/// `Theme: as the system`
pub const THEME_SYSTEM: &str = "Theme: as the system";
/// `Theme: light`
pub const THEME_LIGHT: &str = "Theme: light";
/// `Theme: dark`
pub const THEME_DARK: &str = "Theme: dark";

/// What painting adds to a body.
pub const PAINTED: Labels = Labels {
    notes: [NOTE_INFO, NOTE_SUCCESS, NOTE_WARNING, NOTE_DANGER],
    table: TABLE,
    code: CODE,
    progress: PROGRESS,
    task: TASK,
    to_text: TO_TEXT,
    no_picture: NO_PICTURE,
    held_picture: HELD_PICTURE,
};

/// How numbers are written.
pub type Number = fn(u64) -> String;

/// `1 article`, `1,209 articles`
pub fn articles(count: u64, number: Number) -> String {
    format!("{}{}", number(count), counted(count))
}

/// What follows a count of articles.
pub fn counted(count: u64) -> &'static str {
    if count == 1 { " article" } else { " articles" }
}

/// `98 of 1,209 articles`, or all of them.
pub fn of_articles(shown: u64, all: u64, number: Number) -> String {
    match shown == all {
        true => articles(all, number),
        false => format!("{} of {}", number(shown), articles(all, number)),
    }
}

/// `98 articles in 小红书 + 行业观察`
pub fn list_of(count: u64, chosen: &[String], number: Number) -> String {
    match chosen {
        [] => articles(count, number),
        _ => format!("{} in {}", articles(count, number), chosen.join(" + ")),
    }
}

/// `10 min`
pub fn minutes(count: u32, number: Number) -> String {
    format!("{} min", number(u64::from(count)))
}

/// `10 min read`
pub fn minutes_to_read(count: u32, number: Number) -> String {
    format!("{} min read", number(u64::from(count)))
}

/// `Show all 23`
pub fn show_all(count: usize, number: Number) -> String {
    format!("Show all {}", number(count as u64))
}

/// `not 初级`
pub fn without(name: &str) -> String {
    format!("not {name}")
}

/// `or 微信`
pub fn one_of(name: &str) -> String {
    format!("or {name}")
}

/// `How to filter by 初级`
pub fn how_to_filter(name: &str) -> String {
    format!("How to filter by {name}")
}

/// `100 or more`
pub fn at_least(least: u32, number: Number) -> String {
    format!("{} or more", number(u64::from(least)))
}

/// `Views: 100 or more`, `Views: 9 or fewer`, `Views: 10–99`
pub fn ranged(stat: Stat, range: Range, number: Number) -> String {
    let end = |end: u32| number(u64::from(end));
    let range = match (range.least, range.most) {
        (Some(least), Some(most)) => format!("{}–{}", end(least), end(most)),
        (Some(least), None) => at_least(least, number),
        (None, most) => format!("{} or fewer", end(most.unwrap_or(u32::MAX))),
    };
    format!("{}: {range}", counts_of(stat))
}

/// The heading of a count: `Views`.
pub fn counts_of(stat: Stat) -> &'static str {
    match stat {
        Stat::Views => "Views",
        Stat::Comments => "Comments",
        Stat::Collects => "Collects",
        Stat::Likes => "Likes",
    }
}

/// `Remove filter 初级`
pub fn remove_filter(name: &str) -> String {
    format!("Remove filter {name}")
}

/// `Filter by It`
pub fn filter_by(name: &str) -> String {
    format!("Filter by {name}")
}

/// `All 27 articles as a plain list`
pub fn plain_list(count: u64, number: Number) -> String {
    format!("All {} as a plain list", articles(count, number))
}

/// The name of an order.
pub fn sort(order: Sort) -> &'static str {
    match order {
        Sort::Best => "Best match",
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
        Sort::Views => "Most viewed",
        Sort::Comments => "Most commented",
        Sort::Collects => "Most collected",
        Sort::Title => "Title",
    }
}

/// The word after a count: `views`.
pub fn stat(stat: Stat, count: u64) -> &'static str {
    use Stat::{Collects, Comments, Likes, Views};
    match (stat, count) {
        (Views, 1) => "view",
        (Views, _) => "views",
        (Comments, 1) => "comment",
        (Comments, _) => "comments",
        (Collects, 1) => "collect",
        (Collects, _) => "collects",
        (Likes, 1) => "like",
        (Likes, _) => "likes",
    }
}
