//! The tags of a site and the folders of their pages.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use article::Tag;
use catalog::Listing;
use catalog::build::{content_hash, tag_key};

use super::address::SitePath;

/// Bytes that the name of a folder may have; file systems allow 255.
const MAX_BYTES: usize = 200;

/// Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and
/// Namespaces").
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A tag that has a page.
#[derive(Clone, Debug)]
pub struct TagPage {
    /// In its commonest spelling.
    pub name: Tag,
    pub(super) folder: String,
    pub(super) rows: Vec<usize>,
}

impl TagPage {
    /// Where its page is.
    pub fn path(&self) -> SitePath {
        SitePath::new(&format!("t/{}/index.html", self.folder))
    }
}

/// All tags of a site, most used first.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) pages: Vec<TagPage>,
    by_key: HashMap<String, usize>,
}

impl Tags {
    /// The tags of the listings; a listing's place is its row.
    pub(super) fn of(listings: &[Listing]) -> Self {
        let mut rows: HashMap<&Tag, Vec<usize>> = HashMap::new();
        for (row, listing) in listings.iter().enumerate() {
            for tag in &listing.tags {
                rows.entry(tag).or_default().push(row);
            }
        }
        let mut found: Vec<(&Tag, Vec<usize>)> = rows.into_iter().collect();
        found.sort_by(|(a, a_rows), (b, b_rows)| (Reverse(a_rows.len()), a).cmp(&(Reverse(b_rows.len()), b)));
        // Folders are given by name, so that they do not follow how often a tag is used.
        let mut by_name: Vec<&Tag> = found.iter().map(|(tag, _)| *tag).collect();
        by_name.sort();
        let mut taken = HashSet::new();
        let mut folders = HashMap::new();
        for tag in by_name {
            let mut folder = tag_folder(tag);
            while !taken.insert(folder.clone()) {
                folder = format!("{folder}-{}", content_hash(folder.as_bytes(), 8));
            }
            folders.insert(tag, folder);
        }
        let page = |(name, rows): (&Tag, Vec<usize>)| {
            let folder = folders.remove(name).unwrap_or_default();
            TagPage { name: name.clone(), folder, rows }
        };
        let pages: Vec<TagPage> = found.into_iter().map(page).collect();
        let by_key = pages.iter().enumerate().map(|(at, page)| (tag_key(page.name.as_str()), at)).collect();
        Self { pages, by_key }
    }

    /// The tags that stand most often beside this one, most first.
    pub(super) fn companions(&self, of: &TagPage, listings: &[Listing], most: usize) -> Vec<(&TagPage, usize)> {
        let mut counts: HashMap<&Tag, usize> = HashMap::new();
        for tag in of.rows.iter().flat_map(|row| &listings[*row].tags).filter(|tag| **tag != of.name) {
            *counts.entry(tag).or_default() += 1;
        }
        let mut found: Vec<(&Tag, usize)> = counts.into_iter().collect();
        found.sort_by(|(a, a_count), (b, b_count)| (Reverse(*a_count), a).cmp(&(Reverse(*b_count), b)));
        found.into_iter().take(most).filter_map(|(tag, count)| Some((self.find(tag)?, count))).collect()
    }

    /// The page of a tag, in whatever spelling.
    pub(super) fn find(&self, tag: &Tag) -> Option<&TagPage> {
        self.pages.get(*self.by_key.get(&tag_key(tag.as_str()))?)
    }
}

/// The folder that a tag's page would like to have: what all its spellings have in common, so that it
/// stays when another spelling becomes the commonest, and differs where file systems tell no case.
/// What no file system or host takes well becomes `-`, and a hash tells such tags apart.
pub fn tag_folder(tag: &Tag) -> String {
    let key = tag_key(tag.as_str());
    let is_unsafe = |c: char| matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*') || c.is_control();
    let mut name: String = key.chars().map(|c| if is_unsafe(c) { '-' } else { c }).collect();
    name.truncate(name.floor_char_boundary(MAX_BYTES));
    if name.starts_with('.') {
        name.replace_range(..1, "-");
    }
    if name.ends_with('.') {
        name.replace_range(name.len() - 1.., "-");
    }
    let stem = name.split('.').next().unwrap_or_default();
    let is_port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).is_some_and(|n| n.chars().count() == 1);
    if name != key || name.is_empty() || RESERVED.contains(&stem) || is_port {
        // Before a dot, so that the stem is another one.
        let at = stem.len();
        name.insert_str(at, &format!("-{}", content_hash(key.as_bytes(), 8)));
    }
    name
}

#[cfg(test)]
mod tests {
    use article::Slug;

    use super::*;

    fn folder(tag: &str) -> String {
        tag_folder(&Tag::new(tag).unwrap())
    }

    #[test]
    fn letters_of_every_script_stay() {
        let check = |tag: &str, expected: &str| assert_eq!(folder(tag), expected);
        check("小红书", "小红书");
        check("AI 产品", "ai产品");
        check("ｄｏｕ＋", "dou+");
        check("50% #1", "50%#1");
        check("v1.0", "v1.0");
    }

    #[test]
    fn what_file_systems_refuse_is_replaced_and_told_apart() {
        let check = |tag: &str, start: &str| {
            let name = folder(tag);
            assert!(name.starts_with(start) && name != start, "{tag:?} became {name}");
            assert!(!name.contains(['/', '\\', '<', '>', ':', '"', '|', '?', '*']), "{name}");
            assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']) && name.len() <= 220, "{name}");
        };
        check("A/B 测试", "a-b测试-");
        check("..", "-");
        check(".git", "-git-");
        check("Node.", "node-");
        check("CON", "con-");
        check("nul.txt", "nul-");
        check("COM1", "com1-");
        check("C:\\<\"|?*>", "c--------");
        check(&"长".repeat(120), &"长".repeat(66));
        assert_ne!(folder("A/B"), folder("A:B"));
        assert_ne!(folder("a-b"), folder("a/b"));
    }

    #[test]
    fn companions_are_those_that_stand_beside_it_most_often() {
        let listing = |slug: &str, tags: &[&str]| {
            let mut listing = Listing::new(Slug::new(slug).unwrap(), "T".into());
            listing.tags = tags.iter().filter_map(|tag| Tag::new(tag)).collect();
            listing
        };
        let listings = [listing("a", &["x", "y", "z"]), listing("b", &["x", "z"]), listing("c", &["y"])];
        let tags = Tags::of(&listings);
        let of = |name: &str, most| {
            let page = tags.find(&Tag::new(name).unwrap()).unwrap();
            let found = tags.companions(page, &listings, most);
            found.iter().map(|(page, count)| format!("{}:{count}", page.name)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!((of("x", 9), of("x", 1), of("y", 9)), ("z:2 y:1".into(), "z:2".into(), "x:1 z:1".into()));
    }

    #[test]
    fn two_tags_never_share_a_folder_and_spellings_of_one_do() {
        let listing = |slug: &str, tags: &[&str]| {
            let mut listing = Listing::new(Slug::new(slug).unwrap(), "T".into());
            listing.tags = tags.iter().filter_map(|tag| Tag::new(tag)).collect();
            listing
        };
        let taken = folder("A/B");
        let tags = Tags::of(&[listing("a", &["A/B", &taken, "x"]), listing("b", &["x"])]);
        assert_eq!(tags.pages[0].name.as_str(), "x");
        let folders: HashSet<String> = tags.pages.iter().map(|page| page.folder.to_lowercase()).collect();
        assert_eq!(folders.len(), 3);
        assert_eq!(tags.find(&Tag::new("ａ/ b").unwrap()).unwrap().name.as_str(), "A/B");
    }
}
