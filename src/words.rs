//! Every word of the interface, in one place.

use catalog::Sort;

use crate::format::number;

pub(crate) const SITE_TITLE: &str = "Reading Room";
pub(crate) const SKIP: &str = "Skip to content";
pub(crate) const TAGS: &str = "Tags";
pub(crate) const CATEGORY: &str = "Category";
pub(crate) const AUTHOR: &str = "Author";
pub(crate) const YEAR: &str = "Year";
pub(crate) const FIND_TAG: &str = "Find a tag";
pub(crate) const FIND_AUTHOR: &str = "Find an author";
pub(crate) const FILTERS: &str = "Filters";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const CLEAR: &str = "Clear";
pub(crate) const SORT: &str = "Sort by";
pub(crate) const LOADING: &str = "Loading…";
pub(crate) const SLOW: &str = "This is taking longer than usual…";
pub(crate) const MORE: &str = "Show more";
pub(crate) const RETRY: &str = "Try again";
pub(crate) const OPEN_FILE: &str = "Open the file";
pub(crate) const BACK_TO_LIST: &str = "Back to the list";
pub(crate) const NOTHING_FOUND: &str = "No article matches all of these.";
pub(crate) const NOTHING_FOUND_ADVICE: &str = "Take away a filter, or all of them.";
pub(crate) const SHOW_ALL_ARTICLES: &str = "Show all articles";
pub(crate) const EMPTY_ARCHIVE: &str = "There is nothing to read here yet.";
pub(crate) const EMPTY_ARCHIVE_ADVICE: &str = "Put Markdown files into the folder and make its catalog again.";
pub(crate) const ORIGINAL: &str = "Original";
pub(crate) const ON_THIS_PAGE: &str = "On this page";
pub(crate) const CLUTTER: &str = "From the original page";
pub(crate) const MORE_DETAILS: &str = "More from the file";
pub(crate) const PREVIOUS: &str = "‹ Previous";
pub(crate) const NEXT: &str = "Next ›";
pub(crate) const NEIGHBOURS: &str = "Previous and next article";
pub(crate) const UPDATED: &str = "updated";
pub(crate) const TABLE: &str = "Table";
pub(crate) const CODE: &str = "Code";
pub(crate) const PROGRESS: &str = "Progress";
pub(crate) const TASK: &str = "Task";
pub(crate) const TO_TEXT: &str = "Back to the text";
pub(crate) const NO_PICTURE: &str = "Picture not available";
pub(crate) const NEW_TAB: &str = "opens in a new tab";
pub(crate) const NO_MATCHING_VALUE: &str = "Nothing of this name.";

pub(crate) const NOTE_INFO: &str = "Note";
pub(crate) const NOTE_SUCCESS: &str = "Tip";
pub(crate) const NOTE_WARNING: &str = "Warning";
pub(crate) const NOTE_DANGER: &str = "Caution";

/// `1 article`, `1,209 articles`
pub(crate) fn articles(count: u64) -> String {
    format!("{}{}", number(count), counted(count))
}

/// What follows a count of articles.
pub(crate) fn counted(count: u64) -> &'static str {
    if count == 1 { " article" } else { " articles" }
}

/// `98 of 1,209 articles`, or all of them.
pub(crate) fn of_articles(shown: u64, all: u64) -> String {
    match shown == all {
        true => articles(all),
        false => format!("{} of {}", number(shown), articles(all)),
    }
}

/// `98 articles in 小红书 + 行业观察`
pub(crate) fn list_of(count: u64, chosen: &[String]) -> String {
    match chosen {
        [] => articles(count),
        _ => format!("{} in {}", articles(count), chosen.join(" + ")),
    }
}

pub(crate) fn minutes(count: u32) -> String {
    format!("{} min", number(u64::from(count)))
}

pub(crate) fn minutes_to_read(count: u32) -> String {
    format!("{} min read", number(u64::from(count)))
}

pub(crate) fn show_all(count: usize) -> String {
    format!("Show all {}", number(count as u64))
}

pub(crate) fn more_to_find(count: usize) -> String {
    format!("{} more: type to find one", number(count as u64))
}

pub(crate) fn without(name: &str) -> String {
    format!("not {name}")
}

pub(crate) fn remove_filter(name: &str) -> String {
    format!("Remove filter {name}")
}

pub(crate) fn filter_by(name: &str) -> String {
    format!("Filter by {name}")
}

pub(crate) fn sort(order: Sort) -> &'static str {
    match order {
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
        Sort::Views => "Most viewed",
        Sort::Comments => "Most commented",
        Sort::Collects => "Most collected",
        Sort::Title => "Title",
    }
}

/// The word after a count: `views`.
pub(crate) fn stat(stat: article::Stat, count: u64) -> &'static str {
    use article::Stat::{Collects, Comments, Likes, Views};
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

/// The name of the theme that is on, for the button that changes it.
pub(crate) fn theme(theme: crate::theme::Theme) -> &'static str {
    use crate::theme::Theme;
    match theme {
        Theme::System => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}
